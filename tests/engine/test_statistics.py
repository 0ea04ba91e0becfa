"""Medians, distinct counts and the named statistics, by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.drawn_club import club, measure, tell
from iecscore.engine.pooling import evenness, structure_overlap, weighted_error, winsorised_mean


def deals(*rows, columns="deal_id member_id year sum kind place"):
    return tell("deal", columns, *((f"D{number}", *row) for number, row in enumerate(rows)))


def needs(*rows):
    return tell("need", "need_id member_id asked met n", *((f"N{number}", *row) for number, row in enumerate(rows)))


def test_a_median_is_of_all_rows_whoever_they_are_of():
    rows = needs(
        ("M1", "2025-01-01", "2025-01-04", 1),
        ("M2", "2025-01-01", "2025-01-11", 2),
        ("M1", "2025-01-01", "2025-01-31", 3),
        ("M2", "2025-01-01", None, 4),
    )
    value = measure("median(days_between(need.asked, need.met))", *club("M1", "M2"), rows)
    assert (value.value, value.denominator) == (10.0, 3.0)
    value = measure("median(case when need.met is null then 90 else days_between(asked, met) end)", *club("M1", "M2"), rows)
    assert (value.value, value.denominator) == (20.0, 4.0)


def test_distinct_codes_are_counted_once_for_the_whole_club():
    rows = deals(("M1", 2025, 1, "a", None), ("M2", 2025, 1, "a", None), ("M2", 2025, 1, "b", None), ("M2", 2025, 1, "b", None))
    value = measure("count(distinct deal.kind)", *club("M1", "M2"), rows)
    assert (value.value, value.denominator) == (2.0, 2.0)


def test_least_and_greatest_are_of_all_rows():
    rows = deals(("M1", 2025, 5, "a", None), ("M2", 2025, 2, "a", None), ("M2", 2025, 9, "a", None))
    assert measure("max(deal.sum) - min(deal.sum)", *club("M1", "M2"), rows).value == 7.0


def test_evenness_is_entropy_over_the_codes_declared():
    rows = deals(*[("M1", 2025, 1, "a", None)] * 5, *[("M2", 2025, 1, "b", None)] * 3, *[("M2", 2025, 1, "c", None)] * 2)
    value = measure("evenness(deal.kind, club.fields, 3)", *club("M1", "M2", fields=("a", "b", "c", "town")), rows)
    assert value.value == pytest.approx(-sum(p * math.log(p) for p in (0.5, 0.3, 0.2)) / math.log(4), rel=1e-15)
    assert value.denominator == 10.0


@pytest.mark.parametrize(
    ("codes", "declared", "least", "expected"),
    [
        ("aabb", "ab", 2, 1.0),
        ("aaaa", "ab", 2, 0.0),
        ("aabbx", "ab", 2, 1.0),
        ("ab", "ab", 3, None),
        ("aa", "a", 1, None),
        ("", "ab", 2, None),
        ("ab", "abab", 3, None),
    ],
)
def test_evenness_at_its_limits(codes, declared, least, expected):
    assert evenness(list(codes), tuple(declared), least).figure == expected


def test_evenness_rests_on_the_codes_that_are_declared():
    assert evenness(list("aabbx"), ("a", "b"), 2).base == 4.0


def test_structures_overlap_in_shares():
    courses = tell(
        "course", "course member_id year field places", ("C1", "M1", 2025, "a", 50), ("C2", "M2", 2025, "b", 30), ("C3", "M2", 2025, "c", 20)
    )
    plans = tell("plan", "year field posts", (2025, "a", 60), (2025, "b", 60), (2025, "c", 80))
    value = measure("structure_overlap(course.places, plan.posts, field)", *club("M1", "M2"), courses, plans)
    assert value.value == pytest.approx(1 - 0.5 * (0.2 + 0 + 0.2), rel=1e-15)
    assert value.denominator == 100.0
    assert [(part.text, part.value) for part in value.parts] == [("structure_overlap(course.places, plan.posts, course.field)", value.value)]


def test_each_side_heeds_the_conditions_that_name_it():
    courses = tell(
        "course",
        "course member_id year field places taken",
        ("C1", "M1", 2025, "a", 50, True),
        ("C2", "M1", 2025, "b", 50, True),
        ("C3", "M1", 2025, "c", 99, False),
    )
    plans = tell("plan", "year field posts", (2025, "a", 40), (2025, "b", 40), (2025, "c", 2))
    formula = "structure_overlap(course.places, plan.posts, field) filter (where taken and plan.posts > 2 and club.seats > 0)"
    assert measure(formula, *club("M1"), courses, plans).value == 1.0
    assert measure(formula, *club("M1", seats=0), courses, plans).reason == "undefined"


def test_rows_without_a_key_cannot_be_placed():
    courses = tell("course", "course member_id year field places", *((f"C{n}", "M1", 2025, "a", 10) for n in range(4)), ("C9", "M1", 2025, None, 10))
    plans = tell("plan", "year field posts", (2025, "a", 40))
    value = measure("structure_overlap(course.places, plan.posts, field)", *club("M1"), courses, plans)
    assert (value.value, value.coverage, value.denominator) == (1.0, 0.8, 40.0)


@pytest.mark.parametrize("sides", [({}, {"a": 1}), ({"a": 1}, {}), ({"a": 0}, {"a": 1}), ({}, {})])
def test_an_overlap_with_nothing_is_not_defined(sides):
    assert structure_overlap(*sides).figure is None


def test_an_error_without_outcome_or_forecast_is_not_defined():
    assert weighted_error({}, {"a": 5}) == (None, 5.0)
    assert weighted_error({"a": 5}, {}) == (None, 0.0)
    assert weighted_error({"a": 5}, {"a": 0}) == (None, 0.0)


totals = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 1000), min_size=1)


@given(totals, totals)
def test_an_overlap_lies_between_nothing_and_one_and_has_no_sides(left, right):
    figure, base = structure_overlap(left, right)
    assert (figure, base) == structure_overlap(right, left)
    assert figure is None or -1e-15 <= figure <= 1
    if any(left.values()):
        assert structure_overlap(left, left).figure == pytest.approx(1, rel=1e-15)


@given(st.lists(st.integers(0, 10**6), min_size=1), st.sampled_from([0.5, 0.9, 0.95, 1.0]))
def test_a_winsorised_mean_is_at_most_the_mean_and_at_least_the_least(values, share):
    figure = winsorised_mean(values, share)
    assert min(values) <= figure <= math.fsum(values) / len(values) * (1 + 1e-12)
    assert share < 1 or figure == pytest.approx(math.fsum(values) / len(values))


def test_winsorising_by_hand():
    # 0.75 quantile of 1, 2, 3, 4, 90: the fourth, so 90 becomes 4
    assert winsorised_mean([90, 1, 4, 3, 2], 0.75) == (1 + 2 + 3 + 4 + 4) / 5
    rows = deals(*(("M1", 2025, amount, "a", None) for amount in (90, 1, 4, 3, 2)))
    value = measure("winsorised_mean(deal.sum, 0.75)", *club("M1"), rows)
    assert (value.value, value.denominator) == (14 / 5, 5.0)


def test_conditions_read_the_row_of_the_member_and_derived_columns():
    rows = deals(("M1", 2025, 5, "a", None), ("M2", 2025, 7, "a", None))
    assert measure("sum(deal.sum) filter (where member.type = 'guest')", *club("M1", ("M2", "guest")), rows).value == 7.0
    courses = tell(
        "course", "course member_id year places level", ("C1", "M1", 2025, 5, "a1"), ("C2", "M1", 2025, 7, "b1"), ("C3", "M1", 2025, 9, None)
    )
    assert measure("sum(course.places) filter (where ring = 'inner')", *club("M1"), courses).value == 5.0
    assert measure("count(course.course) filter (where lookup('rings', left(level, 1)) is null)", *club("M1"), courses).value == 1.0


def test_texts_with_quotation_marks_are_compared_as_they_are():
    courses = tell("course", "course member_id year places level", ("C'1", "M1", 2025, 5, 'it\'s "x"; --'), ("C2", "M1", 2025, 7, "中文"))
    assert measure("sum(course.places) filter (where level = 'it''s \"x\"; --')", *club("M1"), courses).value == 5.0
    assert measure("sum(course.places) filter (where level = '中文')", *club("M1"), courses).value == 7.0
