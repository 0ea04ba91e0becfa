"""Rows about governance, money and evidence."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, TypeAlias

import numpy as np

from iecscore.demo.demand import pathway_rows
from iecscore.demo.facts import FIRST_YEAR
from iecscore.demo.members import OTHERS, firm_rows
from iecscore.demo.work import platform_rows, project_rows
from iecscore.demo.world import Community, draw

Record: TypeAlias = dict[str, Any]


@cache
def governance_row(community: Community, year: int) -> Record:
    """Checklist, members, forecasts, disputes."""
    dice, operation = draw(42, community.number, year), community.level_in(year)[2]
    everyone = len(community.schools) + len(community.firms) + len(OTHERS)
    gone = int(year == FIRST_YEAR + 2 and community.number % 5 == 2)  # noqa: PLR2004
    planned, raised = 2, int(dice.poisson(1.8 * (1 - operation)))
    order = draw(43, community.number).permutation(10)
    kept = int(np.clip(round(3 + 8 * operation), 0, 10))
    return {
        "year": year,
        **{f"g{point + 1:02d}": bool(rank < kept) for rank, point in enumerate(order)},
        "n_members_start": everyone,
        "n_members_retained": everyone - gone,
        "n_members_end": everyone - gone,
        "n_members_active": _active(community, year),
        "n_forecasts_planned": planned,
        "n_forecasts_on_time": int(dice.binomial(planned, np.clip(0.25 + 0.8 * operation, 0, 1))),
        "n_disputes_raised": raised,
        "n_disputes_resolved": int(dice.binomial(raised, 0.7)),
        "fte_secretariat": round(float(dice.uniform(2, 9)), 1),
    }


def _active(community: Community, year: int) -> int:
    """The members that a project, platform, enterprise or pathway row names."""
    named: Iterable[str] = (
        *(row["lead_member_id"] for row in project_rows(community, year)),
        *(row["owner_member_id"] for row in platform_rows(community, year)),
        *(row["member_id"] for row in firm_rows(community, year)),
        *(row[end] for row in pathway_rows(community, year) for end in ("from_member_id", "to_member_id")),
    )
    return len(set(named))


def finance_row(community: Community, year: int) -> Record:
    """Income and spending."""
    dice, (_, technology, operation) = draw(44, community.number, year), community.level_in(year)
    total = float(dice.uniform(600, 2600))
    shares = dice.dirichlet([5 * (1.3 - operation), 1 + 4 * operation, 0.8 + 4 * technology, 0.6])
    fiscal, enterprise, own, other = (round(float(total * part), 2) for part in shares)
    spent = round(total * float(dice.uniform(0.86, 0.99)), 2)
    management = round(spent * float(np.clip(0.23 - 0.17 * operation + dice.normal(0, 0.012), 0.025, 0.34)), 2)
    training = round(spent * float(dice.uniform(0.12, 0.3)), 2)
    return {
        "year": year,
        "income_fiscal": fiscal,
        "income_enterprise": enterprise,
        "income_self": own,
        "income_other": other,
        "exp_total": spent,
        "exp_management": management,
        "exp_training": training,
        "exp_other": round(spent - management - training, 2),
        "train_hours_delivered": int(training * 10000 / (20 + 85 * (1 - operation) * float(dice.uniform(0.8, 1.2)))),
        "tax_credit": round(float(dice.uniform(0, 120)), 2),
        "audited": bool(dice.random() < 0.4 + 0.6 * operation),
    }


def evidence_rows(community: Community, year: int) -> list[Record]:
    """A document for each point of the checklist that is met."""
    governance = governance_row(community, year)
    held = [point for point in (f"g{number:02d}" for number in range(1, 11)) if governance[point]]
    return [
        {
            "evidence_id": f"{community.code}-{year}-V{rank + 1:02d}",
            "sheet_name": "governance_year",
            "record_key": f"{community.code}|{year}",
            "field_name": point,
            "doc_title": f"治理佐证材料 {point}",
            "issued_by": f"{community.name}秘书处",
            "doc_date": date(year, 11, 20),
            "sha256": None,
        }
        for rank, point in enumerate(held)
    ]
