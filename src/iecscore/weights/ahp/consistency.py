"""How far judgements contradict each other: consistency ratio and geometric consistency index."""

import numpy as np

from iecscore.values import Floats
from iecscore.weights.ahp.blanks import fit_logarithms
from iecscore.weights.ahp.random_index import FIRST_SIZE, count_spare, fit_index

CR_LIMIT = 0.10


def consistency_ratio(peak: float, size: int, index: str | float, blanks: int = 0) -> float:
    """CR = (lambda - n) / ((n - 1) RI) [saaty1980], RI fitted to the blanks; what cannot contradict itself has 0."""
    fitted = fit_index(index, size, blanks)
    return consistency_index(peak, size) / fitted if fitted else 0.0


def consistency_index(peak: float, size: int) -> float:
    """CI = (lambda - n) / (n - 1) [saaty1977], not below 0; two are always consistent."""
    return max(peak - size, 0.0) / (size - 1) if size >= FIRST_SIZE else 0.0


def geometric_index(judged: Floats) -> float:
    """GCI = 2 sum ln² e_ij / ((n - 1)(n - 2)) over i < j, e_ij = a_ij w_j / w_i with the geometric mean's w [aguaron2003].

    `judged` is (n, n), NaN for a blank: then w are the least squares of the logarithms, and the sum of the pairs judged is divided by the
    judgements beyond n - 1, which is the same for a whole matrix.
    """
    size = len(judged)
    rows, columns = np.nonzero(np.triu(~np.isnan(judged), 1))
    spare = count_spare(size, size * (size - 1) // 2 - len(rows))
    if spare <= 0:
        return 0.0
    logs = np.log(fit_logarithms(judged))
    return float(((np.log(judged[rows, columns]) - logs[rows] + logs[columns]) ** 2).sum() / spare)
