"""What a cell that could be understood is judged by: limits, form, length, format."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from iecscore.problems import NOWHERE, Problem, error, query
from iecscore.sheets import show
from iecscore.system.tables import Column
from iecscore.workbook.checking_words import write_number
from iecscore.workbook.codes import check_format
from iecscore.workbook.wording import name_column, name_hint

Judge: TypeAlias = Callable[[Any], Problem | None]


def make_judges(column: Column) -> tuple[Judge, ...]:
    """The judges of a column; each gives a problem or nothing."""
    return tuple(_make(column))


def _make(column: Column) -> Iterator[Judge]:
    if column.minimum is not None:
        yield _least(column, Decimal(str(column.minimum)))
    if column.maximum is not None:
        yield _most(column, Decimal(str(column.maximum)))
    if column.plausible:
        yield _plausible(column, *(Decimal(str(end)) for end in column.plausible))
    if column.length:
        yield _length(column, *column.length)
    if column.pattern:
        yield _pattern(column, re.compile(column.pattern))
    if column.format:
        yield _format(column.format)


def _least(column: Column, low: Decimal) -> Judge:
    words = name_column(column)
    return lambda cell: error("workbook.too_small", NOWHERE, told=show(cell), limit=write_number(low), **words) if cell < low else None


def _most(column: Column, high: Decimal) -> Judge:
    words = name_column(column)
    return lambda cell: error("workbook.too_large", NOWHERE, told=show(cell), limit=write_number(high), **words) if cell > high else None


def _plausible(column: Column, low: Decimal, high: Decimal) -> Judge:
    words = name_column(column)

    def judge(cell: Decimal) -> Problem | None:
        limits = {"low": write_number(low), "high": write_number(high)}
        return None if low <= cell <= high else query("workbook.implausible", NOWHERE, told=show(cell), **limits, **words)

    return judge


def _length(column: Column, low: int, high: int) -> Judge:
    words = name_column(column)

    def judge(cell: str) -> Problem | None:
        if low <= len(cell) <= high:
            return None
        return error("workbook.length", NOWHERE, told=show(cell), count=len(cell), low=low, high=high, **words)

    return judge


def _pattern(column: Column, pattern: re.Pattern[str]) -> Judge:
    words = name_column(column) | name_hint(column)
    return lambda cell: None if pattern.fullmatch(cell) else error("workbook.pattern", NOWHERE, told=show(cell), **words)


def _format(name: str) -> Judge:
    return lambda cell: check_format(name, cell)
