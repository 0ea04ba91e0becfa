"""No rows may mean none, not told, or not handed in: three different things."""

import pytest

from engine.drawn_club import club, measure, tell

EMPTY = {
    "deal": tell("deal", "deal_id member_id year sum kind"),
    "course": tell("course", "course member_id year places taken", submitter="own:M1"),
    "need": tell("need", "need_id member_id asked met", submitter="own:M1"),
    "purse": tell("purse", "year spent earned"),
    "work": tell("work", "member_id year hours n", submitter="own:M1"),
}


def stands(value):
    return value.value, str(value.status), value.reason


@pytest.mark.parametrize("table", ["deal.sum", "course.places"])
def test_a_table_handed_in_without_rows_sums_to_nothing(table):
    key = table.partition(".")[0]
    assert stands(measure(f"sum({table})", *club("M1"), EMPTY[key])) == (0.0, "value", "")
    assert stands(measure(f"count({table})", *club("M1"), EMPTY[key])) == (0.0, "value", "")


def test_no_projects_is_no_money_a_head_and_not_a_gap():
    formula = "sum(deal.sum) / nullif(sum(work.n), 0)"
    assert stands(measure(formula, *club("M1"), EMPTY["deal"], tell("work", "member_id year n", ("M1", 2025, 4)))) == (0.0, "value", "")


@pytest.mark.parametrize("key", ["purse", "work"])
def test_a_table_that_must_have_a_row_a_year_is_not_told_without_one(key):
    column = {"purse": "spent", "work": "hours"}[key]
    assert stands(measure(f"sum({key}.{column})", *club("M1"), EMPTY[key])) == (None, "missing", "not_submitted")


def test_a_part_handed_in_tells_of_all_its_tables():
    assert stands(measure("sum(deal.sum)", *club("M1"))) == (0.0, "value", "")
    assert stands(measure("count(course.course)", *club("M1"), tell("work", "member_id year n", ("M1", 2025, 4)))) == (0.0, "value", "")


@pytest.mark.parametrize("formula", ["count(course.course)", "count(need.need_id)", "sum(purse.spent)", "sum(work.n)"])
def test_a_table_nobody_handed_in_gives_no_value(formula):
    value = measure(formula, *club("M1"))
    assert stands(value) == (None, "missing", "not_submitted")
    assert (value.coverage, value.accepted, value.years) == (0.0, False, ())
    assert [part.value for part in value.parts] == [None]


def test_one_table_missing_leaves_the_others_figure_to_be_seen():
    value = measure("sum(deal.sum) / nullif(sum(work.n), 0)", *club("M1"))
    assert stands(value) == (None, "missing", "not_submitted")
    assert [part.value for part in value.parts] == [0.0, None]


def test_a_filter_that_takes_no_row_sums_to_nothing():
    deals = tell("deal", "deal_id member_id year sum kind", ("D1", "M1", 2025, 5, "a"))
    assert stands(measure("sum(deal.sum) filter (where kind = 'b')", *club("M1"), deals)) == (0.0, "value", "")


@pytest.mark.parametrize(
    "formula", ["median(need.n)", "min(need.n)", "max(need.n)", "winsorised_mean(need.n, 0.9)", "evenness(course.field, club.fields)"]
)
def test_what_is_not_defined_over_no_rows_has_no_value(formula):
    value = measure(formula, *club("M1"), EMPTY["need"], EMPTY["course"])
    assert stands(value) == (None, "missing", "undefined")
    assert value.denominator == 0.0


def test_a_denominator_of_nothing_is_told_as_such():
    value = measure("sum(work.hours) / nullif(sum(work.n), 0)", *club("M1"), tell("work", "member_id year hours n", ("M1", 2025, 5, 0)))
    assert (*stands(value), value.denominator) == (None, "missing", "denominator_zero", 0.0)


def test_a_member_that_hands_in_one_table_hands_in_its_part():
    # M1 tells of its work and has no need to tell of; M2 hands in nothing at all
    formula = "count(need.need_id) filter (where in_window(asked))"
    work = tell("work", "member_id year n", ("M1", 2025, 4))
    assert stands(measure(formula, *club("M1"), work)) == (0.0, "value", "")
    value = measure(formula, *club("M1", "M2"), work)
    assert (*stands(value), value.coverage) == (None, "missing", "row_coverage", 0.5)


def test_a_register_of_a_member_that_has_fallen_silent_does_not_count():
    before = (
        *club("M1", "M2", year=2024),
        *(tell("need", "need_id member_id asked", (f"N{code}", code, "2024-05-01"), year=2024) for code in ("M1", "M2")),
    )
    members = [f"M{number}" for number in range(1, 7)]
    now = tell("need", "need_id member_id asked", *((f"N{code}", code, "2025-05-01") for code in members if code != "M2"))
    value = measure("count(need.need_id) filter (where in_window(asked))", *before, *club(*members), now, window=2)
    assert (value.value, round(value.coverage, 6)) == (5.0, round(5 / 6, 6)), "M1's need was told anew, M2's was not"


def test_a_register_nobody_brought_up_to_date_gives_no_value():
    before = (*club(year=2024), tell("plan", "year field posts", (2025, "a", 5), year=2024))
    needs = tell("need", "need_id member_id asked", ("N1", "M1", "2024-05-01"), year=2024)
    assert stands(measure("count(need.need_id)", *before, needs, *club("M1"))) == (None, "missing", "not_submitted")


def test_a_part_that_came_without_list_of_members_still_counts():
    value = measure("sum(work.n)", tell("club", "club_id kind", ("U1", "town")), tell("work", "member_id year n", ("M1", 2025, 4)))
    assert stands(value) == (4.0, "value", "")


def test_a_blank_figure_of_the_club_itself_is_a_gap():
    formula = "sum(work.n) / nullif(club.seats, 0)"
    work = tell("work", "member_id year n", ("M1", 2025, 4))
    assert stands(measure(formula, *club("M1", seats=8), work)) == (0.5, "value", "")
    assert stands(measure(formula, *club("M1", seats=None), work)) == (None, "missing", "row_coverage")
    rows = (tell("club", "club_id kind seats", ("U1", "town", None), reasons={(0, "seats"): "not_applicable"}), *club("M1")[1:], work)
    assert stands(measure(formula, *rows)) == (None, "not_applicable", "not_applicable")


def test_a_blank_figure_that_a_filter_compares_with_is_a_gap_and_not_a_zero():
    deals = tell("deal", "deal_id member_id year sum place", ("D1", "M1", 2025, 5, "b"))
    formula = "sum(deal.sum) filter (where place <> club.home)"
    assert stands(measure(formula, *club("M1"), deals)) == (5.0, "value", "")
    blank = tell("club", "club_id kind home", ("U1", "town", None))
    assert stands(measure(formula, blank, *club("M1")[1:], deals)) == (None, "missing", "row_coverage")
