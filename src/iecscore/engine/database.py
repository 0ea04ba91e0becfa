"""The rows as tables of an in-process DuckDB that can reach nothing else."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Final, NamedTuple

import duckdb
import pyarrow as pa

from iecscore.system import Told
from iecscore.system.formula import rounded
from iecscore.system.tables import ColumnType, Table

EXACT: Final = pa.decimal128(32, 12)
TYPES: Final[Mapping[ColumnType, pa.DataType]] = {
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: EXACT,
    ColumnType.MONEY: EXACT,
    ColumnType.DATE: pa.date32(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.CODES: pa.list_(pa.string()),
}
NUMBERS: Final = (EXACT, pa.int64())
LARGEST: Final = 10**15
CLOSED: Final = {"autoinstall_known_extensions": False, "autoload_known_extensions": False, "python_enable_replacements": False}


class TooLarge(NamedTuple):
    """A cell that is too large to be added exactly: whose, of which year, in which column."""

    unit: str
    member: str
    year: int
    column: str


@contextmanager
def open_database(threads: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory that loads no extensions and looks at no variables of the program."""
    connection = duckdb.connect(":memory:", config={"threads": threads, **CLOSED})
    # DuckDB 2.0.0 fails on `column <> case ... end` where this optimiser finds that no branch can hold.
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    try:
        yield connection
    finally:
        connection.close()


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Shut the way to files and the network, for good; tables must be filled before."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def fill(connection: duckdb.DuckDBPyConnection, name: str, table: Table, columns: Iterable[str], rows: Sequence[Told]) -> list[TooLarge]:
    """Make a table of some columns of the rows, with their unit, member and year, and whether what a condition asks for is withheld.

    Cells too large to be added exactly stay blank and are told.
    """
    large: list[TooLarge] = []
    arrays: dict[str, pa.Array] = {
        "_unit": pa.array([row.unit for row in rows], pa.string()),
        "_member": pa.array([row.member for row in rows], pa.string()),
        "_year": pa.array([row.year for row in rows], pa.int64()),
    }
    for code in sorted(columns):
        kind = TYPES.get(table.columns[code].type, pa.string())
        arrays[code] = pa.array([_plain(row, code, kind, large) for row in rows], kind)
        if isinstance(table.columns[code].required, str):
            arrays[name_withheld(code)] = pa.array([row.withholds(code) for row in rows], pa.bool_())
    connection.register("incoming", pa.table(arrays))
    connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')
    connection.unregister("incoming")
    return large


def name_withheld(column: str) -> str:
    """The column that says of each row whether a cell is withheld."""
    return f"{column} withheld"


def ask(connection: duckdb.DuckDBPyConnection, query: str, keys: Sequence[str] | None = None) -> list[tuple[Any, ...]] | None:
    """Run a query, of some units only where their keys are told; nothing where a figure is too large to be computed exactly."""
    try:
        return connection.execute(query, None if keys is None else [list(keys)]).fetchall()
    except (duckdb.OutOfRangeException, duckdb.ConversionException):
        return None


def ask_apart(connection: duckdb.DuckDBPyConnection, query: str, keys: Sequence[str]) -> tuple[list[tuple[Any, ...]], list[str]]:
    """Run a query on ever fewer units until each that fails stands alone: the rows of all others, and those that fail."""
    found = ask(connection, query, keys)
    if found is not None:
        return found, []
    if len(keys) == 1:
        return [], list(keys)
    halves = [ask_apart(connection, query, half) for half in (keys[: len(keys) // 2], keys[len(keys) // 2 :])]
    return [row for rows, _ in halves for row in rows], [key for _, failed in halves for key in failed]


def fits(number: Any) -> bool:  # noqa: ANN401 - numbers of every type
    """Whether a number is small enough to be added exactly."""
    told = Decimal(str(number))
    return told.is_finite() and abs(told) < LARGEST


def _plain(row: Told, code: str, kind: pa.DataType, large: list[TooLarge]) -> Any:  # noqa: ANN401 - cells of every type
    cell = row.cells.get(code)
    if cell is None:
        return None
    if kind in NUMBERS and not fits(cell):
        large.append(TooLarge(row.unit, row.member, row.year, code))
        return None
    if kind == EXACT:
        return rounded(cell)
    return list(cell) if isinstance(cell, tuple) else cell
