"""Rank acceptability without drawing: the weights' simplex cut wherever two units tie."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Final

import numpy as np

from iecscore.problems import Misuse, error
from iecscore.scoring import rank_scores
from iecscore.scoring.metric import measure_mean
from iecscore.values import Floats

LINE, TRIANGLE = 2, 3
MOST: Final = {LINE: 100, TRIANGLE: 12}
DUST: Final = 1e-12
HALF: Final = 0.5


def is_exact(units: int, criteria: int) -> bool:
    """Whether shares are worked out for so many units and criteria."""
    return units <= MOST.get(criteria, 0)


def find_acceptability(scores: Floats, orders: Sequence[tuple[int, int]] = ()) -> Floats:
    """Rank acceptability (units, ranks + 1), column 0 empty, for weights uniform on the simplex; scores (units, 2 or 3) without gaps.

    Units are ranked by the weighted mean. Two criteria: stretches between the weights at which two units tie. Three: polygons between the lines of
    ties, whose number grows with the fourth power of the units. Of each pair of criteria in `orders` the first weighs at least as much as the second.

    Raises:
        Misuse: another number of criteria, more than 100 units of two or 12 of three, or orders that leave no room.
    """
    units, criteria = scores.shape
    if not is_exact(units, criteria):
        raise Misuse(error("robustness.not_exact", units=units, criteria=criteria, two=MOST[LINE], three=MOST[TRIANGLE]))
    found = np.zeros((units, units + 1))
    for weights, share in _cut_line(scores, orders) if criteria == LINE else _cut_triangle(scores, orders):
        found[np.arange(units), rank_scores(measure_mean(scores, np.broadcast_to(weights, scores.shape)).score)] += share
    return np.asarray(found / found.sum(axis=1, keepdims=True)) if found.any() else found


def _cut_line(scores: Floats, orders: Sequence[tuple[int, int]]) -> Iterable[tuple[Floats, float]]:
    """The weights in the middle of each stretch, and its length."""
    low, high = max((HALF for more, _ in orders if more == 0), default=0.0), min((HALF for more, _ in orders if more == 1), default=1.0)
    apart = np.array([first - second for first, second in combinations(scores, 2)]).reshape(-1, LINE)
    crossing = apart[:, 0] * apart[:, 1] < 0
    ties = apart[crossing, 1] / (apart[crossing, 1] - apart[crossing, 0])
    ends = np.unique(np.concatenate([[low, high], ties.clip(low, max(low, high))]))
    return [(np.array([middle, 1 - middle]), length) for middle, length in zip((ends[1:] + ends[:-1]) / 2, np.diff(ends).tolist(), strict=True)]


def _cut_triangle(scores: Floats, orders: Sequence[tuple[int, int]]) -> Iterable[tuple[Floats, float]]:
    """The weights in the middle of each polygon, and its share of the triangle."""
    whole = np.eye(TRIANGLE)
    for more, less in orders:
        whole = _keep(whole, whole[:, more] - whole[:, less]) if len(whole) else whole
    cells = [whole] if len(whole) >= TRIANGLE else []
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
