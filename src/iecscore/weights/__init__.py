"""Weights: neutral, AHP, entropy, CRITIC, combined."""

from iecscore.weights.ahp import aggregate, consistency_ratio, find_priorities, weigh_ahp
from iecscore.weights.combining import COMBINATIONS, combine
from iecscore.weights.data import weigh_critic, weigh_entropy
from iecscore.weights.judgements import Comparison, Judgements
from iecscore.weights.neutral import weigh_declared, weigh_neutral
from iecscore.weights.random_index import RANDOM_INDICES
from iecscore.weights.tree import Tree, build_tree, name_dropped
from iecscore.weights.weighing import list_weights, weigh

__all__ = [
    "COMBINATIONS",
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
    "weigh",
    "weigh_ahp",
    "weigh_critic",
    "weigh_declared",
    "weigh_entropy",
    "weigh_neutral",
]
