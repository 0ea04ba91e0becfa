"""All units' programmes solved exactly: over few peers at first, over more only where the prices ask for them."""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_array, diags_array

from iecscore.analysis.efficiency.batches import STRIP, Answer, Ints, Programmes, answer_over, batch_size, measure_columns
from iecscore.values import Floats

FEW_PEERS: Final = 64
ENTERS: Final = 1e-10
ALLOWANCES: Final = (0, 1e-10, 1e-8)


@dataclass(frozen=True, slots=True)
class Solved:
    """Least costs (units,), own variables (units, variables), and the peers' weights, sparse (units, peers); NaN and no peers where infeasible."""

    value: Floats
    own: Floats
    weights: Any


@dataclass(frozen=True, slots=True)
class Projection:
    """Scores (units,), slacks or distances (units, factors) in the data's units, weights of the peers that make the target (units, peers)."""

    score: Floats
    slacks: Floats
    weights: Any


def solve(programmes: Programmes) -> Solved:
    """Solve every unit's programme over all peers of the technology, by column generation (dantzig1960).

    A peer enters the pool when the row prices of some unit say that it would lower the cost, and later batches begin with it; a unit is done
    when none would, which proves its solution best over all peers. What has no solution over the pool is tried over all peers.
    """
    everybody = np.arange(programmes.technology.shape[1])
    pool = everybody if len(everybody) <= FEW_PEERS else programmes.first
    keeper = _Keeper(programmes)
    waiting = np.arange(len(programmes.cost))
    while waiting.size:
        units, waiting = np.split(waiting, [batch_size(programmes, pool)])
        answer = answer_over(programmes, units, pool)
        keeper.keep(units, answer)
        again, pool = _enlarge(programmes, units, pool, answer.prices)
        waiting = np.concatenate([waiting, again])
    lost = np.flatnonzero(np.isnan(keeper.own[:, 0]))
    if lost.size and len(pool) < len(everybody):
        keeper.keep(lost, answer_over(programmes, lost, everybody))
    return keeper.give()


class _Keeper:
    """The latest answer of every unit."""

    def __init__(self, programmes: Programmes) -> None:
        self.programmes = programmes
        self.own = np.full(programmes.cost.shape, np.nan)
        self.used: list[tuple[Ints, Floats]] = [(np.zeros(0, dtype=np.int64), np.zeros(0))] * len(self.own)

    def keep(self, units: Ints, answer: Answer) -> None:
        self.own[units] = answer.own
        for unit, peers, weights in zip(units.tolist(), answer.peers, answer.weights, strict=True):
            self.used[unit] = (peers[weights > 0], weights[weights > 0])

    def give(self) -> Solved:
        rows = np.repeat(np.arange(len(self.used)), [len(peers) for peers, _ in self.used])
        peers, weights = (np.concatenate(column) for column in zip(*self.used, strict=True))
        shape = (len(self.used), self.programmes.technology.shape[1])
        return Solved((self.programmes.cost * self.own).sum(axis=1), self.own, csr_array((weights, (rows, peers)), shape=shape))


def _enlarge(programmes: Programmes, units: Ints, pool: Ints, prices: Floats) -> tuple[Ints, Ints]:
    """Who must be solved again, and over which peers."""
    if len(pool) == programmes.technology.shape[1]:
        return units[:0], pool
    entrants = _find_entrants(programmes, units, prices)
    fresh = np.setdiff1d(entrants[entrants >= 0], pool)
    return units[np.isin(entrants, fresh)], np.union1d(pool, fresh)


def _find_entrants(programmes: Programmes, units: Ints, prices: Floats) -> Ints:
    """For each unit the peer that would lower its cost most, in the size the unit's rows give it; -1 where none would."""
    strips = np.array_split(np.arange(len(units)), -(-len(units) // STRIP))
    return np.concatenate([_find_in_strip(programmes, units[strip], prices[strip]) for strip in strips])


def _find_in_strip(programmes: Programmes, units: Ints, prices: Floats) -> Ints:
    steep = 1 / programmes.scale[units]
    sizes = measure_columns(np.outer(steep[:, row], column) for row, column in enumerate(programmes.technology))
    gain = (prices * steep) @ programmes.technology / sizes
    if programmes.barred:
        gain[np.arange(len(units)), programmes.itself[units]] = 0
    best = gain.argmax(axis=1)
    return np.where(gain[np.arange(len(units)), best] > ENTERS, best, -1)


def refine(programmes: Programmes, solved: Solved, worth: Floats) -> Solved:
    """Second phase: among the solutions of least cost the one whose own variables are worth most, `worth` (units, variables).

    The least cost is held exactly, where rounding allows it, else to 1e-10, else to 1e-8; failing that the first solution stays.
    """
    own, weights = solved.own.copy(), solved.weights
    waiting = np.flatnonzero(~np.isnan(solved.value))
    for allowance in ALLOWANCES:
        if waiting.size:
            held = _hold(narrow(programmes, waiting), solved.value[waiting], allowance, worth[waiting], np.unique(weights.indices))
            second = solve(held)
            sound = ~np.isnan(second.value)
            own[waiting[sound]] = second.own[sound]
            weights = put_rows(weights, waiting[sound], place_rows(second.weights[sound], waiting[sound], len(own)))
            waiting = waiting[~sound]
    return Solved(solved.value, own, weights)


def put_rows(weights: Any, units: Ints, rows: Any) -> Any:  # noqa: ANN401 - sparse arrays
    """A sparse matrix with the rows of some units taken from another of the same shape."""
    kept = np.ones(weights.shape[0])
    kept[units] = 0
    put = (diags_array(kept) @ weights + rows).tocsr()
    put.eliminate_zeros()
    put.sort_indices()
    return put


def place_rows(weights: Any, units: Ints, count: int) -> Any:  # noqa: ANN401 - sparse arrays
    """The rows of a sparse matrix as those of some units among all; the others have none."""
    laid = weights.tocoo()
    return csr_array((laid.data, (units[laid.row], laid.col)), shape=(count, weights.shape[1]))


def _hold(programmes: Programmes, least: Floats, allowance: float, worth: Floats, first: Ints) -> Programmes:
    """The programmes with their cost held at its least by one more row, and the worth to be made most."""
    technology, ones = programmes.technology, np.ones((len(least), 1))
    return replace(
        programmes,
        technology=np.concatenate([technology, np.zeros((1, technology.shape[1]))]),
        scale=np.concatenate([programmes.scale, ones], axis=1),
        own=np.concatenate([programmes.own, programmes.cost[:, None, :]], axis=1),
        right=np.concatenate([programmes.right, (least + allowance * np.abs(least))[:, None]], axis=1),
        cost=-worth / np.maximum(worth.max(axis=1, keepdims=True), np.finfo(float).tiny),
        first=first,
    )


def narrow(programmes: Programmes, units: Ints) -> Programmes:
    """The programmes of some of the units."""
    return replace(
        programmes,
        scale=programmes.scale[units],
        own=programmes.own[units],
        right=programmes.right[units],
        cost=programmes.cost[units],
        itself=programmes.itself[units],
    )
