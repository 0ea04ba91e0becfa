"""What has to be computed: each indicator's formula for the units of a level, and the tables it reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from iecscore.system.formula import (
    Aggregate,
    Field,
    Formula,
    Node,
    RowExpression,
    conditions_on,
    fields_in,
    keys_of,
    parse_formula,
    sides_of,
    terms_in,
    write_node,
)
from iecscore.system.indicators import Indicator
from iecscore.system.model import Level, System
from iecscore.system.tables import Time
from iecscore.values import Unit


class Source(NamedTuple):
    """A table as told by now, or as told by the round before."""

    table: str
    previous: bool = False

    @property
    def name(self) -> str:
        """What the database calls it."""
        return f"earlier {self.table}" if self.previous else self.table


@dataclass(frozen=True, slots=True)
class Frame:
    """For whom figures are computed: the level of a system in a round."""

    system: System
    level: str
    year: int

    @property
    def by_member(self) -> bool:
        """Whether the level's units are members."""
        return self.system.levels[self.level].parent is not None

    @property
    def top(self) -> Level:
        """The topmost level, in whose units the level's units lie."""
        return top_level(self.system, self.level)

    @property
    def unit_table(self) -> str:
        """The table of the topmost units."""
        return self.top.units

    @property
    def member_table(self) -> str:
        """The table that lists members."""
        return self.system.members.table

    def nature(self, table: str) -> "Nature":
        """How a table's rows stand in time and to members."""
        declared = self.system.tables[table]
        part = next((key for key, part in self.system.parts.items() if part.members and table in part.tables), "")
        windowed = declared.time is Time.YEAR
        return Nature(windowed, windowed and set(declared.keys) <= {"year", declared.owner}, bool(declared.owner), part)


class Nature(NamedTuple):
    """How a table's rows stand: of years among which the window chooses, one a year at least, owned by members, filled by members in a part."""

    windowed: bool
    one_a_year: bool
    owned: bool
    part: str


class Reading(NamedTuple):
    """What a formula asks of a table: the fields without which a row is incomplete, and the aggregates that read it with their conditions.

    A blank in a `conditional` field counts as nothing, but not where it is withheld.
    """

    needed: tuple[Field, ...]
    conditional: tuple[Field, ...]
    takers: tuple[tuple[Aggregate, tuple[RowExpression, ...]], ...]


class Term(NamedTuple):
    """A figure a formula computes with, as it is written, and the tables it is made of; none of a field of the unit's row."""

    node: Aggregate | Field
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """One indicator's formula for the units of the profiles that word it so, its terms in reading order, and what it reads."""

    indicator: str
    formula: Formula
    window: int
    units: tuple[Unit, ...]
    terms: tuple[Term, ...]
    reads: Mapping[Source, Reading]


def plan_jobs(frame: Frame, codes: Sequence[str], units: Sequence[Unit]) -> tuple[Job, ...]:
    """A job for each indicator and wording of its formula among the units' profiles."""
    jobs: list[Job] = []
    for code in codes:
        indicator = frame.system.indicators[code]
        worded: dict[str, list[Unit]] = {}
        for unit in units:
            if text := indicator.formula_in(unit.profile):
                worded.setdefault(text, []).append(unit)
        jobs += [_plan(frame, code, indicator.window, text, tuple(found)) for text, found in worded.items()]
    return tuple(jobs)


def _plan(frame: Frame, code: str, window: int, text: str, units: tuple[Unit, ...]) -> Job:
    formula = _read(frame.system, frame.level, text)
    terms = tuple(Term(node, write_node(node), sources_of(node) if isinstance(node, Aggregate) else ()) for node in terms_in(formula.root))
    return Job(code, formula, window, units, terms, {source: _reading(frame.system, formula, source) for term in terms for source in term.sources})


def _reading(system: System, formula: Formula, source: Source) -> Reading:
    aggregates = [aggregate for aggregate in formula.aggregates if source in sources_of(aggregate)]
    conditions = [tuple(RowExpression("", part, source.table) for part in conditions_on(item, source.table)) for item in aggregates]
    return Reading(_needed(system, aggregates, source), _conditional(system, aggregates, source), tuple(zip(aggregates, conditions, strict=True)))


def read_formula(system: System, indicator: str, profile: str) -> Formula | None:
    """The formula of an indicator in a profile; none of a survey indicator."""
    declared: Indicator = system.indicators[indicator]
    text = declared.formula_in(profile)
    return _read(system, declared.levels[0], text) if text else None


def _read(system: System, level: str, text: str) -> Formula:
    read = parse_formula(text, system.tables, top_level(system, level).units, system.members.table)
    assert read.result is not None, read.problems  # noqa: S101 - loading the system refuses formulas that cannot be read
    return read.result


def top_level(system: System, level: str) -> Level:
    """The level itself, or the one its units lie in."""
    return system.levels[system.levels[level].parent or level]


def sources_of(aggregate: Aggregate) -> tuple[Source, ...]:
    """The tables an aggregate reads."""
    if sides := sides_of(aggregate):
        return tuple(Source(side.table, side.previous) for side in sides)
    own = [field for field in fields_in(aggregate) if field.table == aggregate.table]
    return (Source(aggregate.table, bool(own) and own[0].previous),)


def _needed(system: System, aggregates: Sequence[Aggregate], source: Source) -> tuple[Field, ...]:
    """The fields whose blank is unknown, and what a statistic over two tables groups by."""
    needed = [field for field in _fields(aggregates, source) if system.tables[field.table].columns[field.column].blank_is_unknown]
    return tuple(dict.fromkeys([*needed, *(Field(source.table, key) for aggregate in aggregates for key in keys_of(aggregate))]))


def _conditional(system: System, aggregates: Sequence[Aggregate], source: Source) -> tuple[Field, ...]:
    """The fields that a row must tell where their condition holds."""
    asked = ((field, system.tables[field.table].columns[field.column]) for field in _fields(aggregates, source))
    return tuple(dict.fromkeys(field for field, column in asked if isinstance(column.required, str) and not column.blank_is_unknown))


def _fields(aggregates: Sequence[Aggregate], source: Source) -> list[Field]:
    asked = (field for aggregate in aggregates for node in _asked(aggregate, source) for field in fields_in(node))
    return [Field(field.table, field.column) for field in asked]


def _asked(aggregate: Aggregate, source: Source) -> tuple[Node, ...]:
    """What an aggregate asks of the rows of a table, and of the row of the unit or member that comes along."""
    sides = [side for side in sides_of(aggregate) if Source(side.table, side.previous) == source]
    return (*(sides or aggregate.parts), *conditions_on(aggregate, source.table))


def columns_used(frame: Frame, jobs: Sequence[Job]) -> dict[str, set[str]]:
    """The columns that queries read, by table."""
    found: dict[str, set[str]] = {frame.unit_table: set(), frame.member_table: {frame.system.members.key}}
    for job in jobs:
        for field in fields_in(job.formula.root):
            found.setdefault(field.table, set()).add(field.column)
        for aggregate in job.formula.aggregates:
            for side in sides_of(aggregate):
                found.setdefault(side.table, set()).update({*keys_of(aggregate), *frame.system.tables[side.table].keys})
    return found
