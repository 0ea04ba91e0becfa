"""What experts worked out by hand is what the program comes to: every expectation of `checks/*.yaml`, all failures at once."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from iecscore.arithmetic import KINDS, Case
from iecscore.desk.cases import CaseResult, run_cases
from iecscore.problems import Misuse
from iecscore.survey import Survey, load_survey
from iecscore.system import System, load_cases, load_system

ROOT = Path(__file__).parents[2]
IEC, LIBRARY = ROOT / "indicators" / "iec", ROOT / "tests" / "systems" / "indicators" / "library"
NAME = "name: {en: A case, zh: 算例}"


@cache
def shipped() -> tuple[System, Survey, tuple[Case, ...]]:
    system, survey = load_system(IEC).result, load_survey(ROOT / "surveys" / "iec").result
    assert system is not None
    assert survey is not None
    cases = load_cases(IEC, system).result
    assert cases
    return system, survey, cases


def failures(results: tuple[CaseResult, ...]) -> list[str]:
    return [
        f"{item.expectation.place} {item.case.name('en')}: {item.expectation.quantity} of {item.expectation.subject} "
        f"is {item.comparison.actual}, expected {item.comparison.expected}"
        for item in results
        if not item.agrees
    ]


def draw(folder: Path, text: str, system: System) -> tuple[Case, ...]:
    shutil.rmtree(folder / "checks", ignore_errors=True)
    (folder / "checks").mkdir(parents=True)
    (folder / "checks" / "drawn.yaml").write_text(f"cases:\n  - {NAME}\n{text}", encoding="utf-8")
    read = load_cases(folder, system)
    assert read.problems == ()
    return read.result or ()


def test_the_shipped_system_comes_to_what_experts_worked_out():
    assert failures(run_cases(*shipped())) == []


def test_the_tiny_system_of_another_subject_does_so_too():
    system = load_system(LIBRARY).result
    assert system is not None
    results = run_cases(system, None, load_cases(LIBRARY, system).result or ())
    assert len(results) > 20
    assert failures(results) == []


def test_every_indicator_has_a_value_and_a_score_worked_out_at_every_level():
    system, _, cases = shipped()
    told = {(case.level, item.subject, item.quantity) for case in cases if case.kind == "values" for item in case.expect if item.text != "none"}
    wanted = {(key, code) for key in system.levels for code in system.indicators_of(key)}
    assert {(level, code) for level, code, quantity in told if quantity == "value"} >= wanted
    scored = {(level, code) for level, code, quantity in told if quantity == "score"}
    # A school of the worked example owns two platforms, runs three programmes, and was granted three rights: shown, not scored.
    assert wanted - scored == {("college", "T1.4"), ("college", "X1.1"), ("college", "X2.2")}


def test_every_kind_of_case_is_worked_out_somewhere():
    assert {case.kind for case in shipped()[2]} == set(KINDS)


def test_every_failure_is_told_with_its_file_and_line(tmp_path):
    system, survey, _ = shipped()
    text = (
        "    kind: score\n    indicator: E4.3\n    scores:\n"
        "      - {value: 90, score: 100}\n      - {value: 100, score: 90}\n      - {value: 70, score: 10}\n"
    )
    results = run_cases(system, survey, draw(tmp_path, text, system))
    assert [item.agrees for item in results] == [True, False, False]
    assert [(item.expectation.place.file, item.expectation.place.line) for item in results] == [("checks/drawn.yaml", line) for line in (6, 7, 8)]
    assert [item.comparison.actual for item in results] == [pytest.approx(figure) for figure in (100, 100 * 15 / 17, 100 * 20 / 35)]


def test_what_there_is_no_figure_for_disagrees_with_every_figure(tmp_path):
    system, survey, _ = shipped()
    expected = "{E2.1: {value: 0, n: none, status: value}, T2.6: {value: 1, years: [2025]}}"
    text = f"    level: community\n    unit: C01\n    year: 2025\n    expect: {expected}\n"
    results = run_cases(system, survey, draw(tmp_path, text, system))
    assert {(item.expectation.subject, item.expectation.quantity): item.agrees for item in results} == {
        ("E2.1", "value"): False,
        ("E2.1", "n"): True,
        ("E2.1", "status"): False,
        ("T2.6", "value"): False,
        ("T2.6", "years"): False,
    }


def test_a_unit_that_the_rows_do_not_know_has_no_figures(tmp_path):
    system, survey, _ = shipped()
    text = "    level: college\n    unit: C01/S9\n    year: 2025\n    expect: {T2.1: {value: 50, status: missing}}\n"
    assert [item.agrees for item in run_cases(system, survey, draw(tmp_path, text, system))] == [False, False]


def test_answers_by_vote_are_counted(tmp_path):
    system, survey, _ = shipped()
    rows = "".join(f"        - {{ED2: E{number % 10}, member: S1, E15: 3}}\n" for number in range(12))
    text = f"    level: community\n    unit: C01\n    year: 2025\n    answers:\n      E:\n{rows}    expect: {{E4.4: {{n: 10, status: missing}}}}\n"
    results = run_cases(system, survey, draw(tmp_path, text, system))
    assert results[0].comparison.actual == 10


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("    kind: item\n    item: S77\n    answered: 2\n    expect: {counted: 4}\n", "survey.unknown_item", "S77"),
        ("    kind: cell\n    group: Z\n    respondents: 2\n    expect: {status: value}\n", "survey.unknown_group", "Z"),
        ("    kind: format\n    format: postcode\n    accepted: [1]\n", "check.unknown_format", "postcode"),
        (
            "    level: community\n    unit: C01\n    year: 2025\n    answers: {Q: [{Q01: 1}]}\n    expect: {T4.4: {value: none}}\n",
            "survey.unknown_group",
            "Q",
        ),
        (
            "    level: community\n    unit: C01\n    year: 2025\n    answers: {S: [{S99: 1}]}\n    expect: {T4.4: {value: none}}\n",
            "survey.unknown_item",
            "S99",
        ),
    ],
)
def test_names_that_the_survey_does_not_have_are_refused(tmp_path, text, code, name):
    system, survey, _ = shipped()
    with pytest.raises(Misuse) as refused:
        run_cases(system, survey, draw(tmp_path, text, system))
    assert [(problem.code, problem.words["name"], problem.place.line) for problem in refused.value.problems] == [(code, name, 2)]


def test_survey_cases_need_a_survey(tmp_path):
    system = shipped()[0]
    text = "    kind: item\n    item: S07\n    answered: 2\n    expect: {counted: 4}\n"
    with pytest.raises(Misuse) as refused:
        run_cases(system, None, draw(tmp_path, text, system))
    assert [problem.code for problem in refused.value.problems] == ["survey.unknown_item"]
    text = "    level: community\n    unit: C01\n    year: 2025\n    answers: {S: [{S05: 1}]}\n    expect: {T4.4: {value: none}}\n"
    with pytest.raises(Misuse) as refused:
        run_cases(system, None, draw(tmp_path, text, system))
    assert [problem.code for problem in refused.value.problems] == ["survey.unknown_group"]


def test_a_scale_needs_a_survey_to_be_worked_out(tmp_path):
    system = shipped()[0]
    cases = draw(tmp_path, "    kind: scale\n    mean: 3.8\n    expect: {score: 70}\n", system)
    assert [item.agrees for item in run_cases(system, None, cases)] == [False]


def test_one_side_alone_does_not_couple(tmp_path):
    system, survey, _ = shipped()
    with pytest.raises(Misuse) as refused:
        run_cases(system, survey, draw(tmp_path, "    kind: coupling\n    scores: [0.4]\n    expect: {c: 1}\n", system))
    assert [problem.code for problem in refused.value.problems] == ["check.wrong_shape"]
