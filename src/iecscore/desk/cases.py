"""Run worked cases: beside each figure an expert worked out by hand, what the program comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from iecscore.arithmetic import Case, Comparison, Expectation, compare, compare_word
from iecscore.desk.case_figures import Found, formats_of, work_case
from iecscore.problems import Misuse, Problem, error
from iecscore.survey import Survey
from iecscore.system import System
from iecscore.system.loading_names import offer_names

SIDES = 2


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One expectation of a worked case: what was expected, what came, whether they agree. The expectation tells file and line."""

    case: Case
    expectation: Expectation
    comparison: Comparison

    @property
    def agrees(self) -> bool:
        """Whether the program comes to what the expert did."""
        return self.comparison.agrees


def run_cases(system: System, survey: Survey | None, cases: Sequence[Case]) -> tuple[CaseResult, ...]:
    """Compare every expectation of every case; what the program gives no figure for agrees only with `none`.

    Raises:
        Misuse: cases name items, groups or formats that there are not; all of them at once.
    """
    problems = [problem for case in cases for problem in _check_names(system, survey, case)]
    if problems:
        raise Misuse(*problems)
    return tuple(result for case in cases for result in _run(system, survey, case))


def _run(system: System, survey: Survey | None, case: Case) -> Iterator[CaseResult]:
    found = work_case(system, survey, case)
    for expectation in case.expect:
        yield CaseResult(case, expectation, _compare(expectation, found))


def _compare(expectation: Expectation, found: Found) -> Comparison:
    actual = found.get((expectation.subject, expectation.quantity))
    if expectation.is_figure:
        return compare(expectation.text, actual if isinstance(actual, float) else None)
    return compare_word(expectation.text, "" if actual is None else str(actual))


def _check_names(system: System, survey: Survey | None, case: Case) -> Iterator[Problem]:
    """What a case names beyond the indicator system must be there too."""
    items = survey.group_of if survey else {}
    groups = survey.groups if survey else {}
    faults = {
        "item": (error("survey.unknown_item", case.place, **offer_names(str(case.given.get("item")), items)), items),
        "cell": (error("survey.unknown_group", case.place, **offer_names(str(case.given.get("group")), groups)), groups),
        "format": (error("check.unknown_format", case.place, **offer_names(str(case.given.get("format")), formats_of(system))), formats_of(system)),
    }
    if case.kind in faults:
        problem, known = faults[case.kind]
        yield from [problem] if problem.words["name"] not in known else ()
    if case.kind == "coupling" and len(case.given["scores"]) < SIDES:  # type: ignore[arg-type]
        yield error("check.wrong_shape", case.place, key="scores", shape="scores: [0.4, 0.8]")
    yield from (replace(problem, place=case.place) for problem in _check_answers(survey, case))


def _check_answers(survey: Survey | None, case: Case) -> Iterator[Problem]:
    for key, rows in case.answers.items():
        if survey is None or key not in survey.groups:
            yield error("survey.unknown_group", **offer_names(key, survey.groups if survey else ()))
            continue
        known = ["member", *(field.code for field in survey.groups[key].fields)]
        for code in dict.fromkeys(code for row in rows for code in row):
            if code not in known:
                yield error("survey.unknown_item", **offer_names(code, known))
