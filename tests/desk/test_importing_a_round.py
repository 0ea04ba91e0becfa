"""Files come back; what is right is kept, what is wrong is refused part by part."""

import shutil

import pytest

from iecscore.desk.importing import State, import_files
from iecscore.desk.workspace import init_workspace
from iecscore.problems import Misuse
from iecscore.values import Principal
from library_round import FAIR, GOOD, POOR, SYSTEMS, members_of, office_rows, write_part, write_whole, year_row

WHO = Principal("auditor")


@pytest.fixture
def workspace(tmp_path):
    made = init_workspace(tmp_path / "round", "library", "en", content=SYSTEMS)
    yield made
    made.store.close()


def take(workspace, *paths):
    return import_files(workspace, WHO, paths or [workspace.inbox])


def states(done):
    return [(outcome.part, outcome.member, str(outcome.state)) for outcome in done.outcomes]


def codes(done):
    return [(problem.code, f"{problem.place.sheet}!{problem.place.cell}") for problem in done.problems]


def kept(workspace, year=2025):
    with workspace.store.reading(WHO) as repository:
        return {(rows.unit, rows.submitter, rows.table): len(rows.rows) for rows in repository.load_rows(year)}


def test_a_whole_workbook_is_kept_part_by_part(workspace):
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    done = take(workspace)
    assert states(done) == [("office", "", "new"), ("branch", "B01", "new"), ("branch", "B02", "new")]
    assert done.refused == ()
    assert kept(workspace)["L01", "branch:B01", "branch_year"] == 1
    with workspace.store.reading(WHO) as repository:
        assert [(unit.level, unit.code) for unit in repository.load_units(2025)] == [("branch", "L01/B01"), ("branch", "L01/B02"), ("library", "L01")]


def test_the_same_file_twice_is_known(workspace):
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    take(workspace)
    shutil.copy(workspace.inbox / "L01.xlsx", workspace.inbox / "copy.xlsx")
    (workspace.inbox / "L01.xlsx").unlink()
    done = take(workspace)
    assert [(outcome.file, outcome.state) for outcome in done.outcomes] == [("copy.xlsx", State.SAME)]


def test_a_part_with_an_error_is_refused_and_the_others_are_kept(workspace):
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR, n_visits_young=700)
    done = take(workspace)
    assert states(done) == [("office", "", "new"), ("branch", "B01", "refused"), ("branch", "B02", "new")]
    assert [problem.place.cell for problem in done.refused[0].problems] == ["E5"]
    assert ("L01", "branch:B01", "branch_year") not in kept(workspace)


def test_a_corrected_file_brings_only_what_changed(workspace):
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR, n_visits_young=700)
    take(workspace)
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR, n_visits_young=150)
    assert states(take(workspace)) == [("office", "", "same"), ("branch", "B01", "new"), ("branch", "B02", "same")]
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR, n_visits_young=160)
    assert states(take(workspace)) == [("office", "", "same"), ("branch", "B01", "changed"), ("branch", "B02", "same")]
    with workspace.store.reading(WHO) as repository:
        versions = [(item.version, item.current) for item in repository.list_batches(2025) if item.member == "B01"]
    assert versions == [(1, False), (2, True)]


def test_an_earlier_file_comes_back_into_force_when_it_is_handed_in_again(workspace):
    first, second = (
        write_whole(workspace.inbox / f"{name}.xlsx", "L01", 1000, GOOD, FAIR, n_visits_young=young) for name, young in (("a", 150), ("b", 160))
    )
    for path in (first, second, first):
        take(workspace, path)
    with workspace.store.reading(WHO) as repository:
        told = [rows.column("n_visits_young") for rows in repository.load_rows(2025) if rows.submitter == "branch:B01"]
    assert told == [(150,)]


def test_parts_may_come_one_by_one_once_the_members_are_known(workspace):
    office = write_part(workspace.inbox / "office.xlsx", "L01", "office", **office_rows("L01", 1000))
    branch = write_part(workspace.inbox / "b.xlsx", "L01", "branch", "B02", branch_year=[year_row("B02", FAIR)])
    early = take(workspace, branch)
    assert states(early) == [("branch", "B02", "refused")]
    assert early.problems[0].code == "crosses.part_first"
    assert states(take(workspace, office)) == [("office", "", "new")]
    assert states(take(workspace, branch)) == [("branch", "B02", "new")]


def test_the_same_part_in_two_files_is_refused_in_both(workspace):
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    take(workspace)
    for name, figures in (("a", POOR), ("b", GOOD)):
        write_part(workspace.inbox / f"{name}.xlsx", "L01", "branch", "B02", branch_year=[year_row("B02", figures)])
    done = take(workspace)
    twice = [(outcome.file, outcome.member) for outcome in done.refused]
    assert twice == [("a.xlsx", "B02"), ("b.xlsx", "B02")]
    assert [problem.words["other"] for outcome in done.refused for problem in outcome.problems] == ["b.xlsx", "a.xlsx"]


def test_two_copies_of_one_file_do_not_refuse_each_other(workspace):
    first = write_whole(workspace.inbox / "a.xlsx", "L01", 1000, GOOD, FAIR)
    shutil.copy(first, workspace.inbox / "b.xlsx")
    done = take(workspace)
    assert [(outcome.file, outcome.state) for outcome in done.outcomes][2:] == [("a.xlsx", State.NEW), ("b.xlsx", State.SAME)]
    assert [(problem.code, problem.words) for problem in done.problems] == [("desk.same_file", {"first": "a.xlsx"})]


def test_a_file_that_is_no_workbook_spoils_no_other(workspace):
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    (workspace.inbox / "page.xlsx").write_text("<html><table></table></html>")
    (workspace.inbox / "~$L01.xlsx").write_text("lock")
    (workspace.inbox / "letter.txt").write_text("Dear all")
    done = take(workspace)
    assert {outcome.file for outcome in done.outcomes} == {"L01.xlsx", "page.xlsx", "letter.txt"}
    assert [outcome.file for outcome in done.refused] == ["page.xlsx"]
    assert done.refused[0].problems[0].code == "sheets.is_html"


def test_files_of_one_name_in_two_folders_are_told_apart(workspace):
    for unit in ("L01", "L02"):
        (workspace.inbox / unit / "x").mkdir(parents=True)
        write_whole(workspace.inbox / unit / "x" / "return.xlsx", unit, 1000, GOOD, FAIR)
    write_whole(workspace.inbox / "L03.xlsx", "L03", 1000, GOOD, FAIR)
    assert {outcome.file for outcome in take(workspace).outcomes} == {"L01/x/return.xlsx", "L02/x/return.xlsx", "L03.xlsx"}


def test_the_same_organisation_told_differently_is_named_with_both_cells(workspace):
    rows = {"library": office_rows("L02", 500)["library"], "branch": members_of("L01"), "wish": []}
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    take(workspace)
    write_part(workspace.inbox / "L02.xlsx", "L02", "office", **rows)
    write_part(workspace.inbox / "L02 b.xlsx", "L02", "branch", "B01", branch_year=[year_row("B01", (3001, *GOOD[1:]))])
    done = take(workspace, workspace.inbox / "L02.xlsx", workspace.inbox / "L02 b.xlsx")
    (problem,) = done.refused[0].problems
    assert problem.code == "crosses.organisation_differs"
    assert (problem.place.file, problem.place.cell) == ("L02 b.xlsx", "C5")
    assert "L01.xlsx" in str(problem.words)


def test_rounds_of_one_import_are_checked_one_after_the_other(workspace):
    for year in (2024, 2025):
        write_whole(workspace.inbox / f"{year}.xlsx", "L01", 1000, GOOD, FAIR, year=year)
    done = take(workspace)
    assert done.refused == ()
    with workspace.store.reading(WHO) as repository:
        assert repository.list_rounds() == (2024, 2025)
        assert {rows.year for rows in repository.load_rows(2024)} == {2024}


def test_a_path_that_is_not_there_is_misuse(workspace, tmp_path):
    with pytest.raises(Misuse, match=r"desk\.no_such_file"):
        take(workspace, tmp_path / "nowhere.xlsx", tmp_path / "nobody")


def test_an_empty_inbox_is_nothing_to_read(workspace):
    assert take(workspace).outcomes == ()


def test_progress_names_every_file(workspace):
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    told = []
    import_files(workspace, WHO, [workspace.inbox], lambda *step: told.append(step))
    assert told == [(1, 1, "L01.xlsx")]


def test_an_import_that_breaks_keeps_nothing(workspace, monkeypatch):
    write_whole(workspace.inbox / "L01.xlsx", "L01", 1000, GOOD, FAIR)

    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("iecscore.store.units.save_units", fail)
    with pytest.raises(Misuse, match=r"store\.disk_full"):
        take(workspace)
    assert kept(workspace) == {}
