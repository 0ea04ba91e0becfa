"""What a gap may cost: a gap that is owed scores 0, in the lowest case or by policy."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Matrix

Marks: TypeAlias = NDArray[np.bool_]


def mark_owed(scores: Matrix, accepted: Marks, core: frozenset[str]) -> Marks:
    """Which cells (units, indicators) are gaps in core indicators without an accepted reason."""
    owed = np.array([code in core for code in scores.indicators])
    return np.asarray(np.isnan(scores.values) & owed & ~accepted)


def fill_owed(scores: Matrix, owed: Marks) -> Matrix:
    """Score 0 where a cell is owed; all other gaps stay gaps."""
    return scores.changed(np.where(owed, 0.0, scores.values), "owed gaps score 0", cells=int(owed.sum()))
