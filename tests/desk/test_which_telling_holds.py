"""Whole workbooks and parts over time: what holds, what gives way, what vanishes, what is withdrawn."""

import pytest

from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.importing import State, import_files
from iecscore.desk.withdrawing import Withdrawal, withdraw
from iecscore.desk.workspace import init_workspace, open_workspace
from iecscore.problems import Misuse
from iecscore.values import Options, Principal
from iecscore.workbook import Envelope, write_template
from library_round import FAIR, GOOD, POOR, SYSTEM, SYSTEMS, members_of, office_rows, write_part, write_whole, year_row

WHO = Principal("auditor")


@pytest.fixture
def workspace(tmp_path):
    made = init_workspace(tmp_path / "round", "library", "en", content=SYSTEMS)
    yield made
    made.store.close()


def take(workspace, *paths):
    return import_files(workspace, WHO, paths or [workspace.inbox])


def loans(workspace, year=2025):
    """What is in force of each branch: its loans."""
    with workspace.store.reading(WHO) as repository:
        told = [rows for rows in repository.load_rows(year) if rows.table == "branch_year"]
    return {rows.submitter.partition(":")[2]: int(rows.column("n_loans")[0]) for rows in told}


def write_own(workspace, name, figures, member="B02"):
    return write_part(workspace.inbox / name, "L01", "branch", member, branch_year=[year_row(member, figures)])


def write_one_branch(path, figures, **changes):
    """A whole workbook that tells of the first branch only."""
    rows = office_rows("L01", 1000) | {"branch_year": [year_row("B01", figures) | changes]}
    write_template(path, SYSTEM, Envelope("L01", 2025), language="en", rows=rows, members=members_of("L01"))
    return path


def notes(done, code):
    return [problem for problem in done.problems if problem.code == code]


def test_a_new_whole_workbook_withdraws_the_members_it_tells_no_more(workspace):
    take(workspace, write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR))
    done = take(workspace, write_one_branch(workspace.inbox / "b.xlsx", POOR))
    assert loans(workspace) == {"B01": POOR[0]}
    (told,) = notes(done, "desk.no_longer_told")
    assert (told.place.file, told.words["members"]) == ("b.xlsx", "B02")
    with workspace.store.reading(WHO) as repository:
        assert [(item.version, item.current) for item in repository.list_batches(2025) if item.member == "B02"] == [(1, False)]


def test_a_whole_workbook_with_an_error_withdraws_nobody(workspace):
    take(workspace, write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR))
    done = take(workspace, write_one_branch(workspace.inbox / "b.xlsx", POOR, n_visits_young=90_000))
    assert done.refused
    assert loans(workspace) == {"B01": GOOD[0], "B02": FAIR[0]}
    assert notes(done, "desk.no_longer_told") == []


def test_a_members_own_workbook_is_not_withdrawn_by_a_whole_one_that_leaves_it_out(workspace):
    take(workspace, write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR))
    take(workspace, write_own(workspace, "own.xlsx", POOR))
    take(workspace, write_one_branch(workspace.inbox / "b.xlsx", GOOD))
    assert loans(workspace) == {"B01": GOOD[0], "B02": POOR[0]}


@pytest.mark.parametrize("order", [("whole", "own"), ("own", "whole"), ("together",)])
def test_a_members_own_workbook_holds_whichever_came_first(workspace, order):
    take(workspace, write_part(workspace.inbox / "office.xlsx", "L01", "office", **office_rows("L01", 1000)))
    whole, own = write_whole(workspace.inbox / "whole.xlsx", "L01", 1000, GOOD, FAIR), write_own(workspace, "own.xlsx", POOR)
    paths = {"whole": [whole], "own": [own], "together": [whole, own]}
    for step in order:
        done = take(workspace, *paths[step])
    assert done.refused == ()
    assert loans(workspace) == {"B01": GOOD[0], "B02": POOR[0]}
    if order != ("whole", "own"):
        (told,) = notes(done, "desk.own_part_holds")
        assert (told.place.file, told.words["member"], told.words["other"]) == ("whole.xlsx", "B02", "own.xlsx")


def test_a_whole_workbook_saved_again_does_not_revert_a_members_own_correction(workspace):
    take(workspace, write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR))
    take(workspace, write_own(workspace, "own.xlsx", POOR))
    done = take(workspace, write_whole(workspace.inbox / "again.xlsx", "L01", 1001, GOOD, FAIR))
    assert [(outcome.member, outcome.state) for outcome in done.outcomes] == [("", State.CHANGED), ("B01", State.SAME), ("B02", State.PAST)]
    assert loans(workspace)["B02"] == POOR[0]


def test_rows_that_tell_the_same_as_the_members_own_need_no_word(workspace):
    take(workspace, write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR))
    take(workspace, write_own(workspace, "own.xlsx", FAIR))
    done = take(workspace, write_whole(workspace.inbox / "again.xlsx", "L01", 1001, GOOD, FAIR))
    assert [outcome.state for outcome in done.outcomes][-1] is State.SAME
    assert done.problems == ()
    take(workspace, write_one_branch(workspace.inbox / "b.xlsx", GOOD))
    assert loans(workspace)["B02"] == FAIR[0]


def test_after_the_members_own_part_is_withdrawn_the_whole_workbook_holds(workspace):
    take(workspace, write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR))
    take(workspace, write_own(workspace, "own.xlsx", POOR))
    again = write_whole(workspace.inbox / "again.xlsx", "L01", 1001, GOOD, FAIR)
    take(workspace, again)
    assert withdraw(workspace, WHO, Withdrawal("L01", 2025, "B02", "typed twice")) == ("B02",)
    assert "B02" not in loans(workspace)
    take(workspace, again)
    assert loans(workspace)["B02"] == FAIR[0]


def test_importing_the_inbox_again_brings_back_nothing_that_gave_way(workspace):
    write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR)
    take(workspace)
    write_whole(workspace.inbox / "b.xlsx", "L01", 1000, POOR, FAIR)
    for _ in range(3):
        done = take(workspace)
    assert [(outcome.file, outcome.state) for outcome in done.outcomes] == [("a.xlsx", State.PAST), ("b.xlsx", State.SAME)]
    assert [problem.code for problem in done.problems] == ["desk.gave_way"]
    assert loans(workspace)["B01"] == POOR[0]
    both = take(workspace, workspace.inbox / "a.xlsx", workspace.inbox / "b.xlsx")
    assert [outcome.state for outcome in both.outcomes] == [State.PAST, State.SAME]


def test_a_file_taken_in_part_brings_back_nothing_that_gave_way(workspace):
    write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR, n_visits_young=90_000)
    take(workspace)
    take(workspace, write_whole(workspace.inbox / "b.xlsx", "L01", 1000, GOOD, POOR))
    done = take(workspace)
    assert loans(workspace) == {"B01": GOOD[0], "B02": POOR[0]}
    assert {(outcome.file, outcome.member, outcome.state) for outcome in done.outcomes if outcome.file == "a.xlsx"} >= {("a.xlsx", "B02", State.PAST)}


def test_withdrawing_keeps_the_version_and_the_reason_and_takes_the_unit_from_the_round(workspace):
    take(workspace, write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR))
    assert withdraw(workspace, WHO, Withdrawal("L01", 2025, "whole", "not theirs")) == ("office", "B01", "B02")
    with workspace.store.reading(WHO) as repository:
        assert repository.load_rows(2025) == ()
        assert repository.load_units(2025) == ()
        assert [item.current for item in repository.list_batches(2025)] == [False, False, False]
        assert repository.list_deeds()[-1] == ("auditor", "withdraw", "L01/whole")
    assert [outcome.state for outcome in take(workspace).outcomes] == [State.PAST]
    assert [outcome.state for outcome in take(workspace, workspace.inbox / "a.xlsx").outcomes] == [State.CHANGED] * 3


@pytest.mark.parametrize(
    ("unit", "year", "whose", "reason", "code", "nearest"),
    [
        ("L10", 2025, "whole", "x", "desk.nothing_of_unit", "L01"),
        ("L01", 2024, "whole", "x", "desk.nothing_of_unit", "–"),
        ("L01", 2025, "B20", "x", "desk.nothing_to_withdraw", "B02"),
        ("L01", 2025, "answers", "x", "desk.nothing_to_withdraw", None),
        ("L01", 2025, "whole", " ", "desk.no_reason", None),
    ],
)
def test_what_cannot_be_withdrawn_is_told_with_what_can(workspace, unit, year, whose, reason, code, nearest):
    take(workspace, write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR))
    with pytest.raises(Misuse) as refused:
        withdraw(workspace, WHO, Withdrawal(unit, year, whose, reason))
    (problem,) = refused.value.problems
    assert problem.code == code
    assert nearest in {None, problem.words.get("nearest")}
    assert loans(workspace) == {"B01": GOOD[0], "B02": FAIR[0]}


def test_once_a_table_is_declared_otherwise_its_files_are_read_anew(asking, content):
    write_whole(asking.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    take(asking)
    declared = content / "indicators" / "library" / "tables" / "03_branch_year.yaml"
    declared.write_text(declared.read_text(encoding="utf-8").replace("minimum: 2000", "minimum: 2001"), encoding="utf-8")
    again = open_workspace(asking.folder)
    with pytest.raises(Misuse) as refused:
        evaluate_round(again, WHO, Options("library", "2025", weights="council"))
    assert [(problem.code, problem.words["files"]) for problem in refused.value.problems] == [("desk.read_otherwise", "L01.xlsx")]
    assert [outcome.state for outcome in take(again).outcomes] == [State.SAME] * 3
    assert evaluate_round(again, WHO, Options("library", "2025", weights="council")).new
    assert [outcome.rows for outcome in take(again).outcomes] == [0]
    again.store.close()
