"""Weights that a column's spread earns, on columns that are already comparable; a column that does not vary earns exactly 0."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats

STILL = 1e-12
PEARSON, SPEARMAN = "pearson", "spearman"
CORRELATIONS: Final = (PEARSON, SPEARMAN)


def varies(columns: Floats) -> NDArray[np.bool_]:
    """Which columns of an array (rows, columns) are not constant, up to rounding."""
    low, high = columns.min(axis=0), columns.max(axis=0)
    return np.asarray(high - low > STILL * np.maximum(-low, high))


def earn_by_entropy(columns: Floats) -> Floats:
    """Divergence 1 - e of each column, e = -sum p ln p / ln n with p = x / sum x (0 ln 0 = 0) [shannon1948].

    `columns` is (rows, columns), at least two rows, none negative.
    """
    earned = np.zeros(columns.shape[1])
    moving = varies(columns)
    share = columns[:, moving] / columns[:, moving].sum(axis=0)
    logs = np.log(share, where=share > 0, out=np.zeros_like(share))
    earned[moving] = np.maximum(1 + (share * logs).sum(axis=0) / np.log(len(columns)), 0)
    return earned


def earn_by_conflict(columns: Floats, correlation: str = PEARSON) -> Floats:
    """CRITIC: sd_j * sum_k (1 - r_jk) [diakoulaki1995], r of the values (pearson) or of their ranks (spearman).

    `columns` is (rows, columns), more is better in each; a column that does not vary conflicts with none.
    """
    earned = np.zeros(columns.shape[1])
    moving = varies(columns)
    if moving.sum() == 1:
        earned[moving] = 1.0
    elif moving.any():
        spread, correlations = _covary(columns[:, moving])
        if correlation == SPEARMAN:
            correlations = _covary(_rank(columns[:, moving]))[1]
        earned[moving] = spread * (1 - correlations).clip(min=0).sum(axis=0)
    return np.where(earned > STILL, earned, 0.0)


def earn_by_deviation(columns: Floats) -> Floats:
    """Standard deviation of each column, n - 1 [diakoulaki1995]; `columns` is (rows, columns)."""
    earned = np.zeros(columns.shape[1])
    moving = varies(columns)
    earned[moving] = _deviate(columns, moving)
    return earned


def earn_by_variation(columns: Floats) -> Floats:
    """Coefficient of variation of each column, sd / |mean| with n - 1; the mean of a column that varies is not 0."""
    earned = np.zeros(columns.shape[1])
    moving = varies(columns)
    earned[moving] = _deviate(columns, moving) / np.abs(columns[:, moving].mean(axis=0))
    return earned


def earn_by_inequality(columns: Floats) -> Floats:
    """Gini coefficient of each column, sum_ik |x_i - x_k| / (2 n² mean) [gini1912], from sorted values; none is negative."""
    earned = np.zeros(columns.shape[1])
    moving = varies(columns)
    rows = len(columns)
    ordered = np.sort(columns[:, moving], axis=0)
    earned[moving] = (2 * np.arange(1, rows + 1) - rows - 1) @ ordered / (rows * ordered.sum(axis=0))
    return earned


def _covary(columns: Floats) -> tuple[Floats, Floats]:
    """Standard deviation of each column, n - 1, and the correlations between them."""
    away = columns - columns.mean(axis=0)
    products = away.T @ away
    lengths = np.sqrt(np.diag(products))
    return lengths / np.sqrt(len(columns) - 1), products / np.outer(lengths, lengths)


def _deviate(columns: Floats, moving: NDArray[np.bool_]) -> Floats:
    return np.asarray(columns[:, moving].std(axis=0, ddof=1)) if moving.any() else np.zeros(0)


def _rank(columns: Floats) -> Floats:
    """Ranks of each column, 1 the smallest; ties share the mean of their ranks."""
    ranks = np.empty(columns.shape)
    for column, place in zip(columns.T, ranks.T, strict=True):
        _, group, count = np.unique(column, return_inverse=True, return_counts=True)
        place[:] = (np.cumsum(count) - (count - 1) / 2)[group]
    return ranks
