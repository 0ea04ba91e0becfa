"""The keys a method reads from its document: each checked as it is read, each fault with the place in the document."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import numpy as np

from iecscore.problems import refuse
from iecscore.values import Floats

Document: TypeAlias = Mapping[str, Any]
Reader: TypeAlias = Callable[[Any, str], Any]
BENEFIT, COST = 1, -1
SMALLEST, LARGEST = 1e-100, 1e100


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a method's document: how it is read, and what holds where it is not told.

    `data` keys are what the method works on; the others are options, repeated in the result with what was in force.
    """

    name: str
    read: Reader
    required: bool = True
    default: Any = None
    data: bool = True
    form: str = ""
    choices: tuple[str, ...] = ()
    meaning: str = field(default="", compare=False)


def read_number(value: Any, place: str) -> float:  # noqa: ANN401 - whatever JSON holds
    """A finite number, of a size that powers of it neither overflow nor vanish."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not -math.inf < value < math.inf:
        raise refuse("compute.not_a_number", place)
    if abs(value) > LARGEST or 0 < abs(value) < SMALLEST:
        raise refuse("compute.odd_size", place, smallest=SMALLEST, largest=LARGEST)
    return float(value)


def read_whole(value: Any, place: str) -> int:  # noqa: ANN401
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise refuse("compute.not_whole", place)
    return value


def read_flag(value: Any, place: str) -> bool:  # noqa: ANN401
    """True or false."""
    if not isinstance(value, bool):
        raise refuse("compute.not_a_flag", place)
    return value


def read_list(value: Any, place: str) -> Sequence[Any]:  # noqa: ANN401
    """A list with something in it."""
    if not isinstance(value, list):
        raise refuse("compute.not_a_list", place)
    if not value:
        raise refuse("compute.empty_list", place)
    return value


def read_vector(value: Any, place: str) -> Floats:  # noqa: ANN401
    """A list of numbers."""
    return np.array([read_number(item, f"{place}[{number}]") for number, item in enumerate(read_list(value, place))], dtype=np.float64)


def read_matrix(value: Any, place: str) -> Floats:  # noqa: ANN401
    """A list of rows of numbers, all of one length: (alternatives, criteria)."""
    return _read_rows(value, place, read_number)


def read_gapped(value: Any, place: str) -> Floats:  # noqa: ANN401
    """As a matrix, with `null` for a gap, which becomes NaN."""
    return _read_rows(value, place, lambda item, where: math.nan if item is None else read_number(item, where))


def _read_rows(value: Any, place: str, read: Callable[[Any, str], float]) -> Floats:  # noqa: ANN401
    rows = [read_list(row, f"{place}[{number}]") for number, row in enumerate(read_list(value, place))]
    for number, row in enumerate(rows):
        if len(row) != len(rows[0]):
            raise refuse("compute.ragged", f"{place}[{number}]", found=len(row), wanted=len(rows[0]))
    read_cells = [[read(cell, f"{place}[{i}][{j}]") for j, cell in enumerate(row)] for i, row in enumerate(rows)]
    return np.array(read_cells, dtype=np.float64)


def read_types(value: Any, place: str) -> Floats:  # noqa: ANN401
    """1 for a benefit, -1 for a cost, one a criterion."""
    found = [read_number(item, f"{place}[{number}]") for number, item in enumerate(read_list(value, place))]
    for number, kind in enumerate(found):
        if kind not in {BENEFIT, COST}:
            raise refuse("compute.not_a_type", f"{place}[{number}]")
    return np.array(found, dtype=np.float64)


def read_weights(value: Any, place: str) -> Floats:  # noqa: ANN401
    """Numbers from 0 up, not all 0."""
    found = read_vector(value, place)
    for number, weight in enumerate(found):
        if weight < 0:
            raise refuse("compute.negative_weight", f"{place}[{number}]")
    if not found.sum() > 0:
        raise refuse("compute.no_weight", place)
    return found


def read_names(value: Any, place: str) -> tuple[str, ...]:  # noqa: ANN401
    """A list of texts."""
    return tuple(read_text(item, f"{place}[{number}]") for number, item in enumerate(read_list(value, place)))


def read_text(value: Any, place: str) -> str:  # noqa: ANN401
    """A text."""
    if not isinstance(value, str):
        raise refuse("compute.not_text", place)
    return value


def read_bounds(value: Any, place: str) -> Floats:  # noqa: ANN401
    """[low, high] for each criterion, low below high: (criteria, 2)."""
    found = read_matrix(value, place)
    if found.shape[1] != 2:  # noqa: PLR2004 - two ends
        raise refuse("compute.ragged", f"{place}[0]", found=found.shape[1], wanted=2)
    for number, (low, high) in enumerate(found):
        if not low < high:
            raise refuse("compute.bounds_order", f"{place}[{number}]", low=float(low), high=float(high))
    return found


def read_anything(value: Any, _place: str) -> Any:  # noqa: ANN401
    """A value the method itself reads."""
    return value


def within(low: float = -math.inf, high: float = math.inf, *, open_low: bool = False) -> Reader:
    """A reader of numbers between two ends."""

    def read(value: Any, place: str) -> float:  # noqa: ANN401
        number = read_number(value, place)
        if not (low < number if open_low else low <= number) or number > high:
            raise refuse("compute.out_of_range", place, low=low, high=high)
        return number

    return read


def one_of(choices: Sequence[str]) -> Reader:
    """A reader of one of several words."""

    def read(value: Any, place: str) -> str:  # noqa: ANN401
        if value not in choices:
            raise refuse("compute.not_one_of", place, given=str(value)[:60], known=", ".join(choices))
        return str(value)

    return read


def data(name: str, read: Reader, meaning: str, *, required: bool = True, default: Any = None) -> Key:  # noqa: ANN401
    """A key the method works on."""
    return Key(name, read, required, default, data=True, meaning=meaning)


def option(name: str, read: Reader, default: Any, meaning: str) -> Key:  # noqa: ANN401
    """An option with its default."""
    return Key(name, read, required=False, default=default, data=False, meaning=meaning)


def choice(name: str, choices: Sequence[str], default: str, meaning: str) -> Key:
    """An option that is one of several words."""
    return Key(name, one_of(choices), required=False, default=default, data=False, choices=tuple(choices), meaning=meaning)


MATRIX: Final = data("matrix", read_matrix, "alternatives × criteria")
WEIGHTS: Final = data("weights", read_weights, "one a criterion, from 0 up")
TYPES: Final = data("types", read_types, "one a criterion: 1 benefit, -1 cost")


def check_lengths(values: Mapping[str, Any], criteria: int, *names: str) -> None:
    """Refuse vectors that have not one entry a criterion.

    Raises:
        Misuse: one has another length.
    """
    for name in names:
        value = values.get(name)
        if value is not None and len(value) != criteria:
            raise refuse("compute.length", name, found=len(value), wanted=criteria)
