"""The bench values are settled at: rows selected, tables scanned, everything laid out by job and unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import duckdb

from iecscore.engine.coverage import Covering, look_by
from iecscore.engine.database import TooLarge, fill, lock, open_database
from iecscore.engine.plan import Frame, Job, Source, columns_used
from iecscore.engine.roll import call_roll
from iecscore.engine.scanning import Scans, scan_tables
from iecscore.engine.selection import select_rows
from iecscore.engine.units import one_a_unit
from iecscore.system import Told, context_of
from iecscore.system.formula import Context
from iecscore.values import Rows, Unit


@dataclass(frozen=True, slots=True)
class Bench:
    """The scans, a covering a job, the rows selected, those of the topmost units, who took part earlier, and cells too large, by table."""

    frame: Frame
    scans: Scans
    coverings: tuple[Covering, ...]
    selected: Mapping[Source, tuple[Told, ...]]
    tops: Mapping[str, Told]
    earlier: frozenset[str]
    asked: Context
    large: Mapping[str, tuple[TooLarge, ...]]
    by_unit: dict[Source, dict[str, list[Told]]] = field(default_factory=dict)

    def rows_of(self, source: Source, unit: Unit) -> list[Told]:
        """The rows of a unit; of a member its own."""
        if source not in self.by_unit:
            grouped: dict[str, list[Told]] = {}
            for row in self.selected[source]:
                grouped.setdefault(row.unit, []).append(row)
            self.by_unit[source] = grouped
        rows = self.by_unit[source].get(unit.parent or unit.code, [])
        return [row for row in rows if row.member == unit.member] if unit.member and self.frame.nature(source.table).owned else rows

    def context(self, window: int) -> Context:
        """What conditions on rows ask for in the round."""
        return replace(self.asked, window=window)

    def row_of(self, unit: Unit) -> Told | None:
        """The row of the topmost unit."""
        return self.tops.get(unit.parent or unit.code)


def set_up(frame: Frame, jobs: Sequence[Job], rows: Sequence[Rows], threads: int) -> Bench:
    """Select the rows, scan the tables, and lay out what every job needs."""
    earlier = frozenset(item.unit for item in rows if item.year < frame.year)
    asked = dict.fromkeys([Source(frame.member_table), Source(frame.unit_table), *(source for job in jobs for source in job.reads)])
    selected = {source: _select(frame, source, rows) for source in asked}
    with open_database(threads) as connection:
        large = _fill(connection, frame, jobs, selected)
        scans = scan_tables(connection, frame, jobs)
    roll = call_roll(frame.system, frame.year, selected[Source(frame.member_table)], rows)
    tops = {row.unit: row for row in selected[Source(frame.unit_table)]}
    return Bench(frame, scans, look_by(frame, roll, scans, jobs), selected, tops, earlier, context_of(frame.system, frame.year), large)


def _select(frame: Frame, source: Source, rows: Sequence[Rows]) -> tuple[Told, ...]:
    told = select_rows(frame.system, frame.system.tables[source.table], frame.year - source.previous, rows)
    if source.table == frame.unit_table:
        return tuple(one_a_unit(told, frame.top.unit).values())
    if source.table == frame.member_table:
        return tuple({(row.unit, row.cells.get(frame.system.members.key)): row for row in told}.values())
    return told


def _fill(
    connection: duckdb.DuckDBPyConnection, frame: Frame, jobs: Sequence[Job], selected: Mapping[Source, tuple[Told, ...]]
) -> dict[str, tuple[TooLarge, ...]]:
    used, large = columns_used(frame, jobs), dict[str, tuple[TooLarge, ...]]()
    for source, told in selected.items():
        found = fill(connection, source.name, frame.system.tables[source.table], used[source.table], told)
        large |= {source.table: (*large.get(source.table, ()), *found)} if found else {}
    lock(connection)
    return large
