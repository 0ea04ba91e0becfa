"""Benefit of the doubt: each unit is scored with the weights that suit it best."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.values import Floats

SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Doubted:
    """Scores in [0, 1], and for each unit its weights on the values and the share each indicator has in its score (NaN where the score is 0)."""

    scores: Floats
    weights: Floats
    shares: Floats


def give_benefit(columns: Floats, bounds: Floats) -> Doubted:
    """Score (units, indicators), all from 0 up and more is better, no gaps; [cherchye2007].

    max sum_j w_j y_kj, such that sum_j w_j y_ij <= 1 for every unit i, w >= 0, and the share w_j y_kj / sum w y_k of each indicator lies within
    its `bounds` (indicators, 2). A unit that has 0 where its share must be above 0, or has nothing but 0, scores 0. The score is unique; where
    several sets of weights reach it, one of them is given.
    """
    heights = columns.max(axis=0)
    unit_columns = columns / np.where(heights > 0, heights, 1.0)
    best = np.array([_weigh_best(unit_columns, row, bounds) for row in unit_columns])
    parts = best * unit_columns
    scores = parts.sum(axis=1)
    shares = parts / np.where(scores > 0, scores, np.nan)[:, None]
    return Doubted(scores, best / np.where(heights > 0, heights, 1.0), shares)


def _weigh_best(columns: Floats, own: Floats, bounds: Floats) -> Floats:
    held = own > 0
    weights = np.zeros(len(own))
    if not held.any() or (bounds[~held, 0] > 0).any() or bounds[held, 1].sum() < 1 - SLACK:
        return weights
    low, high = bounds[held].T
    below = own[held] * (low[:, None] - np.eye(held.sum()))
    above = own[held] * (np.eye(held.sum()) - high[:, None])
    limits = np.vstack([columns[:, held], below[low > 0], above[high < 1]])
    ends = np.concatenate([np.ones(len(columns)), np.zeros(len(limits) - len(columns))])
    from scipy.optimize import linprog  # noqa: PLC0415 - read late: the command must start at once

    found = linprog(-own[held], A_ub=limits, b_ub=ends, method="highs-ds", options={"primal_feasibility_tolerance": 1e-10})
    weights[held] = found.x
    return np.asarray(weights / (columns @ weights).max())
