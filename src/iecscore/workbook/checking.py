"""The checks that look beyond a cell or row: at the other parts of the unit, at other units, and at earlier rounds."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from iecscore.problems import Problem, errors_in
from iecscore.system import System
from iecscore.values import Rows
from iecscore.workbook.checking_cover import Covers
from iecscore.workbook.checking_frozen import check_frozen
from iecscore.workbook.checking_organisations import Organisations
from iecscore.workbook.checking_picture import Picture, Slot, read_filling
from iecscore.workbook.checking_references import check_references, check_subsets, read_pointers
from iecscore.workbook.checking_relations import check_relations
from iecscore.workbook.checking_scene import Scene, file_of, open_part
from iecscore.workbook.checking_sides import read_relations
from iecscore.workbook.checking_unique import check_unique
from iecscore.workbook.checking_whose import check_whose
from iecscore.workbook.envelope import PartRead
from iecscore.workbook.spelling import spell_references

Check: TypeAlias = Callable[[Scene], Iterator[Problem]]
CHECKS: Final[tuple[Check, ...]] = (check_whose, check_subsets, check_unique, check_frozen)


def check_parts(system: System, parts: Sequence[PartRead], stored: Sequence[Rows]) -> tuple[PartRead, ...]:
    """Check parts against each other and against `stored`, the rows accepted before; they come back in order, with all their problems.

    A part with an error counts for no other part, and what was accepted of it before stays in force. When a part is refused here, the other
    parts of its unit are checked once more without it.
    """
    return _Checking(system, parts, stored).run()


class _Checking:
    """One call: which parts are refused so far, and what was found in each."""

    def __init__(self, system: System, parts: Sequence[PartRead], stored: Sequence[Rows]) -> None:
        self.system, self.pointers = system, read_pointers(system)
        self.parts = spell_references(self.pointers, parts, stored)
        self.filling, self.relations = read_filling(system), read_relations(system)
        self.stored: dict[str, list[Rows]] = {}
        for rows in stored:
            self.stored.setdefault(rows.unit, []).append(rows)
        self.numbers = [number for number, part in enumerate(parts) if part.envelope.part in system.parts]
        self.refused = {number for number, part in enumerate(parts) if part.refused}
        self.unread = frozenset(problem.place for part in parts for problem in errors_in(part.problems) if problem.place.cell)
        self.covered: dict[int, list[Problem]] = {}
        self.apart: dict[int, list[Problem]] = {}
        self.found: dict[int, list[Problem]] = {}
        self.drawn: dict[tuple[str, tuple[int, ...]], Picture] = {}

    def run(self) -> tuple[PartRead, ...]:
        """Check until no more part is refused."""
        self._check_covers()
        self._check_organisations()
        waiting = self.numbers
        while waiting:
            waiting = self._check_once(waiting)
        return tuple(replace(part, problems=self._gather(number, part)) for number, part in enumerate(self.parts))

    def _gather(self, number: int, part: PartRead) -> tuple[Problem, ...]:
        """What was found in a part, after what reading found; of a cell that could not be read nothing more is said."""
        unread = {problem.place for problem in errors_in(part.problems) if problem.place.cell}
        found = (
            problem
            for problem in (*self.covered.get(number, ()), *self.found.get(number, ()), *self.apart.get(number, ()))
            if problem.place not in unread
        )
        return tuple(dict.fromkeys((*part.problems, *found)))

    def _check_covers(self) -> None:
        covers = Covers(self.system, self.parts, [rows for told in self.stored.values() for rows in told])
        for number, problem in covers.check({number: self.parts[number] for number in self.numbers}):
            self.covered.setdefault(number, []).append(problem)
        self.refused |= {number for number, problems in self.covered.items() if errors_in(problems)}

    def _check_organisations(self) -> None:
        standing = self._stand()
        units = dict.fromkeys((*self.stored, *standing))
        incoming = {id(rows) for slots in standing.values() for number in slots.values() for rows in self.parts[number].tables}
        told = Organisations(self.system, [self._draw(unit, standing.get(unit, {})) for unit in units], incoming)
        for number, scene in self._open(self.numbers).items():
            self.apart[number] = list(told.check(scene))
        self.refused |= {number for number, problems in self.apart.items() if errors_in(problems)}

    def _check_once(self, numbers: Sequence[int]) -> list[int]:
        """Check these parts; what is left to check again are the parts of units in which one was refused."""
        scenes = self._open(numbers)
        for number, scene in scenes.items():
            self.found[number] = [problem for check in CHECKS for problem in check(scene)]
            self.found[number] += check_references(scene, self.pointers)
        for together in self._group(scenes):
            picture = next(iter(together.values())).picture
            for number, problem in check_relations(picture, self.relations, together):
                self.found[number].append(problem)
        fresh = {number for number in numbers if number not in self.refused and errors_in(self.found[number])}
        self.refused |= fresh
        units = {self.parts[number].envelope.unit for number in fresh}
        return [number for number in self.numbers if number not in self.refused and self.parts[number].envelope.unit in units]

    def _group(self, scenes: Mapping[int, Scene]) -> list[dict[int, Scene]]:
        """The parts in force that share a picture, and each refused one by itself."""
        found: dict[int, dict[int, Scene]] = {}
        for number, scene in scenes.items():
            found.setdefault(-number - 1 if number in self.refused else id(scene.picture), {})[number] = scene
        return list(found.values())

    def _stand(self) -> dict[str, dict[Slot, int]]:
        """The parts not refused, by unit and by whose they are in which round."""
        standing: dict[str, dict[Slot, int]] = {}
        for number in self.numbers:
            told = self.parts[number].envelope
            if number not in self.refused:
                standing.setdefault(told.unit, {}).setdefault((told.year, told.submitter), number)
        return standing

    def _open(self, numbers: Sequence[int]) -> dict[int, Scene]:
        standing, own = self._stand(), self.filling.own
        files = {
            (part.envelope.unit, part.envelope.year): file_of(part)
            for part in map(self.parts.__getitem__, sorted(self.refused))
            if part.envelope.part in {"", own}
        }
        return {number: self._see(self.parts[number], number, standing, files) for number in numbers}

    def _see(self, part: PartRead, number: int, standing: Mapping[str, Mapping[Slot, int]], files: Mapping[tuple[str, int], str]) -> Scene:
        told = part.envelope
        slots = {**standing.get(told.unit, {}), (told.year, told.submitter): number}
        return Scene(self.system, self._draw(told.unit, slots), part, tuple(open_part(self.system, part)), files.get((told.unit, told.year), ""))

    def _draw(self, unit: str, slots: Mapping[Slot, int]) -> Picture:
        """The picture of a unit in which these parts replace what was accepted of them before."""
        before = self.stored.get(unit, [])
        key = (unit, tuple(sorted(slots.values())))
        if key not in self.drawn:
            latest = {(rows.year, rows.submitter or rows.file, rows.table): rows for rows in before if (rows.year, rows.submitter) not in slots}
            kept = list(latest.values())
            rows = [*kept, *(rows for number in slots.values() for rows in self.parts[number].tables)]
            there = frozenset((*slots, *((item.year, item.submitter) for item in kept)))
            self.drawn[key] = Picture(self.system, self.filling, rows, there, before, self.unread)
        return self.drawn[key]
