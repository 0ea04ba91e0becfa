"""The analytic hierarchy process: pairwise judgements, with blanks and in groups, their weights and their consistency."""

from iecscore.weights.ahp.blanks import COMPLETIONS, fill_blanks
from iecscore.weights.ahp.consensus import SCALE_MAXIMUM, measure_consensus, measure_similarity, scale_experts
from iecscore.weights.ahp.consistency import CR_LIMIT, consistency_ratio, geometric_index
from iecscore.weights.ahp.group import AGGREGATIONS, Group, aggregate, judge_group
from iecscore.weights.ahp.hierarchy import SYNTHESES, Hierarchy, Node, synthesise
from iecscore.weights.ahp.judging import Judged, judge, take_judgements
from iecscore.weights.ahp.panel import weigh_ahp
from iecscore.weights.ahp.prioritising import PRIORITISATIONS, find_priorities, prioritise
from iecscore.weights.ahp.random_index import FIRST_SIZE, RANDOM_INDICES, fit_index, random_index
from iecscore.weights.ahp.repairing import Doubt, find_doubts

__all__ = [
    "AGGREGATIONS",
    "COMPLETIONS",
    "CR_LIMIT",
    "FIRST_SIZE",
    "PRIORITISATIONS",
    "RANDOM_INDICES",
    "SCALE_MAXIMUM",
    "SYNTHESES",
    "Doubt",
    "Group",
    "Hierarchy",
    "Judged",
    "Node",
    "aggregate",
    "consistency_ratio",
    "fill_blanks",
    "find_doubts",
    "find_priorities",
    "fit_index",
    "geometric_index",
    "judge",
    "judge_group",
    "measure_consensus",
    "measure_similarity",
    "prioritise",
    "random_index",
    "scale_experts",
    "synthesise",
    "take_judgements",
    "weigh_ahp",
]
