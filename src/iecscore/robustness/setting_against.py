"""Scores by methods that set units against each other, and of trees with rules of their own: one scenario, or many at once."""

from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from iecscore.matrix.stages import aggregate
from iecscore.matrix.stages.aggregating import COMPARING
from iecscore.robustness.comparisons import compare_scenarios
from iecscore.robustness.field import Field
from iecscore.robustness.measuring import make_ready, measure_scenarios
from iecscore.scoring.climbing import Ladder
from iecscore.scoring.joints import refuse_below_zero
from iecscore.scoring.methods import compares, score_field
from iecscore.scoring.redistribution import redistribute
from iecscore.scoring.shape import Shape
from iecscore.system.model import ROOT
from iecscore.values import Floats
from iecscore.weights.tree import Tree

PLAIN: Final = "arithmetic"
CELLS: Final = 2**21


class Scorer(Protocol):
    """Scores units (units,), more is better, from scores (units, leaves) and overall weights (leaves,) of one scenario."""

    def __call__(self, scores: Floats, weights: Floats) -> Floats:
        """Score."""

    def many(self, scores: Floats, weights: Floats) -> Floats:
        """Scores (scenarios, units) of data (scenarios, leaves, units), or (1, leaves, units) for all, and weights (scenarios, leaves)."""


@dataclass(frozen=True, slots=True)
class ByMethod:
    """Any method of `iecscore.scoring.METHODS` but `index`, exactly as an evaluation scores by it."""

    field: Field

    def __call__(self, scores: Floats, weights: Floats) -> Floats:
        """Score one scenario."""
        shape = shape_weights(self.field, weights)
        leagues = [(str(number),) for number in self.field.league.tolist()]
        return score_field(self.field.method, scores, shape, redistribute(scores, shape, self.field.least), leagues)

    def many(self, scores: Floats, weights: Floats) -> Floats:
        """Score many scenarios at once, so many at a time that memory stays small."""
        if not compares(self.field.method):
            found = np.empty((len(weights), scores.shape[2]))
            measure_scenarios(self.field, weights, make_ready(self.field, scores[0] if len(scores) == 1 else scores), found)
            return found
        step = max(1, CELLS // scores[0].size)
        parts = [slice(begin, begin + step) for begin in range(0, len(weights), step)]
        return np.concatenate([compare_scenarios(self.field, scores if len(scores) == 1 else scores[rows], weights[rows]) for rows in parts])


@dataclass(frozen=True, slots=True)
class ByLadder:
    """A tree whose nodes join their children by rules of their own; `sign` is -1 where less is better.

    Scores come on the scale of the chain; weights of the leaves make those of the nodes above them.
    """

    ladder: Ladder
    sign: float = 1.0

    def __call__(self, scores: Floats, weights: Floats) -> Floats:
        """Climb the tree in one scenario."""
        shares = {parent: own[0] for parent, own in self._share(weights[None]).items()}
        return np.asarray(self.sign * replace(self.ladder, shares=shares).climb(scores).nodes[ROOT])

    def many(self, scores: Floats, weights: Floats) -> Floats:
        """Climb the tree in all scenarios at once; a rule that sets units against each other takes them one by one."""
        tree, shares = self.ladder.tree, self._share(weights)
        data = np.broadcast_to(scores, (len(weights), *scores.shape[1:]))
        nodes = dict(zip(tree.indicators, data.swapaxes(0, 1), strict=True))
        for parent, children in tuple(tree.children.items())[::-1]:
            columns = np.stack([nodes[child] for child in children], axis=1)
            nodes[parent] = self._join(parent, columns, shares[parent])
        return np.asarray(self.sign * nodes[ROOT])

    def _join(self, parent: str, columns: Floats, shares: Floats) -> Floats:
        """Join the children (scenarios, children, units) of a node."""
        joint = self.ladder.joints[parent]
        if joint.rule == PLAIN and not np.isnan(columns).any():
            return np.asarray((shares[:, None, :] @ columns)[:, 0])
        turned = columns.swapaxes(1, 2)
        rows, spread = turned.reshape(-1, columns.shape[1]), np.repeat(shares, columns.shape[2], axis=0)
        refuse_below_zero(parent, joint, rows, spread)
        if joint.rule in COMPARING:
            return np.array([aggregate(*pair, joint) for pair in zip(turned, shares, strict=True)])
        return aggregate(rows, spread, joint).reshape(turned.shape[:2])

    def _share(self, weights: Floats) -> dict[str, Floats]:
        """The shares (scenarios, children) of each parent that weights (scenarios, leaves) come to; those in force where it has none."""
        tree = self.ladder.tree
        overall, shares = dict(zip(tree.indicators, weights.T, strict=True)), {}
        for parent, children in tuple(tree.children.items())[::-1]:
            own = np.stack([overall[child] for child in children], axis=1)
            overall[parent] = total = own.sum(axis=1)
            shares[parent] = np.where(total[:, None] > 0, own / np.where(total > 0, total, 1.0)[:, None], self.ladder.shares[parent])
        return shares


def shape_weights(field: Field, weights: Floats) -> Shape:
    """Overall weights (leaves,) as the local ones of leaves and criteria that `redistribute` takes."""
    starts = np.array([leaves.start for leaves in field.criteria], dtype=np.intp)
    criteria = np.add.reduceat(weights, starts)
    under = criteria[field.criterion_of]
    local = np.divide(weights, under, out=np.zeros_like(weights), where=under > 0)
    return Shape(Tree("", {}), local, field.criterion_of, starts, criteria, criteria, np.zeros(1, dtype=np.intp))
