"""One common factor behind several indicators."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from iecscore.values import Floats

LEAST_UNIQUE: Final = 0.005
SINGULAR: Final = 1e-10
Slope: TypeAlias = Callable[[Floats], tuple[float, Floats]]


@dataclass(frozen=True, slots=True)
class OneFactor:
    """Loadings and uniquenesses of standardised indicators (k,); `at_bound` where a uniqueness ended at its least, 0.005."""

    loadings: Floats
    uniquenesses: Floats
    at_bound: bool


def is_singular(correlations: Floats) -> bool:
    """Whether an indicator is a sum of others, as where there are not more units than indicators."""
    return bool(np.linalg.eigvalsh(correlations)[0] < SINGULAR)


def fit_by_likelihood(correlations: Floats) -> OneFactor:
    """Maximum likelihood [joreskog1967] on a positive definite correlation matrix (k, k), k >= 3, over the uniquenesses, each in [0.005, 1].

    Minimised is Σ (e - ln e - 1) over all eigenvalues e but the largest of Ψ^-½ R Ψ^-½.
    """
    size = len(correlations)
    start = np.clip((1 - 0.5 / size) / np.diag(np.linalg.inv(correlations)), LEAST_UNIQUE, 1)
    unique = _minimise(lambda tried: _discrepancy(tried, correlations), start, LEAST_UNIQUE, 1)
    return _finish(_load(unique, correlations), unique)


def fit_by_residuals(correlations: Floats) -> OneFactor:
    """Minimum residuals [harman1966]: loadings of at most sqrt(0.995) that leave the least squared correlations off the diagonal (k, k), k >= 3."""
    most = np.sqrt(1 - LEAST_UNIQUE)
    values, vectors = np.linalg.eigh(correlations)
    start = np.clip(vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.1)), -most, most)
    loadings = _minimise(lambda tried: _residuals(tried, correlations), start, -most, most)
    return _finish(loadings, 1 - loadings**2)


def _minimise(function: Slope, start: Floats, low: float, high: float) -> Floats:
    from scipy.optimize import minimize  # noqa: PLC0415 - read late: the command must start at once

    tight = {"ftol": 1e-15, "gtol": 1e-10, "maxiter": 5000}
    found = minimize(function, start, jac=True, method="L-BFGS-B", bounds=[(low, high)] * len(start), options=tight)  # type: ignore[call-overload]
    return np.asarray(found.x)


def _discrepancy(unique: Floats, correlations: Floats) -> tuple[float, Floats]:
    scale = np.sqrt(unique)
    rest = np.linalg.eigvalsh(correlations / np.outer(scale, scale))[:-1]
    loadings = _load(unique, correlations)
    slope = (loadings**2 + unique - np.diag(correlations)) / unique**2
    return float((rest - np.log(rest) - 1).sum()), slope


def _load(unique: Floats, correlations: Floats) -> Floats:
    scale = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlations / np.outer(scale, scale))
    return np.asarray(scale * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0)))


def _residuals(loadings: Floats, correlations: Floats) -> tuple[float, Floats]:
    gaps = correlations - np.outer(loadings, loadings)
    np.fill_diagonal(gaps, 0)
    return float((gaps**2).sum() / 2), -2 * gaps @ loadings


def _finish(loadings: Floats, unique: Floats) -> OneFactor:
    side = 1 if loadings.sum() >= 0 else -1
    return OneFactor(side * loadings, unique, bool((unique <= LEAST_UNIQUE * (1 + 1e-6)).any()))
