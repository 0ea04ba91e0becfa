"""How often intervals of ranks hold the true rank: fixed worlds, observed again and again, each time with scenarios of its own.

Three forms of world: scores that err alike, scores of which some err three times as much as others, and metric TOPSIS of 12 indicators whose
scores err and stop at 0 and 1. In each the standard error of a score is 0.25, 0.5 and 1 of the spread of the true scores. Seeds are fixed.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from iecscore.robustness.rank_intervals import find_intervals
from iecscore.robustness.rank_sets import RankSets, find_rank_sets
from iecscore.scoring import measure_topsis, rank_scores

UNITS, INDICATORS, DRAWS, TIMES, LEVEL = 160, 12, 500, 100, 0.9
RATIOS = (0.25, 0.5, 1.0)
Draw = Callable[[np.random.Generator, np.ndarray, int], np.ndarray]


@dataclass(frozen=True)
class World:
    """What is true, how data err about what is put in (draws, ...), and the scores of data."""

    true: np.ndarray
    err: Draw
    score: Callable[[np.ndarray], np.ndarray]


def make_plain(ratio: float, *, alike: bool) -> World:
    """Normal scores whose errors are alike, or run from a half to one and a half of the ratio."""
    rng = np.random.default_rng(20)
    true = rng.normal(size=UNITS)
    error = ratio * true.std() * (np.ones(UNITS) if alike else rng.permutation(np.linspace(0.5, 1.5, UNITS)))
    return World(true, lambda chance, at, times: at + error * chance.normal(size=(times, UNITS)), lambda data: data)


def make_topsis(ratio: float) -> World:
    """Scores of indicators between 0.2 and 0.8 that share a common part; errors of cells such that closeness errs by the ratio."""
    rng = np.random.default_rng(21)
    true = np.clip(0.5 + 0.12 * rng.normal(size=(UNITS, 1)) + 0.12 * rng.normal(size=(UNITS, INDICATORS)), 0.2, 0.8)

    def score(data: np.ndarray) -> np.ndarray:
        rows = data.reshape(-1, INDICATORS)
        return measure_topsis(rows, np.full(rows.shape, 1 / INDICATORS)).score.reshape(data.shape[:-1])

    def erring(size: float) -> Draw:
        return lambda chance, at, times: np.clip(at + size * chance.normal(size=(times, UNITS, INDICATORS)), 0, 1)

    size = ratio * score(true).std() * np.sqrt(INDICATORS) / 100
    return World(true, erring(size), score)


def hold(low: np.ndarray, high: np.ndarray, true: np.ndarray) -> tuple[np.ndarray, float]:
    """Which units' true rank is held, and the mean width."""
    return (low <= true) & (true <= high), float((high - low + 1).mean())


def observe(world: World, times: int) -> dict[str, tuple[np.ndarray, list[float]]]:
    """For the interval, the set and the joint set: whether the true rank is held (times, units), and the widths."""
    true = rank_scores(world.score(world.true))
    held: dict[str, list[np.ndarray]] = {"interval": [], "set": [], "joint set": []}
    widths: dict[str, list[float]] = {name: [] for name in held}
    for time in range(times):
        chance = np.random.default_rng((22, time))
        data = world.err(chance, world.true, 1)[0]
        draws = world.score(world.err(chance, data, DRAWS))
        found = {"interval": count_interval(draws), **find_sets(world.score(data), draws)}
        for name, (low, high) in found.items():
            holds, width = hold(low, high, true)
            held[name].append(holds)
            widths[name].append(width)
    return {name: (np.array(held[name]), widths[name]) for name in held}


def count_interval(draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The central interval of the ranks of the scenarios."""
    ranks = np.array([rank_scores(row) for row in draws])
    counts = np.array([np.bincount(column, minlength=UNITS + 1) for column in ranks.T])
    found = find_intervals(counts, LEVEL)
    return found.low, found.high


def find_sets(scores: np.ndarray, draws: np.ndarray) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """The confidence sets unit by unit, and of all units at once."""
    found: dict[str, RankSets] = {
        name: find_rank_sets(scores, draws, LEVEL, jointly=jointly) for name, jointly in (("set", False), ("joint set", True))
    }
    return {name: (sets.best, sets.worst) for name, sets in found.items()}


def main(times: int) -> None:
    """Print the table."""
    print(f"{UNITS} units, {DRAWS} scenarios, {times} observations of each world, level {LEVEL:.0%}.")
    print("Share of true ranks held (of the unit held least; share of observations that hold all at once), and mean number of ranks.")
    print("\n| World | Error to spread | Scenario interval | Ranks | Rank confidence set | Ranks | Joint set | Ranks |")
    print("|---|---|---|---|---|---|---|---|")
    forms = {
        "errors alike": lambda r: make_plain(r, alike=True),
        "errors unlike": lambda r: make_plain(r, alike=False),
        "TOPSIS, cells err": make_topsis,
    }
    for form, make in forms.items():
        for ratio in RATIOS:
            cells = []
            for held, widths in observe(make(ratio), times).values():
                cells.append(f"{held.mean():.2%} ({held.mean(axis=0).min():.0%}; {held.all(axis=1).mean():.0%}) | {np.mean(widths):.1f}")
            print(f"| {form} | {ratio} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES)
