"""Rank acceptability without drawing: the weights' simplex cut wherever two units tie."""

from collections.abc import Iterable
from itertools import combinations
from typing import Final

import numpy as np

from iecscore.problems import Misuse, error
from iecscore.robustness.quadratics import solve_quadratics
from iecscore.scoring import rank_scores
from iecscore.scoring.metric import measure_mean, measure_topsis
from iecscore.values import Floats

LINE, TRIANGLE = 2, 3
MOST: Final = {LINE: 100, TRIANGLE: 12}
DUST: Final = 1e-12


def find_acceptability(scores: Floats, *, closeness: bool = False) -> Floats:
    """Rank acceptability (units, ranks + 1), column 0 empty, for weights uniform on the simplex; scores (units, 2 or 3) in [0, 1] without gaps.

    Units are ranked by the weighted mean, or by metric TOPSIS where `closeness` is asked. Two criteria: stretches between the weights at which
    two units tie. Three, weighted mean only: polygons between the lines of ties, whose number grows with the fourth power of the units.

    Raises:
        Misuse: another number of criteria, more than 100 units of two or 12 of three, or closeness on three.
    """
    units, criteria = scores.shape
    if units > MOST.get(criteria, 0) or (closeness and criteria > LINE):
        raise Misuse(error("robustness.not_exact", units=units, criteria=criteria, two=MOST[LINE], three=MOST[TRIANGLE]))
    measure = measure_topsis if closeness else measure_mean
    found = np.zeros((units, units + 1))
    for weights, share in _cut_line(scores, closeness=closeness) if criteria == LINE else _cut_triangle(scores):
        found[np.arange(units), rank_scores(measure(scores, np.broadcast_to(weights, scores.shape)).score)] += share
    return np.asarray(found / found.sum(axis=1, keepdims=True))


def _cut_line(scores: Floats, *, closeness: bool) -> Iterable[tuple[Floats, float]]:
    """The weights in the middle of each stretch, and its length."""
    compare = _compare_closeness if closeness else _compare_means
    roots = solve_quadratics(*np.array([compare(*pair) for pair in combinations(scores, 2)]).reshape(-1, 3).T)
    ends = np.unique(np.concatenate([[0.0, 1.0], roots[np.isfinite(roots)].clip(0, 1)]))
    return [(np.array([middle, 1 - middle]), length) for middle, length in zip((ends[1:] + ends[:-1]) / 2, np.diff(ends).tolist(), strict=True)]


def _compare_means(first: Floats, second: Floats) -> Floats:
    return np.append(_along(first - second), 0.0)


def _compare_closeness(first: Floats, second: Floats) -> Floats:
    """Where D-² / D+² of two units is the same, cleared of its denominators."""
    return np.convolve(_along(first**2), _along((1 - second) ** 2)) - np.convolve(_along(second**2), _along((1 - first) ** 2))


def _along(ends: Floats) -> Floats:
    """The coefficients, from the constant up, of what has these values at the weights (1, 0) and (0, 1), as the first weight grows."""
    return np.array([ends[1], ends[0] - ends[1]])


def _cut_triangle(scores: Floats) -> Iterable[tuple[Floats, float]]:
    """The weights in the middle of each polygon, and its share of the triangle."""
    cells = [np.eye(3)]
    for first, second in combinations(scores, 2):
        cells = [part for cell in cells for part in _split(cell, first - second)]
    return [(cell.mean(axis=0), _measure_area(cell)) for cell in cells]


def _split(cell: Floats, difference: Floats) -> list[Floats]:
    """The two parts of a polygon (corners, 3) on either side of a tie, or all of it where the tie does not cross it."""
    side = cell @ difference
    return [_keep(cell, side), _keep(cell, -side)] if side.min() < -DUST and side.max() > DUST else [cell]


def _keep(cell: Floats, side: Floats) -> Floats:
    """The part of a polygon where `side`, given at its corners, is not negative."""
    kept = []
    for here, there, at, after in zip(cell, np.roll(cell, -1, axis=0), side.tolist(), np.roll(side, -1).tolist(), strict=True):
        kept += [here] if at >= 0 else []
        kept += [here + (there - here) * at / (at - after)] if at * after < 0 else []
    return np.array(kept)


def _measure_area(cell: Floats) -> float:
    """Twice the area in the plane of the first two weights, in which the triangle's own is 1/2."""
    x, y = cell[:, 0], cell[:, 1]
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1)))
