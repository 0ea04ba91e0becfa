"""Rows about platforms and projects."""

from functools import cache
from typing import Any, TypeAlias

import numpy as np

from iecscore.demo.codes import credit_code
from iecscore.demo.names import PLACES
from iecscore.demo.world import Community, draw

Record: TypeAlias = dict[str, Any]
KINDS = {"rd": "联合研发", "breakthrough": "技术攻关", "tech_service": "技术服务", "promotion": "技术推广", "other": "咨询"}


@cache
def platform_rows(community: Community, year: int) -> list[Record]:
    """Joint platforms and bases."""
    _, technology, operation = community.level_in(year)
    count = int(draw(34, community.number).integers(4, 9))
    owners = [code for code, _ in (*community.schools[:3], *community.firms[:3])]
    return [_platform(community, year, rank, owners[rank % len(owners)], technology, operation) for rank in range(count)]


def _platform(community: Community, year: int, rank: int, owner: str, technology: float, operation: float) -> Record:
    dice = draw(35, community.number, rank, year)
    available = int(dice.integers(1400, 4200))
    used = int(available * np.clip(0.25 + 0.6 * operation + dice.normal(0, 0.08), 0.05, 0.98))
    kinds = ("industrial_college", "practice_base", "transfer_platform", "lab")
    return {
        "platform_id": f"{community.code}-P{rank + 1:02d}",
        "year": year,
        "platform_name": f"{community.trade.name}{('产业学院', '实训基地', '成果转化平台', '联合实验室')[rank % 4]}{rank + 1}",
        "platform_type": kinds[rank % 4],
        "owner_member_id": owner,
        "asset_value": round(float(dice.uniform(80, 1800)), 2),
        "hours_available": available,
        "hours_used": used,
        "hours_used_nonowner": int(used * np.clip(0.05 + 0.5 * operation + dice.normal(0, 0.06), 0, 0.9)),
        "n_enterprises_served": int(dice.integers(0, 3) + 6 * technology),
        "ownership_agreement": bool(dice.random() < 0.3 + 0.68 * operation),
    }


@cache
def project_rows(community: Community, year: int) -> list[Record]:
    """Projects active in the year."""
    _, technology, _ = community.level_in(year)
    count = int(10 + 26 * technology + draw(36, community.number, year).integers(0, 6))
    return [_project(community, year, rank) for rank in range(count)]


def _project(community: Community, year: int, rank: int) -> Record:
    dice = draw(37, community.number, year, rank)
    _, technology, operation = community.level_in(year)
    kind = str(dice.choice(list(KINDS), p=[0.24, 0.14, 0.38, 0.18, 0.06]))
    schools = community.schools
    lead = schools[int(dice.integers(0, len(schools)))][0] if dice.random() < 0.85 else community.firms[int(dice.integers(0, 4))][0]  # noqa: PLR2004
    inside = bool(dice.random() < 0.62 - 0.25 * technology)
    client = community.firms[int(dice.integers(0, len(community.firms)))][1]
    away = bool(dice.random() < 0.25)  # noqa: PLR2004
    place = PLACES[int(dice.integers(0, len(PLACES)))] if away else community.place
    contract = round(float(dice.lognormal(2.4 + 1.6 * technology, 0.8)), 2)
    segments = community.trade.segments
    spread = np.array([1.0 + (rank_ == 0) * 5 * (1 - technology) for rank_ in range(len(segments))])
    return {
        "project_id": f"{community.code}-{year}-{rank + 1:03d}",
        "year": year,
        "title": f"{community.trade.name}{KINDS[kind]}项目{rank + 1}",
        "project_type": kind,
        "lead_member_id": lead,
        "n_partner_types": int(dice.integers(1, 4)),
        "chain_segment": segments[int(dice.choice(len(segments), p=spread / spread.sum()))],
        "client_uscc": client.code if inside else credit_code(place.city_code, 9000 + community.number * 60 + rank),
        "client_size": client.size if inside else str(dice.choice(["large", "medium", "small", "micro", "public"])),
        "client_is_member": inside,
        "client_province_code": community.place.province_code if inside else place.province_code,
        "contract_amount": contract,
        "received_amount": round(contract * float(dice.uniform(0.4, 1.0)), 2),
        "related_party": bool(dice.random() < 0.05),  # noqa: PLR2004
        "ip_clause": bool(dice.random() < 0.3 + 0.65 * operation),
    }
