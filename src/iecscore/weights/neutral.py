"""Weights that take no side, and weight sets declared with the system."""

from collections.abc import Mapping

import numpy as np

from iecscore.values import Weights
from iecscore.weights.shares import assemble, scale_to_one, share_equally
from iecscore.weights.tree import Tree

NEUTRAL = "neutral"


def weigh_neutral(tree: Tree) -> Weights:
    """Equal weights within each parent."""
    return assemble(tree, share_equally(tree), NEUTRAL)


def weigh_declared(tree: Tree, declared: Mapping[str, Mapping[str, float]], origin: str) -> Weights:
    """Weights as declared (parent, child, weight), rescaled over the children in force; parents not told are equal."""
    told = {
        parent: scale_to_one(np.array([declared[parent].get(child, 0.0) for child in children]))
        for parent, children in tree.children.items()
        if parent in declared
    }
    return assemble(tree, share_equally(tree) | told, origin)
