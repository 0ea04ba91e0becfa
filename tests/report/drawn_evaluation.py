"""Evaluations of the library system drawn from values in the test."""

from dataclasses import replace
from pathlib import Path

from iecscore.pipeline import seal
from iecscore.system import load_system
from iecscore.values import IndicatorValue, Options, Status, Unit
from iecscore.weights import Comparison, Judgements

SYSTEM = load_system(Path(__file__).parents[1] / "systems" / "indicators" / "library").result
OPTIONS = Options("library", "2025", weights="council", method="weighted-mean")
PAIRS = (("R1", "R1.1", "R1.2", 2.0), ("R1", "R1.1", "R1.3", 4.0), ("R1", "R1.2", "R1.3", 2.0))
PANEL = Judgements(
    tuple(
        Comparison(expert, "library", *pair)
        for expert, first in (("E1", 3.0), ("E2", 1.0))
        for pair in (("ROOT", "S", "R", first), *PAIRS)
    )
)  # fmt: skip
CODES = ("S1.1", "S1.2", "S2.1", "R1.1", "R1.2", "R1.3")
INPUTS = (("b.xlsx", "f" * 64), ("a.xlsx", "e" * 64))


def missing(reason="not_submitted"):
    return {"value": None, "status": Status.MISSING, "reason": reason}


def draw_values(unit, figures, codes=CODES):
    """Values of a unit: a number is a scored value, a dictionary tells more."""
    told = ({"value": figure, "status": Status.VALUE} if isinstance(figure, int | float) else figure for figure in figures)
    return tuple(IndicatorValue(unit, code, **{"reason": "", **item}) for code, item in zip(codes, told, strict=True))


FLAGGED = {"value": 50.0, "status": Status.VALUE, "flags": ("guard:0", "implausible")}
NOT_OURS = {"value": None, "status": Status.NOT_APPLICABLE, "reason": "not_applicable", "accepted": True}
SMALL = {"value": 61.234, "status": Status.BELOW_MINIMUM, "reason": "minimum_denominator", "denominator": 60.0}
HIDDEN = {"value": None, "status": Status.SUPPRESSED, "reason": "suppressed", "n": 3}
# name, then loans, young visitors, event visitors, cost, renewal, delay
LIBRARIES = {
    "L01": ("Northern City Library", (4, 30, 25, 15, 6, 50)),
    "L02": ("=1+1", (2, FLAGGED, 15, 15, 3, missing())),
    "L03": ("+城市图书馆与终身学习中心总分馆体系", (6, 30, 35, 10, 9, NOT_OURS)),
    "L04": ("@Harbour", (6, SMALL, missing(), 12, 8, 40)),
    "L05": ("-Hill", (1, 10, 8, HIDDEN, 5, 80)),
}
UNITS = tuple(Unit(code, "library", name, "", ()) for code, (name, _) in LIBRARIES.items())
VALUES = tuple(value for code, (_, figures) in LIBRARIES.items() for value in draw_values(code, figures))


def draw_evaluation(judgements=None, system=SYSTEM, values=VALUES, **options):
    """The five libraries evaluated."""
    return seal(system, replace(OPTIONS, **options), UNITS, values, judgements, INPUTS, "9.9")


def draw_branches():
    """Four branches in two leagues."""
    units = tuple(
        Unit(f"L01/B0{number}", "branch", f"Branch {number}", "", (kind,)) for number, kind in enumerate(("small", "full", "full", "small"), 1)
    )
    codes = ("S1.2", "S2.1", "R1.1", "R1.2")
    values = tuple(value for place, unit in enumerate(units) for value in draw_values(unit.code, (30, 20 + place, 15, 6 + place), codes))
    return seal(SYSTEM, Options("branch", "2025", weights="council"), units, values, None, INPUTS, "9.9")
