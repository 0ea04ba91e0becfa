"""Who has reported: a unit whose own workbook is not there is told of, in the ranking too; parts and answers are counted against what is expected."""

import pytest

from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.importing import import_files
from iecscore.desk.reporting import report_round
from iecscore.desk.withdrawing import Withdrawal, withdraw
from iecscore.problems import Misuse
from iecscore.values import Options, Principal
from iecscore.views import view_ranking
from library_round import FAIR, GOOD, POOR, write_whole

WHO = Principal("auditor")


@pytest.fixture
def taken(asking, write_answers):
    """Two libraries with their branches, and the readers of one."""
    write_whole(asking.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    write_whole(asking.inbox / "L02.xlsx", "L02", 1000, POOR, FAIR)
    write_answers("readers.xlsx")
    import_files(asking, WHO, [asking.inbox])
    return asking


def take_out(workspace, unit, whose):
    withdraw(workspace, WHO, Withdrawal(unit, 2025, whose, "sent by mistake"))


def evaluate(workspace, level="library"):
    return evaluate_round(workspace, WHO, Options(level, "2025", weights="council")).evaluation


def remarks(workspace, evaluation, language="en"):
    view = view_ranking(evaluation, workspace.system, language)
    return [(league.name, line.unit, line.rank, line.remark) for league in view.leagues for line in league.lines]


def test_a_unit_without_its_own_workbook_is_listed_as_not_evaluated(taken):
    before = evaluate(taken)
    take_out(taken, "L01", "office")
    after = evaluate(taken)
    assert after.id != before.id
    assert remarks(taken, after) == [
        ("all", "L02", 1, ""),
        ("not evaluated", "L01", None, "not evaluated: the Head office workbook is not there"),
    ]
    assert remarks(taken, after, "zh")[-1] == ("未评价", "L01", None, "总馆填报表未报，未评价")
    (noted,) = [note.words for note in after.notes if note.code == "rank.not_reported"]
    assert (noted["units"], noted["count"], noted["round"]) == ("L01", 1, "2025")


def test_what_is_kept_of_an_evaluation_tells_of_the_unit_too(taken):
    take_out(taken, "L01", "office")
    made = evaluate(taken)
    with taken.store.reading(WHO) as repository:
        assert repository.load_evaluation(made.id).notes == made.notes


def test_the_members_of_such_a_unit_are_told_of_by_the_unit(taken):
    take_out(taken, "L01", "office")
    assert remarks(taken, evaluate(taken, "branch"))[-1][:3] == ("not evaluated", "L01", None)


def test_a_unit_of_which_only_answers_came_is_not_evaluated_either(taken, write_answers):
    write_answers("others.xlsx", unit="L09")
    import_files(taken, WHO, [taken.inbox])
    assert remarks(taken, evaluate(taken))[-1][1:3] == ("L09", None)


def test_a_round_of_which_no_unit_can_be_evaluated_says_whose_workbooks_are_lacking(taken):
    for unit in ("L01", "L02"):
        take_out(taken, unit, "office")
    with pytest.raises(Misuse) as refused:
        evaluate(taken)
    assert [problem.code for problem in refused.value.problems] == ["rank.no_units", "rank.not_reported"]
    assert refused.value.problems[1].words["units"] == "L01, L02"


def test_the_ranking_says_how_many_of_the_parts_are_in(taken):
    take_out(taken, "L02", "B01")
    told = {unit: remark for _, unit, _, remark in remarks(taken, evaluate(taken))}
    assert (told["L01"], "2 of 3 parts in" in told["L02"]) == ("", True)
    assert "已报 2/3 份" in {unit: remark for _, unit, _, remark in remarks(taken, evaluate(taken), "zh")}["L02"]


def test_a_round_is_reported_part_by_part(taken):
    take_out(taken, "L02", "B01")
    found = report_round(taken, WHO)
    first, second = found.units
    assert (found.year, first.unit, first.name, first.told, len(first.due)) == (2025, "L01", "Library L01", 3, 3)
    assert [(part.part, part.member, part.name, part.told) for part in second.due] == [
        ("office", "", "", True),
        ("branch", "B01", "L02 branch 1", False),
        ("branch", "B02", "L02 branch 2", True),
    ]
    assert second.withdrawn == {("branch", "B01")}
    assert [(item.group, item.sheets, item.votes) for item in first.counted] == [("R", 6, 6), ("P", 0, 0)]


def test_without_a_list_of_members_those_are_known_that_handed_in(taken):
    take_out(taken, "L01", "office")
    (first, _) = report_round(taken, WHO, 2025).units
    assert [(part.part, part.member, part.told) for part in first.due] == [("office", "", False), ("branch", "B01", True), ("branch", "B02", True)]


def test_answers_taken_out_again_are_told_as_withdrawn(taken):
    take_out(taken, "L01", "answers")
    assert [unit.answers_withdrawn for unit in report_round(taken, WHO).units] == [True, False]


def test_a_round_nobody_knows_is_refused_with_those_at_hand(taken):
    with pytest.raises(Misuse) as refused:
        report_round(taken, WHO, 2019)
    assert [(problem.code, problem.words["known"]) for problem in refused.value.problems] == [("desk.no_round", "2025")]


def test_a_workspace_in_which_nothing_was_taken_has_no_round(asking):
    with pytest.raises(Misuse) as refused:
        report_round(asking, WHO)
    assert refused.value.problems[0].words["known"] == "–"
