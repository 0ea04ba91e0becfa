"""Loading a whole system."""

from pathlib import Path

from iecscore.problems import Severity
from iecscore.system import System, canonical_text, load_system, system_digest


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_tiny_system_loads_without_a_problem(library_folder):
    read = load_system(library_folder)
    assert read.problems == ()
    assert read.result is not None
    assert read.result.indicators_of("branch") == ("S1.2", "S2.1", "R1.1", "R1.2")


def test_tables_come_in_the_order_of_their_files(library):
    assert list(library.tables) == ["library", "branch", "branch_year", "wish"]


def test_references_keep_their_entries(library):
    assert library.references["iso11620"].startswith("@techreport{iso11620,")
    assert library.references["iso11620"].endswith("}")


def test_yes_and_dates_stay_text_and_numbers_stay_numbers(library):
    assert library.tables["branch_year"].columns["n_loans"].plausible == (100, 500000)
    assert library.version == "1"


def test_all_problems_come_at_once_in_the_order_of_files_and_lines(copied):
    rewrite(copied / "criteria" / "S1_use.yaml", "decimals: 2", "decimal: 2")
    rewrite(copied / "criteria" / "S1_use.yaml", "[iso11620]", "[iso]")
    rewrite(copied / "system.yaml", "S: {S1: 0.7, S2: 0.3}", "S: {S1: 0.7, S2: 0.7}")
    rewrite(copied / "tables" / "04_wish.yaml", "{en: Branch, zh: 分馆}", "{en: Branch}")
    codes = [problem.code for problem in load_system(copied).problems]
    assert codes == ["system.unknown_key", "system.unknown_reference", "system.weights_sum", "system.missing_translation"]


def test_a_table_that_cannot_be_read_does_not_make_every_name_in_it_a_fault(copied):
    rewrite(copied / "tables" / "03_branch_year.yaml", "time: year", "time: yearly")
    (problem,) = load_system(copied).problems
    assert problem.code == "system.not_one_of"


def test_a_missing_folder_of_tables_leaves_no_doubt(copied):
    for path in (copied / "tables").iterdir():
        path.unlink()
    codes = {problem.code for problem in load_system(copied).problems}
    assert "system.unknown_table" in codes


def test_a_byte_order_mark_is_no_fault(copied):
    file = copied / "deflator.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load_system(copied).problems == ()


def test_every_problem_of_loading_is_an_error(copied):
    rewrite(copied / "system.yaml", "row_coverage: 0.8", "row_coverage: 80")
    assert {problem.severity for problem in load_system(copied).problems} == {Severity.ERROR}


def test_canonical_text_reads_back_as_the_same_system(library):
    assert System.model_validate_json(canonical_text(library)) == library


def test_the_digest_is_of_the_meaning_not_of_the_layout(copied, library):
    rewrite(copied / "deflator.yaml", "base: 2025", "base:   2025   # a remark")
    again = load_system(copied).result
    assert again is not None
    assert system_digest(again) == system_digest(library)


def test_the_digest_moves_with_a_goalpost(copied, library):
    rewrite(copied / "criteria" / "S1_use.yaml", "{zero: 0, full: 8}", "{zero: 0, full: 9}")
    again = load_system(copied).result
    assert again is not None
    assert system_digest(again) != system_digest(library)
    assert len(system_digest(again)) == 64
