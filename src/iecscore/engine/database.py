"""The rows as tables of an in-process DuckDB that can reach nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from iecscore.engine.selection import Told
from iecscore.system.model import System
from iecscore.system.tables import ColumnType, Table

EXACT = pa.decimal128(32, 12)
TYPES: Mapping[ColumnType, pa.DataType] = {
    ColumnType.INTEGER: pa.int64(),
    ColumnType.NUMBER: EXACT,
    ColumnType.MONEY: EXACT,
    ColumnType.DATE: pa.date32(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.CODES: pa.list_(pa.string()),
}
PLACES = Decimal("1e-12")


@contextmanager
def open_database(threads: int = 2) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection without access to files, network, extensions or its own settings."""
    connection = duckdb.connect(
        ":memory:", config={"threads": threads, "allow_community_extensions": "false", "autoinstall_known_extensions": "false"}
    )
    try:
        yield connection
    finally:
        connection.close()


def lock(connection: duckdb.DuckDBPyConnection) -> None:
    """Shut the way out, for good; tables must be filled before."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def fill(connection: duckdb.DuckDBPyConnection, name: str, table: Table, rows: Sequence[Told]) -> None:
    """Make a table of the rows, with their unit, member and year."""
    arrays: dict[str, pa.Array] = {
        "_unit": pa.array([row.unit for row in rows], pa.string()),
        "_member": pa.array([row.member for row in rows], pa.string()),
        "_year": pa.array([row.year for row in rows], pa.int64()),
    }
    for code, column in table.columns.items():
        kind = TYPES.get(column.type, pa.string())
        arrays[code] = pa.array([_plain(row.cells.get(code), kind) for row in rows], kind)
    connection.register("incoming", pa.table(arrays))
    connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM incoming')
    connection.unregister("incoming")


def fill_lookups(connection: duckdb.DuckDBPyConnection, system: System) -> None:
    """Make a table of each lookup."""
    for key, lookup in system.lookups.items():
        connection.register(
            "incoming", pa.table({"code": pa.array(list(lookup.entries), pa.string()), "value": pa.array(list(lookup.entries.values()), pa.string())})
        )
        connection.execute(f'CREATE TABLE "lookup_{key}" AS SELECT * FROM incoming')
        connection.unregister("incoming")


def _plain(cell: Any, kind: pa.DataType) -> Any:  # noqa: ANN401 - cells of every type
    if cell is None:
        return None
    if kind == EXACT:
        return Decimal(str(cell)).quantize(PLACES)
    if kind == pa.int64():
        return int(cell)
    return list(cell) if kind == TYPES[ColumnType.CODES] else cell
