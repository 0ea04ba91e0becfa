"""A column's role is checked against what formulas read."""

from pathlib import Path

import pytest

from iecscore.problems import Severity
from iecscore.system import load_system


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def notes(folder: Path) -> list[tuple[str, object]]:
    read = load_system(folder)
    assert read.result is not None
    assert {problem.severity for problem in read.problems} <= {Severity.NOTE}
    return [(problem.code, problem.words["column"]) for problem in read.problems]


def test_a_column_no_formula_reads_is_noted(copied):
    rewrite(copied / "tables" / "04_wish.yaml", "    role: context\n    refers", "    role: formula\n    refers")
    assert notes(copied) == [("system.role_unused", "wish.branch_id")]


def test_a_column_a_formula_reads_must_say_so(copied):
    rewrite(copied / "tables" / "04_wish.yaml", "    role: formula", "    role: check")
    assert notes(copied) == [("system.role_used", "wish.asked")]


@pytest.mark.parametrize("role", ["formula", "context"])
def test_a_column_read_through_a_derived_one_is_read(copied, role):
    rewrite(copied / "criteria" / "R1_means.yaml", "in_window(wish.shelved)", "in_window(wish.shelved) and wish.place = 'x'")
    rewrite(copied / "tables" / "04_wish.yaml", "    role: context\n    refers", f"    role: {role}\n    refers")
    rewrite(
        copied / "tables" / "04_wish.yaml",
        "  asked:",
        "  place: {name: {en: Place, zh: 地点}, type: text, role: formula, derived: 'left(branch_id, 1)'}\n  asked:",
    )
    assert notes(copied) == ([] if role == "formula" else [("system.role_used", "wish.branch_id")])


def test_the_key_a_statistic_compares_by_is_read_in_both_tables(copied):
    rewrite(
        copied / "criteria" / "R1_means.yaml",
        "    formula: median(",
        "    formula: structure_overlap(branch_year.n_new, wish.copies, year) + median(",
    )
    column = "{name: {en: Figure, zh: 数}, type: integer, role: context}"
    rewrite(copied / "tables" / "04_wish.yaml", "  asked:", f"  copies: {column}\n  year: {column}\n  asked:")
    assert notes(copied) == [("system.role_used", "wish.copies"), ("system.role_used", "wish.year")]
