"""Principal components, and whether there is enough in common for them."""

from dataclasses import dataclass
from math import log, nan

import numpy as np

from iecscore.analysis.one_factor import is_singular
from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Components:
    """From the largest: eigenvalues, shares of the variance, and loadings (indicators, components): eigenvector x root of the eigenvalue."""

    eigenvalues: Floats
    explained: Floats
    loadings: Floats


@dataclass(frozen=True, slots=True)
class Adequacy:
    """Kaiser, Meyer and Olkin's measure, of the whole and of each indicator, and Bartlett's test; NaN where an indicator is a sum of others."""

    kmo: float
    kmo_each: Floats
    chi2: float
    df: int
    p: float


def find_components(spread: Floats) -> Components:
    """Components of a correlation or covariance matrix (k, k); each is turned so that its loadings sum to 0 or more [jolliffe2002]."""
    values, vectors = np.linalg.eigh(spread)
    values, vectors = np.maximum(values[::-1], 0), vectors[:, ::-1]
    turned = vectors * np.where(vectors.sum(axis=0) < 0, -1, 1)
    return Components(values, values / values.sum(), turned * np.sqrt(values))


def judge_adequacy(correlations: Floats, units: int) -> Adequacy:
    """KMO = Σ r² / (Σ r² + Σ partial r²) off the diagonal [kaiser1974], of correlations (k, k), k >= 2, over so many units.

    Bartlett's test: χ² = -(n - 1 - (2k + 5) / 6) ln |R| on k(k - 1) / 2 degrees of freedom [bartlett1950].
    """
    from scipy.stats import chi2  # noqa: PLC0415 - read late: the command must start at once

    size = len(correlations)
    free = size * (size - 1) // 2
    if is_singular(correlations):
        return Adequacy(nan, np.full(size, nan), nan, free, nan)
    inverse = np.linalg.inv(correlations)
    scale = np.sqrt(np.diag(inverse))
    shared, partial = ((values - np.diag(np.diag(values))) ** 2 for values in (correlations, inverse / np.outer(scale, scale)))
    with np.errstate(invalid="ignore"):
        each = shared.sum(axis=0) / (shared.sum(axis=0) + partial.sum(axis=0))
    statistic = -(units - 1 - (2 * size + 5) / 6) * log(float(np.linalg.det(correlations)))
    whole = shared.sum() + partial.sum()
    return Adequacy(float(shared.sum() / whole) if whole else nan, each, statistic, free, float(chi2.sf(statistic, free)))
