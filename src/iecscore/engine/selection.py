"""Which rows count: of a state table those of the round, of the others the latest telling of each key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from iecscore.problems import Misuse, error
from iecscore.system.formula import Context, RowExpression, evaluate_row, parse_row
from iecscore.system.model import System
from iecscore.system.tables import ColumnType, Deflator, Table, Time
from iecscore.values import Cell, Rows

PLACES = Decimal("1e-12")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """One row that counts: its cells by column, and where it stands."""

    rows: Rows
    index: int
    unit: str
    member: str
    year: int
    cells: Mapping[str, Cell]

    def address(self, column: str) -> str:
        """The cell's address, empty for a derived column."""
        return self.rows.address(self.index, column) if column in self.rows.columns else ""

    def reason(self, column: str) -> str:
        """The reason told for a blank cell."""
        return self.rows.reasons.get((self.index, column), "")


def select_rows(system: System, table: Table, year: int, rows: Sequence[Rows]) -> tuple[Told, ...]:
    """The rows of a table that count in a round; the order does not depend on the order of files."""
    latest: dict[tuple[object, ...], Told] = {}
    for told in sorted(
        (item for item in rows if item.table == table.key and item.year <= year), key=lambda item: (item.year, item.unit, item.file, item.sheet)
    ):
        if table.time is Time.STATE and told.year != year:
            continue
        for row in _open(table, told):
            latest[(row.unit, *(row.cells.get(key) for key in table.keys))] = row
    derive = derivations(system, table.key)
    return tuple(_complete(system, table, row, derive) for _, row in sorted(latest.items(), key=lambda item: tuple(map(str, item[0]))))


def _open(table: Table, told: Rows) -> Iterator[Told]:
    for index, cells in enumerate(told.rows):
        row = dict(zip(told.columns, cells, strict=True))
        year = row.get("year") if table.time is Time.YEAR else told.year
        yield Told(
            told,
            index,
            told.unit,
            str(row.get(table.owner) or "") if table.owner else "",
            int(year) if isinstance(year, int | Decimal) else told.year,
            row,
        )


def _complete(system: System, table: Table, row: Told, derive: Mapping[str, RowExpression]) -> Told:
    cells = dict(row.cells)
    lookups = {key: lookup.entries for key, lookup in system.lookups.items()} if derive else {}
    for column, expression in derive.items():
        cells[column] = evaluate_row(expression, cells, Context(row.year, lookups=lookups))
    if system.deflator and table.time is Time.YEAR:
        for code, declared in table.columns.items():
            value = cells.get(code)
            if declared.type is ColumnType.MONEY and value is not None:
                cells[code] = _deflate(system.deflator, Decimal(str(value)), row.year)
    return Told(row.rows, row.index, row.unit, row.member, row.year, cells)


def _deflate(deflator: Deflator, amount: Decimal, year: int) -> Decimal:
    if year not in deflator.index:
        raise Misuse(error("engine.no_deflator", year=year))
    return (amount * _factor(deflator.index[deflator.base], deflator.index[year])).quantize(PLACES)


@cache
def _factor(base: float, index: float) -> Decimal:
    return Decimal(str(base)) / Decimal(str(index))


def derivations(system: System, key: str) -> dict[str, RowExpression]:
    """The derived columns of a table, in order, as expressions."""
    table = system.tables[key]
    found = {code: parse_row(column.derived, table).result for code, column in table.columns.items() if column.derived}
    return {code: expression for code, expression in found.items() if expression}
