"""The benchmark of scenarios runs, and names every baseline and aim."""

import os
import re
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[3] / "benchmarks" / "robustness.py"
BASELINES = (
    r"pymcdm [\d.]+, default loop .* ratio +[\d.]+, aim 500",
    r"pymcdm [\d.]+, validation=False loop .* ratio +[\d.]+, aim 100",
    r"bare matrix products",
    r"pymcdm [\d.]+, validation=False loop, scores alone .* ratio +[\d.]+, aim 50",
    r"pysensmcda .* ratio +[\d.]+, aim 40",
    r"the same scores, scenario by scenario .* ratio",
    r"drawing the same normals alone",
    r"COINr, 0.12 s a run .* ratio +[\d.]+, aim 500",
    r"the same chain run for one scenario at a time, no gaps .* ratio",
    r"the full re-run .* ratio",
    r"matrix products and sorting alone .* ratio [\d.]+, aim 3",
)


def test_the_benchmark_of_scenarios_runs_and_names_its_baselines():
    alone = {name: value for name, value in os.environ.items() if name != "PYSENSMCDA_PYTHON"} | {"PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, SCRIPT, "smoke"], capture_output=True, text=True, encoding="utf-8", check=False, env=alone)
    assert done.returncode == 0, done.stderr
    for baseline in BASELINES:
        assert re.search(rf"\n  baseline {baseline}", done.stdout), baseline
    assert re.search(r"1000 draws|100 draws", done.stdout)
    assert "1 thread / 2 threads" in done.stdout
