"""Pairwise judgements in the registry: AHP alone, in a hierarchy, in a group, how far experts agree, and the best-worst method."""

from dataclasses import replace
from typing import Final

import numpy as np

from iecscore.methods.ahp_reading import find_place, read_index, read_matrices, read_place, read_tree
from iecscore.methods.entry import NOTES, Figures, Method
from iecscore.methods.keys import choice, data, option, read_gapped, read_matrix, read_names, read_vector, read_weights, within
from iecscore.problems import refuse
from iecscore.scoring.ranks import rank_scores
from iecscore.values import Floats
from iecscore.weights.ahp import (
    AGGREGATIONS,
    COMPLETIONS,
    PRIORITISATIONS,
    SCALE_MAXIMUM,
    SYNTHESES,
    Node,
    find_doubts,
    judge,
    judge_group,
    measure_consensus,
    measure_similarity,
    scale_experts,
    synthesise,
    take_judgements,
)
from iecscore.weights.best_worst import weigh_best_worst

GROUP: Final = "ahp"
NEARLY: Final = 1e-9
ALONE: Final = "consensus: one thing alone leaves nothing to agree on"


def _run_ahp(matrix: Floats, prioritisation: str | None, incomplete: str, random_index: str | float) -> Figures:
    found = judge(matrix, prioritisation=prioritisation, incomplete=incomplete, random_index=random_index)
    doubts = find_doubts(take_judgements(matrix)[0], found, random_index, incomplete)
    return {
        "weights": found.weights,
        "lambda_max": found.lambda_max,
        "ci": found.ci,
        "cr": found.cr,
        "gci": found.gci,
        "random_index": found.random_index,
        "filled": found.filled,
        "worst_judgements": [
            {"i": doubt.i, "j": doubt.j, "given": doubt.given, "suggested": doubt.suggested, "cr_after": doubt.cr_after} for doubt in doubts
        ],
        NOTES: found.notes,
        "options": {"prioritisation": found.prioritisation},
    }


def _run_hierarchy(tree: Node, prioritisation: str, random_index: str | float, synthesis: str) -> Figures:
    found = synthesise(tree, synthesis=synthesis, prioritisation=prioritisation, random_index=random_index)
    names = list(found.totals)
    ranks = rank_scores(np.array(list(found.totals.values())))
    ranking = [names[place] for place in np.argsort(ranks, kind="stable").tolist()]
    tied = [name for name, rank in zip(names, ranks.tolist(), strict=True) if (ranks == rank).sum() > 1]
    notes = [*found.notes, f"ranking: {', '.join(tied)} tie, and stand in the order told"] if tied else found.notes
    nodes = [
        {
            "path": list(node.path),
            "names": list(node.names),
            "weights": node.judged.weights,
            "lambda_max": node.judged.lambda_max,
            "cr": node.judged.cr,
        }
        for node in found.nodes
    ]
    return {"totals": found.totals, "ranking": ranking, "nodes": nodes, NOTES: notes}


def _run_group(matrices: list[Floats], aggregation: str, expert_weights: Floats | None, prioritisation: str, random_index: str | float) -> Figures:
    found = judge_group(matrices, aggregation=aggregation, expert_weights=expert_weights, prioritisation=prioritisation, random_index=random_index)
    unjudged = ["matrix: null stands for a pair that nobody judged"] if np.isnan(found.matrix).any() else []
    total = 1.0 if expert_weights is None else float(expert_weights.sum())
    rescaled = [f"expert_weights sum to {total:.6g} and were scaled to a sum of 1"] if abs(total - 1) > NEARLY else []
    return {
        "matrix": found.matrix,
        "weights": found.weights,
        "lambda_max": found.joint.lambda_max,
        "cr": found.joint.cr,
        "experts": [{"weights": expert.weights, "cr": expert.cr} for expert in found.experts],
        "consensus": found.consensus,
        NOTES: [*unjudged, *rescaled, *found.notes, *([ALONE] if np.isnan(found.consensus) else [])],
    }


def _run_consensus(weights_by_expert: Floats, scale_maximum: float) -> Figures:
    rows, notes = scale_experts(weights_by_expert)
    consensus = measure_consensus(rows, scale_maximum)
    told = [*notes, ALONE, ALONE.replace("consensus", "similarity")] if np.isnan(consensus) else [*notes]
    if consensus < 0:
        told.append("consensus: below 0, since some weights are more uneven than the scale allows")
    return {"consensus": consensus, "similarity": measure_similarity(rows, scale_maximum), NOTES: told}


def _run_best_worst(
    best: str | int,
    worst: str | int,
    best_to_others: Floats,
    others_to_worst: Floats,
    names: tuple[str, ...] | None,
) -> Figures:
    places = (find_place(best, "best", names), find_place(worst, "worst", names))
    found = weigh_best_worst(*places, best_to_others, others_to_worst)
    if names is not None and len(names) != len(found.weights):
        raise refuse("compute.length", "names", found=len(names), wanted=len(found.weights))
    notes = list(found.notes)
    if np.isnan(found.threshold):
        notes.append("cr_input_threshold: tabled for 3 to 9 criteria and a best that is 3 to 9 times the worst")
    elif found.ratio > found.threshold:
        notes.append(f"cr_input: {found.ratio:.4f} is above {found.threshold}: some judgements contradict each other")
    return {
        "weights": found.weights,
        "xi": found.xi,
        "cr_input": found.ratio,
        "cr_input_each": found.ratios,
        "cr_input_threshold": found.threshold,
        NOTES: notes,
    }


PRIORITISATION: Final = choice("prioritisation", PRIORITISATIONS, PRIORITISATIONS[0], "how a matrix becomes weights")
INDEX: Final = option("random_index", read_index, "alonso-lamata", "alonso-lamata, saaty-1980, saaty-2005, donegan-dodd, tummala-ling, or a number")
ENTRIES: Final[tuple[Method, ...]] = (
    Method(
        "ahp",
        GROUP,
        (
            data("matrix", read_gapped, "how many times as important the row is as the column, null for a blank"),
            replace(PRIORITISATION, default=None, meaning="how a matrix becomes weights; the eigenvector, or what fits the blanks' filling"),
            choice("incomplete", COMPLETIONS, COMPLETIONS[0], "how blanks are filled"),
            INDEX,
        ),
        ("weights", "lambda_max", "ci", "cr", "gci", "random_index", "filled", "worst_judgements"),
        _run_ahp,
    ),
    Method(
        "ahp-hierarchy",
        GROUP,
        (
            data("tree", read_tree, "{names, matrix, children: {name: tree or null}}, from the goal down"),
            PRIORITISATION,
            INDEX,
            choice("synthesis", SYNTHESES, SYNTHESES[0], "whether priorities under a last criterion sum to 1, or the largest is 1"),
        ),
        ("totals", "ranking", "nodes"),
        _run_hierarchy,
    ),
    Method(
        "ahp-group",
        GROUP,
        (
            data("matrices", read_matrices, "a matrix an expert, null for a blank"),
            choice("aggregation", AGGREGATIONS, AGGREGATIONS[0], "whether judgements are joined, or priorities"),
            option("expert_weights", read_weights, None, "one an expert, from 0 up; even unless given"),
            PRIORITISATION,
            INDEX,
        ),
        ("matrix", "weights", "lambda_max", "cr", "experts", "consensus"),
        _run_group,
    ),
    Method(
        "ahp-consensus",
        GROUP,
        (
            data("weights_by_expert", read_matrix, "experts × things, from 0 up"),
            option("scale_maximum", within(1, open_low=True), SCALE_MAXIMUM, "the largest judgement of the scale"),
        ),
        ("consensus", "similarity"),
        _run_consensus,
    ),
    Method(
        "bwm",
        GROUP,
        (
            data("best", read_place, "the most important criterion, by its place or its name"),
            data("worst", read_place, "the least important criterion, by its place or its name"),
            data("best_to_others", read_vector, "how many times as important the best is as each, 1 to 9"),
            data("others_to_worst", read_vector, "how many times as important each is as the worst, 1 to 9"),
            data("names", read_names, "names of the criteria, where best and worst are named", required=False),
        ),
        ("weights", "xi", "cr_input", "cr_input_each", "cr_input_threshold"),
        _run_best_worst,
    ),
)
