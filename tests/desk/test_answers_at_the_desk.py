"""Answers and workbooks handed in together: what is right is kept, what is broken is refused where it is broken."""

import shutil

import openpyxl
import pytest

from iecscore.desk.importing import State, import_files
from iecscore.desk.workspace import open_workspace
from iecscore.panel import write_judgement_book
from iecscore.problems import Misuse, Severity
from iecscore.values import Principal
from iecscore.weights import build_tree
from library_round import FAIR, GOOD, write_whole

WHO = Principal("auditor")


def take(workspace, *paths):
    return import_files(workspace, WHO, paths or [workspace.inbox])


def stored_answers(workspace):
    with workspace.store.reading(WHO) as repository:
        return {answers.unit: answers.size for answers in repository.load_answers(2025)}


def told(done, code):
    return [(problem.place.file, problem.severity, problem.words) for problem in done.problems if problem.code == code]


def test_a_broken_answer_file_is_refused_and_the_good_ones_are_kept(asking, write_answers):
    write_whole(asking.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    write_answers("L01 answers.xlsx")
    broken = write_answers("L02 answers.xlsx", unit="L02")
    book = openpyxl.load_workbook(broken)
    heads = {str(cell.value): cell for row in book["Readers"].iter_rows(max_row=10) for cell in row}
    (second,) = [cell for told, cell in heads.items() if "[R02]" in told]
    second.value = "The staff help me. [R01]"
    book.save(broken)
    done = take(asking)
    assert {(outcome.file, str(outcome.state)) for outcome in done.outcomes} == {
        ("L01.xlsx", "new"),
        ("L01 answers.xlsx", "new"),
        ("L02 answers.xlsx", "refused"),
    }
    faults = [problem for problem in done.refused[0].problems if problem.severity is Severity.ERROR]
    assert {(problem.code, str(problem.place)) for problem in faults} == {
        ("responses.code_twice", f"L02 answers.xlsx Readers!{second.coordinate}"),
        ("responses.columns_missing", "L02 answers.xlsx Readers"),
    }
    assert stored_answers(asking) == {"L01": 6}


def test_two_answer_files_of_one_unit_and_round_are_refused_in_both(asking, write_answers):
    write_answers("a.xlsx")
    write_answers("b.xlsx", rating=2)
    done = take(asking)
    assert [(outcome.file, outcome.state) for outcome in done.outcomes] == [("a.xlsx", State.REFUSED), ("b.xlsx", State.REFUSED)]
    assert [words["other"] for _, _, words in told(done, "desk.answers_twice")] == ["b.xlsx", "a.xlsx"]
    assert stored_answers(asking) == {}


def test_two_copies_of_one_answer_file_are_one(asking, write_answers):
    shutil.copy(write_answers("a.xlsx"), asking.inbox / "b.xlsx")
    done = take(asking)
    assert [outcome.state for outcome in done.outcomes] == [State.NEW, State.SAME]
    assert told(done, "desk.same_file") == [("b.xlsx", Severity.NOTE, {"first": "a.xlsx"})]


def test_answers_for_a_unit_without_a_workbook_are_kept_and_asked_back(asking, write_answers):
    write_whole(asking.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    write_answers("typed.xlsx", unit="L10")
    done = take(asking)
    assert told(done, "desk.no_workbook_yet") == [("typed.xlsx", Severity.QUERY, {"unit": "L10", "year": 2025, "known": "L01", "nearest": "L01"})]
    with asking.store.reading(WHO) as repository:
        assert "desk.no_workbook_yet" in {problem.code for problem in repository.load_queries(2025)}


def test_a_unit_written_small_or_wide_is_the_unit_that_is_known(asking, write_answers):
    write_whole(asking.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    take(asking)
    write_answers("small.xlsx", unit="l01")
    write_whole(asking.inbox / "small again.xlsx", "l01", 1000, FAIR, FAIR)
    done = take(asking, asking.inbox / "small.xlsx", asking.inbox / "small again.xlsx")
    assert {outcome.unit for outcome in done.outcomes} == {"L01"}
    assert {words["given"] for _, _, words in told(done, "desk.unit_spelled")} == {"l01"}
    assert told(done, "desk.no_workbook_yet") == []
    assert stored_answers(asking) == {"L01": 6}
    with asking.store.reading(WHO) as repository:
        (rows,) = [rows for rows in repository.load_rows(2025) if rows.table == "library"]
    assert rows.column("library_id") == ("L01",)


def test_answers_that_are_lost_are_told_and_come_back_with_the_same_files(asking, write_answers):
    write_answers("a.xlsx")
    take(asking)
    shutil.rmtree(asking.folder / "answers")
    with asking.store.reading(WHO) as repository, pytest.raises(Misuse, match=r"store\.answers_lost"):
        repository.load_answers(2025)
    assert [outcome.state for outcome in take(asking).outcomes] == [State.SAME]
    assert stored_answers(asking) == {"L01": 6}
    assert [outcome.rows for outcome in take(asking).outcomes] == [0]


def test_answers_that_gave_way_stay_so_when_the_inbox_is_imported_again(asking, write_answers):
    first = write_answers("a.xlsx", rating=1)
    take(asking)
    write_answers("b.xlsx", rating=5)
    take(asking)
    done = take(asking)
    assert [outcome.state for outcome in done.outcomes] == [State.PAST, State.SAME]
    assert [outcome.state for outcome in take(asking, first).outcomes] == [State.CHANGED]


def test_files_are_read_anew_once_the_survey_asks_otherwise(asking, write_answers, content):
    write_answers("a.xlsx")
    take(asking)
    group = content / "surveys" / "library" / "groups" / "R.yaml"
    group.write_text(group.read_text(encoding="utf-8").replace("The rooms are quiet.", "The rooms are quiet enough."), encoding="utf-8")
    again = open_workspace(asking.folder)
    with again.store.reading(WHO) as repository:
        assert [filed.kind for filed in repository.find_outdated(2025)] == ["answers"]
    assert [outcome.state for outcome in take(again).outcomes] == [State.CHANGED]
    with again.store.reading(WHO) as repository:
        assert repository.find_outdated(2025) == ()
    again.store.close()


def test_the_panel_s_workbook_in_the_inbox_is_recognised_and_sent_where_it_belongs(asking):
    trees = {"library": build_tree(asking.system, "library")}
    write_judgement_book(asking.inbox / "judgements.xlsx", asking.system, trees, ["Ann"], "en")
    assert told(take(asking), "desk.judgements_here") == [("judgements.xlsx", Severity.ERROR, {"name": "judgements.xlsx"})]
