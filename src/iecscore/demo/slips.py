"""Small slips that people make, one here and there: each raises a query, none is an error."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from iecscore.demo.rosters import Record
from iecscore.demo.world import Community


class Slip(NamedTuple):
    """In which workbook, in the first row of which table, what was told instead."""

    unit: str
    year: int
    table: str
    change: Callable[[Record], Record]


SLIPS: Final = (
    Slip("C02", 2023, "enterprise_year", lambda row: {"n_interns_hosted": 5 * row["n_intern_posts"]}),
    Slip("C05", 2024, "governance_year", lambda row: {"n_members_end": row["n_members_end"] + 1}),
    Slip("C08", 2025, "governance_year", lambda row: {"n_members_active": max(3, row["n_members_active"] - 5)}),
    Slip("C09", 2025, "college_year", lambda row: {"n_grad_prev_chain": row["n_grad_prev_chain"] + 6}),
    Slip("C12", 2025, "project", lambda row: {"contract_amount": round(row["received_amount"] * 0.6, 2)}),
    Slip("C14", 2024, "enterprise_year", lambda row: {"n_hired_graduates": row["n_hired_graduates"] * 2}),
    Slip("C21", 2025, "standard", lambda _row: {"adopters_external": 620}),
)


def let_slip(community: Community, year: int, table: str, rows: Sequence[Record]) -> list[Record]:
    """The rows with the slip of this workbook's table, where there is one."""
    changes = [slip.change for slip in SLIPS if (slip.unit, slip.year, slip.table) == (community.code, year, table)]
    return [row | change(row) for change in changes for row in rows[:1]] + list(rows[len(changes) :])
