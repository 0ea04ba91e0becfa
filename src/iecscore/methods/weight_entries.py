"""Weights from the data, and two sets of weights joined, in the registry."""

from collections.abc import Callable
from typing import Final

from iecscore.methods.analysis_reading import DIRECTIONS
from iecscore.methods.entry import NOTES, Figures, Method
from iecscore.methods.keys import MATRIX, TYPES, Key, choice, data, option, read_flag, read_weights, within
from iecscore.values import Floats
from iecscore.weights import objective
from iecscore.weights.joining import MULTIPLICATIVE, RULES, join_weights
from iecscore.weights.spread import CORRELATIONS, PEARSON

GROUP: Final = "weights"
BLIND: Final = data("types", DIRECTIONS.read, "not used: the direction does not count here", required=False)
SUBJECTIVE: Final = data("subjective", read_weights, "one a criterion, from 0 up, from judgement")
OBJECTIVE: Final = data("objective", read_weights, "one a criterion, from 0 up, from the data")


def _enter(name: str, types: Key, weigh: Callable[..., objective.Weighed], *options: Key) -> Method:
    """A method of matrix and types whose options bear the names of the function's."""

    def run(types: Floats | None, **values: object) -> Figures:
        found = weigh(**values) if blind else weigh(types=types, **values)
        return {"weights": found.weights, NOTES: found.notes}

    blind = types is BLIND
    return Method(name, GROUP, (MATRIX, types, *options), ("weights",), run)


def _join(subjective: Floats, objective: Floats, rule: str) -> Figures:
    found = join_weights(subjective, objective, rule)
    figures = {"weights": found.weights, NOTES: found.notes}
    return figures if found.alpha is None else figures | {"alpha": found.alpha}


ENTRIES: Final[tuple[Method, ...]] = (
    _enter("equal", BLIND, objective.weigh_equally),
    _enter(
        "entropy",
        DIRECTIONS,
        objective.weigh_by_entropy,
        option("zero_shift", within(0), 0.0, "added to every cell, after scaling; with 0 cells of 0 count as 0 ln 0 = 0"),
        option("directed", read_flag, default=False, meaning="whether columns are first scaled from 0, the worst, to 1, the best"),
    ),
    _enter(
        "critic",
        DIRECTIONS,
        objective.weigh_by_conflict,
        choice("correlation", CORRELATIONS, PEARSON, "of the values, or of their ranks"),
        option("directed", read_flag, default=True, meaning="whether costs are turned round, so that improving one can worsen another"),
    ),
    _enter(
        "standard-deviation",
        BLIND,
        objective.weigh_by_deviation,
        choice("scaling", objective.SCALINGS, "none", "the values as they are, or scaled from 0 to 1"),
    ),
    _enter("coefficient-of-variation", BLIND, objective.weigh_by_variation),
    _enter("merec", TYPES, objective.weigh_by_removal),
    _enter("gini", BLIND, objective.weigh_by_inequality),
    _enter("angle", BLIND, objective.weigh_by_angle),
    _enter("cilos", TYPES, objective.weigh_by_losses),
    _enter("idocriw", TYPES, objective.weigh_by_losses_and_entropy),
    _enter("lopcow", TYPES, objective.weigh_by_log_change),
    Method(
        "combine-weights",
        GROUP,
        (SUBJECTIVE, OBJECTIVE, choice("rule", RULES, MULTIPLICATIVE, "how the two are joined")),
        ("weights", "alpha"),
        _join,
    ),
)
