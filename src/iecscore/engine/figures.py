"""Compute the aggregates: one scan of a table gives all sums and lists that formulas want of it."""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import numpy as np

from iecscore.engine.plan import Job, is_windowed, member_filled, needed_fields, owned_tables, sources_of
from iecscore.engine.writing import Scope, write_exact, write_sql
from iecscore.system.formula import Aggregate, Field, Literal, Node, fields_in
from iecscore.system.model import System

SCALARS = {"sum", "count", "min", "max"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where and for whom figures are computed: the connection, the level's grouping, the round."""

    system: System
    connection: duckdb.DuckDBPyConnection
    level: str
    year: int

    @property
    def by_member(self) -> bool:
        """Whether the level's units are members."""
        return self.system.levels[self.level].parent is not None

    @property
    def group(self) -> str:
        """The grouping expression: the unit's code."""
        return "t._unit || '/' || t._member" if self.by_member else "t._unit"

    @property
    def unit_table(self) -> str:
        """The table of the topmost level's units."""
        parent = self.system.levels[self.level].parent
        return self.system.levels[parent or self.level].units


@dataclass(slots=True)
class Figures:
    """Aggregates by (indicator, unit): the figure, and how many values stand behind it."""

    values: dict[tuple[str, str], dict[Node, Any]] = field(default_factory=dict)
    counts: dict[tuple[str, str], dict[Node, float]] = field(default_factory=dict)

    def put(self, indicator: str, unit: str, node: Node, figure: Any, count: float) -> None:  # noqa: ANN401 - exact numbers of every type
        """Keep a figure."""
        self.values.setdefault((indicator, unit), {})[node] = figure
        self.counts.setdefault((indicator, unit), {})[node] = count


def compute_figures(frame: Frame, jobs: Sequence[Job]) -> Figures:
    """Every aggregate of every job."""
    figures = Figures()
    scans: dict[tuple[str, bool], list[tuple[Job, Aggregate]]] = {}
    for job in jobs:
        for aggregate in job.formula.aggregates:
            if aggregate.kind in {"structure_overlap", "weighted_error"}:
                _compute_pair(frame, job, aggregate, figures)
            else:
                scans.setdefault(sources_of(aggregate)[0], []).append((job, aggregate))
    for source, wanted in scans.items():
        _scan(frame, source, wanted, figures)
    return figures


def name_of(source: tuple[str, bool]) -> str:
    """The database's name of a table, or of its earlier telling."""
    return f"{'earlier_' if source[1] else ''}{source[0]}"


def scope_of(frame: Frame, table: str, window: int) -> Scope:
    """How the tables of a query are called."""
    names = {frame.unit_table: "u", frame.system.members.table: "m", table: "t"}
    return Scope(names, frame.year, window)


def origin(frame: Frame, source: tuple[str, bool], joins: Iterable[str] = ()) -> str:
    """The FROM clause: the table with the rows of its unit and member."""
    parts = [f'FROM "{name_of(source)}" t']
    if source[0] != frame.unit_table:
        parts.append(f'LEFT JOIN "{frame.unit_table}" u ON u._unit = t._unit')
    if source[0] != frame.system.members.table:
        parts.append(f'LEFT JOIN "{frame.system.members.table}" m ON m._unit = t._unit AND m."{frame.system.members.key}" = t._member')
    return " ".join([*parts, *joins])


def complete(frame: Frame, job: Job, table: str) -> list[str]:
    """The conditions under which a row enters: in the window, and with every field there."""
    conditions = [f't."{column}" IS NOT NULL' for column in needed_fields(frame.system, job.formula, table)]
    if is_windowed(frame.system, table):
        conditions.append(f"t._year BETWEEN {frame.year - job.window + 1} AND {frame.year}")
    return conditions


def _scan(frame: Frame, source: tuple[str, bool], wanted: Sequence[tuple[Job, Aggregate]], figures: Figures) -> None:
    joins: dict[str, str] = {}
    columns: list[str] = []
    for job, aggregate in wanted:
        scope = scope_of(frame, source[0], job.window)
        conditions = [*complete(frame, job, source[0]), *_pairing(frame, job, source[0], joins)]
        if aggregate.where is not None:
            conditions.append(write_sql(aggregate.where, scope))
        told = " AND ".join(conditions) or "TRUE"
        inner = write_exact(aggregate.parts[0], scope) if aggregate.parts else "1"
        columns += [_aggregate(aggregate, inner, told), f"count({inner}) FILTER (WHERE {told})"]
    query = f"SELECT {frame.group}, {', '.join(columns)} {origin(frame, source, joins.values())} GROUP BY 1"
    for unit, *cells in frame.connection.execute(query).fetchall():
        for number, (job, aggregate) in enumerate(wanted):
            raw, count = cells[2 * number], cells[2 * number + 1]
            figures.put(job.indicator, unit, aggregate, _finished(frame, aggregate, raw, unit), count)


def _aggregate(aggregate: Aggregate, inner: str, told: str) -> str:
    if aggregate.kind in SCALARS:
        return f"{aggregate.kind}({'DISTINCT ' if aggregate.distinct else ''}{inner}) FILTER (WHERE {told})"
    return f"list({inner}) FILTER (WHERE {told} AND {inner} IS NOT NULL)"


def _pairing(frame: Frame, job: Job, table: str, joins: dict[str, str]) -> list[str]:
    """Members' rows count in a formula over several tables only where the member's rows are complete in each."""
    owned = owned_tables(frame.system, job.formula)
    if table not in owned:
        return []
    conditions = []
    for other in owned:
        if other != table and member_filled(frame.system, other):
            needed = " AND ".join(f't."{column}" IS NOT NULL' for column in needed_fields(frame.system, job.formula, other)) or "TRUE"
            year = "t._year" if is_windowed(frame.system, table) else str(frame.year)
            alias = f"p{list(joins).index(needed + other) if needed + other in joins else len(joins)}"
            inner = f'SELECT _unit, _member, _year FROM "{other}" t WHERE {needed} GROUP BY ALL'
            joins[needed + other] = (
                f"LEFT JOIN ({inner}) {alias} ON {alias}._unit = t._unit AND {alias}._member = t._member AND {alias}._year = {year}"
            )
            conditions.append(f"{alias}._unit IS NOT NULL")
    return conditions


def _finished(frame: Frame, aggregate: Aggregate, raw: Any, unit: str) -> Any:  # noqa: ANN401
    if aggregate.kind in SCALARS or raw is None:
        return raw
    if aggregate.kind == "median":
        return statistics.median(sorted(raw)) if raw else None
    if aggregate.kind == "winsorised_mean":
        share = aggregate.parts[1].value if isinstance(aggregate.parts[1], Literal) else 1
        return winsorised_mean(raw, float(share or 1))
    return evenness(raw, _declared(frame, aggregate, unit), _least(aggregate))


def _least(aggregate: Aggregate) -> int:
    last = aggregate.parts[-1]
    return int(last.value) if isinstance(last, Literal) and last.value is not None else 2


def _declared(frame: Frame, aggregate: Aggregate, unit: str) -> tuple[str, ...]:
    place = aggregate.parts[1]
    if not isinstance(place, Field):
        return ()
    query = f'SELECT "{place.column}" FROM "{place.table}" WHERE _unit = ?'
    found = frame.connection.execute(query, [unit.partition("/")[0]]).fetchone()
    return tuple(found[0] or ()) if found else ()


def winsorised_mean(values: Sequence[Any], share: float) -> float | None:
    """The mean after values above the quantile are set to it (linear interpolation between order statistics)."""
    if not values:
        return None
    ordered = np.sort(np.array([float(value) for value in values]))
    return math.fsum(np.minimum(ordered, np.quantile(ordered, share))) / len(ordered)


def evenness(codes: Sequence[str], declared: Sequence[str], least: int) -> float | None:
    """Normalised Shannon entropy −Σ p ln p ÷ ln K of the codes over the K declared ones; undefined below `least` codes."""
    counts = [codes.count(code) for code in declared]
    total = sum(counts)
    if len(declared) < max(least, 2) or not total:
        return None
    return -math.fsum(count / total * math.log(count / total) for count in counts if count) / math.log(len(declared))


def _compute_pair(frame: Frame, job: Job, aggregate: Aggregate, figures: Figures) -> None:
    sides = [_group_sums(frame, job, aggregate, place) for place in (0, 1)]
    for unit in sides[0].keys() | sides[1].keys():
        left, right = (side.get(unit, {}) for side in sides)
        compare = structure_overlap if aggregate.kind == "structure_overlap" else weighted_error
        figure, base = compare(left, right)
        figures.put(job.indicator, unit, aggregate, figure, base)


def _group_sums(frame: Frame, job: Job, aggregate: Aggregate, place: int) -> dict[str, dict[tuple[str, ...], float]]:
    source, field_ = sources_of(aggregate)[place], aggregate.parts[place]
    keys = [part.column for part in aggregate.parts[2:] if isinstance(part, Field)]
    told = " AND ".join([*complete(frame, job, source[0]), *_where(frame, job, aggregate, source[0])]) or "TRUE"
    columns = ", ".join(f't."{key}"' for key in keys)
    column = field_.column if isinstance(field_, Field) else ""
    query = f'SELECT {frame.group}, {columns}, sum(t."{column}") {origin(frame, source)} WHERE {told} GROUP BY ALL'
    sums: dict[str, dict[tuple[str, ...], float]] = {}
    for unit, *key, total in frame.connection.execute(query).fetchall():
        if total is not None:
            sums.setdefault(unit, {})[tuple(map(str, key))] = float(total)
    return sums


def _where(frame: Frame, job: Job, aggregate: Aggregate, table: str) -> list[str]:
    """A filter acts on the table whose fields it names."""
    if aggregate.where is None or table not in {item.table for item in fields_in(aggregate.where)}:
        return []
    return [write_sql(aggregate.where, scope_of(frame, table, job.window))]


def structure_overlap(left: Mapping[Any, float], right: Mapping[Any, float]) -> tuple[float | None, float]:
    """1 − ½ Σ |share − share| over the keys of both sides, and the smaller of the two totals."""
    totals = math.fsum(left.values()), math.fsum(right.values())
    if not all(totals):
        return None, min(totals)
    keys = sorted(left.keys() | right.keys())
    return 1 - 0.5 * math.fsum(abs(left.get(key, 0) / totals[0] - right.get(key, 0) / totals[1]) for key in keys), min(totals)


def weighted_error(released: Mapping[Any, float], actual: Mapping[Any, float]) -> tuple[float | None, float]:
    """Σ |released − actual| ÷ Σ actual over the keys of both sides, and Σ actual."""
    total = math.fsum(actual.values())
    if not released or not total:
        return None, total
    keys = sorted(released.keys() | actual.keys())
    return math.fsum(abs(released.get(key, 0) - actual.get(key, 0)) for key in keys) / total, total
