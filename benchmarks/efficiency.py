"""Data envelopment analysis in batches against a plain loop over scipy.optimize.linprog, one dense programme a unit, on the same solver."""

import statistics
import time
from collections.abc import Callable

import numpy as np
from scipy.optimize import linprog

from iecscore.analysis.efficiency import Production, evaluate_efficiency, measure_radial


def draw_production(units: int, inputs: int, outputs: int, seed: int = 1) -> Production:
    """Units of very different size, a tenth to a quarter of them efficient."""
    rng = np.random.default_rng(seed)
    used = rng.lognormal(size=(units, inputs))
    made = used.prod(axis=1, keepdims=True) ** (1 / inputs) * rng.lognormal(sigma=0.3, size=(units, outputs)) * rng.uniform(0.5, 1, (units, 1))
    return Production(used, made)


def loop_plainly(production: Production, returns: str) -> np.ndarray:
    """Input efficiency as a first program would have it."""
    used, made = production.inputs, production.outputs
    (units, inputs), outputs = used.shape, made.shape[1]
    goal = np.r_[1, np.zeros(units)]
    sums = (np.r_[0, np.ones(units)][None], [1]) if returns == "variable" else (None, None)
    found = np.empty(units)
    for unit in range(units):
        upper = np.block([[-used[unit][:, None], used.T], [np.zeros((outputs, 1)), -made.T]])
        found[unit] = linprog(goal, upper, np.r_[np.zeros(inputs), -made[unit]], *sums, method="highs").fun
    return found


def clock(run: Callable[[], np.ndarray], times: int = 3) -> tuple[float, np.ndarray]:
    """Median seconds of some runs, and what they gave."""
    taken, found = [], np.empty(0)
    for _ in range(times):
        begin = time.perf_counter()
        found = run()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken), found


def measure_efficiency(units: int = 500, inputs: int = 3, outputs: int = 3) -> None:
    """Scores alone under both returns, then the whole result: both scores, scale, returns to scale, slacks, peers."""
    production = draw_production(units, inputs, outputs)
    print(f"{units} units, {inputs} inputs, {outputs} outputs")
    loops = 0.0
    for returns in ("constant", "variable"):
        loop, plain = clock(lambda returns=returns: loop_plainly(production, returns))
        batch, found = clock(lambda returns=returns: measure_radial(production, production, "input", returns))
        loops += loop
        gap = np.abs(plain - found).max()
        print(f"  {returns:8} returns: loop {loop:6.2f} s  batches {batch:6.2f} s  ratio {loop / batch:5.1f}  differ by {gap:.0e}")
    whole, _ = clock(lambda: evaluate_efficiency(production).efficiency)
    print(f"  whole result: {whole:6.2f} s, {loops / whole:.1f} times as fast as the two loops, which give neither slacks nor returns to scale")


if __name__ == "__main__":
    measure_efficiency()
