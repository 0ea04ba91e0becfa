"""A column's centre, and what the centre of the others would be for each of its values."""

from collections.abc import Callable
from typing import Final

import numpy as np

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
