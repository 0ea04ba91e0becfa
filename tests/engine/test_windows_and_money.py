"""A window is the ratio of sums over the years at hand, and says which they are; money is in prices of the base year."""

import pytest

from engine.drawn_club import club, club_system, measure, tell
from iecscore.engine import select_rows
from iecscore.problems import Misuse

RATIO = "sum(work.hours) / nullif(sum(work.n), 0)"


def purse(*rows, columns="year spent earned", **options):
    return tell("purse", columns, *rows, **options)


def work(*rows, columns="member_id year hours n", **options):
    return tell("work", columns, *rows, **options)


def test_three_years_are_one_ratio_of_sums():
    rows = work(("M1", 2025, 10, 1), ("M1", 2024, 10, 4), ("M1", 2023, 10, 5), ("M1", 2022, 999, 1))
    value = measure(RATIO, *club("M1"), rows, window=3)
    assert (value.value, value.years, value.denominator) == (3.0, (2023, 2024, 2025), 10.0)


def test_the_years_at_hand_are_told():
    value = measure(RATIO, *club("M1"), work(("M1", 2025, 10, 1), ("M1", 2023, 10, 4)), window=3)
    assert (value.value, value.years) == (4.0, (2023, 2025))


def test_years_told_in_earlier_rounds_count_with_their_latest_telling():
    early = work(("M1", 2024, 10, 4), year=2024)
    value = measure(RATIO, early, *club("M1"), work(("M1", 2025, 10, 1), ("M1", 2024, 30, 4)), window=2)
    assert (value.value, value.years) == (8.0, (2024, 2025))


def test_a_year_that_too_few_members_told_is_left_out():
    rows = work(("M1", 2025, 10, 5), ("M2", 2025, 10, 5), ("M1", 2024, 90, 5))
    value = measure(RATIO, *club("M1", "M2"), rows, window=3)
    assert (value.value, value.years, value.coverage) == (2.0, (2025,), 1.0)


def test_a_member_is_not_waited_for_in_years_before_it_joined():
    joined = tell("club", "c", ("2025-02-01",)).rows[0][0]
    rows = work(("M1", 2025, 10, 5), ("M2", 2025, 10, 5), ("M1", 2024, 30, 5))
    value = measure(RATIO, *club("M1", ("M2", "full", joined)), rows, window=2)
    assert (value.value, value.years) == (50 / 15, (2024, 2025))


def test_without_the_rounds_own_year_there_is_no_value():
    value = measure(RATIO, *club("M1"), work(("M1", 2024, 10, 4)), window=3)
    assert (value.value, value.reason, value.years) == (None, "not_submitted", (2024,))


def test_tables_of_different_years_meet_in_the_years_both_told():
    # deals of three years, work of two: 2023 has nothing to be divided by
    deals = tell("deal", "deal_id member_id year sum", *((f"D{year}", "M1", year, 12) for year in (2023, 2024, 2025)))
    value = measure("sum(deal.sum) / nullif(sum(work.n), 0)", *club("M1"), deals, work(("M1", 2025, 1, 4), ("M1", 2024, 1, 2)), window=3)
    assert (value.value, value.years) == (24 / 6, (2024, 2025))


def test_tables_without_members_meet_in_the_years_both_told_too():
    plans = tell("plan", "year field posts", (2025, "a", 10), (2024, "a", 10), (2023, "a", 10))
    value = measure("sum(plan.posts) / nullif(sum(purse.dues), 0)", *club(), plans, purse((2025, 2), (2023, 3), columns="year dues"), window=3)
    assert (value.value, value.years) == (20 / 5, (2023, 2025))


def test_a_year_handed_in_without_rows_is_a_year_of_nothing():
    before = (*club(year=2024), tell("plan", "year field posts", year=2024), purse((2024, 4), columns="year dues", year=2024))
    now = (*club(), tell("plan", "year field posts", (2025, "a", 12)), purse((2025, 2), columns="year dues"))
    value = measure("sum(plan.posts) / nullif(sum(purse.dues), 0)", *before, *now, window=2)
    assert (value.value, value.years) == (12 / 6, (2024, 2025))


def test_an_incomplete_year_of_the_clubs_own_is_no_year_at_hand():
    value = measure("sum(purse.spent) / nullif(sum(purse.earned), 0)", *club(), purse((2025, "6", "2"), (2024, None, "2")), window=2)
    assert (value.value, value.years) == (3.0, (2025,))


def test_forecasts_for_years_to_come_stay_out():
    plans = tell("plan", "year field posts", (2025, "a", 5), (2026, "a", 50))
    assert measure("sum(plan.posts)", *club(), plans, window=3).value == 5.0


def test_registers_choose_by_their_dates():
    rows = [("N1", "2023-12-31"), ("N2", "2024-01-01"), ("N3", "2025-12-31"), ("N4", "2026-01-01")]
    needs = tell("need", "need_id member_id asked", *((name, "M1", day) for name, day in rows))
    value = measure("count(need.need_id) filter (where in_window(asked))", *club("M1"), needs, window=2)
    assert (value.value, value.years) == (2.0, ())


def test_money_is_in_prices_of_the_base_year():
    rows = purse((2025, "10", "2"), (2024, "10", "2"), (2023, "8", "2"))
    value = measure("sum(purse.spent)", *club(), rows, window=3)
    assert value.value == 10 + 10 + 8 * 100 / 80


def test_a_year_without_a_price_index_is_named():
    with pytest.raises(Misuse, match=r"engine\.no_deflator"):
        measure("sum(purse.spent)", *club(year=2026), purse((2026, "1", "1"), year=2026), year=2026)


def test_a_year_no_window_reaches_needs_no_price_index():
    rows = (*club(), purse((2025, "10", "2"), (2019, "10", "2")))
    assert measure("sum(purse.spent)", *rows, window=3).value == 10.0
    system = club_system({"K.1": "sum(purse.spent)"})
    assert [str(row.cells["spent"]) for row in select_rows(system, system.tables["purse"], 2025, rows)] == ["10", "10.000000000000"]


def test_money_without_a_year_of_its_own_stays_as_told():
    system = club_system({"K.1": "sum(purse.spent)"})
    rows = tell("club", "club_id worth", ("U1", "8"))
    assert [row.cells["worth"] for row in select_rows(system, system.tables["club"], 2025, [rows])] == [8]
