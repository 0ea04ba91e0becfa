"""Rows that schools and enterprises fill in every year."""

from functools import cache

from iecscore.demo.facts import firm_facts, membership_facts, risen, school_facts, takes_part
from iecscore.demo.members import School, draw
from iecscore.demo.rosters import Record
from iecscore.demo.teaching import ProgrammeFacts, programmes_in
from iecscore.demo.world import Community

# A few tell a programme as upgraded without the plan that makes it so.
SIGNED = 0.97


def school_rows(community: Community, year: int) -> list[Record]:
    """A row a school."""
    return [
        {"member_id": code, "year": year, **school_facts(school, year), **membership_facts(community, school, year)}
        for code, school in community.schools(year)
    ]


def programme_rows(community: Community, year: int) -> list[Record]:
    """A row a programme and school."""
    return [_programme_row(community, code, school, item, year) for code, school in community.schools(year) for item in programmes_in(school, year)]


def _programme_row(community: Community, code: str, school: School, item: ProgrammeFacts, year: int) -> Record:
    segments, chain = community.trade.segments, takes_part(community, item)
    willing = _willing(community, school, item.rank)
    planned = willing < (0.08 + 0.95 * risen(school.quality, year)) * (1 if chain else 0.8)
    return {
        "member_id": code,
        "year": year,
        "program_code": item.programme.code,
        "program_name": item.programme.name,
        "edu_level": item.programme.level,
        "participates": chain,
        "chain_segment": segments[int(item.programme.code[:6]) % len(segments)] if chain else None,
        "n_enrolled": item.enrolled,
        "n_graduates": item.graduates,
        "status": item.status,
        "has_joint_plan": bool(planned or (item.status == "upgraded" and willing < SIGNED)),
    }


@cache
def _willing(community: Community, school: School, rank: int) -> float:
    return draw(32, community.number, school.number, rank).random()


@cache
def firm_rows(community: Community, year: int) -> tuple[Record, ...]:
    """A row an enterprise."""
    return tuple({"member_id": code, "year": year, **firm_facts(community, firm, year)} for code, firm in community.firms(year))
