"""Which rows count in a round, with money in prices of the base year."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from iecscore.problems import Misuse, error
from iecscore.system import Told, select_told
from iecscore.system.formula import rounded
from iecscore.system.model import System
from iecscore.system.tables import ColumnType, Deflator, Table, Time
from iecscore.values import Rows


def select_rows(system: System, table: Table, year: int, rows: Sequence[Rows]) -> tuple[Told, ...]:
    """The rows of a table that count in a round; the order does not depend on the order of files.

    Money of the years that a window can reach is in prices of the base year. What has no year of its own stays as it was told.

    Raises:
        Misuse: there is no price index for a year with money.
    """
    told = select_told(system, table, year, rows)
    money = [code for code, column in table.columns.items() if column.type is ColumnType.MONEY]
    if not system.deflator or table.time is not Time.YEAR or not money:
        return told
    first = year - max((indicator.window for indicator in system.indicators.values()), default=1)
    return tuple(_deflate_row(system.deflator, row, money) if first < row.year <= year else row for row in told)


def _deflate_row(deflator: Deflator, row: Told, money: Sequence[str]) -> Told:
    amounts = {code: _deflate(deflator, Decimal(str(value)), row.year) for code in money if (value := row.cells.get(code)) is not None}
    return replace(row, cells={**row.cells, **amounts})


def _deflate(deflator: Deflator, amount: Decimal, year: int) -> Decimal:
    if year not in deflator.index:
        raise Misuse(error("engine.no_deflator", year=year))
    return rounded(amount * _factor(deflator.index[deflator.base], deflator.index[year]))


@cache
def _factor(base: float, index: float) -> Decimal:
    return Decimal(str(base)) / Decimal(str(index))
