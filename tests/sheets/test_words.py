"""Codes, texts, yes and no."""

from datetime import datetime, time

import pytest

from iecscore.sheets import ERROR, UNCOMPUTED, Raw, parse_boolean, parse_text, same_key, tidy_code, tidy_text
from sheets.drawn_files import told


def refusal(read):
    assert read.result is None
    ((code, _),) = told(read.problems)
    return code


def test_a_code_is_read_in_one_width():
    assert parse_text(Raw("　Ａ０１－２\u200b "), code=True).result == "A01-2"


def test_other_text_keeps_the_signs_as_they_were_typed():
    assert parse_text(Raw(" 智能制造（一期） \n 平台_x000D_"), code=False).result == "智能制造（一期） 平台"
    assert parse_text(Raw("  "), code=False).result == ""


@pytest.mark.parametrize(
    ("value", "number_format", "seen"), [(1001, "General", "1001"), (1001.0, "0", "1001"), (1001, "000000", "001001"), (1.5, "0.0", "1.5")]
)
def test_a_code_stored_as_a_number_is_read_as_it_is_seen(value, number_format, seen):
    assert parse_text(Raw(value, number_format), code=True).result == seen


@pytest.mark.parametrize("value", [123456789012345678, 1.23456789012346e17, "1.2E+17", "9E+15"])
def test_a_long_code_that_lost_its_digits_is_refused(value):
    assert refusal(parse_text(Raw(value), code=True)) == "digits_lost"


def test_what_looks_like_a_power_of_ten_is_kept_in_a_name():
    assert parse_text(Raw("1.2E+17"), code=False).result == "1.2E+17"
    assert parse_text(Raw("3E05"), code=True).result == "3E05"


@pytest.mark.parametrize("value", [datetime(2025, 3, 1), time(3, 2)])  # noqa: DTZ001 - cells know no zones
def test_a_text_that_was_turned_into_a_date_is_refused(value):
    assert refusal(parse_text(Raw(value), code=True)) == "date_for_text"


def test_other_values_are_read_as_they_are_seen():
    assert parse_text(Raw(value=True), code=True).result == "TRUE"
    assert parse_text(Raw(float("inf")), code=False).result == "inf"
    assert parse_text(Raw(None), code=True).result is None


@pytest.mark.parametrize("value", ["是", "Y", "ｙｅｓ", "TRUE", True, 1, 1.0, "1", "√", " 是 ", "有"])
def test_yes_is_understood(value):
    assert parse_boolean(Raw(value)).result is True


@pytest.mark.parametrize("value", ["否", "n", "No", "false", False, 0, "0", "×"])
def test_no_is_understood(value):
    assert parse_boolean(Raw(value)).result is False


def test_what_is_neither_yes_nor_no_is_refused():
    assert refusal(parse_boolean(Raw("部分"))) == "not_yes_or_no"
    assert refusal(parse_boolean(Raw(2))) == "not_yes_or_no"
    assert refusal(parse_boolean(Raw("无"))) == "nothing_told"


@pytest.mark.parametrize("parse", [parse_boolean, lambda raw: parse_text(raw, code=True)])
def test_error_values_and_formulas_never_computed_are_refused(parse):
    assert refusal(parse(Raw("#NAME?", state=ERROR))) == "error_value"
    assert refusal(parse(Raw("=A1", state=UNCOMPUTED))) == "uncomputed"
    assert parse(Raw(None)).problems == ()


def test_labels_are_compared_without_blanks_width_and_case():
    assert same_key(" 单位　名称（Ａ） ") == same_key("单位名称(a)")
    assert tidy_code("ﬁ　①") == "fi 1"
    assert tidy_text("a\ufeff \t b") == "a b"
