"""Weights from pairwise judgements: principal eigenvector, consistency ratio, geometric mean of the experts."""

from collections.abc import Iterable

import numpy as np

from iecscore.problems import Misuse, Problem, error, note
from iecscore.values import Consistency, Floats, Weights
from iecscore.weights.judgements import Judgements, fill_matrices
from iecscore.weights.random_index import FIRST, random_index
from iecscore.weights.shares import assemble, shares_in
from iecscore.weights.tree import Tree

LIMIT = 0.10


def weigh_ahp(judgements: Judgements, tree: Tree, base: Weights, index: str = "alonso-lamata") -> Weights:
    """Weigh each parent by the experts' aggregated judgements; a parent nobody judged keeps the weights of `base`, with a note.

    Raises:
        Misuse: an expert left pairs of a parent open, or the random index has no such name or size.
    """
    shares, consistency, notes = shares_in(base, tree), [], list(base.notes)
    for parent, children in tree.children.items():
        matrices = fill_matrices(judgements, tree.level, parent, children)
        _refuse_open(matrices, parent, children)
        if matrices:
            shares[parent], peak = find_priorities(aggregate(matrices.values()))
            consistency.append(_consistency(parent, len(children), peak, index))
            notes += _doubt(parent, matrices, consistency[-1], index)
        elif len(children) > 1:
            notes.append(note("weights.not_judged", parent=parent))
    return assemble(tree, shares, "ahp", tuple(notes), tuple(consistency))


def aggregate(matrices: Iterable[Floats]) -> Floats:
    """Aggregate individual judgements: the cell-wise geometric mean (Aczel & Saaty 1983, J. Math. Psych. 27:93)."""
    return np.asarray(np.exp(np.mean([np.log(matrix) for matrix in matrices], axis=0)))


def find_priorities(matrix: Floats) -> tuple[Floats, float]:
    """Principal eigenvector, sum 1, and its eigenvalue, of a positive reciprocal matrix (Saaty 1977, J. Math. Psych. 15:234)."""
    values, vectors = np.linalg.eig(matrix)
    peak = int(np.argmax(values.real))
    vector = np.abs(vectors[:, peak].real)
    return vector / vector.sum(), float(values[peak].real)


def consistency_ratio(peak: float, size: int, index: str) -> float:
    """CR = (lambda - n) / ((n - 1) RI), with the random index named; two children are always consistent."""
    return max(peak - size, 0.0) / ((size - 1) * random_index(index, size)) if size >= FIRST else 0.0


def _consistency(parent: str, size: int, peak: float, index: str) -> Consistency:
    return Consistency(parent, size, peak, consistency_ratio(peak, size, index), index)


def _refuse_open(matrices: dict[str, Floats], parent: str, children: tuple[str, ...]) -> None:
    open_pairs = [
        error("panel.pairs_missing", expert=expert, parent=parent, pairs=", ".join(f"{children[i]} vs {children[j]}" for i, j in holes))
        for expert, matrix in matrices.items()
        if (holes := np.argwhere(np.triu(np.isnan(matrix))).tolist())
    ]
    if open_pairs:
        raise Misuse(*open_pairs)


def _doubt(parent: str, matrices: dict[str, Floats], whole: Consistency, index: str) -> list[Problem]:
    doubts = [note("weights.inconsistent", parent=parent, ratio=round(whole.ratio, 3), limit=LIMIT)] if whole.ratio > LIMIT else []
    for expert, matrix in matrices.items() if len(matrices) > 1 else ():
        ratio = consistency_ratio(find_priorities(matrix)[1], len(matrix), index)
        if ratio > LIMIT:
            doubts.append(note("weights.expert_inconsistent", parent=parent, expert=expert, ratio=round(ratio, 3), limit=LIMIT))
    return doubts
