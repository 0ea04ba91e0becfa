"""What a scoring method gives, and the ranks that follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from iecscore.scoring.mcdm.columns import Columns
from iecscore.scoring.ranks import Ranks, rank_scores
from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of the alternatives in the method's own unit (NaN: undefined), what was decided on the way, and options worked out there.

    `scale` is the size of what was added up, where terms may cancel: a difference of that size's rounding is a tie.
    """

    scores: Floats
    notes: tuple[str, ...] = ()
    options: Mapping[str, Floats] = field(default_factory=dict)
    scale: float = 0.0


def leave_undefined(columns: Columns) -> Scored:
    """No scores: the alternatives are alike wherever a criterion has a say, and the method would divide 0 by 0."""
    note = "scores: undefined, since the alternatives are alike in every criterion that counts; they share rank 1"
    return Scored(np.full(len(columns.matrix), np.nan), (*columns.notes, note))


def rank_alternatives(scores: Floats, *, higher_is_better: bool = True, scale: float = 0.0) -> Ranks:
    """Ranks, 1 the best; scores within 1e-9 of the largest magnitude, or of the scale, tie and share the smallest rank.

    Where all are undefined, all share rank 1. The unit stands in as one more score, below all others.
    """
    if np.isnan(scores).all():
        return np.ones(len(scores), dtype=np.int64)
    directed = scores if higher_is_better else -scores
    unit = max(float(np.abs(scores).max()), scale) or 1.0
    return rank_scores(np.append(directed / unit, -1.0))[:-1]
