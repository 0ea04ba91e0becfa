"""Sheets: recognised whatever people did to them, and told about."""

import pytest

from iecscore.problems import Severity
from iecscore.sheets import Raw
from iecscore.text import word_problem
from workbook.drawn_books import cover, draw, faults, rows_of

YEAR = "branch_id|year|n_loans|n_visits|n_visits_young|n_events|n_event_visitors|n_stock|n_new|cost"
ROW = "B01|2025|1000|20|3|0|0|100|5|1.5"
CODES = "branch_id|year|course_code|title"


def told(part, code):
    return [problem for problem in part.problems if problem.code == code]


def test_sheets_are_known_by_their_field_codes_whatever_their_title_and_order(library):
    own, listed = library.office()
    (part,) = library.read(library.table("wish", "wish_id|asked\nW1|2025-01-10", title="Sheet1"), listed, own, cover())
    assert [rows.table for rows in part.tables] == ["wish", "branch", "library"]
    assert [rows.sheet for rows in part.tables] == ["Sheet1", "02 分馆名单", "01 图书馆系统"]


def test_columns_may_stand_in_any_order_and_addresses_are_true(library):
    part = library.branch(library.table("course", "room|title|year|branch_id|course_code\nR1|Aquarell|2025|B01|K001\n\n\nR2|Oil|2025|B01|K002"))
    (rows,) = part.tables
    assert rows.columns == ("branch_id", "year", "course_code", "title", "room")
    assert rows.letters == ("D", "C", "E", "B", "A")
    assert rows.numbers == (5, 8)
    assert rows.address(1, "title") == "B8"
    assert rows.submitter == "branch:B01"


@pytest.mark.parametrize("language", [0, 1])
def test_without_the_row_of_codes_headers_in_either_language_will_do(library, language):
    columns = library.system.tables["branch_year"].columns.values()
    header = "|".join(column.name.both()[language] for column in columns)
    part = library.branch(draw("whatever", f"Loans of our branch\n{header}\n{ROW}"))
    assert faults(part) == []
    assert rows_of(part, "branch_year")[0]["n_loans"] == 1000


def test_the_header_may_begin_a_little_lower(library):
    part = library.branch(library.table("course", f"{CODES}\nB01|2025|K001|Oil", first_row=4))
    (rows,) = part.tables
    assert rows.numbers == (8,)


def test_a_row_of_rules_that_was_deleted_is_not_missed(library):
    part = library.branch(library.table("course", f"{CODES}\nB01|2025|K001|Oil", rules=False, first_row=1))
    assert [row["title"] for row in rows_of(part, "course")] == ["Oil"]


def test_a_column_whose_code_was_lost_is_known_by_its_header(library):
    sheet = library.table("course", f"{CODES}\nB01|2025|K001|Oil")
    del sheet.cells[3, 4]
    assert rows_of(library.branch(sheet), "course")[0]["title"] == "Oil"


def test_a_foreign_column_is_told_and_not_read(library):
    sheet = library.table("course", f"{CODES}\nB01|2025|K001|Oil")
    sheet.cells[1, 5] = Raw("备注")
    sheet.cells[5, 7] = Raw("late")
    part = library.branch(sheet)
    assert faults(part) == [("workbook.unknown_column", "E1"), ("workbook.unknown_column", "G3")]
    assert told(part, "workbook.unknown_column")[0].words == {"letter": "E", "told": "备注"}
    assert not part.refused


def test_a_required_column_that_lacks_is_an_error_and_another_a_note(library):
    part = library.branch(library.table("branch_year", YEAR.replace("|n_loans", "") + "\n" + ROW.replace("|1000", "")))
    assert [(problem.place.sheet, problem.severity) for problem in told(part, "workbook.missing_column")] == [("03 分馆年度", Severity.ERROR)]
    courses = library.branch(library.table("course", f"{CODES}\nB01|2025|K001|Oil"))
    assert {problem.severity for problem in told(courses, "workbook.column_absent")} == {Severity.NOTE}
    assert not courses.refused


def test_a_column_told_twice_is_an_error_but_a_blank_copy_is_not(library):
    twice = library.branch(library.table("course", f"{CODES}|title\nB01|2025|K001|Oil|Ink"))
    assert told(twice, "workbook.column_twice")[0].words["second"] == "E"
    assert twice.refused
    blank = library.branch(library.table("course", f"{CODES}|title\nB01|2025|K001||Ink"))
    assert faults(blank) == []
    assert rows_of(blank, "course")[0]["title"] == "Ink"


def test_totals_and_blank_rows_are_left_out(library):
    part = library.branch(library.table("course", f"{CODES}|hours\nB01|2025|K001|Oil|5\n\n合计：||||5\n|Total|||5"))
    assert len(rows_of(part, "course")) == 1
    assert faults(part) == [("workbook.total_row", "A7"), ("workbook.total_row", "B8")]


def test_a_name_may_be_total_where_it_is_no_key(library):
    part = library.branch(library.table("course", f"{CODES}\nB01|2025|K001|Total"))
    assert len(rows_of(part, "course")) == 1


def test_rows_that_were_only_filled_in_beforehand_are_blank(library):
    part = library.branch(library.table("course", f"{CODES}\nB01|2025|K001|Oil\nB01|2025||\nB01|2025||"))
    assert len(rows_of(part, "course")) == 1
    assert faults(part) == []


def test_where_a_member_has_one_row_it_must_not_be_left_bare(library):
    (office, first, second) = library.whole(library.table("branch_year", f"{YEAR}\n{ROW}\nB02|2025||||||||"))
    assert not office.refused
    assert not first.refused
    assert faults(second) == [("workbook.row_unfilled", "A6")]
    part = library.branch(library.table("branch_year", f"{YEAR}\n|2025||||||||"))
    assert faults(part) == [("workbook.row_unfilled", "B5")]


def test_hidden_and_merged_cells_are_read_and_told(library):
    marks = {"hidden": True, "hidden_rows": (5, 6, 99), "hidden_columns": ("D", "E"), "merged": ((5, 1, 6, 1), (1, 1, 1, 4))}
    part = library.branch(library.table("course", f"{CODES}|room\nB01|2025|K001|Oil\n|2025|K002|Ink", **marks))
    assert faults(part) == [
        ("workbook.hidden_sheet", ""),
        ("workbook.hidden_rows", ""),
        ("workbook.hidden_columns", ""),
        ("workbook.merged", "A5"),
    ]
    assert told(part, "workbook.hidden_rows")[0].words == {"count": 2, "rows": "5, 6"}
    assert told(part, "workbook.hidden_columns")[0].words == {"columns": "D"}
    assert len(rows_of(part, "course")) == 2


def test_a_long_list_of_hidden_rows_is_cut(library):
    lines = "\n".join(f"B01|2025|K{number:03}|Oil" for number in range(15))
    part = library.branch(library.table("course", f"{CODES}\n{lines}", hidden_rows=range(5, 20)))
    assert str(told(part, "workbook.hidden_rows")[0].words["rows"]).endswith("15, 16, …")


def test_a_sheet_of_no_table_is_told_and_empty_ones_are_passed_over(library):
    office, *_ = library.whole(draw("Notes", "Please call back\nsoon | thanks"), draw("Blank", "|"), draw("98", "list|code|zh|en\nx|y|z|z"))
    assert [problem.place.sheet for problem in told(office, "workbook.unknown_sheet")] == ["Notes"]


def test_one_field_code_does_not_make_a_table_but_a_sheet_with_data_under_it_is_refused(library):
    office, *_ = library.whole(draw("Notes", "name|remark\nA|B"))
    (found,) = told(office, "workbook.unplaced_sheet")
    assert (found.place.sheet, found.place.cell, found.severity) == ("Notes", "A1", Severity.ERROR)


def test_a_sheet_that_is_no_longer_recognised_is_refused_and_the_nearest_table_named(library):
    sheet = draw("课程 (2)", "a|b|c|d\nB01|2025|K001|Oil")
    office, branch = library.whole(library.table("branch_year", f"{YEAR}\n{ROW}"), sheet)
    assert not office.refused
    (found,) = told(branch, "workbook.unplaced_sheet")
    assert found.words == {"nearest": "05 课程"}
    assert word_problem(found, "zh").cause == "本页有数据，但未能识别为系统的填报表，最接近的是“05 课程”。"


def test_headers_much_like_those_of_a_table_give_it_away(library):
    sheet = draw("Sheet1", "Readers|list\n荐购编号码|提出日期啊|note\nW1|2025-01-10|x")
    office, *_ = library.whole(sheet)
    assert [(found.words["nearest"], found.place.cell) for found in told(office, "workbook.unplaced_sheet")] == [("04 读者荐购", "A2")]


@pytest.mark.parametrize("title", ["99 字典", "99 Lists", "00 填报说明", "00 Instructions"])
def test_the_sheets_that_the_template_adds_are_silent_whatever_is_left_of_them(library, title):
    office, *_ = library.whole(draw(title, "name|year\nA|B"))
    assert {found.code for found in office.problems} == {"workbook.sheet_absent"}


def test_a_column_that_formulas_read_must_be_there_even_if_its_cells_may_be_blank(library):
    sheet = library.table("wish", "wish_id|asked\nW1|2025-01-10")
    sheet.cells[1, 3] = Raw("到架")
    sheet.cells[5, 3] = Raw("x")
    office, *_ = library.whole(sheet)
    (found,) = told(office, "workbook.computed_column")
    assert (found.place.sheet, found.words["code"], found.words["strangers"]) == ("04 读者荐购", "shelved", "C “到架”")
    assert office.refused
    assert not library.whole(library.table("wish", "wish_id|asked"))[0].refused


def test_a_renamed_column_with_data_is_refused_at_its_header_and_its_name_given(library):
    sheet = library.table("wish", "wish_id|asked\nW1|2025-01-10")
    sheet.cells[2, 3] = Raw("On the shelf at")
    sheet.cells[5, 3] = Raw("2025-02-01")
    (found,) = told(library.whole(sheet)[0], "workbook.renamed_column")
    assert (found.place.cell, found.words["letter"], found.words["told"], found.words["code"]) == ("C2", "C", "On the shelf at", "shelved")


@pytest.mark.parametrize(("title", "code"), [("Courses", "nothing_told"), ("05 课程", "nothing_told"), ("Sheet1", "row_unfilled")])
def test_a_sheet_with_columns_of_two_tables_is_told_apart_by_its_title(library, title, code):
    """Of courses a bare row counts as blank; of the branch's year, of which these are the larger share, it does not."""
    part = library.branch(draw(title, "branch_id|year|remark\nB01|2025|late"))
    assert told(part, f"workbook.{code}")


def test_a_sheet_that_is_gone_is_told(library):
    part = library.branch(library.table("course", f"{CODES}\nB01|2025|K001|Oil"))
    assert [problem.words["sheet"] for problem in told(part, "workbook.sheet_absent")] == ["03 分馆年度"]


def test_a_table_told_in_two_sheets_is_an_error_unless_one_is_empty(library):
    first, second = (library.table("course", f"{CODES}\nB01|2025|K00{number}|Oil", title=f"Courses {number}") for number in (1, 2))
    part = library.branch(first, second)
    assert [(problem.place.sheet, problem.words["first"]) for problem in told(part, "workbook.sheet_twice")] == [("Courses 2", "Courses 1")]
    assert not library.branch(first, library.table("course", CODES, title="Courses 2")).refused


def test_a_sheet_others_fill_in_must_be_empty(library):
    own = library.table("course", f"{CODES}\nB01|2025|K001|Oil")
    wishes = library.table("wish", "wish_id|asked\nW1|2025-01-10")
    part = library.branch(own, wishes)
    assert [(problem.code, problem.place.sheet) for problem in part.problems if problem.severity is Severity.ERROR] == [
        ("workbook.other_part", "04 读者荐购")
    ]
    assert word_problem(told(part, "workbook.other_part")[0], "zh").cause == "本页应由其他单位（总馆）填报，而本表的填报部分为“分馆”，但页内有数据。"
    assert [rows.table for rows in part.tables] == ["course"]
    assert not library.branch(own, library.table("wish", "wish_id|asked")).refused


def test_the_unit_itself_must_have_its_row(library):
    _, listed = library.office()
    (part,) = library.read(cover(part="office"), listed)
    assert [problem.words["sheet"] for problem in told(part, "workbook.no_unit_row")] == ["01 图书馆系统"]
    assert part.refused


def test_rows_without_a_header_are_refused_where_a_table_is_gone_and_asked_back_where_none_is(library):
    sheet = draw("Tabelle1", "W1|2025-01-10\nW2|2025-01-11")
    office, *_ = library.whole(sheet)
    assert [found.place.sheet for found in told(office, "workbook.unplaced_sheet")] == ["Tabelle1"]
    (part,) = library.read(cover(part="branch", member="B01"), library.table("branch_year", f"{YEAR}\n{ROW}"), library.table("course", CODES), sheet)
    assert not part.refused
    assert [found.severity for found in told(part, "workbook.unknown_sheet")] == [Severity.QUERY]


def test_one_line_of_a_stranger_is_asked_back(library):
    assert not library.whole(draw("课程", "please call back"))[0].refused


def test_a_cell_blank_because_it_is_merged_with_one_above_says_so(library):
    rows = "B01|2025|1000|20|3|0|0|100|5|1"
    part = library.branch(library.table("branch_year", f"{YEAR}\n{rows}\nB01|2025||20|3|0|0|100|5|1", merged=((5, 3, 6, 3),)))
    assert ("workbook.blank_merged", "C6") in faults(part)
    assert word_problem(told(part, "workbook.blank_merged")[0], "zh").cause.endswith("该单元格与 C5 合并，合并单元格的数据只计入第一个单元格。")
    assert not told(part, "workbook.blank")
