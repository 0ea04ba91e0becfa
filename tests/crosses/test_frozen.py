"""What was fixed on a date stays as it was."""

from datetime import date

import pytest

from crosses.drawn_parts import branch, faults, stored
from iecscore.problems import Place, Severity
from iecscore.text import word_problem
from iecscore.workbook import check_parts

ANNOUNCED = date(2024, 10, 1)


def office(desk, *plans, year=2025):
    return desk.office(branch("B01"), year=year, plan=list(plans))


def plan(n_planned, title="Purchases", announced=ANNOUNCED, year=2025):
    return {"year": year, "title": title, "announced": announced, "n_planned": n_planned}


def test_a_figure_told_in_an_earlier_round_may_not_change(extended):
    checked = check_parts(extended.system, [office(extended, plan(120))], stored(office(extended, plan(100), year=2024)))
    assert faults(checked) == [("office", "frozen", "D5")]
    (problem,) = checked[0].problems
    assert word_problem(problem, "en") == (
        "“Purchases planned” was fixed on 2024-10-01, as 100 in 2024_L01_office.xlsx, sheet “05 公布计划”, cell D5; it may not be 120 now.",
        "Enter 100 again.",
    )
    assert word_problem(problem, "zh").cause == (
        "“计划购置册数”已于 2024-10-01 确定，此后不得修改：2024_L01_office.xlsx 中“05 公布计划”表 D5 单元格为 100，现填为 120。"
    )


def test_a_figure_told_as_before_is_no_fault(extended):
    assert faults(check_parts(extended.system, [office(extended, plan(100))], stored(office(extended, plan(100), year=2024)))) == []


def test_a_figure_is_not_changed_by_a_second_workbook_of_the_round(extended):
    checked = check_parts(extended.system, [office(extended, plan(120))], stored(office(extended, plan(100))))
    assert faults(checked) == [("office", "frozen", "D5")]


def test_a_figure_is_not_changed_by_emptying_its_cell_or_moving_its_date(extended):
    changed = [plan(None), plan(130, title="Readings", announced=date(2025, 12, 1))]
    before = stored(office(extended, plan(100), plan(100, title="Readings"), year=2024))
    checked = check_parts(extended.system, [office(extended, *changed)], before)
    assert faults(checked) == [("office", "frozen", "D5"), ("office", "frozen", "D6")]
    assert "may not be blank now" in word_problem(checked[0].problems[0], "en").cause


def test_rounds_that_come_together_are_compared_in_their_order(extended):
    parts = [office(extended, plan(120)), office(extended, plan(100), year=2024)]
    assert faults(check_parts(extended.system, parts, ())) == [("office", "frozen", "D5")]


@pytest.mark.parametrize(
    "before",
    [
        plan(100, announced=date(2026, 1, 1)),
        plan(100, announced=None),
        plan(None),
        plan(100, title="Readings"),
        plan(100, year=2026),
    ],
)
def test_what_was_not_fixed_may_change(extended, before):
    assert faults(check_parts(extended.system, [office(extended, plan(120))], stored(office(extended, before, year=2024)))) == []


def test_a_later_round_fixes_nothing_in_an_earlier_one(extended):
    assert faults(check_parts(extended.system, [office(extended, plan(120), year=2024)], stored(office(extended, plan(100), year=2025)))) == []


def test_the_latest_telling_is_what_counts(extended):
    before = stored(office(extended, plan(100, announced=None), year=2023), office(extended, plan(110), year=2024))
    assert faults(check_parts(extended.system, [office(extended, plan(110))], before)) == []


@pytest.mark.parametrize("left", [[plan(90, title="Readings")], []])
def test_a_row_that_is_gone_from_the_same_round_is_asked_for(extended, left):
    (checked,) = check_parts(extended.system, [office(extended, *left)], stored(office(extended, plan(100))))
    (problem,) = checked.problems
    assert (problem.code, problem.severity, problem.place) == (
        "crosses.frozen_gone",
        Severity.QUERY,
        Place("2025_L01_office.xlsx", "05 公布计划"),
    )
    assert word_problem(problem, "en").cause == (
        "A row is gone whose “Purchases planned” was fixed on 2024-10-01: 100 in 2025_L01_office.xlsx, sheet “05 公布计划”, cell D5."
    )


@pytest.mark.parametrize("before", [plan(None), plan(100, announced=date(2026, 1, 1))])
def test_a_row_that_was_not_fixed_may_go(extended, before):
    assert faults(check_parts(extended.system, [office(extended)], stored(office(extended, before)))) == []


def test_a_row_of_an_earlier_round_need_not_be_told_again(extended):
    assert faults(check_parts(extended.system, [office(extended)], stored(office(extended, plan(100), year=2024)))) == []
