"""Weights of a tree from a panel's pairwise judgements: experts joined by the geometric mean, each parent by its eigenvector."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from iecscore.problems import Misuse, Problem, error, note
from iecscore.values import Consistency, ExpertConsistency, Floats, Weights
from iecscore.weights.ahp.consistency import CR_LIMIT, consistency_ratio
from iecscore.weights.ahp.group import aggregate
from iecscore.weights.ahp.prioritising import find_priorities
from iecscore.weights.judgements import Judgements, fill_matrices
from iecscore.weights.naming import word_pairs, word_parents, word_ratios
from iecscore.weights.shares import assemble, shares_in
from iecscore.weights.tree import Tree


def weigh_ahp(judgements: Judgements, tree: Tree, base: Weights, index: str = "alonso-lamata") -> Weights:
    """Weigh each parent by the experts' aggregated judgements; parents nobody judged keep the weights of `base`, with a note.

    Raises:
        Misuse: nobody judged anything of the level, an expert left pairs of a parent open, or the random index has no such name or size.
    """
    panels = {parent: fill_matrices(judgements, tree.level, parent, children) for parent, children in tree.children.items()}
    _refuse_open(panels, tree)
    shares, consistency = shares_in(base, tree), list[Consistency]()
    for parent, matrices in panels.items():
        if matrices:
            shares[parent], peak = find_priorities(aggregate(matrices.values()))
            consistency.append(_measure(parent, matrices, peak, index))
    notes = (*base.notes, *_doubt_panel(consistency), *_doubt_experts(judgements.experts, consistency), *_name_unjudged(panels, tree))
    return assemble(tree, shares, "ahp", notes, tuple(consistency))


def _measure(parent: str, matrices: Mapping[str, Floats], peak: float, index: str) -> Consistency:
    """The judgements under a parent: joined, and each expert's own where there are several."""
    size = len(next(iter(matrices.values())))
    peaks = {expert: find_priorities(matrix)[1] for expert, matrix in matrices.items()} if len(matrices) > 1 else {}
    each = tuple(ExpertConsistency(expert, own, consistency_ratio(own, size, index)) for expert, own in peaks.items())
    return Consistency(parent, size, peak, consistency_ratio(peak, size, index), index, len(matrices), each)


def _refuse_open(panels: Mapping[str, Mapping[str, Floats]], tree: Tree) -> None:
    open_pairs = [
        _name_open(expert, parent, [(tree.children[parent][i], tree.children[parent][j]) for i, j in holes])
        for parent, matrices in panels.items()
        for expert, matrix in matrices.items()
        if (holes := np.argwhere(np.triu(np.isnan(matrix))).tolist())
    ]
    if open_pairs:
        raise Misuse(*open_pairs)


def _name_open(expert: str, parent: str, pairs: Sequence[tuple[str, str]]) -> Problem:
    return error("panel.pairs_missing", expert=expert, **word_parents("parent", [parent]), **word_pairs("pairs", pairs))


def _name_unjudged(panels: Mapping[str, Mapping[str, Floats]], tree: Tree) -> list[Problem]:
    unjudged = [parent for parent, matrices in panels.items() if not matrices and len(tree.children[parent]) > 1]
    if unjudged and not any(panels.values()):
        raise Misuse(error("weights.nobody_judged", level=tree.level))
    return [note("weights.not_judged", **word_parents("parents", unjudged))] if unjudged else []


def _doubt_panel(consistency: Iterable[Consistency]) -> list[Problem]:
    return [
        note("weights.inconsistent", ratio=round(item.ratio, 3), limit=CR_LIMIT, **word_parents("parent", [item.parent]))
        for item in consistency
        if item.ratio > CR_LIMIT
    ]


def _doubt_experts(experts: Iterable[str], consistency: Sequence[Consistency]) -> list[Problem]:
    """One note an expert, with every parent under which the judgements contradict each other."""
    found = {
        expert: [(item.parent, own.ratio) for item in consistency for own in item.each if own.expert == expert and own.ratio > CR_LIMIT]
        for expert in experts
    }
    return [
        note("weights.expert_inconsistent", expert=expert, limit=CR_LIMIT, **word_ratios("parents", ratios))
        for expert, ratios in found.items()
        if ratios
    ]
