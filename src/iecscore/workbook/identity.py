"""Whose a workbook is: as the cover says, and where it says nothing, as the rows do."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from iecscore.problems import Place, Problem, error, note
from iecscore.sheets import Raw, address_of, same_key, show, tidy_code
from iecscore.system.tables import Time
from iecscore.workbook.checking_words import name_both
from iecscore.workbook.choices import BETWEEN
from iecscore.workbook.cover import MEMBER, PART, ROUND, UNIT, parts_by_word
from iecscore.workbook.envelope import Envelope
from iecscore.workbook.lining import Lined
from iecscore.workbook.parts import belongs_to_members, tables_of, top_level
from iecscore.workbook.plan import Plan
from iecscore.workbook.recognising import Line

YEARS: Final = range(1990, 2200)


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands in the cover's identity cells, by code, and where; and the code of the member it names."""

    told: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose the workbook is; none where that cannot be told."""

    envelope: Envelope | None
    problems: tuple[Problem, ...]


def read_cover(file: str, sheet: str, lines: Mapping[int, Line]) -> Cover:
    """The value to the left of each code of the cover."""
    told: dict[str, str] = {}
    places: dict[str, Place] = {}
    names: dict[str, str] = {}
    for row, cells in lines.items():
        for column, raw in cells.items():
            code = same_key(raw.value) if isinstance(raw.value, str) else ""
            if code in {UNIT, ROUND, PART, MEMBER} and code not in told and column > 1:
                told[code], _, name = _text(cells.get(column - 1)).partition(BETWEEN)
                places[code] = Place(file, sheet, address_of(row, column - 1))
                names |= {same_key(name): told[code]} if code == MEMBER and name else {}
    return Cover(told, places, names)


def _text(raw: Raw | None) -> str:
    if raw is None:
        return ""
    return tidy_code(f"{raw.value:g}" if isinstance(raw.value, float) else str(raw.value))


def identify(plan: Plan, file: str, cover: Cover | None, sheets: Sequence[Lined]) -> Identity:
    """Tell whose a workbook is."""
    return _Asking(plan, file, cover or Cover(), sheets, bare=cover is None).answer()


@dataclass(slots=True)
class _Asking:
    plan: Plan
    file: str
    cover: Cover
    sheets: Sequence[Lined]
    bare: bool
    problems: list[Problem] = field(default_factory=list)

    def answer(self) -> Identity:
        unit, year = self._unit(), self._year()
        part = self._part()
        member = self._member(part) if part is not None else None
        if unit is None or year is None or part is None or member is None:
            return Identity(None, tuple(self.problems))
        if self.bare:
            names = name_both("part", self.plan.system.parts[part].name) if part else {"part_en": "–", "part_zh": "–"}
            self.problems.insert(0, note("workbook.no_cover", Place(self.file), unit=unit, year=year, member=member or "–", **names))
        self._compare(unit)
        return Identity(Envelope(unit, year, part, member), tuple(self.problems))

    def _at(self, code: str) -> Place:
        return self.cover.places.get(code, Place(self.file))

    def _unit(self) -> str | None:
        level = top_level(self.plan.system)
        told = self.cover.told.get(UNIT) or self._single(self._values(level.unit, {level.units}))
        if not told:
            self.problems.append(error("workbook.no_unit", self._at(UNIT), **name_both("level", level.name)))
        return told or None

    def _year(self) -> int | None:
        tables = {key for key, plan in self.plan.tables.items() if plan.table.time is Time.YEAR and not plan.table.years_ahead}
        told = self.cover.told.get(ROUND) or self._single(self._values("year", tables))
        if told.isdecimal() and int(told) in YEARS:
            return int(told)
        self.problems.append(error("workbook.no_round", self._at(ROUND), told=show(told)))
        return None

    def _part(self) -> str | None:
        told = self.cover.told.get(PART, "")
        if not told:
            return self._part_of_sheets()
        words = {same_key(word): part for word, part in parts_by_word(self.plan.system).items()}
        if same_key(told) not in words:
            self.problems.append(error("workbook.unknown_part", self._at(PART), told=show(told)))
        return words.get(same_key(told))

    def _part_of_sheets(self) -> str:
        """The one part all sheets belong to; where there are several, the workbook is a whole one."""
        parts = {lined.plan.part for lined in self.sheets}
        return parts.pop() if len(parts) == 1 else ""

    def _member(self, part: str) -> str | None:
        if not belongs_to_members(self.plan.system, part):
            return ""
        owners = {(table.key, table.owner) for table in tables_of(self.plan.system, part) if table.owner}
        told = self.cover.told.get(MEMBER) or self._single(value for key, owner in owners for value in self._values(owner, {key}))
        if not told:
            self.problems.append(error("workbook.no_member", self._at(MEMBER), **name_both("part", self.plan.system.parts[part].name)))
        return told or None

    def _values(self, code: str, tables: set[str]) -> Iterator[str]:
        for _, value in self._cells(code, tables):
            yield value

    def _cells(self, code: str, tables: set[str]) -> Iterator[tuple[Place, str]]:
        for lined in self.sheets:
            if lined.plan.table.key in tables and code in lined.columns:
                column = lined.columns[code]
                for row in (*lined.rows, *lined.bare):
                    if value := _text(lined.below[row].get(column)).partition(BETWEEN)[0]:
                        yield lined.place(row, column), value

    def _single(self, values: Iterator[str]) -> str:
        found = dict.fromkeys(values)
        return next(iter(found)) if len(found) == 1 else ""

    def _compare(self, unit: str) -> None:
        level = top_level(self.plan.system)
        self.problems += [
            error("workbook.other_unit", place, told=show(value), unit=unit, **name_both("level", level.name))
            for place, value in self._cells(level.unit, {level.units})
            if value != unit
        ]
