"""An evaluation drawn in a test as the ground of scenarios: figures of a few units in a small system."""

import math

from iecscore.pipeline import seal
from iecscore.robustness.ground import stand_on
from iecscore.system.robustness import Robustness
from iecscore.values import IndicatorValue, Options, Status, Unit
from iecscore.weights import Comparison, Judgements
from scoring.drawn_system import draw_indicator, draw_system

TREE = {"D": {"A": ["A1", "A2", "A3"], "B": ["B1", "B2"]}, "E": {"C": ["C1"]}}
LEAVES = ("A1", "A2", "A3", "B1", "B2", "C1")
GAP = math.nan
FIGURES = {
    "U1": (90, 80, 70, 60, 85, 75),
    "U2": (70, 75, 65, 80, 60, 65),
    "U3": (50, 55, 60, 40, 65, 55),
    "U4": (30, 35, 20, 45, 25, 40),
    "U5": (72, 71, 69, 66, 70, 62),
}
LEAGUES = dict.fromkeys(("U4", "U5"), ("two",))


def draw_doubt(**told):
    """What is doubted: only few scenarios, unless told otherwise."""
    return Robustness(data={"draws": 300, "replicates": 8} | told, method={"draws": 256, "methods": ("topsis", "weighted-mean")})


def survey_indicator(*groups):
    indicator = draw_indicator(source="survey", survey={"items": ["Q1"], "groups": list(groups)})
    del indicator["formula"]
    return indicator


def draw_round(figures=FIGURES, *, leagues=(), accepted=(), changed=None, doubt=None, tree=TREE, judgements=None, **options):
    """The ground and the evaluation of figures by unit; a NaN is a gap, one in `accepted` (unit, leaf) has a reason that is accepted."""
    leaves = [code for under in tree.values() for codes in under.values() for code in codes]
    indicators = {code: draw_indicator() for code in leaves} | (changed or {})
    system = draw_system(tree, indicators, least=2).model_copy(update={"robustness": doubt or draw_doubt()})
    units = [Unit(code, "site", f"Unit {code}", "a", dict(leagues).get(code, ("one",))) for code in figures]
    values = [_tell(unit, leaf, figure, accepted) for unit, row in figures.items() for leaf, figure in zip(leaves, row, strict=True)]
    asked = Options("site", "2025", **{"method": "weighted-mean"} | options)
    evaluation = seal(system, asked, units, values, judgements, (), "1")
    return stand_on(system, evaluation), evaluation


def _tell(unit, leaf, figure, accepted):
    if math.isnan(figure):
        return IndicatorValue(unit, leaf, None, Status.MISSING, "not_applicable", accepted=(unit, leaf) in accepted)
    return IndicatorValue(unit, leaf, float(figure), Status.VALUE)


def draw_panel(*experts, parents=(("ROOT", "D", "E"), ("D", "A", "B"), ("A", "A1", "A2"), ("A", "A1", "A3"), ("A", "A2", "A3"), ("B", "B1", "B2"))):
    """Each expert takes the first of a pair to be so many times as important as the second."""
    told = [Comparison(name, "site", parent, left, right, times) for name, times in experts for parent, left, right in parents]
    return Judgements(tuple(told))
