"""A club's figure is the ratio of its members' sums: over complete pairs, and only where enough members are there."""

import pytest

from engine.drawn_club import club, measure, tell
from iecscore.values import Status

RATIO = "sum(work.hours) / nullif(sum(work.n), 0)"


def work(*rows, columns="member_id year hours n", **options):
    return tell("work", columns, *rows, **options)


def stands(value):
    return value.value, str(value.status), value.reason, round(value.coverage, 6)


def test_sums_are_pooled_and_not_the_members_ratios():
    value = measure(RATIO, *club("M1", "M2"), work(("M1", 2025, 10, 1), ("M2", 2025, 10, 9)))
    assert stands(value) == (2.0, "value", "", 1.0)
    assert [(part.text, part.value) for part in value.parts] == [("sum(work.hours)", 20.0), ("sum(work.n)", 10.0)]
    assert (value.denominator, value.years) == (10.0, (2025,))


def test_a_row_with_a_blank_enters_neither_side():
    # M6 lacks hours: its n counts on no side; 5 of 6 members by size 5/6
    rows = [(f"M{number}", 2025, 4, 2) for number in range(1, 6)]
    value = measure(RATIO, *club(*(f"M{number}" for number in range(1, 7))), work(*rows, ("M6", 2025, None, 2)))
    assert stands(value) == (2.0, "value", "", round(5 / 6, 6))


def test_a_row_that_withholds_what_its_condition_asks_for_enters_neither_side():
    # M6 was late and refuses to tell by how much: neither nothing nor a gap in the sum, its n counts on no side; 5 of 6 members by size 5/6
    members = [f"M{number}" for number in range(1, 7)]
    rows = [(member, 2025, 4, 2) for member in members[:5]]
    for reason, expected in (
        ("refused", (2.0, "value", "", round(5 / 6, 6))),
        ("not_collected", (2.0, "value", "", round(5 / 6, 6))),
        ("not_applicable", (round(20 / 12, 6), "value", "", 1.0)),
    ):
        told = work(*rows, ("M6", 2025, None, 2), columns="member_id year late n", reasons={(5, "late"): reason})
        value, *rest = stands(measure("sum(work.late) / nullif(sum(work.n), 0)", *club(*members), told))
        assert (round(value, 6), *rest) == expected


def test_a_condition_on_what_is_withheld_leaves_the_row_out_of_the_count_too():
    told = [(f"M{number}", 2025, late, 2) for number, late in enumerate((1, 1, 0, 0, None), 1)]
    formula = "count(work.n) filter (where late >= 1) / nullif(count(work.n), 0)"
    members = club("M1", "M2", "M3", "M4", "M5")
    assert stands(measure(formula, *members, work(*told, columns="member_id year late n", reasons={(4, "late"): "refused"}))) == (
        0.5,
        "value",
        "",
        0.8,
    )
    assert stands(measure(formula, *members, work(*told, columns="member_id year late n"))) == (0.4, "value", "", 1.0)


def test_too_much_withheld_is_missing_and_no_accepted_gap():
    rows = work(("M1", 2025, 4, 2), ("M2", 2025, None, 2), columns="member_id year late n", reasons={(1, "late"): "refused"})
    value = measure("sum(work.late) / nullif(sum(work.n), 0)", *club("M1", "M2"), rows)
    assert (*stands(value), value.accepted) == (None, "missing", "row_coverage", 0.5, False)


def test_a_denominator_withheld_makes_members_weigh_by_count():
    rows = work(("M1", 2025, 8, 2), ("M2", 2025, 8, None), columns="member_id year hours late", reasons={(1, "late"): "refused"})
    assert stands(measure("sum(work.hours) / nullif(sum(work.late), 0)", *club("M1", "M2"), rows)) == (None, "missing", "row_coverage", 0.5)


def test_coverage_goes_by_the_size_of_the_denominator():
    # M2 is nine tenths of all by n: without its hours only a tenth is there
    value = measure(RATIO, *club("M1", "M2"), work(("M1", 2025, 4, 1), ("M2", 2025, None, 9)))
    assert stands(value) == (None, "missing", "row_coverage", 0.1)
    value = measure(RATIO, *club("M1", "M2"), work(("M1", 2025, 9, 9), ("M2", 2025, None, 1)))
    assert stands(value) == (1.0, "value", "", 0.9)


def test_coverage_goes_by_count_where_a_size_is_not_known():
    value = measure(RATIO, *club("M1", "M2"), work(("M1", 2025, 4, 100), ("M2", 2025, 4, None)))
    assert stands(value) == (None, "missing", "row_coverage", 0.5)


def test_a_member_that_hands_in_nothing_weighs_what_it_was_last_known_to():
    before = (*club("M1", "M2", year=2024), work(("M1", 2024, 1, 1), ("M2", 2024, 9, 9), year=2024))
    now = (*club("M1", "M2"), work(("M1", 2025, 1, 1)))
    assert stands(measure(RATIO, *now)) == (None, "missing", "row_coverage", 0.5)
    assert stands(measure(RATIO, *before, *now)) == (None, "missing", "row_coverage", 0.1)


def test_sizes_of_nothing_fall_back_to_count():
    value = measure(RATIO, *club("M1", "M2"), work(("M1", 2025, 4, 0), ("M2", 2025, 4, 0)))
    assert stands(value) == (None, "missing", "denominator_zero", 1.0)


@pytest.mark.parametrize(("there", "expected"), [(8, "value"), (7, "missing")])
def test_at_four_fifths_there_is_a_value_and_below_there_is_none(there, expected):
    members = [f"M{number:02}" for number in range(10)]
    rows = [(member, 2025, 4, 2) for member in members[:there]]
    assert str(measure(RATIO, *club(*members), work(*rows)).status) == expected


def test_a_count_under_the_fraction_sizes_members_too():
    formula = "count(course.course) filter (where taken) / nullif(count(course.course), 0)"
    columns = "course member_id year taken"
    many = [(f"C{number}", "M1", 2025, True) for number in range(9)]
    value = measure(formula, *club("M1", "M2"), tell("course", columns, *many, ("C9", "M2", 2025, None)))
    assert stands(value) == (1.0, "value", "", 0.9)


def test_rows_that_no_filter_takes_do_not_count_as_gaps():
    formula = "sum(course.places) filter (where taken)"
    rows = [("C1", "M1", 2025, True, 5), ("C2", "M1", 2025, False, None), ("C3", "M1", 2025, False, None)]
    assert stands(measure(formula, *club("M1"), tell("course", "course member_id year taken places", *rows))) == (5.0, "value", "", 1.0)
    maybe = [("C1", "M1", 2025, True, 5), ("C2", "M1", 2025, None, 5)]
    value = measure(formula, *club("M1"), tell("course", "course member_id year taken places", *maybe))
    assert stands(value) == (None, "missing", "row_coverage", 0.5)


def test_a_blank_that_means_nothing_leaves_the_row_complete():
    value = measure("sum(work.spare) / nullif(sum(work.n), 0)", *club("M1"), work(("M1", 2025, None, 4), columns="member_id year spare n"))
    assert stands(value) == (0.0, "value", "", 1.0)


def test_members_who_fill_no_such_part_are_not_waited_for():
    value = measure(RATIO, *club("M1", ("M2", "guest")), work(("M1", 2025, 4, 2)))
    assert stands(value) == (2.0, "value", "", 1.0)


@pytest.mark.parametrize(
    ("joined", "left", "coverage"),
    [
        (None, None, 0.5),
        ("2025-12-31", None, 0.5),
        ("2026-01-01", None, 1.0),
        (None, "2026-01-01", 0.5),
        (None, "2025-12-31", 1.0),
        (None, "2024-05-05", 1.0),
    ],
)
def test_a_member_is_waited_for_while_it_is_one_at_the_end_of_the_year(joined, left, coverage):
    members = ("M1", ("M2", "full", joined and _date(joined), left and _date(left)))
    assert measure(RATIO, *club(*members), work(("M1", 2025, 4, 2))).coverage == coverage


@pytest.mark.parametrize(
    ("joined", "left", "value"),
    [(None, None, 12), ("2025-06-01", None, 12), ("2026-01-01", None, 4), (None, "2025-01-01", 12), (None, "2024-12-31", 4)],
)
def test_rows_of_years_before_joining_and_after_leaving_do_not_count(joined, left, value):
    members = ("M1", ("M2", "full", joined and _date(joined), left and _date(left)))
    assert measure("sum(work.hours)", *club(*members), work(("M1", 2025, 4, 2), ("M2", 2025, 8, 2))).value == value


def _date(text):
    return tell("club", "c", (text,)).rows[0][0]


def test_the_same_member_code_in_two_clubs_is_two_members():
    rows = (*club("M1"), *club("M1", unit="U2"), work(("M1", 2025, 4, 2)), work(("M1", 2025, 9, 3), unit="U2"))
    assert {unit: value.value for unit, value in measure(RATIO, *rows).items()} == {"U1": 2.0, "U2": 3.0}


def test_two_tables_of_members_count_the_members_that_told_both():
    # M2 has deals and no work of its own: its deals enter no ratio with work
    formula = "sum(deal.sum) / nullif(sum(work.n), 0)"
    deals = tell("deal", "deal_id member_id year sum", ("D1", "M1", 2025, 10), ("D2", "M2", 2025, 90), ("D3", None, 2025, 900))
    value = measure(formula, *club("M1", ("M2", "guest")), work(("M1", 2025, 1, 5)), deals)
    assert stands(value) == (2.0, "value", "", 1.0)


def test_two_tables_that_members_fill_both_need_both():
    formula = "sum(course.places) / nullif(sum(work.n), 0)"
    courses = tell("course", "course member_id year places", *((f"C{number}", f"M{number}", 2025, 10) for number in range(1, 6)))
    rows = [(f"M{number}", 2025, 1, 5) for number in range(1, 5)]
    value = measure(formula, *club(*(f"M{number}" for number in range(1, 6))), courses, work(*rows))
    assert stands(value) == (40 / 20, "value", "", 0.8)


def test_a_member_without_rows_that_matter_still_stands_beside_its_other_rows():
    formula = "sum(course.places) filter (where taken) / nullif(sum(work.n), 0)"
    courses = tell("course", "course member_id year places taken", ("C1", "M1", 2025, 10, True), ("C2", "M2", 2025, 10, False))
    assert measure(formula, *club("M1", "M2"), courses, work(("M1", 2025, 1, 5), ("M2", 2025, 1, 5))).value == 1.0


@pytest.mark.parametrize(
    ("reasons", "status", "reason", "accepted"),
    [
        ({(0, "hours"): "not_applicable", (1, "hours"): "not_applicable"}, "not_applicable", "not_applicable", True),
        ({(0, "hours"): "not_applicable", (1, "hours"): "refused"}, "missing", "row_coverage", False),
        ({(0, "hours"): "not_applicable"}, "missing", "row_coverage", False),
        ({}, "missing", "row_coverage", False),
    ],
)
def test_not_applicable_is_accepted_and_another_mark(reasons, status, reason, accepted):
    value = measure(RATIO, *club("M1", "M2"), work(("M1", 2025, None, 2), ("M2", 2025, None, 2), reasons=reasons))
    assert (value.value, str(value.status), value.reason, value.accepted) == (None, status, reason, accepted)


def test_not_applicable_to_some_leaves_a_gap_that_is_accepted():
    rows = work(("M1", 2025, None, 2), ("M2", 2025, 4, 2), reasons={(0, "hours"): "not_applicable"})
    value = measure(RATIO, *club("M1", "M2"), rows)
    assert (value.status, value.reason, value.accepted) == (Status.MISSING, "row_coverage", True)
    value = measure(RATIO, *club("M1", "M2", "M3"), rows)
    assert (value.reason, value.accepted) == ("row_coverage", False), "M3 handed in nothing and told no reason"


def test_a_club_alone_with_one_member_is_measured():
    assert measure(RATIO, *club("M1"), work(("M1", 2025, 3, 2))).value == 1.5
