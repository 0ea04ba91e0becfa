"""What is in force of each stage of a chain: the level's settings, what differs at a leaf, and the defaults of what nobody told."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from iecscore.system.chain import AGGREGATE, IMPUTE, NORMALISE, SCREEN, TREAT, Link, Settings, settle_leaf
from iecscore.system.model import Level

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
