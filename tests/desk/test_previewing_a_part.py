"""What a unit is shown before it hands in: its own figures, last round's peers, never this round's; and what was changed after it was shown."""

import pytest

from handed_in import AGENCY, BRANCH, OFFICE, branch_book, open_libraries, whole_book
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.importing import import_files
from iecscore.desk.previewing import preview_part
from iecscore.desk.publishing import publish_evaluation
from iecscore.desk.submitting import check_part, list_submissions, submit_part
from iecscore.desk.workspace import operator
from iecscore.problems import Misuse
from iecscore.values import Options, Status
from iecscore.views.preview import view_preview
from iecscore.views.submissions import view_submissions
from library_round import FAIR, GOOD, POOR, write_whole

UNITS = ("L01", "L02", "L03", "L04")


@pytest.fixture
def libraries(tmp_path):
    made = open_libraries(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def published(libraries, tmp_path):
    """Four units more evaluated and published for the round before."""
    files = [write_whole(tmp_path / f"{unit}-2024.xlsx", unit, 90_000, GOOD, POOR, year=2024) for unit in UNITS]
    assert not import_files(libraries, operator(), files).refused
    done = evaluate_round(libraries, operator(), Options("branch", "2024"))
    publish_evaluation(libraries, operator(), done.evaluation.id, "checked")
    return done.evaluation


def check(libraries, **told):
    return check_part(libraries, BRANCH, "part.xlsx", branch_book(**told)).number


def find(preview, code):
    return next(item for item in preview.figures if item.value.indicator == code)


def test_a_preview_tells_the_figures_of_the_file_on_the_declared_goalposts(libraries):
    shown = preview_part(libraries, BRANCH, check(libraries, figures=FAIR))
    in_force = preview_part(libraries, BRANCH, check(libraries, figures=GOOD))
    assert shown.unit.code == "L01/B01"
    assert {item.value.unit for item in shown.figures} == {"L01/B01"}
    assert any(one.value.value != other.value.value for one, other in zip(shown.figures, in_force.figures, strict=True))
    assert all(item.score is None or 0 <= item.score <= 100 for item in shown.figures)
    assert (shown.earlier, shown.peers) == (0, None)


def test_a_preview_agrees_with_the_evaluation_made_once_the_file_is_in_force(libraries):
    shown = preview_part(libraries, BRANCH, check(libraries, figures=GOOD))
    scores = evaluate_round(libraries, operator(), Options("branch", "2025")).evaluation.scores
    told = {item.value.indicator: item.score for item in shown.figures if item.score is not None}
    assert told == {code: pytest.approx(100 * scores.of("L01/B01", code)) for code in told}
    assert told


def test_peers_are_those_of_the_last_published_round_and_never_of_this_one(libraries, published):
    now = evaluate_round(libraries, operator(), Options("branch", "2025")).evaluation
    publish_evaluation(libraries, operator(), now.id, "checked")
    shown = preview_part(libraries, BRANCH, check(libraries))
    assert (shown.earlier, shown.peers.size) == (2024, 8)
    band = shown.peers.of(shown.figures[0].value.indicator)
    assert band.low <= band.median <= band.high
    assert find(shown, "S1.2").before == pytest.approx(100 * published.scores.of("L01/B01", "S1.2"))


def test_the_words_of_a_preview_say_what_it_is(libraries, published):
    shown = preview_part(libraries, BRANCH, check(libraries, n_visits="not_collected"))
    for language, told, gone in (("en", "A preview, not a result", "missing"), ("zh", "此为预览，不是评价结果", "缺失")):
        view = view_preview(shown, libraries.system, libraries.survey, language)
        assert view.about[0].startswith(told)
        assert any("2024" in text for text in view.about)
        rows = [row for _, told_rows in view.groups for row in told_rows]
        assert gone in {row.value for row in rows if row.mark == Status.MISSING}
        assert {row.band for row in rows if row.name.startswith("R1.2")} != {"–"}


def test_a_head_office_previews_its_whole_unit(libraries):
    number = check_part(libraries, OFFICE, "whole.xlsx", whole_book()).number
    assert preview_part(libraries, OFFICE, number).unit.code == "L01"


def test_a_file_with_errors_and_one_who_has_no_unit_get_no_preview(libraries):
    number = check(libraries, n_loans="many")
    for who, code in ((BRANCH, "submitting.has_faults"), (AGENCY, "store.not_yours")):
        with pytest.raises(Misuse) as fault:
            preview_part(libraries, who, number)
        assert fault.value.problems[0].code == code


def test_the_agency_sees_what_was_changed_after_a_preview(libraries):
    preview_part(libraries, BRANCH, check(libraries, figures=FAIR))
    submit_part(libraries, BRANCH, check(libraries, figures=FAIR, n_events=7, cost=2))
    (line,) = view_submissions(list_submissions(libraries, AGENCY, "submitted"), libraries.system, "en")
    assert line.previewed == "2 cells changed since the preview"
    number = check(libraries, figures=POOR)
    preview_part(libraries, BRANCH, number)
    submit_part(libraries, BRANCH, number)
    (line,) = view_submissions(list_submissions(libraries, AGENCY, "submitted"), libraries.system, "zh")
    assert line.previewed == "与预览一致"


def test_what_was_never_previewed_says_so(libraries):
    submit_part(libraries, BRANCH, check(libraries))
    (line,) = view_submissions(list_submissions(libraries, AGENCY, "submitted"), libraries.system, "en")
    assert line.previewed == "handed in without a preview"
    assert line.changed == "the same as what is in force"


def test_a_member_that_is_not_scored_has_no_preview_and_may_hand_in(tmp_path):
    made = open_libraries(tmp_path, "where: kind in ('full', 'small')", "where: kind = 'small'")
    number = check_part(made, BRANCH, "part.xlsx", branch_book()).number
    with pytest.raises(Misuse) as fault:
        preview_part(made, BRANCH, number)
    assert fault.value.problems[0].code == "submitting.not_scored"
    assert submit_part(made, BRANCH, number).waits
    made.store.close()


def test_a_group_too_small_to_show_is_said_so(libraries, tmp_path):
    assert not import_files(libraries, operator(), [write_whole(tmp_path / "old.xlsx", "L01", 90_000, GOOD, POOR, year=2024)]).refused
    publish_evaluation(libraries, operator(), evaluate_round(libraries, operator(), Options("branch", "2024")).evaluation.id, "checked")
    shown = preview_part(libraries, BRANCH, check(libraries))
    view = view_preview(shown, libraries.system, libraries.survey, "en")
    assert (view.earlier, shown.peers.bands) == ("2024", ())
    assert any("large enough" in text for text in view.about)
    assert "{" not in "".join(view.about)
