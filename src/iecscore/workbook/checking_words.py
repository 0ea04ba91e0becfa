"""Words for cells, columns and places, as parameters of problems in both languages."""

from datetime import date
from decimal import Decimal

from iecscore.sheets import fold_code
from iecscore.system import System, Told
from iecscore.system.closed import Words
from iecscore.system.tables import Column
from iecscore.text import LANGUAGES, say
from iecscore.values import Cell
from iecscore.workbook.choices import yes_or_no


def name_both(name: str, words: Words) -> dict[str, str]:
    """A name in both languages: `name_en` and `name_zh`."""
    return {f"{name}_{language}": words.say(language) for language in LANGUAGES}


def tell_cell(name: str, system: System, column: Column, cell: Cell) -> dict[str, str]:
    """A cell's value as people read it, in both languages."""
    return {f"{name}_{language}": _word(system, column, cell, language) for language in LANGUAGES}


def tell_place(row: Told, column: str) -> dict[str, str]:
    """Where another cell stands: `other_file`, `other_sheet`, `other_cell`."""
    place = row.place(column)
    return {"other_file": place.file, "other_sheet": place.sheet, "other_cell": place.cell}


def same_cell(left: Cell, right: Cell) -> bool:
    """Whether two cells tell the same; codes may stand in any order."""
    if isinstance(left, tuple) and isinstance(right, tuple):
        return set(left) == set(right)
    return left == right


def fold_cell(cell: Cell) -> Cell:
    """A cell in the form in which rows are told apart: `c01` is `C01`."""
    return fold_code(cell) if isinstance(cell, str) else cell


def write_number(number: Decimal) -> str:
    """A number without the zeros that tell nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _word(system: System, column: Column, cell: Cell, language: str) -> str:
    if cell is None:
        return say("blank", language)
    if isinstance(cell, bool):
        return yes_or_no(cell, language)
    if isinstance(cell, tuple):
        return "; ".join(_word_code(system, column, code, language) for code in cell)
    if isinstance(cell, Decimal):
        return write_number(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return _word_code(system, column, str(cell), language)


def _word_code(system: System, column: Column, code: str, language: str) -> str:
    codes = system.dictionaries[column.dictionary].codes if column.dictionary else {}
    return codes[code].say(language) if code in codes else code
