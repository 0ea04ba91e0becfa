"""A spreadsheet as it was read: cells as they stand, and what was hidden, merged or never computed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias

Told: TypeAlias = str | int | float | bool | datetime | date | time | timedelta | None
Grid: TypeAlias = tuple[tuple[Told, ...], ...]
ERROR: Final = "error"
UNCOMPUTED: Final = "uncomputed"


class Raw(NamedTuple):
    """One cell: what it holds, its number format, and whether it is an error or a formula nobody computed."""

    value: Told
    format: str = "General"
    state: str = ""


class Area(NamedTuple):
    """A rectangle of cells, both corners in it."""

    row: int
    column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.row <= row <= self.last_row and self.column <= column <= self.last_column


BLANK: Final = Raw(None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells that hold something, by row and column from 1; `last_row` and `last_column` are 0 where none does."""

    name: str
    cells: Mapping[tuple[int, int], Raw]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Area, ...] = ()
    last_row: int = field(init=False, repr=False, compare=False)
    last_column: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Note how far the cells reach."""
        object.__setattr__(self, "last_row", max(map(itemgetter(0), self.cells), default=0))
        object.__setattr__(self, "last_column", max(map(itemgetter(1), self.cells), default=0))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as columns, which costs a third of what cells one by one do."""
        marks = (self.hidden, self.hidden_rows, self.hidden_columns, self.merged)
        return _unfold, (self.name, tuple(self.cells), tuple(zip(*self.cells.values(), strict=True)), marks)

    def at(self, row: int, column: int) -> Raw:
        """A cell, blank where it holds nothing."""
        return self.cells.get((row, column), BLANK)

    def rows(self) -> Iterator[tuple[int, dict[int, Raw]]]:
        """Every row that holds something, top to bottom: its number, and its cells by column."""
        found: dict[int, dict[int, Raw]] = {}
        for (row, column), raw in self.cells.items():
            found.setdefault(row, {})[column] = raw
        return ((row, found[row]) for row in sorted(found))

    def grid(self) -> Grid:
        """All cells from A1 on as rows of plain values."""
        return tuple(tuple(self.at(row, column).value for column in range(1, self.last_column + 1)) for row in range(1, self.last_row + 1))


def _unfold(name: str, places: Iterable[tuple[int, int]], columns: Iterable[Iterable[Any]], marks: tuple[Any, ...]) -> Sheet:
    return Sheet(name, dict(zip(places, map(Raw._make, zip(*columns, strict=True)), strict=True)), *marks)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as it was read; `digest` is the sha256 of the file."""

    file: str
    sheets: tuple[Sheet, ...]
    epoch_1904: bool = False
    digest: str = ""

    def grids(self) -> dict[str, Grid]:
        """Every sheet as rows of plain values, by its name."""
        return {sheet.name: sheet.grid() for sheet in self.sheets}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: its size, its size unpacked, its cells (more where only values are read), the seconds and memory of the reader."""

    file_bytes: int = 60_000_000
    unpacked_bytes: int = 300_000_000
    cells: int = 1_500_000
    plain_cells: int = 6_000_000
    seconds: float = 60.0
    memory_bytes: int = 2_500_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """What a reader is asked for: a `book` with all its marks, the plain `grids` of a large file, or only a `glance` from outside."""

    kind: str
    path: str
    name: str
    limits: Limits = field(default_factory=Limits)
