"""A column's centre, and what the centre of the others would be for each of its values."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.matrix.stages.columns import count_there, divide, find_mean
from iecscore.values import Floats

MEAN, MEDIAN = "mean", "median"
CENTRES: Final[dict[str, Callable[[Floats], float]]] = {
    MEAN: lambda values: float(values.mean()),
    MEDIAN: lambda values: float(np.median(values)),
}


def find_centre(values: Floats, rule: str) -> float:
    """The mean or median of the values that are there; NaN where none is."""
    there = values[~np.isnan(values)]
    return CENTRES[rule](there) if len(there) else np.nan


def leave_out(values: Floats, rule: str) -> Floats:
    """For each value that is there the centre of all others; NaN for a gap, and for a value that is alone."""
    centres = np.full(len(values), np.nan)
    present = np.flatnonzero(~np.isnan(values))
    if len(present) > 1:
        there = values[present]
        centres[present] = (there.sum() - there) / (len(there) - 1) if rule == MEAN else _leave_out_of_median(there)
    return centres


def _leave_out_of_median(there: Floats) -> Floats:
    order = np.argsort(there, kind="stable")
    ranked, half, places = there[order], len(there) // 2, np.arange(len(there))
    if len(there) % 2:
        left, right = ranked[half - 1 + (places < half)], ranked[half + (places <= half)]
    else:
        left = right = ranked[half - (places >= half)]
    centres = np.empty(len(there))
    centres[order] = (left + right) / 2
    return centres


def find_centres(columns: Floats, rule: str) -> Floats:
    """The mean or median of each column, NaN where nothing is there."""
    if rule == MEAN:
        return find_mean(columns)
    ranked, half = np.sort(columns, axis=0), count_there(columns).astype(np.intp) // 2
    odd = count_there(columns) % 2 == 1
    upper, lower = (np.take_along_axis(ranked, places[None], axis=0)[0] for places in (half, np.where(odd, half, np.maximum(half - 1, 0))))
    return np.asarray((lower + upper) / 2)


def miss_centres(columns: Floats, rule: str) -> Floats:
    """By how much, as the root of the mean square, the centre of the others misses each value of a column; NaN below two values."""
    there = count_there(columns)
    if rule == MEAN:
        values, others = columns, divide(np.nansum(columns, axis=0) - columns, np.maximum(there - 1, 1))
    else:
        values = np.sort(columns, axis=0)
        others = _leave_out_of_medians(values, there.astype(np.intp))
    squares = np.nansum((values - others) ** 2, axis=0)
    return np.sqrt(divide(np.where(there > 1, squares, np.nan), there))


def _leave_out_of_medians(ranked: Floats, there: NDArray[np.intp]) -> Floats:
    half, places = there // 2, np.arange(len(ranked))[:, None]
    odd = there % 2 == 1
    left = np.where(odd, half - 1 + (places < half), half - (places >= half))
    right = np.where(odd, half + (places <= half), half - (places >= half))
    lower, upper = (np.take_along_axis(ranked, np.clip(side, 0, len(ranked) - 1), axis=0) for side in (left, right))
    return np.asarray((lower + upper) / 2)
