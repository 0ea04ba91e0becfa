"""The judgement workbook: what it shows, and that it comes back as it was filled in."""

import os
import shutil
import subprocess
from datetime import datetime

import numpy as np
import pytest
from openpyxl import load_workbook

from iecscore.panel import read_judgements, write_judgement_book
from iecscore.panel.book_consistency import state_of
from iecscore.panel.book_guide import DEGREES, GUIDE, word_step
from iecscore.panel.book_layout import HEADERS, Group, Pair
from iecscore.panel.book_reading import read_grids
from iecscore.panel.scale import STEPS
from iecscore.problems import Misuse
from iecscore.text import untranslated
from iecscore.weights import Comparison, Judgements, Tree, build_tree, consistency_ratio, find_priorities
from scoring.drawn_system import draw_indicator, draw_system

SOFFICE = shutil.which("soffice")
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

    def writing(judgements=None, language="zh", experts=("甲", "乙"), **more):
        write_judgement_book(path, SYSTEM, TREES, experts, language, judgements, **more)
        return load_workbook(path)

    writing.path = path
    return writing


def grids(book):
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def read(book):
    return read_grids("panel.xlsx", grids(book), TREES)


def test_a_filled_workbook_comes_back_as_it_was(written):
    found = read(written(PANEL))
    assert found.problems == ()
    assert found.result == PANEL


def test_the_file_itself_is_read(written):
    written(PANEL)
    found = read_judgements(written.path, TREES)
    assert (found.problems, found.result) == ((), PANEL)


def test_equal_judgements_are_an_equal_file(written):
    written(PANEL)
    before = written.path.read_bytes()
    written(PANEL)
    assert written.path.read_bytes() == before


def test_each_pair_has_a_row_in_tree_order_under_the_heading_of_its_group(written):
    sheet = written()["甲"]
    rows = [tuple(cell.value for cell in row[:5]) + tuple(cell.value for cell in row[6:9]) for row in sheet.iter_rows(min_row=7)]
    assert [row[5:] for row in rows if row[5]] == [("ROOT", "P", "Q"), ("P", "P1", "P2"), ("P1", "a", "b"), ("P1", "a", "c"), ("P1", "b", "c")]
    assert [row[0] for row in rows if not row[5]] == [
        "名称 · 总目标：哪一项更重要？（第 1 至 1 对）",
        "名称 · P 名称：哪一项更重要？（第 2 至 2 对）",
        "名称 · P1 名称：哪一项更重要？（第 3 至 5 对）",
    ]
    assert [row[:2] for row in rows if row[5]] == [(1, "P 名称"), (2, "P1 名称"), (3, "a 名称"), (4, "a 名称"), (5, "b 名称")]


def test_without_leaves_no_indicator_is_compared(written):
    sheet = written(leaves=False)["甲"]
    assert [row[6].value for row in sheet.iter_rows(min_row=7) if row[6].value] == ["ROOT", "P"]


def test_a_tree_with_nothing_to_compare_is_refused(tmp_path):
    chain = {"site": Tree("site", {"ROOT": ("P",), "P": ("P1",), "P1": ("a",)})}
    with pytest.raises(Misuse, match=r"panel\.nothing_to_compare"):
        write_judgement_book(tmp_path / "x.xlsx", SYSTEM, chain, ["甲"], "zh")


def test_the_judgement_is_chosen_from_a_list_in_text_cells_that_are_open(written):
    sheet = written()["甲"]
    rule = sheet.data_validations.dataValidation[0]
    assert rule.formula1 == '"9,8,7,6,5,4,3,2,1,1/2,1/3,1/4,1/5,1/6,1/7,1/8,1/9"'
    assert str(rule.sqref) == "C7:C14"
    assert (sheet["C8"].number_format, sheet["C8"].protection.locked, sheet["D8"].protection.locked) == ("@", False, True)
    assert sheet.protection.sheet
    hidden = sheet.column_dimensions["F"]
    assert (hidden.hidden, hidden.min, hidden.max >= 20) == (True, 6, True)


def test_headers_are_in_the_language_asked_for(written):
    assert written()["甲"]["C6"].value == "A 的重要性是 B 的几倍"
    assert written(language="en")["甲"]["C6"].value == "A is … times as important as B"
    assert untranslated((*HEADERS, *GUIDE, *DEGREES.values(), "Overall goal", "Expert", "Judgements of the panel"), "zh") == ()


def test_the_guide_tells_the_scale_and_what_is_compared(written):
    guide = written(language="en", label="Synthetic")["Guide"]
    told = {row[1].value: row[2].value for row in guide.iter_rows(min_row=14) if row[1].value}
    assert guide["A3"].value == "Synthetic"
    assert [told[step] for step in ("9", "1", "1/3")] == ["A: absolutely more", "A and B matter the same", "B: slightly more"]
    assert told["P Name"] == "What lies under it: P1 Name, P2 Name"
    assert (told["P1 Name"], told["a Name"]) == ("x", "x")


def test_each_answer_is_repeated_in_words(written):
    sheet = written(PANEL)["甲"]
    assert sheet["E8"].value.startswith("=IF(C8=")
    assert sheet["E8"].value.count("'填写说明'!") == 2
    shown = load_workbook(written.path, data_only=True)["甲"]
    assert [shown[cell].value for cell in ("E8", "E12", "E13", "E10")] == ["A 稍重要", "B 明显重要", "A 与 B 同等重要", None]
    assert len({word_step(step, "zh") for step in STEPS}) == len(STEPS)


def test_each_group_tells_its_state(written):
    written(PANEL)
    shown = load_workbook(written.path, data_only=True)["甲"]
    matrix = np.array([[1, 1 / 5, 1], [5, 1, 9], [1, 1 / 9, 1]])
    ratio = consistency_ratio(find_priorities(matrix)[1], 3, "alonso-lamata")
    assert [shown[cell].value for cell in ("E7", "E9", "E11")] == ["已完成", "未填写", f"已完成 · CR {ratio:.2f}"]
    assert shown["E2"].value == "4 / 5"


def test_a_group_that_contradicts_itself_names_the_pair_that_is_furthest_off():
    pairs = tuple(
        Pair(number, number + 8, *pair) for number, pair in enumerate((("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")), 1)
    )
    group = Group("site", "P1", ("a", "b", "c", "d"), pairs)
    matrix = np.ones((4, 4))
    matrix[0, 3], matrix[3, 0] = 9, 1 / 9
    assert state_of(group, 6, matrix, "en").endswith("· look again → 3")
    assert state_of(group, 4, matrix, "en") == "4 / 6 answered"


@pytest.mark.skipif(SOFFICE is None and "CI" not in os.environ, reason="LibreOffice is not there to recalculate the workbook")
def test_the_formulas_come_to_what_the_engine_says(written, tmp_path):
    book = written(PANEL, experts=("甲",))
    sheet = book["甲"]
    for cell, answer in (("C8", "1/3"), ("C12", "5"), ("C13", "1/2"), ("C14", "3")):
        sheet[cell] = answer
    changed = tmp_path / "changed.xlsx"
    book.save(changed)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    asked = [SOFFICE, home, "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "out", changed]
    subprocess.run(asked, check=True, capture_output=True)
    shown = load_workbook(tmp_path / "out" / "changed.xlsx", data_only=True)["甲"]
    ratio = consistency_ratio(find_priorities(np.array([[1, 5, 1 / 2], [1 / 5, 1, 3], [2, 1 / 3, 1]]))[1], 3, "alonso-lamata")
    assert shown["E11"].value == f"已完成 · CR {ratio:.2f} · 请复核 → 3"
    assert [shown[cell].value for cell in ("E7", "E8", "E9", "E2")] == ["已完成", "B 稍重要", "未填写", "4 / 5"]


def test_an_empty_workbook_holds_no_judgement(written):
    assert [problem.code for problem in read(written()).problems] == ["panel.empty"]


def test_faults_name_the_cell(written):
    book = written(PANEL)
    book["甲"]["C8"] = "12"
    book["甲"]["C12"] = None
    book["乙"]["H10"] = "P7"
    found = [(problem.code, str(problem.place)) for problem in read(book).problems]
    assert found == [("panel.unknown_node", "panel.xlsx 乙!C10")]
    book["乙"]["H10"] = "P1"
    found = [(problem.code, str(problem.place)) for problem in read(book).problems]
    assert found == [("panel.off_scale", "panel.xlsx 甲!C8"), ("panel.pairs_missing", "panel.xlsx 甲!C12")]


def test_a_judgement_the_spreadsheet_made_a_date_is_named(written):
    book = written(PANEL)
    book["甲"]["C8"] = datetime(2025, 1, 3)  # noqa: DTZ001 - as a spreadsheet has it
    assert ("panel.turned_into_date", "C8") in [(problem.code, problem.place.cell) for problem in read(book).problems]


def test_an_expert_is_known_by_the_name_in_the_sheet_else_by_its_title(written):
    book = written(PANEL)
    book["甲"]["B2"] = "王工"
    book["乙"]["B2"] = None
    assert read(book).result.experts == ("王工", "乙")
    book["甲"]["B2"] = "乙"
    assert [(problem.code, problem.place.cell) for problem in read(book).problems] == [("panel.expert_twice", "B2")]


def test_other_sheets_are_passed_over_and_a_workbook_of_others_is_refused(written):
    book = written(PANEL)
    book.create_sheet("notes")["A1"] = "call back"
    assert read(book).result == PANEL
    del book["甲"], book["乙"], book["填写说明"]
    assert [(problem.code, problem.place.sheet) for problem in read(book).problems] == [("panel.no_header", "notes")]


def test_names_that_look_like_formulas_stay_text(written):
    sheet = written(experts=("=1+1",)).worksheets[1]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")


def test_experts_of_the_same_name_get_sheets_of_their_own(written):
    assert written(experts=("Li/Wang", "li?wang", "", "History")).sheetnames == ["填写说明", "Li_Wang", "li_wang 2", "3", "History 4"]


def test_a_folder_of_files_is_one_panel(written, tmp_path):
    folder = tmp_path / "panel"
    folder.mkdir()
    written.path = folder / "a.xlsx"
    write_judgement_book(folder / "a.xlsx", SYSTEM, TREES, ["甲"], "zh", PANEL)
    (folder / "b.yaml").write_text("experts:\n  乙:\n    site:\n      P: {P1 over P2: 1/2}\n", encoding="utf-8")
    (folder / "~$a.xlsx").write_bytes(b"")
    (folder / "notes.txt").write_text("call back", encoding="utf-8")
    assert read_judgements(folder, TREES).result == PANEL
    (folder / "c.yml").write_text("experts:\n  乙:\n    site:\n      ROOT: {P over Q: 2}\n", encoding="utf-8")
    found = read_judgements(folder, TREES)
    assert found.result is None
    assert [(problem.code, problem.place.file, problem.words["first"]) for problem in found.problems] == [
        ("panel.expert_in_two_files", "c.yml", "b.yaml")
    ]


def test_an_empty_folder_and_a_file_of_another_kind_are_refused(tmp_path):
    assert [problem.code for problem in read_judgements(tmp_path, TREES).problems] == ["panel.no_files"]
    assert [problem.code for problem in read_judgements(tmp_path / "x.docx", TREES).problems] == ["panel.unknown_form"]
    (tmp_path / "x.xlsx").write_bytes(b"nothing of a workbook")
    assert all(problem.code.startswith("sheets.") for problem in read_judgements(tmp_path / "x.xlsx", TREES).problems)


@pytest.mark.parametrize(
    ("damage", "cell"),
    [
        (lambda sheet: sheet.delete_rows(5), "A2"),
        (lambda sheet: sheet.delete_cols(6, 4), "A2"),
        (lambda sheet: sheet.delete_rows(1, 4) or sheet.delete_cols(6, 4), "C2"),
        (lambda sheet: sheet.delete_rows(1, 6), "F2"),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_expert_whose_sheet_lost_its_codes_is_never_passed_over(written, damage, cell, language):
    book = written(PANEL, language=language)
    damage(book["乙"])
    found = read(book)
    assert found.result is None
    assert [(problem.code, problem.place.sheet, problem.place.cell) for problem in found.problems] == [("panel.header_gone", "乙", cell)]


def test_judgements_whose_codes_are_gone_are_told_with_the_first_cell_and_how_many(written):
    book = written(PANEL)
    for row in book["甲"].iter_rows(min_row=12, min_col=6, max_col=9):
        for cell in row:
            cell.value = None
    found = read(book)
    assert found.result is None
    (gone,) = [problem for problem in found.problems if problem.code == "panel.codes_gone"]
    assert (gone.place.sheet, gone.place.cell, gone.words) == ("甲", "C12", {"count": 3, "columns": "F, G, H, I"})
