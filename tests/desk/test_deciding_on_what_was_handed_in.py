"""What was handed in is accepted as an import takes it in, or sent back with a reason; two who decide at once get one clear outcome."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from handed_in import AGENCY, BRANCH, MINISTRY, OFFICE, OTHER, SECOND, branch_book, draw, open_libraries, whole_book
from iecscore.desk.deciding import accept_submissions, refuse_submissions, stage_file
from iecscore.desk.submitting import check_part, list_submissions, submit_part
from iecscore.problems import Misuse
from iecscore.views.submissions import view_submissions
from iecscore.workbook import Envelope, write_template
from library_round import FAIR, GOOD, POOR, SYSTEM, members_of, office_rows, year_row


@pytest.fixture
def libraries(tmp_path):
    made = open_libraries(tmp_path)
    yield made
    made.store.close()


def hand_in(libraries, who=BRANCH, name="part.xlsx", **told):
    unit, _, member = who.scope.partition("/")
    number = check_part(libraries, who, name, branch_book(unit, member, **told)).number
    submit_part(libraries, who, number)
    return number


def in_force(libraries, unit="L01", member="B01"):
    with libraries.store.reading(AGENCY) as repository:
        rows = [item for item in repository.load_rows(2025) if item.table == "branch_year" and item.unit == unit]
    return next(dict(zip(item.columns, row, strict=True)) for item in rows for row in item.rows if row[item.columns.index("branch_id")] == member)


def states(libraries):
    return {item.submission.id: item.submission.state for item in list_submissions(libraries, AGENCY)}


def refused(work, *given):
    with pytest.raises(Misuse) as fault:
        work(*given)
    return fault.value.problems[0].code


def test_nothing_handed_in_is_in_force_before_it_is_accepted(libraries):
    before, number = in_force(libraries), hand_in(libraries, figures=POOR)
    assert in_force(libraries) == before
    decision = accept_submissions(libraries, AGENCY, [number])
    assert [(item.file, str(item.state), item.member) for item in decision.outcomes] == [("part.xlsx", "changed", "B01")]
    assert in_force(libraries)["n_loans"] == POOR[0]
    assert states(libraries) == {number: "accepted"}
    with libraries.store.reading(AGENCY) as repository:
        assert [(deed.by, deed.action, deed.detail["by"]) for deed in repository.find_deeds(1)] == [("anna", "accept", "bea")]


def test_several_with_one_name_are_accepted_together(libraries):
    numbers = [hand_in(libraries, figures=FAIR), hand_in(libraries, OTHER, figures=FAIR)]
    decision = accept_submissions(libraries, AGENCY, numbers)
    assert len(decision.accepted) == len({item.file for item in decision.outcomes}) == 2
    assert in_force(libraries, "L02", "B02")["n_loans"] == FAIR[0]


def test_one_that_an_import_would_refuse_waits_on_and_the_others_are_taken(libraries):
    good = hand_in(libraries, OTHER, figures=FAIR)
    once = hand_in(libraries, figures=FAIR)
    again = stage_file(libraries, AGENCY, "agency.xlsx", branch_book(figures=POOR)).number
    decision = accept_submissions(libraries, AGENCY, [good, once, again])
    assert [item.id for item in decision.accepted] == [good]
    assert {problem.code for problem in decision.problems} == {"desk.part_twice"}
    assert states(libraries) == {good: "accepted", once: "submitted", again: "submitted"}
    assert accept_submissions(libraries, AGENCY, [again]).problems == ()


def test_the_same_file_from_two_senders_is_taken_once(libraries):
    once, book = hand_in(libraries, figures=FAIR), branch_book(figures=FAIR)
    again = stage_file(libraries, AGENCY, "copy.xlsx", book).number
    decision = accept_submissions(libraries, AGENCY, [once, again])
    assert (len(decision.accepted), decision.problems) == (2, ())


def test_a_whole_workbook_is_accepted_part_by_part(libraries):
    number = check_part(libraries, OFFICE, "whole.xlsx", whole_book(n_loans=2500)).number
    submit_part(libraries, OFFICE, number)
    decision = accept_submissions(libraries, AGENCY, [number])
    assert {item.part for item in decision.outcomes} == {"office", "branch"}
    assert in_force(libraries)["n_loans"] == 2500


def test_two_who_accept_at_once_get_one_clear_outcome(libraries):
    number = hand_in(libraries, figures=FAIR)
    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(lambda who: accept_submissions(libraries, who, [number]), (AGENCY, SECOND)))
    assert sorted(len(decision.accepted) for decision in told) == [0, 1]
    late = next(decision for decision in told if not decision.accepted)
    assert [problem.code for problem in late.problems] == ["submitting.settled"]
    assert late.problems[0].words["by"] in {"anna", "berta"}


def test_what_is_sent_back_carries_its_reason_and_its_sender_reads_it(libraries):
    number = hand_in(libraries)
    assert refused(refuse_submissions, libraries, AGENCY, [number], "  ") == "submitting.no_reason"
    assert refused(refuse_submissions, libraries, AGENCY, [], "why") == "submitting.none_chosen"
    assert refuse_submissions(libraries, AGENCY, [number], " Loans are those of two years. ") == 1
    (line,) = list_submissions(libraries, BRANCH)
    assert (line.submission.state, line.submission.reason) == ("refused", "Loans are those of two years.")
    assert refused(refuse_submissions, libraries, SECOND, [number], "why") == "submitting.settled"
    assert accept_submissions(libraries, SECOND, [number]).problems[0].code == "submitting.settled"


@pytest.mark.parametrize("who", [BRANCH, OFFICE, MINISTRY])
def test_nobody_else_accepts_refuses_or_stages(libraries, who):
    number = hand_in(libraries)
    assert refused(accept_submissions, libraries, who, [number]) == "store.not_yours"
    assert refused(refuse_submissions, libraries, who, [number], "why") == "store.not_yours"
    assert refused(stage_file, libraries, who, "a.xlsx", branch_book()) == "store.not_yours"
    assert states(libraries) == {number: "submitted"}


def test_nothing_chosen_and_what_is_gone_are_told(libraries):
    assert refused(accept_submissions, libraries, AGENCY, []) == "submitting.none_chosen"
    assert [problem.code for problem in accept_submissions(libraries, AGENCY, [99]).problems] == ["submitting.gone"]


def test_a_file_with_errors_is_not_staged(libraries):
    told = stage_file(libraries, AGENCY, "bad.xlsx", branch_book(n_loans="many"))
    assert told.faults
    assert list_submissions(libraries, AGENCY, "submitted") == ()
    assert stage_file(libraries, AGENCY, "no.xlsx", b"PK\x03\x04").number == 0


def test_answers_are_staged_and_accepted(asking, write_answers, tmp_path):
    told = stage_file(asking, AGENCY, "answers.xlsx", write_answers("answers.xlsx").read_bytes())
    assert told.faults == ()
    (line,) = view_submissions(list_submissions(asking, AGENCY), asking.system, "zh")
    assert line.what == "2025 年，问卷答卷"
    decision = accept_submissions(asking, AGENCY, [told.number])
    assert [(item.part, str(item.state)) for item in decision.outcomes] == [("answers", "new")]
    with asking.store.reading(AGENCY) as repository:
        assert [item.unit for item in repository.load_answers(2025)] == ["L01"]
    mine = check_part(asking, BRANCH, "answers.xlsx", write_answers("more.xlsx", rating=3).read_bytes())
    assert [problem.code for problem in mine.faults] == ["submitting.answers"]


def fill(path, envelope, **rows):
    write_template(path, SYSTEM, envelope, language="en", rows=rows, members=members_of("L01"))
    return path


def test_a_member_hands_in_before_its_unit_and_both_are_accepted_together(libraries):
    row = year_row("B01", GOOD, 2026)
    book = draw(lambda path: fill(path, Envelope("L01", 2026, "branch", "B01"), branch_year=[row]))
    mine = check_part(libraries, BRANCH, "part.xlsx", book)
    assert [(problem.code, str(problem.severity)) for problem in mine.problems] == [("crosses.part_first", "query")]
    submit_part(libraries, BRANCH, mine.number)
    alone = accept_submissions(libraries, AGENCY, [mine.number])
    assert (alone.accepted, [problem.code for problem in alone.problems]) == ((), ["crosses.part_first"])
    office = draw(lambda path: fill(path, Envelope("L01", 2026, "office"), **office_rows("L01", 1000)))
    unit = check_part(libraries, OFFICE, "office.xlsx", office).number
    submit_part(libraries, OFFICE, unit)
    together = accept_submissions(libraries, AGENCY, [mine.number, unit])
    assert (len(together.accepted), together.problems) == (2, ())
