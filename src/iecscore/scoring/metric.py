"""Scores of units on their own weights, whatever the others are: means, TOPSIS in metric form, grey relational grade; ideals are 1 and 0."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.values import Floats

FLOOR: Final = 0.01
RHO: Final = 0.5


@dataclass(frozen=True, slots=True)
class Measured:
    """Score of each unit (0 to 100), and each leaf's share in what holds it back and in what carries it; NaN where it has no such share."""

    score: Floats
    holds_back: Floats
    carries: Floats


def measure_topsis(scores: Floats, weights: Floats) -> Measured:
    """Metric TOPSIS: D+² = sum w (1 - s)², D-² = sum w s², closeness = 100 D- / (D+ + D-) (Deng, Yeh & Willis 2000, COR 27:963).

    `scores` in [0, 1] and `weights` are (units, leaves); a gap (NaN) has weight 0. pymcdm has no weights by unit; on
    complete data this is its TOPSIS with square roots of the weights and the two ideals as further rows.
    """
    filled = np.nan_to_num(scores)
    short, long = weights * (1 - filled) ** 2, weights * filled**2
    to_best, to_worst = np.sqrt(short.sum(axis=1)), np.sqrt(long.sum(axis=1))
    return Measured(100 * _divide(to_worst, to_best + to_worst), _shares(short), _shares(long))


def measure_mean(scores: Floats, weights: Floats) -> Measured:
    """Weighted mean, 0 to 100: sum w s; shares are of sum w (1 - s) and of sum w s."""
    filled = np.nan_to_num(scores)
    short, long = weights * (1 - filled), weights * filled
    return Measured(100 * long.sum(axis=1), _shares(short), _shares(long))


def measure_geometric(scores: Floats, weights: Floats) -> Measured:
    """Weighted geometric mean, 0 to 100: exp sum w ln s; holds back: the share of -sum w ln s, carries: none, since ln 0 has no end.

    Scores below 0.01 count as 0.01, as on the scale from 1 to 100 that is usual before this mean: one 0 would make the whole 0 [nardo2008].
    """
    short = -weights * np.log(np.maximum(np.nan_to_num(scores), FLOOR))
    return Measured(100 * np.exp(-short.sum(axis=1)), _shares(short), np.full(scores.shape, np.nan))


def measure_grey(scores: Floats, weights: Floats) -> Measured:
    """Grey relational grade, 0 to 100: sum w xi, xi = rho / (1 - s + rho), rho = 0.5 [deng1989].

    The reference is the ideal 1 everywhere, and both ideals count among the series: the nearest distance is 0, the furthest 1, so that no
    other unit moves a grade. Shares are of sum w (1 - xi) and of sum w xi.
    """
    near = RHO / (1 - np.nan_to_num(scores) + RHO)
    return Measured(100 * (weights * near).sum(axis=1), _shares(weights * (1 - near)), _shares(weights * near))


def _shares(terms: Floats) -> Floats:
    return _divide(terms, terms.sum(axis=1, keepdims=True))


def _divide(over: Floats, under: Floats) -> Floats:
    return np.asarray(np.divide(over, under, out=np.zeros_like(over), where=under > 0))
