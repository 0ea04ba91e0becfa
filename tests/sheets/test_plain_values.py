"""Plain values of large files: every kind of text file, and sheets whose silent blanks speak."""

from datetime import date, datetime

import pytest

from sheets.drawn_files import draw_book, draw_package, draw_text_cells, read_here

ROWS = (("共同体", "年份", "备注"), ("甲", "2025", None), ("乙", "2024", "一, 二; 三"))


def grids(path, **limits):
    read, problems = read_here(path, "grids", **limits)
    assert problems == []
    return read


def refusal(path, **limits):
    read, ((code, place),) = read_here(path, "grids", **limits)
    assert read is None
    assert place.startswith(path.name)
    return code


def draw_text(path, separator=",", encoding="utf-8", end="\n"):
    lines = [separator.join(f'"{cell}"' if cell and "," in cell else cell or "" for cell in row) for row in ROWS]
    path.write_bytes(end.join(lines).encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_file_is_read_in_any_encoding_with_any_separator(tmp_path, encoding, separator, end):
    assert grids(draw_text(tmp_path / "答卷.csv", separator, encoding, end)) == {"答卷": ROWS}


@pytest.mark.parametrize("name", ["export.xls", "export.xlsx", "export.txt", "4c1d"])
def test_text_is_text_whatever_its_name(tmp_path, name):
    assert list(grids(draw_text(tmp_path / name, "\t")).values()) == [ROWS]


def test_a_text_file_is_named_as_the_sender_knows_it(tmp_path):
    read, _ = read_here(draw_text(tmp_path / "3f2a.upload"), "grids", "答卷.csv")
    assert list(read) == ["答卷"]


def test_a_title_above_the_header_does_not_hide_the_separator(tmp_path):
    path = tmp_path / "答卷.csv"
    path.write_text("问卷结果\n\n题目一, 为什么;题目二\n很好;5\n", encoding="utf-8")
    assert grids(path)["答卷"] == (("问卷结果", None), (None, None), ("题目一, 为什么", "题目二"), ("很好", "5"))


def test_line_breaks_inside_quotation_marks_stay_inside_the_cell(tmp_path):
    path = tmp_path / "答卷.csv"
    path.write_text('id;text\n1;"a\nb;c"\n', encoding="utf-8")
    assert grids(path)["答卷"] == (("id", "text"), ("1", "a\nb;c"))


@pytest.mark.parametrize("data", ["\ufeff甲,乙".encode()[:-1], b"\xff\xfe\x00", b"ok,\xff\xff\xff"])
def test_text_in_no_known_encoding_is_refused_never_repaired(tmp_path, data):
    path = tmp_path / "答卷.csv"
    path.write_bytes(data)
    assert refusal(path) == "unknown_letters"


def test_a_text_file_is_held_to_the_limits(tmp_path):
    path = tmp_path / "答卷.csv"
    path.write_text("a,b,c\n" * 20, encoding="utf-8")
    assert len(grids(path, plain_cells=60)["答卷"]) == 20
    assert refusal(path, plain_cells=59) == "too_many_cells"
    assert refusal(path, file_bytes=119) == "too_large"
    path.write_text(",\n" * 20 + "," * 20, encoding="utf-8")
    assert refusal(path, plain_cells=100) == "too_many_cells"


def test_an_empty_text_file_and_one_of_blank_lines(tmp_path):
    path = tmp_path / "答卷.csv"
    path.write_bytes(b"")
    assert refusal(path) == "empty_file"
    path.write_bytes(b"\n\n")
    assert grids(path) == {"答卷": ((), ())}


def test_sheets_are_read_from_the_first_cell_on(tmp_path):
    moment = datetime(2025, 3, 1, 8, 5)  # noqa: DTZ001 - cells know no zones
    path = draw_book(tmp_path / "答卷.xlsx", 表=[[], [None, "甲", 12, 1.5], [None, True, moment, date(2025, 3, 1)]], 空=[])
    read = grids(path)
    assert read["表"] == ((None, None, None, None), (None, "甲", 12, 1.5), (None, True, read["表"][2][2], date(2025, 3, 1)))
    assert type(read["表"][1][2]) is int
    assert read["空"] == ()


def test_errors_and_formulas_never_computed_are_no_blanks(tmp_path):
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="e"><v>#DIV/0!</v></c></row><row r="3"><c r="C3"><f>A1*2</f></c></row>'
    assert grids(draw_package(tmp_path / "答卷.xlsx", cells))["表 & 一"] == ((1, "#DIV/0!", None), (None, None, None), (None, None, "=A1*2"))


def test_charts_are_no_tables(tmp_path):
    import xlsxwriter  # noqa: PLC0415 - drawn here alone

    with xlsxwriter.Workbook(str(tmp_path / "答卷.xlsx")) as book:
        book.add_worksheet("表").write(0, 0, 1)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=表!$A$1:$A$1"})
        book.add_chartsheet("图").set_chart(chart)
    assert grids(tmp_path / "答卷.xlsx") == {"表": ((1,),)}


def test_more_cells_are_read_plainly_than_with_all_their_marks(tmp_path):
    path = draw_package(tmp_path / "答卷.xlsx", draw_text_cells(40, 5))
    assert len(grids(path, cells=100, plain_cells=200)["表 & 一"]) == 40
    assert refusal(path, plain_cells=199) == "too_many_cells"


def test_wide_gaps_count_as_cells(tmp_path):
    path = draw_package(tmp_path / "答卷.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row><row r="100"><c r="CV100"><v>1</v></c></row>')
    assert refusal(path, plain_cells=9_999) == "too_many_cells"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><table></table></html>", "is_html"),
        (b"%PDF-1.4", "is_pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_unread"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x00\x01\x02", "is_binary"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, content, reason):
    path = tmp_path / "答卷.xls"
    path.write_bytes(content)
    assert refusal(path) == reason
