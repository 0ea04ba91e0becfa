"""The organisations answers name, against the members of the unit: who is known, who weighs what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from iecscore.problems import Place, Problem, query
from iecscore.responses.answers import OUTSIDE, Answers, GroupAnswers
from iecscore.survey import Group, ItemType, Survey
from iecscore.system import Told, context_of, is_member, select_told
from iecscore.system.formula import evaluate_row, parse_row
from iecscore.system.model import System
from iecscore.values import Rows


@dataclass(frozen=True, slots=True)
class Frame:
    """What a round's tables tell of members: the units of each level that lies in another, and what members weigh, both by `parent/member`."""

    units: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]


def read_frame(system: System, survey: Survey, year: int, rows: Sequence[Rows]) -> Frame:
    """Read units and weights from the rows of a round."""
    units = {key: frozenset(_list_units(system, key, year, rows)) for key, level in system.levels.items() if level.parent}
    return Frame(units, _weigh_members(system, survey, year, rows))


def _list_units(system: System, key: str, year: int, rows: Sequence[Rows]) -> Iterator[str]:
    level = system.levels[key]
    table = system.tables[level.units]
    condition = parse_row(level.where, table).result if level.where else None
    context = context_of(system, year)
    for row in select_told(system, table, year, rows):
        counts = condition is None or evaluate_row(condition, row.cells, context) is True
        if counts and (level.units != system.members.table or is_member(system, row, year)):
            yield f"{row.unit}/{row.cells.get(level.unit)}"


def _weigh_members(system: System, survey: Survey, year: int, rows: Sequence[Rows]) -> dict[str, float]:
    declared = survey.member_weight
    if declared is None:
        return {}
    key, _, column = declared.field.partition(".")
    parts: dict[str, list[float]] = {}
    for row in select_told(system, system.tables[key], year, rows):
        amount = row.cells.get(column)
        if row.year == year and row.member and amount is not None and (not declared.where or row.cells.get(declared.where) is True):
            parts.setdefault(f"{row.unit}/{row.member}", []).append(float(amount))  # type: ignore[arg-type]
    return {member: fsum(amounts) for member, amounts in parts.items()}


def check_members(system: System, survey: Survey, answers: Answers, rows: Sequence[Rows]) -> tuple[Problem, ...]:
    """Ask back every organisation that answers name and the unit's list of members does not; without a list there is nothing to ask."""
    known = {str(row.cells.get(system.members.key)) for row in _list_members(system, answers, rows)}
    if not known:
        return ()
    found = [(key, group) for key, group in answers.groups.items() if key in survey.groups]
    return tuple(problem for key, group in found for problem in _check_group(survey.groups[key], group, answers.file, known))


def _list_members(system: System, answers: Answers, rows: Sequence[Rows]) -> tuple[Told, ...]:
    own = [item for item in rows if item.unit == answers.unit]
    return select_told(system, system.tables[system.members.table], answers.year, own)


def _check_group(declared: Group, group: GroupAnswers, file: str, known: set[str]) -> Iterator[Problem]:
    for code, item in declared.items.items():
        if item.type is not ItemType.MEMBER:
            continue
        rows: dict[str, list[int]] = {}
        for row, told in zip(group.numbers, group.column(code), strict=True):
            for name in told if isinstance(told, list) else [told] if told else []:
                rows.setdefault(name, []).append(row)
        for name in sorted(name for name in rows if name not in known and not name.startswith(OUTSIDE)):
            place = Place(file, group.sheet, f"{group.letters[code]}{rows[name][0]}" if code in group.letters else "")
            yield query("responses.unknown_member", place, told=name, count=len(rows[name]))
