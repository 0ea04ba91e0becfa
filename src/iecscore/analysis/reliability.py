"""How consistently several items measure one thing."""

from dataclasses import dataclass
from math import nan
from typing import Final

import numpy as np

from iecscore.analysis.one_factor import OneFactor
from iecscore.values import Floats

LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha, of standardised items too, the mean correlation; for each item (k,) its correlation with the rest and alpha without it."""

    alpha: float
    standardised: float
    mean_correlation: float
    item_rest: Floats
    if_dropped: Floats


def measure_alpha(covariances: Floats) -> Alpha:
    """Alpha = k / (k - 1) x (1 - Σ variances / Σ covariances) of covariances (k, k), each variance positive, k >= 2 [cronbach1951].

    Alpha without an item needs two others; where the sum's variance is not positive alpha is NaN.
    """
    size, spread = len(covariances), np.sqrt(np.diag(covariances))
    correlations = covariances / np.outer(spread, spread)
    dropped = [_alpha(np.delete(np.delete(covariances, item, 0), item, 1)) for item in range(size)]
    mean = float((correlations.sum() - size) / (size * (size - 1)))
    return Alpha(_alpha(covariances), _alpha(correlations), mean, _correlate_rest(covariances), np.array(dropped))


def _alpha(covariances: Floats) -> float:
    size, whole = len(covariances), float(covariances.sum())
    return size / (size - 1) * (1 - float(np.trace(covariances)) / whole) if size >= LEAST and whole > 0 else nan


def _correlate_rest(covariances: Floats) -> Floats:
    own, shared = np.diag(covariances), covariances.sum(axis=1)
    rest = covariances.sum() - 2 * shared + own
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(rest > 0, (shared - own) / np.sqrt(own * rest), nan)


def measure_omega(factor: OneFactor, deviations: Floats) -> float:
    """McDonald's omega of the sum of items with these standard deviations (k,): (Σ λ)² / ((Σ λ)² + Σ ψ) [mcdonald1999]."""
    common = float((factor.loadings * deviations).sum()) ** 2
    return common / (common + float((factor.uniquenesses * deviations**2).sum()))
