"""How much of what should be there is there: rows of members, rows of the unit, years at hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iecscore.engine.figures import Frame, origin, scope_of
from iecscore.engine.plan import Job, is_windowed, member_filled, needed_fields, sources_of
from iecscore.engine.selection import Told
from iecscore.engine.units import members_of_part
from iecscore.engine.writing import write_sql
from iecscore.system.formula import Aggregate, fields_in
from iecscore.system.model import System
from iecscore.values import Rows


@dataclass(frozen=True, slots=True)
class Covered:
    """The share of rows that entered, the years they are of, and why there may be none."""

    share: float
    years: tuple[int, ...]
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """Which members should have filled which part, and which tables each unit handed in."""

    members: Mapping[str, Mapping[str, frozenset[str]]]
    submitted: frozenset[tuple[str, str]]


def expect(system: System, year: int, members: Sequence[Told], rows: Sequence[Rows]) -> Expected:
    """Members by part and unit; tables handed in for the round."""
    parts = {key: _by_unit(members_of_part(system, key, year, members), system.members.key) for key, part in system.parts.items() if part.members}
    return Expected(parts, frozenset((item.unit, item.table) for item in rows if item.year == year))


def _by_unit(rows: Sequence[Told], key: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.unit, set()).add(str(row.cells[key]))
    return {unit: frozenset(codes) for unit, codes in found.items()}


def cover_jobs(frame: Frame, jobs: Sequence[Job], expected: Expected) -> dict[tuple[str, str], Covered]:
    """Coverage by (indicator, unit): the least of the tables a formula reads."""
    counts: dict[tuple[str, ...], dict[str, list[tuple[Any, ...]]]] = {}
    found: dict[tuple[str, str], Covered] = {}
    for job in jobs:
        tables = dict.fromkeys(source for aggregate in job.formula.aggregates for source in sources_of(aggregate))
        current = [table for table, previous in tables if not previous]
        told = {table: _count_rows(frame, job, table, counts) for table in current}
        for unit in job.units:
            each = [_cover(frame, job, table, unit, told[table].get(unit, []), expected) for table in current]
            found[job.indicator, unit] = _least(each)
    return found


def _least(each: Sequence[Covered]) -> Covered:
    worst = min(each, key=lambda covered: (not covered.gap, covered.share))
    return Covered(worst.share, tuple(sorted({year for covered in each for year in covered.years})), worst.gap)


def _count_rows(
    frame: Frame, job: Job, table: str, known: dict[tuple[str, ...], dict[str, list[tuple[Any, ...]]]]
) -> dict[str, list[tuple[Any, ...]]]:
    """Per unit: member, year, rows, complete rows, size of the denominator where every row tells it."""
    needed = " AND ".join(f't."{column}" IS NOT NULL' for column in needed_fields(frame.system, job.formula, table)) or "TRUE"
    size = _size(frame, job, table)
    key = (table, needed, size)
    if key not in known:
        counts = f"count(*), count(*) FILTER (WHERE {needed}), {size}"
        query = f"SELECT {frame.group}, t._member, t._year, {counts} {origin(frame, (table, False))} GROUP BY ALL"
        grouped: dict[str, list[tuple[Any, ...]]] = {}
        for unit, *rest in frame.connection.execute(query).fetchall():
            grouped.setdefault(unit, []).append(tuple(rest))
        known[key] = grouped
    return known[key]


def _size(frame: Frame, job: Job, table: str) -> str:
    denominator = job.formula.denominator
    if not isinstance(denominator, Aggregate) or denominator.table != table or denominator.kind != "sum":
        return "NULL"
    scope = scope_of(frame, table, job.window)
    fields = [field for field in fields_in(denominator) if field.table == table]
    known = " AND ".join(f't."{field.column}" IS NOT NULL' for field in fields) or "TRUE"
    where = f" FILTER (WHERE {write_sql(denominator.where, scope)})" if denominator.where is not None else ""
    return f"CASE WHEN bool_and({known}) THEN CAST(sum({write_sql(denominator.parts[0], scope)}){where} AS DOUBLE) END"


def _cover(frame: Frame, job: Job, table: str, unit: str, told: Sequence[tuple[Any, ...]], expected: Expected) -> Covered:
    windowed = is_windowed(frame.system, table)
    inside = [row for row in told if not windowed or frame.year - job.window < row[1] <= frame.year]
    years = tuple(sorted({row[1] for row in inside if row[3]})) if windowed else ()
    part = member_filled(frame.system, table)
    parent = unit.partition("/")[0]
    if (parent, table) not in expected.submitted and not inside:
        return Covered(0.0, years, "not_submitted")
    if part and not frame.by_member:
        return Covered(_member_share(frame, inside, expected.members.get(part, {}).get(unit, frozenset()), windowed=windowed), years)
    if part and not any(row[1] == frame.year for row in inside) and windowed:
        return Covered(0.0, years, "not_submitted")
    total = sum(row[2] for row in inside)
    return Covered(sum(row[3] for row in inside) / total if total else 1.0, years)


def _member_share(frame: Frame, inside: Sequence[tuple[Any, ...]], members: frozenset[str], *, windowed: bool) -> float:
    now = {row[0]: row for row in inside if not windowed or row[1] == frame.year}
    if not members:
        return 1.0 if now else 0.0
    if not windowed:
        total = sum(row[2] for row in inside)
        return sum(row[3] for row in inside) / total if total else 1.0
    sizes = {member: float(row[4]) for member in members if (row := now.get(member)) is not None and row[4] is not None}
    by_size = len(sizes) == len(members) and sum(sizes.values()) > 0
    weights = sizes if by_size else dict.fromkeys(members, 1.0)
    there = sum(weight * float(now[member][3] / now[member][2]) for member, weight in weights.items() if member in now)
    return there / sum(weights.values())
