"""Screen units: by how much of their data is there, and by how much of it is not 0."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.matrix.missing import Marks
from iecscore.matrix.stages.columns import divide
from iecscore.values import Floats

AVAILABILITY, ZEROS, BOTH = "availability", "zeros", "both"
SCREENS: Final = (AVAILABILITY, ZEROS, BOTH)
SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Screen:
    """Least share that must be there, least share of it that must not be 0, and which of the two count; some are in or out whatever they hold."""

    by: str = AVAILABILITY
    available: float = 2 / 3
    nonzero: float = 0.05
    included: Collection[int] = ()
    excluded: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Screened:
    """Which units are kept; the share there of each, and the share not 0 of what is there (NaN where nothing is)."""

    kept: Marks
    available: Floats
    nonzero: Floats


def screen_units(columns: Floats, weights: Floats, screen: Screen) -> Screened:
    """Screen (units, indicators) with NaN for gaps; shares are of the weights, equal weights count [becker2022].

    A unit with nothing there has no share of zeros, and is not removed for zeros.
    """
    there = np.where(np.isnan(columns), 0.0, weights)
    available = there.sum(axis=1) / weights.sum()
    nonzero = divide(np.where(columns == 0, 0.0, there).sum(axis=1), there.sum(axis=1))
    enough = (available >= screen.available - SLACK) | (screen.by == ZEROS)
    filled = ~(nonzero < screen.nonzero - SLACK) | (screen.by == AVAILABILITY)
    rows = np.arange(len(columns))
    kept = (enough & filled | np.isin(rows, list(screen.included))) & ~np.isin(rows, list(screen.excluded))
    return Screened(kept, available, nonzero)
