"""Scores of scenarios one at a time, for methods that set units against each other and for trees with rules of their own."""

from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from iecscore.robustness.field import Field
from iecscore.scoring.climbing import Ladder
from iecscore.scoring.methods import score_field
from iecscore.scoring.redistribution import redistribute
from iecscore.scoring.shape import Shape
from iecscore.system.model import ROOT
from iecscore.values import Floats
from iecscore.weights.tree import Tree


class Scorer(Protocol):
    """Scores units (units,), more is better, from scores (units, leaves) and overall weights (leaves,) of one scenario."""

    def __call__(self, scores: Floats, weights: Floats) -> Floats:
        """Score."""


@dataclass(frozen=True, slots=True)
class ByMethod:
    """Any method of `iecscore.scoring.METHODS` but `index`, exactly as an evaluation scores by it."""

    field: Field

    def __call__(self, scores: Floats, weights: Floats) -> Floats:
        """Score one scenario."""
        shape = shape_weights(self.field, weights)
        leagues = [(str(number),) for number in self.field.league.tolist()]
        return score_field(self.field.method, scores, shape, redistribute(scores, shape, self.field.least), leagues)


@dataclass(frozen=True, slots=True)
class ByLadder:
    """A tree whose nodes join their children by rules of their own; `sign` is -1 where less is better.

    Scores come on the scale of the chain; weights of the leaves make those of the nodes above them.
    """

    ladder: Ladder
    sign: float = 1.0

    def __call__(self, scores: Floats, weights: Floats) -> Floats:
        """Climb the tree in one scenario."""
        tree = self.ladder.tree
        overall = dict(zip(tree.indicators, weights.tolist(), strict=True))
        shares = {}
        for parent, children in tuple(tree.children.items())[::-1]:
            own = np.array([overall[child] for child in children])
            overall[parent] = float(own.sum())
            shares[parent] = own / overall[parent] if overall[parent] > 0 else self.ladder.shares[parent]
        return np.asarray(self.sign * replace(self.ladder, shares=shares).climb(scores).nodes[ROOT])


def shape_weights(field: Field, weights: Floats) -> Shape:
    """Overall weights (leaves,) as the local ones of leaves and criteria that `redistribute` takes."""
    starts = np.array([leaves.start for leaves in field.criteria], dtype=np.intp)
    criteria = np.add.reduceat(weights, starts)
    under = criteria[field.criterion_of]
    local = np.divide(weights, under, out=np.zeros_like(weights), where=under > 0)
    return Shape(Tree("", {}), local, field.criterion_of, starts, criteria, criteria, np.zeros(1, dtype=np.intp))


def score_each(scorer: Scorer, weights: Floats, scores: Floats) -> Floats:
    """Scores (scenarios, units) of data (leaves, units) or (scenarios, leaves, units), scenario by scenario."""
    data = np.broadcast_to(scores, (len(weights), *scores.shape[-2:]))
    return np.array([scorer(np.ascontiguousarray(mine.T), row) for mine, row in zip(data, weights, strict=True)])
