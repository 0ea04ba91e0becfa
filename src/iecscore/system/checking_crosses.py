"""Check the cross checks: each side is a sum, a count or owners over what tables have."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from iecscore.problems import Place, Problem, error
from iecscore.system.checking_tables import demand_field, demand_table
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import offer_names
from iecscore.system.model import System
from iecscore.system.tables import ColumnType, CrossCheck

SIDE: Final = re.compile(r"(sum|count|owners)\(\s*([a-z0-9_.,\s]+?)\s*\)", re.IGNORECASE)
PREVIOUS: Final = "previous."
NUMBERS: Final = (ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY)
DOTS: Final = {"sum": (1,), "count": (0,), "owners": (0, 1)}


class Side(NamedTuple):
    """One side of a cross check: what is done with which `table` or `table.column`, in this round or the one before."""

    kind: str
    fields: tuple[str, ...]
    previous: bool


def parse_side(text: str) -> Side | None:
    """Read `sum(table.column)`, `count(table)` or `owners(table, table.column, ...)`; nothing where it is none of them."""
    found = SIDE.fullmatch(text.strip())
    if not found:
        return None
    kind, told = found[1].lower(), tuple(field.strip() for field in found[2].split(","))
    fields = tuple(field.removeprefix(PREVIOUS) for field in told)
    if any(field.count(".") not in DOTS[kind] for field in fields) or (kind != "owners" and len(fields) > 1):
        return None
    return Side(kind, fields, any(field.startswith(PREVIOUS) for field in told))


def check_crosses(system: System, sources: Sources) -> Iterator[Problem]:
    """Check every cross check."""
    seen: set[str] = set()
    for number, check in enumerate(system.cross_checks):
        place = sources.place("cross_checks", "", number, "key")
        if check.key in seen:
            yield error("system.duplicate_code", place, name=check.key, first=place.file)
        seen.add(check.key)
        yield from _check_cell(system, check, sources.place("cross_checks", "", number, "cell"))
        for name in ("left", "right"):
            yield from _check_side(system, check, getattr(check, name), sources.place("cross_checks", "", number, name))
        yield from _check_where(check, sources.place("cross_checks", "", number, "where"))


def _check_cell(system: System, check: CrossCheck, place: Place) -> Iterator[Problem]:
    problems = tuple(demand_field(system, check.cell, place))
    yield from problems
    table, now = check.cell.partition(".")[0], _tables_of(check, now=True)
    if not problems and now and table not in now:
        yield error("system.unknown_table", place, **offer_names(table, now))


def _check_side(system: System, check: CrossCheck, text: str, place: Place) -> Iterator[Problem]:
    side = parse_side(text)
    if side is None:
        yield error("system.bad_side", place, side=text)
        return
    for field in side.fields:
        problems = tuple(demand_field(system, field, place) if "." in field else demand_table(system, field, place))
        yield from problems or _check_field(system, check, side, field, place)


def _check_field(system: System, check: CrossCheck, side: Side, field: str, place: Place) -> Iterator[Problem]:
    table, _, code = field.partition(".")
    by_owner = not code if side.kind == "owners" else check.by == "member"
    if by_owner and not system.tables[table].owner:
        yield error("system.needs_owner", place, table=table)
    if side.kind == "sum" and system.tables[table].columns[code].type not in NUMBERS:
        yield error("system.not_a_number", place, name=field)


def _tables_of(check: CrossCheck, *, now: bool) -> list[str]:
    """The tables its sides name; `now` leaves out those told in the round before."""
    sides = [side for text in (check.left, check.right) if (side := parse_side(text)) and not (now and side.previous)]
    return sorted({field.partition(".")[0] for side in sides for field in side.fields})


def _check_where(check: CrossCheck, place: Place) -> Iterator[Problem]:
    named = _tables_of(check, now=False)
    for table in check.where:
        if table not in named:
            yield error("system.unknown_table", place, **offer_names(table, named))
