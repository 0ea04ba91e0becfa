"""Weights: neutral, AHP, from the data, combined; on the tree of a level, and as plain functions on matrices."""

from iecscore.weights.ahp import (
    CR_LIMIT,
    FIRST_SIZE,
    RANDOM_INDICES,
    aggregate,
    consistency_ratio,
    find_priorities,
    random_index,
    weigh_ahp,
)
from iecscore.weights.combining import COMBINATIONS, combine
from iecscore.weights.data import weigh_critic, weigh_entropy
from iecscore.weights.joining import join_weights
from iecscore.weights.judgements import Comparison, Judgements
from iecscore.weights.neutral import weigh_declared, weigh_neutral
from iecscore.weights.tree import INDICATOR_SETS, Tree, build_tree, name_dropped
from iecscore.weights.weighing import AHP, list_weights, weigh

__all__ = [
    "AHP",
    "COMBINATIONS",
    "CR_LIMIT",
    "FIRST_SIZE",
    "INDICATOR_SETS",
    "RANDOM_INDICES",
    "Comparison",
    "Judgements",
    "Tree",
    "aggregate",
    "build_tree",
    "combine",
    "consistency_ratio",
    "find_priorities",
    "join_weights",
    "list_weights",
    "name_dropped",
    "random_index",
    "weigh",
    "weigh_ahp",
    "weigh_critic",
    "weigh_declared",
    "weigh_entropy",
    "weigh_neutral",
]
