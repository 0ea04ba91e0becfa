"""Which rows count in a round, with money in prices of the base year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from iecscore.engine.database import fits
from iecscore.problems import Misuse, error
from iecscore.system import Told, select_told
from iecscore.system.formula import rounded
from iecscore.system.model import System
from iecscore.system.tables import ColumnType, Deflator, Table, Time
from iecscore.values import Rows

REMEMBERED: Final = 32


def select_rows(system: System, table: Table, year: int, rows: Sequence[Rows]) -> tuple[Told, ...]:
    """The rows of a table that count in a round; the order does not depend on the order of files.

    Money of the years that a window can reach is in prices of the base year. What has no year of its own stays as it was told.

    Raises:
        Misuse: there is no price index for a year with money.
    """
    mine = tuple(item for item in rows if item.table == table.key)
    return _select(_Asked((id(system), id(table), year, tuple(map(id, mine))), lambda: _select_anew(system, table, year, mine)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A selection: the same where it is of the same rows; `select` keeps system, table and rows alive, so that their ids stay theirs."""

    made_of: tuple[object, ...]
    select: Callable[[], tuple[Told, ...]] = field(compare=False)


@lru_cache(maxsize=REMEMBERED)
def _select(asked: _Asked) -> tuple[Told, ...]:
    """The levels of a round share what was selected for the last one."""
    return asked.select()


def _select_anew(system: System, table: Table, year: int, rows: Sequence[Rows]) -> tuple[Told, ...]:
    told = select_told(system, table, year, rows)
    money = [code for code, column in table.columns.items() if column.type is ColumnType.MONEY]
    if not system.deflator or table.time is not Time.YEAR or not money:
        return told
    first = year - max((indicator.window for indicator in system.indicators.values()), default=1)
    return tuple(_deflate_row(system.deflator, row, money) if first < row.year <= year else row for row in told)


def _deflate_row(deflator: Deflator, row: Told, money: Sequence[str]) -> Told:
    amounts = {
        code: _deflate(deflator, Decimal(str(value)), row.year) for code in money if (value := row.cells.get(code)) is not None and fits(value)
    }
    return replace(row, cells={**row.cells, **amounts})


def _deflate(deflator: Deflator, amount: Decimal, year: int) -> Decimal:
    if year not in deflator.index:
        raise Misuse(error("engine.no_deflator", year=year))
    return rounded(amount * _factor(deflator.index[deflator.base], deflator.index[year]))


@cache
def _factor(base: float, index: float) -> Decimal:
    return Decimal(str(base)) / Decimal(str(index))
