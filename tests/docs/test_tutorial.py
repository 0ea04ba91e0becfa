"""The tutorial's commands do what the page says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(page):
    """Each command of a page, with the lines it should print."""
    found = []
    for block in BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


@pytest.mark.parametrize("page", ["tutorial.md", "tutorial.zh-CN.md"])
def test_every_command_of_the_tutorial_runs_and_prints_what_it_shows(tmp_path, page):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "IECSCORE_CONTENT": str(DOCS.parent), "PYTHONIOENCODING": "utf-8"}
    script = "set -e\n" + "\n".join(f"echo '--- {number}'\n{command}" for number, (command, _) in enumerate(commands(page)))
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    printed = re.split(r"--- \d+\n", done.stdout)[1:]
    for (command, lines), told in zip(commands(page), printed, strict=True):
        for line in lines:
            assert line in told, f"{command} does not print {line!r} but:\n{told}"
