"""Widths and heights a person would choose."""

from functools import lru_cache
from math import ceil
from unicodedata import east_asian_width

from iecscore.system.tables import Column, ColumnType
from iecscore.workbook.choices import Choice

WIDTHS = {
    ColumnType.BOOLEAN: 12,
    ColumnType.INTEGER: 13,
    ColumnType.NUMBER: 13,
    ColumnType.MONEY: 14,
    ColumnType.DATE: 14,
    ColumnType.CODE: 12,
    ColumnType.CODES: 30,
    ColumnType.REFERENCE: 16,
}
FORMATS = {"credit_code": 24, "programme_code": 13, "city": 12, "province": 12}
TEXTS = ((12, 12), (30, 18), (60, 26), (10**9, 36))
HEADER_ROWS, LEAST_ROWS = 4, 200
NARROWEST, WIDEST, WIDEST_LIST, CODE_WIDTH = 12, 36, 30, 16


@lru_cache(4096)
def measure(text: str) -> int:
    """The width of a text in letters; a Chinese character takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def width_of(column: Column, choice: Choice | None, language: str) -> float:
    """The width of a column."""
    header = max(measure(column.name.zh) / 2 + 4, max(map(measure, column.name.en.split())) + 2)
    listed = max(measure(words.say(language)) + 4 for words in choice.codes.values()) if choice and column.type is not ColumnType.CODES else 0
    return float(max(NARROWEST, header, min(WIDEST_LIST, listed), _typical(column)))


def _typical(column: Column) -> int:
    if column.format:
        return FORMATS[column.format]
    if column.type in WIDTHS:
        return WIDTHS[column.type]
    most = column.length[1] if column.length else CODE_WIDTH if column.pattern else WIDEST
    return next(width for limit, width in TEXTS if most <= limit)


def count_lines(text: str, width: float, scale: float = 1.0) -> int:
    """The lines a text takes in a column; `scale` is how many more letters a smaller fount gives."""
    room = max(1.0, width * scale - 1)
    return sum(max(1, ceil(measure(line) / room)) for line in text.split("\n"))
