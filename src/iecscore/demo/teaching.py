"""The programmes a school runs, year by year: what opens, what stops, how many students each has."""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from iecscore.demo.cases import FIRST_ROUND, LAST_ROUND
from iecscore.demo.members import School, draw
from iecscore.demo.programmes import Programme, programmes_of

SIDE_FIELDS: Final = ("commerce", "building", "accounting", "care")
YEARS_TO_GRADUATE: Final = 3
CHURNING: Final = 0.07


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """A programme of a school in a year."""

    programme: Programme
    rank: int
    enrolled: int
    graduates: int
    status: str


@cache
def programmes_in(school: School, year: int) -> tuple[ProgrammeFacts, ...]:
    """The programmes a school runs in a year: those of its trade, and some that are not."""
    main = [item for field in school.fields for item in programmes_of(field, school.kind)]
    apart = [SIDE_FIELDS[(school.number + step) % len(SIDE_FIELDS)] for step in range(2)]
    side = [item for field in apart for item in programmes_of(field, school.kind)]
    pull = [6.0] * len(main) + [1.2 + 18 * (1 - school.quality) ** 1.5] * len(side)
    shares = draw(20, school.number).dirichlet(pull)
    students = school.enrolled * (1 + 0.02 * (year - FIRST_ROUND))
    found = (
        _programme(school, year, rank, item, students * float(share)) for rank, (item, share) in enumerate(zip([*main, *side], shares, strict=True))
    )
    return tuple(item for item in found if item)


def _programme(school: School, year: int, rank: int, item: Programme, students: float) -> ProgrammeFacts | None:
    opened, stopped, upgraded = _moves(school, rank)
    if year < opened:
        return None
    dice = draw(21, school.number, year, rank)
    full = max(24, int(students)) if opened < FIRST_ROUND else max(24, int(students * min(1.0, (year - opened + 1) / YEARS_TO_GRADUATE)))
    graduates = int(full * dice.uniform(0.27, 0.33)) if opened < FIRST_ROUND else 0
    status = "new" if year == opened else "suspended" if year in stopped else "upgraded" if year in upgraded else "continued"
    return ProgrammeFacts(item, rank, full, graduates, status)


@cache
def _moves(school: School, rank: int) -> tuple[int, frozenset[int], frozenset[int]]:
    """When a programme opened, when it took no students, when it was renewed with an enterprise."""
    dice = draw(22, school.number, rank)
    rate = 0.5 if _is_churning(school) else 0.01 + 0.2 * school.quality
    years = np.arange(FIRST_ROUND, LAST_ROUND + 1)
    opened = int(dice.choice(years)) if rank > 1 and dice.random() < rate else FIRST_ROUND - 8
    told = dice.random((2, len(years))) if rank else np.ones((2, len(years)))
    stopped, upgraded = (frozenset(int(year) for year in years[row < rate * part]) for row, part in zip(told, (0.3, 0.55), strict=True))
    return opened, stopped, upgraded


@cache
def _is_churning(school: School) -> bool:
    return draw(23, school.number).random() < CHURNING
