"""Weights with which the indicators correlate equally with what they make up, none below 0."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.matrix.stages.columns import find_deviation, varies
from iecscore.values import Floats

CORRELATION, SQUARED = "correlation", "squared"
RIDGE: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Balanced:
    """Weights that sum to 1, each indicator's correlation with the weighted mean (NaN of a constant one), and whether balance is exact."""

    weights: Floats
    correlations: Floats
    exact: bool


def balance_weights(columns: Floats, targets: Floats, measure: str = CORRELATION) -> Balanced:
    """Weights w >= 0 of (units, indicators), no gaps, with correlations as nearly proportional to `targets` as can be [becker2017; lawson1974].

    With R the correlations of the indicators and v = w s their weights times their deviations, the correlations with the mean are proportional to
    R v. v minimises |R v - t|² over v >= 0, a convex problem with one solution; since only the direction of v counts, that is the least angle
    between the correlations and the targets, which is the least variance of the correlations' shares: the goal of the published optimisation,
    reached exactly. Where v = R^-1 t is not below 0 anywhere it is that, and balance is exact. For `squared` the squares
    of the correlations shall be as the targets: t is their root. A constant indicator has weight 0; identical ones share alike.
    """
    moving = varies(columns)
    weights, correlations = np.zeros(columns.shape[1]), np.full(columns.shape[1], np.nan)
    spread = find_deviation(columns)[moving]
    likeness = np.atleast_2d(np.corrcoef(columns[:, moving], rowvar=False))
    goal = np.sqrt(targets[moving]) if measure == SQUARED else targets[moving]
    stacked = np.vstack([likeness, RIDGE * np.eye(len(goal))])
    from scipy.optimize import nnls  # noqa: PLC0415 - read late: the command must start at once

    found = nnls(stacked, np.concatenate([goal, np.zeros(len(goal))]))[0]
    weights[moving] = found / spread / (found / spread).sum()
    correlations[moving] = likeness @ found / np.sqrt(found @ likeness @ found)
    ratio = correlations[moving] / goal
    return Balanced(weights, correlations, bool(np.ptp(ratio) < np.abs(ratio).max() * RIDGE))
