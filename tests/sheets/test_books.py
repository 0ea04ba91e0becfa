"""A workbook as it was read: values as they stand, and what a reader would pass over in silence."""

import hashlib
import pickle
from datetime import datetime, time

import openpyxl
import pytest

from iecscore.sheets import BLANK, ERROR, UNCOMPUTED, Area, Raw, Sheet, address_of, letter_of, loading, number_of, parse_date, parse_number
from sheets.drawn_files import MAIN, SHEET, draw_book, draw_package, read_here


def only_sheet(path, **limits):
    book, problems = read_here(path, **limits)
    assert problems == []
    return book.sheets[0]


def test_cells_are_read_with_their_values_and_formats(tmp_path):
    moment = datetime(2025, 3, 1)  # noqa: DTZ001 - cells know no zones
    path = draw_book(tmp_path / "report.xlsx", formats={0.5: "0.0%"}, 表=[["甲", 12, 0.5], [None, True, moment]])
    sheet = only_sheet(path)
    assert sheet.cells == {
        (1, 1): Raw("甲"),
        (1, 2): Raw(12),
        (1, 3): Raw(0.5, "0.0%"),
        (2, 2): Raw(value=True),
        (2, 3): Raw(moment, "yyyy-mm-dd"),
    }
    assert sheet.at(2, 1) == BLANK
    assert list(sheet.rows()) == [(1, {1: Raw("甲"), 2: Raw(12), 3: Raw(0.5, "0.0%")}), (2, {2: Raw(value=True), 3: Raw(moment, "yyyy-mm-dd")})]
    assert sheet.grid() == (("甲", 12, 0.5), (None, True, moment))
    assert (sheet.last_row, sheet.last_column) == (2, 3)


def test_a_book_names_its_file_and_tells_its_digest_and_all_sheets(tmp_path):
    path = draw_book(tmp_path / "3f2a.upload", 一=[[1]], 二=[])
    book, _ = read_here(path, name="报表.xlsx")
    assert (book.file, book.digest) == ("报表.xlsx", hashlib.sha256(path.read_bytes()).hexdigest())
    assert book.grids() == {"一": ((1,),), "二": ()}
    assert (book.sheets[1].last_row, book.sheets[1].last_column) == (0, 0)


def test_formulas_are_read_by_their_results(tmp_path):
    assert only_sheet(draw_book(tmp_path / "report.xlsx", 表=[[1, "=A1+6"]])).cells == {(1, 1): Raw(1), (1, 2): Raw(7)}


def test_formulas_that_were_never_computed_are_no_blanks(tmp_path):
    book = openpyxl.Workbook()
    book.active["B2"], book.active["B3"] = 5, '=IF(B2>1,"<是>","否")'
    book.active["B4"] = "=SUM(B2:B3)"
    book.active["B4"].number_format = "0.00"
    book.save(path := tmp_path / "report.xlsx")
    assert only_sheet(path).cells == {
        (2, 2): Raw(5),
        (3, 2): Raw('=IF(B2>1,"<是>","否")', "General", UNCOMPUTED),
        (4, 2): Raw("=SUM(B2:B3)", "0.00", UNCOMPUTED),
    }


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="A1"><f>B1</f></c>', Raw("=B1", "General", UNCOMPUTED)),
        ('<c r="A1"><f>B1</f><v/></c>', Raw("=B1", "General", UNCOMPUTED)),
        ('<c r="A1" t="n"> <f>B1</f> <v></v> </c>', Raw("=B1", "General", UNCOMPUTED)),
        ("<c t='str' r='A1'><f>B1</f></c>", Raw("=B1", "General", UNCOMPUTED)),
        ('<c r="A1"><f t="shared" si="0"/></c>', Raw("=", "General", UNCOMPUTED)),
        ('<c r="A1"><f t="array" ref="A1:A2">B1&amp;C1</f></c>', Raw("=B1&C1", "General", UNCOMPUTED)),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', None),
        ('<c r="A1"><f>B1</f><v>0</v></c>', Raw(0)),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', Raw("#DIV/0!", "General", ERROR)),
        ('<c r="A1" t="e"><v>#N/A</v></c>', Raw("#N/A", "General", ERROR)),
    ],
)
def test_what_stands_beside_a_formula_decides_what_the_cell_says(tmp_path, cell, found):
    sheet = only_sheet(draw_package(tmp_path / "report.xlsx", f'<row r="1">{cell}<c r="B1"><v>3</v></c></row>'))
    assert sheet.cells == {(1, 2): Raw(3)} | ({(1, 1): found} if found else {})
    plain = read_here(tmp_path / "report.xlsx", "grids")[0]["表 & 一"]
    assert plain == (((found.value if found else None), 3),)


def test_prefixed_tags_are_understood(tmp_path):
    part = f"""<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>B1</x:f></x:c><x:c r="B1" t="e"><x:v>#REF!</x:v></x:c></x:row>
        </x:sheetData></x:worksheet>"""
    sheet = only_sheet(draw_package(tmp_path / "report.xlsx", parts={SHEET: part}))
    assert sheet.cells == {(1, 1): Raw("=B1", "General", UNCOMPUTED), (1, 2): Raw("#REF!", "General", ERROR)}
    assert read_here(tmp_path / "report.xlsx", "grids")[0]["表 & 一"] == (("=B1", "#REF!"),)


def test_a_formula_never_computed_in_a_cell_without_address_refuses_the_file(tmp_path):
    path = draw_package(tmp_path / "report.xlsx", "<row><c><v>1</v></c><c><f>A1*2</f></c></row>")
    assert read_here(path) == (None, [("uncomputed", "report.xlsx 表 & 一")])


def test_marks_are_found_on_both_sides_of_every_cut_of_the_scan(tmp_path):
    row = '<row r="{0}"><c r="A{0}"><f>B{0}</f></c><c r="B{0}" t="e"><v>#N/A</v></c><c r="C{0}" t="inlineStr"><is><t>{1}</t></is></c></row>'
    path = draw_package(tmp_path / "report.xlsx", "".join(row.format(number, "字" * (number % 97)) for number in range(1, 12_001)))
    grid = read_here(path, "grids")[0]["表 & 一"]
    assert len(grid) == 12_000
    assert all(cells[:2] == (f"=B{number}", "#N/A") for number, cells in enumerate(grid, start=1))


def test_hidden_sheets_rows_and_columns_and_merged_cells_are_told(tmp_path):
    book = openpyxl.Workbook()
    first, second, third = book.active, book.create_sheet("隐"), book.create_sheet("深隐")
    second.sheet_state, third.sheet_state = "hidden", "veryHidden"
    first.append(["单位", "年份", "人数", "备注"])
    first.row_dimensions[3].hidden = True
    first.column_dimensions.group("B", "C", hidden=True)
    first.merge_cells("A5:B6")
    first["A5"] = "合计"
    book.save(path := tmp_path / "report.xlsx")
    read, _ = read_here(path)
    assert [sheet.hidden for sheet in read.sheets] == [False, True, True]
    assert read.sheets[0].hidden_rows == {3}
    assert read.sheets[0].hidden_columns == {2, 3}
    assert read.sheets[0].merged == (Area(5, 1, 6, 2),)
    assert read.sheets[0].at(5, 1).value == "合计"


def test_filtered_rows_are_read_and_told_as_hidden(tmp_path):
    path = draw_package(tmp_path / "report.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row>')
    sheet = only_sheet(path)
    assert sheet.hidden_rows == {2}
    assert sheet.at(2, 1) == Raw(2)


def test_a_workbook_counted_from_1904_says_so_and_its_dates_are_right(tmp_path):
    moment = datetime(2024, 9, 1)  # noqa: DTZ001
    book, _ = read_here(draw_book(tmp_path / "report.xlsx", epoch_1904=True, 表=[[moment, 44074]]))
    assert book.epoch_1904
    assert book.sheets[0].at(1, 1).value == moment
    assert parse_date(book.sheets[0].at(1, 2), epoch_1904=True).result == moment.date()


def test_a_date_out_of_range_is_an_error_value(tmp_path):
    path = draw_book(tmp_path / "report.xlsx", formats={9_999_999: "yyyy-mm-dd", 0.5: "h:mm"}, 表=[[9_999_999, 0.5]])
    sheet = only_sheet(path)
    assert sheet.at(1, 1).state == ERROR
    assert sheet.at(1, 2).value == time(12)


def test_ids_stored_as_numbers_show_what_the_file_has_lost(tmp_path):
    sheet = only_sheet(draw_book(tmp_path / "report.xlsx", 表=[[911100000000000001, "911100000000000001"]]))
    assert sheet.at(1, 1).value != 911100000000000001
    assert sheet.at(1, 2).value == "911100000000000001"


def test_percentages_come_back_with_the_format_that_makes_them_so(tmp_path):
    sheet = only_sheet(draw_book(tmp_path / "report.xlsx", formats={0.85: "0%", 85: '0"%"'}, 表=[[0.85, 85, "85%"]]))
    assert [parse_number(sheet.at(1, column), "%").result for column in (1, 2, 3)] == [85, 85, 85]


def test_pictures_and_links_do_not_matter(tmp_path):
    cell, link = '<row r="1"><c r="A1"><v>1</v></c></row>', '<hyperlinks><hyperlink ref="A1" location="Sheet2!A1"/></hyperlinks>'
    sheet = only_sheet(draw_package(tmp_path / "report.xlsx", cell, after=link, parts={"xl/media/image1.png": b"no picture"}))
    assert sheet.cells == {(1, 1): Raw(1)}


@pytest.mark.parametrize(("kind", "cell"), [("book", '<c r="A1"><v>NaN</v></c>'), ("grids", '<c r="A1" t="s"><v>7</v></c>')])
def test_what_a_reader_stumbles_over_is_a_problem(tmp_path, kind, cell):
    assert read_here(draw_package(tmp_path / "report.xlsx", f'<row r="1">{cell}</row>'), kind) == (None, [("not_read", "report.xlsx")])


def test_a_file_that_overfills_the_memory_is_a_problem(tmp_path, monkeypatch):
    def overfill(_request):
        raise MemoryError

    monkeypatch.setattr(loading, "load_book", overfill)
    assert read_here(draw_book(tmp_path / "report.xlsx", 表=[[1]])) == (None, [("too_heavy", "report.xlsx")])


def test_a_sheet_travels_between_processes_unchanged():
    cells = {(2, 1): Raw("甲"), (1, 3): Raw(0.5, "0%"), (4, 2): Raw("#N/A", "General", ERROR)}
    sheet = Sheet("表", cells, hidden=True, hidden_rows=frozenset({2}), hidden_columns=frozenset({1, 3}), merged=(Area(1, 1, 2, 2),))
    came = pickle.loads(pickle.dumps(sheet))  # noqa: S301 - written a moment ago
    assert came == sheet
    assert (came.last_row, came.last_column, list(came.cells)) == (4, 3, list(cells))
    assert pickle.loads(pickle.dumps(Sheet("空", {}))) == Sheet("空", {})  # noqa: S301


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")])
def test_columns_are_lettered_as_people_letter_them(number, letters):
    assert letter_of(number) == letters
    assert number_of(letters) == number_of(letters.lower()) == number
    assert address_of(7, number) == f"{letters}7"


def test_a_number_of_thousands_of_digits_is_a_text_in_its_cell_and_no_end_of_the_file(tmp_path):
    digits = "9" * 5000
    path = draw_package(tmp_path / "report.xlsx", f'<row r="1"><c r="A1"><v>{digits}</v></c><c r="B1"><v>1e300</v></c><c r="C1"><v>5</v></c></row>')
    sheet = only_sheet(path)
    assert [sheet.at(1, column).value for column in (1, 2, 3)] == [digits, 1e300, 5]
    assert [problem.code for problem in parse_number(sheet.at(1, 1)).problems] == ["sheets.beyond_sums"]
