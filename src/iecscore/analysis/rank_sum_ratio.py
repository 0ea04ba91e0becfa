"""The rank-sum ratio: objects by the mean of their ranks, fitted to a normal distribution and put into grades."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from types import MappingProxyType
from typing import Final

import numpy as np

from iecscore.analysis.even_ranks import rank_evenly
from iecscore.values import Floats

MIDDLE: Final = 5.0
LEAST: Final = 2
CUTS: Final[Mapping[int, tuple[float, ...]]] = MappingProxyType({3: (4, 6), 4: (3.5, 5, 6.5), 5: (3.2, 4.4, 5.6, 6.8)})


@dataclass(frozen=True, slots=True)
class RankSumRatio:
    """`rsr` and `fitted` of each object (n,); of each distinct ratio, from the lowest: value, count, mean rank, p and probit.

    The line is RSR = intercept + slope x probit over the distinct ratios; NaN where all objects have one ratio.
    """

    rsr: Floats
    values: Floats
    counts: Floats
    mean_ranks: Floats
    p: Floats
    probit: Floats
    slope: float
    intercept: float
    r2: float
    fitted: Floats


def rank_columns(matrix: Floats, types: Floats, *, whole: bool = True) -> Floats:
    """Ranks (objects, criteria), n the best in each criterion: mean ranks for ties, or (`whole=False`) 1 + (n - 1) x range-scaled value.

    Not whole, a constant column has the middle rank throughout.
    """
    oriented = matrix * types
    if whole:
        return np.column_stack([rank_evenly(column) for column in oriented.T])
    low, span = oriented.min(axis=0), np.ptp(oriented, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 + (len(matrix) - 1) * np.where(span > 0, (oriented - low) / span, 0.5)


def evaluate_rank_sums(ranks: Floats, weights: Floats) -> RankSumRatio:
    """RSR = Σ w R / n of ranks (objects, criteria), n the best, with weights (criteria,) of sum 1 [tian1993].

    p = mean rank / n, the last 1 - 1 / (4 n); probit = 5 + Φ⁻¹(p).
    """
    from scipy.special import ndtri  # noqa: PLC0415 - read late: the command must start at once

    size = len(ranks)
    rsr = ranks @ weights / size
    mean_ranks, first, place, counts = np.unique(rank_evenly(rsr), return_index=True, return_inverse=True, return_counts=True)
    p = mean_ranks / size
    p[-1] = 1 - 1 / (4 * size)
    values, probit = rsr[first], MIDDLE + np.asarray(ndtri(p))
    slope, intercept, r2 = fit_line(probit, values)
    return RankSumRatio(rsr, values, counts.astype(np.float64), mean_ranks, p, probit, slope, intercept, r2, intercept + slope * probit[place])


def fit_line(x: Floats, y: Floats) -> tuple[float, float, float]:
    """Least squares: slope, intercept and r² of y on x; NaN for fewer than two points."""
    if len(x) < LEAST:
        return nan, nan, nan
    across, up = x - x.mean(), y - y.mean()
    slope = float((across * up).sum() / (across**2).sum())
    return slope, float(y.mean() - slope * x.mean()), float((across * up).sum() ** 2 / ((across**2).sum() * (up**2).sum()))


def group_objects(found: RankSumRatio, grades: int) -> Floats:
    """The grade of each object (n,), 1 the lowest, by the fitted ratio at the customary cuts of the probit; NaN where there is no line."""
    limits = found.intercept + found.slope * np.array(CUTS[grades])
    grade = (found.fitted[:, None] >= limits).sum(axis=1) + 1.0
    return np.where(np.isnan(found.fitted), nan, grade)
