"""One cell that is too large, or a figure that would be, costs its unit that one indicator and nobody anything else."""

from decimal import Decimal

import pytest

from engine.drawn_club import club, club_system, measure, tell
from iecscore.engine import compute_values

RATIO = "sum(work.hours) / nullif(sum(work.n), 0)"
HUGE = 10**14


def work(*rows, columns="member_id year hours n", **options):
    return tell("work", columns, *rows, **options)


def stands(value):
    return value.value, str(value.status), value.reason, value.accepted


def two_clubs(first, second, columns="member_id year hours n"):
    """Two clubs of two members each, the rows of the first members drawn."""
    rest = ("M2", 2025, *[2] * (len(columns.split()) - 2))
    return (
        *club("M1", "M2"),
        work(("M1", 2025, *first), rest, columns=columns),
        *club("M1", "M2", unit="U2"),
        work(("M1", 2025, *second), rest, columns=columns, unit="U2"),
    )


@pytest.mark.parametrize("cell", [Decimal(10**15), Decimal(10) ** 400, Decimal("Infinity"), Decimal("NaN"), Decimal(-(10**15))])
def test_a_cell_too_large_makes_its_units_value_missing_and_no_other(cell):
    found = measure(RATIO, *two_clubs((cell, 2), (6, 2)))
    assert stands(found["U1"]) == (None, "missing", "too_large", False)
    assert stands(found["U2"]) == (2.0, "value", "", False)


def test_an_indicator_that_does_not_read_the_cell_keeps_its_value():
    system = club_system({"K.1": RATIO, "K.2": "sum(work.n)"})
    found = {(value.unit, value.indicator): value for value in compute_values(system, "club", 2025, two_clubs((Decimal(10**15), 2), (6, 2)))}
    assert (found["U1", "K.1"].reason, found["U1", "K.2"].value) == ("too_large", 4.0)


def test_of_a_year_outside_the_window_a_cell_too_large_costs_nothing():
    before = (*club("M1", year=2023), work(("M1", 2023, Decimal(10**15), 1), year=2023))
    assert measure(RATIO, *before, *club("M1"), work(("M1", 2025, 4, 2))).value == 2.0


@pytest.mark.parametrize("level", ["club", "fellow"])
def test_a_product_too_large_costs_only_the_unit_it_belongs_to(level):
    rows = two_clubs((HUGE, 1, Decimal(HUGE)), (6, 2, 1), "member_id year hours n pay")
    found = measure("sum(work.hours * work.pay) / nullif(sum(work.n), 0)", *rows, level=level, levels=[level])
    failed = {"club": "U1", "fellow": "U1/M1"}[level]
    assert {unit: value.reason for unit, value in found.items() if value.reason} == {failed: "too_large"}
    assert all(value.value is not None for unit, value in found.items() if unit != failed)


def test_beside_a_product_too_large_the_units_other_figures_are_as_ever():
    system = club_system({"K.1": "sum(work.hours * work.pay)", "K.2": RATIO}, hard_range=[-1e16, 1e16])
    rows = two_clubs((HUGE, 1, Decimal(HUGE)), (6, 2, 1), "member_id year hours n pay")
    found = {(value.unit, value.indicator): value for value in compute_values(system, "club", 2025, rows)}
    assert found["U1", "K.1"].reason == "too_large"
    assert (found["U1", "K.2"].value, found["U2", "K.1"].value) == ((HUGE + 2) / 3, 10.0)


def test_a_statistic_over_two_tables_too_large_costs_only_its_unit():
    formula = "structure_overlap(course.places, plan.posts, field) filter (where course.places * course.places > 1)"
    rows = []
    for unit, places in (("U1", HUGE), ("U2", 3)):
        rows += club("M1", unit=unit)
        rows += [tell("course", "course member_id year field places taken level", ("C1", "M1", 2025, "a", places, True, "a1"), unit=unit)]
        rows += [tell("plan", "year field posts opened", (2025, "a", 3, 1), unit=unit)]
    found = measure(formula, *rows)
    assert (found["U1"].reason, found["U2"].value) == ("too_large", 1.0)


def test_a_figure_of_the_units_own_row_that_runs_over_is_missing():
    rows = (tell("club", "club_id kind seats fields home", ("U1", "town", 10**400, ("a",), "a")), *club("M1")[1:], work(("M1", 2025, 4, 2)))
    assert measure("sum(work.hours) / nullif(club.seats, 0)", *rows).reason == "too_large"


def test_where_no_share_of_rows_is_asked_for_blanks_are_still_no_nought():
    system = club_system({"K.1": "sum(work.hours)"}).model_copy(update={"row_coverage": 0.0})
    blank = compute_values(system, "club", 2025, (*club("M1"), work(("M1", 2025, None, 2))))[0]
    assert (blank.value, blank.reason, blank.coverage) == (None, "row_coverage", 0.0)
    part = compute_values(system, "club", 2025, (*club("M1", "M2"), work(("M1", 2025, None, 2), ("M2", 2025, 4, 2))))[0]
    assert (part.value, part.coverage) == (4.0, 0.5)


def test_what_lacks_for_an_accepted_reason_is_told_beside_a_value():
    members = [f"M{number}" for number in range(1, 6)]
    rows = [(member, 2025, 4, 2) for member in members[:4]]
    for reason, accepted in (("not_applicable", True), ("refused", False)):
        last = work(*rows, ("M5", 2025, None, 2), reasons={(4, "hours"): reason})
        value = measure(RATIO, *club(*members), last)
        assert (value.value, value.coverage, value.accepted) == (2.0, 0.8, accepted)
