"""Measure scenarios against named baselines, in one run on one thread.

Baselines: pymcdm's loops, pysensmcda's simulation, bare matrix products, drawing alone, COINr's stored figure, the chain run scenario by scenario,
single scores of methods that compare, matrix products with sorting. pysensmcda asks for other versions of what it stands on than the checkers here:
it is run by the interpreter that the variable PYSENSMCDA_PYTHON names, and left at its stored figure without one.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests"))
os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")

import numpy as np
from pymcdm.methods import TOPSIS

from composite.index_files import tell_unit, write_index
from iecscore.matrix import run_chain
from iecscore.pipeline import evaluate
from iecscore.robustness.counting import Asked
from iecscore.robustness.data_sources import ReportedValues, lay_scales, measure_error
from iecscore.robustness.field import BLOCK, CHUNK, Field
from iecscore.robustness.ground import Ground, lay_field, name_scorer, stand_on
from iecscore.robustness.points import Cells, Layout
from iecscore.robustness.rerunning import RerunChain
from iecscore.robustness.running import Plan, change_data, run_plan, score_scenarios, work_batch
from iecscore.robustness.setting_against import ByMethod
from iecscore.robustness.sources import FixedWeights
from iecscore.robustness.weight_sources import FlatWeights
from iecscore.scoring import rank_scores
from iecscore.system import load_system
from iecscore.system.indicators import Goalposts
from iecscore.values import Options

PYMCDM = f"pymcdm {version('pymcdm')}"
FEW = 200
TIERS = (80.0, 65.0, 50.0, 35.0)
COINR = 0.12
PYSENSMCDA = 3.83
GAPS = 0.026
RANKS, CENTRAL = Asked(duels=False, firsts=False), Asked(duels=False)
PEER = """
import sys, time
import numpy as np
from pymcdm.methods import TOPSIS
from pysensmcda.smaa import simulate
rng, (units, leaves, draws) = np.random.default_rng(1), map(int, sys.argv[1:])
matrix, weights = rng.random((units, leaves)), rng.dirichlet(np.ones(leaves), draws)
begin = time.process_time()
found = simulate(TOPSIS(), matrix, np.ones(leaves), weights, store="accumulate")
found.rank_acceptability()
print(time.process_time() - begin)
"""


@dataclass(frozen=True)
class Listed:
    """Weights drawn beforehand, so that drawing is no part of what is measured; beyond their end the last stands again."""

    rows: np.ndarray

    def draw(self, first: int, last: int) -> np.ndarray:
        """Look them up."""
        there = self.rows[first:last]
        return there if len(there) == last - first else np.vstack([there, np.repeat(self.rows[-1:], last - first - len(there), axis=0)])


def clock(work: Callable[[], object], times: int) -> float:
    """The least processor seconds of several runs: what others do on the machine counts as little as it can."""
    seconds = []
    for _ in range(times):
        begin = time.process_time()
        work()
        seconds.append(time.process_time() - begin)
    return min(seconds)


def tell(name: str, seconds: float, ours: float | None = None, aim: str = "") -> None:
    """Print one line: milliseconds, and how many times ours they are."""
    ratio = "" if ours is None else f"  ratio {seconds / ours:8.1f}{aim and f', aim {aim}'}"
    print(f"  {name:<76}{seconds * 1000:11.3f} ms{ratio}")


def draw_case(units: int, leaves: int, draws: int) -> tuple[Field, np.ndarray]:
    """A field without gaps and weights uniform on the simplex."""
    rng = np.random.default_rng(1)
    field = Field(rng.random((units, leaves)), np.zeros(units), np.arange(leaves) // 4, tiers=TIERS)
    return field, rng.dirichlet(np.ones(leaves), draws)


def measure_weights(units: int, leaves: int, draws: int, times: int) -> None:
    """Fixed data, weights that vary: scores, then scores with ranks and acceptability."""
    field, weights = draw_case(units, leaves, draws)
    plan = Plan(field, Listed(weights), asked=RANKS)
    rows = np.vstack([field.scores, np.ones(leaves), np.zeros(leaves)])
    method, types = TOPSIS(lambda column, cost=False: column), np.ones(leaves)  # noqa: ARG005 - their signature
    few, scale = np.sqrt(weights[:FEW]), draws / min(FEW, draws)
    theirs = np.array([method(rows, row, types, validation=False)[:units] for row in few])
    np.testing.assert_allclose(score_scenarios(plan, 0, len(few))[0] / 100, theirs, rtol=0, atol=1e-12)
    squares, out = np.hstack([field.scores.T**2, (1 - field.scores.T) ** 2]), np.empty((draws, 2 * units))
    usual = TOPSIS()
    default = scale * clock(lambda: [usual(field.scores, row, types) for row in weights[:FEW]], times)
    quiet = scale * clock(lambda: [usual(field.scores, row, types, validation=False) for row in weights[:FEW]], times)
    bare = clock(lambda: np.matmul(weights, squares, out=out), times)
    scores = clock(lambda: score_scenarios(plan, 0, draws), times)
    ranks = clock(lambda: work_batch(plan, 0, draws), times)
    central = clock(lambda: work_batch(Plan(field, Listed(weights), asked=CENTRAL), 0, draws), times)
    whole = clock(lambda: work_batch(Plan(field, Listed(weights)), 0, draws), times)
    print(f"TOPSIS, {draws} weight draws on {units} × {leaves}; {PYMCDM} from {len(few)} draws, scaled up; it agrees to 1e-12")
    tell("scores", scores)
    tell(f"baseline {PYMCDM}, default loop", default, scores, "500")
    tell(f"baseline {PYMCDM}, validation=False loop", quiet, scores, "100")
    tell(f"baseline bare matrix products, {draws}×{leaves} by {leaves}×{2 * units}", bare)
    print(f"  scores are {scores / bare:.2f} times these products, aim 2.5")
    tell("scores, ranks, tiers, acceptability", ranks)
    tell(f"baseline {PYMCDM}, validation=False loop, scores alone", quiet, ranks, "50")
    tell("the same with central weights", central)
    peer, told = watch_peer(units, leaves, draws)
    tell(f"baseline {told}: acceptability and central weights", peer, central, "40")
    tell("the same with central weights and all pairs of units", whole)


def watch_peer(units: int, leaves: int, draws: int) -> tuple[float, str]:
    """Seconds of pysensmcda for as many draws, from a tenth of them, in an interpreter that has it; its stored figure where none is named."""
    python = os.environ.get("PYSENSMCDA_PYTHON", "")
    if not python:
        return PYSENSMCDA, "pysensmcda 2.0.0 (stored: 10000 draws, 200 × 40)"
    told = [python, "-c", PEER, *map(str, (units, leaves, draws // 10))]
    return 10 * float(subprocess.run(told, check=True, capture_output=True, text=True).stdout), "pysensmcda"


def measure_rivals(units: int, leaves: int, draws: int, times: int) -> None:
    """Methods that set units against each other, many scenarios at once against one by one."""
    field, weights = draw_case(units, leaves, draws)
    print(f"Methods that compare, {draws} weight draws on {units} × {leaves}; one by one from {min(FEW, draws)} draws, scaled up")
    for method in ("topsis-vector", "vikor", "promethee"):
        own = replace(field, method=method)
        single, plan, few = ByMethod(own), Plan(own, Listed(weights), asked=RANKS), weights[:FEW]
        alone = clock(lambda single=single, few=few: [single(field.scores, row) for row in few], 1) * draws / len(few)
        tell(f"{method}: scores", ours := clock(lambda plan=plan: score_scenarios(plan, 0, draws), min(times, 3)))
        tell("baseline the same scores, scenario by scenario", alone, ours)


def vary_data(field: Field, seed: int = 3) -> Plan:
    """Every cell reported within 5 % and scored anew, every weight free, in every scenario."""
    layout = Layout(seed, (("weights", field.leaves),))
    values = field.scores.T * 100
    scales = lay_scales([[Goalposts(zero=0, full=100)] * field.units] * field.leaves)
    cells = layout.cells("errors")
    source = ReportedValues(np.arange(field.leaves), values, measure_error(values, 0.05), np.zeros(field.leaves), scales, cells)
    return Plan(field, FlatWeights(layout.points("weights")), (source,), RANKS)


def measure_data(units: int, leaves: int, draws: int, times: int) -> None:
    """Data that vary in every scenario, against drawing the same normals and doing nothing with them."""
    field, _ = draw_case(units, leaves, 1)
    plan = vary_data(field)
    streams = plan.data[0].cells

    def draw_alone() -> None:
        for first in range(0, draws, BLOCK):
            streams.block(first).standard_normal((BLOCK, leaves, units))

    alone = clock(draw_alone, times)
    ours = clock(lambda: work_batch(plan, 0, draws), times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"Data design, {draws} scenarios on {units} × {leaves}, every cell drawn, scored, ranked; peak of the process so far {peak:.0f} MB")
    tell("data drawn, scored on goalposts, joined, ranked, counted", ours)
    tell("baseline drawing the same normals alone", alone)
    print(f"  time {ours / alone:.2f} times drawing alone, aim 3")


def draw_index(units: int, leaves: int) -> Ground:
    """An index of the size of ASEM: two groups, gaps here and there, every third indicator skewed, COINr's conventions for a chain."""
    rng, codes = np.random.default_rng(1), [f"I{place:02d}" for place in range(leaves)]
    values = rng.lognormal(3, np.where(np.arange(leaves) % 3, 0.3, 1.5), (units, leaves))
    values[rng.random(values.shape) < GAPS] = np.nan
    parts = {f"P{number}": codes[number::8] for number in range(8)}
    tree = {name: {part: parts[part] for part in list(parts)[side::2]} for side, name in enumerate(("first", "second"))}
    chain = [
        {"impute": {"method": "group-mean", "groups": "side"}},
        {"screen": {"available": 0.5}},
        {"treat": {"second": "log-ct", "most": 5}},
        {"normalise": {"method": "min-max", "ends": [0, 100]}},
        {"aggregate": {"method": "arithmetic"}},
    ]
    with tempfile.TemporaryDirectory() as folder:
        indicators = {code: ("benefit" if place % 4 else "cost", None) for place, code in enumerate(codes)}
        drawn = write_index(Path(folder) / "drawn", units="place", groups=("side",), indicators=indicators, tree=tree, chain=chain)
        system = load_system(drawn).result
    rows = tuple(
        tell_unit(2025, f"u{number}", {"side": "ab"[number % 2], **{code.lower(): None if np.isnan(cell) else float(cell) for code, cell in told}})
        for number, told in enumerate(list(zip(codes, row, strict=True)) for row in values)
    )
    return stand_on(system, evaluate(system, Options("place", "2025"), rows, None, None, (), "1"))


def run_one_by_one(ground: Ground, values: np.ndarray) -> Iterator[np.ndarray]:
    """Scores of scenarios, each through the chain and up the tree by itself."""
    level, scorer = ground.system.levels[ground.options.level], name_scorer(ground)
    for own in values:
        chained = run_chain(ground.system, level, replace(ground.raw, values=own), ground.units, 2025)
        yield scorer(chained.scores.values * ground.full, ground.overall)


def measure_rerun(units: int, leaves: int, draws: int, times: int) -> None:
    """A full re-run, from values to ranks, and one of weights alone, against the stored figure of COINr and against runs one by one."""
    ground = draw_index(units, leaves)
    filled = np.where(np.isnan(ground.raw.values), np.nanmean(ground.raw.values, axis=0), ground.raw.values)
    error, cells = measure_error(filled, 0.05), Cells(1, "errors")
    source = RerunChain(replace(ground, raw=replace(ground.raw, values=filled)), error, cells)
    plan = Plan(lay_field(ground), FixedWeights(ground.overall), (source,), RANKS, name_scorer(ground))
    values = filled + error * cells.normal(0, BLOCK, *error.shape)
    np.testing.assert_allclose(score_scenarios(plan, 0, BLOCK)[0], list(run_one_by_one(source.ground, values)), rtol=1e-12)
    gapped = replace(plan, data=(RerunChain(ground, np.nan_to_num(measure_error(ground.raw.values, 0.05)), cells),))
    alone = clock(lambda: [rank_scores(row) for row in run_one_by_one(source.ground, values)], times) / BLOCK
    ours = clock(lambda: work_batch(gapped, 0, draws), times) / draws
    chained = clock(lambda: [change_data(gapped, first) for first in range(0, draws, BLOCK)], times) / draws
    free = replace(plan, data=(), weights=FlatWeights(Layout(1, (("weights", leaves),)).points("weights")))
    weights = clock(lambda: work_batch(free, 0, draws), times) / draws
    print(f"Re-runs of an index of {units} × {leaves}: gaps filled, outliers treated, normalised, joined up a tree of 8 parts, ranked; a scenario")
    tell("full re-run, values to ranks", ours)
    tell(f"baseline COINr, {COINR} s a run (a stored figure, of another machine)", COINR, ours, "500")
    tell("baseline the same chain run for one scenario at a time, no gaps", alone, ours)
    tell("of it: values drawn and put through the chain to normalised scores", chained)
    tell("re-run of weights alone, on normalised scores worked once", weights)
    tell("baseline the full re-run", ours, weights)


def measure_nation(units: int, leaves: int, draws: int, workers: int) -> dict[str, float]:
    """A whole country in a process of its own, after one chunk to warm up: processor and wall seconds, its floor, peak memory."""
    field, weights = draw_case(units, leaves, draws)
    plan = Plan(field, Listed(weights))
    squares, out = np.hstack([field.scores.T**2, (1 - field.scores.T) ** 2]), np.empty((CHUNK, 2 * units))

    def work_floor(sort: Callable[[np.ndarray], object]) -> None:
        for first in range(0, draws - CHUNK + 1, CHUNK):
            np.matmul(weights[first : first + CHUNK], squares, out=out)
            sort(out[:, :units])

    scale = draws / (draws // CHUNK * CHUNK)
    work_batch(plan, 0, CHUNK)
    floor = scale * clock(lambda: work_floor(lambda scores: scores.sort(axis=1)), 2)
    places = scale * clock(lambda: work_floor(lambda scores: scores.argsort(axis=1)), 1)

    def work_whole() -> tuple[float, float]:
        begin, spent = time.perf_counter(), time.process_time()
        with ThreadPoolExecutor(workers) as executor:
            tally = run_plan(plan, draws, executor)
        if int(tally.ranks.sum()) != units * draws:
            raise SystemExit("not every unit has a rank in every scenario")
        return time.process_time() - spent, time.perf_counter() - begin

    spent, wall = min(work_whole() for _ in range(2))
    return {"floor": floor, "places": places, "spent": spent, "wall": wall, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def watch_nation(units: int, leaves: int, draws: int, workers: int) -> dict[str, float]:
    """The same in a process that starts with nothing in memory."""
    told = [sys.executable, __file__, "nation", *map(str, (units, leaves, draws, workers))]
    return json.loads(subprocess.run(told, check=True, capture_output=True, text=True).stdout)


def report_nation(units: int, leaves: int, draws: int) -> None:
    """Print time, the lesser of two runs, as a ratio to its floor, and the peak."""
    for workers in (1, 2):
        found = watch_nation(units, leaves, draws, workers)
        size = f"{units} × {leaves} × {draws}, {workers} thread(s)"
        print(f"National size, {size}: {found['spent']:.1f} s of processor, {found['wall']:.1f} s by the clock")
        print(f"  baseline matrix products and sorting alone {found['floor']:.1f} s  ratio {found['spent'] / found['floor']:.2f}, aim 3")
        print(f"  baseline the same with argsort, since ranks need places {found['places']:.1f} s  ratio {found['spent'] / found['places']:.2f}")
        print(f"  peak {found['megabytes']:.0f} MB, aim 4096")


def report_growth(sizes: tuple[int, ...], leaves: int) -> None:
    """Seconds by the clock over units and draws, on 1 and 2 threads."""
    print(f"Growth, {leaves} leaves: seconds by the clock, ranks and acceptability, 1 thread / 2 threads")
    print(f"  {'units':>8}" + "".join(f"{draws:>11} draws" for draws in sizes))
    for units in sizes:
        field, weights = draw_case(units, leaves, max(sizes))
        plan = Plan(field, Listed(weights), asked=RANKS)
        told = []
        for draws in sizes:
            taken = []
            for workers in (1, 2):
                begin = time.perf_counter()
                with ThreadPoolExecutor(workers) as executor:
                    run_plan(plan, draws, executor)
                taken.append(time.perf_counter() - begin)
            told.append(f"{taken[0]:8.3f} /{taken[1]:7.3f}")
        print(f"  {units:>8}" + "".join(told))


def main() -> None:
    """Measure; `smoke` does the least that shows the benchmark runs."""
    if sys.argv[1:2] == ["nation"]:
        print(json.dumps(measure_nation(*map(int, sys.argv[2:]))))
        return
    smoke = "smoke" in sys.argv[1:]
    times = 1 if smoke else 7
    print("Processor time, the least of several runs, one thread, unless said otherwise; ratios are to the line of ours above them")
    measure_weights(*((20, 8, 512) if smoke else (200, 40, 10_000)), times)
    measure_rivals(*((20, 8, 512) if smoke else (200, 40, 10_000)), times)
    measure_data(*((20, 8, 512) if smoke else (200, 40, 10_000)), 1 if smoke else 3)
    measure_rerun(*((12, 9, 256) if smoke else (51, 49, 2560)), times)
    report_nation(*((100, 8, 512) if smoke else (8500, 45, 10_000)))
    report_growth((10, 100) if smoke else (100, 1_000, 10_000), 8 if smoke else 40)


if __name__ == "__main__":
    main()
