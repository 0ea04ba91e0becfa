"""The units of a level: which rows they are, what they are called, and with whom they are compared."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from iecscore.engine.plan import top_level
from iecscore.engine.selection import select_rows
from iecscore.system import Told, context_of, is_member
from iecscore.system.formula import evaluate_row, parse_row
from iecscore.system.model import Level, System
from iecscore.values import Rows, Unit


def compute_units(system: System, level: str, year: int, rows: Sequence[Rows]) -> tuple[Unit, ...]:
    """The units of a level in a round, by code; a unit in a parent is `parent/code`."""
    declared = system.levels[level]
    own = select_rows(system, system.tables[declared.units], year, rows)
    top = top_level(system, level)
    tops = one_a_unit(own if not declared.parent else select_rows(system, system.tables[top.units], year, rows), top.unit)
    listed = own if declared.parent else tuple(tops.values())
    found = [_unit(system, level, row, tops.get(row.unit)) for row in _take(system, declared, listed, year)]
    return tuple(sorted({unit.code: unit for unit in found}.values(), key=lambda unit: unit.code))


def one_a_unit(rows: Iterable[Told], key: str) -> dict[str, Told]:
    """The row of each topmost unit; where a file lists several, the one that bears the unit's code, otherwise the first."""
    found: dict[str, Told] = {}
    for row in rows:
        if row.unit not in found or row.cells.get(key) == row.unit:
            found[row.unit] = row
    return found


def _take(system: System, declared: Level, rows: Iterable[Told], year: int) -> Iterator[Told]:
    """The rows that are units of the level; of members, those who are members at the end of the year."""
    condition, context = parse_row(declared.where or "true", system.tables[declared.units]).result, context_of(system, year)
    for row in rows:
        joined = declared.units != system.members.table or is_member(system, row, year)
        if joined and condition and evaluate_row(condition, row.cells, context) is True:
            yield row


def _unit(system: System, level: str, row: Told, top: Told | None) -> Unit:
    declared = system.levels[level]
    upper = top_level(system, level)
    member = str(row.cells.get(declared.unit) or "") if declared.parent else ""
    code = f"{row.unit}/{member}" if declared.parent else row.unit
    profile = str((top.cells.get(upper.profile) if top and upper.profile else None) or "")
    league = tuple(_league_value(declared, place, row, top) for place in declared.league)
    groups = tuple((name, _league_value(declared, place, row, top)) for name, place in declared.groups.items())
    return Unit(code, level, str(row.cells.get(declared.label) or code), profile, league, row.unit if declared.parent else "", member, groups)


def _league_value(declared: Level, place: str, row: Told, top: Told | None) -> str:
    table, _, column = place.partition(".")
    cells: Mapping[str, object] = row.cells if table == declared.units else top.cells if top else {}
    return str(cells.get(column) or "")
