"""Check that one organisation tells the same fact in every unit it belongs to."""

from collections.abc import Collection, Hashable, Iterator, Mapping
from typing import TypeAlias

from iecscore.problems import Problem, error, query
from iecscore.system import System, Told
from iecscore.system.tables import Table, Time
from iecscore.values import Cell
from iecscore.workbook.checking_picture import Picture
from iecscore.workbook.checking_scene import Scene
from iecscore.workbook.checking_words import name_both, same_cell, tell_cell, tell_place

Scopes: TypeAlias = Mapping[str, tuple[str, ...]]


def read_scopes(system: System) -> Scopes:
    """The columns of each table that are the same wherever the organisation is told of."""
    found = {key: tuple(code for code, column in table.entered.items() if column.scope == "organisation") for key, table in system.tables.items()}
    return {key: codes for key, codes in found.items() if codes}


class Organisations:
    """What is in force about organisations in all units; `incoming` are the tables that come in now, by their id."""

    def __init__(self, system: System, pictures: Collection[Picture], incoming: Collection[int]) -> None:
        """Index the rows by organisation, and what else they are of."""
        self.system, self.incoming = system, incoming
        self.scopes = read_scopes(system)
        self.tellings: dict[Hashable, list[Told]] = {}
        for picture in pictures:
            for table in self.scopes:
                for row in _rows_in_force(picture, system.tables[table]):
                    if key := self._key(picture, system.tables[table], row):
                        self.tellings.setdefault(key, []).append(row)

    def check(self, scene: Scene) -> Iterator[Problem]:
        """Name what a part tells of an organisation otherwise than another unit; who tells as was told before is right.

        A figure of a year is an error; what describes the organisation (its kind, its size) is asked back, so that one unit's word does not
        keep all parts of another out.
        """
        for table, row in scene.rows:
            if table.key in self.scopes and (key := self._key(scene.picture, table, row)):
                others = [told for told in self.tellings.get(key, ()) if told.unit != row.unit]
                for code in self.scopes[table.key] if others else ():
                    if (rival := self._find_rival(row, others, code)) is not None:
                        yield self._name_rival(scene, table, row, rival, code)

    def _find_rival(self, row: Told, others: list[Told], code: str) -> Told | None:
        value = row.cells.get(code)
        told = [other for other in others if other.cells.get(code) is not None]
        before = [other for other in told if id(other.rows) not in self.incoming]
        if value is None or any(same_cell(value, other.cells[code]) for other in before):
            return None
        return next((other for other in before or told if not same_cell(value, other.cells[code])), None)

    def _name_rival(self, scene: Scene, table: Table, row: Told, rival: Told, code: str) -> Problem:
        column = table.columns[code]
        values = {**tell_cell("value", self.system, column, row.cells[code]), **tell_cell("other", self.system, column, rival.cells[code])}
        name = self._name_organisation(scene, table, row)
        make = query if table.time is Time.STATE else error
        return make(
            "crosses.organisation_differs",
            row.place(code),
            organisation=name,
            **name_both("column", column.name),
            **values,
            **tell_place(rival, code),
        )

    def _name_organisation(self, scene: Scene, table: Table, row: Told) -> str:
        member = self._member_row(scene.picture, table, row)
        return str(member.cells.get(self.system.members.name) or row.member) if member else row.member

    def _key(self, picture: Picture, table: Table, row: Told) -> Hashable:
        member = self._member_row(picture, table, row)
        identity = (
            next(((code, cell) for code in self.system.members.identities if (cell := member.cells.get(code)) is not None), None) if member else None
        )
        if identity is None:
            return None
        own = {table.owner, self.system.members.key if table.key == self.system.members.table else None}
        other: tuple[Cell, ...] = tuple(row.cells.get(key) for key in table.keys if key not in own)
        return (table.key, identity, other, row.year if table.time is Time.STATE else 0)

    def _member_row(self, picture: Picture, table: Table, row: Told) -> Told | None:
        if table.key == self.system.members.table:
            return row
        return picture.members(row.rows.year).get(row.member)


def _rows_in_force(picture: Picture, table: Table) -> Iterator[Told]:
    years = picture.years(table.key)
    for year in years if table.time is Time.STATE else years[-1:]:
        yield from picture.told(table.key, year)
