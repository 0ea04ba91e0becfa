"""Ranks in which ties share the mean of the ranks they take up."""

import numpy as np

from iecscore.scoring.ranks import rank_scores
from iecscore.values import Floats


def rank_evenly(values: Floats) -> Floats:
    """Ranks (n,) from 1, the smallest, up; values closer than 1e-9 of the largest magnitude are tied and share their mean rank."""
    first = rank_scores(-values / (np.abs(values).max(initial=0.0) or 1.0))
    _, place, sizes = np.unique(first, return_inverse=True, return_counts=True)
    return np.asarray(first + (sizes[place] - 1) / 2, dtype=np.float64)


def rank_rows_evenly(rows: Floats) -> Floats:
    """Each row (rows, n) ranked by itself."""
    return np.array([rank_evenly(row) for row in rows], dtype=np.float64).reshape(rows.shape)


def weigh_ties(ranks: Floats) -> float:
    """Sum of t³ - t over the groups of t equal ranks, the correction for ties of Kendall's statistics."""
    sizes = np.unique(ranks, return_counts=True)[1].astype(np.float64)
    return float((sizes**3 - sizes).sum())
