"""A weighted tree as arrays, leaves in tree order so that each node's leaves lie side by side."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats, Weights
from iecscore.weights.tree import Tree


@dataclass(frozen=True, slots=True)
class Shape:
    """Where each criterion's leaves and each dimension's criteria begin, and the weights in force."""

    tree: Tree
    local: Floats
    criterion_of: NDArray[np.intp]
    leaf_starts: NDArray[np.intp]
    criterion_local: Floats
    criterion_overall: Floats
    criterion_starts: NDArray[np.intp]

    @property
    def overall(self) -> Floats:
        """The weight of each leaf in the whole, where nothing is missing."""
        return self.local * self.criterion_overall[self.criterion_of]

    def by_criterion(self, leaves: Floats) -> Floats:
        """Sum an array (units, leaves) within each criterion: (units, criteria)."""
        return np.add.reduceat(leaves, self.leaf_starts, axis=1)

    def by_dimension(self, criteria: Floats) -> Floats:
        """Sum an array (units, criteria) within each dimension: (units, dimensions)."""
        return np.add.reduceat(criteria, self.criterion_starts, axis=1)


def shape_tree(tree: Tree, weights: Weights) -> Shape:
    """Put the weights of a tree into arrays."""
    nodes = {item.node: item for item in weights.nodes}
    leaves = [len(tree.children[criterion]) for criterion in tree.criteria]
    criteria = [len(tree.children[dimension]) for dimension in tree.dimensions]
    return Shape(
        tree,
        np.array([nodes[leaf].local for leaf in tree.indicators]),
        np.repeat(np.arange(len(leaves)), leaves),
        _starts(leaves),
        np.array([nodes[criterion].local for criterion in tree.criteria]),
        np.array([nodes[criterion].overall for criterion in tree.criteria]),
        _starts(criteria),
    )


def _starts(counts: list[int]) -> NDArray[np.intp]:
    return np.concatenate(([0], np.cumsum(counts[:-1], dtype=np.intp))).astype(np.intp)
