"""Students, graduates and teachers who answer: of which school, and what they tell of themselves."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, TypeAlias

import numpy as np

from iecscore.demo.cases import LAST_ROUND, THIN_GROUPS
from iecscore.demo.facts import takes_part
from iecscore.demo.members import School, draw, limit
from iecscore.demo.names import PLACES
from iecscore.demo.teaching import ProgrammeFacts, programmes_in
from iecscore.demo.world import Community

Qualities: TypeAlias = tuple[float, float, float]
Tell: TypeAlias = Callable[[np.random.Generator, str, ProgrammeFacts, int, float], dict[str, object]]
PER_SCHOOL: Final = {"S": (13, 16), "G": (14, 17), "F": (12, 15)}
PER_SCHOOL_BEFORE: Final = {"S": (12, 14), "G": (14, 16), "F": (12, 14)}
FEW, OF_UNIVERSITY = 6, 5
# A school here and there answers too little to be scored.
ONE_IN_SO_MANY: Final = 37
SCHOOL_NEAR: Final = 0.75


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who answers: how good what they see is, and what they tell apart from ratings."""

    qualities: Qualities
    told: Mapping[str, object]


def hear_schools(community: Community, year: int, group: str) -> list[Voice]:
    """The students, graduates or teachers of every school."""
    tell = {"S": _tell_student, "G": _tell_graduate, "F": _tell_teacher}[group]
    return [voice for code, school in community.schools(year) for voice in _hear_school(community, year, group, (code, school), tell)]


def _hear_school(community: Community, year: int, group: str, member: tuple[str, School], tell: Tell) -> Iterator[Voice]:
    code, school = member
    dice = draw(70, community.number, school.number, year, ord(group))
    talent, technology, operation = (limit(part + SCHOOL_NEAR * school.lift) for part in community.level_in(year))
    taught = [item for item in programmes_in(school, year) if takes_part(community, item)]
    for _ in range(_count(community, year, group, school, dice)):
        yield Voice((talent, technology, operation), tell(dice, code, taught[int(dice.integers(0, len(taught)))], year, talent))


def _count(community: Community, year: int, group: str, school: School, dice: np.random.Generator) -> int:
    if year == LAST_ROUND and THIN_GROUPS.get(community.code) == group:
        return 1
    if school.kind == "university":
        return OF_UNIVERSITY
    if school.number % ONE_IN_SO_MANY == 0:
        return FEW
    return int(dice.integers(*((PER_SCHOOL if year == LAST_ROUND else PER_SCHOOL_BEFORE)[group])))


def pick(dice: np.random.Generator, **shares: float) -> str:
    """One code (told as `_code`) by its share."""
    ends = accumulate(shares.values())
    chance = dice.random() * sum(shares.values())
    return next(code for code, end in zip(shares, ends, strict=True) if chance < end or code == next(reversed(shares))).removeprefix("_")


def _tell_student(dice: np.random.Generator, code: str, item: ProgrammeFacts, _year: int, _talent: float) -> dict[str, object]:
    return {
        "SD1": code,
        "SD2": item.programme.code,
        "SD3": item.programme.level,
        "SD4": pick(dice, _2=0.4, _3=0.5, _4=0.1),
        "SD5": pick(dice, _0=0.05, _1=0.1, _2=0.25, _3=0.4, _4=0.2),
    }


def _tell_graduate(dice: np.random.Generator, code: str, item: ProgrammeFacts, year: int, talent: float) -> dict[str, object]:
    chain = 0.15 + 0.35 * talent
    return {
        "GD1": code,
        "GD2": item.programme.code,
        "GD3": year - 1,
        "GD4": PLACES[int(dice.integers(0, len(PLACES)))].province_code,
        "G01": pick(dice, _1=chain, _2=0.3, _3=0.5 - chain * 0.6, _4=0.03, _5=0.05, _6=0.03, _7=0.01),
        "G06": pick(dice, _1=0.35 + 0.35 * talent, _2=0.2, _3=0.4 - 0.3 * talent, _4=0.08),
        "G11": int(min(18, dice.poisson(2.2 - 1.4 * talent))),
    }


def _tell_teacher(dice: np.random.Generator, code: str, item: ProgrammeFacts, _year: int, talent: float) -> dict[str, object]:
    return {
        "FD1": code,
        "FD2": item.programme.code[:4],
        "FD3": pick(dice, _1=0.15, _2=0.35, _3=0.35, _4=0.15),
        "FD4": int(min(60, dice.poisson(3 + 9 * talent))),
        "FD5": pick(dice, _1=0.15, _2=0.3 + 0.3 * talent, _3=0.3, _4=0.2 * (1 - talent) + 0.02),
    }
