"""What is told about a sheet as such: columns that lack, double or do not belong, totals, hidden and merged cells."""

from collections.abc import Iterable, Iterator
from typing import Final

from iecscore.problems import error, note
from iecscore.sheets import address_of, letter_of, show
from iecscore.workbook.likening import find_renamed
from iecscore.workbook.lining import Finding, Lined
from iecscore.workbook.plan import ColumnPlan
from iecscore.workbook.wording import name_column

SHOWN: Final = 12


def tell_sheet(lined: Lined) -> Iterator[Finding]:
    """Everything that concerns the sheet and no row of data."""
    for plan in lined.plan.columns.values():
        yield from _tell_column(lined, plan)
    yield from _tell_strangers(lined)
    yield from _tell_totals(lined)
    if lined.rows:
        yield from _tell_hidden(lined)
    yield from _tell_merged(lined)


def _tell_column(lined: Lined, plan: ColumnPlan) -> Iterator[Finding]:
    places, words = lined.header.places.get(plan.code, ()), name_column(plan.column)
    filled = [column for column in places if lined.holds(column)]
    if len(filled) > 1:
        yield lined.find(error("workbook.column_twice", lined.place(), first=letter_of(filled[0]), second=letter_of(filled[1]), **words))
    if not places and plan.column.required is True:
        yield lined.find(error("workbook.missing_column", lined.place(), code=plan.code, **words))
    elif not places and plan.code in lined.plan.computed:
        strangers = ", ".join(f"{letter_of(column)} “{_header(lined, column)}”" for column in _strangers(lined)) or "–"
        yield lined.find(error("workbook.computed_column", lined.place(), code=plan.code, strangers=strangers, **words))
    elif not places:
        yield lined.find(note("workbook.column_absent", lined.place(), code=plan.code, **words))


def _tell_strangers(lined: Lined) -> Iterator[Finding]:
    for column in _strangers(lined):
        row, told = _head_row(lined, column), {"letter": letter_of(column), "told": _header(lined, column)}
        meant = find_renamed(lined, column) if lined.holds(column) else None
        if meant:
            problem = error("workbook.renamed_column", lined.place(row, column), code=meant.code, **told, **name_column(meant.column))
        else:
            problem = note("workbook.unknown_column", lined.place(row, column), **told)
        yield lined.find(problem, row, column)


def _strangers(lined: Lined) -> list[int]:
    """The columns that hold something and are none of the table's."""
    known = {column for places in lined.header.places.values() for column in places}
    used = {column for cells in lined.below.values() for column in cells}
    headed = {column for cells in lined.header.heads.values() for column, text in cells.items() if text}
    return sorted((used | headed) - known)


def _head_row(lined: Lined, column: int) -> int:
    return next((row for row, cells in lined.header.heads.items() if cells.get(column)), max(lined.header.heads))


def _header(lined: Lined, column: int) -> str:
    return show(lined.sheet.at(_head_row(lined, column), column).value or "")


def _tell_totals(lined: Lined) -> Iterator[Finding]:
    for row, column in lined.totals.items():
        told = show(lined.sheet.at(row, column).value)
        yield lined.find(note("workbook.total_row", lined.place(row, column), told=told), row, column)


def _tell_hidden(lined: Lined) -> Iterator[Finding]:
    if lined.sheet.hidden:
        yield lined.find(note("workbook.hidden_sheet", lined.place()))
    if rows := [row for row in lined.rows if row in lined.sheet.hidden_rows]:
        yield lined.find(note("workbook.hidden_rows", lined.place(), count=len(rows), rows=_list(rows)))
    if hidden := [column for column in lined.columns.values() if column in lined.sheet.hidden_columns and lined.holds(column)]:
        yield lined.find(note("workbook.hidden_columns", lined.place(), columns=_list(map(letter_of, hidden))))


def _tell_merged(lined: Lined) -> Iterator[Finding]:
    for area in lined.sheet.merged:
        if area.last_row >= lined.header.first_row:
            told = address_of(area.last_row, area.last_column)
            yield lined.find(note("workbook.merged", lined.place(area.row, area.column), last=told), area.row, area.column)


def _list(told: Iterable[object]) -> str:
    shown = [str(item) for item in told]
    return ", ".join(shown[:SHOWN]) + (", …" if len(shown) > SHOWN else "")
