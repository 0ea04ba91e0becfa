"""The faults planted in three workbooks that come back a second time; the import must refuse each and name its cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeAlias

from iecscore.demo.codes import ALPHABET
from iecscore.demo.planning import ENTERPRISE, SCHOOL
from iecscore.demo.rosters import Record

RETURNED: Final = "returned"
Change: TypeAlias = Callable[[Record], Record]


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody typed, in the first row that holds `at` or in a copy of it; then the columns whose cells the codes must name."""

    table: str
    change: Change
    named: Mapping[str, str]
    at: Mapping[str, object] = field(default_factory=dict)
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Tearing:
    """What somebody did to a sheet: took out the row of field codes, and called a column otherwise in both languages."""

    table: str
    column: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A workbook with planted faults: whose it is, and what was done to it."""

    unit: str
    part: str = ""
    member: str = ""
    deeds: tuple[Deed, ...] = ()
    tearing: Tearing | None = None


def put(**cells: object) -> Change:
    """Type these cells, whatever stood there."""
    return lambda _row: dict(cells)


def spoil(column: str) -> Change:
    """Type another last character."""
    return lambda row: {column: row[column][:-1] + ALPHABET[(ALPHABET.index(row[column][-1]) + 1) % len(ALPHABET)]}


def exceed(column: str, other: str, by: int) -> Change:
    """Type a figure larger than the one it is part of."""
    return lambda row: {column: row[other] + by}


DRAFTS: Final = (
    Draft(
        "C03",
        deeds=(
            Deed("college_year", put(n_grad_employed="约200"), {"college_year.n_grad_employed": "sheets.about"}, {"member_id": "S01"}),
            Deed(
                "college_year",
                exceed("n_grad_related", "n_grad_employed", 35),
                {"college_year.n_grad_related": "workbook.row_check"},
                {"member_id": "S02"},
            ),
            Deed("program_year", put(n_graduates=0), {"college_year.n_graduates": "crosses.disagrees"}, {"member_id": "S04"}),
            Deed("member", spoil("uscc"), {"member.uscc": "workbook.credit_check"}, {"member_id": "E03"}),
            Deed(
                "governance_year",
                exceed("n_forecasts_on_time", "n_forecasts_planned", 3),
                {"governance_year.n_forecasts_on_time": "workbook.row_check"},
            ),
            Deed("finance_year", put(exp_training=None), {"finance_year.exp_training": "workbook.blank"}),
            Deed("need", put(posted_on="2025-02-30"), {"need.posted_on": "sheets.no_such_day"}),
        ),
    ),
    Draft(
        "C24",
        SCHOOL,
        "S02",
        deeds=(
            Deed("college_year", put(n_courses=42.5), {"college_year.n_courses": "workbook.not_whole"}),
            Deed("program_year", put(), {"program_year.member_id": "workbook.told_twice"}, copied=True),
            Deed("program_year", put(member_id="S03", program_code="660301"), {"program_year.member_id": "workbook.other_owner"}, copied=True),
        ),
    ),
    Draft(
        "C24",
        ENTERPRISE,
        "E01",
        deeds=(
            Deed(
                "enterprise_year",
                exceed("n_intern_posts_mentored", "n_intern_posts", 8),
                {"enterprise_year.n_intern_posts_mentored": "workbook.row_check"},
            ),
            Deed("need", put(chain_segment="芯片"), {"need.chain_segment": "workbook.unknown_code"}),
            Deed(
                "need",
                put(
                    need_id="C24-N2025-E01X",
                    posted_on=date(2025, 6, 1),
                    matched_on=date(2025, 5, 1),
                    solved_on=None,
                    accepted=None,
                    chain_segment=None,
                ),
                {"need.matched_on": "workbook.row_check"},
                copied=True,
            ),
        ),
        tearing=Tearing("enterprise_year", "n_employees", "员工总数", "Staff"),
    ),
)
