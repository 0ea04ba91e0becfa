"""Judgements left blank: what the judgements given say about them."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.ahp.prioritising import find_priorities
from iecscore.weights.shares import scale_to_one

HARKER, MIN_LAMBDA, LOGARITHMS = "harker", "min-lambda", "logarithmic-least-squares"
COMPLETIONS: Final = (HARKER, MIN_LAMBDA, LOGARITHMS)
SHORT, MOST_STEPS = 1e-9, 50


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
        raise refuse("weights.judgements_apart", place, parts=" | ".join(", ".join(map(str, part)) for part in parts))


def _find_harker(judged: Floats, blank: NDArray[np.bool_]) -> Floats:
    return find_priorities(np.where(blank, 0.0, judged) + np.diag(blank.sum(axis=1)))[0]


def _lower_peak(judged: Floats, blank: NDArray[np.bool_]) -> Floats:
    """Newton's steps in the logarithms of the blanks, in which the eigenvalue is convex; a step is cut to a factor of e."""
    pairs = np.nonzero(np.triu(blank))
    whole = fill_blanks(judged, LOGARITHMS)
    for _ in range(MOST_STEPS):
        step = _find_step(whole, *pairs)
        whole = _multiply(whole, pairs, step)
        if np.abs(step).max() < SHORT:
            break
    return whole


def _find_step(whole: Floats, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Floats:
    """Newton's step, from the first and second derivatives of the eigenvalue (these by the group inverse of lambda - A)."""
    right, peak = find_priorities(whole)
    left = find_priorities(whole.T)[0]
    left = left / (left @ right)
    over, under, place = whole[rows, columns], whole[columns, rows], np.arange(len(rows))
    before, after = np.zeros((2, len(rows), len(whole)))
    before[place, columns], before[place, rows] = over * left[rows], -under * left[columns]
    after[place, rows], after[place, columns] = over * right[columns], -under * right[rows]
    outer = np.outer(right, left)
    inverse = np.linalg.inv(peak * np.eye(len(whole)) - whole + outer) - outer
    mixed = before @ inverse @ after.T
    pull, push = over * left[rows] * right[columns], under * left[columns] * right[rows]
    step = np.linalg.lstsq(np.diag(pull + push) + mixed + mixed.T, push - pull, rcond=None)[0]
    return np.asarray(step / max(1.0, np.abs(step).max()))


def _multiply(whole: Floats, pairs: tuple[NDArray[np.intp], ...], logs: Floats) -> Floats:
    rows, columns = pairs
    changed = whole.copy()
    changed[rows, columns] *= np.exp(logs)
    changed[columns, rows] = 1 / changed[rows, columns]
    return changed
