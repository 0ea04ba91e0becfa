"""Weights that vary: within a bound around those in force, anywhere on the simplex, or as the judges differ; orders are kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from iecscore.robustness.branches import Branches
from iecscore.robustness.field import CHUNK
from iecscore.robustness.ordering import FLOOR, Order, check_acceptance, find_chain, list_orders, redraw, refuse_apart, sort_along
from iecscore.robustness.points import Cells, Points
from iecscore.values import Floats, frozen

Spread = Callable[[Floats, Floats], Floats]


def _spread_on_simplex(uniform: Floats, local: Floats) -> Floats:  # noqa: ARG001 - the weights in force do not matter there
    """Uniform on the simplex: exponentials over their sum [devroye1986]."""
    drawn = -np.log(uniform)
    return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class BoundedWeights:
    """Each local weight times a factor drawn evenly from 1 - share to 1 + share, scaled to sum 1 among siblings.

    `points` has one dimension for each node of `branches`, `cells` serve where an order asks for further draws.
    """

    branches: Branches
    share: float
    points: Points
    cells: Cells
    orders: tuple[Order, ...] = ()
    floor: float = FLOOR

    def __post_init__(self) -> None:
        """Refuse orders that hardly a draw keeps."""
        _check(self.branches, self.orders, self.cells, self._spread, self.floor, sorts=False)

    def _spread(self, uniform: Floats, local: Floats) -> Floats:
        drawn = local * (1 + self.share * (2 * uniform - 1))
        return np.asarray(drawn / drawn.sum(axis=1, keepdims=True))

    def draw(self, first: int, last: int) -> Floats:
        """Draw family by family."""
        return _draw(self.branches, self.orders, self.points, self.cells, self._spread, first, last, sorts=False)


@dataclass(frozen=True, slots=True)
class FreeWeights:
    """Local weights uniform on the simplex of each family, as SMAA has it where nothing is known of weights [lahdelma2001].

    Where an order leaves one ranking of all siblings it is kept exactly, by sorting; else by drawing again.
    """

    branches: Branches
    points: Points
    cells: Cells
    orders: tuple[Order, ...] = ()
    floor: float = FLOOR

    def __post_init__(self) -> None:
        """Refuse orders that hardly a draw keeps."""
        _check(self.branches, self.orders, self.cells, _spread_on_simplex, self.floor, sorts=True)

    def draw(self, first: int, last: int) -> Floats:
        """Draw family by family."""
        return _draw(self.branches, self.orders, self.points, self.cells, _spread_on_simplex, first, last, sorts=True)


@dataclass(frozen=True, slots=True)
class FlatWeights:
    """Weights of all leaves uniform on one simplex, whatever the tree; `points` has one dimension for each leaf."""

    points: Points

    def draw(self, first: int, last: int) -> Floats:
        """Draw them at once."""
        uniform = self.points.draw(first, last)
        return _spread_on_simplex(uniform, uniform)


@dataclass(frozen=True, slots=True)
class JudgedWeights:
    """The judges drawn again, with replacement and the same for all nodes; a family's weights are the geometric mean of those drawn.

    `judged` holds (judges, siblings) weights by parent, a row of NaN for a judge who did not judge there; a family without an entry, and a scenario
    in which none of those drawn judged there, keeps the weights in force.
    """

    branches: Branches
    judged: Mapping[str, Floats]
    cells: Cells

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        object.__setattr__(self, "judged", {parent: frozen(rows) for parent, rows in self.judged.items()})

    @property
    def judges(self) -> int:
        """How many judges there are."""
        return max(len(rows) for rows in self.judged.values())

    def draw(self, first: int, last: int) -> Floats:
        """Draw judges, scenario by scenario."""
        drawn = (self.cells.uniform(first, last, self.judges) * self.judges).astype(np.intp)
        times = np.zeros((last - first, self.judges))
        np.add.at(times, (np.arange(last - first)[:, None], drawn), 1.0)
        local = np.empty((last - first, self.branches.size))
        for family, columns in zip(self.branches.families, self.branches.columns, strict=True):
            rows = self.judged.get(family.parent)
            local[:, columns] = family.local if rows is None else _join_judges(rows, times, family.local)
        return self.branches.multiply(local)


def _join_judges(rows: Floats, times: Floats, in_force: Floats) -> Floats:
    told = ~np.isnan(rows).any(axis=1)
    counted = times[:, told]
    total = counted.sum(axis=1, keepdims=True)
    logs = np.divide(counted @ _log(rows[told]), total, out=np.tile(_log(in_force), (len(times), 1)), where=total > 0)
    joined = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(joined / joined.sum(axis=1, keepdims=True))


def _log(weights: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(weights, np.finfo(np.float64).tiny)))


def _draw(
    branches: Branches, orders: tuple[Order, ...], points: Points, cells: Cells, spread: Spread, first: int, last: int, *, sorts: bool
) -> Floats:
    uniform, local = points.draw(first, last), np.empty((last - first, branches.size))
    for number, (family, columns) in enumerate(zip(branches.families, branches.columns, strict=True)):
        drawn, pairs = spread(uniform[:, columns], family.local), list_orders(family, orders)
        chain = find_chain(len(family.children), pairs) if sorts else []
        if chain:
            drawn = sort_along(drawn, chain)
        elif pairs:
            drawn = redraw(drawn, pairs, _draw_again(cells, spread, family.local, number, first, last))
        local[:, columns] = drawn
    return branches.multiply(local)


def _draw_again(cells: Cells, spread: Spread, local: Floats, number: int, first: int, last: int) -> Callable[[int], Floats]:
    """Further draws of one family by turns, each chunk from streams of its own."""

    def again(turn: int) -> Floats:
        chunks = [cells.block(begin, turn << 16 | number).random((CHUNK, len(local))) for begin in range(first, last, CHUNK)]
        return spread(1 - np.concatenate(chunks)[: last - first], local)

    return again


def _check(branches: Branches, orders: tuple[Order, ...], cells: Cells, spread: Spread, floor: float, *, sorts: bool) -> None:
    refuse_apart(branches, orders)
    for number, family in enumerate(branches.families):
        pairs = list_orders(family, orders)
        if pairs and not (sorts and find_chain(len(family.children), pairs)):
            check_acceptance(family, pairs, _draw_again(cells, spread, family.local, number, 0, CHUNK), floor)
