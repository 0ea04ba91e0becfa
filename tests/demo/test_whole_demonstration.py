"""`make demo` as the README has it, in an empty folder: what is printed is what is stored, and the planted faults are refused."""

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from iecscore.demo import RETURNED, list_planted, name_refusals
from iecscore.desk.explaining import load_ranking, trace_value
from iecscore.desk.importing import import_files
from iecscore.desk.workspace import open_workspace
from iecscore.values import Principal, Status

ROOT = Path(__file__).parents[2]
WHO = Principal("auditor")


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The command of the Makefile's target `demo`, run in an empty folder: what it printed, and where."""
    recipe = re.search(r"^demo:.*\n\t@?\$\(BIN\)/iecscore (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert recipe
    folder = tmp_path_factory.mktemp("empty")
    environment = os.environ | {"IECSCORE_LANG": "en", "IECSCORE_CONTENT": str(ROOT)}
    command = [sys.executable, "-m", "iecscore", *recipe[1].removesuffix(" $(SERVING)").split()]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout, folder / "demo"


@pytest.fixture(scope="module")
def workspace(shown):
    opened = open_workspace(shown[1], ROOT)
    yield opened
    opened.store.close()


def printed_first(told, code):
    """The names in first place in the tables after a title."""
    rows = [" ".join(line.split()) for line in told.splitlines()]
    return [row.split()[1] for row in rows if re.match(rf"1 {code}", row)]


@pytest.mark.parametrize(("level", "code"), [("community", r"C\d\d "), ("college", r"C\d\d/S\d\d ")])
def test_the_printed_winners_are_the_stored_ones(shown, workspace, level, code):
    stored = load_ranking(workspace, WHO, level, 2025)
    winners = sorted(row.unit for row in stored.ranking if row.rank == 1)
    assert sorted(printed_first(shown[0], code)) == winners
    assert winners


def test_every_round_and_level_is_evaluated(workspace):
    with workspace.store.reading(WHO) as repository:
        made = {(item.level, item.year) for item in repository.list_evaluations()}
    assert made == {(level, year) for level in ("community", "college") for year in (2023, 2024, 2025)}


def test_most_indicators_have_values_and_somebody_is_not_ranked(workspace):
    stored = load_ranking(workspace, WHO, "community", 2025)
    valued = [value for value in stored.values if value.status is Status.VALUE]
    assert len(stored.units) == 24
    assert len(valued) > 0.9 * len(stored.values)
    assert {value.indicator for value in valued} == set(workspace.system.indicators_of("community"))
    assert any(row.rank is None and row.withheld for row in stored.ranking)


def test_the_planted_faults_are_refused_in_their_cells(workspace):
    done = import_files(workspace, WHO, [workspace.folder / RETURNED])
    assert name_refusals(done.problems) == set(list_planted(workspace.system, "en"))
    assert len({outcome.file for outcome in done.refused}) == 3


def test_a_figure_is_followed_to_cells_that_hold_it(workspace):
    traced = trace_value(workspace, WHO, "C01", "T2.1", 2025)
    counted = [cell for cell in traced.cells if cell.counted]
    assert counted
    assert all((workspace.inbox / "2025" / cell.file).is_file() for cell in counted)


def test_it_says_what_to_open_next(shown):
    path = re.search(r"Open (\S+) next", shown[0])
    assert path
    assert (shown[1].parent / path[1]).is_file()


@pytest.fixture(scope="module")
def capturing(shown):
    """What writes the table into the README, and finds the interval of each rank first."""
    specification = importlib.util.spec_from_file_location("capture_result", ROOT / "docs" / "capture_result.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    module.find_intervals(shown[1])
    return module


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_table_in_the_readme_is_what_the_command_prints(capturing, shown, page, language):
    assert capturing.capture(shown[1], language) in (ROOT / page).read_text(encoding="utf-8")
