"""What a template fills in beforehand."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from iecscore.system.model import System
from iecscore.system.tables import Table
from iecscore.values import Cell
from iecscore.workbook.envelope import Envelope
from iecscore.workbook.parts import belongs_to_members, is_one_row, members_where, part_of, standing_columns, top_level

Told = Mapping[str, Cell]
ROWS_BEFOREHAND: Final = 30


def fill_rows(
    system: System, envelope: Envelope, tables: Sequence[Table], rows: Mapping[str, Sequence[Told]], members: Sequence[Told]
) -> dict[str, Sequence[Told]]:
    """The rows of each table: those given, else what is certain of them."""
    return {table.key: rows[table.key] if table.key in rows else tuple(_begin(system, envelope, table, members)) for table in tables}


def _begin(system: System, envelope: Envelope, table: Table, members: Sequence[Told]) -> Iterator[Told]:
    level = top_level(system)
    if table.key == level.units and envelope.unit:
        yield {level.unit: envelope.unit}
    elif table.key == system.members.table:
        yield from members
    elif belongs_to_members(system, part_of(system, table.key)):
        yield from _begin_owned(system, envelope, table, members)
    elif is_one_row(table):
        yield {"year": envelope.year}


def _begin_owned(system: System, envelope: Envelope, table: Table, members: Sequence[Told]) -> Iterator[Told]:
    condition = system.parts[part_of(system, table.key)].members
    owners = [envelope.member] if envelope.member else [row[system.members.key] for row in members_where(system, condition, members)]
    for owner in owners:
        row = {code: owner if code == table.owner else envelope.year for code in table.columns if code in standing_columns(table)}
        yield from [row] * (1 if is_one_row(table) else ROWS_BEFOREHAND if envelope.member else 0)
