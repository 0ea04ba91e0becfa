"""Who belongs to each unit in which years, who should fill which part, and who handed in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from iecscore.system import Told, belonged, fillers_of, is_member
from iecscore.system.model import System
from iecscore.values import Rows


@dataclass(frozen=True, slots=True)
class Roll:
    """The organisations of every unit, and what was handed in for which round: (unit, table, member, year), no member where the unit fills it."""

    system: System
    listed: Mapping[tuple[str, str], Told]
    fillers: Mapping[str, tuple[Told, ...]]
    handed: frozenset[tuple[str, str, str, int]]
    known: dict[tuple[str, int], dict[str, frozenset[str]]] = field(default_factory=dict)

    def belongs(self, unit: str, member: str, year: int) -> bool:
        """Whether an organisation was a member at some time of the year; one that is not on the list is not judged."""
        row = self.listed.get((unit, member))
        return row is None or belonged(self.system, row, year)

    def expected(self, part: str, unit: str, year: int) -> frozenset[str]:
        """The members of a unit that should fill a part for a year."""
        if (part, year) not in self.known:
            found: dict[str, set[str]] = {}
            for row in self.fillers[part]:
                if is_member(self.system, row, year):
                    found.setdefault(row.unit, set()).add(str(row.cells.get(self.system.members.key)))
            self.known[part, year] = {code: frozenset(members) for code, members in found.items()}
        return self.known[part, year].get(unit, frozenset())


def call_roll(system: System, year: int, members: Sequence[Told], rows: Sequence[Rows]) -> Roll:
    """Read the list of members, and who handed in."""
    listed = {(row.unit, str(row.cells.get(system.members.key))): row for row in members}
    fillers = {part: fillers_of(system, part, year, members) for part, told in system.parts.items() if told.members}
    return Roll(system, listed, fillers, frozenset(entry for item in rows for entry in _handed(system, item)))


def _handed(system: System, item: Rows) -> Iterator[tuple[str, str, str, int]]:
    """A part is taken as a whole: who hands in one of its tables hands in all, and a table without rows tells that there is nothing."""
    owner = system.tables[item.table].owner
    for part in system.parts.values():
        if item.table in part.tables:
            owners = item.column(owner) if part.members and owner in item.columns else ()
            members = {item.submitter.partition(":")[2], *map(str, owners)} - {""} if part.members else {""}
            yield from ((item.unit, table, member, item.year) for member in members for table in part.tables)
