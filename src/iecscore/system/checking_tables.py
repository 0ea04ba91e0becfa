"""Check the tables: every name in them leads somewhere, every limit has its lower end first."""

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from iecscore.problems import Place, Problem, error
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import list_known, offer_names
from iecscore.system.model import System
from iecscore.system.tables import Column, ColumnType, Table, Time

Locate: TypeAlias = Callable[[str], Place]

CODED: Final = (ColumnType.CODE, ColumnType.CODES)
REASONS: Final = ("not_collected", "not_applicable", "refused")


def check_tables(system: System, sources: Sources) -> Iterator[Problem]:
    """Check every table, its columns and the dictionaries they use."""
    yield from _check_numbers(system, sources)
    for table in system.tables.values():
        yield from _check_names(table, sources)
        yield from _check_time(table, sources)
        for code, column in table.columns.items():
            yield from _check_column(system, sources, table, code, column)
    yield from _check_dictionaries(system, sources)
    yield from _check_deflator(system, sources)


def _check_numbers(system: System, sources: Sources) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for table in system.tables.values():
        if table.number in seen:
            place = sources.place("tables", table.key, "number")
            yield error("system.number_twice", place, number=table.number, table=table.key, first=seen[table.number])
        seen.setdefault(table.number, table.key)


def _check_names(table: Table, sources: Sources) -> Iterator[Problem]:
    for number, key in enumerate(table.keys):
        yield from demand_column(table, key, sources.place("tables", table.key, "keys", number))
    if table.owner:
        yield from demand_column(table, table.owner, sources.place("tables", table.key, "owner"))
    for number, check in enumerate(table.checks):
        yield from demand_column(table, check.cell, sources.place("tables", table.key, "checks", number, "cell"))


def _check_time(table: Table, sources: Sources) -> Iterator[Problem]:
    if table.time is Time.YEAR and "year" not in table.keys:
        yield error("system.needs_year", sources.place("tables", table.key, "keys"), table=table.key)


def _check_column(system: System, sources: Sources, table: Table, code: str, column: Column) -> Iterator[Problem]:
    def at(name: str) -> Place:
        return sources.place("tables", table.key, "columns", code, name)

    yield from _check_codes(system, code, column, at("dictionary"))
    for name in ("refers", "subset_of"):
        if target := getattr(column, name):
            yield from demand_field(system, target, at(name))
    if column.type is ColumnType.REFERENCE and not column.refers:
        yield error("system.needs_refers", at("type"), column=code)
    if column.frozen_after:
        yield from _check_fixing(table, column.frozen_after, at("frozen_after"))
    if column.scope == "organisation" and not table.owner and table.key != system.members.table:
        yield error("system.needs_owner", at("scope"), table=table.key)
    yield from _check_limits(code, column, at)
    if column.pattern is not None and not _compiles(column.pattern):
        yield error("system.bad_pattern", at("pattern"), pattern=column.pattern)


def _check_fixing(table: Table, code: str, place: Place) -> Iterator[Problem]:
    yield from demand_column(table, code, place)
    if code in table.columns and table.columns[code].type is not ColumnType.DATE:
        yield error("system.not_a_date", place, name=f"{table.key}.{code}")


def _check_codes(system: System, code: str, column: Column, place: Place) -> Iterator[Problem]:
    if column.dictionary and column.dictionary not in system.dictionaries:
        yield error("system.unknown_dictionary", place, **offer_names(column.dictionary, system.dictionaries))
    if column.type in CODED and not column.dictionary:
        yield error("system.needs_dictionary", place, column=code)


def _check_limits(code: str, column: Column, at: Locate) -> Iterator[Problem]:
    bounds = None if column.minimum is None or column.maximum is None else (column.minimum, column.maximum)
    for name, ends in {"maximum": bounds, "plausible": column.plausible, "length": column.length}.items():
        if ends and ends[0] > ends[1]:
            yield error("system.interval_order", at(name), key=f"{code}.{name}", low=f"{ends[0]:g}", high=f"{ends[1]:g}")


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _check_dictionaries(system: System, sources: Sources) -> Iterator[Problem]:
    for dictionary in system.dictionaries.values():
        for code in dictionary.classes:
            if code not in dictionary.codes:
                place = sources.place("dictionaries", dictionary.key, "classes", code)
                yield error("system.unknown_code", place, dictionary=dictionary.key, **offer_names(code, dictionary.codes))
    reasons = system.dictionaries.get("missing_reason")
    absent = [code for code in REASONS if not reasons or code not in reasons.codes]
    if absent:
        place = sources.place("dictionaries", "missing_reason", "codes") if reasons else sources.at()
        yield error("system.needs_reasons", place, absent=list_known(absent))


def _check_deflator(system: System, sources: Sources) -> Iterator[Problem]:
    deflator = system.deflator
    if not deflator:
        money = next((table.key for table in system.tables.values() for column in table.columns.values() if column.type is ColumnType.MONEY), None)
        if money and any(table.time is Time.YEAR for table in system.tables.values()):
            yield error("system.needs_deflator", sources.at(), table=money)
        return
    if deflator.base not in deflator.index:
        yield error("system.deflator_base", sources.place("deflator", "", "base"), base=deflator.base)
    for year, index in deflator.index.items():
        if index <= 0:
            yield error("system.out_of_range", sources.place("deflator", "", "index", year), key=str(year), value=str(index), limit="> 0")


def demand_column(table: Table, code: str, place: Place) -> Iterator[Problem]:
    """A problem when a table has no such column."""
    if code not in table.columns:
        yield error("system.unknown_column", place, table=table.key, **offer_names(code, table.columns))


def demand_table(system: System, key: str, place: Place) -> Iterator[Problem]:
    """A problem when there is no such table."""
    if key not in system.tables:
        yield error("system.unknown_table", place, **offer_names(key, system.tables))


def demand_field(system: System, field: str, place: Place) -> Iterator[Problem]:
    """A problem when `table.column` names no column of a table."""
    key, _, code = field.partition(".")
    if key not in system.tables:
        yield error("system.unknown_table", place, **offer_names(key, system.tables))
    else:
        yield from demand_column(system.tables[key], code, place)
