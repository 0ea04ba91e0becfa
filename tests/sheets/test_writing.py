"""New workbooks: safe for whoever opens them, and the same bytes for the same content."""

import openpyxl
import pytest

from iecscore.sheets.writing import open_book

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://example.org")', "http://example.org", "0012", "1E5"]


def write(path, texts):
    with open_book(path, "模板") as book:
        book.add_worksheet("表").write_column(0, 0, texts)
    return path


def test_text_stays_text_whatever_it_begins_with(tmp_path):
    sheet = openpyxl.load_workbook(write(tmp_path / "a.xlsx", DANGEROUS))["表"]
    assert [(cell.value, cell.data_type, cell.hyperlink) for (cell,) in sheet.rows] == [(text, "s", None) for text in DANGEROUS]


def test_equal_content_is_an_equal_file(tmp_path):
    assert write(tmp_path / "a.xlsx", DANGEROUS).read_bytes() == write(tmp_path / "b.xlsx", DANGEROUS).read_bytes()


def test_a_title_stands_in_the_properties_where_one_is_given(tmp_path):
    assert openpyxl.load_workbook(write(tmp_path / "a.xlsx", ["x"])).properties.title == "模板"
    with open_book(tmp_path / "b.xlsx") as book:
        book.add_worksheet("表")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").properties.title is None


def test_a_workbook_that_could_not_be_finished_is_not_written(tmp_path):
    with pytest.raises(ZeroDivisionError), open_book(tmp_path / "a.xlsx") as book:
        book.add_worksheet("表").write(0, 0, 1 / 0)
    assert not (tmp_path / "a.xlsx").exists()
