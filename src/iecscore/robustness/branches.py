"""The tree as arrays of local weights, level by level, for many scenarios at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from iecscore.robustness.field import Places, still
from iecscore.values import Floats, Weights, frozen
from iecscore.weights.shares import shares_in
from iecscore.weights.tree import Tree


@dataclass(frozen=True, slots=True)
class Siblings:
    """The children of one parent: their names, and their local weights in force."""

    parent: str
    children: tuple[str, ...]
    local: Floats

    def __post_init__(self) -> None:
        """Make the array read-only."""
        object.__setattr__(self, "local", frozen(self.local))


@dataclass(frozen=True, slots=True)
class Branches:
    """All nodes of a tree, family by family; `ancestors` (leaves, depth) are the places of the nodes above each leaf, itself among them."""

    families: tuple[Siblings, ...]
    ancestors: Places

    @property
    def names(self) -> tuple[str, ...]:
        """Every node, in the order of the columns below."""
        return tuple(child for family in self.families for child in family.children)

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return sum(len(family.children) for family in self.families)

    @property
    def columns(self) -> list[slice]:
        """The columns of each family."""
        ends = np.cumsum([0, *(len(family.children) for family in self.families)]).tolist()
        return [slice(begin, end) for begin, end in pairwise(ends)]

    @property
    def local(self) -> Floats:
        """The local weight of every node."""
        return np.concatenate([family.local for family in self.families])

    def multiply(self, local: Floats) -> Floats:
        """Overall weights (scenarios, leaves) of local ones (scenarios, nodes)."""
        overall = local[:, self.ancestors[:, 0]]
        for above in self.ancestors.T[1:]:
            overall *= local[:, above]
        return overall


def read_branches(tree: Tree, weights: Weights) -> Branches:
    """The arrays of a tree and its weights."""
    shares = shares_in(weights, tree)
    families = tuple(Siblings(parent, children, shares[parent]) for parent, children in tree.children.items())
    above = dict(tree.nodes)
    place = {name: number for number, name in enumerate(child for family in families for child in family.children)}
    return Branches(families, still(np.array([_climb(leaf, above, place) for leaf in tree.indicators], dtype=np.intp)))


def _climb(leaf: str, above: Mapping[str, str], place: Mapping[str, int]) -> list[int]:
    path, node = [], leaf
    while node in place:
        path.append(place[node])
        node = above[node]
    return path
