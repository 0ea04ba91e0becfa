"""Weights of single nodes set by hand for one evaluation."""

from collections.abc import Mapping

from iecscore.problems import Misuse, error
from iecscore.values import Weights
from iecscore.weights.shares import assemble, scale_to_one, shares_in
from iecscore.weights.tree import Tree


def reset_weights(tree: Tree, weights: Weights, told: Mapping[str, float]) -> Weights:
    """Weights in which each node told stands with its weight beside its siblings' own, and all are scaled to sum 1 again.

    Raises:
        Misuse: the children of a node would have no weight left.
    """
    if not told:
        return weights
    shares = shares_in(weights, tree)
    for parent, children in tree.children.items():
        for place, child in enumerate(children):
            shares[parent][place] = told.get(child, shares[parent][place])
        if not shares[parent].any():
            raise Misuse(error("rank.no_weight_left", parent=parent))
    return assemble(tree, {parent: scale_to_one(row) for parent, row in shares.items()}, weights.origin, weights.notes, weights.consistency)
