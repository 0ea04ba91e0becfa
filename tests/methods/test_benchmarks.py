"""The benchmark of the methods runs, compares with its named baselines, and finds the same figures."""

import os
import re
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "methods.py"


def test_the_benchmark_of_the_methods_runs_and_names_its_baselines():
    done = subprocess.run(
        [sys.executable, SCRIPT, "smoke"], capture_output=True, text=True, encoding="utf-8", check=False, env=os.environ | {"PYTHONUTF8": "1"}
    )
    assert done.returncode == 0, done.stderr
    for title in ("CRITIC", "PROMETHEE II usual", "PROMETHEE II linear"):
        assert re.search(rf"{title}, \d+ × \d+: iecscore [\d.]+ ms .*\n  baseline pymcdm [\d.]+ .* ratio +[\d.]+, aim \d+", done.stdout)
    assert "baseline plain loop over pairs" in done.stdout
    assert re.search(r"constant returns: loop .* ratio +[\d.]+", done.stdout)
