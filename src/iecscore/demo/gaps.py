"""Plausible gaps: a required figure that is not there, with the reason typed in its place."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from iecscore.demo.cases import LAST_ROUND, UNTOLD_FINANCE
from iecscore.demo.members import draw
from iecscore.demo.rosters import Record
from iecscore.demo.world import LEADS, Community


class Gap(NamedTuple):
    """A column in which figures are sometimes missing: how often, and why."""

    table: str
    column: str
    rate: float
    reason: str


GAPS: Final = (
    Gap("college_year", "n_teachers_in_service", 0.012, "not_collected"),
    Gap("college_year", "n_composite_students", 0.02, "not_collected"),
    Gap("college_year", "n_grad_prev_chain_1y", 0.009, "not_collected"),
    Gap("enterprise_year", "inkind_input", 0.03, "refused"),
    Gap("enterprise_year", "train_person_hours_online", 0.02, "not_collected"),
    Gap("platform", "hours_used_nonowner", 0.005, "not_collected"),
    Gap("ip", "transfer_income", 0.04, "refused"),
)
SPENDING: Final = ("exp_total", "exp_management", "exp_training", "exp_other", "train_hours_delivered")


def leave_gaps(community: Community, year: int, table: str, rows: Sequence[Record]) -> list[Record]:
    """The rows with reasons in place of the figures that were not to be had."""
    if table == "finance_year" and (community.code, year) == (UNTOLD_FINANCE, LAST_ROUND):
        return [row | dict.fromkeys(SPENDING, "not_collected") for row in rows]
    gaps = [gap for gap in GAPS if gap.table == table]
    chances = draw(60, community.number, year, *map(ord, table)).random((len(rows), len(gaps))) if gaps else [()] * len(rows)
    return [row | _leave(row, gaps, chance) for row, chance in zip(rows, chances, strict=True)]


def _leave(row: Record, gaps: Sequence[Gap], chances: Iterable[float]) -> Record:
    return {
        gap.column: gap.reason
        for gap, chance in zip(gaps, chances, strict=True)
        if chance < gap.rate and row[gap.column] is not None and row.get("member_id") not in LEADS
    }
