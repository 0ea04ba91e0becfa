"""Measure against named baselines, in one run: importing and evaluating a folder of workbooks, and the start of the command."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ISOLATED = {**os.environ, "OMP_NUM_THREADS": "1", "IECSCORE_LANG": "en"}
IECSCORE = [sys.executable, "-m", "iecscore"]
OPENPYXL = """
import sys, openpyxl
for path in sys.argv[1:]:
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows(values_only=True):
            pass
"""
WATCHED = """
import json, resource, subprocess, sys, time
begin = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
print(json.dumps([time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, code]))
"""


@dataclass(frozen=True)
class Run:
    """Seconds of a process, and the peak memory of the largest single process of it."""

    seconds: float
    megabytes: float


def run(command: list[str], folder: Path) -> Run:
    """Run a command once and watch it."""
    done = subprocess.run([sys.executable, "-c", WATCHED, *command], cwd=folder, env=ISOLATED, check=True, capture_output=True, text=True)
    seconds, megabytes, code = json.loads(done.stdout)
    if code:
        raise SystemExit(f"{' '.join(command[:6])} ended with {code}: {done.stderr[-2000:]}")
    return Run(seconds, megabytes)


def report(name: str, found: Run, baseline: Run) -> None:
    """Print one line: seconds, peak, ratio."""
    print(f"  {name:<42}{found.seconds:7.2f} s  peak {found.megabytes:6.0f} MB  ratio {found.seconds / baseline.seconds:.2f}")


def measure_import(workbooks: int) -> None:
    """Import a folder of workbooks and evaluate, against loading the same files with openpyxl alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        written = [*IECSCORE, "demo", "bench", "--write-only", "--parts", "--workbooks", str(workbooks)]
        subprocess.run(written, cwd=folder, env=ISOLATED, check=True, capture_output=True)
        files = sorted(str(path) for path in (folder / "bench" / "inbox").rglob("*.xlsx"))
        size = sum(Path(path).stat().st_size for path in files) / 1e6
        baseline = run([sys.executable, "-c", OPENPYXL, *files], folder)
        imported = run([*IECSCORE, "--workspace", "bench", "import", *files], folder)
        evaluated = run([*IECSCORE, "--workspace", "bench", "evaluate", "--round", "2025", "--level", "community"], folder)
    print(f"{len(files)} workbooks, {size:.1f} MB")
    report("baseline: openpyxl load and iterate", baseline, baseline)
    report("import: read, check, store", imported, baseline)
    report("evaluate and write the result workbook", evaluated, baseline)
    report("both", Run(imported.seconds + evaluated.seconds, max(imported.megabytes, evaluated.megabytes)), baseline)


def measure_start(times: int) -> None:
    """Start the command, against importing click."""
    told = [sys.executable, "-c", "import click"], [*IECSCORE, "--version"]
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for index, command in enumerate(told):
            begin = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=ISOLATED)
            seconds[index].append(time.perf_counter() - begin)
    click, start = (statistics.median(values) for values in seconds)
    print(f"iecscore --version {start * 1000:.0f} ms, python -c 'import click' {click * 1000:.0f} ms, ratio {start / click:.2f} (medians of {times})")


def main() -> None:
    """Measure; `smoke` does the least that shows the benchmark runs."""
    smoke = "smoke" in sys.argv[1:]
    measure_start(3 if smoke else 15)
    measure_import(4 if smoke else 100)


if __name__ == "__main__":
    main()
