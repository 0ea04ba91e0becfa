"""People of enterprises and managers who answer: whose vote they are part of, and what they tell of themselves."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from iecscore.demo.cases import LAST_ROUND, THIN_GROUPS
from iecscore.demo.facts import firm_facts
from iecscore.demo.members import Firm, Holder, School, Seat, draw, limit
from iecscore.demo.names import OUTSIDE_WORDS, outside_name
from iecscore.demo.voices import Voice, pick
from iecscore.demo.world import LEADS, Community

SIZE_CODES: Final = {"large": "1", "medium": "2", "small": "3", "micro": "4"}
PLACE_IN_CHAIN: Final = dict.fromkeys(("rd", "materials", "parts", "equipment", "software"), "1") | dict.fromkeys(
    ("process", "assembly", "integration", "testing"), "2"
)
TYPE_CODES: Final = {"research": "4", "association": "5", "government": "6", "park": "6", "university": "4"}
SECRETARIAT: Final = "其他：秘书处"
FEW_VOTES: Final = 5


def hear_enterprises(community: Community, year: int) -> list[Voice]:
    """One or two people of most member enterprises, and a few partners outside."""
    dice, levels = draw(71, community.number, year), community.level_in(year)
    answering = [(code, firm) for code, firm in community.firms(year) if dice.random() < (0.7 if firm.dormant else 0.94)]
    thin = year == LAST_ROUND and THIN_GROUPS.get(community.code) == "E"
    members = [
        Voice(levels, _tell_employee(dice, community, year, code, firm))
        for code, firm in (answering[:FEW_VOTES] if thin else answering)
        for _ in range(int(dice.integers(1, 3)))
    ]
    outside = [Voice(levels, _tell_partner(dice, community, year, rank)) for rank in range(0 if thin else len(OUTSIDE_WORDS))]
    return [*members, *outside]


def _tell_employee(dice: np.random.Generator, community: Community, year: int, code: str, firm: Firm) -> dict[str, object]:
    segment = community.trade.segments[firm.number % len(community.trade.segments)]
    role = pick(dice, _1=0.4, _2=0.3, _3=0.2, _4=0.1)
    return {
        "ED1": role,
        "ED2": code,
        "ED3": SIZE_CODES[firm.size],
        "ED4": PLACE_IN_CHAIN.get(segment, "3"),
        "ED5": _standing(code),
        "ED6": _schools_known(dice, community, year, 0.45 if firm.dormant else 0.8),
        "E19": firm_facts(community, firm, year)["n_hired_graduates"] if role == "1" else None,
        "E16": _reasons(dice, community.level_in(year)[2]),
    }


def _tell_partner(dice: np.random.Generator, community: Community, year: int, rank: int) -> dict[str, object]:
    return {
        "ED1": pick(dice, _2=0.5, _3=0.5),
        "ED2": f"其他：{outside_name(community.place, rank)}",
        "ED3": pick(dice, _2=0.4, _3=0.6),
        "ED4": pick(dice, _1=0.3, _2=0.4, _3=0.3),
        "ED5": "4",
        "ED6": _schools_known(dice, community, year, 0.4),
        "E16": _reasons(dice, community.level_in(year)[2]),
    }


def _standing(code: str) -> str:
    return "1" if code in LEADS else "2" if code.endswith(("2", "3")) else "3"


def _schools_known(dice: np.random.Generator, community: Community, year: int, part: float) -> tuple[str, ...]:
    codes = [code for code, _ in community.schools(year)]
    known = tuple(code for code in codes if dice.random() < part)
    return known or (codes[0],)


def _reasons(dice: np.random.Generator, operation: float) -> tuple[str, ...]:
    return _choose(
        dice, {"1": 3.0, "2": 0.6 + 2.6 * operation, "3": 1.2, "4": 0.8, "5": 2.6 - 2.2 * operation, "6": 2.4 - 2.1 * operation, "7": 0.7, "8": 0.1}
    )


def _choose(dice: np.random.Generator, pulls: dict[str, float]) -> tuple[str, ...]:
    """One to three of the options, by their pull."""
    total = sum(pulls.values())
    chosen = dice.choice(list(pulls), size=int(dice.integers(1, 4)), replace=False, p=[pull / total for pull in pulls.values()])
    return tuple(sorted(map(str, chosen), key=int))


def hear_managers(community: Community, year: int) -> list[Voice]:
    """The secretariat's own people, and representatives of members of every rank."""
    dice, levels = draw(72, community.number, year), community.level_in(year)
    present = [seat for seat in community.seats if seat.present_in(year) and dice.random() < _willing(seat)]
    thin = year == LAST_ROUND and THIN_GROUPS.get(community.code) == "M"
    organisations: list[Seat | str] = [SECRETARIAT, SECRETARIAT, *(present[: FEW_VOTES - 1] if thin else present)]
    return [Voice(_seen(levels, item), _tell_manager(dice, item, levels[2])) for item in organisations]


def _willing(seat: Seat) -> float:
    if isinstance(seat.holder, Firm):
        return 0.3 if seat.holder.dormant else 0.5
    return 0.85


def _seen(levels: tuple[float, float, float], item: Seat | str) -> tuple[float, float, float]:
    """The secretariat sees its own work a little brighter."""
    talent, technology, operation = (limit(part + (0.08 if isinstance(item, str) else 0)) for part in levels)
    return talent, technology, operation


def _tell_manager(dice: np.random.Generator, item: Seat | str, operation: float) -> dict[str, object]:
    seat = item if isinstance(item, Seat) else None
    return {
        "MD0": seat.code if seat else SECRETARIAT,
        "MD1": _type_code(seat.holder) if seat else "1",
        "MD2": _standing(seat.code) if seat else "1",
        "MD3": int(dice.integers(0, 7)),
        "MD4": pick(dice, _1=0.4, _2=0.4, _3=0.15, _4=0.05) if seat else "4",
        **dict(_split(dice, operation)),
        "M17": _obstacles(dice, operation),
    }


def _type_code(holder: Holder) -> str:
    if isinstance(holder, Firm):
        return "3"
    return TYPE_CODES.get(holder.kind, "2" if isinstance(holder, School) else "4")


def _split(dice: np.random.Generator, operation: float) -> Iterator[tuple[str, int]]:
    """Who started the year's activities, of a hundred."""
    government = int(np.clip(78 - 70 * operation + dice.normal(0, 8), 0, 95))
    schools, enterprises, _ = dice.dirichlet([2.0, 1.2 + 1.5 * operation, 1.5])
    told = {"a": government, "b": int((100 - government) * schools), "c": int((100 - government) * enterprises)}
    for part, figure in (told | {"d": 100 - sum(told.values())}).items():
        yield f"M12{part}", figure


def _obstacles(dice: np.random.Generator, operation: float) -> tuple[str, ...]:
    weak = 1.2 - operation
    return _choose(dice, {"1": 2.4 * weak, "2": 1.8 * weak, "3": 1.6 * weak, "4": 1.2, "5": 1.3, "6": 0.8, "7": 0.7, "8": 1.0, "9": 0.6, "10": 0.1})
