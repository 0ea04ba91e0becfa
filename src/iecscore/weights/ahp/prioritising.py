"""Priorities of a whole reciprocal matrix: principal eigenvector, geometric mean of the rows, mean of the scaled columns."""

from typing import Final

import numpy as np

from iecscore.values import Floats

EIGENVECTOR, GEOMETRIC_MEAN, COLUMN_MEAN = "eigenvector", "geometric-mean", "column-mean"
PRIORITISATIONS: Final = (EIGENVECTOR, GEOMETRIC_MEAN, COLUMN_MEAN)


def find_priorities(matrix: Floats) -> tuple[Floats, float]:
    """Principal eigenvector, sum 1, and its eigenvalue, of a positive reciprocal matrix [saaty1977]."""
    values, vectors = np.linalg.eig(matrix)
    peak = int(np.argmax(values.real))
    vector = np.abs(vectors[:, peak].real)
    return vector / vector.sum(), float(values[peak].real)


def prioritise(matrix: Floats, method: str = EIGENVECTOR) -> tuple[Floats, float]:
    """Priorities, sum 1, and lambda max: the eigenvalue, or with other priorities its estimate, the mean of (A w)_i / w_i.

    geometric-mean: root of the product of each row [crawford1985]; column-mean: each column scaled to a sum of 1, then the mean of each row
    [saaty1980].
    """
    if method == EIGENVECTOR:
        return find_priorities(matrix)
    weights = np.exp(np.log(matrix).mean(axis=1)) if method == GEOMETRIC_MEAN else (matrix / matrix.sum(axis=0)).mean(axis=1)
    weights = weights / weights.sum()
    return weights, float((matrix @ weights / weights).mean())
