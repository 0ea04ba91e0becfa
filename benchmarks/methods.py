"""Measure methods against named baselines, in one run on one thread: CRITIC and PROMETHEE II against pymcdm, DEA against a loop of programmes."""

import os
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

import numpy as np
from pymcdm.methods import PROMETHEE_II
from pymcdm.weights import critic_weights

from efficiency import measure_efficiency
from iecscore.scoring.mcdm import score_promethee
from iecscore.weights.objective import weigh_by_conflict

Run = Callable[[], np.ndarray]
PYMCDM = f"pymcdm {version('pymcdm')}"
INDIFFERENT, PREFERRED = 0.1, 0.4
THEIR_NAMES = {"usual": "usual", "linear": "vshape_2"}


def clock(runs: dict[str, Run], times: int) -> dict[str, float]:
    """Median seconds of each, one after the other in every round; all must give the same figures."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        found = []
        for name, run in runs.items():
            begin = time.perf_counter()
            found.append(run())
            seconds[name].append(time.perf_counter() - begin)
        for other in found[1:]:
            np.testing.assert_allclose(other, found[0], atol=1e-9)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def report(title: str, runs: dict[str, Run], times: int, aim: int) -> None:
    """Print each baseline's time and how many times as fast ours is, which stands last."""
    medians = clock(runs, times)
    *baselines, ours = medians
    print(f"{title}: {ours} {medians[ours] * 1000:.2f} ms (medians of {times}, one thread)")
    for name in baselines:
        told = f", aim {aim}" if name.startswith("pymcdm") else ""
        print(f"  baseline {name:<44}{medians[name] * 1000:9.1f} ms  ratio {medians[name] / medians[ours]:6.1f}{told}")


def measure_critic(rows: int, columns: int, times: int) -> None:
    """CRITIC weights, direction left aside as pymcdm leaves it."""
    matrix, types = np.random.default_rng(1).uniform(1, 2, (rows, columns)), np.ones(columns)
    runs: dict[str, Run] = {
        PYMCDM: lambda: critic_weights(matrix),
        "iecscore": lambda: weigh_by_conflict(matrix, types, directed=False).weights,
    }
    report(f"CRITIC, {rows} × {columns}", runs, times, 100)


def measure_promethee(preference: str, rows: int, columns: int, times: int) -> None:
    """Net flows; pymcdm is given what it needs afresh each time, since it can use its thresholds once only."""
    matrix, types, weights = np.random.default_rng(2).uniform(size=(rows, columns)), np.ones(columns), np.full(columns, 1 / columns)
    told = {"q": INDIFFERENT, "p": PREFERRED} if preference == "linear" else {}
    thresholds = {name: np.full(columns, value) for name, value in told.items()}
    runs: dict[str, Run] = {
        PYMCDM: lambda: PROMETHEE_II(THEIR_NAMES[preference], **thresholds)(matrix, weights, types),
        "loop over alternatives, whole rows inside": lambda: loop_over_alternatives(matrix, weights, preference),
        "iecscore": lambda: score_promethee(matrix, weights, types, preference=preference, **told).scores,
    }
    report(f"PROMETHEE II {preference}, {rows} × {columns}", runs, times, 30)


def loop_over_alternatives(matrix: np.ndarray, weights: np.ndarray, preference: str) -> np.ndarray:
    """Each alternative against all others at once: benefits only."""
    flows = np.empty(len(matrix))
    for number, row in enumerate(matrix):
        ahead, behind = (prefer(difference, preference) @ weights for difference in (row - matrix, matrix - row))
        flows[number] = (ahead - behind).sum() / (len(matrix) - 1)
    return flows


def prefer(difference: np.ndarray, preference: str) -> np.ndarray:
    """The preference for a difference in one criterion."""
    if preference == "usual":
        return (difference > 0).astype(np.float64)
    return ((difference - INDIFFERENT) / (PREFERRED - INDIFFERENT)).clip(0, 1)


def measure_pairs(rows: int, columns: int, times: int) -> None:
    """Net flows against the plain double loop over pairs, on few alternatives: it takes minutes on many."""
    matrix, weights = np.random.default_rng(3).uniform(size=(rows, columns)), np.full(columns, 1 / columns)
    runs: dict[str, Run] = {
        "plain loop over pairs": lambda: loop_over_pairs(matrix, weights),
        "iecscore": lambda: score_promethee(matrix, weights, np.ones(columns)).scores,
    }
    report(f"PROMETHEE II usual, {rows} × {columns}", runs, times, 0)


def loop_over_pairs(matrix: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """As a first program would have it: every pair by itself, benefits only."""
    flows = np.zeros(len(matrix))
    for i, one in enumerate(matrix):
        for j, other in enumerate(matrix):
            if i != j:
                flows[i] += ((one > other) @ weights - (other > one) @ weights) / (len(matrix) - 1)
    return flows


def main() -> None:
    """Measure; `smoke` does the least that shows the benchmark runs."""
    smoke = "smoke" in sys.argv[1:]
    times = 1 if smoke else 5
    measure_critic(*((50, 8) if smoke else (1000, 60)), 1 if smoke else 15)
    for preference in ("usual", "linear"):
        measure_promethee(preference, *((40, 5) if smoke else (2000, 40)), times)
    measure_pairs(*((20, 5) if smoke else (200, 40)), times)
    measure_efficiency(*((12, 2, 2) if smoke else (500, 3, 3)))


if __name__ == "__main__":
    main()
