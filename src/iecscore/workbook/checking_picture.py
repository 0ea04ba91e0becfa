"""What a unit has told: the parts in force, those accepted before and those that come in now."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from iecscore.problems import Place
from iecscore.system import System, Told, belonged, fillers_of, members_of_part, select_told
from iecscore.system.tables import Time
from iecscore.values import Rows

T = TypeVar("T")
Slot: TypeAlias = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Filling:
    """Who fills which table: its part, and the part the unit fills itself."""

    parts: Mapping[str, str]
    own: str


def read_filling(system: System) -> Filling:
    """Read from the system who fills which table."""
    parts = {table: key for key, part in system.parts.items() for table in part.tables}
    return Filling(parts, next(key for key, part in system.parts.items() if part.members is None))


class Picture:
    """All rows of one unit in force, and by `slots` (round and submitter) whose parts they are.

    `before` are the rows accepted earlier, `unread` the cells that could not be read: they are not blank, and nothing follows from them.
    """

    def __init__(
        self,
        system: System,
        filling: Filling,
        rows: Sequence[Rows],
        slots: frozenset[Slot],
        before: Sequence[Rows],
        unread: frozenset[Place],
    ) -> None:
        """Keep the rows by table."""
        self.system, self.filling, self.slots, self.before, self.unread = system, filling, slots, before, unread
        self.rows: dict[str, list[Rows]] = {}
        for item in rows:
            self.rows.setdefault(item.table, []).append(item)
        self._kept: dict[Hashable, Any] = {}

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made once for this picture is not made again."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[no-any-return]

    def is_unread(self, rows: Iterable[Told], columns: Collection[str]) -> bool:
        """Whether one of these cells of the rows could not be read."""
        return bool(self.unread) and any(row.cells.get(column) is None and row.place(column) in self.unread for row in rows for column in columns)

    def told(self, table: str, year: int) -> tuple[Told, ...]:
        """The rows of a table that count in a round."""
        return self.keep(("told", table, year), lambda: select_told(self.system, self.system.tables[table], year, self.rows.get(table, ())))

    def ever(self, table: str, year: int) -> tuple[Told, ...]:
        """The rows of a table that counted in this round or an earlier one, the later tellings last."""
        if self.system.tables[table].time is not Time.STATE:
            return self.told(table, year)
        return tuple(row for round_ in self.years(table) if round_ <= year for row in self.told(table, round_))

    def years(self, table: str) -> list[int]:
        """The rounds in which a table was told, the first one first."""
        return sorted({item.year for item in self.rows.get(table, ())})

    def members(self, year: int) -> Mapping[str, Told]:
        """The rows of the unit's members in a round, by their code."""
        key = self.system.members.key
        return self.keep(("members", year), lambda: {str(row.cells.get(key)): row for row in self.told(self.system.members.table, year)})

    def fillers(self, part: str, year: int) -> frozenset[str]:
        """Those who may fill a part: of its kind, and a member at some time of the year."""
        return self.keep(
            ("fillers", part, year),
            lambda: self._codes(row for row in fillers_of(self.system, part, year, self.members(year).values()) if belonged(self.system, row, year)),
        )

    def expected(self, part: str, year: int) -> frozenset[str]:
        """Those who must fill a part: of its kind, and a member at the end of the year."""
        return self.keep(("expected", part, year), lambda: self._codes(members_of_part(self.system, part, year, self.members(year).values())))

    def _codes(self, rows: Iterable[Told]) -> frozenset[str]:
        return frozenset(str(row.cells[self.system.members.key]) for row in rows)

    def has(self, part: str, member: str, year: int) -> bool:
        """Whether a part is in force."""
        return (year, f"{part}:{member}" if member else part) in self.slots

    def has_table(self, table: str, member: str, year: int) -> bool:
        """Whether the part that tells a table of a member is in force."""
        part = self.filling.parts[table]
        return self.has(part, "" if part == self.filling.own else member, year)

    def is_complete(self, table: str, year: int, share: float = 1.0) -> bool:
        """Whether all who must fill a table have handed it in, or at least a share of them."""
        part = self.filling.parts[table]
        if not self.has(self.filling.own, "", year):
            return False
        if part == self.filling.own:
            return True
        wanted = self.expected(part, year)
        return sum(self.has(part, member, year) for member in wanted) >= share * len(wanted)
