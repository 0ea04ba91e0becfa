"""Where a survey value comes from: the columns of its items, and how many answers of each sheet count; no single answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from iecscore.responses.answers import Answers, GroupAnswers
from iecscore.survey import Group, Survey
from iecscore.survey.model import fields_of
from iecscore.system.model import System


@dataclass(frozen=True, slots=True)
class TracedColumn:
    """A column behind a value: its cells from the first answer to the last, and how many of them count for the unit."""

    file: str
    sheet: str
    cells: str
    item: str
    answers: int


def trace_answers(system: System, survey: Survey, answers: Sequence[Answers], unit: str, indicator: str) -> tuple[TracedColumn, ...]:
    """The columns of the items an indicator is made of, or that stand beside it, in the files of a unit (`parent` or `parent/member`)."""
    declared = system.indicators[indicator]
    wanted = declared.survey.items if declared.survey else declared.beside
    parent, _, member = unit.partition("/")
    own = sorted((item for item in answers if item.unit == parent), key=lambda item: item.file)
    found = ((item.file, survey.groups[key], group) for item in own for key, group in item.groups.items())
    return tuple(column for file, group, told in found for column in _trace_group(file, group, told, wanted, member))


def _trace_group(file: str, declared: Group, told: GroupAnswers, wanted: Sequence[str], member: str) -> Iterator[TracedColumn]:
    whose = told.column(declared.member_item)
    rows = [row for row, named in enumerate(whose) if not member or _names(named, member)]
    first, last = min(told.numbers), max(told.numbers)
    for code in (code for code in wanted if code in declared.items):
        for field in fields_of(code, declared.items[code]):
            cells, letter = told.column(field.code), told.letters.get(field.code, "")
            count = sum(cells[row] is not None for row in rows)
            yield TracedColumn(file, told.sheet, f"{letter}{first}:{letter}{last}" if letter else "", field.code, count)


def _names(named: Any, member: str) -> bool:  # noqa: ANN401 - one name, several or none
    return member in named if isinstance(named, list) else named == member
