"""Of what was told more than once the last word counts; what an earlier round told can be asked for."""

from itertools import permutations

import pytest

from engine.drawn_club import club, measure, tell


def work(*rows, columns="member_id year hours n", **options):
    return tell("work", columns, *rows, **options)


def plan(*rows, columns="year field posts", **options):
    return tell("plan", columns, *rows, **options)


def test_a_later_batch_of_a_part_replaces_the_older_as_a_whole():
    courses = "course member_id year places"
    old = tell("course", courses, ("C1", "M1", 2025, 5), ("C2", "M1", 2025, 7), submitter="own:M1", batch="9")
    new = tell("course", courses, ("C1", "M1", 2025, 6), submitter="own:M1", batch="10")
    other = tell("course", courses, ("C3", "M2", 2025, 100), submitter="own:M2", batch="3")
    for rows in permutations((old, new, other)):
        assert measure("sum(course.places)", *club("M1", "M2"), *rows).value == 106.0


def test_what_is_not_filed_yet_is_the_newest():
    old, new = (work(("M1", 2025, hours, 1), submitter="own:M1", batch=batch) for hours, batch in ((5, "12"), (6, "")))
    assert measure("sum(work.hours)", *club("M1"), old, new).value == 6.0
    assert measure("sum(work.hours)", *club("M1"), new, old).value == 6.0


def test_batches_without_numbers_follow_their_names():
    first, second = (work(("M1", 2025, hours, 1), submitter="own:M1", batch=batch) for hours, batch in ((5, "2025-03-01"), (6, "2025-03-02")))
    assert measure("sum(work.hours)", *club("M1"), second, first).value == 6.0


def test_parts_of_other_members_are_not_replaced():
    rows = [work((code, 2025, 5, 1), submitter=f"own:{code}", batch=batch) for code, batch in (("M1", "1"), ("M2", "2"))]
    assert measure("sum(work.hours)", *club("M1", "M2"), *rows).value == 10.0


def test_a_later_round_corrects_an_earlier_one_row_by_row():
    early = work(("M1", 2024, 5, 1), ("M2", 2024, 7, 1), year=2024)
    late = work(("M1", 2025, 1, 1), ("M2", 2025, 1, 1), ("M1", 2024, 6, 1))
    for rows in permutations((early, late)):
        assert measure("sum(work.hours)", *club("M1", "M2"), *rows, window=2).value == 1 + 1 + 6 + 7


def test_a_state_is_what_this_round_told():
    before = club("M1", "M2", year=2024, seats=50)
    assert measure("sum(work.n) / nullif(club.seats, 0)", *before, *club("M1", seats=8), work(("M1", 2025, 1, 4))).value == 0.5
    assert measure("count(member.type)", *before, *club("M1")).value == 1.0
    assert measure("count(club.kind) filter (where seats > 10)", *before, *club("M1")).value == 1.0


def test_rounds_to_come_are_not_known():
    rows = (*club("M1"), work(("M1", 2025, 5, 1)), *club("M1", "M2", year=2026), work(("M1", 2025, 99, 1), year=2026))
    assert measure("sum(work.hours)", *rows).value == 5.0


ERROR = "100 * weighted_error(previous.plan.posts, plan.opened, field)"


def test_a_forecast_is_compared_with_what_came_of_it():
    before = (*club(year=2024), plan((2025, "a", 100), (2025, "b", 50), (2026, "a", 7), year=2024))
    now = (*club(), plan((2025, "a", 100, 80), (2025, "b", 50, 70), columns="year field posts opened"))
    value = measure(ERROR, *before, *now)
    assert (value.value, value.denominator, value.years) == (pytest.approx(100 * 40 / 150), 150.0, (2025,))


def test_a_forecast_whose_outcome_is_not_told_is_left_out_on_both_sides():
    fields = "abcdef"
    before = (*club(year=2024), plan(*((2025, field, 10) for field in fields), year=2024))
    told = [(2025, field, 10, 12) for field in fields[:-1]]
    value = measure(ERROR, *before, *club(), plan(*told, (2025, "f", 10, None), columns="year field posts opened"))
    assert (value.value, round(value.coverage, 6)) == (pytest.approx(100 * 2 / 12), round(5 / 6, 6))
    gone = measure(ERROR, *before, *club(), plan(*told, columns="year field posts opened"))
    assert (gone.value, gone.coverage) == (value.value, value.coverage), "a forecast cannot be lost by not telling it again"


def test_what_was_not_forecast_counts_as_an_error():
    before = (*club(year=2024), plan((2025, "a", 100), year=2024))
    now = plan((2025, "a", 100, 100), (2025, "b", 0, 25), columns="year field posts opened")
    assert measure(ERROR, *before, *club(), now).value == 100 * 25 / 125


def test_the_first_round_has_nothing_to_compare_and_is_excused():
    value = measure(ERROR, *club(), plan((2025, "a", 100, 80), columns="year field posts opened"))
    assert (value.value, str(value.status), value.reason, value.accepted) == (None, "missing", "no_earlier_round", True)


def test_a_club_that_took_part_and_forecast_nothing_is_not_excused():
    value = measure(ERROR, *club(year=2024), *club(), plan((2025, "a", 100, 80), columns="year field posts opened"))
    assert (value.value, value.reason, value.accepted) == (None, "undefined", False)


def test_sums_of_an_earlier_telling_are_of_the_same_years():
    before = (*club("M1", year=2024), plan((2025, "a", 10), (2024, "a", 99), year=2024))
    value = measure("sum(plan.posts) - sum(previous.plan.posts)", *before, *club(), plan((2025, "a", 12)))
    assert value.value == 2.0


def test_a_formula_of_the_earlier_telling_alone_has_its_value():
    before = (*club("M1", year=2024), plan((2025, "a", 10), year=2024))
    value = measure("sum(previous.plan.posts)", *before, *club())
    assert (value.value, value.coverage) == (10.0, 1.0)
