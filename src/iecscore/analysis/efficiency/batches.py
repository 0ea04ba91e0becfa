"""A batch of small linear programmes as one sparse programme on HiGHS: a block a unit, nothing shared between blocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csc_array

from iecscore.values import Floats

Ints: TypeAlias = NDArray[np.int64]
COLUMNS_A_BATCH: Final = 6000
UNITS_A_BATCH: Final = 100
STRIP: Final = 256
NEGLIGIBLE: Final = 1e-10
BELOW: Final = -1e-12
EXACT: Final = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}


@dataclass(frozen=True, slots=True)
class Programmes:
    """One programme a unit: least `cost @ z` over z, w >= 0 with `technology @ w / scale + own @ z = right`.

    technology (rows, peers); scale, right (units, rows), scale above 0; own (units, rows, variables); cost (units, variables).
    `itself` (units,) is the unit's own column of the technology, -1 where it has none; `barred` keeps the unit from using it.
    `first` are the peers to begin with.
    """

    technology: Floats
    scale: Floats
    own: Floats
    right: Floats
    cost: Floats
    itself: Ints
    barred: bool
    first: Ints


@dataclass(frozen=True, slots=True)
class Answer:
    """What units got out of some peers: own variables (units, variables), peers and weights (units, columns), row prices (units, rows).

    NaN throughout where a unit's programme has no solution.
    """

    own: Floats
    peers: Ints
    weights: Floats
    prices: Floats


def batch_size(programmes: Programmes, pool: Ints) -> int:
    """How many units make a batch that the solver does fastest."""
    columns = len(pool) + int(programmes.cost.shape[1])
    return max(1, min(UNITS_A_BATCH, COLUMNS_A_BATCH // columns))


def answer_over(programmes: Programmes, units: Ints, pool: Ints) -> Answer:
    """Solve the programmes of some units over a pool of peers, and each unit's own column unless barred."""
    size = batch_size(programmes, pool)
    parts = [_answer_batch(programmes, units[start : start + size], pool) for start in range(0, len(units), size)]
    return _join(parts)


def _answer_batch(programmes: Programmes, units: Ints, pool: Ints) -> Answer:
    peers = _list_peers(programmes, units, pool)
    blocks = np.moveaxis(programmes.technology[:, peers], 0, 1) / programmes.scale[units][:, :, None]
    if programmes.barred:
        blocks *= (peers != programmes.itself[units][:, None])[:, None, :]
    sizes = measure_columns(np.moveaxis(blocks, 1, 0))
    matrix = np.concatenate([blocks / sizes[:, None, :], programmes.own[units]], axis=2)
    costs = np.concatenate([np.zeros(peers.shape), programmes.cost[units]], axis=1)
    found = _run(costs, matrix, programmes.right[units])
    if found.status:
        return _answer_apart(programmes, units, pool, peers)
    values = found.x.reshape(costs.shape)
    weights = values[:, : peers.shape[1]] / sizes
    kept = weights * blocks.max(axis=1) > NEGLIGIBLE
    answer = Answer(values[:, peers.shape[1] :], peers, weights * kept, found.eqlin.marginals.reshape(len(units), -1))
    if len(units) > 1:
        _sharpen(programmes, units, pool, answer, np.flatnonzero(values.min(axis=1) < BELOW))
    return answer


def _run(costs: Floats, matrix: Floats, right: Floats) -> Any:  # noqa: ANN401 - as scipy has it
    """Solve; a unit alone that has no solution, or one with a variable below 0, is tried once more with presolve."""
    found = _ask_solver(costs, matrix, right, presolve=False)
    if len(costs) > 1 or (not found.status and found.x.min() >= BELOW):
        return found
    again = _ask_solver(costs, matrix, right, presolve=True)
    return found if again.status else again


def _ask_solver(costs: Floats, matrix: Floats, right: Floats, *, presolve: bool) -> Any:  # noqa: ANN401
    options: Any = EXACT | {"presolve": presolve}
    return linprog(costs.ravel(), A_eq=_lay_diagonally(matrix), b_eq=right.ravel(), method="highs-ds", options=options)


def _sharpen(programmes: Programmes, units: Ints, pool: Ints, answer: Answer, places: Ints) -> None:
    """Solve alone those that the batch left with a variable below 0, as far as the solver's tolerance lets it."""
    for place in places.tolist():
        alone = _answer_batch(programmes, units[[place]], pool)
        if not np.isnan(alone.own[0, 0]):
            answer.own[place], answer.weights[place], answer.prices[place] = alone.own[0], alone.weights[0], alone.prices[0]


def measure_columns(rows: Iterable[Floats]) -> Floats:
    """The middle, on a logarithmic scale, of the smallest and largest entry of each column but 0; rows are given one by one, none negative.

    HiGHS takes entries below 1e-9 for 0: columns brought to this size keep theirs as long as they differ by less than 1e18.
    """
    largest = smallest = np.zeros(())
    for row in rows:
        largest = np.maximum(largest, row)
        smallest = np.where((smallest > 0) & ((row <= 0) | (smallest < row)), smallest, row)
    return np.where(largest > 0, np.sqrt(largest) * np.sqrt(smallest), 1)


def _list_peers(programmes: Programmes, units: Ints, pool: Ints) -> Ints:
    shared = np.broadcast_to(pool, (len(units), len(pool)))
    own = programmes.itself[units][:, None]
    alone = programmes.barred or own.min() < 0 or len(pool) == programmes.technology.shape[1]
    return np.asarray(shared if alone else np.concatenate([shared, own], axis=1))


def _lay_diagonally(blocks: Floats) -> Any:  # noqa: ANN401 - a sparse array
    count, rows, columns = blocks.shape
    indices = np.arange(rows) + rows * np.repeat(np.arange(count), columns)[:, None]
    ends = np.arange(0, count * columns * rows + 1, rows)
    matrix = csc_array((blocks.transpose(0, 2, 1).ravel(), indices.ravel(), ends), shape=(count * rows, count * columns))
    matrix.eliminate_zeros()
    return matrix


def _answer_apart(programmes: Programmes, units: Ints, pool: Ints, peers: Ints) -> Answer:
    if len(units) > 1:
        return _join([_answer_batch(programmes, half, pool) for half in np.array_split(units, 2)])
    own, prices = np.full((1, programmes.cost.shape[1]), np.nan), np.full((1, programmes.right.shape[1]), np.nan)
    return Answer(own, peers, np.zeros(peers.shape), prices)


def _join(parts: list[Answer]) -> Answer:
    return Answer(*(np.concatenate(column) for column in zip(*((part.own, part.peers, part.weights, part.prices) for part in parts), strict=True)))
