"""The source cells of a figure, worded: what each holds, and whether it entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from iecscore.engine import TracedCell
from iecscore.system import System
from iecscore.system.tables import Column
from iecscore.text import say
from iecscore.values import Cell
from iecscore.views.naming import explain_counted

OUTSIDE = "outside_window"


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell behind a figure, as a person reads it; `near` tells that it is of the years looked at."""

    file: str
    sheet: str
    cell: str
    field: str
    name: str
    content: str
    counted: bool
    told: str
    near: bool


def view_cells(system: System, cells: Iterable[TracedCell], language: str) -> tuple[SourceCell, ...]:
    """Word cells: those that entered first, then those that were left out."""
    worded = [_word(system, cell, language) for cell in cells]
    return tuple(sorted(worded, key=lambda cell: (not cell.counted, not cell.near)))


def _word(system: System, cell: TracedCell, language: str) -> SourceCell:
    table, _, code = cell.field.removeprefix("previous.").partition(".")
    column = system.tables[table].columns.get(code)
    return SourceCell(
        cell.file,
        cell.sheet,
        cell.cell,
        cell.field,
        column.name.say(language) if column else code,
        _write(system, column, cell, language),
        cell.counted,
        explain_counted(cell.left_out, language, counted=cell.counted),
        cell.left_out != OUTSIDE,
    )


def _write(system: System, column: Column | None, cell: TracedCell, language: str) -> str:
    if cell.value is None:
        return _word_code(system, "missing_reason", cell.reason, language) if cell.reason else ""
    written = write_cell(system, column, cell.value, language)
    used = f"{cell.used:.2f}" if isinstance(cell.used, Decimal) and cell.used != cell.value else ""
    return say("{told} (used as {used})", language, told=written, used=used) if used else written


def write_cell(system: System, column: Column | None, value: Cell, language: str) -> str:
    """A cell's content in words: yes or no, codes with their wording, dates, numbers as they were told."""
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    if isinstance(value, tuple):
        return "; ".join(write_cell(system, column, item, language) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    return _word_code(system, column.dictionary, str(value), language) if column and column.dictionary else str(value)


def _word_code(system: System, dictionary: str, code: str, language: str) -> str:
    codes = system.dictionaries[dictionary].codes if dictionary in system.dictionaries else {}
    return f"{code} {codes[code].say(language)}" if code in codes else code
