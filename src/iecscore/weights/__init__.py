"""Weights: neutral, AHP, entropy, CRITIC, combined."""

from iecscore.weights.ahp import CR_LIMIT, aggregate, consistency_ratio, find_priorities, weigh_ahp
from iecscore.weights.combining import COMBINATIONS, combine
from iecscore.weights.data import weigh_critic, weigh_entropy
from iecscore.weights.judgements import Comparison, Judgements
from iecscore.weights.neutral import weigh_declared, weigh_neutral
from iecscore.weights.random_index import FIRST_SIZE, RANDOM_INDICES, random_index
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
