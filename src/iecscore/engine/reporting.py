"""Who was to hand in what for a round, and who did: the parts of the units themselves, and those their members fill."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from iecscore.engine.roll import Roll, call_roll
from iecscore.engine.selection import select_rows
from iecscore.problems import Problem, note
from iecscore.system.model import System
from iecscore.values import Rows, Unit


@dataclass(frozen=True, slots=True)
class Due:
    """A part that is expected: whose (no member where the unit itself fills it), what the member is called, and whether it is there."""

    unit: str
    part: str
    member: str
    name: str
    told: bool


@dataclass(frozen=True, slots=True)
class Reported:
    """Of each unit of a level how many parts came in and how many are due, and notes on units that cannot be evaluated without theirs."""

    counts: Mapping[str, tuple[int, int]]
    notes: tuple[Problem, ...] = ()


def list_due(system: System, year: int, rows: Sequence[Rows], units: Collection[str] = ()) -> tuple[Due, ...]:
    """The parts expected of every unit that tells anything in a round, and of `units`; who should fill them stands on the unit's list of members.

    Where a unit has no such list, of its members only those are known that handed in.
    """
    heard = [item for item in rows if item.year <= year]
    key, name = system.members.key, system.members.name
    listed = {(row.unit, str(row.cells.get(key))): row for row in select_rows(system, system.tables[system.members.table], year, heard)}
    roll = call_roll(system, year, tuple(listed.values()), heard)
    names = {whose: str(row.cells.get(name) or "") for whose, row in listed.items()}
    known = sorted({item.unit for item in heard if item.year == year} | set(units))
    return tuple(
        Due(unit, part, member, names.get((unit, member), ""), told=(unit, declared.tables[0], member, year) in roll.handed)
        for unit in known
        for part, declared in system.parts.items()
        for member in (sorted(_fillers(system, roll, part, unit, year)) if declared.members else [""])
    )


def _fillers(system: System, roll: Roll, part: str, unit: str, year: int) -> Collection[str]:
    if any(whose == unit for whose, _ in roll.listed):
        return roll.expected(part, unit, year)
    first = system.parts[part].tables[0]
    return {member for whose, table, member, told in roll.handed if (whose, table, told) == (unit, first, year) and member}


def check_reported(system: System, year: int, rows: Sequence[Rows], units: Sequence[Unit], answered: Collection[str] = ()) -> Reported:
    """How many parts of a level's `units` came in; `answered` are the topmost units with answers, of which rows may be lacking altogether."""
    due = list_due(system, year, rows, answered)
    counts: dict[str, list[bool]] = {}
    for item in due:
        counts.setdefault(item.unit, []).append(item.told)
        if item.member:
            counts.setdefault(f"{item.unit}/{item.member}", []).append(item.told)
    known = {unit.parent or unit.code for unit in units}
    return Reported(
        {unit.code: (sum(told), len(told)) for unit in units if (told := counts.get(unit.code))}, tuple(_note_silent(system, year, due, known))
    )


def _note_silent(system: System, year: int, due: Sequence[Due], known: Collection[str]) -> Iterator[Problem]:
    """One note a part that a unit cannot be evaluated without, with the units that lack it."""
    tops = {level.units for level in system.levels.values() if not level.parent}
    for key, part in system.parts.items():
        silent = [item.unit for item in due if item.part == key and not item.told and item.unit not in known]
        if silent and not part.members and tops & set(part.tables):
            names = {"part_en": part.name.en, "part_zh": part.name.zh}
            yield note("rank.not_reported", units=", ".join(silent), count=len(silent), round=str(year), **names)
