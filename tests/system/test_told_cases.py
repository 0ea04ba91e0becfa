"""Worked cases beside a system, and their rows as a workbook would have told them."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from iecscore.arithmetic import Case
from iecscore.system import System, load_cases, told_rows
from iecscore.values import Rows

NAME = "name: {en: A case, zh: 算例}"


def write_check(folder: Path, text: str) -> None:
    for path in (folder / "checks").iterdir():
        path.unlink()
    (folder / "checks" / "drawn.yaml").write_text(text, encoding="utf-8")


def draw(folder: Path, system: System, rest: str) -> Case:
    write_check(folder, f"cases:\n  - {NAME}\n    level: branch\n    unit: L01/B01\n    year: 2025\n    expect: {{S1.2: {{value: 1}}}}\n{rest}")
    read = load_cases(folder, system)
    assert read.problems == ()
    assert read.result is not None
    return read.result[0]


def by_table(rows: tuple[Rows, ...]) -> dict[str, Rows]:
    return {item.table: item for item in rows}


def test_the_cases_of_the_tiny_system_are_whole(library_folder, library):
    read = load_cases(library_folder, library)
    assert read.problems == ()
    assert [case.kind for case in read.result or ()] == ["values", "values", "values", "score"]


def test_cells_are_parsed_by_the_type_of_their_column(copied, library):
    case = draw(
        copied,
        library,
        "    tables:\n"
        "      branch: [{branch_id: B01, kind: full, opened: 2001-05-01}]\n"
        "      branch_year: [{branch_id: B01, year: 2025, n_loans: 12, cost: 1.25}]\n",
    )
    told = by_table(told_rows(library, case))
    assert told["branch"].column("opened") == (date(2001, 5, 1),)
    assert told["branch_year"].column("n_loans") == (12,)
    assert told["branch_year"].column("cost") == (Decimal("1.25"),)
    assert told["branch_year"].column("n_new") == (None,)
    assert (told["branch_year"].unit, told["branch_year"].year, told["branch_year"].file) == ("L01", 2025, "checks/drawn.yaml")
    assert told["branch_year"].address(0, "n_loans") == "C1"
    assert "ring" not in told["branch"].columns


def test_a_missing_reason_is_a_blank_with_its_reason(copied, library):
    case = draw(copied, library, "    tables: {branch_year: [{branch_id: B01, year: 2025, n_loans: not_applicable}]}\n")
    rows = by_table(told_rows(library, case))["branch_year"]
    assert rows.column("n_loans") == (None,)
    assert rows.reasons == {(0, "n_loans"): "not_applicable"}


def test_rows_of_earlier_rounds_keep_their_round(copied, library):
    case = draw(copied, library, "    earlier: {2024: {wish: [{wish_id: W1, asked: 2024-01-02}]}}\n")
    rows = by_table(told_rows(library, case))["wish"]
    assert (rows.year, rows.column("asked")) == (2024, (date(2024, 1, 2),))


def test_the_unit_that_no_row_tells_gets_a_row(copied, library):
    rows = by_table(told_rows(library, draw(copied, library, "")))["library"]
    assert (rows.column("library_id"), rows.column("residents")) == (("L01",), (None,))


def test_the_unit_that_a_row_tells_gets_no_second_row(copied, library):
    case = draw(copied, library, "    tables: {library: [{library_id: L01, residents: 5}]}\n")
    assert [(rows.table, rows.column("residents")) for rows in told_rows(library, case)] == [("library", (5,))]


@pytest.mark.parametrize(
    ("rest", "code", "line"),
    [
        ("    tables: {branchs: []}", "system.unknown_table", 7),
        ("    tables: {branch: [{branch: B01}]}", "system.unknown_column", 7),
        ("    tables: {branch_year: [{n_loans: many}]}", "check.bad_cell", 7),
        ("    tables: {branch_year: [{n_loans: 1.5}]}", "check.bad_cell", 7),
        ("    tables: {branch_year: [{cost: true}]}", "check.bad_cell", 7),
        ("    tables: {branch: [{opened: 2001-05}]}", "check.bad_cell", 7),
        ("    profile: rural", "system.unknown_profile", 2),
    ],
)
def test_a_case_that_names_what_the_system_does_not_have_is_refused(copied, library, rest, code, line):
    write_check(copied, f"cases:\n  - {NAME}\n    level: branch\n    unit: L01/B01\n    year: 2025\n    expect: {{S1.2: {{value: 1}}}}\n{rest}\n")
    read = load_cases(copied, library)
    assert [(problem.code, problem.place.line) for problem in read.problems] == [(code, line)]
    assert read.result == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("level: town\n    unit: L01\n    year: 2025\n    expect: {S1.2: {value: 1}}", "system.unknown_level"),
        ("level: branch\n    unit: L01\n    year: 2025\n    expect: {S9.2: {value: 1}}", "system.unknown_indicator"),
        ("kind: score\n    indicator: S9\n    scores: [{value: 1, score: 2}]", "system.unknown_indicator"),
    ],
)
def test_unknown_levels_and_indicators_are_named(copied, library, text, code):
    write_check(copied, f"cases:\n  - {NAME}\n    {text}\n")
    assert [problem.code for problem in load_cases(copied, library).problems] == [code]


def test_a_check_file_that_is_no_yaml_is_named(copied, library):
    write_check(copied, "cases: [\n")
    read = load_cases(copied, library)
    assert [(problem.code, problem.place.file) for problem in read.problems] == [("content.cut_off", "checks/drawn.yaml")]
