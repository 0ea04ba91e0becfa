"""Check whose a part is: its member belongs to the unit, and fills it."""

from collections.abc import Iterator
from datetime import date

from iecscore.problems import Place, Problem, error
from iecscore.system import Told, belonged
from iecscore.system.loading_names import find_nearest, list_known
from iecscore.system.tables import Time
from iecscore.text import LANGUAGES, say
from iecscore.values import Cell
from iecscore.workbook.checking_scene import Scene, file_of
from iecscore.workbook.checking_words import name_both


def check_whose(scene: Scene) -> Iterator[Problem]:
    """Check the member a part belongs to."""
    if not scene.told.member or (scene.has_own and (scene.is_filler or _keeps_registers(scene))):
        return
    if scene.refused:
        yield error("crosses.part_refused", Place(file_of(scene.part)), other_file=scene.refused, **_own_part(scene))
    elif not scene.has_own:
        yield error("crosses.part_first", Place(file_of(scene.part)), **_own_part(scene))
    else:
        yield _name_fault(scene)


def _keeps_registers(scene: Scene) -> bool:
    """Whether only registers are told of somebody who was a member; their rows stay after it has left."""
    key, year = scene.system.members.key, scene.told.year
    known = {row.cells.get(key): row for row in scene.picture.ever(scene.system.members.table, year)}
    row = known.get(scene.told.member)
    if row is None or any(table.time is not Time.DATED for table, _ in scene.rows):
        return False
    joined = row.cells.get(scene.system.members.joined)
    still = scene.told.member in scene.picture.members(year) and belonged(scene.system, row, year)
    return not still and isinstance(joined, date) and joined.year <= year


def _own_part(scene: Scene) -> dict[str, str | int]:
    own = scene.system.parts[scene.picture.filling.own]
    return {"unit": scene.told.unit, "year": scene.told.year, **name_both("part", own.name)}


def _name_fault(scene: Scene) -> Problem:
    member, members = scene.told.member, scene.picture.members(scene.told.year)
    if member not in members:
        known = {"nearest": find_nearest(member, members), "known": list_known(members)}
        return error("crosses.unknown_member", scene.place, unit=scene.told.unit, member=member, year=scene.told.year, **known)
    row = members[member]
    if not belonged(scene.system, row, scene.told.year):
        return _name_dates(scene, row)
    part = scene.system.parts[scene.told.part]
    return error("crosses.other_part", scene.place, **_name_member(scene, row), **name_both("part", part.name), **_list_parts(scene))


def _name_dates(scene: Scene, row: Told) -> Problem:
    declared = scene.system.members
    joined, left = (_write(row.cells.get(column)) for column in (declared.joined, declared.left))
    return error("crosses.not_member", scene.place, year=scene.told.year, joined=joined, left=left, **_name_member(scene, row))


def _write(cell: Cell) -> str:
    return "–" if cell is None else str(cell)


def _name_member(scene: Scene, row: Told) -> dict[str, str]:
    declared = scene.system.members
    return {"member": scene.told.member, "name": str(row.cells.get(declared.name) or "–"), "sheet": scene.system.tables[declared.table].sheet}


def _list_parts(scene: Scene) -> dict[str, str]:
    filled = [
        part.name
        for key, part in scene.system.parts.items()
        if part.members is not None and scene.told.member in scene.picture.fillers(key, scene.told.year)
    ]
    return {f"fills_{language}": ", ".join(name.say(language) for name in filled) or say("nothing", language) for language in LANGUAGES}
