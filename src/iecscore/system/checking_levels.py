"""Check levels, trees, weights, tiers, parts and couplings: what the system file declares."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from iecscore.problems import Place, Problem, error
from iecscore.system.checking_tables import demand_column, demand_field, demand_table
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import list_known, offer_names
from iecscore.system.model import Level, System

COLUMNS: Final = ("unit", "label", "profile", "identity")


def check_levels(system: System, sources: Sources) -> Iterator[Problem]:
    """Check where units come from, their tiers, and who fills which table."""
    for key, level in system.levels.items():
        yield from _check_units(system, sources, key, level)
        yield from _check_tiers(sources, key, level)
    yield from _check_members(system, sources)
    yield from _check_parts(system, sources)
    yield from _check_couplings(system, sources)
    yield from _check_stages(system, sources)


def _check_units(system: System, sources: Sources, key: str, level: Level) -> Iterator[Problem]:
    yield from demand_table(system, level.units, sources.at("levels", key, "units"))
    if level.units in system.tables:
        for name in COLUMNS:
            if code := getattr(level, name):
                yield from demand_column(system.tables[level.units], code, sources.at("levels", key, name))
    for number, field in enumerate(level.league):
        yield from demand_field(system, field, sources.at("levels", key, "league", number))
    yield from _check_parent(system, key, level, sources.at("levels", key, "parent"))


def _check_parent(system: System, key: str, level: Level, place: Place) -> Iterator[Problem]:
    if level.parent and level.parent not in system.levels:
        yield error("system.unknown_level", place, **offer_names(level.parent, [other for other in system.levels if other != key]))
    elif level.parent == key or (level.parent and system.levels[level.parent].parent):
        yield error("system.parent_loop", place, level=key, parent=level.parent or "")


def _check_tiers(sources: Sources, key: str, level: Level) -> Iterator[Problem]:
    cuts = [tier.from_ for tier in level.tiers]
    if not cuts or cuts != sorted(set(cuts), reverse=True) or cuts[-1] != 0:
        yield error("system.tier_order", sources.at("levels", key, "tiers"), cuts=", ".join(f"{cut:g}" for cut in cuts))
    for code, times in Counter(tier.key for tier in level.tiers).items():
        if times > 1:
            yield error("system.duplicate_code", sources.at("levels", key, "tiers"), name=code, first="tiers")


def _check_members(system: System, sources: Sources) -> Iterator[Problem]:
    members = system.members
    yield from demand_table(system, members.table, sources.at("members", "table"))
    if table := system.tables.get(members.table):
        for name in ("key", "name", "joined", "left"):
            yield from demand_column(table, getattr(members, name), sources.at("members", name))
        for number, code in enumerate(members.identities):
            yield from demand_column(table, code, sources.at("members", "identities", number))


def _check_parts(system: System, sources: Sources) -> Iterator[Problem]:
    filled: dict[str, str] = {}
    for key, part in system.parts.items():
        for number, table in enumerate(part.tables):
            place = sources.at("parts", key, "tables", number)
            yield from demand_table(system, table, place)
            if table in filled:
                yield error("system.filled_twice", place, table=table, first=filled[table])
            filled.setdefault(table, key)
            if part.members and table in system.tables and not system.tables[table].owner:
                yield error("system.needs_owner", place, table=table)
    if absent := [table for table in system.tables if table not in filled]:
        yield error("system.filled_by_none", sources.at("parts"), tables=list_known(absent))
    if sum(part.members is None for part in system.parts.values()) != 1:
        yield error("system.one_part_of_unit", sources.at("parts"))


def _check_couplings(system: System, sources: Sources) -> Iterator[Problem]:
    known = (*system.dimensions, *system.criteria, *system.nodes, *system.indicators)
    for key, coupling in system.couplings.items():
        for side, told in enumerate(coupling.sides):
            for number, node in enumerate(told.nodes):
                if node not in known:
                    yield error("system.unknown_node", sources.at("couplings", key, "sides", side, "nodes", number), **offer_names(node, known))


def _check_stages(system: System, sources: Sources) -> Iterator[Problem]:
    for stage, told in enumerate(system.stages):
        for name in ("inputs", "outputs"):
            for number, field in enumerate(getattr(told, name)):
                yield from demand_field(system, field, sources.at("stages", stage, name, number))
