"""Check every expression of the content: formulas, conditions, derived columns, guards; an unknown field is named with its nearest."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from iecscore.problems import Place, Problem, error
from iecscore.system.formula import Call, Formula, Kind, Literal, Node, kind_of_column, parse_formula, parse_row, parse_scalar, sides_of, walk
from iecscore.system.indicators import Indicator
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import offer_names
from iecscore.system.model import Level, System
from iecscore.system.tables import Table


def check_formulas(system: System, sources: Sources) -> Iterator[Problem]:
    """Check every formula and every expression over a row."""
    for criterion in system.criteria.values():
        for code, indicator in criterion.indicators.items():
            for path, text in formulas_of(indicator):
                yield from _check_formula(system, indicator, text, sources.place("criteria", criterion.key, "indicators", code, *path))
            for number, guard in enumerate(indicator.guards):
                if guard.when:
                    place = sources.place("criteria", criterion.key, "indicators", code, "guards", number, "when")
                    yield from _check_guard(system, guard.when, place)
    for table in system.tables.values():
        yield from _check_table(system, sources, table)
    yield from _check_head(system, sources)
    for number, check in enumerate(system.cross_checks):
        for key, text in check.where.items():
            yield from _check_row(system, text, key, sources.place("cross_checks", "", number, "where", key))


def formulas_of(indicator: Indicator) -> Iterator[tuple[tuple[str, ...], str]]:
    """An indicator's formulas, its own and its profiles', each with its path of keys."""
    if indicator.formula:
        yield ("formula",), indicator.formula
    for profile, override in indicator.profiles.items():
        if override.formula:
            yield ("profiles", profile, "formula"), override.formula


def units_table(system: System, level: Level) -> str:
    """The table of the units a level's rows were filed under."""
    return system.levels[level.parent].units if level.parent in system.levels else level.units


def _check_formula(system: System, indicator: Indicator, text: str, place: Place) -> Iterator[Problem]:
    levels = [level for level in indicator.levels if level in system.levels]
    for unit in dict.fromkeys(units_table(system, system.levels[level]) for level in levels):
        read = parse_formula(text, system.tables, unit, system.members.table)
        yield from _put(read.problems, place)
        yield from _check_lookups(system, read.result.root if read.result else None, place)
        yield from _put(_check_owners(system, read.result, [level for level in levels if system.levels[level].parent]), place)


def _check_owners(system: System, formula: Formula | None, levels: Iterable[str]) -> Iterator[Problem]:
    """The rows a member's figure is made of must be its own."""
    aggregates = formula.aggregates if formula else ()
    tables = {aggregate.table for aggregate in aggregates} | {side.table for aggregate in aggregates for side in sides_of(aggregate)}
    for level in levels:
        for table in sorted(tables):
            if not system.tables[table].owner:
                yield error("formula.not_of_members", table=table, level=level)


def _check_guard(system: System, text: str, place: Place) -> Iterator[Problem]:
    read = parse_scalar(text)
    yield from _put(read.problems, place)
    for name in _arguments(read.result.root if read.result else None, "indicator"):
        if name not in system.indicators:
            yield error("system.unknown_indicator", place, **offer_names(name, system.indicators))


def _check_table(system: System, sources: Sources, table: Table) -> Iterator[Problem]:
    for code, column in table.columns.items():
        target = (column.refers or "").partition(".")[0]
        for name, text, key, wanted in (
            ("required", column.required, table.key, Kind.TRUTH),
            ("derived", column.derived, table.key, kind_of_column(column.type)),
            ("refers_where", column.refers_where, target, Kind.TRUTH),
        ):
            if isinstance(text, str):
                yield from _check_row(system, text, key, sources.place("tables", table.key, "columns", code, name), wanted)
    for number, check in enumerate(table.checks):
        yield from _check_row(system, check.rule, table.key, sources.place("tables", table.key, "checks", number, "rule"))


def _check_head(system: System, sources: Sources) -> Iterator[Problem]:
    for key, level in system.levels.items():
        if level.where:
            yield from _check_row(system, level.where, level.units, sources.at("levels", key, "where"))
    for key, part in system.parts.items():
        if part.members:
            yield from _check_row(system, part.members, system.members.table, sources.at("parts", key, "members"))


def _check_row(system: System, text: str, table: str, place: Place, wanted: Kind = Kind.TRUTH) -> Iterator[Problem]:
    if table in system.tables:
        read = parse_row(text, system.tables[table], wanted=wanted)
        yield from _put(read.problems, place)
        yield from _check_lookups(system, read.result.root if read.result else None, place)


def _check_lookups(system: System, root: Node | None, place: Place) -> Iterator[Problem]:
    for name in _arguments(root, "lookup"):
        if name not in system.lookups:
            yield error("system.unknown_lookup", place, **offer_names(name, system.lookups))


def _arguments(root: Node | None, function: str) -> Iterator[str]:
    for node in walk(root) if root else ():
        if isinstance(node, Call) and node.name == function and isinstance(node.parts[0], Literal):
            yield str(node.parts[0].value)


def _put(problems: Iterable[Problem], place: Place) -> Iterator[Problem]:
    yield from dict.fromkeys(replace(problem, place=place) for problem in problems)
