"""The field that scenarios are drawn over: scores, leagues, the tree as arrays, and the method in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.scoring.ranks import split_leagues
from iecscore.values import Floats, frozen

CHUNK: Final = 256
BLOCK: Final = 16
TILE: Final = 256
Places: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Field:
    """Units (rows) by leaves (columns) in tree order, so that the leaves of a criterion lie side by side.

    Args:
        scores: (units, leaves) in [0, 1]; NaN is a gap.
        league: (units,) the number of each unit's league; ranks are within a league.
        criterion_of: (leaves,) the number of each leaf's criterion, from 0 up without a break.
        least: the weight share below which a criterion is withheld.
        tiers: cut-offs, falling, on the scale of the scores.
        method: one of `iecscore.scoring.METHODS` but `index`.
    """

    scores: Floats
    league: Places
    criterion_of: Places
    least: float = 0.0
    tiers: tuple[float, ...] = ()
    method: str = "topsis"

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        object.__setattr__(self, "scores", frozen(self.scores))
        for name in ("league", "criterion_of"):
            object.__setattr__(self, name, still(np.array(getattr(self, name), dtype=np.intp)))

    @property
    def units(self) -> int:
        """How many units there are."""
        return len(self.scores)

    @property
    def leaves(self) -> int:
        """How many leaves there are."""
        return len(self.criterion_of)

    @property
    def leagues(self) -> list[Places]:
        """The units of each league."""
        return split_leagues([(str(number),) for number in self.league.tolist()])

    @property
    def widest(self) -> int:
        """The number of units in the largest league."""
        return max(len(mine) for mine in self.leagues)

    @property
    def criteria(self) -> list[slice]:
        """The leaves of each criterion."""
        ends = [0, *(np.flatnonzero(np.diff(self.criterion_of)) + 1).tolist(), self.leaves]
        return [slice(begin, end) for begin, end in pairwise(ends)]


def number_leagues(leagues: Sequence[tuple[str, ...]]) -> Places:
    """Number leagues in the order in which they are met."""
    known = {league: number for number, league in enumerate(dict.fromkeys(leagues))}
    return np.array([known[league] for league in leagues], dtype=np.intp)


def still(array: Places) -> Places:
    """Let nobody write to an array."""
    array.setflags(write=False)
    return array
