"""Rows of the registers: needs, intellectual property, standards."""

from datetime import date, timedelta
from typing import Any, TypeAlias

from iecscore.demo.facts import FIRST_YEAR
from iecscore.demo.world import Community, draw

Record: TypeAlias = dict[str, Any]


def need_rows(community: Community, year: int) -> list[Record]:
    """The register of needs as it stands at the end of the year."""
    return [_need(community, made, rank, year) for made in range(FIRST_YEAR, year + 1) for rank in range(8 + community.number % 7)]


def _need(community: Community, made: int, rank: int, year: int) -> Record:
    dice = draw(38, community.number, made, rank)
    _, technology, operation = community.level_in(made)
    end = date(year, 12, 31)
    posted = date(made, 1, 8) + timedelta(days=int(dice.integers(0, 320)))
    matched = posted + timedelta(days=int(dice.exponential(12 + 75 * (1 - operation))) + 1)
    solved = matched + timedelta(days=int(dice.integers(15, 120)))
    tried, works = bool(dice.random() < 0.55 + 0.4 * operation), bool(dice.random() < 0.35 + 0.6 * technology)
    matched_on = matched if tried and matched <= end else None
    solved_on = solved if matched_on and works and solved <= end else None
    return {
        "need_id": f"{community.code}-N{made}{rank + 1:02d}",
        "member_id": community.firms[rank % (len(community.firms) - 1)][0],
        "chain_segment": community.trade.segments[rank % len(community.trade.segments)],
        "posted_on": posted,
        "matched_on": matched_on,
        "solved_on": solved_on,
        "accepted": bool(dice.random() < 0.9) if solved_on else None,  # noqa: PLR2004
    }


def ip_rows(community: Community, year: int) -> list[Record]:
    """The register of intellectual property as it stands at the end of the year."""
    return [
        row for made in range(FIRST_YEAR - 3, year + 1) for rank in range(6 + community.number % 5) if (row := _ip_row(community, made, rank, year))
    ]


def _ip_row(community: Community, made: int, rank: int, year: int) -> Record:
    dice = draw(39, community.number, made, rank)
    technology = community.level_in(made)[1]
    end = date(year, 12, 31)
    disclosed = date(made, 2, 1) + timedelta(days=int(dice.integers(0, 300)))
    granted = _until(end, disclosed + timedelta(days=int(dice.integers(120, 420))))
    moved = _until(end, disclosed + timedelta(days=int(dice.integers(160, 900)))) if dice.random() < 0.08 + 0.5 * technology else None
    used = _until(end, disclosed + timedelta(days=int(120 + dice.exponential(700 * (1.15 - technology))))) if dice.random() < 0.7 else None  # noqa: PLR2004
    return {
        "ip_id": f"{community.code}-I{made}{rank + 1:02d}",
        "owner_member_id": community.schools[rank % len(community.schools)][0],
        "ip_type": ("invention", "utility", "software", "design", "knowhow")[rank % 5],
        "disclosure_on": disclosed,
        "granted_on": granted,
        "transferred_on": moved,
        "transfer_mode": str(dice.choice(["assign", "licence", "equity"])) if moved else None,
        "transfer_income": round(float(dice.lognormal(2.0, 1.0)), 2) if moved else None,
        "related_party": bool(dice.random() < 0.1) if moved else None,  # noqa: PLR2004
        "first_use_on": used,
    }


def _until(end: date, day: date) -> date | None:
    return day if day <= end else None


def standard_rows(community: Community, year: int) -> list[Record]:
    """The register of standards and demonstrations."""
    return [_standard(community, made, rank) for made in range(FIRST_YEAR - 2, year + 1) for rank in range(1 + community.number % 3)]


def _standard(community: Community, made: int, rank: int) -> Record:
    dice = draw(40, community.number, made, rank)
    kinds = ("technical_standard", "teaching_standard", "demonstration", "pilot_practice", "equipment_standard")
    return {
        "item_id": f"{community.code}-D{made}{rank + 1}",
        "kind": kinds[(made + rank) % 5],
        "issued_on": date(made, 9, 10),
        "issuer_level": ("group", "provincial", "industry", "community")[rank % 4],
        "adopters_external": int(dice.poisson(1 + 8 * community.level_in(made)[1])),
    }
