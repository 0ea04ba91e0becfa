"""Check the cross checks: each side is a sum, a count or owners over what tables have."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from iecscore.problems import Place, Problem, error
from iecscore.system.checking_tables import demand_field, demand_table
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import offer_names
from iecscore.system.model import System
from iecscore.system.tables import CrossCheck

SIDE: Final = re.compile(r"(sum|count|owners)\(\s*([a-z0-9_.,\s]+?)\s*\)", re.IGNORECASE)
PREVIOUS: Final = "previous."


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
    fields = tuple(field.strip() for field in found[2].split(","))
    side = Side(found[1].lower(), tuple(field.removeprefix(PREVIOUS) for field in fields), any(field.startswith(PREVIOUS) for field in fields))
    return side if side.kind == "owners" or len(fields) == 1 else None


def check_crosses(system: System, sources: Sources) -> Iterator[Problem]:
    """Check every cross check."""
    seen: set[str] = set()
    for number, check in enumerate(system.cross_checks):
        place = sources.place("cross_checks", "", number, "key")
        if check.key in seen:
            yield error("system.duplicate_code", place, name=check.key, first=place.file)
        seen.add(check.key)
        yield from demand_field(system, check.cell, sources.place("cross_checks", "", number, "cell"))
        for name in ("left", "right"):
            yield from _check_side(system, getattr(check, name), sources.place("cross_checks", "", number, name))
        yield from _check_where(check, sources.place("cross_checks", "", number, "where"))


def _check_side(system: System, text: str, place: Place) -> Iterator[Problem]:
    side = parse_side(text)
    if side is None:
        yield error("system.bad_side", place, side=text)
        return
    for field in side.fields:
        if side.kind == "sum" or "." in field:
            yield from demand_field(system, field, place)
        elif not (problems := tuple(demand_table(system, field, place))) and side.kind == "owners" and not system.tables[field].owner:
            yield error("system.needs_owner", place, table=field)
        else:
            yield from problems


def _check_where(check: CrossCheck, place: Place) -> Iterator[Problem]:
    named = {field.partition(".")[0] for text in (check.left, check.right) if (side := parse_side(text)) for field in side.fields}
    for table in check.where:
        if table not in named:
            yield error("system.unknown_table", place, **offer_names(table, sorted(named)))
