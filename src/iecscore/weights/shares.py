"""Local weights of the children under each parent, and the `Weights` they make."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from iecscore.problems import Problem
from iecscore.system.model import ROOT
from iecscore.values import Consistency, Floats, NodeWeight, Weights
from iecscore.weights.tree import Tree

Shares: TypeAlias = Mapping[str, Floats]


def scale_to_one(weights: Floats) -> Floats:
    """Divide by the sum; where the sum is 0, every entry weighs the same."""
    total = float(weights.sum())
    return weights / total if total > 0 else np.full(len(weights), 1 / len(weights))


def share_equally(tree: Tree) -> dict[str, Floats]:
    """The same weight for every child of a parent."""
    return {parent: np.full(len(children), 1 / len(children)) for parent, children in tree.children.items()}


def shares_in(weights: Weights, tree: Tree) -> dict[str, Floats]:
    """The local weights in `weights`, parent by parent, in the order of the tree."""
    local = {item.node: item.local for item in weights.nodes}
    return {parent: np.array([local[child] for child in children]) for parent, children in tree.children.items()}


def assemble(tree: Tree, shares: Shares, origin: str, notes: tuple[Problem, ...] = (), consistency: tuple[Consistency, ...] = ()) -> Weights:
    """Multiply local weights down the tree; `shares` holds a row of weights with sum 1 for each parent."""
    overall, nodes = {ROOT: 1.0}, []
    for parent, children in tree.children.items():
        for child, local in zip(children, shares[parent].tolist(), strict=True):
            overall[child] = overall[parent] * local
            nodes.append(NodeWeight(child, parent, local, overall[child]))
    return Weights(origin, tuple(nodes), consistency, notes)
