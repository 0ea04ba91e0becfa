"""The ranking methods an evaluation may name, and the figure each is shown beside."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from iecscore.problems import Misuse, error
from iecscore.scoring.gate import score_vector_topsis
from iecscore.scoring.metric import Measured, measure_mean, measure_topsis
from iecscore.scoring.ranks import split_leagues
from iecscore.values import Floats

TOPSIS, MEAN, VECTOR = "topsis", "weighted-mean", "topsis-vector"
METHODS: Final = (TOPSIS, MEAN, VECTOR)
PAIR: Final = 2


def refuse_unknown(method: str) -> None:
    """Refuse a method that does not exist, naming those that do."""
    if method not in METHODS:
        raise Misuse(error("rank.unknown_choice", option="method", given=method, known=", ".join(METHODS)))


def other_method(method: str) -> str:
    """The method whose figure is shown beside."""
    return TOPSIS if method == VECTOR else VECTOR


def measure(method: str, scores: Floats, weights: Floats) -> Measured:
    """Measure units on weights of their own; classical TOPSIS takes its contributions from the metric form."""
    return measure_mean(scores, weights) if method == MEAN else measure_topsis(scores, weights)


def score_complete(scores: Floats, weights: Floats, leagues: Sequence[tuple[str, ...]]) -> Floats:
    """Classical vector TOPSIS on goalpost scores, 0 to 100, league by league, among units without a gap; NaN for others.

    `scores` (units, leaves) in [0, 1]; `weights` one for each leaf. Two units at least, and not all alike.
    """
    closeness = np.full(len(scores), np.nan)
    whole = np.asarray(~np.isnan(scores).any(axis=1))
    for league in split_leagues(leagues):
        mine = league[whole[league]]
        if len(mine) >= PAIR and np.ptp(scores[mine], axis=0).max() > 0:
            closeness[mine] = 100 * score_vector_topsis(scores[mine], weights, np.ones(len(weights)))
    return closeness
