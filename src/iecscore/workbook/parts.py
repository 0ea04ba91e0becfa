"""Who fills in which table."""

from collections.abc import Mapping, Sequence

from iecscore.problems import Misuse
from iecscore.system.formula import RowExpression, evaluate_row, parse_row
from iecscore.system.model import Level, System
from iecscore.system.tables import Column, ColumnType, Table, Time
from iecscore.values import Cell


def top_level(system: System) -> Level:
    """The level whose units hand in workbooks."""
    return next(level for level in system.levels.values() if level.parent is None)


def part_of(system: System, table: str) -> str:
    """The part a table is filled in with; empty where nobody fills it in."""
    return next((key for key, part in system.parts.items() if table in part.tables), "")


def tables_of(system: System, part: str) -> tuple[Table, ...]:
    """The tables of a part, or of all parts together, in the order of their numbers."""
    found = [table for key, table in system.tables.items() if part_of(system, key) and (not part or key in system.parts[part].tables)]
    return tuple(sorted(found, key=lambda table: table.number))


def belongs_to_members(system: System, part: str) -> bool:
    """Whether each member fills in the part for itself."""
    return bool(part) and system.parts[part].members is not None


def standing_columns(table: Table) -> frozenset[str]:
    """The columns a template may fill in beforehand: whose the row is, and of which year."""
    year = {"year"} if table.time is Time.YEAR and not table.years_ahead else set()
    return frozenset(year | ({table.owner} if table.owner else set()))


def is_one_row(table: Table) -> bool:
    """Whether an owner has one row at most in a year."""
    return set(table.keys) <= standing_columns(table)


def refers_to_member(system: System, column: Column) -> bool:
    """Whether a column names a member."""
    return column.type is ColumnType.REFERENCE and column.refers == f"{system.members.table}.{system.members.key}"


def compile_row(text: str, table: Table) -> RowExpression:
    """Read a condition of the content; a system that was loaded holds none that cannot be read."""
    read = parse_row(text, table)
    if read.result is None:
        raise Misuse(*read.problems)
    return read.result


def members_where(system: System, condition: str | None, members: Sequence[Mapping[str, Cell]]) -> list[Mapping[str, Cell]]:
    """The members that meet a condition."""
    if condition is None:
        return list(members)
    expression = compile_row(condition, system.tables[system.members.table])
    return [row for row in members if evaluate_row(expression, row) is True]
