"""A synthetic country: communities, their members, and how good each of them is."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from iecscore.demo.codes import credit_code, institution_code
from iecscore.demo.names import PLACES, TRADES, Place, Trade, firm_name, school_name

SEED = 20250901
INDUSTRY, CITY = 14, 10
DOUBLE_HIGH_FROM = 0.62


@dataclass(frozen=True, slots=True, eq=False)
class School:
    """A school: who it is, how large, how good (0 to 1)."""

    number: int
    name: str
    kind: str
    place: Place
    code: str
    enrolled: int
    quality: float
    double_high: bool
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Firm:
    """An enterprise."""

    number: int
    name: str
    place: Place
    code: str
    size: str
    employees: int
    quality: float


@dataclass(frozen=True, slots=True, eq=False)
class Community:
    """A community with its members, by member code."""

    number: int
    code: str
    name: str
    kind: Literal["industry", "city"]
    place: Place
    trade: Trade
    founded: int
    quality: tuple[float, float, float]
    growth: float
    schools: tuple[tuple[str, School], ...]
    firms: tuple[tuple[str, Firm], ...]

    def level_in(self, year: int) -> tuple[float, float, float]:
        """How good talent, technology and operation are in a year, 0 to 1."""
        talent, technology, operation = (min(0.97, max(0.03, part + self.growth * (year - 2025))) for part in self.quality)
        return talent, technology, operation


def draw(*key: int) -> np.random.Generator:
    """A generator of its own for each thing, so that nothing depends on order."""
    return np.random.default_rng([SEED, *key])


def build_world(communities: int = INDUSTRY + CITY) -> tuple[Community, ...]:
    """Build the communities; every third one shares a school with its neighbour."""
    built: list[Community] = []
    for number in range(communities):
        built.append(_build_community(number, built[-1] if built else None))
    return tuple(built)


def _build_community(number: int, neighbour: Community | None) -> Community:
    dice = draw(1, number)
    place, trade = PLACES[number % len(PLACES)], TRADES[number % len(TRADES)]
    kind: Literal["industry", "city"] = "industry" if number < INDUSTRY else "city"
    base = dice.normal(0.52, 0.15)
    quality = tuple(float(np.clip(base + dice.normal(0, 0.08), 0.08, 0.92)) for _ in range(3))
    name = f"{place.province}{trade.name}行业产教融合共同体" if kind == "industry" else f"{place.city}市{trade.name}产教联合体"
    schools = _build_schools(number, place, quality[0], int(dice.integers(6, 8)))
    if neighbour is not None and number % 3 == 1:
        schools = (*schools, (f"S{len(schools) + 1:02d}", neighbour.schools[2][1]))
    schools = (*schools, ("U01", _build_school(number, 90, place, "university", quality[0])))
    firms = tuple((f"E{rank + 1:02d}", _build_firm(number, rank, place, quality[2])) for rank in range(int(dice.integers(10, 14))))
    founded = int(dice.integers(2018, 2023))
    growth = float(dice.normal(0.025, 0.02))
    return Community(number, f"C{number + 1:02d}", name, kind, place, trade, founded, quality, growth, schools, firms)  # type: ignore[arg-type]


def _build_schools(number: int, place: Place, quality: float, count: int) -> tuple[tuple[str, School], ...]:
    kinds = ("higher_voc", "secondary_voc", "higher_voc", "voc_bachelor", "higher_voc", "secondary_voc", "higher_voc", "secondary_voc")
    return tuple((f"S{rank + 1:02d}", _build_school(number, rank, place, kinds[rank], quality)) for rank in range(count))


def _build_school(community: int, rank: int, place: Place, kind: str, quality: float) -> School:
    dice = draw(2, community, rank)
    number = community * 8 + rank + 1 if rank < 90 else 200 + community  # noqa: PLR2004 - 90 marks the university
    enrolled = int({"secondary_voc": 2600, "higher_voc": 7200, "voc_bachelor": 9800, "university": 3000}[kind] * dice.uniform(0.6, 1.5))
    code = institution_code(number, secondary=kind == "secondary_voc")
    own = float(np.clip(quality + dice.normal(0, 0.12), 0.04, 0.96))
    return School(
        number,
        school_name(place, kind, number),
        kind,
        place,
        code,
        enrolled,
        own,
        kind != "secondary_voc" and own > DOUBLE_HIGH_FROM,
        TRADES[community % len(TRADES)].programmes,
    )


def _build_firm(community: int, rank: int, place: Place, quality: float) -> Firm:
    dice = draw(3, community, rank)
    number = community * 16 + rank + 1
    size = "large" if rank == 0 else str(dice.choice(["large", "medium", "small", "small", "micro"]))
    employees = int({"large": 2400, "medium": 600, "small": 150, "micro": 18}[size] * dice.uniform(0.6, 1.6))
    own = float(np.clip(quality + dice.normal(0, 0.15), 0.04, 0.96))
    return Firm(number, firm_name(place, number), place, credit_code(place.city_code, number), size, employees, own)
