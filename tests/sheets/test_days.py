"""Dates as people type them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iecscore.sheets import ERROR, Raw, parse_date
from sheets.drawn_files import told

DAY = date(2024, 9, 1)


def refusal(value, state=""):
    read = parse_date(Raw(value, state=state))
    assert read.result is None
    ((code, _),) = told(read.problems)
    return code


@pytest.mark.parametrize(
    "typed",
    [
        DAY,
        datetime(2024, 9, 1, 10, 30),  # noqa: DTZ001 - cells know no zones
        "2024-09-01",
        "2024-9-1",
        "2024/9/1",
        "2024.9.1",
        "2024年9月1日",
        "2024 年 9 月 1 日",
        "2024年9月1号",
        "２０２４．９．１",
        " 2024-09-01 ",
        "20240901",
        20240901,
        20240901.0,
        45536,
        45536.75,
        "2024-09-01 08:05",
        "2024-09-01T08:05:07.123",
        "2024/9/1 8:05:07",
    ],
)
def test_a_day_is_read_in_every_common_form(typed):
    assert parse_date(Raw(typed)).result == DAY


def test_a_serial_number_counts_from_the_epoch_of_its_workbook():
    assert parse_date(Raw(45536)).result == DAY
    assert parse_date(Raw(44074), epoch_1904=True).result == DAY


@pytest.mark.parametrize("typed", ["2024年9月", "2024-09", "2024.9", 2024.9, "2024/9"])
def test_a_month_is_no_day(typed):
    assert refusal(typed) == "month_only"


@pytest.mark.parametrize("typed", ["2024-02-30", "20241301", "2023.2.29", "2024年0月1日"])
def test_a_day_that_is_not_in_the_calendar_is_refused(typed):
    assert refusal(typed) == "no_such_day"


@pytest.mark.parametrize("typed", [date(1900, 1, 1), "2204-09-01", datetime(1899, 12, 30)])  # noqa: DTZ001
def test_a_day_out_of_all_proportion_is_refused(typed):
    assert refusal(typed) == "far_date"


@pytest.mark.parametrize("typed", ["至今", "24.9.1", "09-01-2024", "Sept 1", 12, 2024, True, time(8, 5), 1e9, float("inf"), "45536x"])
def test_what_is_no_date_is_refused(typed):
    assert refusal(typed) == "not_a_date"


def test_words_for_nothing_errors_and_empty_cells_are_told_apart():
    assert refusal("暂无") == "nothing_told"
    assert refusal("#REF!", state=ERROR) == "error_value"
    assert parse_date(Raw(None)).problems == ()


@given(st.dates(date(1900, 3, 1), date(2100, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]))
def test_every_day_is_read_back(day, form):
    assert parse_date(Raw(day.strftime(form))).result == day
