"""Build the members of a community."""

from typing import Final

from iecscore.demo.codes import PUBLIC, credit_code, institution_code
from iecscore.demo.members import Firm, Other, School, draw, limit
from iecscore.demo.names import TRADES, Place, firm_name, school_name

KINDS: Final = ("higher_voc", "secondary_voc", "higher_voc", "voc_bachelor", "higher_voc", "secondary_voc", "higher_voc", "secondary_voc")
UNIVERSITY: Final = "university"
STUDENTS: Final = {"secondary_voc": 2300, "higher_voc": 5600, "voc_bachelor": 8200, UNIVERSITY: 6400}
STAFF: Final = {"large": 2600, "medium": 560, "small": 140, "micro": 14}
SIZES: Final = ("large", "medium", "medium", "small", "small", "micro")
LEAD_STAFF: Final = 14000
SHARED_SCHOOL, EVERY_NTH_SHARES_SCHOOL = 2, 3
OTHERS: Final = (
    ("R01", "research", "技术研究院"),
    ("R02", "research", "工程技术研究中心"),
    ("A01", "association", "行业协会"),
    ("G01", "government", "工业和信息化局"),
    ("P01", "park", "产业园区管理委员会"),
)


def build_schools(number: int, places: tuple[Place, ...], quality: float, count: int) -> tuple[tuple[str, School], ...]:
    """The schools of a community, the university last."""
    schools = tuple((f"S{rank + 1:02d}", _build_school(number, rank, places[rank % len(places)], KINDS[rank], quality)) for rank in range(count))
    return (*schools, ("U01", _build_school(number, len(KINDS), places[0], UNIVERSITY, quality)))


def _build_school(community: int, rank: int, place: Place, kind: str, quality: float) -> School:
    dice = draw(2, community, rank)
    number = 200 + community if kind == UNIVERSITY else community * len(KINDS) + rank + 1
    own = limit(quality + float(dice.normal(0, 0.11)))
    return School(
        number,
        school_name(place, kind, number),
        kind,
        place,
        institution_code(number, secondary=kind == "secondary_voc"),
        int(STUDENTS[kind] * dice.uniform(0.65, 1.45)),
        own,
        own - quality,
        _fields(community, rank),
    )


def _fields(community: int, rank: int) -> tuple[str, ...]:
    """The fields a school teaches: those of its trade; the one a neighbour shares teaches theirs too."""
    own, next_one = (TRADES[(community + step) % len(TRADES)].programmes for step in (0, 1))
    shared = rank == SHARED_SCHOOL and community % EVERY_NTH_SHARES_SCHOOL == 0
    return tuple(dict.fromkeys((*own, *(next_one if shared else ()))))


def build_firms(number: int, places: tuple[Place, ...], quality: float, count: int) -> tuple[tuple[str, Firm], ...]:
    """The enterprises of a community, the lead first."""
    return tuple((f"E{rank + 1:02d}", _build_firm(number, rank, places[rank % len(places)], quality)) for rank in range(count))


def _build_firm(community: int, rank: int, place: Place, quality: float) -> Firm:
    dice = draw(3, community, rank)
    number = community * 20 + rank + 1
    size = "large" if rank == 0 else str(dice.choice(SIZES))
    employees = int((STAFF[size] if rank else LEAD_STAFF) * dice.uniform(0.6, 1.6))
    own = limit(quality + float(dice.normal(0, 0.14)))
    dormant = bool(rank and dice.random() < 0.8 * (1 - quality) - 0.08)
    return Firm(number, firm_name(place, number), place, credit_code(place.city_code, number), size, employees, own, dormant)


def build_others(number: int, place: Place, trade: str) -> tuple[tuple[str, Other], ...]:
    """The members that are neither school nor enterprise."""
    return tuple(
        (code, Other(_other_name(place, trade, kind, word), kind, place, credit_code(place.city_code, 9000 + number * 8 + rank, PUBLIC)))
        for rank, (code, kind, word) in enumerate(OTHERS[: 3 + number % 3])
    )


def _other_name(place: Place, trade: str, kind: str, word: str) -> str:
    return f"{place.city}市{word}（示例）" if kind == "government" else f"{place.city}{trade}{word}（示例）"
