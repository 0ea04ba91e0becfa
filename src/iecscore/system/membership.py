"""Who is a member of a unit in a year, and who fills which part."""

from collections.abc import Iterable

from iecscore.system.formula import evaluate_row, parse_row
from iecscore.system.model import System
from iecscore.system.telling import Told, context_of


def is_member(system: System, row: Told, year: int) -> bool:
    """Whether a member had joined by the end of the year and had not left before its end."""
    joined, left = row.cells.get(system.members.joined), row.cells.get(system.members.left)
    return (joined is None or joined.year <= year) and (left is None or left.year > year)  # type: ignore[union-attr]


def belonged(system: System, row: Told, year: int) -> bool:
    """Whether an organisation was a member at some time of the year."""
    joined, left = row.cells.get(system.members.joined), row.cells.get(system.members.left)
    return (joined is None or joined.year <= year) and (left is None or left.year >= year)  # type: ignore[union-attr]


def members_of_part(system: System, part: str, year: int, members: Iterable[Told]) -> tuple[Told, ...]:
    """The members who fill a part in a year."""
    return tuple(row for row in fillers_of(system, part, year, members) if is_member(system, row, year))


def fillers_of(system: System, part: str, year: int, members: Iterable[Told]) -> tuple[Told, ...]:
    """The organisations of the kind that fills a part, whether they are members in the year or not."""
    condition = parse_row(system.parts[part].members or "true", system.tables[system.members.table]).result
    context = context_of(system, year)
    return tuple(row for row in members if condition and evaluate_row(condition, row.cells, context) is True)
