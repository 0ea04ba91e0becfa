"""A table as a file: text that looks like a formula stays text in both kinds."""

import io

from openpyxl import load_workbook

from iecscore.report.tables import make_csv, make_workbook

HEADS = ("Name", "Score", "Rank")
ROWS = (("=1+1", 61.5, 1), ("Harbour", None, 2))


def test_text_that_looks_like_a_formula_stays_text_in_a_workbook():
    sheet = load_workbook(io.BytesIO(make_workbook("ranking", "Libraries", "method", HEADS, ROWS))).active
    told = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert told["=1+1"] == "s"
    assert (told[61.5], told["Name"]) == ("n", "s")


def test_text_that_looks_like_a_formula_gets_an_apostrophe_in_plain_text():
    assert make_csv(HEADS, ROWS).decode("utf-8-sig").splitlines() == ["Name,Score,Rank", "'=1+1,61.5,1", "Harbour,,2"]


def test_the_same_table_is_the_same_file():
    assert make_workbook("ranking", "Libraries", "", HEADS, ROWS) == make_workbook("ranking", "Libraries", "", HEADS, ROWS)
