"""The benchmark of the pages runs, and sets every page beside an empty callback of the same run."""

import os
import re
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "dashboard.py"


def test_the_benchmark_of_pages_runs_and_names_its_baseline():
    done = subprocess.run(
        [sys.executable, SCRIPT, "smoke"], capture_output=True, text=True, encoding="utf-8", check=False, env=os.environ | {"PYTHONUTF8": "1"}
    )
    assert done.returncode == 0, done.stderr
    assert re.search(r"24 units; baseline: an empty Dash callback", done.stdout)
    for page in ("ministry +ranking", "agency +evaluation", "community +profile"):
        assert re.search(rf"  {page} +[\d.]+ ms +[\d.]+ kB sent  empty +[\d.]+ ms  ratio +[\d.]+", done.stdout)
    assert re.search(r"3 at once, thinking 0.2 s +\d+ asked, 0 errors, .* ratio of p95 [\d.]+", done.stdout)
