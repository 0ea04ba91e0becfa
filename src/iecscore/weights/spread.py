"""Weights that a column's spread earns: entropy and CRITIC, on columns that are already comparable."""

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats

STILL = 1e-12


def varies(columns: Floats) -> NDArray[np.bool_]:
    """Which columns of an array (rows, columns) are not constant, up to rounding."""
    reach = np.abs(columns).max(axis=0)
    return np.asarray(np.ptp(columns, axis=0) > STILL * np.maximum(reach, STILL))


def earn_by_entropy(columns: Floats) -> Floats:
    """Divergence 1 - e of each column, e = -sum p ln p / ln n with p = x / sum x (Shannon 1948; 0 ln 0 = 0).

    `columns` is (rows, columns), at least two rows, none negative; a column that does not vary earns exactly 0.
    """
    earned = np.zeros(columns.shape[1])
    moving = varies(columns)
    share = columns[:, moving] / columns[:, moving].sum(axis=0)
    logs = np.log(share, where=share > 0, out=np.zeros_like(share))
    earned[moving] = np.maximum(1 + (share * logs).sum(axis=0) / np.log(len(columns)), 0)
    return earned


def earn_by_conflict(columns: Floats) -> Floats:
    """CRITIC: sd_j * sum_k (1 - r_jk), Pearson (Diakoulaki, Mavrotas & Papayannakis 1995, COR 22:763).

    `columns` is (rows, columns), more is better in each; a column that does not vary earns 0 and conflicts with none.
    """
    earned = np.zeros(columns.shape[1])
    moving = varies(columns)
    if moving.sum() == 1:
        earned[moving] = 1.0
    elif moving.any():
        conflict = (1 - np.corrcoef(columns[:, moving], rowvar=False)).clip(min=0)
        earned[moving] = columns[:, moving].std(axis=0, ddof=1) * conflict.sum(axis=0)
    return np.where(earned > STILL, earned, 0.0)
