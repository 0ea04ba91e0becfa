"""What has to be computed: each formula with the tables and conditions of its aggregates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from iecscore.system.formula import Aggregate, Field, Formula, fields_in, parse_formula
from iecscore.system.indicators import Indicator
from iecscore.system.model import System
from iecscore.system.tables import Time
from iecscore.values import Unit

Source: TypeAlias = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Job:
    """One indicator's formula for the units of one profile."""

    indicator: str
    formula: Formula
    window: int
    units: tuple[str, ...]


def plan_jobs(system: System, codes: Sequence[str], units: Sequence[Unit]) -> tuple[Job, ...]:
    """A job for each indicator and wording of its formula among the units' profiles."""
    jobs: list[Job] = []
    for code in codes:
        indicator = system.indicators[code]
        worded: dict[str, list[str]] = {}
        for unit in units:
            if text := indicator.formula_in(unit.profile):
                worded.setdefault(text, []).append(unit.code)
        jobs += [Job(code, _read(system, indicator, text), indicator.window, tuple(found)) for text, found in worded.items()]
    return tuple(jobs)


def read_formula(system: System, indicator: str, profile: str) -> Formula | None:
    """The formula of an indicator in a profile."""
    declared = system.indicators[indicator]
    text = declared.formula_in(profile)
    return _read(system, declared, text) if text else None


def _read(system: System, indicator: Indicator, text: str) -> Formula:
    top = next(level for level in system.levels.values() if not level.parent)
    read = parse_formula(text, system.tables, top.units, system.members.table)
    if read.result is None:
        message = f"{indicator.name.en}: {read.problems}"
        raise ValueError(message)
    return read.result


def sources_of(aggregate: Aggregate) -> tuple[Source, ...]:
    """The tables an aggregate reads, each with whether it is the earlier telling; the home table first."""
    fields = fields_in(aggregate)
    home = (aggregate.table, any(field.previous for field in fields if field.table == aggregate.table))
    if aggregate.kind not in {"structure_overlap", "weighted_error"}:
        return (home,)
    return tuple((field.table, field.previous) for field in aggregate.parts[:2] if isinstance(field, Field))


def owned_tables(system: System, formula: Formula) -> tuple[str, ...]:
    """The tables of a formula whose rows belong to members."""
    named = dict.fromkeys(table for aggregate in formula.aggregates for table, _ in sources_of(aggregate))
    return tuple(table for table in named if system.tables[table].owner)


def member_filled(system: System, table: str) -> str:
    """The part by which members fill a table, or nothing where the unit fills it."""
    return next((key for key, part in system.parts.items() if part.members and table in part.tables), "")


def needed_fields(system: System, formula: Formula, table: str) -> tuple[str, ...]:
    """The columns of a table that a row must have to enter the formula: those whose blank is unknown."""
    fields = [field for field in fields_in(formula.root) if field.table == table and not field.previous]
    fields += [Field(table, part.column) for aggregate in formula.aggregates for part in _keys(aggregate, table)]
    columns = system.tables[table].columns
    return tuple(dict.fromkeys(field.column for field in fields if columns[field.column].blank_is_unknown))


def _keys(aggregate: Aggregate, table: str) -> tuple[Field, ...]:
    if aggregate.kind not in {"structure_overlap", "weighted_error"} or table not in {source for source, _ in sources_of(aggregate)}:
        return ()
    return tuple(part for part in aggregate.parts[2:] if isinstance(part, Field))


def is_windowed(system: System, table: str) -> bool:
    """Whether a table's rows are of years, so that the window chooses among them."""
    return system.tables[table].time is Time.YEAR
