"""Whose a workbook is, and how a whole one falls into parts."""

import pytest

from iecscore.problems import Severity
from iecscore.sheets import Raw
from iecscore.text import word_problem
from iecscore.workbook import Envelope
from workbook.drawn_books import cover, draw, faults


def errors(part):
    return [problem.code for problem in part.problems if problem.severity is Severity.ERROR]


YEAR = "branch_id|year|n_loans|n_visits|n_visits_young|n_events|n_event_visitors|n_stock|n_new|cost"
FIRST, SECOND = "B01|2025|1000|20|3|0|0|100|5|1.5", "B02|2025|500|20|3|0|0|100|5|1.5"


def test_a_whole_workbook_gives_a_part_for_the_unit_and_each_member(library):
    parts = library.whole(
        library.table("branch_year", f"{YEAR}\n{SECOND}\n{FIRST}"),
        library.table("course", "branch_id|year|course_code\nB01|2025|K001\nB02|2025|K002\nB01|2025|K003"),
    )
    assert [part.envelope for part in parts] == [
        Envelope("L01", 2025, "office"),
        Envelope("L01", 2025, "branch", "B02"),
        Envelope("L01", 2025, "branch", "B01"),
    ]
    assert [part.envelope.submitter for part in parts] == ["office", "branch:B02", "branch:B01"]
    assert [[(rows.table, len(rows.rows)) for rows in part.tables] for part in parts] == [
        [("library", 1), ("branch", 2)],
        [("branch_year", 1), ("course", 1)],
        [("branch_year", 1), ("course", 2)],
    ]
    assert parts[2].tables[1].numbers == (5, 7)


def test_reasons_go_with_their_rows(library):
    told = FIRST.replace("1000", "未采集")
    parts = library.whole(library.table("branch_year", f"{YEAR}\n{SECOND}\n{told}"))
    assert [dict(rows.reasons) for part in parts[1:] for rows in part.tables] == [{}, {(0, "n_loans"): "not_collected"}]


def test_an_error_in_one_part_touches_no_other(library):
    parts = library.whole(library.table("branch_year", f"{YEAR}\n{FIRST}\n{SECOND.replace('500', 'many')}"))
    assert [part.refused for part in parts] == [False, False, True]
    assert faults(parts[2]) == [("sheets.not_a_number", "C6")]


def test_an_error_of_a_sheet_is_one_of_all_who_fill_it_and_a_note_is_told_once(library):
    sheet = library.table("branch_year", f"{YEAR.replace('|n_loans', '|')}\n{FIRST}\n{SECOND}\n合计")
    parts = library.whole(sheet)
    assert [part.refused for part in parts] == [False, True, True]
    notes = [problem.code for part in parts for problem in part.problems if problem.code in {"workbook.total_row", "workbook.unknown_column"}]
    assert sorted(notes) == ["workbook.total_row", "workbook.unknown_column"]


def test_rows_that_belong_to_nobody_are_refused_by_themselves(library):
    parts = library.whole(library.table("branch_year", f"{YEAR}\n{FIRST}\n{FIRST.replace('B01', '')}"))
    assert [(part.envelope.submitter, part.refused) for part in parts] == [("office", False), ("branch:B01", False), ("branch", True)]
    assert faults(parts[2]) == [("workbook.blank_key", "A6")]


def test_a_whole_workbook_may_hold_the_members_alone(library):
    parts = library.read(cover(part="全部填报表"), library.table("branch_year", f"{YEAR}\n{FIRST}"))
    assert [part.envelope.submitter for part in parts] == ["branch:B01"]
    assert [problem.code for problem in parts[0].problems].count("workbook.sheet_absent") == 5


@pytest.mark.parametrize("told", ["branch", "Branch", "分馆"])
def test_the_part_may_be_told_as_key_or_in_either_wording(library, told):
    (part,) = library.read(cover(part=told, member="B01"), library.table("branch_year", f"{YEAR}\n{FIRST}"))
    assert part.envelope == Envelope("L01", 2025, "branch", "B01")


@pytest.mark.parametrize("told", ["", "All sheets", "全部填报表"])
def test_all_sheets_are_no_part(library, told):
    parts = library.read(cover(part=told), *library.office(), library.table("branch_year", f"{YEAR}\n{FIRST}"))
    assert [part.envelope.part for part in parts] == ["office", "branch"]


def test_the_cover_may_show_names_beside_codes_and_the_year_as_a_number(library):
    sheet = draw("00", "Library|L01 · Rivertown|unit\nRound|2025.0|round\nPart|分馆|part\nMember|B01 · Centre|member")
    (part,) = library.read(sheet, library.table("branch_year", f"{YEAR}\n{FIRST}"))
    assert part.envelope == Envelope("L01", 2025, "branch", "B01")


def test_a_member_left_out_on_the_cover_is_taken_from_rows_that_agree(library):
    courses = library.table("course", "branch_id|year|course_code\n|2025|K001")
    (part,) = library.read(cover(part="branch"), library.table("branch_year", f"{YEAR}\n{FIRST}"), courses)
    assert part.envelope.member == "B01"
    assert not part.refused


def test_rows_of_several_members_do_not_tell_whose_the_workbook_is(library):
    (part,) = library.read(cover(part="branch"), library.table("branch_year", f"{YEAR}\n{FIRST}\n{SECOND}"))
    assert errors(part) == ["workbook.no_member"]
    assert part.tables == ()


def test_without_a_cover_the_rows_tell_whose_it_is(library):
    office, branch = library.read(*library.office(), library.table("branch_year", f"{YEAR}\n{FIRST}"))
    assert (office.envelope, branch.envelope) == (Envelope("L01", 2025, "office"), Envelope("L01", 2025, "branch", "B01"))
    assert [(problem.code, problem.severity) for problem in office.problems if problem.code == "workbook.no_cover"] == [
        ("workbook.no_cover", Severity.NOTE)
    ]
    assert not branch.refused


def test_without_a_cover_sheets_of_one_part_make_a_workbook_of_that_part(library):
    (part,) = library.read(*library.office(), library.table("forecast", "year|amount\n2025|1"))
    assert errors(part) == ["workbook.no_round"]
    assert part.envelope == Envelope("L01", 0, "office")
    (part,) = library.read(draw("00", "Round|2025|round\n||unit"), *library.office())
    assert part.envelope == Envelope("L01", 2025, "office")


def test_a_file_that_cannot_be_placed_still_tells_what_is_wrong_in_its_cells(library):
    (part,) = library.read(cover(unit=""), library.table("branch_year", f"{YEAR}\n{FIRST.replace('1000', 'many')}\n{SECOND}"))
    assert errors(part) == ["workbook.no_unit", "workbook.no_member", "sheets.not_a_number"]
    assert part.tables == ()


def test_a_member_without_a_cover_cannot_tell_its_unit(library):
    (part,) = library.read(library.table("branch_year", f"{YEAR}\n{FIRST}"))
    assert errors(part) == ["workbook.no_unit"]
    assert word_problem(part.problems[1], "zh").cause == "无法确认本表属于哪个图书馆系统：封面未注明，表内也没有相应记录。"
    assert part.envelope == Envelope("", 2025, "branch", "B01")


@pytest.mark.parametrize("told", ["last year", "12", "3025"])
def test_a_round_that_is_no_year_is_refused(library, told):
    (part,) = library.read(cover(year=told), *library.office())
    assert [(problem.code, problem.place.cell) for problem in part.problems] == [("workbook.no_round", "B2")]


def test_a_year_that_is_not_collected_is_refused(library):
    (part,) = library.whole(rounds=(2023, 2024))
    assert [problem.words for problem in part.problems if problem.code == "workbook.other_round"] == [{"year": 2025, "rounds": "2023, 2024"}]
    assert part.tables == ()
    assert not library.whole(rounds=(2025,))[0].refused


def test_a_part_nobody_declared_is_refused(library):
    (part,) = library.read(cover(part="cellar"), *library.office())
    assert errors(part) == ["workbook.unknown_part"]
    assert part.problems[0].place.cell == "B3"


def test_a_cover_of_another_unit_refuses_the_file_and_still_tells_everything_else(library):
    broken = library.table("branch_year", f"{YEAR}\n{FIRST.replace('1000', 'many')}")
    (part,) = library.read(cover(unit="L02"), *library.office(), broken)
    assert part.envelope == Envelope("L02", 2025)
    assert part.tables == ()
    assert [(problem.code, problem.place.cell) for problem in part.problems if problem.severity is Severity.ERROR] == [
        ("workbook.other_unit", "A5"),
        ("sheets.not_a_number", "C5"),
    ]


def test_a_workbook_without_a_row_is_refused(library):
    (part,) = library.read(cover(), library.table("wish", "wish_id|asked"))
    assert "workbook.nothing_told" in [problem.code for problem in part.problems]
    assert part.refused


def test_a_second_cover_and_codes_in_the_first_column_say_nothing(library):
    first = cover()
    first.cells[9, 1] = Raw("member")
    parts = library.read(first, cover(unit="L09"), *library.office())
    assert [part.envelope.unit for part in parts] == ["L01"]


def test_where_most_rows_are_those_of_others_the_cover_is_named(library):
    courses = library.table("course", "branch_id|year|course_code\nB02|2025|K001\nB02 · Harbour|2025|K002\n|2025|K003")
    part = library.branch(library.table("branch_year", f"{YEAR}\n{FIRST}"), courses)
    (found,) = [problem for problem in part.problems if problem.code == "workbook.other_cover"]
    assert (found.place.cell, found.words) == ("B4", {"count": 2, "rows": 3, "member": "B01", "other": "B02"})
    assert part.tables == ()


def test_a_row_or_two_of_others_are_refused_where_they_stand(library):
    courses = library.table("course", "branch_id|year|course_code\nB02|2025|K001\nB01|2025|K002")
    assert errors(library.branch(library.table("branch_year", f"{YEAR}\n{FIRST}"), courses)) == ["workbook.other_owner"]


def test_the_cover_is_named_where_the_unit_s_own_row_is_another_s(library):
    (part,) = library.read(cover(unit="L02"), *library.office())
    (found,) = [problem for problem in part.problems if problem.code == "workbook.other_unit"]
    assert word_problem(found, "zh").remedy == "请更正此处或封面（00!B1）的图书馆系统编码，或改用下发给该单位的填报表。"


def test_the_names_beside_a_member_s_code_are_kept_with_where_they_stand(library):
    sheet = draw("00", "Library|L01|unit\nRound|2025|round\nPart|branch|part\nMember|B01 · Centre|member")
    (part,) = library.read(sheet, library.table("branch_year", f"{YEAR}\n{FIRST.replace('B01', 'B01 · Center')}"))
    assert [(label.member, label.name, label.place.cell) for label in part.labels] == [("B01", "Centre", "B4"), ("B01", "Center", "A5")]
    assert part.cover.cell == "B1"


def test_a_member_s_code_in_small_letters_is_the_member_s(library):
    part = library.branch(library.table("branch_year", f"{YEAR}\n{FIRST.replace('B01', 'ｂ01')}"))
    assert not part.refused
    assert part.tables[0].column("branch_id") == ("B01",)
    parts = library.whole(library.table("branch_year", f"{YEAR}\n{FIRST.replace('B01', 'b01')}"))
    assert [part.envelope.submitter for part in parts] == ["office", "branch:B01"]


def test_a_round_of_thousands_of_digits_is_no_year(library):
    (part,) = library.read(cover(year="'" + "9" * 5000), *library.office())
    assert errors(part) == ["workbook.no_round"]
