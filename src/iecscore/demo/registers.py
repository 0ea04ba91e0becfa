"""Rows of the registers: needs, intellectual property, standards. They grow from round to round and keep what was told."""

from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

import numpy as np

from iecscore.demo.cases import FIRST_ROUND, SMALL
from iecscore.demo.members import Firm, School, Seat, draw, limit
from iecscore.demo.rosters import Record
from iecscore.demo.world import Community

FILED: Final = {"secondary_voc": 1.7, "higher_voc": 3.2, "voc_bachelor": 3.6, "university": 3.4}
FILED_FROM: Final = 2020
TYPES: Final = {"invention": 0.3, "utility": 0.3, "software": 0.2, "design": 0.08, "knowhow": 0.12}
MONTH: Final = 30.4
STANDARDS: Final = ("technical_standard", "teaching_standard", "demonstration", "pilot_practice", "equipment_standard")
ISSUERS: Final = ("group", "provincial", "industry", "community")


def need_rows(community: Community, year: int) -> list[Record]:
    """The register of needs as it stands at the end of the year."""
    return [
        _need_row(community, seat, made, rank, year)
        for made in range(FIRST_ROUND, year + 1)
        for seat in community.seats
        if isinstance(seat.holder, Firm) and not seat.holder.dormant and seat.present_in(made)
        for rank in range(int(draw(51, community.number, *map(ord, seat.code), made).integers(0, 4)))
    ]


def _need_row(community: Community, seat: Seat, made: int, rank: int, year: int) -> Record:
    need, end = _need(community, seat, made, rank), date(year, 12, 31)
    matched = _until(end, need.matched)
    solved = _until(end, need.solved) if matched else None
    return {
        "need_id": f"{community.code}-N{made}-{seat.code}{rank + 1}",
        "member_id": seat.code,
        "chain_segment": need.segment,
        "posted_on": need.posted,
        "matched_on": matched,
        "solved_on": solved,
        "accepted": need.pleased if solved else None,
    }


class Need(NamedTuple):
    """What becomes of a need, whenever it is told."""

    segment: str
    posted: date
    matched: date | None
    solved: date | None
    pleased: bool


@cache
def _need(community: Community, seat: Seat, made: int, rank: int) -> Need:
    dice, (_, technology, operation) = draw(52, community.number, *map(ord, seat.code), made, rank), community.level_in(made)
    posted = date(made, 1, 8) + timedelta(days=int(dice.integers(0, 330)))
    matched = posted + timedelta(days=int(dice.lognormal(np.log(7 + 80 * (1 - operation) ** 1.3), 0.45)) + 1)
    solved = matched + timedelta(days=int(dice.integers(15, 110)))
    tried, works, pleased = (bool(dice.random() < part) for part in (0.5 + 0.48 * operation, 0.28 + 0.72 * technology, 0.94))
    segment = community.trade.segments[int(dice.integers(0, len(community.trade.segments)))]
    return Need(segment, posted, matched if tried else None, solved if tried and works else None, pleased)


def ip_rows(community: Community, year: int) -> list[Record]:
    """The register of intellectual property as it stands at the end of the year."""
    return [
        _ip_row(community, seat, made, rank, year)
        for made in range(FILED_FROM, year + 1)
        for seat in community.seats
        if seat.present_in(made)
        for rank in range(_filed(community, seat, made))
    ]


@cache
def _filed(community: Community, seat: Seat, made: int) -> int:
    holder, technology = seat.holder, community.level_in(made)[1]
    if isinstance(holder, School):
        expected = FILED[holder.kind] * (0.35 + 1.3 * limit(technology + holder.lift))
    else:
        expected = 0.3 if isinstance(holder, Firm) and not holder.dormant else 0.0
    return int(draw(53, community.number, *map(ord, seat.code), made).poisson(expected * (0.15 if community.code == SMALL else 1)))


def _ip_row(community: Community, seat: Seat, made: int, rank: int, year: int) -> Record:
    right, end = _right(community, seat, made, rank), date(year, 12, 31)
    moved = _until(end, right.moved)
    return {
        "ip_id": f"{community.code}-I{made}-{seat.code}{rank + 1:02d}",
        "owner_member_id": seat.code,
        "ip_type": right.kind,
        "disclosure_on": right.filed,
        "granted_on": _until(end, right.granted),
        "transferred_on": moved,
        "transfer_mode": right.mode if moved else None,
        "transfer_income": right.income if moved else None,
        "related_party": right.related if moved else None,
        "first_use_on": _until(end, right.used),
    }


class Right(NamedTuple):
    """What becomes of a right, whenever it is told."""

    kind: str
    filed: date
    granted: date | None
    moved: date | None
    used: date | None
    mode: str
    income: float
    related: bool


@cache
def _right(community: Community, seat: Seat, made: int, rank: int) -> Right:
    dice = draw(54, community.number, *map(ord, seat.code), made, rank)
    able = limit(community.level_in(made)[1] + (seat.holder.lift if isinstance(seat.holder, School) else 0))
    kind, filed = str(dice.choice(list(TYPES), p=list(TYPES.values()))), date(made, 1, 20) + timedelta(days=int(dice.integers(0, 320)))
    wait, until_use = int(dice.integers(60, 480)), MONTH * float(dice.lognormal(np.log(6 + 46 * (1 - able) ** 1.4), 0.4))
    sold, used, own, related = (bool(dice.random() < part) for part in (0.05 + 0.55 * able, 0.75, 0.08, 0.1))
    mode = "own_use" if own else str(dice.choice(["assign", "licence", "equity"], p=[0.45, 0.45, 0.1]))
    return Right(
        kind,
        filed,
        None if kind == "knowhow" else filed + timedelta(days=wait),
        filed + timedelta(days=int(dice.integers(150, 900))) if sold else None,
        filed + timedelta(days=int(until_use)) if used else None,
        mode,
        0.0 if own else round(float(dice.lognormal(2.2, 0.9)), 2),
        related,
    )


def _until(end: date, day: date | None) -> date | None:
    return day if day is not None and day <= end else None


def standard_rows(community: Community, year: int) -> list[Record]:
    """The register of standards and demonstrations, each with the adopters it has by the end of the year."""
    first = max(community.founded, FIRST_ROUND - 2)
    return [_standard_row(community, made, rank, year) for made in range(first, year + 1) for rank in range(1 + community.number % 3)]


def _standard_row(community: Community, made: int, rank: int, year: int) -> Record:
    dice = draw(55, community.number, made, rank)
    per_year = dice.poisson(0.4 + 5.5 * community.level_in(made)[1] ** 1.2, year - made + 1)
    return {
        "item_id": f"{community.code}-D{made}{rank + 1}",
        "kind": STANDARDS[(made + rank) % len(STANDARDS)],
        "issued_on": date(made, 9, 10),
        "issuer_level": ISSUERS[rank % len(ISSUERS)],
        "adopters_external": int(per_year.sum()),
    }
