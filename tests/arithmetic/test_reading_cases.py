"""Worked cases as experts write them."""

import pytest

from iecscore.arithmetic import Case, CasesRead, read_cases
from iecscore.content.document import parse_document

NAME = "name: {en: A case, zh: 算例}"


def read(text: str) -> CasesRead:
    document = parse_document(text, "checks/c.yaml")
    assert document.problems == ()
    return read_cases(document.data, document.place)


def only(text: str) -> Case:
    cases, problems = read(text)
    assert problems == ()
    (case,) = cases
    return case


def test_rows_and_expectations_are_read_with_their_lines():
    case = only(f"""
cases:
  - {NAME}
    source: drawn here
    level: library
    unit: L01
    year: 2025
    tables:
      branch: [{{branch_id: B01}}, {{branch_id: B02}}]
      branch_year:
        columns: [branch_id, n_loans]
        rows:
          - [B01, 12]
          - [B02, null]
    earlier:
      2024: {{branch: [{{branch_id: B01}}]}}
    answers:
      S: [{{member: B01, S05: 4}}]
    expect:
      S1.1: {{value: "12 / 4", score: 37.5, status: value, years: [2024, 2025]}}
      S1.2: {{value: none, status: missing}}
""")
    assert (case.name("en"), case.name("zh"), case.kind, case.level, case.unit, case.year) == ("A case", "算例", "values", "library", "L01", 2025)
    assert [(told.round, told.table, told.rows) for told in case.told] == [
        (2024, "branch", ({"branch_id": "B01"},)),
        (2025, "branch", ({"branch_id": "B01"}, {"branch_id": "B02"})),
        (2025, "branch_year", ({"branch_id": "B01", "n_loans": 12}, {"branch_id": "B02", "n_loans": None})),
    ]
    assert case.answers == {"S": ({"member": "B01", "S05": 4},)}
    assert [(item.subject, item.quantity, item.text, item.is_figure) for item in case.expect] == [
        ("S1.1", "value", "12 / 4", True),
        ("S1.1", "score", "37.5", True),
        ("S1.1", "status", "value", False),
        ("S1.1", "years", "2024, 2025", False),
        ("S1.2", "value", "none", True),
        ("S1.2", "status", "missing", False),
    ]
    assert case.expect[4].place.line == 21


def test_a_value_has_its_score():
    case = only(f"cases:\n  - {NAME}\n    kind: score\n    indicator: T1.1\n    scores: [{{value: 0.8, score: '100 * 0.5 / 0.6'}}]\n")
    assert [(item.subject, item.quantity, item.text) for item in case.expect] == [("0.8", "score", "100 * 0.5 / 0.6")]
    assert case.given["indicator"] == "T1.1"


def test_codes_are_accepted_or_refused():
    case = only(f"cases:\n  - {NAME}\n    kind: format\n    format: credit_code\n    accepted: [91A]\n    refused: [91B]\n")
    assert [(item.subject, item.text) for item in case.expect] == [("91A", "yes"), ("91B", "no")]


def test_other_kinds_keep_what_is_given():
    case = only(f"cases:\n  - {NAME}\n    kind: cell\n    group: S\n    respondents: 4\n    expect: {{status: suppressed}}\n")
    assert (case.given["respondents"], case.expect[0].text) == (4, "suppressed")


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        (["kind: values", "level: a", "unit: b", "year: 2025"], "check.missing_key", 2),
        (["kind: scroe"], "check.unknown_kind", 3),
        (["kind: cell", "group: S", "respondents: 4", "expect: {status: x}", "colour: red"], "check.unknown_key", 7),
        (["level: a", "unit: b", "year: 2025", "expect: {T1.1: {valeu: 1}}"], "check.unknown_key", 6),
        (["level: a", "unit: b", "year: 2025", "expect: {T1.1: {value: 1 +}}"], "check.not_arithmetic", 6),
        (["level: a", "unit: b", "year: 2025", "expect: {T1.1: {value: 1 / 0}}"], "check.undefined", 6),
        (["level: a", "unit: b", "year: 2025", "expect: {T1.1: 5}"], "check.wrong_shape", 6),
        (["level: a", "unit: b", "year: twenty", "expect: {T1.1: {value: 1}}"], "check.wrong_shape", 5),
        (["level: a", "unit: b", "year: 2025", "tables: {t: 5}", "expect: {T1.1: {value: 1}}"], "check.wrong_shape", 6),
        (["level: a", "unit: b", "year: 2025", "tables: [t]", "expect: {T1.1: {value: 1}}"], "check.wrong_shape", 6),
        (["level: a", "unit: b", "year: 2025", "earlier: {last: {}}", "expect: {T1.1: {value: 1}}"], "check.wrong_shape", 6),
        (["level: a", "unit: b", "year: 2025", "tables: {t: {columns: [a, b], rows: [[1]]}}", "expect: {T1.1: {value: 1}}"], "check.row_length", 6),
        (["kind: score", "indicator: T1.1", "scores: [0.8]"], "check.wrong_shape", 5),
        (["kind: format", "format: credit_code", "accepted: 5"], "check.wrong_shape", 5),
        (["kind: format", "format: credit_code"], "check.no_expectation", 2),
        (["level: a", "unit: b", "year: 2025", "expect: {}"], "check.no_expectation", 2),
    ],
)
def test_a_fault_in_a_case_has_its_line(lines, code, line):
    cases, problems = read(f"cases:\n  - {NAME}\n" + "".join(f"    {text}\n" for text in lines))
    assert cases == ()
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]


def test_a_name_in_one_language_is_a_fault():
    _, problems = read("cases:\n  - name: {en: A case}\n    kind: cell\n    group: S\n    respondents: 4\n    expect: {status: x}\n")
    assert [(problem.code, problem.words) for problem in problems] == [("check.missing_translation", {"language": "zh"})]


def test_one_bad_case_does_not_take_the_others_along():
    good = f"  - {NAME}\n    kind: cell\n    group: S\n    respondents: 4\n    expect: {{status: x}}\n"
    cases, problems = read(f"cases:\n  - {NAME}\n    kind: none\n{good}")
    assert len(cases) == len(problems) == 1


@pytest.mark.parametrize("text", ["cases: []\n", "cases: 5\n", "- a\n", "case: []\n"])
def test_a_file_without_cases_is_a_fault(text):
    assert [problem.code for problem in read(text).problems] == ["check.no_cases"]
