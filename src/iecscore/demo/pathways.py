"""Rows about pathways from one level to the next."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from iecscore.demo.facts import membership_facts
from iecscore.demo.members import School, draw
from iecscore.demo.rosters import Record
from iecscore.demo.world import Community

LEVEL_OF: Final = {"secondary_voc": "sec", "higher_voc": "hv", "voc_bachelor": "vb"}
LEADS_TO: Final = {
    "secondary_voc": (("higher_voc", "hv"), ("voc_bachelor", "vb")),
    "higher_voc": (("voc_bachelor", "vb"), ("university", "vb")),
    "voc_bachelor": (("university", "pg"),),
}


@cache
def pathway_rows(community: Community, year: int) -> tuple[Record, ...]:
    """From every school below the university to one or two schools of a higher level."""
    rows: list[Record] = []
    for place, (code, school) in enumerate(community.schools(year)):
        if school.kind in LEVEL_OF:
            goals = list(_goals(community, school, year))
            chosen = dict.fromkeys(goals[(place + step) % len(goals)] for step in range(1 + (community.number + place) % 2))
            students = membership_facts(community, school, year)["n_pathway_students"] / len(chosen)
            rows += [_pathway_row(community, year, (code, school), goal, students) for goal in chosen]
    return tuple(rows)


def _goals(community: Community, school: School, year: int) -> Iterator[tuple[str, str]]:
    for kind, level in LEADS_TO[school.kind]:
        yield from ((code, level) for code, other in community.schools(year) if other.kind == kind)


def _pathway_row(community: Community, year: int, start: tuple[str, School], goal: tuple[str, str], students: float) -> Record:
    (code, school), (to, level) = start, goal
    lasting, dice = draw(41, community.number, school.number, *map(ord, to)), draw(42, community.number, school.number, year, *map(ord, to))
    ready = 0.25 + 0.72 * community.level_in(year)[0]
    return {
        "pathway_id": f"{community.code}-T-{code}{to}",
        "year": year,
        "from_member_id": code,
        "to_member_id": to,
        "from_level": LEVEL_OF[school.kind],
        "to_level": level,
        "joint_curriculum_map": bool(lasting.random() < ready),
        "credit_recognition": bool(lasting.random() < ready),
        "n_students": int(students * dice.uniform(0.35, 0.75)),
    }
