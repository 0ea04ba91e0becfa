"""Whose a workbook is: as the cover says, and where it says nothing, as the rows do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from iecscore.problems import Place, Problem, error, note
from iecscore.sheets import fold_code, same_key, show
from iecscore.system.tables import Time
from iecscore.workbook.checking_words import name_both
from iecscore.workbook.choices import BETWEEN
from iecscore.workbook.cover import MEMBER, PART, ROUND, UNIT, parts_by_word
from iecscore.workbook.envelope import Envelope, Label
from iecscore.workbook.lining import Lined
from iecscore.workbook.parts import belongs_to_members, tables_of, top_level
from iecscore.workbook.plan import Plan
from iecscore.workbook.reading_cover import Cover, text_of

YEARS: Final = range(1990, 2200)
YEAR_DIGITS: Final = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What tells whose a workbook is: its cover, where there is one, and its rows."""

    plan: Plan
    file: str
    cover: Cover
    sheets: Sequence[Lined]

    def told(self, code: str) -> str:
        """What the cover says."""
        return self.cover.told.get(code, "")

    def at(self, code: str) -> Place:
        """Where the cover says it, else the file."""
        return self.cover.places.get(code, Place(self.file))

    def cells(self, code: str, tables: Iterable[str]) -> Iterator[tuple[Place, str]]:
        """What the rows of some tables tell in a column."""
        for lined in self.sheets:
            if lined.plan.table.key in tables and code in lined.columns:
                column = lined.columns[code]
                for row in (*lined.rows, *lined.bare):
                    if value := text_of(lined.below[row].get(column)):
                        yield lined.place(row, column), value

    def agreed(self, *fields: tuple[str, str]) -> str:
        """The one value that all rows tell in columns of tables; empty where they differ or tell nothing."""
        found = {code_of(value) for table, code in fields for _, value in self.cells(code, (table,))}
        return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose a workbook is, as far as that can be told, what is wrong with it, where its cover names the unit, and how it calls the members."""

    envelope: Envelope
    problems: tuple[Problem, ...]
    cover: Place
    labels: tuple[Label, ...]


def code_of(told: str) -> str:
    """The code of a cell that may show a name beside it."""
    return told.partition(BETWEEN)[0]


def identify(plan: Plan, file: str, cover: Cover | None, sheets: Sequence[Lined]) -> Identity:
    """Tell whose a workbook is."""
    evidence = Evidence(plan, file, cover or Cover(), sheets)
    part = _find_part(evidence)
    envelope = Envelope(_find_unit(evidence), _find_year(evidence), part, _find_member(evidence, part))
    problems = (*_check(evidence, envelope), *_compare(evidence, envelope.unit), *_compare_owners(evidence, envelope))
    labels = tuple(_find_labels(evidence))
    return Identity(envelope, problems if cover else (_tell(evidence, envelope), *problems), evidence.at(UNIT), labels)


def _find_unit(evidence: Evidence) -> str:
    level = top_level(evidence.plan.system)
    return evidence.told(UNIT) or evidence.agreed((level.units, level.unit))


def _find_year(evidence: Evidence) -> int:
    tables = [key for key, plan in evidence.plan.tables.items() if plan.table.time is Time.YEAR and not plan.table.years_ahead]
    told = evidence.told(ROUND) or evidence.agreed(*((key, "year") for key in tables))
    return int(told) if told.isdecimal() and len(told) == YEAR_DIGITS and int(told) in YEARS else 0


def _find_part(evidence: Evidence) -> str:
    """The part told; where none is, the one part all sheets belong to, or the whole workbook."""
    if told := evidence.told(PART):
        return _parts(evidence).get(same_key(told), "")
    parts = {lined.plan.part for lined in evidence.sheets}
    return parts.pop() if len(parts) == 1 else ""


def _parts(evidence: Evidence) -> dict[str, str]:
    return {same_key(word): part for word, part in parts_by_word(evidence.plan.system).items()}


def _find_member(evidence: Evidence, part: str) -> str:
    system = evidence.plan.system
    if not belongs_to_members(system, part):
        return ""
    return evidence.told(MEMBER) or evidence.agreed(*((table.key, table.owner) for table in tables_of(system, part) if table.owner))


def _check(evidence: Evidence, envelope: Envelope) -> Iterator[Problem]:
    system = evidence.plan.system
    if not envelope.unit:
        yield error("workbook.no_unit", evidence.at(UNIT), **name_both("level", top_level(system).name))
    if not envelope.year:
        yield error("workbook.no_round", evidence.at(ROUND), told=show(evidence.told(ROUND)))
    if same_key(evidence.told(PART)) not in {"", *_parts(evidence)}:
        yield error("workbook.unknown_part", evidence.at(PART), told=show(evidence.told(PART)))
    if belongs_to_members(system, envelope.part) and not envelope.member:
        yield error("workbook.no_member", evidence.at(MEMBER), **name_both("part", system.parts[envelope.part].name))


def _compare(evidence: Evidence, unit: str) -> Iterator[Problem]:
    level, cover = top_level(evidence.plan.system), _word(evidence.at(UNIT))
    for place, told in evidence.cells(level.unit, (level.units,)):
        if unit and code_of(told) != unit:
            yield error("workbook.other_unit", place, told=show(code_of(told)), unit=unit, cover=cover, **name_both("level", level.name))


def _compare_owners(evidence: Evidence, envelope: Envelope) -> Iterator[Problem]:
    """Where most rows of a member's workbook are those of others, it is the cover that is wrong."""
    if not envelope.member:
        return
    own = {fold_code(envelope.member), *(fold_code(name) for name in evidence.cover.names)}
    told = [fold_code(code_of(value)) for _, _, value in _owners(evidence)]
    foreign = Counter(code for code in told if code not in own)
    if 2 * foreign.total() > len(told):
        names = {"member": envelope.member, "other": foreign.most_common(1)[0][0].upper()}
        yield error("workbook.other_cover", evidence.at(MEMBER), count=foreign.total(), rows=len(told), **names)


def _owners(evidence: Evidence) -> Iterator[tuple[str, Place, str]]:
    """Whose the rows are that members fill in: the table, the place and what stands there."""
    for key, plan in evidence.plan.tables.items():
        if plan.table.owner and belongs_to_members(evidence.plan.system, plan.part):
            yield from ((key, place, told) for place, told in evidence.cells(plan.table.owner, (key,)))


def _find_labels(evidence: Evidence) -> Iterator[Label]:
    """The names beside the members' codes, on the cover and in the rows, each once."""
    covered = ((evidence.at(MEMBER), f"{code}{BETWEEN}{name}") for name, code in evidence.cover.called.items())
    found: dict[tuple[str, str], Place] = {}
    for place, told in (*covered, *((place, told) for _, place, told in _owners(evidence))):
        code, _, name = told.partition(BETWEEN)
        if name:
            found.setdefault((code, name), place)
    return (Label(code, name, place) for (code, name), place in found.items())


def _word(place: Place) -> str:
    return f"{place.sheet}!{place.cell}" if place.cell else "–"


def _tell(evidence: Evidence, envelope: Envelope) -> Problem:
    parts = evidence.plan.system.parts
    names = name_both("part", parts[envelope.part].name) if envelope.part else {"part": "–"}
    told = {"unit": envelope.unit or "–", "year": envelope.year or "–", "member": envelope.member or "–"}
    return note("workbook.no_cover", Place(evidence.file), **told, **names)
