"""The sheets on how sure the ranks are: they are there, they read like the view, and no text in them is a formula."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook

from drawn_doubts import UNITS, draw_assessment, draw_whole
from iecscore.report import write_result
from iecscore.robustness.assessment import PartShares
from report.drawn_evaluation import SYSTEM, draw_evaluation

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")


@pytest.fixture
def write(tmp_path):
    def writing(assessment, language="en"):
        path = tmp_path / "result.xlsx"
        write_result(draw_evaluation(), SYSTEM, (), path, language, "Drawn", assessment)
        return load_workbook(path)

    return writing


def texts(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def row_of(sheet, unit):
    return next([cell.value for cell in row] for row in sheet.iter_rows() if row[4].value == unit)


@pytest.mark.parametrize(("language", "names"), [("en", ["Robustness", "Sources of doubt"]), ("zh", ["稳健性", "不确定性分析"])])
def test_both_sheets_are_there_in_both_languages(write, language, names):
    book = write(draw_whole(), language)
    told = [name for name in book.sheetnames if name in names]
    assert told == names
    assert all(book[name].page_setup.orientation == "landscape" and book[name].page_setup.fitToHeight == 0 for name in names)


def test_a_brief_assessment_has_one_sheet_and_none_has_none(write):
    assert "Robustness" in write(draw_assessment()).sheetnames
    assert "Sources of doubt" not in write(draw_assessment()).sheetnames
    assert "Robustness" not in write(None).sheetnames


def test_each_unit_has_its_intervals_and_shares(write):
    sheet = write(draw_whole())["Robustness"]
    told = row_of(sheet, "L02")
    assert told[:4] == ["2", "2–3", "2–3", "–"]
    assert told[-6:] == [0, 1, 0, 0.998, 0.002, 0.01]
    assert row_of(sheet, "L05")[6:10] == ["–", "–", None, None]


def test_each_unit_has_its_rank_in_the_compromise(write):
    sheet = write(draw_whole(compromise=(1, 3, 2, None)))["Robustness"]
    assert [row_of(sheet, unit)[6] for unit in ("L01", "L02", "L03", "L05")] == ["1", "3", "2", "–"]


def test_every_pair_of_neighbours_has_its_sentence_and_share(write):
    told = texts(write(draw_whole())["Sources of doubt"])
    assert [text for text in told if "in 97 % of scenarios" in str(text)]
    assert {"97% ± 0.1", "60% ± 0.4"} <= set(told)


def test_pairs_in_doubt_are_told_and_the_others_counted(write):
    told = texts(write(draw_whole())["Robustness"])
    assert any(str(text).startswith("L02 and L03 cannot be told apart") for text in told)
    assert not any(str(text).startswith("L01 is ahead") for text in told)
    assert "Neighbours whose order can be relied on: 1 of 2 pairs." in told


def test_a_league_without_pairs_says_nothing_of_neighbours(write):
    told = texts(write(draw_assessment(units=UNITS[:1], pairs=()))["Robustness"])
    assert told[-1] == "Neighbours in the ranking"


def test_hostile_texts_are_no_formulas(write):
    levers = tuple(replace(lever, unit="L02") for lever in draw_whole().levers[:1])
    book = write(draw_whole(levers=levers))
    for name in ("Robustness", "Sources of doubt"):
        assert [cell.coordinate for row in book[name].iter_rows() for cell in row if cell.data_type == "f"] == []
    assert row_of(book["Robustness"], "L02")[5] == "=1+1"


def test_shares_among_the_parts_of_the_tree_are_told_of_the_units_most_in_doubt(write):
    found = draw_whole(parts_of_tree=(PartShares("L02", (("S", 0.25), ("R", 0.75))),))
    told = texts(write(found)["Sources of doubt"])
    assert "From which part of the tree the doubt comes" in told
    assert {"25%", "75%"} <= set(told)
