"""Rows about members: who they are, schools, programmes, enterprises."""

from datetime import date
from functools import cache
from typing import Any, TypeAlias

from iecscore.demo.codes import credit_code
from iecscore.demo.facts import FIRST_YEAR, firm_facts, membership_facts, programmes_in, school_facts
from iecscore.demo.world import Community, draw

Record: TypeAlias = dict[str, Any]
OTHERS = (("R01", "research", "研究院"), ("A01", "association", "行业协会"), ("G01", "government", "产业园区管理委员会"))


def community_row(community: Community) -> Record:
    """The row of the community itself."""
    industry = community.kind == "industry"
    return {
        "community_id": community.code,
        "community_name": community.name,
        "community_type": community.kind,
        "admin_level": ("national", "provincial", "provincial", "municipal")[community.number % 4],
        "established_on": date(community.founded, 5, 18),
        "city_code": None if industry else community.place.city_code,
        "industry_code": community.trade.code if industry else None,
        "focus_fields": community.trade.focus,
        "chain_segments": community.trade.segments,
        "lead_enterprise_id": "E01",
        "lead_university_id": "U01",
        "lead_school_id": "S01",
        "home_province": community.place.province_code,
        "n_region_smes": int(draw(30, community.number).integers(90, 420)),
        "is_pilot": community.number % 2 == 0,
    }


def member_rows(community: Community, year: int) -> list[Record]:
    """Schools, enterprises and other members."""
    segments = community.trade.segments
    schools = [
        _member(community, code, school.name, school.kind, institution_code=school.code, is_double_high=school.double_high)
        for code, school in community.schools
    ]
    firms = [
        _member(community, code, firm.name, "enterprise", uscc=firm.code, size=firm.size, chain_segment=segments[firm.number % len(segments)])
        for code, firm in community.firms
    ]
    others = [
        _member(
            community,
            code,
            f"{community.place.city}{community.trade.name}{word}",
            kind,
            uscc=credit_code(community.place.city_code, 7000 + community.number * 4 + rank, "12"),
        )
        for rank, (code, kind, word) in enumerate(OTHERS)
    ]
    members = [*schools, *firms, *others]
    if year == FIRST_YEAR + 2 and community.number % 5 == 2:  # noqa: PLR2004 - every fifth community loses a member
        members[-4]["left_on"] = date(year, 6, 30)
    return members


def _member(community: Community, code: str, name: str, kind: str, **more: Any) -> Record:  # noqa: ANN401 - cells of any type
    leads = code in {"S01", "E01", "U01"}
    return {
        "member_id": code,
        "member_name": name,
        "member_type": kind,
        "province_code": community.place.province_code,
        "role": "lead" if leads else "council" if code.endswith(("2", "3")) else "ordinary",
        "joined_on": date(community.founded, 6, 1),
        "left_on": None,
        **more,
    }


def number_of(text: str) -> int:
    """A number from a text that is the same in every process."""
    return sum(ord(letter) * (place + 1) for place, letter in enumerate(text))


def school_rows(community: Community, year: int) -> list[Record]:
    """A row a school."""
    return [
        {"member_id": code, "year": year, **school_facts(school, year), **membership_facts(community, school, year)}
        for code, school in community.schools
    ]


def programme_rows(community: Community, year: int) -> list[Record]:
    """A row a programme and school."""
    segments = community.trade.segments
    return [
        {
            "member_id": code,
            "year": year,
            "program_code": item.programme.code,
            "program_name": item.programme.name,
            "edu_level": item.programme.level,
            "participates": item.chain,
            "chain_segment": segments[number_of(item.programme.code) % len(segments)] if item.chain else None,
            "n_enrolled": item.enrolled,
            "n_graduates": item.graduates,
            "status": item.status,
            "has_joint_plan": bool(item.chain and draw(31, community.number, school.number, year, rank).random() < 0.25 + 0.75 * school.quality),
        }
        for code, school in community.schools
        for rank, item in enumerate(programmes_in(school, year))
    ]


@cache
def firm_rows(community: Community, year: int) -> list[Record]:
    """A row an enterprise still there."""
    gone = community.number % 5 == 2 and year == FIRST_YEAR + 2  # noqa: PLR2004
    firms = community.firms[:-1] if gone else community.firms
    return [{"member_id": code, "year": year, **firm_facts(community, firm, year)} for code, firm in firms]
