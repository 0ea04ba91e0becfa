"""Check that what was fixed on a date has not been changed after it."""

from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from iecscore.problems import Place, Problem, error, query
from iecscore.system import Told, open_rows
from iecscore.system.tables import Table
from iecscore.workbook.checking_scene import Scene, file_of
from iecscore.workbook.checking_words import name_both, same_cell, tell_cell, tell_place

Earlier: TypeAlias = Mapping[Hashable, list[Told]]


def check_frozen(scene: Scene) -> Iterator[Problem]:
    """Check the columns that are frozen after a date against what was accepted before."""
    for table in map(scene.system.tables.__getitem__, scene.system.parts[scene.told.part].tables):
        for code, column in table.entered.items():
            if column.frozen_after is not None:
                yield from _check_column(scene, table, code, column.frozen_after)
                yield from _check_gone(scene, table, code, column.frozen_after)


def _check_column(scene: Scene, table: Table, code: str, fixing: str) -> Iterator[Problem]:
    for row in _rows_of(scene, table):
        was = _find_fixed(scene, table, row, code, fixing)
        if was is not None and not same_cell(was.cells[code], row.cells.get(code)):
            column = table.columns[code]
            values = {**tell_cell("value", scene.system, column, row.cells.get(code)), **tell_cell("old", scene.system, column, was.cells[code])}
            names = {**name_both("column", column.name), "date": str(was.cells[fixing])}
            yield error("crosses.frozen", row.place(code), **names, **values, **tell_place(was, code))


def _check_gone(scene: Scene, table: Table, code: str, fixing: str) -> Iterator[Problem]:
    there = {_keys(table, row) for row in _rows_of(scene, table)}
    for keys, rows in _earlier(scene, table).items():
        was = rows[-1]
        if keys not in there and _is_own(scene, was) and was.cells.get(code) is not None and _is_past(was, fixing, scene.told.year):
            column = table.columns[code]
            names = {**name_both("column", column.name), "date": str(was.cells[fixing])}
            old = tell_cell("old", scene.system, column, was.cells[code])
            yield query("crosses.frozen_gone", Place(file_of(scene.part), table.sheet), **names, **old, **tell_place(was, code))


def _find_fixed(scene: Scene, table: Table, row: Told, code: str, fixing: str) -> Told | None:
    told = [was for was in _earlier(scene, table).get(_keys(table, row), ()) if was.cells.get(code) is not None]
    return told[-1] if told and _is_past(told[-1], fixing, scene.told.year) else None


def _is_past(row: Told, fixing: str, year: int) -> bool:
    day = row.cells.get(fixing)
    return isinstance(day, date) and day <= date(year, 12, 31)


def _is_own(scene: Scene, row: Told) -> bool:
    return (row.rows.year, row.rows.submitter) == (scene.told.year, scene.told.submitter)


def _rows_of(scene: Scene, table: Table) -> list[Told]:
    return [row for other, row in scene.rows if other is table]


def _keys(table: Table, row: Told) -> Hashable:
    return tuple(row.cells.get(key) for key in table.keys)


def _earlier(scene: Scene, table: Table) -> Earlier:
    """What was accepted before, by keys, the latest last: of earlier rounds, and what this part told before."""

    def build() -> Earlier:
        year, known = scene.told.year, {id(item) for item in scene.picture.before}
        new = [item for item in scene.picture.rows.get(table.key, ()) if item.year < year and id(item) not in known]
        told = [item for item in scene.picture.before if item.table == table.key and item.year <= year]
        found: dict[Hashable, list[Told]] = {}
        for item in sorted([*told, *new], key=lambda item: item.year):
            for row in open_rows(table, item):
                found.setdefault(_keys(table, row), []).append(row)
        return found

    return scene.picture.keep(("earlier", table.key, scene.told.year), build)
