"""The units of a level: which rows they are, what they are called, and with whom they are compared."""

from collections.abc import Iterable, Mapping, Sequence

from iecscore.engine.selection import Told, select_rows
from iecscore.system.formula import Context, RowExpression, evaluate_row, parse_row
from iecscore.system.model import Level, System
from iecscore.values import Rows, Unit


def compute_units(system: System, level: str, year: int, rows: Sequence[Rows]) -> tuple[Unit, ...]:
    """The units of a level in a round, by code; a unit in a parent is `parent/code`."""
    declared = system.levels[level]
    own = select_rows(system, system.tables[declared.units], year, rows)
    parents = _parents(system, declared, year, rows)
    condition = _condition(system, declared)
    found = [
        _unit(system, level, row, parents.get(row.unit))
        for row in own
        if condition is None or evaluate_row(condition, row.cells, Context(year)) is True
    ]
    present = [unit for unit, row in found if _is_present(system, declared, row, year)]
    return tuple(sorted(present, key=lambda unit: unit.code))


def top_level(system: System, level: str) -> Level:
    """The level itself, or the one its units lie in."""
    declared = system.levels[level]
    return system.levels[declared.parent] if declared.parent else declared


def _parents(system: System, declared: Level, year: int, rows: Sequence[Rows]) -> Mapping[str, Told]:
    if not declared.parent:
        return {}
    return {row.unit: row for row in select_rows(system, system.tables[system.levels[declared.parent].units], year, rows)}


def _condition(system: System, declared: Level) -> RowExpression | None:
    return parse_row(declared.where, system.tables[declared.units]).result if declared.where else None


def _unit(system: System, level: str, row: Told, parent: Told | None) -> tuple[Unit, Told]:
    declared = system.levels[level]
    member = str(row.cells.get(declared.unit) or "")
    code = f"{row.unit}/{member}" if declared.parent else row.unit
    top = parent or row
    upper = top_level(system, level)
    profile = str(top.cells.get(upper.profile) or "") if upper.profile else ""
    league = tuple(_league_value(declared, place, row, top) for place in declared.league)
    name = str(row.cells.get(declared.label) or code)
    return Unit(code, level, name, profile, league, row.unit if declared.parent else "", member if declared.parent else ""), row


def _league_value(declared: Level, place: str, row: Told, top: Told) -> str:
    table, _, column = place.partition(".")
    return str((row if table == declared.units else top).cells.get(column) or "")


def _is_present(system: System, declared: Level, row: Told, year: int) -> bool:
    return declared.units != system.members.table or is_member(system, row, year)


def is_member(system: System, row: Told, year: int) -> bool:
    """Whether a member had joined by the end of the year and had not left before its end."""
    joined, left = row.cells.get(system.members.joined), row.cells.get(system.members.left)
    return (joined is None or joined.year <= year) and (left is None or left.year > year)  # type: ignore[union-attr]


def members_of_part(system: System, part: str, year: int, members: Iterable[Told]) -> tuple[Told, ...]:
    """The members who fill a part in a year."""
    condition = parse_row(system.parts[part].members or "true", system.tables[system.members.table]).result
    return tuple(row for row in members if condition and is_member(system, row, year) and evaluate_row(condition, row.cells, Context(year)) is True)
