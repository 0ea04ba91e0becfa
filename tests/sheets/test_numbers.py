"""Numbers as people type them: understood exactly, or refused."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iecscore.engine.database import LARGEST
from iecscore.sheets import ERROR, UNCOMPUTED, Raw, figures, parse_number
from sheets.drawn_files import told


def number(value, unit="", number_format="General"):
    read = parse_number(Raw(value, number_format), unit)
    assert told(read.problems) == []
    return read.result


def refusal(value, unit="", number_format="General", state=""):
    read = parse_number(Raw(value, number_format, state), unit)
    assert read.result is None
    ((code, _),) = told(read.problems)
    return code


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (12, "12"),
        (0.1 + 0.2, "0.3"),
        (-3.5, "-3.5"),
        ("12", "12"),
        (" 12 ", "12"),
        ("+12.50", "12.50"),
        (".5", "0.5"),
        ("1e3", "1000"),
        ("1.5E-2", "0.015"),
        ("１２３．５", "123.5"),
        ("１，２３４", "1234"),
        ("1,234,567.8", "1234567.8"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("\u300012\t", "12"),
        ("1\u200b2", "12"),
        ("12_x000D_\n", "12"),
        ("(1,234)", "-1234"),
        ("（５０）", "-50"),
        ("−7", "-7"),
        ("－7", "-7"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed, meant):
    assert number(typed) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "unit", "meant"),
    [
        ("12.5", "万元", "12.5"),
        ("12.5万元", "万元", "12.5"),
        ("12.5 万", "万元", "12.5"),
        ("125000元", "万元", "12.5"),
        ("１２５千元", "万元", "12.5"),
        ("3亿", "万元", "30000"),
        ("3亿元", "10k CNY", "30000"),
        ("(2百万元)", "万元", "-200"),
        ("1.2万元", "元", "12000"),
        ("2 million CNY", "10,000 yuan", "200"),
        (12.5, "万元", "12.5"),
    ],
)
def test_money_is_brought_to_the_unit_of_the_column(typed, unit, meant):
    assert number(typed, unit) == Decimal(meant)


def test_money_where_no_money_belongs_is_refused():
    assert refusal("12万元", "人") == "number_with_words"
    assert refusal("1.2万") == "number_with_words"


@pytest.mark.parametrize("typed", ["85%", "85％", "８５%", " 85 % "])
def test_a_percentage_is_read_where_the_column_is_in_per_cent_and_refused_elsewhere(typed):
    assert number(typed, "%") == 85
    assert refusal(typed) == "percent"
    assert refusal(typed, "万元") == "percent"


def test_a_cell_shown_as_percentage_holds_a_hundredth_of_what_is_seen():
    assert number(0.855, "%", "0.0%") == Decimal("85.5")
    assert number(0.855, "％", "0.0%") == Decimal("85.5")
    assert refusal(0.855, "人", "0.0%") == "percent"


@pytest.mark.parametrize("number_format", ['0"%"', r"0\%", "0!%"])
def test_a_percent_sign_that_is_only_written_behind_changes_nothing(number_format):
    assert number(85, "%", number_format) == 85
    assert number(85, "人", number_format) == 85


def test_a_unit_that_the_cell_format_writes_behind_the_number_counts():
    assert number(1.5, "万元", '0.00"亿元"') == 15000
    assert number(1.5, "万元", '#,##0.0" 万元"') == Decimal("1.5")
    assert number(12, "人", '0"人"') == 12
    assert refusal(1.5, "人", '0.0"万元"') == "number_with_words"


@pytest.mark.parametrize("number_format", ["0.00,", "#,##0,", '0!.0,"万"', "0,,"])
def test_a_format_that_shows_thousands_as_ones_is_refused(number_format):
    assert refusal(123456, "万元", number_format) == "scaled_format"


@pytest.mark.parametrize("number_format", ["#,##0.00", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "[$¥-804]#,##0", "[Red]0.0", "@"])
def test_formats_that_show_the_number_itself_are_no_obstacle(number_format):
    assert number(1234.5, "万元", number_format) == Decimal("1234.5")


@pytest.mark.parametrize(
    "typed", ["约200", "200余", "近千", "≥5", "<5", "10-20", "10～20", "10 至 20", "200左右", "5以上", "不足3", "几十", "±2", "about 20", "approx. 3"]
)
def test_an_approximation_is_refused_never_rounded(typed):
    assert refusal(typed) == "about"


@pytest.mark.parametrize("typed", ["无", "暂无", "-", "—", "／", "N/A", " n/a ", "null", "不详", "", "  ", "？"])
def test_a_word_for_nothing_is_no_zero(typed):
    assert refusal(typed) == "nothing_told"


@pytest.mark.parametrize("typed", ["12人", "五12", "3个", "12km", "共3", "2 000 人"])
def test_a_number_among_words_is_refused(typed):
    assert refusal(typed) == "number_with_words"


@pytest.mark.parametrize("typed", ["五", "abc", "1,23", "12,5", "1.2.3", "1..2", "(-5)", "()", "%", "10²", "①", "⑴", "½", "+", "e5"])
def test_what_is_no_number_is_refused(typed):
    assert refusal(typed) in {"not_a_number", "number_with_words"}


@pytest.mark.parametrize("typed", [True, float("inf"), float("nan")])
def test_what_a_cell_calls_a_value_may_be_no_number(typed):
    assert refusal(typed) == "not_a_number"


@pytest.mark.parametrize("typed", [datetime(2024, 3, 1), time(1, 2), timedelta(hours=3), "2024-03-01", "2024年3月1日"])  # noqa: DTZ001 - cells know no zones
def test_a_date_is_no_number(typed):
    assert refusal(typed) == "date_for_number"


def test_error_values_and_formulas_never_computed_are_refused():
    assert refusal("#DIV/0!", state=ERROR) == "error_value"
    assert refusal("#N/A") == "error_value"
    assert refusal("=B4+C4", state=UNCOMPUTED) == "uncomputed"


def test_an_empty_cell_is_neither_a_number_nor_a_problem():
    assert number(None) is None


def test_a_problem_quotes_what_was_typed_and_cuts_it_where_it_is_long():
    read = parse_number(Raw("约\n二百" + "人" * 90))
    assert read.problems[0].words["told"] == "约 二百" + "人" * 55 + "…"
    assert parse_number(Raw(datetime(2024, 3, 1))).problems[0].words["told"] == "2024-03-01"  # noqa: DTZ001
    assert parse_number(Raw(datetime(2024, 3, 1, 8, 30))).problems[0].words["told"] == "2024-03-01 08:30:00"  # noqa: DTZ001


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_every_number_is_read_back_from_text_in_any_width(meant):
    wide = str.maketrans("0123456789.-,", "０１２３４５６７８９．－，")
    assert number(f"{meant:f}") == meant
    assert number(f"{meant:,f}".translate(wide)) == meant


@given(st.text(max_size=12))
def test_any_text_gives_a_number_or_one_problem(typed):
    read = parse_number(Raw(typed), "万元")
    assert (read.result is None) == bool(read.problems)
    told(read.problems)


@pytest.mark.parametrize("typed", [1e15, -1e15, 10**15, 1e300, "1e99", "9" * 5000, "1,000,000,000,000,000", "100000000000万元"])
def test_a_number_too_large_to_be_added_exactly_is_refused_in_its_cell(typed):
    assert refusal(typed, unit="元") == "beyond_sums"


def test_the_largest_number_taken_is_the_largest_the_sums_hold():
    assert number(10**15 - 1) == number("999,999,999,999,999") == LARGEST - 1
    assert LARGEST == figures.LARGEST
