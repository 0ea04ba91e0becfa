"""Fields and weights drawn for the tests of the engine."""

from dataclasses import dataclass, replace

import numpy as np

from iecscore.robustness.branches import read_branches
from iecscore.robustness.field import Field
from iecscore.system.model import ROOT
from iecscore.weights.shares import assemble, share_equally
from iecscore.weights.tree import Tree

CRITERIA = np.repeat(np.arange(5), (2, 3, 1, 4, 2))
TREE = Tree("library", {ROOT: ("T", "X"), "T": ("T1", "T2"), "X": ("X1",), "T1": ("a", "b"), "T2": ("c", "d", "e"), "X1": ("f",)})


def draw_field(units=30, share=0.0, seed=1, **told):
    rng = np.random.default_rng(seed)
    scores = rng.random((units, len(CRITERIA)))
    scores[rng.random(scores.shape) < share] = np.nan
    return Field(scores, np.zeros(units, dtype=np.intp), CRITERIA, **told)


def draw_weights(count, leaves=12, seed=2):
    return np.random.default_rng(seed).dirichlet(np.ones(leaves), count)


@dataclass(frozen=True)
class Listed:
    """Weights listed scenario by scenario, from the first again when they end."""

    rows: np.ndarray

    def draw(self, first, last):
        return self.rows[np.arange(first, last) % len(self.rows)]


def grow_branches(**local):
    weights = assemble(TREE, {**share_equally(TREE), **{parent: np.array(row) for parent, row in local.items()}}, "given")
    return read_branches(TREE, weights)


def same_bytes(one, other):
    arrays = ("ranks", "tiers", "pair_wins", "first_weights", "scores", "squares")
    return (
        (one.first, one.last) == (other.first, other.last)
        and all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in arrays)
        and all(mine.tobytes() == theirs.tobytes() for mine, theirs in zip(one.wins, other.wins, strict=True))
    )


def keep(plan):
    return replace(plan, asked=replace(plan.asked, keep=True))
