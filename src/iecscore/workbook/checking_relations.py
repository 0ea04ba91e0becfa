"""Check what must agree between sheets, between parts and between rounds."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from iecscore.problems import Problem, error, query
from iecscore.system import Side, Told
from iecscore.text import LANGUAGES
from iecscore.workbook.checking_picture import Picture
from iecscore.workbook.checking_scene import Scene
from iecscore.workbook.checking_sides import Group, Relation, compute_side, is_told, rows_of_side, tables_of_side, word_side
from iecscore.workbook.checking_words import name_both, write_number


def check_relations(picture: Picture, relations: Sequence[Relation], scenes: Mapping[int, Scene]) -> Iterator[tuple[int, Problem]]:
    """Check the relations that incoming parts touch; a problem goes to the part that holds the cell named, else to the first that touches it."""
    homes = {id(rows): number for number, scene in scenes.items() for rows in scene.part.tables}
    for relation in relations:
        for group, touching in _find_groups(relation, scenes).items():
            found = _check_group(picture, relation, group, homes)
            if found is not None:
                row, problem = found
                yield homes.get(id(row.rows), touching), problem


def _find_groups(relation: Relation, scenes: Mapping[int, Scene]) -> dict[Group, int]:
    """For whom the relation is to be worked out, with the first part that touches it."""
    groups: dict[Group, int] = {}
    for number, scene in scenes.items():
        for side in relation.sides:
            for group in _touched(relation, side, scene):
                groups.setdefault(group, number)
    return groups


def _touched(relation: Relation, side: Side, scene: Scene) -> Iterator[Group]:
    tables = set(tables_of_side(side)) & set(scene.system.parts[scene.told.part].tables)
    year = scene.told.year + side.previous
    if not tables:
        return
    if relation.check.by == "unit":
        yield Group(year, "")
    elif scene.told.member:
        yield Group(year, scene.told.member)
    else:
        yield from dict.fromkeys(Group(year, row.member) for table, row in scene.rows if table.key in tables and row.member)


def _check_group(picture: Picture, relation: Relation, group: Group, homes: Mapping[int, int]) -> tuple[Told, Problem] | None:
    row = _find_named(picture, relation, group, homes)
    if row is None or not all(is_told(picture, relation, side, group) for side in relation.sides):
        return None
    left, right = (compute_side(picture, relation, side, group) for side in relation.sides)
    if left is None or right is None or _agree(relation, left, right):
        return None
    return row, _name_fault(picture, relation, row, left, right)


def _find_named(picture: Picture, relation: Relation, group: Group, homes: Mapping[int, int]) -> Told | None:
    table, column = relation.cell
    rows = [row for row in rows_of_side(picture, relation, table, group, previous=False) if row.cells.get(column) is not None]
    return next((row for row in rows if id(row.rows) in homes), next(iter(rows), None))


def _agree(relation: Relation, left: Decimal, right: Decimal) -> bool:
    tolerance = Decimal(str(relation.check.within)) * abs(right)
    return left - right <= tolerance and (relation.check.relation == "at_most" or right - left <= tolerance)


def _name_fault(picture: Picture, relation: Relation, row: Told, left: Decimal, right: Decimal) -> Problem:
    make = error if relation.check.severity == "error" else query
    sides = zip(("left", "right"), relation.sides, strict=True)
    words = {f"{name}_side_{language}": word_side(picture.system, side, language) for name, side in sides for language in LANGUAGES}
    figures = {"left": write_number(left), "right": write_number(right)}
    return make("crosses.disagrees", row.place(relation.cell[1]), **name_both("text", relation.check.text), **words, **figures)
