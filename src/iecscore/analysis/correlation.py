"""Correlations of indicators, within their criteria and across them, and which of them should be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from iecscore.analysis.even_ranks import rank_evenly
from iecscore.analysis.screening import find_varying
from iecscore.values import Floats

LEAST: Final = 2
COLLINEAR: Final = 0.92


@dataclass(frozen=True, slots=True)
class Flag:
    """Two indicators whose correlation is `collinear` or `negative`; `p` is its two-sided p-value."""

    first: int
    second: int
    value: float
    p: float
    kind: str


def correlate(matrix: Floats, coefficient: str = "pearson") -> Floats:
    """Correlations (indicators, indicators) of a matrix (units, indicators), each over the units that have both; NaN where one does not vary."""
    width = matrix.shape[1]
    found = np.full((width, width), np.nan)
    for first, second in zip(*np.triu_indices(width), strict=True):
        found[first, second] = found[second, first] = _correlate_pair(matrix[:, [first, second]], coefficient)
    return found


def _correlate_pair(columns: Floats, coefficient: str) -> float:
    both = columns[~np.isnan(columns).any(axis=1)]
    if len(both) < LEAST or not find_varying(both).all():
        return np.nan
    left, right = (rank_evenly(column) if coefficient == "spearman" else column for column in both.T)
    left, right = left - left.mean(), right - right.mean()
    return max(-1.0, min(1.0, float((left * right).sum() / sqrt((left**2).sum() * (right**2).sum()))))


def covary(matrix: Floats) -> Floats:
    """Covariances (n - 1) of a matrix (units, indicators), each over the units that have both; NaN where fewer than two have."""
    width = matrix.shape[1]
    found = np.full((width, width), np.nan)
    for first, second in zip(*np.triu_indices(width), strict=True):
        both = matrix[~np.isnan(matrix[:, [first, second]]).any(axis=1)]
        if len(both) >= LEAST:
            left, right = both[:, first], both[:, second]
            found[first, second] = found[second, first] = ((left - left.mean()) * (right - right.mean())).sum() / (len(both) - 1)
    return found


def find_flags(matrix: Floats, correlations: Floats, collinear: float = COLLINEAR, negative: float = 0.0) -> tuple[Flag, ...]:
    """Pairs above `collinear` or below `negative`, the strongest first; 0.92 is customary in the Joint Research Centre's index audits."""
    flags = []
    for first, second in zip(*np.triu_indices(len(correlations), 1), strict=True):
        value = float(correlations[first, second])
        kind = "collinear" if value > collinear else "negative" if value < negative else ""
        if kind:
            shared = int((~np.isnan(matrix[:, [first, second]]).any(axis=1)).sum())
            flags.append(Flag(int(first), int(second), value, judge_correlation(value, shared), kind))
    return tuple(sorted(flags, key=lambda flag: -abs(flag.value)))


def judge_correlation(value: float, units: int) -> float:
    """The two-sided p-value of a correlation over so many units, by Student's t; NaN below three units."""
    from scipy.special import stdtr  # noqa: PLC0415 - read late: the command must start at once

    free = units - 2
    if free <= 0:
        return np.nan
    return 0.0 if abs(value) >= 1 else float(2 * stdtr(free, -abs(value) * sqrt(free / (1 - value**2))))


def average_between(correlations: Floats, groups: Sequence[str]) -> tuple[tuple[str, ...], Floats]:
    """The groups in order of appearance, and the mean correlation of different indicators within each (diagonal) and between any two."""
    names, owner = tuple(dict.fromkeys(groups)), np.array(groups)
    pairs = np.where(np.eye(len(correlations), dtype=np.bool_), np.nan, correlations)
    return names, np.array([[_average(pairs[np.ix_(owner == left, owner == right)]) for right in names] for left in names], dtype=np.float64)


def _average(values: Floats) -> float:
    told = values[~np.isnan(values)]
    return float(told.mean()) if told.size else np.nan
