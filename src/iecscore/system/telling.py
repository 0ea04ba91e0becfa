"""Which rows count: of a state table those of the round, of the others the latest telling of each key."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from iecscore.problems import Place
from iecscore.system.formula import Context, RowExpression, evaluate_row, parse_row
from iecscore.system.model import System
from iecscore.system.tables import Table, Time
from iecscore.values import Cell, Rows, Status


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

    def place(self, column: str) -> Place:
        """The cell's place: file, sheet and address."""
        return Place(self.rows.file, self.rows.sheet, self.address(column))

    def reason(self, column: str) -> str:
        """The reason told for a blank cell."""
        return self.rows.reasons.get((self.index, column), "")

    def withholds(self, column: str) -> bool:
        """Whether the reason told for a blank cell says that what is there cannot be counted; any but that there is nothing."""
        return self.reason(column) not in {"", Status.NOT_APPLICABLE}


def select_told(system: System, table: Table, year: int, rows: Sequence[Rows]) -> tuple[Told, ...]:
    """The rows of a table that count in a round, with their derived columns; the order does not depend on the order of files."""
    latest: dict[tuple[object, ...], Told] = {}
    heard = (item for item in rows if item.table == table.key and (item.year == year or (item.year < year and table.time is not Time.STATE)))
    for told in sorted(_in_force(heard), key=lambda item: (item.year, age_of(item.batch), item.unit, item.file, item.sheet)):
        for row in open_rows(table, told):
            latest[(row.unit, *(row.cells.get(key) for key in table.keys))] = row
    derive = derivations(system, table.key)
    context = context_of(system, year)
    return tuple(_complete(row, derive, context) for _, row in sorted(latest.items(), key=lambda item: tuple(map(str, item[0]))))


def _in_force(rows: Iterable[Rows]) -> list[Rows]:
    """The newest batch of each part in each round; an older one of the same part is replaced as a whole."""
    told = list(rows)
    newest: dict[tuple[str, str, int], tuple[object, ...]] = {}
    for item in told:
        part = (item.unit, item.submitter, item.year)
        newest[part] = max(newest.get(part, ()), age_of(item.batch))
    return [item for item in told if age_of(item.batch) == newest[item.unit, item.submitter, item.year]]


def age_of(batch: str) -> tuple[object, ...]:
    """How batches follow each other: by number, then by name; one not filed yet is the newest."""
    return (not batch, int(batch) if batch.isdecimal() else 0, batch)


def open_rows(table: Table, told: Rows) -> Iterator[Told]:
    """Each row of a table as it was entered, whose it is and of which year."""
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


def _complete(row: Told, derive: Mapping[str, RowExpression], context: Context) -> Told:
    if not derive:
        return row
    cells = dict(row.cells)
    for column, expression in derive.items():
        cells[column] = evaluate_row(expression, cells, context)
    return replace(row, cells=cells)


def context_of(system: System, year: int) -> Context:
    """What conditions on rows ask for in a round."""
    return Context(year, lookups={key: lookup.entries for key, lookup in system.lookups.items()})


def derivations(system: System, key: str) -> dict[str, RowExpression]:
    """The derived columns of a table, in order, as expressions."""
    table = system.tables[key]
    found = {code: parse_row(column.derived, table).result for code, column in table.columns.items() if column.derived}
    return {code: expression for code, expression in found.items() if expression}
