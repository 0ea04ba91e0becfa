"""Find the cells in which two tellings of the same tables differ."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from iecscore.system import System
from iecscore.values import Cell, Rows

Line: TypeAlias = tuple[object, ...]
REASON: Final = "! "


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that was changed, filled in or emptied: in which table and row, what it told and tells; `cell` is its place now, empty if gone."""

    table: str
    key: tuple[str, ...]
    column: str
    before: Cell
    now: Cell
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row with its cells, a reason standing in place of a figure, and where it stands."""

    key: tuple[str, ...]
    cells: Mapping[str, Cell]
    rows: Rows
    number: int


def find_changes(system: System, before: Sequence[Rows], after: Sequence[Rows]) -> tuple[Change, ...]:
    """Every cell that differs, in the order of the later telling; a row that is new or gone counts with every cell it holds."""
    first, second = _lay_out(system, before), _lay_out(system, after)
    lines = dict.fromkeys((*second, *first))
    return tuple(change for line in lines for change in _compare(first.get(line), second.get(line)))


def count_changes(system: System, before: Sequence[Rows], after: Sequence[Rows]) -> int:
    """How many cells differ."""
    return len(find_changes(system, before, after))


def _lay_out(system: System, told: Sequence[Rows]) -> dict[Line, _Row]:
    """Each row by its table and what identifies it; rows alike in that are told apart by their order."""
    found: dict[Line, _Row] = {}
    seen: Counter[Line] = Counter()
    for rows in told:
        keys = [code for code in system.tables[rows.table].keys if code in rows.columns] if rows.table in system.tables else []
        given: dict[int, dict[str, Cell]] = {}
        for (number, column), reason in rows.reasons.items():
            given.setdefault(number, {})[column] = f"{REASON}{reason}"
        for number, row in enumerate(rows.rows):
            cells = dict(zip(rows.columns, row, strict=True))
            key = tuple(str(cells[code]) for code in keys)
            line: Line = (rows.table, rows.unit, rows.year, rows.submitter, key)
            seen[line] += 1
            found[*line, seen[line]] = _Row(key, cells | given.get(number, {}), rows, number)
    return found


def _compare(first: _Row | None, second: _Row | None) -> Iterator[Change]:
    old, new = (row.cells if row else {} for row in (first, second))
    shown = second or first
    for column in dict.fromkeys((*new, *old)):
        before, now = old.get(column), new.get(column)
        if before != now and shown:
            place = (second.rows.sheet, second.rows.address(second.number, column)) if second and column in second.rows.columns else ("", "")
            yield Change(shown.rows.table, shown.key, column, before, now, *place)
