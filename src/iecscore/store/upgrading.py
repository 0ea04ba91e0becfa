"""Bring a store of an older version up to date: columns are added, nothing that was stored is touched."""

from typing import Final

from sqlalchemy import Connection, func, select, update
from sqlalchemy.schema import CreateColumn

from iecscore.store.schema import batches, files

UPGRADED: Final = frozenset({"1", "2", "3"})


def upgrade(connection: Connection, found: str) -> None:
    """Add what version 2 tells of files and batches; a file that brought several parts was a whole workbook. Later versions add tables only."""
    if found != "1":
        return
    for column in (files.c.schema, batches.c.schema, batches.c.whole):
        told = CreateColumn(column).compile(dialect=connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {column.table.name} ADD COLUMN {told}")
    several = select(batches.c.file).group_by(batches.c.file).having(func.count() > 1)
    connection.execute(update(batches).where(batches.c.file.in_(several)).values(whole=True))
