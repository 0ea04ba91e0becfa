"""Column normalisations; after each, more is better in every column."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.scoring.mcdm.columns import Columns, check_length, leave_out_constant, refuse_matrix, take_amounts
from iecscore.values import Floats

BOUNDS: Final = "bounds"


def unit_vector(columns: Columns) -> Columns:
    """Each column over its Euclidean length, costs not turned; columns of zeros are left out."""
    kept = columns.keep(np.abs(columns.matrix).max(axis=0) > 0, "criteria {}: 0 for all alternatives, left out")
    part = kept.matrix / np.abs(kept.matrix).max(axis=0)
    return kept.scaled(part / np.sqrt((part**2).sum(axis=0)))


def _vector(columns: Columns) -> Columns:
    kept = unit_vector(columns)
    return kept.scaled(np.where(kept.costs, 1 - kept.matrix, kept.matrix))


def by_range(columns: Columns) -> Columns:
    """(x - min) / (max - min), costs (max - x) / (max - min); constant columns are left out."""
    kept = leave_out_constant(columns)
    return kept.scaled((kept.directed - kept.directed.min(axis=0)) / np.ptp(kept.matrix, axis=0))


def _by_maximum(columns: Columns) -> Columns:
    kept = take_amounts(columns, "max", inverted=False)
    part = kept.matrix / kept.matrix.max(axis=0)
    return kept.scaled(np.where(kept.costs, 1 - part, part))


def by_sum(columns: Columns, rule: str = "sum") -> Columns:
    """Shares x / sum x, costs (1/x) / sum (1/x); values from 0 up, costs above 0."""
    kept = take_amounts(columns, rule, inverted=True)
    part = np.where(kept.costs, kept.matrix.min(axis=0) / np.where(kept.costs, kept.matrix, 1), kept.matrix)
    return kept.scaled(part / part.sum(axis=0))


def by_best(columns: Columns, rule: str = "linear") -> Columns:
    """Parts of the best, x / max, costs min / x; values from 0 up, costs above 0."""
    kept = take_amounts(columns, rule, inverted=True)
    part = np.where(kept.costs, kept.matrix.min(axis=0) / np.where(kept.costs, kept.matrix, 1), kept.matrix / kept.matrix.max(axis=0))
    return kept.scaled(part)


def _as_given(columns: Columns) -> Columns:
    if columns.costs.any():
        raise refuse("compute.cost_unturned", f"types[{columns.places[columns.costs][0]}]")
    return columns


RULES: Final[Mapping[str, Callable[[Columns], Columns]]] = MappingProxyType(
    {"vector": _vector, "minmax": by_range, "max": _by_maximum, "sum": by_sum, "sum-inverted-cost": by_sum, "linear": by_best, "none": _as_given}
)


def by_bounds(columns: Columns, bounds: ArrayLike) -> Columns:
    """(x - low) / (high - low), costs (high - x) / (high - low): 0 to 1 whatever the other alternatives are.

    `bounds` (criteria of the matrix as given, 2).

    Raises:
        Misuse: another shape, low not below high, a value outside.
    """
    low, high = take_bounds(columns, bounds).T
    return columns.scaled(np.where(columns.costs, high - columns.matrix, columns.matrix - low) / (high - low))


def take_bounds(columns: Columns, bounds: ArrayLike) -> Floats:
    """The bounds of the criteria that have a say, checked as above."""
    ends = take_pairs(columns, bounds, BOUNDS)
    for place, (low, high) in zip(columns.places.tolist(), ends.tolist(), strict=True):
        if not low < high:
            raise refuse("compute.bounds_order", f"{BOUNDS}[{place}]", low=low, high=high)
    refuse_matrix(columns, (columns.matrix < ends[:, 0]) | (columns.matrix > ends[:, 1]), "compute.outside_bounds", BOUNDS)
    return ends


def take_pairs(columns: Columns, pairs: ArrayLike, name: str) -> Floats:
    """Two numbers for each criterion that has a say, from two for each criterion of the matrix as given."""
    ends = np.asarray(pairs, dtype=np.float64)
    if ends.ndim != 2 or ends.shape[1] != 2:  # noqa: PLR2004 - two ends
        raise refuse("compute.ragged", name, found=ends.shape[-1] if ends.ndim else 1, wanted=2)
    check_length(name, ends, columns.criteria)
    return np.asarray(ends[columns.places])


def normalise(columns: Columns, rule: str) -> Columns:
    """Normalise by one of `RULES`.

    Raises:
        Misuse: no such rule, or values it cannot take.
    """
    if rule not in RULES:
        raise refuse("compute.not_one_of", "normalisation", given=rule, known=", ".join(RULES))
    return RULES[rule](columns)
