"""Scores of units on their own weights: weighted mean, and TOPSIS in metric form with fixed ideals."""

from dataclasses import dataclass

import numpy as np

from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Measured:
    """Score of each unit (0 to 100), and each leaf's share in what holds it back and in what carries it."""

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


def _shares(terms: Floats) -> Floats:
    return _divide(terms, terms.sum(axis=1, keepdims=True))


def _divide(over: Floats, under: Floats) -> Floats:
    return np.asarray(np.divide(over, under, out=np.zeros_like(over), where=under > 0))
