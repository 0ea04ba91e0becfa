"""What a gap may cost: a gap that is owed scores 0, in the lowest case or by policy; what was told in part keeps that part."""

from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats, Matrix

Marks: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Dues:
    """What is owed (units, indicators): `owed` marks gaps without an accepted reason, `kept` is the share of a score that the lowest case keeps."""

    owed: Marks
    kept: Floats

    def forgive(self, cells: Marks) -> Self:
        """The same with nothing owed in some cells."""
        return type(self)(self.owed & ~cells, np.where(cells, 1.0, self.kept))


def find_dues(scores: Matrix, accepted: Marks, shares: Floats, core: frozenset[str]) -> Dues:
    """What units owe: every gap without an accepted reason; in the lowest case those of core indicators, and what `shares` of rows lack there."""
    owed = np.asarray(np.isnan(scores.values) & ~accepted)
    asked = np.array([code in core for code in scores.indicators])
    return Dues(owed, np.where(asked, np.where(owed, 0.0, shares), 1.0))


def lower(scores: Floats, kept: Floats, low: Floats | float = 0.0) -> Floats:
    """Scores in the lowest case: of what lies above the low end only the share kept; an owed gap takes the low end, all others stay gaps."""
    return np.where(kept == 0, low, np.where(kept == 1, scores, low + (scores - low) * kept))


def fill_owed(scores: Matrix, owed: Marks) -> Matrix:
    """Score 0 where a cell is owed; all other gaps stay gaps."""
    return scores.changed(np.where(owed, 0.0, scores.values), "owed gaps score 0", cells=int(owed.sum()))
