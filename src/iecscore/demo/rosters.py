"""Rows about the community itself and its members."""

from datetime import date
from typing import Any, TypeAlias

from iecscore.demo.members import Firm, School, Seat, draw
from iecscore.demo.world import LEADS, Community

Record: TypeAlias = dict[str, Any]


def community_row(community: Community) -> Record:
    """The row of the community itself."""
    industry = community.kind == "industry"
    return {
        "community_id": community.code,
        "community_name": community.name,
        "community_type": community.kind,
        "admin_level": ("national" if community.number % 4 == 0 else "provincial") if industry else ("provincial", "municipal")[community.number % 2],
        "established_on": date(community.founded, 5, 18),
        "city_code": None if industry else community.place.city_code,
        "industry_code": community.trade.code if industry else None,
        "focus_fields": community.trade.focus,
        "chain_segments": community.trade.segments,
        "lead_enterprise_id": "E01",
        "lead_university_id": "U01",
        "lead_school_id": "S01",
        "home_province": community.place.province_code,
        "n_region_smes": int(draw(31, community.number).integers(180, 520)),
        "is_pilot": community.number % 2 == 0,
    }


def member_rows(community: Community, year: int) -> list[Record]:
    """Everybody who joined until the end of the year; who left keeps a row."""
    return [_member_row(community, seat, year) for seat in community.seats if seat.known_in(year)]


def _member_row(community: Community, seat: Seat, year: int) -> Record:
    holder, segments = seat.holder, community.trade.segments
    school, firm = holder if isinstance(holder, School) else None, holder if isinstance(holder, Firm) else None
    return {
        "member_id": seat.code,
        "member_name": holder.name,
        "member_type": "enterprise" if isinstance(holder, Firm) else holder.kind,
        "uscc": None if school else holder.code,
        "institution_code": school.code if school else None,
        "province_code": holder.place.province_code,
        "size": firm.size if firm else None,
        "chain_segment": segments[firm.number % len(segments)] if firm else None,
        "role": "lead" if seat.code in LEADS else "council" if seat.code.endswith(("2", "3")) else "ordinary",
        "is_double_high": school.double_high if school and school.kind in {"higher_voc", "voc_bachelor"} else None,
        "joined_on": seat.joined,
        "left_on": seat.left if seat.left and seat.left.year <= year else None,
    }
