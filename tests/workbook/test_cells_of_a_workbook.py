"""Cells: what people type, and what is wrong with it."""

from datetime import date
from decimal import Decimal

import pytest

from iecscore.problems import Severity
from iecscore.text import word_problem
from iecscore.workbook.codes import check_character
from workbook.drawn_books import cover, faults, rows_of

YEAR = "branch_id|year|n_loans|n_visits|n_visits_young|n_events|n_event_visitors|n_stock|n_new|cost"


def only(part, code):
    found = [problem for problem in part.problems if problem.code == code]
    assert len(found) == 1
    return found[0]


def test_cells_are_parsed_by_the_type_of_their_column(library):
    part = library.courses("""
title | topics | district | free | fee | hours | starts     | ends     | room
Watercolour | 艺术、音乐；信息技术 | South | 是 | 5000元 | 7.5 | 2025-03-01 | 2025年4月2日 | '007""")
    assert faults(part) == []
    assert rows_of(part, "course") == [
        {
            "branch_id": "B01",
            "year": 2025,
            "course_code": "K001",
            "title": "Watercolour",
            "topics": ("art", "it"),
            "district": "S",
            "free": True,
            "fee": Decimal("0.5000"),
            "hours": Decimal("7.5"),
            "starts": date(2025, 3, 1),
            "ends": date(2025, 4, 2),
            "room": "007",
        }
    ]


@pytest.mark.parametrize("told", ["N", "n", "北区", "North", "N 北区", "Ｎ", "n North"])
def test_a_code_may_be_told_as_code_or_in_either_wording(library, told):
    assert rows_of(library.courses(f"district\n{told}"), "course")[0]["district"] == "N"


@pytest.mark.parametrize("told", ["art;it", "艺术、音乐；信息技术", "Art, music; Computing", "art、it", "art, it", "it/art/it"])
def test_several_codes_may_be_separated_as_people_do(library, told):
    assert set(rows_of(library.courses(f"topics\n{told}"), "course")[0]["topics"]) == {"art", "it"}


def test_each_unknown_code_is_named_with_the_nearest(library):
    part = library.courses("topics | district\nart;musik | Nort\n7 | 2025-01-02")
    assert faults(part) == [
        ("workbook.unknown_code", "D5"),
        ("workbook.unknown_code", "E5"),
        ("workbook.unknown_code", "D6"),
        ("sheets.date_for_text", "E6"),
    ]
    (north,) = [problem for problem in part.problems if problem.words.get("told") == "Nort"]
    assert word_problem(north, "zh").remedy == "最接近的是“North”。可选：北区, 南区。"


def test_a_date_among_codes_is_refused(library):
    assert faults(library.courses("topics\n2025-01-02")) == [("sheets.date_for_text", "D5")]


@pytest.mark.parametrize("told", ["未采集", "not collected", "not_collected", " Not Collected "])
def test_a_reason_may_stand_in_a_required_cell(library, told):
    part = library.branch(library.table("branch_year", f"{YEAR}\nB01|2025|{told}|1|1|1|1|1|1|1"))
    (rows,) = part.tables
    assert faults(part) == []
    assert rows.column("n_loans") == (None,)
    assert rows.reasons == {(0, "n_loans"): "not_collected"}


def test_where_a_list_has_the_word_it_is_a_code_and_no_reason(library):
    part = library.courses("topics | district\n不适用 | 不适用")
    (rows,) = part.tables
    assert rows.column("topics") == (("no",),)
    assert rows.reasons == {(0, "district"): "not_applicable"}


def test_a_blank_required_cell_asks_for_the_value_or_a_reason(library):
    part = library.branch(library.table("branch_year", f"{YEAR}\nB01|2025||1|1|0|0|1|1|1"))
    assert faults(part) == [("workbook.blank", "C5")]
    assert part.refused
    assert word_problem(only(part, "workbook.blank"), "zh").remedy == "请补填；确无数据的，请填写原因：未采集 / 不适用 / 拒绝提供。"


def test_a_cell_that_shows_nothing_is_blank(library):
    part = library.courses("title | district\n'\u3000\u200b | N")
    assert rows_of(part, "course")[0]["title"] is None


def test_what_must_be_filled_in_under_a_condition_is_asked_for_where_it_holds(library):
    part = library.courses("free | fee\n是 |\n否 |\n否 | 未采集\n否 | 1\n |")
    assert faults(part) == [("workbook.blank_where", "E6")]
    assert word_problem(only(part, "workbook.blank_where"), "zh").cause == "“学费收入”未填，本行“是否免费”为否，应当填写。"


def test_a_condition_counts_even_where_the_column_lacks(library):
    part = library.courses("free\n是\n否\n否")
    assert faults(part) == [("workbook.missing_column", "")]
    assert only(part, "workbook.missing_column").words["code"] == "fee"


def test_key_cells_can_neither_be_blank_nor_excused(library):
    part = library.branch(
        library.table("course", "branch_id|year|course_code|title\nB01|2025||Aquarell\nB01|2025|未采集|Aquarell\nB01||K001|Aquarell")
    )
    assert faults(part) == [("workbook.blank_key", "C5"), ("workbook.reason_for_key", "C6"), ("workbook.blank_key", "B7")]


def test_error_cells_and_formulas_never_computed_are_errors(library):
    part = library.courses("hours | title\n#DIV/0! | =A1&B1")
    assert faults(part) == [("workbook.error_cell", "D5"), ("workbook.uncomputed", "E5")]
    assert only(part, "workbook.error_cell").words["told"] == "#DIV/0!"


def test_what_cannot_be_understood_is_refused_at_its_cell(library):
    part = library.courses(
        "hours | fee | free | starts | title\n5 of them | 12 apples | perhaps | 2025-13 | 2025-03-01\n2025-01-01 | TRUE | 3 | soon | ok"
    )
    assert faults(part) == [
        ("sheets.number_with_words", "D5"),
        ("sheets.number_with_words", "E5"),
        ("sheets.not_yes_or_no", "F5"),
        ("sheets.month_only", "G5"),
        ("sheets.date_for_text", "H5"),
        ("sheets.date_for_number", "D6"),
        ("sheets.not_a_number", "E6"),
        ("sheets.not_yes_or_no", "F6"),
        ("sheets.not_a_date", "G6"),
    ]


def test_dates_count_from_the_epoch_of_the_book(library):
    sheet = library.table("course", "branch_id|year|course_code|starts\nB01|2025|K001|44000")
    assert rows_of(library.branch(sheet), "course")[0]["starts"] == date(2020, 6, 18)
    assert rows_of(library.branch(sheet, epoch_1904=True), "course")[0]["starts"] == date(2024, 6, 19)


def test_a_count_has_no_decimals(library):
    part = library.branch(library.table("branch_year", f"{YEAR}\nB01|2025|1.5|one|1|0|0|1|1|1"))
    assert faults(part) == [("workbook.not_whole", "C5"), ("sheets.not_a_number", "D5")]


def test_limits_refuse_and_what_is_unusual_is_asked_back(library):
    part = library.courses("hours | fee\n0.4 | -1\n401 | 0\n101 | 0\n2 | 0")
    assert faults(part) == [
        ("workbook.too_small", "D5"),
        ("workbook.too_small", "E5"),
        ("workbook.too_large", "D6"),
        ("workbook.implausible", "D7"),
    ]
    assert {problem.severity for problem in part.problems if problem.code == "workbook.implausible"} == {Severity.QUERY}


def test_a_query_is_stored_with_its_value_and_refuses_nothing(library):
    part = library.courses("hours\n101")
    assert not part.refused
    assert rows_of(part, "course")[0]["hours"] == 101


def test_texts_have_their_length_and_form(library):
    part = library.branch(library.table("course", "branch_id|year|course_code|title\nB01|2025|K1|A\nB01|2025|k002|Painting the sea"))
    assert faults(part) == [("workbook.pattern", "C5"), ("workbook.length", "D5"), ("workbook.pattern", "C6"), ("workbook.length", "D6")]
    assert word_problem(part.problems[-1], "en").cause == "“Painting the sea” has 16 characters; “Title” takes 2 to 12."
    assert word_problem(part.problems[-2], "zh").remedy == "请更正：字母 K 加三位数字，如 K001。"


def test_without_a_note_the_form_itself_is_told(library):
    part = library.read(cover(), library.table("library", "library_id|name|residents\nX1|Rivertown|4000"))[0]
    assert word_problem(only(part, "workbook.pattern"), "en").remedy == "Correct it: L[0-9]{2}"


def test_a_credit_code_has_its_form_and_its_check_character(library):
    good, wrong = "91370200MD0000017Y", "91370200MD0000017X"
    assert check_character(good[:17]) == "Y"
    part = library.courses(f"partner | partner_city\n{good.lower()} | '370200\n{wrong} | '370200\n91370200MD00000I7Y | '370200\n9137 | '370200")
    assert rows_of(part, "course")[0]["partner"] == good
    assert faults(part) == [("workbook.credit_check", "D6"), ("workbook.credit_form", "D7"), ("workbook.credit_form", "D8")]
    assert only(part, "workbook.credit_check").words["expected"] == "Y"


def test_known_credit_codes_pass():
    """Check characters of GB 32100 as three large companies publish them."""
    for code in ("91110000802100433B", "91440300708461136T", "914403001922038216"):
        assert check_character(code[:17]) == code[17], code


@pytest.mark.parametrize(
    ("column", "good", "bad", "code"),
    [
        ("partner_city", ("370200", "310000", "320583"), ("370000", "990200", "3702"), "workbook.city"),
        ("partner_province", ("370000", "810000"), ("370200", "990000", "37"), "workbook.province"),
        ("programme", ("460401", "080203T", "610101", "230101"), ("950401", "4604", "200101"), "workbook.programme"),
    ],
)
def test_places_and_programmes_have_their_codes(library, column, good, bad, code):
    part = library.courses("\n".join([column, *(f"'{told}" for told in (*good, *bad))]))
    assert faults(part) == [(code, f"D{row}") for row in range(5 + len(good), 5 + len(good) + len(bad))]


@pytest.mark.parametrize("separators", [";", "；；", " ; ", "、"])
def test_separators_alone_are_a_blank(library, separators):
    part = library.courses(f"topics | title\n{separators} | Oil")
    assert faults(part) == []
    assert part.tables[0].column("topics") == (None,)


def wishes(library, told):
    office, *_ = library.whole(library.table("wish", f"wish_id|asked|shelved\nW1|2025-01-10|{told}"))
    return office


@pytest.mark.parametrize("told", ["未采集", "refused", "not collected"])
def test_a_reason_where_formulas_count_a_blank_as_nothing_is_refused_with_what_is_allowed(library, told):
    office = wishes(library, told)
    (problem,) = [problem for problem in office.problems if problem.code == "workbook.reason_for_nothing"]
    assert (problem.place.cell, problem.words["told"]) == ("C5", told)
    assert word_problem(problem, "en").remedy.startswith("Enter the value (date, as 2025-03-01).")
    assert office.refused


def test_not_applicable_says_that_there_is_nothing_to_count(library):
    office = wishes(library, "不适用")
    assert not office.refused
    assert office.tables[-1].reasons == {(0, "shelved"): "not_applicable"}


@pytest.mark.parametrize(("events", "found"), [("0", [("workbook.reason_for_nothing", "G5")]), ("3", [])])
def test_a_reason_excuses_a_figure_only_where_it_is_asked_for(library, events, found):
    part = library.branch(library.table("branch_year", f"{YEAR}\nB01|2025|1000|1|1|{events}|拒绝提供|1|1|1"))
    assert faults(part) == found
