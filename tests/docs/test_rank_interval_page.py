"""The page on rank intervals: its commands run and print what it shows, in both languages, and both tables hold the same figures."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "rank-intervals.md", DOCS / "rank-intervals.zh-CN.md"]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """The demonstration round, made as both pages say first."""
    folder = tmp_path_factory.mktemp("intervals")
    run(folder, "iecscore demo demo")
    return folder / "demo"


def run(folder, command):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "IECSCORE_CONTENT": str(DOCS.parent), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return done.stdout


def read_commands(page):
    """Each command with the lines it should print."""
    block = re.search(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)[1]
    parts = [part.splitlines() for part in block.split("$ ")[1:]]
    return [(lines[0], lines[1:]) for lines in parts]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_print_what_the_page_shows(demonstration, page):
    first, second, *others = read_commands(page)
    assert (first[0], second[0]) == ("iecscore demo demo", "cd demo")
    assert len(others) == 2
    for command, lines in others:
        told = run(demonstration, command)
        assert lines
        for line in lines:
            assert line in told, f"{command} does not print {line!r} but:\n{told}"


def test_both_pages_tell_the_same_figures():
    english, chinese = (
        [re.findall(r"\d[\d.]*", line) for line in page.read_text(encoding="utf-8").splitlines() if re.match(r"\| .* \| [\d.]+ \|", line)]
        for page in PAGES
    )
    assert len(english) == 9
    assert english == chinese
