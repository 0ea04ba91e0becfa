"""What a gap may cost: the lowest case, in which what was owed and not told scores 0."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Matrix

Marks: TypeAlias = NDArray[np.bool_]


def mark_owed(scores: Matrix, accepted: Marks, core: frozenset[str]) -> Marks:
    """Which cells (units, indicators) are gaps in core indicators without an accepted reason."""
    owed = np.array([code in core for code in scores.indicators])
    return np.asarray(np.isnan(scores.values) & owed & ~accepted)


def fill_lowest(scores: Matrix, owed: Marks) -> Matrix:
    """Score 0 where a cell is owed; all other gaps stay gaps."""
    return scores.changed(np.where(owed, 0.0, scores.values), "lowest case", cells=int(owed.sum()))
