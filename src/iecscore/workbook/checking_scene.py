"""One part that comes in, seen beside everything else its unit has told."""

from collections.abc import Iterator
from dataclasses import dataclass

from iecscore.problems import Place
from iecscore.system import System, Told, open_rows
from iecscore.system.tables import Table
from iecscore.workbook.checking_picture import Picture
from iecscore.workbook.envelope import Envelope, PartRead


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A part in the picture of its unit; `refused` is the file of the unit's own part, where this import refuses it."""

    system: System
    picture: Picture
    part: PartRead
    rows: tuple[tuple[Table, Told], ...]
    refused: str

    @property
    def told(self) -> Envelope:
        """Whose part it is, and of which round."""
        return self.part.envelope

    @property
    def has_own(self) -> bool:
        """Whether the unit's own part is in force in the round."""
        return self.picture.has(self.picture.filling.own, "", self.told.year)

    @property
    def is_filler(self) -> bool:
        """Whether the member whose part it is may fill it in this round."""
        return self.told.member in self.picture.fillers(self.told.part, self.told.year)

    @property
    def place(self) -> Place:
        """Where the part says whose it is: at its first row, else the file."""
        told = (row.place(table.owner) for table, row in self.rows if self.told.member and table.owner)
        return next(told, Place(file_of(self.part)))

    def lacks(self, table: str) -> bool:
        """Whether a table is one of the unit's own part, and that is not there."""
        own = self.picture.filling.own
        return self.picture.filling.parts[table] == own and not self.has_own


def file_of(part: PartRead) -> str:
    """The file a part came in."""
    places = (*(rows.file for rows in part.tables), *(problem.place.file for problem in part.problems))
    return next(iter(places), "")


def open_part(system: System, part: PartRead) -> Iterator[tuple[Table, Told]]:
    """Every row of a part, with its table."""
    for rows in part.tables:
        table = system.tables[rows.table]
        for row in open_rows(table, rows):
            yield table, row
