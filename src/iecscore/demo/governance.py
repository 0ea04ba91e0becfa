"""The row about governance: what is in force, who takes part, what was promised and kept."""

from functools import cache

import numpy as np

from iecscore.demo.members import draw
from iecscore.demo.pathways import pathway_rows
from iecscore.demo.platforms import platform_rows
from iecscore.demo.projects import project_rows
from iecscore.demo.rosters import Record
from iecscore.demo.world import Community
from iecscore.demo.yearly import firm_rows

POINTS = tuple(f"g{number:02d}" for number in range(1, 11))
ACTIVITY = ("n_interns_hosted", "n_hired_graduates", "train_person_hours", "cash_input")


@cache
def governance_row(community: Community, year: int) -> Record:
    """Checklist, members, forecasts, disputes."""
    dice, operation = draw(45, community.number, year), community.level_in(year)[2]
    start = [seat for seat in community.seats if seat.present_in(year - 1)]
    planned, raised = 2 + community.number % 3, int(dice.poisson(4.2 * (1 - operation) ** 1.5))
    order = draw(46, community.number).permutation(len(POINTS))
    kept = int(np.clip(round(2.4 + 8.4 * operation), 0, len(POINTS)))
    return {
        "year": year,
        **{point: bool(place < kept) for place, point in zip(order, POINTS, strict=True)},
        "n_members_start": len(start),
        "n_members_retained": sum(seat.present_in(year) for seat in start),
        "n_members_end": sum(seat.present_in(year) for seat in community.seats),
        "n_members_active": len(active_members(community, year)),
        "n_forecasts_planned": planned,
        "n_forecasts_on_time": int(dice.binomial(planned, np.clip(0.12 + 0.95 * operation, 0, 1))),
        "n_disputes_raised": raised,
        "n_disputes_resolved": int(dice.binomial(raised, 0.7)),
        "fte_secretariat": round(float(draw(47, community.number).uniform(2, 9)), 1),
    }


def active_members(community: Community, year: int) -> set[str]:
    """The members that a project, a used platform, an enterprise's activity or a pathway names."""
    return {
        *(row["lead_member_id"] for row in project_rows(community, year)),
        *(row["owner_member_id"] for row in platform_rows(community, year) if row["hours_used"]),
        *(row["member_id"] for row in firm_rows(community, year) if any(row[column] for column in ACTIVITY)),
        *(row[end] for row in pathway_rows(community, year) if row["n_students"] for end in ("from_member_id", "to_member_id")),
    }
