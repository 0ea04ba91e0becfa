"""How many answer sheets count behind a survey value of a unit, and how many votes they come to, group by group."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from iecscore.responses.answers import Answers
from iecscore.responses.members import read_frame
from iecscore.responses.scoring import gather_crowds, sum_items
from iecscore.responses.votes import average, open_ballot
from iecscore.survey import Survey
from iecscore.system.model import System
from iecscore.values import Rows


@dataclass(frozen=True, slots=True)
class Counted:
    """Of one group: the answer sheets that count for a unit, and the votes they come to (of organisations one each)."""

    group: str
    sheets: int
    votes: int


def count_answers(
    system: System, survey: Survey, level: str, year: int, answers: Sequence[Answers], rows: Sequence[Rows], unit: str, indicator: str
) -> tuple[Counted, ...]:
    """The sheets and votes behind a unit's survey indicator, in the order of its groups; none of an indicator that has a formula."""
    parent = unit.partition("/")[0]
    own = [item for item in answers if item.unit == parent]
    told = [item for item in rows if item.unit == parent]
    return tuple(_count(system, survey, level, year, own, told, unit, indicator))


def _count(
    system: System, survey: Survey, level: str, year: int, answers: Sequence[Answers], rows: Sequence[Rows], unit: str, indicator: str
) -> Iterator[Counted]:
    formula, frame = system.indicators[indicator].survey, read_frame(system, survey, year, rows)
    if formula is None:
        return
    crowds, _ = gather_crowds(survey, year, answers, keep_careless=False)
    for key in formula.groups:
        if key not in crowds:
            yield Counted(key, 0, 0)
            continue
        ballot = open_ballot(crowds[key], frame, level, system.levels[level].parent)
        given = sum_items(survey, crowds[key], formula).given[ballot.answer]
        mine = given & (np.array([*ballot.units, ""])[ballot.unit_of][ballot.cell] == unit)
        sheets = len(np.unique(ballot.answer[mine]))
        yield Counted(key, sheets, len(np.unique(ballot.cell[mine])) if ballot.by_cell else int(mine.sum()))


def count_groups(system: System, survey: Survey, year: int, answers: Sequence[Answers], rows: Sequence[Rows]) -> dict[tuple[str, str], Counted]:
    """By topmost unit and group, the answer sheets that count in a round and the votes they come to."""
    top = next(key for key, level in system.levels.items() if not level.parent)
    crowds, _ = gather_crowds(survey, year, answers, keep_careless=False)
    frame, found = read_frame(system, survey, year, rows), {}
    for key, crowd in crowds.items():
        ballot = open_ballot(crowd, frame, top, None)
        votes = average(ballot, np.zeros(crowd.answers.size), np.ones(crowd.answers.size, dtype=bool)).votes
        sheets = np.bincount(crowd.unit, minlength=len(crowd.units))
        for unit, count in zip(ballot.units, votes.tolist(), strict=True):
            found[unit, key] = Counted(key, int(sheets[crowd.units.index(unit)]), int(count))
    return found
