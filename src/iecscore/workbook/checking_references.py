"""Check what cells point at: the row referred to is there and fits, and a code is among those the unit lists."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from iecscore.problems import Problem, error
from iecscore.system import System, Told, context_of
from iecscore.system.formula import RowExpression, evaluate_row, fields_in
from iecscore.system.loading_names import find_nearest, list_known
from iecscore.system.tables import Column, Table, Time
from iecscore.text import LANGUAGES
from iecscore.values import Cell
from iecscore.workbook.checking_scene import Scene
from iecscore.workbook.checking_words import name_both, tell_cell
from iecscore.workbook.conditions import word_condition
from iecscore.workbook.parts import compile_row


class Pointer(NamedTuple):
    """A column and the `table.column` it points at, with the condition on the row there."""

    code: str
    column: Column
    table: str
    target: str
    condition: RowExpression | None


Pointers: TypeAlias = Mapping[str, Sequence[Pointer]]


def read_pointers(system: System) -> Pointers:
    """The columns of each table that refer to another table."""
    return {
        key: [
            Pointer(code, column, *_split(column.refers), _condition(system, column))
            for code, column in table.entered.items()
            if column.refers is not None
        ]
        for key, table in system.tables.items()
    }


def _split(field: str) -> tuple[str, str]:
    table, _, column = field.partition(".")
    return table, column


def _condition(system: System, column: Column) -> RowExpression | None:
    target = system.tables[_split(str(column.refers))[0]]
    return compile_row(column.refers_where, target) if column.refers_where else None


def check_references(scene: Scene, pointers: Pointers) -> Iterator[Problem]:
    """Check every reference of a part."""
    for table, row in scene.rows:
        for pointer in pointers[table.key]:
            value = row.cells.get(pointer.code)
            if value is not None and not scene.lacks(pointer.table) and not _is_settled(scene, table, pointer):
                yield from _check_reference(scene, table, row, pointer, value)


def _is_settled(scene: Scene, table: Table, pointer: Pointer) -> bool:
    """Whether the check of whose the part is has said already that its member is not to be found or does not fit."""
    return bool(scene.told.member) and pointer.code == table.owner and not scene.is_filler


def _check_reference(scene: Scene, table: Table, row: Told, pointer: Pointer, value: Cell) -> Iterator[Problem]:
    known = _index(scene, pointer, old=table.time is Time.DATED)
    place = row.place(pointer.code)
    found = known.get(value)
    if found is None:
        if scene.picture.is_complete(pointer.table, scene.told.year) and not scene.picture.is_unread(known.values(), [pointer.target]):
            yield error("crosses.unknown_reference", place, value=str(value), **_name_target(scene, pointer), **_offer(scene, pointer, known, value))
    elif not _fits(scene, pointer, found) and not scene.picture.is_unread([found], _conditions(pointer)):
        fitting = list_known(code for code, other in known.items() if _fits(scene, pointer, other))
        names = {**_name_target(scene, pointer), **name_both("column", pointer.column.name)}
        yield error("crosses.unfit_reference", place, value=str(value), known=fitting, **names, **_tell_misfit(scene, pointer, found))


def _index(scene: Scene, pointer: Pointer, *, old: bool) -> Mapping[Cell, Told]:
    picture, year = scene.picture, scene.told.year

    def build() -> Mapping[Cell, Told]:
        rows = picture.ever(pointer.table, year) if old else picture.told(pointer.table, year)
        return {row.cells.get(pointer.target): row for row in rows}

    return picture.keep(("index", pointer.table, pointer.target, year, old), build)


def _fits(scene: Scene, pointer: Pointer, row: Told) -> bool:
    if pointer.condition is None:
        return True
    return evaluate_row(pointer.condition, row.cells, context_of(scene.system, scene.told.year)) is True


def _conditions(pointer: Pointer) -> list[str]:
    """The columns of the row referred to on which it depends whether it fits."""
    return [field.column for field in fields_in(pointer.condition.root)] if pointer.condition else []


def _name_target(scene: Scene, pointer: Pointer) -> dict[str, str]:
    table = scene.system.tables[pointer.table]
    return {"sheet": table.sheet, **name_both("target", table.columns[pointer.target].name)}


def _offer(scene: Scene, pointer: Pointer, known: Mapping[Cell, Told], value: Cell) -> dict[str, str]:
    fitting = [code for code, row in known.items() if code is not None and _fits(scene, pointer, row)]
    return {"nearest": find_nearest(str(value), fitting), "known": list_known(fitting)}


def _tell_misfit(scene: Scene, pointer: Pointer, row: Told) -> dict[str, str]:
    """What the row referred to is, and what is asked for."""
    table, condition = scene.system.tables[pointer.table], pointer.condition
    codes = _conditions(pointer)
    cells = [(table.columns[code].name, tell_cell("trait", scene.system, table.columns[code], row.cells.get(code))) for code in codes]
    return {
        name: text
        for language in LANGUAGES
        for name, text in (
            (f"traits_{language}", ", ".join(f"{header.say(language)}: {cell[f'trait_{language}']}" for header, cell in cells)),
            (f"condition_{language}", word_condition(scene.system, table, condition.text if condition else "", language)),
        )
    }


def check_subsets(scene: Scene) -> Iterator[Problem]:
    """Check that codes are among those the unit lists elsewhere."""
    for table, row in scene.rows:
        for code, column in table.entered.items():
            value = row.cells.get(code)
            if column.subset_of is not None and value is not None:
                yield from _check_subset(scene, table, row, code, value)


def _check_subset(scene: Scene, table: Table, row: Told, code: str, value: Cell) -> Iterator[Problem]:
    column = table.columns[code]
    target, listed = _split(str(column.subset_of))
    allowed = _list_allowed(scene, target, listed, old=table.time is Time.DATED)
    if not allowed or _lists_unread(scene, target, listed):
        return
    there = scene.system.tables[target]
    for item in codes_of(value):
        if item not in allowed:
            known = tell_cell("known", scene.system, column, tuple(allowed))
            names = {"sheet": there.sheet, **name_both("target", there.columns[listed].name)}
            yield error("crosses.not_in_subset", row.place(code), **tell_cell("value", scene.system, column, item), **names, **known)


def _list_allowed(scene: Scene, table: str, column: str, *, old: bool) -> tuple[str, ...]:
    picture, year = scene.picture, scene.told.year
    rows = picture.ever(table, year) if old else picture.told(table, year)
    return tuple(dict.fromkeys(code for row in rows for code in codes_of(row.cells.get(column))))


def _lists_unread(scene: Scene, table: str, column: str) -> bool:
    return scene.picture.is_unread(scene.picture.ever(table, scene.told.year), [column])


def codes_of(cell: Cell) -> tuple[str, ...]:
    """The codes in a cell, one or several."""
    if cell is None:
        return ()
    return cell if isinstance(cell, tuple) else (str(cell),)
