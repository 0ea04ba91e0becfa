"""One organisation in several units tells the same fact everywhere."""

from datetime import date
from decimal import Decimal

import pytest

from crosses.drawn_parts import Reason, branch, faults, stored
from iecscore.text import word_problem
from iecscore.workbook import check_parts


def unit(desk, code, member="B01", isil="CN-1", year=2025, own=None, **figures):
    """A unit with one branch, and what that branch tells."""
    told = {"branch_id": member, "year": year} | figures
    return [
        desk.office(branch(member, isil=isil, **(own or {})), unit=code, year=year),
        desk.branch(member, unit=code, year=year, branch_year=[told]),
    ]


def shelf(desk, code, member="B01", year=2025, **told):
    return desk.branch(member, unit=code, year=year, shelf_year=[{"branch_id": member, "year": year} | told])


def test_the_same_figure_in_two_units_is_no_fault(library):
    parts = [*unit(library, "L01", n_loans=900), *unit(library, "L02", member="B07", n_loans=900)]
    assert faults(check_parts(library.system, parts, ())) == []


def test_two_figures_that_come_together_are_both_refused_each_naming_the_other(library):
    parts = [*unit(library, "L01", n_loans=900), *unit(library, "L02", member="B07", n_loans=950)]
    checked = check_parts(library.system, parts, ())
    assert faults(checked) == [("branch:B01", "organisation_differs", "C5"), ("branch:B07", "organisation_differs", "C5")]
    assert word_problem(checked[1].problems[0], "en").cause == (
        "“Loans” of Branch B01 is 900 here, but 950 in 2025_L02_B07.xlsx, sheet “03 分馆年度”, cell C5."
    )
    assert word_problem(checked[3].problems[0], "zh").cause == (
        "Branch B07的“外借册次”在此填为 950，而 2025_L01_B01.xlsx 中“03 分馆年度”表 C5 单元格填为 900。"
    )


def test_the_later_figure_is_refused(library):
    before = stored(*unit(library, "L01", n_loans=900))
    checked = check_parts(library.system, unit(library, "L02", n_loans=950), before)
    assert faults(checked) == [("branch:B01", "organisation_differs", "C5")]


def test_of_figures_that_come_together_the_one_told_before_is_right(library):
    before = stored(*unit(library, "L01", n_loans=900))
    parts = [*unit(library, "L02", n_loans=900), *unit(library, "L03", n_loans=950)]
    checked = check_parts(library.system, parts, before)
    assert [(read.envelope.unit, code) for read in checked for _, code, _ in faults([read])] == [("L03", "organisation_differs")]


def test_who_tells_as_one_of_several_told_before_is_not_refused(library):
    before = stored(*unit(library, "L01", n_loans=900), *unit(library, "L02", n_loans=950))
    assert faults(check_parts(library.system, unit(library, "L03", n_loans=950), before)) == []


def test_all_units_are_corrected_by_coming_together(library):
    before = stored(*unit(library, "L01", n_loans=900), *unit(library, "L02", n_loans=900))
    corrected = [*unit(library, "L01", n_loans=910), *unit(library, "L02", n_loans=910)]
    assert faults(check_parts(library.system, corrected, before)) == []
    assert [code for _, code, _ in faults(check_parts(library.system, corrected[:2], before))] == ["organisation_differs"]


@pytest.mark.parametrize(
    "other",
    [
        {"isil": "CN-2", "n_loans": 950},
        {"year": 2024, "n_loans": 950},
        {"n_visits": 5},
        {"n_loans": Reason("not_collected")},
    ],
)
def test_another_organisation_year_or_figure_or_a_blank_is_no_contradiction(library, other):
    before = stored(*unit(library, "L02", **other))
    assert faults(check_parts(library.system, unit(library, "L01", n_loans=900, n_visits=9), before)) == []


def test_a_blank_of_one_s_own_is_no_contradiction(library):
    before = stored(*unit(library, "L02", n_loans=950))
    assert faults(check_parts(library.system, unit(library, "L01", n_loans=None), before)) == []


def test_the_organisation_is_known_by_the_first_identity_told(extended):
    one = unit(extended, "L01", isil="CN-1", own={"city_code": "C1"}, n_loans=900)
    assert faults(check_parts(extended.system, unit(extended, "L02", isil=None, own={"city_code": "C1"}, n_loans=1), stored(*one))) == []
    two = unit(extended, "L03", isil=None, own={"city_code": "C1"}, n_loans=2)
    checked = check_parts(extended.system, two, stored(*unit(extended, "L02", isil=None, own={"city_code": "C1"}, n_loans=1)))
    assert faults(checked) == [("branch:B01", "organisation_differs", "C5")]


def test_who_tells_no_identity_is_not_compared(extended):
    before = stored(*unit(extended, "L02", isil=None, n_loans=950))
    assert faults(check_parts(extended.system, unit(extended, "L01", isil=None, n_loans=900), before)) == []


def test_rows_are_compared_by_their_other_keys(extended):
    before = stored(*unit(extended, "L02", member="B07"), shelf(extended, "L02", "B07", shelf="A", n_items=40))
    office = extended.office(branch("B01", isil="CN-1"))
    assert faults(check_parts(extended.system, [office, shelf(extended, "L01", shelf="B", n_items=50)], before)) == []
    checked = check_parts(extended.system, [office, shelf(extended, "L01", shelf="A", n_items=50)], before)
    assert faults(checked) == [("branch:B01", "organisation_differs", "D5")]


@pytest.mark.parametrize(
    ("here", "there", "codes"),
    [
        ({"subjects": ("N", "S")}, {"subjects": ("S", "N")}, []),
        ({"subjects": ("N",)}, {"subjects": ("S", "N")}, ["organisation_differs"]),
        ({"width": Decimal("2.50")}, {"width": Decimal("2.5")}, []),
        ({"width": Decimal("2.50")}, {"width": Decimal("25.4")}, ["organisation_differs"]),
    ],
)
def test_codes_compare_in_any_order_and_numbers_by_value(extended, here, there, codes):
    before = stored(*unit(extended, "L02"), shelf(extended, "L02", shelf="A", **there))
    checked = check_parts(extended.system, [extended.office(branch("B01", isil="CN-1")), shelf(extended, "L01", shelf="A", **here)], before)
    assert [code for _, code, _ in faults(checked)] == codes


def test_dates_are_worded_as_they_are_entered(extended):
    before = stored(*unit(extended, "L02"), shelf(extended, "L02", shelf="A", since=date(2020, 5, 1)))
    parts = [extended.office(branch("B01", isil="CN-1")), shelf(extended, "L01", shelf="A", since=date(2020, 6, 1))]
    checked = check_parts(extended.system, parts, before)
    assert word_problem(checked[1].problems[0], "en").cause.startswith("“In place since” of Branch B01 is 2020-06-01 here, but 2020-05-01 in ")


def test_the_list_of_members_itself_is_compared(extended):
    before = stored(*unit(extended, "L02", own={"staffed": True}))
    checked = check_parts(extended.system, unit(extended, "L01", own={"staffed": False}), before)
    assert ("office", "organisation_differs", "G5") in faults(checked)
    problem = checked[0].problems[0]
    assert [word_problem(problem, language).cause[:60] for language in ("en", "zh")] == [
        "“Staffed” of Branch B01 is no here, but yes in 2025_L02_office.xlsx, sheet “02 分馆名单”, cell G5."[:60],
        "Branch B01的“是否有馆员”在此填为 否，而 2025_L02_office.xlsx 中“02 分馆名单”表 G5 单元格填为 是。"[:60],
    ]


def test_what_one_unit_told_last_is_compared(library):
    before = stored(*unit(library, "L02", n_loans=900), *unit(library, "L02", year=2024, n_loans=700))
    assert faults(check_parts(library.system, unit(library, "L01", year=2024, n_loans=700), before)) == []


def test_a_row_of_nobody_listed_is_not_compared(library):
    before = stored(*unit(library, "L02", n_loans=950))
    assert [code for _, code, _ in faults(check_parts(library.system, unit(library, "L01", n_loans=900)[1:], before))] == ["part_first"]
