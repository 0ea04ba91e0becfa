"""A unit's own part: checked in full, handed in by its own people only, taken back, replaced; what changed is counted."""

import io
from contextlib import ExitStack
from dataclasses import replace

import openpyxl
import pytest

from handed_in import AGENCY, BRANCH, MINISTRY, OFFICE, OTHER, branch_book, office_book, open_libraries, whole_book
from iecscore.desk.deciding import accept_submissions
from iecscore.desk.differing import count_changes
from iecscore.desk.previewing import preview_part
from iecscore.desk.submitting import check_part, list_changes, list_faults, list_submissions, load_file, submit_part, take_back
from iecscore.desk.templates import make_own
from iecscore.desk.uploading import QUEUE, take_place
from iecscore.problems import Misuse
from iecscore.views.submissions import view_changes, view_submissions
from library_round import FAIR, POOR


@pytest.fixture
def libraries(tmp_path):
    made = open_libraries(tmp_path)
    yield made
    made.store.close()


def codes(told):
    return [problem.code for problem in told.faults]


def refused(work, *given):
    with pytest.raises(Misuse) as fault:
        work(*given)
    return fault.value.problems[0].code


def states(workspace, principal):
    return [(item.submission.file, item.submission.state) for item in list_submissions(workspace, principal)]


def test_a_faulty_cell_is_told_with_its_place_and_the_corrected_file_is_handed_in(libraries):
    bad = check_part(libraries, BRANCH, "part.xlsx", branch_book(n_loans="many"))
    (fault,) = bad.faults
    assert (fault.place.sheet[:2], bool(fault.place.cell), fault.place.file) == ("03", True, "part.xlsx")
    assert refused(submit_part, libraries, BRANCH, bad.number) == "submitting.has_faults"
    good = check_part(libraries, BRANCH, "part.xlsx", branch_book(figures=FAIR))
    assert (codes(good), good.rows) == ([], 1)
    assert states(libraries, BRANCH) == [("part.xlsx", "checked")]
    assert submit_part(libraries, BRANCH, good.number).waits
    assert refused(submit_part, libraries, BRANCH, good.number) == "submitting.settled"
    assert states(libraries, BRANCH) == [("part.xlsx", "submitted")]
    with libraries.store.reading(AGENCY) as repository:
        assert {(deed.by, deed.action, deed.subject) for deed in repository.find_deeds(1)} == {("bea", "submit", "L01/B01")}


def test_the_faults_are_handed_out_as_a_workbook_without_formulas(libraries):
    checked = check_part(libraries, BRANCH, "=cmd().xlsx", branch_book(n_loans="=1+1 is many"))
    name, content = list_faults(libraries, BRANCH, checked.number, "en")
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows())
    assert name.endswith(".xlsx")
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
    assert "=1+1 is many" in str(rows[1][3].value)
    assert refused(list_faults, libraries, OTHER, checked.number, "en") == "submitting.gone"


@pytest.mark.parametrize(
    ("who", "book", "code"),
    [
        (BRANCH, lambda: branch_book("L02", "B02"), "submitting.not_yours"),
        (BRANCH, lambda: branch_book("L01", "B02"), "submitting.not_yours"),
        (BRANCH, lambda: branch_book("L02", "B01"), "submitting.not_yours"),
        (BRANCH, office_book, "submitting.not_yours"),
        (BRANCH, whole_book, "submitting.whole"),
        (OFFICE, branch_book, "submitting.members_part"),
        (OFFICE, lambda: whole_book("L02"), "submitting.not_yours"),
    ],
)
def test_what_is_not_ones_own_is_refused_and_not_kept(libraries, who, book, code):
    checked = check_part(libraries, who, "part.xlsx", book())
    assert (codes(checked), checked.number) == ([code], 0)
    assert list_submissions(libraries, AGENCY) == ()


@pytest.mark.parametrize("book", [office_book, whole_book])
def test_a_head_office_hands_in_its_part_or_the_whole(libraries, book):
    checked = check_part(libraries, OFFICE, "part.xlsx", book())
    assert codes(checked) == []
    assert submit_part(libraries, OFFICE, checked.number).unit == "L01"
    (line,) = view_submissions(list_submissions(libraries, OFFICE), libraries.system, "en")
    assert line.what == f"2025, {'Head office' if book is office_book else 'the whole unit'}"


def test_another_round_than_those_open_is_refused(libraries):
    assert codes(check_part(libraries, BRANCH, "old.xlsx", branch_book(year=2025))) == []
    old = check_part(libraries, OFFICE, "old.xlsx", whole_book(year=2020))
    assert (codes(old), old.number) == (["submitting.other_round"], 0)


def test_a_ministry_hands_nothing_in_and_sees_nothing_of_it(libraries):
    number = check_part(libraries, BRANCH, "part.xlsx", branch_book()).number
    for work, given in ((check_part, ("a.xlsx", b"")), (submit_part, (number,)), (take_back, (number,)), (list_submissions, ())):
        assert refused(work, libraries, MINISTRY, *given) == "store.not_yours"


def test_what_is_anothers_is_as_if_it_were_not_there(libraries):
    number = check_part(libraries, BRANCH, "part.xlsx", branch_book()).number
    assert refused(submit_part, libraries, OTHER, number) == "submitting.gone"
    submit_part(libraries, BRANCH, number)
    assert refused(take_back, libraries, OTHER, number) == "submitting.gone"
    assert list_submissions(libraries, OTHER) == ()
    take_back(libraries, BRANCH, number)
    assert states(libraries, BRANCH) == [("part.xlsx", "taken back")]


def test_a_later_one_takes_the_place_of_what_still_waits(libraries):
    for name, figures in (("first.xlsx", FAIR), ("second.xlsx", POOR)):
        submit_part(libraries, BRANCH, check_part(libraries, BRANCH, name, branch_book(figures=figures)).number)
    assert states(libraries, AGENCY) == [("second.xlsx", "submitted"), ("first.xlsx", "replaced")]


def test_after_acceptance_a_correction_tells_how_many_cells_differ(libraries):
    submit_part(libraries, BRANCH, check_part(libraries, BRANCH, "part.xlsx", branch_book(figures=FAIR)).number)
    (waiting,) = list_submissions(libraries, AGENCY, "submitted")
    assert accept_submissions(libraries, AGENCY, [waiting.submission.id]).problems == ()
    number = check_part(libraries, BRANCH, "again.xlsx", branch_book(figures=FAIR, n_events=5, cost=2)).number
    submit_part(libraries, BRANCH, number)
    (again, before) = list_submissions(libraries, BRANCH)
    assert (again.differs, before.submission.state, before.differs) == (2, "accepted", None)


def test_of_two_colleagues_who_check_the_later_file_holds_and_no_number_is_given_twice(libraries):
    colleague = replace(BRANCH, name="ben")
    first = check_part(libraries, BRANCH, "first.xlsx", branch_book(figures=FAIR)).number
    second = check_part(libraries, colleague, "second.xlsx", branch_book(figures=POOR)).number
    assert second > first
    assert refused(submit_part, libraries, BRANCH, first) == "submitting.gone"
    preview_part(libraries, colleague, second)
    check_part(libraries, BRANCH, "third.xlsx", branch_book(figures=FAIR))
    assert refused(submit_part, libraries, colleague, second) == "submitting.settled"
    assert states(libraries, BRANCH) == [("third.xlsx", "checked")]


def test_as_long_as_many_files_are_read_others_are_asked_to_wait(libraries, monkeypatch):
    monkeypatch.setattr("iecscore.desk.uploading.PATIENCE", 0.01)
    with ExitStack() as held:
        for _ in range(2):
            held.enter_context(take_place())
        assert refused(check_part, libraries, BRANCH, "part.xlsx", b"") == "submitting.busy"
        for _ in range(3):
            assert QUEUE.acquire(blocking=False)
            held.callback(QUEUE.release)
        assert refused(check_part, libraries, BRANCH, "part.xlsx", b"") == "submitting.busy"
    assert codes(check_part(libraries, BRANCH, "part.xlsx", branch_book())) == []


def test_a_reason_in_place_of_a_figure_and_a_row_that_is_gone_count_as_changes(libraries):
    number = check_part(libraries, BRANCH, "part.xlsx", branch_book(n_visits="not_collected")).number
    (found,) = list_submissions(libraries, BRANCH)
    assert (found.submission.id, found.differs) == (number, 1)
    with libraries.store.reading(AGENCY) as repository:
        told = repository.submissions.load_tables(found.submission)
    cells = sum(cell is not None for rows in told for row in rows.rows for cell in row)
    assert count_changes(libraries.system, told, ()) == cells + 1
    twice = tuple(replace(rows, rows=rows.rows * 2, numbers=rows.numbers * 2) for rows in told)
    assert count_changes(libraries.system, told, twice) == cells


def test_what_was_changed_is_listed_cell_by_cell_against_what_is_in_force_and_what_was_previewed(libraries):
    preview_part(libraries, BRANCH, check_part(libraries, BRANCH, "part.xlsx", branch_book(cost=4)).number)
    number = check_part(libraries, BRANCH, "part.xlsx", branch_book(cost=5, n_visits="not_collected")).number
    submit_part(libraries, BRANCH, number)
    told = view_changes(list_changes(libraries, AGENCY, number), libraries.system, "en")
    visits, cost = (libraries.system.tables["branch_year"].columns[code].name.en for code in ("n_visits", "cost"))
    assert [(row[0], *row[4:]) for row in told] == [
        ("in force", visits, "600", "not collected"),
        ("in force", cost, "3", "5"),
        ("preview", visits, "600", "not collected"),
        ("preview", cost, "4", "5"),
    ]
    assert all(row[1].startswith("03") and row[2][-1].isdigit() and row[3] == "B01 · 2025" for row in told)
    assert load_file(libraries, AGENCY, number)[0] == "part.xlsx"
    assert refused(load_file, libraries, OTHER, number) == refused(list_changes, libraries, OTHER, number) == "submitting.gone"


@pytest.mark.parametrize("who", [BRANCH, OFFICE])
def test_ones_own_workbook_holds_what_is_in_force_and_reads_back_the_same(libraries, who):
    number = check_part(libraries, BRANCH, "part.xlsx", branch_book(n_visits="not_collected")).number
    submit_part(libraries, BRANCH, number)
    accept_submissions(libraries, AGENCY, [number])
    name, content = make_own(libraries, who, 2025, "en")
    assert name == ("2025_L01_B01.xlsx" if who is BRANCH else "2025_L01_office.xlsx")
    assert codes(check_part(libraries, who, name, content)) == []
    assert list_submissions(libraries, who)[0].differs == 0


def test_the_workbook_of_a_new_round_is_to_be_filled_in(libraries):
    name, content = make_own(libraries, BRANCH, 2026, "zh")
    assert name == "2026_L01_B01.xlsx"
    assert "workbook.row_unfilled" in codes(check_part(libraries, BRANCH, name, content))


def test_a_name_is_never_a_path_and_never_too_long(libraries):
    for given, shown in (("../../etc/passwd.xlsx", "passwd.xlsx"), ("a\x00b\n.xlsx", "ab.xlsx"), ("C:\\x\\报表.xlsx", "报表.xlsx"), ("", "–")):
        assert check_part(libraries, BRANCH, given, branch_book()).file == shown
    assert len(check_part(libraries, BRANCH, "x" * 500 + ".xlsx", branch_book()).file) <= 120
