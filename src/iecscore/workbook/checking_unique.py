"""Check that what identifies a row does so in the whole unit, whoever tells it."""

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeAlias

from iecscore.problems import Problem, error
from iecscore.system import Told, open_rows
from iecscore.system.tables import Table, Time
from iecscore.text import LANGUAGES
from iecscore.workbook.checking_picture import Picture
from iecscore.workbook.checking_scene import Scene
from iecscore.workbook.checking_words import fold_cell, tell_place

Group: TypeAlias = tuple[str, ...]
Index: TypeAlias = Mapping[Hashable, list[Told]]


def check_unique(scene: Scene) -> Iterator[Problem]:
    """Check each row against the rows of the unit's other parts, and of earlier rounds where these still stand."""
    for table, row in scene.rows:
        for group in _groups(table):
            if value := _value(table, row, group):
                yield from _check_row(scene, table, row, group, value)


def _check_row(scene: Scene, table: Table, row: Told, group: Group, value: Hashable) -> Iterator[Problem]:
    others = _index(scene.picture, table, group, scene.told.year).get(value, [])
    other = next(
        (
            told
            for told in others
            if _is_apart(scene.picture, told, row) and _identity(scene.picture, table, told) != _identity(scene.picture, table, row)
        ),
        None,
    )
    if other is not None:
        names = {f"column_{language}": ", ".join(table.columns[code].name.say(language) for code in group) for language in LANGUAGES}
        shown = ", ".join(str(row.cells[code]) for code in group)
        yield error("crosses.told_twice", row.place(group[0]), value=shown, **names, **tell_place(other, group[0]))


def _is_apart(picture: Picture, told: Told, row: Told) -> bool:
    """Whether two rows stand in different sheets; reading has compared the rows of one."""
    before = picture.keep("before", lambda: {id(rows) for rows in picture.before})
    return id(told.rows) in before or (told.rows.file, told.rows.sheet) != (row.rows.file, row.rows.sheet)


def _groups(table: Table) -> list[Group]:
    unique: list[Group] = [(code,) for code, column in table.entered.items() if column.unique]
    return unique if any(table.columns[key].unique for key in table.keys) else [*unique, table.keys]


def _value(table: Table, row: Told, group: Group) -> Hashable:
    cells = tuple(fold_cell(row.cells.get(code)) for code in group)
    if any(cell is None for cell in cells):
        return ()
    return cells if table.time is Time.DATED else (row.year, *cells)


def _identity(picture: Picture, table: Table, row: Told) -> Hashable:
    own = picture.filling.parts[table.key] == picture.filling.own
    return ("" if own else row.member, *(row.cells.get(key) for key in table.keys))


def _index(picture: Picture, table: Table, group: Group, year: int) -> Index:
    def build() -> Index:
        index: dict[Hashable, list[Told]] = {}
        for row in _standing(picture, table, year):
            index.setdefault(_value(table, row, group), []).append(row)
        return index

    return picture.keep(("unique", table.key, group, year), build)


def _standing(picture: Picture, table: Table, year: int) -> list[Told]:
    def build() -> list[Told]:
        told = sorted((item for item in picture.rows.get(table.key, ()) if item.year <= year), key=lambda item: item.year)
        rows = (row for item in told if table.time is not Time.STATE or item.year == year for row in open_rows(table, item))
        return list({_identity(picture, table, row): row for row in rows}.values())

    return picture.keep(("standing", table.key, year), build)
