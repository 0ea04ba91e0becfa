"""Rows about research and service projects: a row for each year a project runs."""

from functools import cache
from typing import Final, NamedTuple

import numpy as np

from iecscore.demo.cases import SMALL
from iecscore.demo.codes import credit_code
from iecscore.demo.members import Firm, School, Seat, draw, limit
from iecscore.demo.names import PLACES
from iecscore.demo.rosters import Record
from iecscore.demo.world import Community

KINDS: Final = {"rd": "关键技术联合研发", "breakthrough": "技术攻关", "tech_service": "技术服务", "promotion": "新技术推广", "other": "管理咨询"}
STARTED: Final = {"secondary_voc": 2.5, "higher_voc": 2.5, "voc_bachelor": 3.0, "university": 3.0}
LONGEST: Final = 3
RELATED, FROM_ABROAD, FROM_ELSEWHERE = 0.05, 0.03, 0.25
OUTSIDE_SIZES: Final = {"large": 0.16, "medium": 0.24, "small": 0.3, "micro": 0.16, "public": 0.14}
ABROAD, UNKNOWN_ABROAD = "990000", "not_applicable"


class Client(NamedTuple):
    """Who pays: credit code, size, whether a member, province."""

    code: str
    size: str
    member: bool
    province: str


@cache
def project_rows(community: Community, year: int) -> tuple[Record, ...]:
    """The projects active in a year, of those started in it or up to two years before."""
    return tuple(
        row
        for started in range(year - LONGEST + 1, year + 1)
        for seat in community.seats
        if seat.present_in(year) and seat.present_in(started)
        for rank in range(_started(community, seat, started))
        if (row := _project_row(community, seat, started, rank, year))
    )


@cache
def _started(community: Community, seat: Seat, started: int) -> int:
    dice, technology = draw(43, community.number, *map(ord, seat.code), started), community.level_in(started)[1]
    holder = seat.holder
    if isinstance(holder, School):
        expected = STARTED[holder.kind] * (0.8 + 0.9 * limit(technology + holder.lift))
    elif isinstance(holder, Firm):
        expected = 0.0 if holder.dormant else 0.12 + 0.5 * technology * (holder.size == "large")
    else:
        expected = (0.1 + 1.1 * technology) * (holder.kind == "research")
    return int(dice.poisson(expected * (0.45 if community.code == SMALL else 1.0)))


def _project_row(community: Community, seat: Seat, started: int, rank: int, year: int) -> Record | None:
    told = _project(community, seat, started, rank)
    return told.row | {"year": year, "received_amount": told.received[year - started]} if year - started < len(told.received) else None


class Project(NamedTuple):
    """What is told of a project in every year, and what it receives in each year it runs."""

    row: Record
    received: tuple[float, ...]


@cache
def _project(community: Community, seat: Seat, started: int, rank: int) -> Project:
    dice = draw(44, community.number, *map(ord, seat.code), started, rank)
    lasts, kind = int(dice.integers(1, LONGEST + 1)), str(dice.choice(list(KINDS), p=[0.3, 0.14, 0.34, 0.17, 0.05]))
    _, technology, operation = community.level_in(started)
    lift = seat.holder.lift if isinstance(seat.holder, School) else 0.0
    able = limit(technology + lift)
    contract = float(dice.lognormal(3.3 + 3.3 * able - (1.0 if isinstance(seat.holder, School) and seat.holder.kind == "secondary_voc" else 0), 0.6))
    client, segment = _choose_client(community, started, technology, dice), _choose_segment(community, technology, dice)
    parts = dice.dirichlet([4.0] * lasts) * dice.uniform(0.85, 1.0)
    row = {
        "project_id": f"{community.code}-{started}-{seat.code}{rank + 1:02d}",
        "title": f"{community.trade.name}{KINDS[kind]}项目（{started}-{seat.code}-{rank + 1}）",
        "project_type": kind,
        "lead_member_id": seat.code,
        "n_partner_types": int(dice.choice([1, 2, 3], p=[0.4 - 0.3 * technology, 0.4 + 0.1 * technology, 0.2 + 0.2 * technology])),
        "chain_segment": segment,
        "client_uscc": client.code,
        "client_size": client.size,
        "client_is_member": client.member,
        "client_province_code": client.province,
        "related_party": bool(dice.random() < RELATED),
        "contract_amount": round(contract, 2),
        "ip_clause": bool(dice.random() < 0.16 + 0.84 * limit(operation + lift)),
    }
    return Project(row, tuple(round(contract * float(part), 2) for part in parts))


def _choose_client(community: Community, started: int, technology: float, dice: np.random.Generator) -> Client:
    """A member enterprise, or somebody outside: more often outside where technology is strong."""
    firms = community.firms(started)
    if dice.random() < 0.96 - 0.66 * technology:
        firm = firms[int(dice.integers(0, len(firms)))][1]
        return Client(firm.code, firm.size, member=True, province=firm.place.province_code)
    if dice.random() < FROM_ABROAD:
        return Client(UNKNOWN_ABROAD, "large", member=False, province=ABROAD)
    place = PLACES[int(dice.integers(0, len(PLACES)))] if dice.random() < FROM_ELSEWHERE else community.place
    number = 20000 + community.number * 400 + int(dice.integers(0, 300))
    return Client(
        credit_code(place.city_code, number),
        str(dice.choice(list(OUTSIDE_SIZES), p=list(OUTSIDE_SIZES.values()))),
        member=False,
        province=place.province_code,
    )


def _choose_segment(community: Community, technology: float, dice: np.random.Generator) -> str:
    """The segments of the chain, the first ones far more often where technology is weak."""
    segments = community.trade.segments
    pull = (0.08 + 0.95 * technology) ** np.arange(len(segments))
    return segments[int(dice.choice(len(segments), p=pull / pull.sum()))]
