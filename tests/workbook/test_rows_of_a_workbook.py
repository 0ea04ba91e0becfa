"""Rows: keys, years, owners, and how the cells of a row stand to each other."""

import pytest

from iecscore.problems import Severity
from iecscore.text import word_problem
from workbook.drawn_books import cover, faults, rows_of

YEAR = "branch_id|year|n_loans|n_visits|n_visits_young|n_events|n_event_visitors|n_stock|n_new|cost"


def test_a_relation_that_does_not_hold_names_the_cells_it_compares(library):
    part = library.branch(library.table("branch_year", f"{YEAR}\nB01|2025|1000|20|30|0|0|100|5|1"))
    assert faults(part) == [("workbook.row_check", "E5")]
    told = word_problem(part.problems[-1], "en")
    assert told.cause == "Visits by young readers are part of all visits."
    assert told.remedy == "Compare the cells: E5 Visits by readers under 18: 30; D5 Visits: 20."
    assert part.problems[-1].severity is Severity.ERROR


def test_a_relation_may_only_ask_back(library):
    part = library.branch(library.table("branch_year", f"{YEAR}\nB01|2025|1000|20|3|0|0|100|105|1"))
    assert faults(part) == [("workbook.row_check", "I5")]
    assert part.problems[-1].severity is Severity.QUERY
    assert not part.refused


def test_a_row_with_a_blank_in_it_passes_its_relations(library):
    assert faults(library.courses("starts | ends\n | 2025-01-01\n2025-01-01 |")) == []


def test_a_cell_that_is_wrong_itself_is_not_compared(library):
    part = library.courses("starts | ends\nsoon | 2025-01-01")
    assert faults(part) == [("sheets.not_a_date", "D5")]


def test_derived_columns_take_part_in_relations(library):
    part = library.courses("district | hours\nN | 60\nS | 60\nS | 40")
    assert faults(part) == [("workbook.row_check", "E6")]
    assert "Shelf: outer" in word_problem(part.problems[-1], "en").remedy


def test_rows_tell_of_the_year_of_the_round(library):
    part = library.branch(library.table("branch_year", f"{YEAR}\nB01|2024|1000|20|3|0|0|100|5|1"))
    assert faults(part) == [("workbook.other_year", "B5")]
    assert part.problems[-1].words == {"told": 2024, "years": "2025"}


def test_forecasts_may_tell_of_years_ahead(library):
    office, *_ = library.whole(library.table("forecast", "year|amount\n2025|1\n2027|1\n2028|1\n2024|5001"))
    assert faults(office) == [("workbook.other_year", "A7"), ("workbook.other_year", "A8"), ("workbook.too_large", "B8")]
    assert office.problems[-3].words["years"] == "2025–2027"


def test_a_key_told_twice_names_both_cells(library):
    part = library.branch(library.table("course", "branch_id|year|course_code\nB01|2025|K001\nB01|2025|K002\nB01|2025|K001"))
    assert faults(part) == [("workbook.told_twice", "A7")]
    assert part.problems[-1].words["first"] == "A5"


def test_the_keys_of_two_members_do_not_meet(library):
    parts = library.whole(library.table("course", "branch_id|year|course_code\nB01|2025|K001\nB02|2025|K001"))
    assert not any(part.refused for part in parts)


def test_values_of_a_unique_column_stand_once_and_blanks_do_not_count(library):
    part = library.courses("room\nR1\n\nR1\n")
    assert faults(part) == [("workbook.told_twice", "D7")]
    assert word_problem(part.problems[-1], "zh").cause == "教室“R1”重复，已在 D5 出现。"


def test_a_row_of_another_member_is_refused_and_not_taken(library):
    part = library.branch(library.table("course", "branch_id|year|course_code\nB01|2025|K001\nB02|2025|K002"))
    assert faults(part) == [("workbook.other_owner", "A6")]
    assert [row["course_code"] for row in rows_of(part, "course")] == ["K001"]


def test_in_a_members_own_workbook_a_row_that_names_nobody_is_the_members(library):
    part = library.branch(library.table("course", "branch_id|year|course_code\n|2025|K001"))
    assert faults(part) == []
    assert rows_of(part, "course")[0]["branch_id"] == "B01"


@pytest.mark.parametrize("told", ["B02", "B02 · Harbour", "Harbour", "ｂ０２ · harbour"])
def test_a_member_may_be_named_by_code_or_name(library, told):
    parts = library.whole(library.table("course", f"branch_id|year|course_code\n{told}|2025|K001"))
    assert [part.envelope.member.upper() for part in parts] == ["", "B02"]


def test_in_its_own_workbook_a_member_may_give_the_name_the_cover_shows(library):
    (part,) = library.read(cover(part="branch", member="B01 · Centre"), library.table("course", "branch_id|year|course_code\nCentre|2025|K001"))
    assert faults(part) == []


def test_a_member_without_a_name_is_named_by_its_code(library):
    own, _ = library.office()
    listed = library.table("branch", "branch_id|name|kind|isil|opened\nB01||full|CN-1|2001-05-01\nB02|Harbour|small|CN-2|2012-09-01")
    parts = library.read(
        cover(part="All sheets"), own, listed, library.table("course", "branch_id|year|course_code\nHarbour|2025|K001\nB01|2025|K001")
    )
    assert [part.envelope.member for part in parts] == ["", "B02", "B01"]


def test_a_name_that_two_members_share_names_neither(library):
    own, _ = library.office()
    twins = library.table("branch", "branch_id|name|kind|isil|opened\nB01|Centre|full|CN-1|2001-05-01\nB02|Centre|small|CN-2|2012-09-01")
    parts = library.read(cover(), own, twins, library.table("course", "branch_id|year|course_code\nCentre|2025|K001"))
    assert [part.envelope.member for part in parts] == ["", "Centre"]


def test_many_faults_of_one_kind_in_a_column_are_folded_with_their_number(library):
    part = library.courses("\n".join(["title", *["A"] * 60]))
    lengths = [problem for problem in part.problems if problem.code == "workbook.length"]
    folded = part.problems[-1]
    assert len(lengths) == 50
    assert folded.code == "workbook.more_of_the_same"
    assert folded.words == {"count": 10, "like": "D5", "first": "D55", "last": "D64"}
    assert (folded.severity, folded.place.cell) == (Severity.ERROR, "D55")


def test_codes_that_differ_in_small_letters_or_width_alone_stand_twice(library):
    office, *_ = library.whole(library.table("wish", "wish_id|asked|shelved\nC01-w1|2025-01-10|\nｃ01-W1|2025-01-11|"))
    (found,) = [problem for problem in office.problems if problem.code == "workbook.told_twice"]
    assert (found.place.cell, found.words["first"]) == ("A6", "A5")


def test_a_row_of_another_member_has_that_one_fault_and_none_cell_by_cell(library):
    part = library.branch(library.table("branch_year", f"{YEAR}\nB01|2025|1000|20|3|0|0|100|5|1\nB02|2024|many||30||0|100|5|1"))
    assert faults(part) == [("workbook.other_owner", "A6")]


def test_what_follows_from_a_cell_that_could_not_be_read_is_left_out(library):
    assert faults(library.courses("district | hours\nX | 60")) == [("workbook.unknown_code", "D5")]


def test_a_limit_is_told_without_decimals_that_tell_nothing(library):
    part = library.branch(library.table("branch_year", f"{YEAR}\nB01|2025|-5|20|3|0|0|100|5|1"))
    assert [problem.words["limit"] for problem in part.problems if problem.code == "workbook.too_small"] == ["0"]
