"""Join weights from judgement with weights from the data, within each criterion."""

from typing import Final

import numpy as np

from iecscore.problems import Misuse, error
from iecscore.values import Floats, Weights
from iecscore.weights.joining import GEOMETRIC, LINEAR, MULTIPLICATIVE, blend
from iecscore.weights.shares import assemble, scale_to_one, shares_in
from iecscore.weights.tree import Tree

COMBINATIONS: Final = (MULTIPLICATIVE, LINEAR, GEOMETRIC)


def combine(tree: Tree, subjective: Weights, objective: Weights, rule: str = MULTIPLICATIVE, share: float = 0.5) -> Weights:
    """Join two sets of weights within each criterion; above, where data say nothing, the subjective weights hold.

    The rules are those of `blend`, each scaled to a sum of 1; `share` is that of the subjective weights.

    Raises:
        Misuse: no such rule, or a share outside 0 to 1.
    """
    _refuse_unknown(rule, share)
    ours, theirs = shares_in(subjective, tree), shares_in(objective, tree)
    joined = {criterion: _join(ours[criterion], theirs[criterion], rule, share) for criterion in tree.criteria}
    notes = tuple(dict.fromkeys((*subjective.notes, *objective.notes)))
    return assemble(tree, ours | joined, f"{subjective.origin}+{objective.origin}", notes, subjective.consistency)


def _join(ours: Floats, theirs: Floats, rule: str, share: float) -> Floats:
    mixed = blend(ours, theirs, rule, share)
    return scale_to_one(mixed) if np.any(mixed > 0) else ours


def _refuse_unknown(rule: str, share: float) -> None:
    if rule not in COMBINATIONS:
        raise Misuse(error("rank.unknown_choice", option="combine", given=rule, known=", ".join(COMBINATIONS)))
    if not 0 <= share <= 1:
        raise Misuse(error("weights.share_outside", share=share))
