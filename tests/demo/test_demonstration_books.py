"""The demonstration's workbooks as the import meets them."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from iecscore.demo import LABEL, RETURNED, list_planted, name_refusals, write_demo, writing
from iecscore.demo.answers import answer_rows
from iecscore.demo.binding import Bindery
from iecscore.demo.cases import IN_PARTS
from iecscore.demo.faults import DRAFTS
from iecscore.demo.judgements import EXPERTS, judgement_text, write_judgements
from iecscore.demo.planning import ANSWERS, Book, plan_books
from iecscore.demo.planting import take_out_row, write_planted
from iecscore.demo.records import community_records
from iecscore.demo.world import build_world
from iecscore.panel import read_judgements
from iecscore.problems import Misuse, Severity
from iecscore.responses import read_answers
from iecscore.sheets import read_books, read_grids
from iecscore.survey import load_survey
from iecscore.system import load_system
from iecscore.weights import build_tree
from iecscore.workbook import check_parts, read_parts

CONTENT = Path(__file__).parents[2]
SYSTEM = load_system(CONTENT / "indicators" / "iec").result
LIBRARY = load_system(CONTENT / "tests" / "systems" / "indicators" / "library").result
SURVEY = load_survey(CONTENT / "surveys" / "iec").result


@pytest.fixture(scope="module")
def bindery(tmp_path_factory):
    return Bindery(tmp_path_factory.mktemp("demonstration"), SYSTEM, SURVEY, "zh")


def written(bindery, community, year, part="", member=""):
    book = Book(f"{community + 1}-{year}-{part}{member}.xlsx", community, year, part, member)
    bindery.write(book)
    return bindery.folder / book.path


def parts_of(*paths):
    books = [book.result for _, book in read_books(paths, [path.name for path in paths])]
    return [part for book in books for part in read_parts(SYSTEM, book)]


@pytest.fixture(scope="module")
def stored(bindery):
    """The rows of both communities whose workbooks come back with faults."""
    parts = check_parts(SYSTEM, parts_of(written(bindery, 2, 2025), written(bindery, 23, 2025)), [])
    return [rows for part in parts for rows in part.tables if not part.refused]


def test_neighbours_that_share_a_school_are_taken_without_an_error(bindery):
    known = []
    for year in (2024, 2025):
        parts = check_parts(SYSTEM, parts_of(written(bindery, 0, year), written(bindery, 1, year)), known)
        assert [problem for part in parts for problem in part.problems if problem.severity is Severity.ERROR] == []
        known += [rows for part in parts for rows in part.tables]
    assert {rows.table for rows in known} == set(SYSTEM.tables)


@pytest.mark.parametrize(("community", "year", "sheet"), [(4, 2024, "13"), (11, 2025, "08"), (20, 2025, "11"), (1, 2023, "06")])
def test_a_slip_here_and_there_is_asked_back(bindery, community, year, sheet):
    parts = check_parts(SYSTEM, parts_of(written(bindery, community, year)), [])
    asked = [problem.place for part in parts for problem in part.problems if problem.severity is Severity.QUERY]
    assert [place for place in asked if place.sheet.startswith(sheet)]


def test_a_member_hands_in_its_own_rows_only(bindery):
    school, firm = written(bindery, 23, 2025, "school", "S01"), written(bindery, 23, 2025, "enterprise", "E01")
    tables = {rows.table: rows for part in parts_of(school, firm) for rows in part.tables}
    assert set(tables) == {"college_year", "program_year", "enterprise_year", "need"}
    assert set(tables["program_year"].column("member_id")) == {"S01"}
    assert set(tables["need"].column("member_id")) == {"E01"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_answers_come_back_as_they_were_given(bindery, language):
    path = written(replace(bindery, language=language), 2, 2025, ANSWERS)
    grids = read_grids(path, path.name)
    read = read_answers(SYSTEM, SURVEY, path.name, grids.result)
    assert read.problems == ()
    assert (read.result.unit, read.result.year) == ("C03", 2025)
    given = answer_rows(SURVEY, build_world()[2], 2025)
    assert {key: group.size for key, group in read.result.groups.items()} == {key: len(rows) for key, rows in given.items()}


def test_importing_the_returned_workbooks_names_every_planted_fault_and_no_other(bindery, stored):
    paths = write_planted(bindery)
    assert [path.parent.name for path in paths] == [RETURNED] * 3
    parts = check_parts(SYSTEM, parts_of(*paths), stored)
    assert name_refusals(problem for part in parts for problem in part.problems) == frozenset(list_planted(SYSTEM, "zh"))
    assert all(part.refused for part in parts if part.envelope.unit == IN_PARTS)
    assert any(not part.refused for part in parts if part.envelope.unit == "C03")


def test_each_returned_workbook_holds_faults_of_several_kinds():
    planted = list_planted(SYSTEM, "en")
    for file in {item.file for item in planted}:
        assert len({item.code for item in planted if item.file == file}) >= 3
    assert len({item.code for item in planted}) >= 9
    assert len(DRAFTS) == 3


def test_the_planted_cells_hold_what_was_typed(bindery):
    path = next(path for path in write_planted(bindery) if "C03" in path.name)
    book = openpyxl.load_workbook(path)
    cells = {item.code: book[item.sheet][item.cell].value for item in list_planted(SYSTEM, "zh") if item.file == path.name and item.cell}
    assert cells["sheets.about"] == "约200"
    assert cells["sheets.no_such_day"] == "2025-02-30"
    assert cells["workbook.blank"] is None


def test_a_row_taken_out_moves_the_rows_below_up():
    xml = '<row r="2"><c r="A2"/></row><row r="3"><c r="A3"/><c r="B3"/></row><row r="4"><c r="AB4"/></row>'
    assert take_out_row(xml, 3) == '<row r="2"><c r="A2"/></row><row r="3"><c r="AB3"/></row>'


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_label_stands_on_every_sheet(bindery, language):
    bindery = replace(bindery, language=language)
    paths = [written(bindery, 23, 2025, part, member) for part, member in (("", ""), ("school", "S02"), (ANSWERS, ""))]
    for path in [*paths, *write_planted(bindery)]:
        book = openpyxl.load_workbook(path)
        for sheet in book:
            cells = {str(cell.value) for row in sheet.iter_rows(max_row=12) for cell in row if cell.value is not None}
            header = sheet.oddHeader.right.text or ""
            assert LABEL.say(language) in header or any(LABEL.say(language) in cell for cell in cells), (path.name, sheet.title)


def test_equal_books_are_equal_files(bindery):
    for community, part in ((5, ""), (5, ANSWERS)):
        assert len({written(bindery, community, 2024, part).read_bytes() for _ in range(2)}) == 1
    assert [path.read_bytes() for path in write_planted(bindery)] == [path.read_bytes() for path in write_planted(bindery)]


def test_the_panels_two_files_tell_the_same_judgements(tmp_path):
    trees = {level: build_tree(SYSTEM, level) for level in SYSTEM.levels}
    text, book = (read_judgements(path, trees) for path in write_judgements(tmp_path, SYSTEM, "zh"))
    assert text.problems == book.problems == ()
    assert sorted(text.result.comparisons, key=str) == sorted(book.result.comparisons, key=str)
    assert {item.expert for item in text.result.comparisons} == set(EXPERTS)
    assert all("示例" in expert for expert in EXPERTS)


def test_a_parent_with_one_child_needs_no_judgement():
    told = judgement_text(LIBRARY, "made up")
    sizes = {parent: [len(level.tree[parent]) for level in LIBRARY.levels.values()] for parent in "SR"}
    assert sizes == {"S": [2, 1], "R": [1, 1]}
    assert [told.count(f"      {parent}:\n") for parent in "SR"] == [len(EXPERTS), 0]


def test_judgements_their_own_reader_refuses_are_not_handed_out(tmp_path, monkeypatch):
    monkeypatch.setattr("iecscore.demo.judgements.judgement_text", lambda *_: "experts: none\n")
    with pytest.raises(Misuse, match="panel"):
        write_judgements(tmp_path, SYSTEM, "zh")


def test_every_community_hands_in_one_workbook_a_round_and_one_hands_in_parts():
    books = plan_books("zh", parts=False, workbooks=None)
    last = [book for book in books if book.year == 2025 and book.part != ANSWERS]
    assert sum(book.part == ANSWERS for book in books) == 72
    assert {build_world()[book.community].code for book in last if book.part} == {IN_PARTS}
    assert [book.path for book in last if book.community == 6] == ["inbox/2025/2025_C07_填报表.xlsx"]
    assert "inbox/2025/2025_C24_院校_S02.xlsx" in {book.path for book in last}
    assert len({book.path for book in books}) == len(books)


def test_the_last_round_can_be_written_in_parts_and_so_many_of_them_only():
    whole, apart = (plan_books("en", parts=parts, workbooks=None) for parts in (False, True))
    assert {book.part for book in apart if book.year == 2024} == {"", ANSWERS}
    assert len(apart) > len(whole) + 400
    some = plan_books("en", parts=True, workbooks=900)
    assert len(some) == 900
    assert {book.part for book in some} == {"secretariat", "school", "enterprise"}
    assert {book.year for book in some} == {2025, 2024}


PANEL = ("judgements.yaml", "judgements.xlsx")


def test_a_few_workbooks_are_written_here_and_many_by_another_process_too(tmp_path, monkeypatch):
    told, here, write = [], [], Bindery.write
    monkeypatch.setattr(writing, "cpu_count", lambda: 2)
    monkeypatch.setattr(Bindery, "write", lambda bindery, book: here.append(book) or write(bindery, book))
    few = write_demo(tmp_path / "few", SYSTEM, SURVEY, language="en", workbooks=1)
    assert [path.name for path in few] == ["2025_C01_workbook.xlsx", *PANEL]
    assert len(here) == 1
    many = write_demo(tmp_path / "many", SYSTEM, SURVEY, language="en", workbooks=8, progress=lambda *step: told.append(step))
    assert all(path.is_file() for path in (*few, *many))
    assert 1 < len(here) < 9
    assert [step[:2] for step in told] == [(number, 8) for number in range(1, 9)]
    assert {step[2] for step in told} == {path.name for path in many} - set(PANEL)


def test_on_one_processor_all_workbooks_are_written_here(tmp_path, monkeypatch):
    here, write = [], Bindery.write
    monkeypatch.setattr(writing, "cpu_count", lambda: 1)
    monkeypatch.setattr(Bindery, "write", lambda bindery, book: here.append(book) or write(bindery, book))
    paths = write_demo(tmp_path, SYSTEM, SURVEY, language="en", workbooks=7)
    assert [book.path for book in here] == [path.relative_to(tmp_path).as_posix() for path in paths if path.name not in PANEL]


def test_what_another_process_finished_is_told_once():
    done, open_ = Future(), Future()
    done.set_result(["one.xlsx", "two.xlsx"])
    tasks = {done: [], open_: []}
    assert list(writing._take_finished(tasks)) == ["one.xlsx", "two.xlsx"]
    assert list(tasks) == [open_]
    assert list(writing._take_finished(tasks)) == []


def test_a_process_writes_the_shelf_it_is_given(bindery, monkeypatch):
    monkeypatch.setattr("gc.disable", lambda: None)
    writing._open(bindery)
    shelf = [Book("alone-1.xlsx", 23, 2025, "school", "S01"), Book("alone-2.xlsx", 23, 2025, "school", "S02")]
    assert writing._write_shelf(shelf) == ["alone-1.xlsx", "alone-2.xlsx"]
    assert all((bindery.folder / book.path).is_file() for book in shelf)


def test_the_whole_demonstration_has_judgements_and_returned_workbooks(tmp_path, monkeypatch):
    books = plan_books("zh", parts=False, workbooks=None)[:1]
    monkeypatch.setattr("iecscore.demo.writing.plan_books", lambda *_, **__: books)
    paths = [path.relative_to(tmp_path).as_posix() for path in write_demo(tmp_path, SYSTEM, SURVEY, language="zh")]
    assert paths[:3] == ["inbox/2025/2025_C01_填报表.xlsx", "judgements.yaml", "judgements.xlsx"]
    assert [path.partition("/")[0] for path in paths[3:]] == [RETURNED] * 3


def test_another_indicator_system_is_refused(tmp_path):
    with pytest.raises(Misuse, match=r"demo\.other_system"):
        write_demo(tmp_path, LIBRARY, SURVEY, language="en")


def test_dates_lie_before_the_end_of_the_round():
    for community in build_world():
        for table, rows in community_records(community, 2024).items():
            assert all(cell <= date(2024, 12, 31) for row in rows for cell in row.values() if isinstance(cell, date)), table
