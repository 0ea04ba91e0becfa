"""A synthetic country: communities, their members, and how good each of them is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal, TypeAlias, get_args

import numpy as np

from iecscore.demo.building import EVERY_NTH_SHARES_SCHOOL, SHARED_SCHOOL, build_firms, build_others, build_schools
from iecscore.demo.cases import FIRST_ROUND, LAST_ROUND, SMALL
from iecscore.demo.members import Firm, Holder, School, Seat, draw, limit
from iecscore.demo.names import PLACES, TRADES, Place, Trade

INDUSTRY, CITY = 14, 10
LEADS: Final = ("S01", "E01", "U01")
SHARED_FIRM, EVERY_NTH_SHARES_FIRM = 1, 6
LATE_FROM, LATE = "E10", 0.3
Kind: TypeAlias = Literal["industry", "city"]


@dataclass(frozen=True, slots=True, eq=False)
class Community:
    """A community with the seats of its members, in the order of their codes."""

    number: int
    code: str
    name: str
    kind: Kind
    place: Place
    trade: Trade
    founded: int
    quality: tuple[float, float, float]
    growth: float
    seats: tuple[Seat, ...]

    def level_in(self, year: int) -> tuple[float, float, float]:
        """How good talent, technology and operation are in a year, 0 to 1."""
        talent, technology, operation = (limit(part + self.growth * (year - LAST_ROUND)) for part in self.quality)
        return talent, technology, operation

    def schools(self, year: int) -> tuple[tuple[str, School], ...]:
        """The schools that are members at the end of a year, by member code."""
        return tuple((seat.code, seat.holder) for seat in self.seats if isinstance(seat.holder, School) and seat.present_in(year))

    def firms(self, year: int) -> tuple[tuple[str, Firm], ...]:
        """The enterprises that are members at the end of a year, by member code."""
        return tuple((seat.code, seat.holder) for seat in self.seats if isinstance(seat.holder, Firm) and seat.present_in(year))


@cache
def build_world() -> tuple[Community, ...]:
    """Build the communities; some share a school or an enterprise with the one before."""
    built: list[Community] = []
    for number in range(INDUSTRY + CITY):
        built.append(_build_community(number, built[-1] if built else None))
    return tuple(built)


def _build_community(number: int, neighbour: Community | None) -> Community:
    dice, code = draw(1, number), f"C{number + 1:02d}"
    kind: Kind = get_args(Kind)[number >= INDUSTRY]
    place, trade = PLACES[number % len(PLACES)], TRADES[number % len(TRADES)]
    base = _base_quality(number)
    talent, technology, operation = (limit(base + float(dice.normal(0, 0.07))) for _ in range(3))
    founded = int(dice.integers(2018, 2022))
    places = (place, PLACES[(number + 3) % len(PLACES)], PLACES[(number + 7) % len(PLACES)]) if kind == "industry" else (place,)
    schools = build_schools(number, places, talent, 4 if code == SMALL else int(dice.choice([6, 6, 7, 7, 8])))
    firms = build_firms(number, places, operation, 13 + number % 4)
    holders: tuple[tuple[str, Holder], ...] = (*schools, *firms, *build_others(number, place, trade.name), *_share(number, neighbour, schools, firms))
    seats = tuple(_seat(number, member, holder, founded, operation) for member, holder in sorted(holders, key=lambda item: _order(item[0])))
    name = _name(kind, place, trade, national=number % 4 == 0)
    growth = float(dice.normal(0.025, 0.02))
    return Community(number, code, name, kind, place, trade, founded, (talent, technology, operation), growth, seats)


def _base_quality(number: int) -> float:
    """Qualities spread evenly over the country, in an order of chance."""
    count = INDUSTRY + CITY
    return 0.2 + 0.62 * (int(np.argsort(draw(0).permutation(count))[number]) + 0.5) / count


def _name(kind: Kind, place: Place, trade: Trade, *, national: bool) -> str:
    if kind == "city":
        return f"{place.city}{trade.name}市域产教联合体（示例）"
    return f"{'全国' if national else place.province}{trade.name}行业产教融合共同体（示例）"


def _order(code: str) -> tuple[int, str]:
    return "SUEARGP".index(code[0]), code


def _share(
    number: int, neighbour: Community | None, schools: tuple[tuple[str, School], ...], firms: tuple[tuple[str, Firm], ...]
) -> Iterator[tuple[str, Holder]]:
    if neighbour is not None and number % EVERY_NTH_SHARES_SCHOOL == 1:
        yield f"S{len(schools):02d}", neighbour.schools(LAST_ROUND)[SHARED_SCHOOL][1]
    if neighbour is not None and number % EVERY_NTH_SHARES_FIRM == 1:
        yield f"E{len(firms) + 1:02d}", neighbour.firms(LAST_ROUND)[SHARED_FIRM][1]


def _seat(number: int, code: str, holder: Holder, founded: int, operation: float) -> Seat:
    """Founders, a few who came later, and a few who left: more of them where operation is weak."""
    dice = draw(4, number, *map(ord, code))
    late = isinstance(holder, Firm) and code >= LATE_FROM and dice.random() < LATE
    joined = date(int(dice.integers(FIRST_ROUND - 1, LAST_ROUND + 1)), 3, 15) if late else date(founded, 6, 1)
    risk = 0.0 if code in LEADS or late or isinstance(holder, School) else 0.01 + 0.36 * (1 - operation) ** 2.5
    years = [year for year in range(FIRST_ROUND, LAST_ROUND + 1) if dice.random() < risk]
    return Seat(code, holder, joined, date(years[0], 6, 30) if years else None)
