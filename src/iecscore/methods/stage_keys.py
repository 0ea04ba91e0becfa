"""The keys of the stages of a composite index: what is told a unit, an indicator or a round, and checks of lengths and places."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from iecscore.methods.keys import data, read_gapped, read_list, read_matrix, read_number, read_text, read_vector, read_whole
from iecscore.problems import refuse
from iecscore.values import Floats

PAIR: Final = 2


def read_ends(value: Any, place: str) -> tuple[float, float]:  # noqa: ANN401 - whatever JSON holds
    """Two numbers."""
    found = read_vector(value, place)
    if len(found) != PAIR:
        raise refuse("compute.ragged", place, found=len(found), wanted=PAIR)
    return float(found[0]), float(found[1])


def read_share_bounds(value: Any, place: str) -> Floats:  # noqa: ANN401
    """[low, high] in 0 to 1 for each criterion, the two may be equal: (criteria, 2)."""
    found = read_matrix(value, place)
    if found.shape[1] != PAIR:
        raise refuse("compute.ragged", f"{place}[0]", found=found.shape[1], wanted=PAIR)
    for row, end in np.argwhere((found < 0) | (found > 1)).tolist():
        raise refuse("compute.out_of_range", f"{place}[{row}][{end}]", low=0, high=1)
    for row in np.flatnonzero(found[:, 0] > found[:, 1]).tolist():
        raise refuse("compute.bounds_order", f"{place}[{row}]", low=float(found[row, 0]), high=float(found[row, 1]))
    return found


def read_rounds(value: Any, place: str) -> Floats:  # noqa: ANN401
    """Matrices with `null` for gaps, all of one shape: (rounds, units, criteria)."""
    rounds = [read_gapped(matrix, f"{place}[{number}]") for number, matrix in enumerate(read_list(value, place))]
    for number, matrix in enumerate(rounds):
        for axis, size in enumerate(matrix.shape):
            if size != rounds[0].shape[axis]:
                raise refuse("compute.ragged", f"{place}[{number}]" + "[0]" * axis, found=size, wanted=rounds[0].shape[axis])
    return np.array(rounds)


def read_rising(value: Any, place: str) -> Floats:  # noqa: ANN401
    """Numbers, each greater than the one before."""
    found = read_vector(value, place)
    for number in np.flatnonzero(np.diff(found) <= 0).tolist():
        raise refuse("compute.not_rising", f"{place}[{number + 1}]")
    return found


def each(read: Callable[[Any, str], Any], *, gaps: bool = False) -> Callable[[Any, str], tuple[Any, ...]]:
    """A reader of lists; with `gaps` an entry may be `null`."""

    def read_each(value: Any, place: str) -> tuple[Any, ...]:  # noqa: ANN401
        items = enumerate(read_list(value, place))
        return tuple(None if gaps and item is None else read(item, f"{place}[{number}]") for number, item in items)

    return read_each


def from_zero(value: Any, place: str) -> int:  # noqa: ANN401
    """A whole number from 0 up."""
    found = read_whole(value, place)
    if found < 0:
        raise refuse("compute.below_zero", place)
    return found


def above_zero(value: Any, place: str) -> float:  # noqa: ANN401
    """A number above 0."""
    found = read_number(value, place)
    if found <= 0:
        raise refuse("compute.not_above_zero", place)
    return found


GAPPED: Final = data("matrix", read_gapped, "units × indicators, null for a gap")
GROUPS: Final = data("groups", each(read_text, gaps=True), "one a unit: the group it is in, or null", required=False)


def check_units(values: Sequence[Any] | None, units: int, name: str) -> None:
    """Refuse what has not one entry a unit."""
    if values is not None and len(values) != units:
        raise refuse("compute.units_length", name, found=len(values), wanted=units)


def check_places(places: Sequence[int | None] | None, count: int, name: str) -> None:
    """Refuse an index that points at nothing."""
    for number, place in enumerate(places or ()):
        if place is not None and place >= count:
            raise refuse("compute.out_of_range", f"{name}[{number}]", low=0, high=count - 1)


def check_from_zero(matrix: Floats, counted: Floats, name: str = "matrix") -> None:
    """Refuse a value below 0 in a column that counts."""
    for row, column in np.argwhere((matrix < 0) & (counted > 0)).tolist():
        raise refuse("compute.below_zero", f"{name}[{row}][{column}]")


def demand(value: Any, name: str) -> None:  # noqa: ANN401
    """Refuse where a key that the chosen option needs is missing."""
    if value is None:
        raise refuse("compute.missing_key", name)
