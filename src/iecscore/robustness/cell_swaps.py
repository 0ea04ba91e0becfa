"""The smallest change of one reported figure that turns two neighbours round."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from iecscore.values import Floats

RowScorer: TypeAlias = Callable[[Floats], Floats]
DUST: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Goals:
    """How a value becomes a score: 0 at `zero`, 1 at `full` (leaves,), straight between; and what values are possible at all.

    Of an interval goalpost these are the ends of the slope the value stands on.
    """

    zero: Floats
    full: Floats
    least: Floats
    most: Floats

    def find_value(self, scores: Floats) -> Floats:
        """The value of a score in [0, 1]; NaN where it is not possible."""
        values = self.zero + scores * (self.full - self.zero)
        return np.where((values >= self.least - DUST) & (values <= self.most + DUST), values, np.nan)


def reach_by_cell(row: Floats, target: float, score: RowScorer) -> Floats:
    """For each leaf the score in [0, 1] that, put in this row (leaves,), brings the row's figure to `target`; NaN where none does, or at a gap.

    `score` makes figures (rows,) of rows (rows, leaves) and never falls as a score grows: weighted mean, TOPSIS with fixed ideals.
    """
    found = np.full(len(row), np.nan)
    for leaf in np.flatnonzero(np.isfinite(row)).tolist():
        found[leaf] = _reach(row, leaf, target, score)
    return found


def _reach(row: Floats, leaf: int, target: float, score: RowScorer) -> float:
    from scipy.optimize import brentq  # noqa: PLC0415 - read late: the command must start at once

    def miss(value: float) -> float:
        changed = row.copy()
        changed[leaf] = value
        return float(score(changed[None])[0]) - target

    low, high = miss(0.0), miss(1.0)
    return float(brentq(miss, 0.0, 1.0, xtol=DUST)) if low <= 0 <= high and high - low > DUST else np.nan


@dataclass(frozen=True, slots=True)
class CellSwap:
    """For each leaf (leaves,) the score that makes one unit tie with another, how far it is from its own, and the same of the reported value.

    NaN where no possible value does it.
    """

    score: Floats
    points: Floats
    value: Floats
    change: Floats

    @property
    def easiest(self) -> int:
        """The leaf whose score has to change least, -1 where there is none."""
        return -1 if np.isnan(self.points).all() else int(np.nanargmin(np.abs(self.points)))


def swap_by_cell(row: Floats, values: Floats, target: float, goals: Goals, score: RowScorer) -> CellSwap:
    """What one cell of a unit with these scores and reported values (leaves,) would have to be for its figure to be `target`, its neighbour's."""
    wanted = reach_by_cell(row, target, score)
    value = goals.find_value(wanted)
    possible = np.where(np.isnan(value), np.nan, wanted)
    return CellSwap(possible, possible - row, value, value - values)
