"""The rows of a recognised sheet: which hold data, which are totals, which were left as they were sent out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from iecscore.problems import Place, Problem
from iecscore.sheets import Raw, Sheet, address_of, same_key
from iecscore.workbook.parts import is_one_row, standing_columns
from iecscore.workbook.plan import TablePlan
from iecscore.workbook.recognising import Header, Line

TOTALS: Final = frozenset({"合计", "小计", "总计", "共计", "汇总", "total", "totals", "subtotal", "grandtotal", "sum"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem and where it stands in the book; `owner` is whose row it is in, none where it concerns the sheet."""

    order: tuple[int, int, int]
    table: str
    owner: str | None
    problem: Problem


@dataclass(frozen=True, slots=True)
class Lined:
    """A recognised sheet: its columns, everything below its header, and of this the rows of data, the totals and the bare rows."""

    position: int
    file: str
    sheet: Sheet
    header: Header
    columns: Mapping[str, int]
    below: Mapping[int, Line]
    rows: Mapping[int, Line]
    totals: Mapping[int, int]
    bare: tuple[int, ...]

    @property
    def plan(self) -> TablePlan:
        """The plan of its table."""
        return self.header.plan

    @property
    def is_used(self) -> bool:
        """Whether it holds anything that was entered."""
        return bool(self.rows or self.bare)

    def place(self, row: int = 0, column: int = 0) -> Place:
        """A cell; the row alone where the sheet lacks the column, the sheet where there is no row."""
        return Place(self.file, self.sheet.name, address_of(row, column) if row and column else str(row or ""))

    def find(self, problem: Problem, row: int = 0, column: int = 0, owner: str | None = None) -> Finding:
        """A finding at a cell, in a row of an owner, or about the sheet."""
        return Finding((self.position, row, column), self.plan.table.key, owner, problem)

    def holds(self, column: int) -> bool:
        """Whether anything stands in a column."""
        return any(column in cells for cells in self.below.values())


def line_up(position: int, file: str, sheet: Sheet, header: Header, lines: Mapping[int, Line]) -> Lined:
    """Take the rows below the header apart; of a table with several rows an owner, rows left bare count as blank."""
    below = {row: cells for row, cells in lines.items() if row >= header.first_row}
    columns = {code: _choose(header.places[code], below) for code in header.plan.columns if code in header.places}
    told = {row: codes for row, cells in below.items() if (codes := _told(cells, columns))}
    totals = {row: column for row in told if (column := _total(below[row], columns, header.plan))}
    standing = standing_columns(header.plan.table)
    bare = [row for row, codes in told.items() if row not in totals and set(codes) <= standing]
    rows = {row: below[row] for row in told if row not in totals and row not in bare}
    return Lined(position, file, sheet, header, columns, below, rows, totals, tuple(bare) if is_one_row(header.plan.table) else ())


def _choose(places: tuple[int, ...], below: Mapping[int, Line]) -> int:
    """The first of several columns of the same name that holds something."""
    return next((column for column in places if any(column in cells for cells in below.values())), places[0])


def _told(cells: Line, columns: Mapping[str, int]) -> list[str]:
    return [code for code, column in columns.items() if column in cells]


def _total(cells: Line, columns: Mapping[str, int], plan: TablePlan) -> int:
    """The column in which a row calls itself a total: one of its key columns, or its first cell; 0 where none does."""
    first = min(column for column in columns.values() if column in cells)
    asked = (first, *(columns[key] for key in plan.table.keys if key in columns))
    return next((column for column in asked if column in cells and _is_total(cells[column])), 0)


def _is_total(raw: Raw) -> bool:
    return isinstance(raw.value, str) and same_key(raw.value).strip(":：") in TOTALS
