"""The input help and the gentle checks of a cell: all of them warn, none of them forbids, so that a reason can be typed."""

from datetime import date
from typing import Any, Final

from xlsxwriter.utility import quote_sheetname

from iecscore.sheets import letter_of
from iecscore.system.tables import Column, ColumnType
from iecscore.text import say
from iecscore.workbook.choices import REASONS, name_choice
from iecscore.workbook.measuring import HEADER_ROWS, LEAST_ROWS
from iecscore.workbook.pen import SPLIT, Pen
from iecscore.workbook.rules import word_form

TITLE, MESSAGE = 32, 255
FIRST, LAST = date(1900, 3, 1), date(2100, 12, 31)
BEYOND: Final = 10**12
LENGTHS: Final = {"credit_code": (18, 18), "province": (6, 6), "city": (6, 6), "programme_code": (6, 8)}


def validate(pen: Pen, column: Column) -> dict[str, Any]:
    """The validation of a column's cells, as xlsxwriter wants it."""
    reasons = SPLIT[pen.language].join(words.say(pen.language) for words in pen.system.dictionaries[REASONS].codes.values())
    return _rule(pen, column) | {
        "input_title": _cut(column.name.say(pen.language), TITLE),
        "input_message": _cut(_prompt(pen, column), MESSAGE),
        "error_type": "warning",
        "error_title": _cut(column.name.say(pen.language), TITLE),
        "error_message": _cut(
            say("Expected: {form}. Where there is no figure, enter: {reasons}.", pen.language, form=word_form(column, pen.language), reasons=reasons),
            MESSAGE,
        ),
    }


def _prompt(pen: Pen, column: Column) -> str:
    note = column.note.say(pen.language) if column.note else word_form(column, pen.language)
    if column.type is ColumnType.CODES and column.dictionary:
        codes = pen.system.dictionaries[column.dictionary].codes.values()
        return f"{note}\n{SPLIT[pen.language].join(words.say(pen.language) for words in codes)}"
    return note


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _rule(pen: Pen, column: Column) -> dict[str, Any]:
    if column.type is ColumnType.CODES:
        return {"validate": "any"}
    if name := name_choice(pen.system, column):
        return _list(pen, name)
    if column.type is ColumnType.DATE:
        return {"validate": "date", "criteria": "between", "minimum": FIRST, "maximum": LAST}
    if column.type in {ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY}:
        return _number(column)
    return _length(column)


def _list(pen: Pen, name: str) -> dict[str, Any]:
    if name in pen.choices:
        return {"validate": "list", "source": f"={name}"}
    members = pen.system.tables[pen.system.members.table]
    if all(table.key != members.key for table in pen.tables):
        return {"validate": "any"}
    letter = letter_of(list(members.entered).index(pen.system.members.key) + 1)
    return {"validate": "list", "source": f"={quote_sheetname(members.sheet)}!${letter}${HEADER_ROWS + 1}:${letter}${LEAST_ROWS}"}


def _number(column: Column) -> dict[str, Any]:
    low = -BEYOND if column.minimum is None else column.minimum
    high = BEYOND if column.maximum is None else column.maximum
    kind = "integer" if column.type is ColumnType.INTEGER else "decimal"
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _length(column: Column) -> dict[str, Any]:
    ends = column.length or LENGTHS.get(column.format or "")
    return {"validate": "length", "criteria": "between", "minimum": ends[0], "maximum": ends[1]} if ends else {"validate": "any"}
