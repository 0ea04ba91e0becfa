"""The judgement workbook: what it shows, and that it comes back as it was filled in."""

from datetime import datetime

import pytest
from openpyxl import load_workbook

from iecscore.panel.book_layout import HEADERS
from iecscore.panel.book_reading import read_grids
from iecscore.panel.book_writing import TELLING, write_judgement_book
from iecscore.text import untranslated
from iecscore.weights import Comparison, Judgements, build_tree
from scoring.drawn_system import draw_indicator, draw_system

LAYOUT = {"P": {"P1": ["a", "b", "c"], "P2": ["d"]}, "Q": {"Q1": ["e"]}}
SYSTEM = draw_system(LAYOUT, {code: draw_indicator() for code in "abcde"})
TREES = {"site": build_tree(SYSTEM, "site")}
PANEL = Judgements(
    (
        Comparison("甲", "site", "ROOT", "P", "Q", 3.0),
        Comparison("甲", "site", "P1", "a", "b", 1 / 5),
        Comparison("甲", "site", "P1", "a", "c", 1.0),
        Comparison("甲", "site", "P1", "b", "c", 9.0),
        Comparison("乙", "site", "P", "P1", "P2", 1 / 2),
    )
)


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "panel.xlsx"

    def writing(judgements=None, language="zh", experts=("甲", "乙")):
        write_judgement_book(path, SYSTEM, TREES, experts, language, judgements)
        return load_workbook(path)

    return writing


def grids(book):
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def read(book):
    return read_grids("panel.xlsx", grids(book), TREES)


def test_a_filled_workbook_comes_back_as_it_was(written):
    found = read(written(PANEL))
    assert found.problems == ()
    assert found.result == PANEL


def test_each_pair_has_a_row_in_tree_order(written):
    sheet = written()["甲"]
    pairs = [(row[1].value, row[3].value, row[6].value) for row in sheet.iter_rows(min_row=7)]
    assert pairs == [("ROOT", "P", "Q"), ("P", "P1", "P2"), ("P1", "a", "b"), ("P1", "a", "c"), ("P1", "b", "c")]


def test_the_judgement_is_chosen_from_a_list_in_text_cells_that_are_open(written):
    sheet = written()["甲"]
    rule = sheet.data_validations.dataValidation[0]
    assert rule.formula1 == '"9,8,7,6,5,4,3,2,1,1/2,1/3,1/4,1/5,1/6,1/7,1/8,1/9"'
    assert str(rule.sqref) == "F7:F11"
    assert (sheet["F7"].number_format, sheet["F7"].protection.locked, sheet["D7"].protection.locked) == ("@", False, True)
    assert sheet.protection.sheet


def test_headers_are_in_the_language_asked_for(written):
    assert written()["甲"]["F6"].value == "A 的重要性是 B 的几倍"
    assert written(language="en")["甲"]["F6"].value == "A is … times as important as B"
    assert untranslated((*HEADERS, *TELLING, "Overall goal", "Expert", "Judgements of the panel"), "zh") == ()


def test_an_empty_workbook_holds_no_judgement(written):
    assert [problem.code for problem in read(written()).problems] == ["panel.empty"]


def test_faults_name_the_cell(written):
    book = written(PANEL)
    book["甲"]["F7"] = "12"
    book["甲"]["F9"] = None
    book["乙"]["D8"] = "P7"
    found = [(problem.code, str(problem.place)) for problem in read(book).problems]
    assert found == [("panel.unknown_node", "panel.xlsx 乙!F8")]
    book["乙"]["D8"] = "P1"
    found = [(problem.code, str(problem.place)) for problem in read(book).problems]
    assert found == [("panel.off_scale", "panel.xlsx 甲!F7"), ("panel.pairs_missing", "panel.xlsx 甲!F10")]


def test_a_judgement_the_spreadsheet_made_a_date_is_named(written):
    book = written(PANEL)
    book["甲"]["F7"] = datetime(2025, 1, 3)  # noqa: DTZ001 - as a spreadsheet has it
    assert ("panel.turned_into_date", "F7") in [(problem.code, problem.place.cell) for problem in read(book).problems]


def test_an_expert_is_known_by_the_name_in_the_sheet_else_by_its_title(written):
    book = written(PANEL)
    book["甲"]["B2"] = "王工"
    book["乙"]["B2"] = None
    assert read(book).result.experts == ("王工", "乙")
    book["甲"]["B2"] = "乙"
    assert [problem.code for problem in read(book).problems] == ["panel.expert_twice"]


def test_other_sheets_are_passed_over_and_a_workbook_of_others_is_refused(written):
    book = written(PANEL)
    book.create_sheet("notes")["A1"] = "call back"
    assert read(book).result == PANEL
    del book["甲"], book["乙"]
    assert [(problem.code, problem.place.sheet) for problem in read(book).problems] == [("panel.no_header", "notes")]


def test_names_that_look_like_formulas_stay_text(written):
    sheet = written(experts=("=1+1",)).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")


def test_experts_of_the_same_name_get_sheets_of_their_own(written):
    assert written(experts=("Li/Wang", "li?wang", "")).sheetnames == ["Li_Wang", "li_wang 2", " 3"]
