"""What is in force of each stage of a chain: the level's settings, what differs at a leaf, and the defaults of what nobody told."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from iecscore.matrix.stages import Imputation, Limits, Screen, Treatment
from iecscore.system.chain import AGGREGATE, IMPUTE, NORMALISE, SCREEN, TREAT, Link, Settings, settle_leaf
from iecscore.system.indicators import Direction
from iecscore.system.model import Level, System
from iecscore.values import Unit

DEFAULTS: Final[Mapping[str, Mapping[str, Any]]] = {
    IMPUTE: {"method": "mean", "groups": None, "fallback": "none", "blocks": "all", "predictors": None, "reach": None},
    SCREEN: {"by": "availability", "available": 2 / 3, "nonzero": 0.05, "include": (), "exclude": ()},
    TREAT: {"skewness": 2.0, "kurtosis": 3.5, "most": 5, "second": "log-ct", "exponent": None, "combine": False, "forced": "as-tested"},
    NORMALISE: {
        "method": "min-max",
        "ends": None,
        "goalposts": None,
        "target": None,
        "reference": None,
        "centre": None,
        "clip": None,
        "ties": "min",
        "fraction": "reflect",
        "directed": False,
        "over": "round",
    },
    AGGREGATE: {
        "method": "arithmetic",
        "least_share": 0.0,
        "share_by": "count",
        "power": 1.0,
        "penalty": "negative",
        "deviation": None,
        "alpha": 0.5,
        "beta": 1.0,
        "orders": None,
        "centres": None,
    },
}


def fill_in(stage: str, told: Settings) -> dict[str, Any]:
    """Every option of a stage, those not told at their defaults."""
    return {name: default if getattr(told, name) is None else getattr(told, name) for name, default in DEFAULTS[stage].items()}


def bundle(level: Level, link: Link, codes: Sequence[str]) -> list[tuple[dict[str, Any], NDArray[np.intp]]]:
    """The options in force of a stage, and the places of the leaves that share them."""
    found: dict[Settings, list[int]] = {}
    for place, code in enumerate(codes):
        settled: Settings = settle_leaf(link.settings, link.name, level.exceptions, level.paths[code])
        found.setdefault(settled, []).append(place)
    return [(fill_in(link.name, told), np.array(places)) for told, places in found.items()]


def make_imputation(system: System, level: Level, told: Mapping[str, Any], codes: Sequence[str], units: Sequence[Unit]) -> Imputation:
    """What is in force of imputing, for a stage."""
    groups = [dict(unit.groups).get(told["groups"]) or None for unit in units]
    depth = {"all": 0, "dimension": 1, "criterion": 2}[told["blocks"]]
    known, paths = system.indicators, level.paths
    types = np.array([-1.0 if known[code].direction is Direction.COST else 1.0 for code in codes])
    return Imputation(told["method"], groups, [paths[code][depth] for code in codes], types, told["fallback"], told["predictors"])


def make_screen(link: Link, units: Sequence[Unit]) -> tuple[dict[str, Any], Screen]:
    """Every option of screening, and for a stage."""
    told, codes = fill_in(link.name, link.settings), [unit.code for unit in units]
    inside, outside = ([codes.index(code) for code in told[key] if code in codes] for key in ("include", "exclude"))
    return told, Screen(told["by"], told["available"], told["nonzero"], inside, outside)


def make_treatment(told: Mapping[str, Any]) -> Treatment:
    """What is in force of treating, for a stage."""
    limits = Limits(told["skewness"], told["kurtosis"])
    return Treatment(limits, told["most"], told["second"], told["exponent"], told["combine"], told["forced"])


def describe(level: Level, link: Link) -> dict[str, str]:
    """Every option of a stage as text; what differs at a node stands behind its name."""
    told = {name: _word(value) for name, value in fill_in(link.name, link.settings).items() if value not in (None, ())}
    for node, exception in level.exceptions.items():
        differs = getattr(exception, link.name, None) or ()
        told |= {f"{node}.{name}": _word(value) for name, value in differs if value is not None}
    return told


def _word(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_word, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value).lower() if isinstance(value, bool) else str(value)
