"""Numbers that somebody filled in, as they are told: where they stand, what the column is called, what they are."""

from typing import Final

from iecscore.robustness.assessment import ReportedCell
from iecscore.system import System

FEW: Final = 100
DIGITS: Final = 2


def say_cell(cell: ReportedCell, system: System, language: str) -> str:
    """File, sheet and cell, and the name of the column."""
    table, _, column = cell.field.partition(".")
    return f"{cell.file} {cell.sheet}!{cell.cell} {system.tables[table].columns[column].name.say(language)}"


def write_number(number: float) -> str:
    """A number with as many digits as are needed to tell it apart from its neighbours."""
    digits = 0 if float(number).is_integer() or abs(number) >= FEW else DIGITS
    return f"{number:,.{digits}f}"
