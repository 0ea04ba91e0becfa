"""What statistics over units can use: rows without gaps, indicators that vary."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats

FLAT = 1e-12


@dataclass(frozen=True, slots=True)
class Screened:
    """The usable values, which indicators they are of (indicators,), and how many rows had gaps."""

    values: Floats
    kept: NDArray[np.bool_]
    rows_left_out: int

    def spread_out(self, figures: Floats) -> Floats:
        """Figures of the kept indicators at their places, NaN at the others."""
        whole = np.full((len(self.kept), *figures.shape[1:]), np.nan)
        whole[self.kept] = figures
        return whole


def screen(matrix: Floats, *, gaps: bool = False) -> Screened:
    """Leave out rows (units, indicators) with gaps, unless `gaps` may stay, and indicators that do not vary."""
    whole = np.isnan(matrix).any(axis=1)
    rows = matrix if gaps else matrix[~whole]
    kept = find_varying(rows)
    return Screened(rows[:, kept], kept, 0 if gaps else int(whole.sum()))


def find_varying(rows: Floats) -> NDArray[np.bool_]:
    """Which columns (units, indicators) differ by more than 1e-12 of their largest magnitude among the values that are there."""
    there = ~np.isnan(rows)
    high, low = np.where(there, rows, -np.inf).max(axis=0, initial=-np.inf), np.where(there, rows, np.inf).min(axis=0, initial=np.inf)
    with np.errstate(invalid="ignore"):
        return np.asarray(high - low > FLAT * np.maximum(np.abs(high), np.abs(low)))
