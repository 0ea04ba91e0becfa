"""Write the result of the demonstration into both READMEs, as the command prints it."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
BEGIN, END = "<!-- result: written by `make readme`, checked by a test -->", "<!-- end of the result -->"
TOP = 5


def call(workspace: Path, language: str, *words: str) -> str:
    """What a command prints in a workspace."""
    command = [sys.executable, "-m", "iecscore", "--lang", language, "--workspace", str(workspace), *words]
    environment = os.environ | {"IECSCORE_CONTENT": str(ROOT)}
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8", env=environment).stdout


def find_intervals(workspace: Path) -> None:
    """Evaluate the last round as the demonstration did, and find the interval of each rank."""
    call(workspace, "en", "evaluate", "--round", "2025", "--level", "community", "--weights", "ahp", "--intervals")


def capture(workspace: Path, language: str) -> str:
    """What `iecscore ranking` prints of a workspace, as a block."""
    shown = ("ranking", "--level", "community", "--top", str(TOP))
    title, method, *rest = (line.rstrip() for line in call(workspace, language, *shown).splitlines())
    lines = [title, re.sub("[;；][^;；]*$", "", method), *rest]
    return "\n".join([BEGIN, "", "```text", f"$ iecscore {' '.join(shown)}", *lines, "```", "", END])


def replace(page: Path, block: str) -> None:
    """Put a block in place of the one between the marks."""
    text = page.read_text(encoding="utf-8")
    before, after = text[: text.index(BEGIN)], text[text.index(END) + len(END) :]
    page.write_text(before + block + after, encoding="utf-8")


def main() -> None:
    """Write the demonstration, capture, replace."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "demo"
        environment = os.environ | {"IECSCORE_LANG": "en", "IECSCORE_CONTENT": str(ROOT)}
        subprocess.run([sys.executable, "-m", "iecscore", "demo", str(workspace)], check=True, capture_output=True, env=environment)
        find_intervals(workspace)
        for language, page in PAGES.items():
            replace(page, capture(workspace, language))


if __name__ == "__main__":
    main()
