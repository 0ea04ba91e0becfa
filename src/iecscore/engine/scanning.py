"""Scan each table once: what the rows of a member and year come to, for every formula that reads it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias

import duckdb

from iecscore.engine.database import ask, ask_apart, name_withheld
from iecscore.engine.plan import Frame, Job, Reading, Source, sources_of
from iecscore.engine.writing import Scope, write_sql
from iecscore.system.formula import Aggregate, Field, conditions_on, fields_in, keys_of, sides_of

SCALARS: Final = ("sum", "min", "max")
RELEVANT, COMPLETE, SIZE = "relevant", "complete", "size"
_KEYS: Final = {True: "t._unit || '/' || t._member", False: "t._unit"}
What: TypeAlias = str | Aggregate | tuple[Aggregate, str]


class Lot(NamedTuple):
    """The rows of one member and year of a unit: how many, and the figures that formulas want of them."""

    member: str
    year: int
    rows: int
    cells: tuple[Any, ...]


class Sums(NamedTuple):
    """A column's sum over the rows of one member and year that share the keys of a statistic over two tables."""

    member: str
    year: int
    key: tuple[Any, ...]
    total: Any


@dataclass(slots=True)
class Scans:
    """The lots of each table by unit, earlier years first, where each job's figures stand in their cells, and the sums by key.

    `failed` are the jobs and units whose figures are too large to be computed exactly.
    """

    lots: dict[Source, dict[str, list[Lot]]] = field(default_factory=dict)
    places: dict[tuple[int, Source, What], int] = field(default_factory=dict)
    sums: dict[tuple[int, Aggregate, int], dict[str, list[Sums]]] = field(default_factory=dict)
    failed: set[tuple[int, str]] = field(default_factory=set)

    def of(self, source: Source, unit: str) -> list[Lot]:
        """The lots of a unit."""
        return self.lots[source].get(unit, [])

    def cell(self, job: int, source: Source, what: What, lot: Lot) -> Any:  # noqa: ANN401 - exact numbers and lists
        """A job's figure of a lot; nothing where the scan did not ask for it."""
        place = self.places.get((job, source, what))
        return None if place is None else lot.cells[place]


def scan_tables(connection: duckdb.DuckDBPyConnection, frame: Frame, jobs: Sequence[Job]) -> Scans:
    """Scan every table that the jobs read."""
    scans = Scans()
    for source in dict.fromkeys(source for job in jobs for source in job.reads):
        _scan(connection, frame, source, jobs, scans)
    for number, job in enumerate(jobs):
        for aggregate in job.formula.aggregates:
            for place in range(len(sides_of(aggregate))):
                scans.sums[number, aggregate, place] = _sum_by_key(connection, frame, number, job, aggregate, place, scans)
    return scans


def _scan(connection: duckdb.DuckDBPyConnection, frame: Frame, source: Source, jobs: Sequence[Job], scans: Scans) -> None:
    columns: list[str] = []
    for number, job in enumerate(jobs):
        if source in job.reads:
            for what, written in _columns(frame, source, job):
                scans.places[number, source, what] = len(columns)
                columns.append(written)
    lots: dict[str, list[Lot]] = {}
    told = ask(connection, _query(frame, source, columns))
    for unit, member, year, rows, *cells in _scan_apart(connection, frame, source, columns, scans) if told is None else told:
        lots.setdefault(_code(frame, unit, member), []).append(Lot(member, year, rows, tuple(cells)))
    scans.lots[source] = lots


def _query(frame: Frame, source: Source, columns: Sequence[str], some: str = "") -> str:
    figures = ", ".join(["count(*)", *columns])
    return f"SELECT t._unit, t._member, t._year, {figures} {_origin(frame, source)} {some} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"


def _scan_apart(connection: duckdb.DuckDBPyConnection, frame: Frame, source: Source, columns: Sequence[str], scans: Scans) -> list[tuple[Any, ...]]:
    """Scan where a figure is too large: only the unit and the jobs that ask for it go without."""
    some = f"AND {_chosen(frame)}"
    found, failing = ask_apart(connection, _query(frame, source, columns, some), _keys(connection, frame, source))
    for key in failing:
        bad = {place for place, column in enumerate(columns) if ask(connection, _query(frame, source, [column], some), [key]) is None}
        kept = ["NULL" if place in bad else column for place, column in enumerate(columns)]
        found += ask(connection, _query(frame, source, kept, some), [key]) or []
        scans.failed |= {(number, key) for (number, where, _), place in scans.places.items() if where == source and place in bad}
    return found


def _keys(connection: duckdb.DuckDBPyConnection, frame: Frame, source: Source) -> list[str]:
    """The codes of the units that a table tells of."""
    told = ask(connection, f'SELECT DISTINCT t._unit, t._member FROM "{source.name}" t') or []
    return sorted({_code(frame, unit, member) for unit, member in told})


def _chosen(frame: Frame) -> str:
    return f"list_contains(?, {_KEYS[frame.by_member]})"


def _code(frame: Frame, unit: str, member: str) -> str:
    return f"{unit}/{member}" if frame.by_member else unit


def scope_of(frame: Frame, source: Source, window: int) -> Scope:
    """How the tables of a query are called."""
    lookups = {key: lookup.entries for key, lookup in frame.system.lookups.items()}
    return Scope({frame.unit_table: "u", frame.member_table: "m", source.table: "t"}, frame.year, window, lookups)


def _origin(frame: Frame, source: Source) -> str:
    """The table with the rows of its unit and member; forecasts for years to come stay out."""
    parts = [f'FROM "{source.name}" t']
    if source.table != frame.unit_table:
        parts.append(f'LEFT JOIN "{frame.unit_table}" u ON u._unit = t._unit')
    if source.table != frame.member_table and frame.system.tables[source.table].owner:
        parts.append(f'LEFT JOIN "{frame.member_table}" m ON m._unit = t._unit AND m."{frame.system.members.key}" = t._member')
    return " ".join([*parts, f"WHERE t._year <= {frame.year}"])


def _columns(frame: Frame, source: Source, job: Job) -> Iterator[tuple[What, str]]:
    scope, complete = scope_of(frame, source, job.window), _complete(frame, source, job)
    aggregates = [aggregate for aggregate, _ in job.reads[source].takers]
    told = [_condition(aggregate, source, scope) for aggregate in aggregates]
    relevant = _relevant(complete, told)
    yield RELEVANT, f"count(*) FILTER (WHERE {relevant})"
    yield COMPLETE, f"count(*) FILTER (WHERE {relevant} AND {complete})"
    if (denominator := _sized(job, source)) is not None:
        yield SIZE, _size(source, job.reads[source], denominator, scope)
    for aggregate, condition in zip(aggregates, told, strict=True):
        if not sides_of(aggregate):
            inner, enters = _inner(aggregate, scope), f"{complete} AND {condition}"
            yield aggregate, _aggregate(aggregate, inner, enters)
            yield (aggregate, "count"), f"count({inner}) FILTER (WHERE {enters})"


def _complete(frame: Frame, source: Source, job: Job) -> str:
    return " AND ".join(_list_told(job.reads[source], scope_of(frame, source, job.window))) or "TRUE"


def _list_told(reading: Reading, scope: Scope) -> Iterator[str]:
    """What must hold for a row to tell what is asked of it, as far as the tables that the query reads go."""
    yield from (f"{write_sql(field, scope)} IS NOT NULL" for field in reading.needed if field.table in scope.names)
    marks = (Field(field.table, name_withheld(field.column)) for field in reading.conditional if field.table in scope.names)
    yield from (f"{write_sql(mark, scope)} IS NOT TRUE" for mark in marks)


def _condition(aggregate: Aggregate, source: Source, scope: Scope) -> str:
    return " AND ".join(write_sql(part, scope) for part in conditions_on(aggregate, source.table)) or "TRUE"


def _relevant(complete: str, conditions: Sequence[str]) -> str:
    """A complete row matters where a filter takes it, an incomplete one where a filter might."""
    taken = " OR ".join(f"({condition}) IS TRUE" for condition in conditions)
    thinkable = " OR ".join(f"({condition}) IS NOT FALSE" for condition in conditions)
    return "TRUE" if "TRUE" in conditions else f"(CASE WHEN {complete} THEN {taken} ELSE {thinkable} END)"


def _sized(job: Job, source: Source) -> Aggregate | None:
    """The sum or count over a table that stands under the fraction, where one does."""
    found = job.formula.denominator
    fits = isinstance(found, Aggregate) and found.kind in {"sum", "count"} and not found.distinct and sources_of(found) == (source,)
    return found if isinstance(found, Aggregate) and fits else None


def _size(source: Source, reading: Reading, denominator: Aggregate, scope: Scope) -> str:
    """What the rows put under the fraction, where all of them tell it."""
    fields = {Field(field.table, field.column) for field in fields_in(denominator) if field.table == source.table}
    needed, conditional = (tuple(field for field in asked if field in fields) for asked in (reading.needed, reading.conditional))
    known = " AND ".join(_list_told(Reading(needed, conditional, ()), scope)) or "TRUE"
    counted = _aggregate(denominator, _inner(denominator, scope), _condition(denominator, source, scope))
    return f"CASE WHEN bool_and({known}) THEN coalesce({counted}, 0) END"


def _inner(aggregate: Aggregate, scope: Scope) -> str:
    return write_sql(aggregate.parts[0], scope) if aggregate.parts else "1"


def _aggregate(aggregate: Aggregate, inner: str, enters: str) -> str:
    if aggregate.kind in SCALARS or (aggregate.kind == "count" and not aggregate.distinct):
        return f"{aggregate.kind}({inner}) FILTER (WHERE {enters})"
    return f"list({'DISTINCT ' if aggregate.distinct else ''}{inner}) FILTER (WHERE {enters} AND {inner} IS NOT NULL)"


def _sum_by_key(
    connection: duckdb.DuckDBPyConnection, frame: Frame, number: int, job: Job, aggregate: Aggregate, place: int, scans: Scans
) -> dict[str, list[Sums]]:
    source, scope = sources_of(aggregate)[place], scope_of(frame, sources_of(aggregate)[place], job.window)
    keys = [f't."{key}"' for key in keys_of(aggregate)]
    enters = f"{_complete(frame, source, job)} AND {_condition(aggregate, source, scope)} AND {_told_again(frame, job, aggregate, place)}"
    column = write_sql(sides_of(aggregate)[place], scope)
    query = f"SELECT t._unit, t._member, t._year, {', '.join(keys)}, sum({column}) {_origin(frame, source)}"
    told, tail = ask(connection, f"{query} AND {enters} GROUP BY ALL ORDER BY ALL"), "GROUP BY ALL ORDER BY ALL"
    if told is None:
        told, failing = ask_apart(connection, f"{query} AND {_chosen(frame)} AND {enters} {tail}", _keys(connection, frame, source))
        scans.failed |= {(number, unit) for unit in failing}
    sums: dict[str, list[Sums]] = {}
    for unit, member, year, *key, total in told:
        sums.setdefault(_code(frame, unit, member), []).append(Sums(member, year, tuple(key), total or 0))
    return sums


def _told_again(frame: Frame, job: Job, aggregate: Aggregate, place: int) -> str:
    """Where one table is compared with its earlier telling, a row enters only if it was told completely by now: complete pairs."""
    source, other = sources_of(aggregate)[place], sources_of(aggregate)[1 - place]
    if not source.previous or other != Source(source.table):
        return "TRUE"
    same = [f'c."{key}" IS NOT DISTINCT FROM t."{key}"' for key in frame.system.tables[source.table].keys]
    whole = _list_told(job.reads[other], Scope({source.table: "c"}, frame.year, job.window))
    return f'EXISTS (SELECT 1 FROM "{source.table}" c WHERE {" AND ".join(["c._unit = t._unit", *same, *whole])})'
