"""Whose a part is: the member is known, is a member in the year, and fills that part."""

from datetime import date

import pytest

from crosses.drawn_parts import branch, faults, stored
from iecscore.problems import Place, error
from iecscore.text import word_problem
from iecscore.workbook import Envelope, PartRead, check_parts

LOANS = {"branch_id": "B01", "year": 2025, "n_loans": 900}


def test_a_member_s_part_beside_the_list_of_members_is_taken(library):
    parts = [library.office(branch("B01")), library.branch("B01", branch_year=[LOANS])]
    assert faults(check_parts(library.system, parts, ())) == []


def test_the_order_of_the_parts_does_not_matter_and_is_kept(library):
    parts = [library.branch("B01", branch_year=[LOANS]), library.office(branch("B01"))]
    checked = check_parts(library.system, parts, ())
    assert faults(checked) == []
    assert [read.envelope for read in checked] == [read.envelope for read in parts]


def test_a_member_s_part_beside_a_list_accepted_before_is_taken(library):
    parts = [library.branch("B01", branch_year=[LOANS])]
    assert faults(check_parts(library.system, parts, stored(library.office(branch("B01"))))) == []


def test_without_the_list_of_members_there_is_one_problem_whatever_the_rows(library):
    parts = [library.branch("B01", branch_year=[LOANS | {"year": year} for year in (2023, 2024, 2025)])]
    (checked,) = check_parts(library.system, parts, ())
    assert faults([checked]) == [("branch:B01", "part_first", "")]
    assert word_problem(checked.problems[0], "en").cause == (
        "The workbook “Head office” of L01 for 2025 has not been handed in; it lists who the members are."
    )
    assert "“总馆”" in word_problem(checked.problems[0], "zh").cause


def test_the_list_of_another_round_or_unit_does_not_serve(library):
    lists = stored(library.office(branch("B01"), year=2024), library.office(branch("B01"), unit="L02"))
    assert faults(check_parts(library.system, [library.branch("B01", branch_year=[LOANS])], lists)) == [("branch:B01", "part_first", "")]


def test_a_member_nobody_lists_is_named_with_the_nearest(library):
    lists = stored(library.office(branch("B01"), branch("B12")))
    rows = [{"branch_id": "B10", "year": 2025}, {"branch_id": "B10", "year": 2024}]
    (checked,) = check_parts(library.system, [library.branch("B10", branch_year=rows)], lists)
    assert faults([checked]) == [("branch:B10", "unknown_member", "A5")]
    assert checked.problems[0].words["known"] == "B01, B12"
    assert checked.problems[0].words["nearest"] in {"B01", "B12"}


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ({"closed": date(2024, 6, 30)}, "joined 2001-05-01, left 2024-06-30"),
        ({"opened": date(2026, 1, 1)}, "joined 2026-01-01, left –"),
    ],
)
def test_who_is_no_member_in_the_year_hands_in_no_figures(library, dates, told):
    parts = [library.office(branch("B01", **dates)), library.branch("B01", branch_year=[LOANS])]
    (_, checked) = check_parts(library.system, parts, ())
    assert faults([checked]) == [("branch:B01", "not_member", "A5")]
    assert word_problem(checked.problems[0], "en").cause == f"“B01” (Branch B01) was not a member in 2025: {told}."


def test_who_leaves_in_the_year_may_still_tell_of_it(library):
    parts = [library.office(branch("B01", closed=date(2025, 1, 31))), library.branch("B01", branch_year=[LOANS])]
    assert faults(check_parts(library.system, parts, ())) == []


@pytest.mark.parametrize(("kind", "fills", "filled"), [("kiosk", "Kiosk", "自助点"), (None, "nothing", "无")])
def test_a_member_fills_the_part_meant_for_it(extended, kind, fills, filled):
    parts = [extended.office(branch("B01", kind=kind)), extended.branch("B01", visit=[{"branch_id": "B01", "year": 2025, "school": "North"}])]
    (_, checked) = check_parts(extended.system, parts, ())
    assert faults([checked]) == [("branch:B01", "other_part", "C5")]
    assert word_problem(checked.problems[0], "en").cause == f"“B01” (Branch B01) is not one of those who fill in “Branch”; it fills in: {fills}."
    assert word_problem(checked.problems[0], "zh").cause.endswith(f"应填报：{filled}。")


def test_the_unit_s_own_part_may_hold_rows_of_every_member(extended):
    wishes = [{"wish_id": code, "branch_id": owner, "asked": date(2025, 1, 1)} for code, owner in (("W1", "B01"), ("W2", "B02"), ("W3", None))]
    assert faults(check_parts(extended.system, [extended.office(branch("B01"), branch("B02"), wish=wishes)], ())) == []


# Registers keep the rows of those who left.
REQUEST = {"request_id": "R1", "branch_id": "B01"}


def test_registers_may_still_tell_of_who_has_left(extended):
    closed = branch("B01", closed=date(2024, 6, 30))
    parts = [extended.office(closed), extended.branch("B01", request=[REQUEST])]
    assert faults(check_parts(extended.system, parts, ())) == []


def test_registers_may_tell_of_who_is_not_even_listed_any_more(extended):
    before = stored(extended.office(branch("B01"), year=2024))
    parts = [extended.office(branch("B02")), extended.branch("B01", request=[REQUEST])]
    assert faults(check_parts(extended.system, parts, before)) == []


@pytest.mark.parametrize(
    ("own", "tables", "code"),
    [
        (branch("B01", closed=date(2024, 6, 30)), {"visit": [{"branch_id": "B01", "year": 2025, "school": "North"}]}, "not_member"),
        (branch("B01", opened=date(2026, 1, 1)), {}, "not_member"),
        (branch("B01", opened=None, closed=date(2020, 1, 1)), {}, "not_member"),
        (branch("B01", kind="kiosk"), {}, "other_part"),
        (branch("B02"), {}, "unknown_member"),
    ],
)
def test_registers_tell_of_nobody_else(extended, own, tables, code):
    parts = [extended.office(own), extended.branch("B01", request=[REQUEST], **tables)]
    assert [fault for submitter, fault, _ in faults(check_parts(extended.system, parts, ())) if submitter == "branch:B01"] == [code]


def test_what_reading_could_not_tell_the_part_of_comes_back_as_it_was(library):
    unread = PartRead(Envelope("", 0), problems=(error("workbook.no_table", Place("x.xlsx")),))
    assert check_parts(library.system, [unread], ()) == (unread,)


def test_a_part_of_which_nothing_could_be_read_is_named_by_the_file_of_its_problem(library):
    unread = PartRead(Envelope("L01", 2025, "branch", "B01"), problems=(error("workbook.no_table", Place("x.xlsx")),))
    (checked,) = check_parts(library.system, [unread], ())
    assert [(problem.code, problem.place) for problem in checked.problems] == [
        ("workbook.no_table", Place("x.xlsx")),
        ("crosses.part_first", Place("x.xlsx")),
    ]


def test_a_part_that_came_from_nowhere_has_no_place(library):
    (checked,) = check_parts(library.system, [PartRead(Envelope("L01", 2025, "branch", "B01"))], ())
    assert [problem.place for problem in checked.problems] == [Place()]
