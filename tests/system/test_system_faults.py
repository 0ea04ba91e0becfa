"""One broken file per fault: `broken/CODE/...` lies over the tiny system, `# fault` marks the line that must be named."""

import re
import shutil
from pathlib import Path

import pytest

from iecscore.problems import Problem
from iecscore.system import load_system
from iecscore.text import word_problem

BROKEN = Path(__file__).parent / "broken"
MARK = re.compile(r"[#%] fault$")


def broken_file(case: Path) -> Path:
    """The overlaid file with the mark; an empty file cannot have one."""
    files = [path for path in case.rglob("*") if path.is_file()]
    return next((path for path in files if marked_lines(path)), files[0])


def marked_lines(file: Path) -> list[int]:
    return [number for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if MARK.search(line)]


def load_broken(case: Path, copied: Path) -> tuple[Problem, ...]:
    shutil.copytree(case, copied, dirs_exist_ok=True)
    read = load_system(copied)
    assert read.result is None
    return read.problems


@pytest.mark.parametrize("case", sorted(BROKEN.iterdir()), ids=lambda case: case.name)
def test_a_fault_is_one_problem_with_its_file_and_line(case, copied):
    (problem,) = load_broken(case, copied)
    file = broken_file(case)
    assert problem.code == case.name.partition("@")[0]
    assert problem.place.file == file.relative_to(case).as_posix()
    assert problem.place.line == (marked_lines(file) or [0])[0]


@pytest.mark.parametrize("case", sorted(BROKEN.iterdir()), ids=lambda case: case.name)
def test_cause_and_remedy_read_well_in_both_languages(case, copied):
    (problem,) = load_broken(case, copied)
    for sentence in word_problem(problem, "en"):
        assert re.fullmatch(r"[A-Z“][^\n]*[^\s.][.\]}]", sentence), sentence
    for sentence in word_problem(problem, "zh"):
        assert re.search(r"[\u4e00-\u9fff]", sentence), sentence
        assert sentence.endswith(("。", "]", "}")), sentence


@pytest.mark.parametrize(
    ("case", "nearest"),
    [
        ("system.unknown_key", "decimals"),
        ("system.unknown_column", "branch_id"),
        ("system.unknown_indicator", "S2.1"),
        ("system.unknown_reference", "iso11620"),
        ("system.not_one_of", "benefit"),
        ("system.unknown_code", "small"),
    ],
)
def test_the_nearest_name_is_offered(case, nearest, copied):
    (problem,) = load_broken(BROKEN / case, copied)
    assert problem.words["nearest"] == nearest
    assert f"“{nearest}”" in word_problem(problem, "zh").remedy


def test_money_of_several_years_needs_a_deflator(copied):
    (copied / "deflator.yaml").unlink()
    (problem,) = load_system(copied).problems
    assert (problem.code, problem.words["table"]) == ("system.needs_deflator", "branch_year")


def test_a_folder_without_a_system_file_is_named(tmp_path):
    (problem,) = load_system(tmp_path).problems
    assert (problem.code, problem.place.file) == ("system.no_system_file", tmp_path.name)
