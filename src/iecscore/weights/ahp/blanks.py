"""Judgements left blank: what the judgements given say about them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats
from iecscore.weights.ahp.prioritising import find_priorities
from iecscore.weights.refusing import refuse_at
from iecscore.weights.shares import scale_to_one

HARKER, MIN_LAMBDA, LOGARITHMS = "harker", "min-lambda", "logarithmic-least-squares"
COMPLETIONS: Final = (HARKER, MIN_LAMBDA, LOGARITHMS)
FLAT: Final = 1e-11


def fill_blanks(judged: Floats, method: str = HARKER) -> Floats:
    """A whole reciprocal matrix (n, n) from one with NaN for blanks, whose judgements join all n.

    harker: each blank is w_i / w_j of the principal eigenvector of the matrix with 0 for blanks and 1 + blanks of the row on the diagonal
    [harker1987]; min-lambda: blanks that make the principal eigenvalue least [bozoki2010]; logarithmic-least-squares: w_i / w_j of the weights
    nearest to the judgements in logarithms [bozoki2010].
    """
    blank = np.isnan(judged)
    if not blank.any():
        return judged
    if method == MIN_LAMBDA:
        return _lower_peak(judged, blank)
    weights = _find_harker(judged, blank) if method == HARKER else fit_logarithms(judged)
    return np.where(blank, weights[:, None] / weights, judged)


def fit_logarithms(judged: Floats) -> Floats:
    """Weights, sum 1, with the least sum of squares of ln a_ij - ln w_i + ln w_j over the pairs judged (n, n; NaN for blanks)."""
    logs = np.log(judged)
    told = ~np.isnan(logs)
    laplacian = np.diag(told.sum(axis=1)) - told.astype(np.float64)
    return scale_to_one(np.exp(np.linalg.lstsq(laplacian, np.nansum(logs, axis=1), rcond=None)[0]))


def find_parts(judged: Floats) -> list[list[int]]:
    """The groups of places that chains of judgements join; a single group where all hang together."""
    reached = np.linalg.matrix_power(~np.isnan(judged), len(judged))
    return [list(part) for part in dict.fromkeys(tuple(np.flatnonzero(row).tolist()) for row in reached)]


def refuse_parted(judged: Floats, place: str) -> None:
    """Refuse blanks that leave groups with no judgement between them.

    Raises:
        Misuse: there are such groups, each named by its places.
    """
    parts = find_parts(judged)
    if len(parts) > 1:
        raise refuse_at("weights.judgements_apart", place, parts=" | ".join(", ".join(map(str, part)) for part in parts))


def _find_harker(judged: Floats, blank: NDArray[np.bool_]) -> Floats:
    return find_priorities(np.where(blank, 0.0, judged) + np.diag(blank.sum(axis=1)))[0]


def _lower_peak(judged: Floats, blank: NDArray[np.bool_]) -> Floats:
    from scipy.optimize import minimize  # noqa: PLC0415 - read late: the command must start at once

    rows, columns = np.nonzero(np.triu(blank))
    start = fill_blanks(judged, LOGARITHMS)

    def fill(logs: Floats) -> Floats:
        whole = start.copy()
        whole[rows, columns], whole[columns, rows] = np.exp(logs), np.exp(-logs)
        return whole

    def measure(logs: Floats) -> tuple[float, Floats]:
        whole = fill(logs)
        right, peak = find_priorities(whole)
        left = find_priorities(whole.T)[0]
        pull = whole * np.outer(left, right)
        return float(np.log(peak)), (pull[rows, columns] - pull[columns, rows]) / (peak * (left @ right))

    return fill(minimize(measure, np.log(start[rows, columns]), jac=True, method="BFGS", options={"gtol": FLAT}).x)
