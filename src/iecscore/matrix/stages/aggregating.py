"""Join a node's indicators into one score a unit."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.matrix.missing import Marks
from iecscore.matrix.stages.comparing import measure_distance, score_borda, score_copeland, score_outranking
from iecscore.matrix.stages.means import (
    average,
    average_in_order,
    average_powers,
    average_to_least,
    penalise,
    take_greatest,
    take_least,
    take_median,
)
from iecscore.matrix.stages.scaling import AROUND, Scaling, scale_columns
from iecscore.values import Floats

COUNT, WEIGHT = "count", "weight"
POPULATION, SAMPLE = "population", "sample"
NEGATIVE, POSITIVE = "negative", "positive"
SIGNS: Final = {NEGATIVE: -1, POSITIVE: 1}
SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Aggregation:
    """How values are joined; `penalty` negative is for indices of which more is better.

    `least` is the share of the indicators (by count, or by weight) that a unit must have. `power` is of the generalised mean; `penalty` of
    Mazziotta-Pareto: negative where more is better; `deviation` of it and of the distance (none: population there, sample here); `alpha` and
    `beta` of mean-min; `orders` of the ordered mean, best value first (none: equal); `types` and `centres` of the adjusted Mazziotta-Pareto,
    which normalises for itself.
    """

    rule: str = "arithmetic"
    least: float = 0.0
    counted: str = COUNT
    power: float = 1.0
    penalty: str = NEGATIVE
    deviation: str | None = None
    alpha: float = 0.5
    beta: float = 1.0
    orders: Floats | None = None
    types: Floats | None = None
    centres: Floats | None = None


def aggregate(columns: Floats, weights: Floats, aggregation: Aggregation) -> Floats:
    """One score a unit from (units, indicators) with NaN for gaps; NaN where too little is there or the rule has no answer.

    Weights are rescaled to what each unit has: a gap hands its weight on. Zero weights leave an indicator out. Units that have too little are
    not compared with others either. Rules that join each unit's own values (all but COMPARING) take weights (units, indicators) too.
    """
    shares, enough = share_weights(columns, weights, aggregation)
    scores = np.full(len(columns), np.nan)
    if enough.any():
        scores[enough] = _RULES[aggregation.rule](columns[enough], shares[enough], weights, aggregation)
    return scores


def share_weights(columns: Floats, weights: Floats, aggregation: Aggregation) -> tuple[Floats, Marks]:
    """Each unit's weights over what it has, summing to 1, and which units have enough."""
    there = ~np.isnan(columns)
    held = np.where(there, weights, 0.0)
    total = held.sum(axis=1, keepdims=True)
    share = there.mean(axis=1) if aggregation.counted == COUNT else total[:, 0] / weights.sum(axis=-1)
    return held / np.where(total > 0, total, 1.0), np.asarray((share >= aggregation.least - SLACK) & (total[:, 0] > 0))


Rule = Callable[[Floats, Floats, Floats, Aggregation], Floats]


def _power(exponent: float) -> Rule:
    return lambda columns, shares, _weights, _how: average_powers(columns, shares, exponent)


def _own(take: Callable[[Floats, Floats], Floats]) -> Rule:
    return lambda columns, shares, _weights, _how: take(columns, shares)


def _against(score: Callable[[Floats, Floats], Floats]) -> Rule:
    return lambda columns, _shares, weights, _how: score(columns, weights)


def _penalise(columns: Floats, shares: Floats, _weights: Floats, how: Aggregation) -> Floats:
    return penalise(columns, shares, SIGNS[how.penalty], sample=how.deviation == SAMPLE)


def _penalise_adjusted(columns: Floats, shares: Floats, weights: Floats, how: Aggregation) -> Floats:
    """[mazziotta2016]."""
    types = np.ones(columns.shape[1]) if how.types is None else how.types
    return _penalise(scale_columns(columns, types, Scaling(AROUND, centres=how.centres)).values, shares, weights, how)


def _in_order(columns: Floats, shares: Floats, _weights: Floats, how: Aggregation) -> Floats:
    return average_in_order(columns, shares, np.ones(columns.shape[1]) if how.orders is None else how.orders)


_RULES: Final[dict[str, Rule]] = {
    "arithmetic": _own(average),
    "geometric": _power(0),
    "harmonic": _power(-1),
    "power": lambda columns, shares, _weights, how: average_powers(columns, shares, how.power),
    "median": _own(take_median),
    "minimum": _own(take_least),
    "maximum": _own(take_greatest),
    "mean-min": lambda columns, shares, _weights, how: average_to_least(columns, shares, how.alpha, how.beta),
    "mazziotta-pareto": _penalise,
    "adjusted-mazziotta-pareto": _penalise_adjusted,
    "ordered": _in_order,
    "borda": _own(score_borda),
    "copeland": _against(score_copeland),
    "outranking": _against(score_outranking),
    "distance-to-best": lambda columns, shares, _weights, how: measure_distance(columns, shares, sample=how.deviation != POPULATION),
}
AGGREGATION_RULES: Final = tuple(_RULES)
LESS_IS_BETTER: Final = frozenset({"distance-to-best"})
COMPARING: Final = frozenset({"borda", "copeland", "outranking", "distance-to-best", "adjusted-mazziotta-pareto"})
PENALISED: Final = frozenset({"mazziotta-pareto", "adjusted-mazziotta-pareto"})
