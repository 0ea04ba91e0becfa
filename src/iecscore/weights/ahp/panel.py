"""Weights of a tree from a panel's pairwise judgements: experts joined by the geometric mean, each parent by its eigenvector."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from iecscore.problems import Misuse, Problem, error, note
from iecscore.values import Consistency, Floats, Weights
from iecscore.weights.ahp.consistency import CR_LIMIT, consistency_ratio
from iecscore.weights.ahp.group import aggregate
from iecscore.weights.ahp.prioritising import find_priorities
from iecscore.weights.judgements import Judgements, fill_matrices
from iecscore.weights.shares import assemble, shares_in
from iecscore.weights.tree import Tree


def weigh_ahp(judgements: Judgements, tree: Tree, base: Weights, index: str = "alonso-lamata") -> Weights:
    """Weigh each parent by the experts' aggregated judgements; parents nobody judged keep the weights of `base`, with a note.

    Raises:
        Misuse: nobody judged anything of the level, an expert left pairs of a parent open, or the random index has no such name or size.
    """
    panels = {parent: fill_matrices(judgements, tree.level, parent, children) for parent, children in tree.children.items()}
    _refuse_open(panels, tree)
    shares, consistency, notes = shares_in(base, tree), [], list(base.notes)
    for parent, matrices in panels.items():
        if matrices:
            shares[parent], peak = find_priorities(aggregate(matrices.values()))
            size = len(tree.children[parent])
            consistency.append(Consistency(parent, size, peak, consistency_ratio(peak, size, index), index, len(matrices)))
            notes += _doubt(matrices, consistency[-1])
    return assemble(tree, shares, "ahp", (*notes, *_name_unjudged(panels, tree)), tuple(consistency))


def _refuse_open(panels: Mapping[str, Mapping[str, Floats]], tree: Tree) -> None:
    open_pairs = [
        error("panel.pairs_missing", expert=expert, parent=parent, pairs=_name_pairs(tree.children[parent], holes))
        for parent, matrices in panels.items()
        for expert, matrix in matrices.items()
        if (holes := np.argwhere(np.triu(np.isnan(matrix))).tolist())
    ]
    if open_pairs:
        raise Misuse(*open_pairs)


def _name_pairs(children: Sequence[str], pairs: Iterable[Sequence[int]]) -> str:
    return ", ".join(f"{children[i]} vs {children[j]}" for i, j in pairs)


def _name_unjudged(panels: Mapping[str, Mapping[str, Floats]], tree: Tree) -> list[Problem]:
    unjudged = [parent for parent, matrices in panels.items() if not matrices and len(tree.children[parent]) > 1]
    if unjudged and not any(panels.values()):
        raise Misuse(error("weights.nobody_judged", level=tree.level))
    return [note("weights.not_judged", parents=", ".join(unjudged))] if unjudged else []


def _doubt(matrices: Mapping[str, Floats], whole: Consistency) -> list[Problem]:
    doubts = [note("weights.inconsistent", parent=whole.parent, ratio=round(whole.ratio, 3), limit=CR_LIMIT)] if whole.ratio > CR_LIMIT else []
    for expert, matrix in matrices.items() if len(matrices) > 1 else ():
        ratio = consistency_ratio(find_priorities(matrix)[1], whole.size, whole.random_index)
        if ratio > CR_LIMIT:
            doubts.append(note("weights.expert_inconsistent", parent=whole.parent, expert=expert, ratio=round(ratio, 3), limit=CR_LIMIT))
    return doubts
