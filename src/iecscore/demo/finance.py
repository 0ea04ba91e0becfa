"""The row about money, and the list of documents behind the figures."""

from datetime import date
from hashlib import sha256

import numpy as np

from iecscore.demo.cases import FIRST_ROUND
from iecscore.demo.governance import POINTS, governance_row
from iecscore.demo.members import draw
from iecscore.demo.platforms import platform_rows
from iecscore.demo.rosters import Record
from iecscore.demo.world import Community

AUDITED = 0.9
AGREEMENTS_SHOWN = 5


def finance_row(community: Community, year: int) -> Record:
    """Income and spending."""
    lasting, dice, (_, technology, operation) = draw(48, community.number), draw(49, community.number, year), community.level_in(year)
    total = float(lasting.uniform(600, 2600)) * (1 + 0.06 * (year - FIRST_ROUND)) * float(dice.uniform(0.93, 1.07))
    shares = lasting.dirichlet([16, 8, 8, 3]) * [1.9 - 1.75 * operation, 0.2 + 1.6 * operation, 0.2 + 1.6 * technology, 0.6]
    fiscal, enterprise, own, other = (round(total * float(part / shares.sum()), 2) for part in shares)
    spent = round(total * float(dice.uniform(0.88, 0.99)), 2)
    management = round(spent * float(np.clip(0.262 - 0.225 * operation + dice.normal(0, 0.01), 0.024, 0.34)), 2)
    training = round(spent * float(dice.uniform(0.16, 0.3)), 2)
    cost_of_hour = 14 + 108 * (1 - operation) ** 1.2 * float(dice.uniform(0.85, 1.15))
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
        "train_hours_delivered": int(training * 10000 / cost_of_hour),
        "tax_credit": round(float(dice.uniform(0, 120)), 2),
        "audited": bool(governance_row(community, year)["g08"] and dice.random() < AUDITED),
    }


def evidence_rows(community: Community, year: int) -> list[Record]:
    """The register of documents: a point of the checklist met, a platform's agreement, each year anew."""
    return [row for told in range(FIRST_ROUND, year + 1) for row in _evidence_of(community, told)]


def _evidence_of(community: Community, year: int) -> list[Record]:
    points = [("governance_year", f"{year}", point, f"治理机制佐证材料（{point}）") for point in POINTS if governance_row(community, year)[point]]
    agreements = [
        ("platform", f"{row['platform_id']}|{year}", "ownership_agreement", f"{row['platform_name']}产权协议")
        for row in platform_rows(community, year)
        if row["ownership_agreement"]
    ]
    return [_evidence_row(community, year, rank, *told) for rank, told in enumerate([*points, *agreements[:AGREEMENTS_SHOWN]])]


def _evidence_row(community: Community, year: int, rank: int, sheet: str, key: str, field: str, title: str) -> Record:
    return {
        "evidence_id": f"{community.code}-{year}-V{rank + 1:02d}",
        "sheet_name": sheet,
        "record_key": key,
        "field_name": field,
        "doc_title": title,
        "issued_by": f"{community.name}秘书处",
        "doc_date": date(year, 11, 20),
        "sha256": sha256(f"{community.code}{year}{rank}".encode()).hexdigest() if rank % 3 else None,
    }
