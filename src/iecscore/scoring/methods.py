"""The ranking methods an evaluation may name, and the figure each is shown beside."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from iecscore.problems import Misuse, error
from iecscore.scoring.gate import score_vector_topsis
from iecscore.scoring.metric import Measured, measure_mean, measure_topsis
from iecscore.scoring.ranks import split_leagues
from iecscore.scoring.redistribution import Redistributed
from iecscore.scoring.shape import Shape
from iecscore.values import Floats

TOPSIS, MEAN, VECTOR, INDEX = "topsis", "weighted-mean", "topsis-vector", "index"
METHODS: Final = (TOPSIS, MEAN, VECTOR, INDEX)
PAIR: Final = 2


def refuse_unknown(method: str) -> None:
    """Refuse a method that does not exist, naming those that do."""
    if method not in METHODS:
        raise Misuse(error("rank.unknown_choice", option="method", given=method, known=", ".join(METHODS)))


def other_method(method: str) -> str:
    """The method whose figure is shown beside."""
    return {VECTOR: TOPSIS, INDEX: MEAN}.get(method, VECTOR)


def measure(method: str, scores: Floats, weights: Floats) -> Measured:
    """Measure units on weights of their own; classical TOPSIS takes its contributions from the metric form."""
    return measure_mean(scores, weights) if method == MEAN else measure_topsis(scores, weights)


def score_field(method: str, scores: Floats, shape: Shape, spread: Redistributed, leagues: Sequence[tuple[str, ...]]) -> Floats:
    """Score units, 0 to 100; NaN for a unit that is not ranked, and where classical TOPSIS is undefined in a league."""
    if method == VECTOR:
        return score_vector(fill_own(scores, shape, spread), shape.overall, leagues)
    return np.where(spread.ranked, measure(method, scores, spread.overall).score, np.nan)


def fill_own(scores: Floats, shape: Shape, spread: Redistributed) -> Floats:
    """Put a unit's own score of the criterion in each gap: in a mean that is the same as handing its weight on; NaN where not ranked."""
    own = shape.by_criterion(spread.local * np.nan_to_num(scores))[:, shape.criterion_of]
    return np.where(spread.ranked[:, None], np.where(np.isnan(scores), own, scores), np.nan)


def score_vector(whole: Floats, weights: Floats, leagues: Sequence[tuple[str, ...]]) -> Floats:
    """Classical vector TOPSIS, 0 to 100, league by league, of units without a gap; it needs two that are not alike, else NaN."""
    closeness = np.full(len(whole), np.nan)
    for league in split_leagues(leagues):
        mine = league[~np.isnan(whole[league]).any(axis=1)]
        if len(mine) >= PAIR and np.ptp(whole[mine][:, weights > 0], axis=0).max() > 0:
            closeness[mine] = 100 * score_vector_topsis(whole[mine], weights, np.ones(len(weights)))
    return closeness
