"""Scores that vary: reported values within their error, gaps that are filled, survey replicates. Blocks are (scenarios, leaves, units)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.matrix.goalposts import score_between, score_values
from iecscore.robustness.field import Field, Places, still
from iecscore.robustness.points import Cells, Points
from iecscore.system.indicators import Goalposts, Trapezoid
from iecscore.values import Floats, frozen

MOST_CYCLES: Final = 4
Shared: TypeAlias = tuple[tuple[int, int, Floats], ...]


@dataclass(frozen=True, slots=True)
class Scales:
    """How values become scores: goalposts (leaves, units) with NaN where a trapezoid holds, and the trapezoids with their leaf and units."""

    zero: Floats
    full: Floats
    trapezoids: tuple[tuple[int, Places, Trapezoid], ...] = ()

    def score(self, values: Floats, moved: tuple[Floats, Floats] | None = None) -> Floats:
        """Scores of values (scenarios, leaves, units); `moved` goalposts stand in for those in force."""
        zero, full = moved or (self.zero, self.full)
        scores = score_between(values, zero, full)
        for leaf, units, posts in self.trapezoids:
            scores[:, leaf, units] = score_values(values[:, leaf, units], posts)
        return scores


def lay_scales(posts: Sequence[Sequence[Goalposts | Trapezoid]]) -> Scales:
    """The scales of leaves by units, `posts[leaf][unit]`."""
    ends = [[(item.zero, item.full) if isinstance(item, Goalposts) else (np.nan, np.nan) for item in row] for row in posts]
    zero, full = np.moveaxis(np.array(ends, dtype=np.float64).reshape(len(posts), -1, 2), 2, 0)
    trapezoids = tuple(
        (leaf, np.array([unit for unit, own in enumerate(row) if own == item], dtype=np.intp), item)
        for leaf, row in enumerate(posts)
        for item in dict.fromkeys(item for item in row if isinstance(item, Trapezoid))
    )
    return Scales(frozen(zero), frozen(full), trapezoids)


@dataclass(frozen=True, slots=True)
class ReportedValues:
    """Values (leaves, units) as they may truly be, scored anew.

    Args:
        leaves: the leaves (columns of the field) that `values` and all below are of; NaN leaves the score as it is.
        error: (leaves, units) standard deviation, on the scale of the values.
        unit: (leaves,) what figures are rounded to: the true one is anywhere within half of it; 0 where they are not rounded.
        band: each goalpost moves evenly by up to this share of the distance between the two, the same for all units; `points` has two
            dimensions for each of the leaves. Trapezoids stay.
        shared: values of the first row err also by a factor (units,) times the deviate of the second, which stands before it.
    """

    leaves: Places
    values: Floats
    error: Floats
    unit: Floats
    scales: Scales
    cells: Cells
    band: float = 0.0
    points: Points | None = None
    shared: Shared = ()

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        object.__setattr__(self, "leaves", still(np.array(self.leaves, dtype=np.intp)))
        for name in ("values", "error", "unit"):
            object.__setattr__(self, name, frozen(getattr(self, name)))

    def change(self, scores: Floats, first: int, last: int) -> Floats:
        """Draw the values of a block and score them."""
        stream, shape = self.cells.block(first), (last - first, *self.values.shape)
        values = stream.standard_normal(shape)
        together = [(row, factors * values[:, other]) for row, other, factors in self.shared]
        values *= self.error
        for row, moved in together:
            values[:, row] += moved
        values += self.values
        rounded = np.flatnonzero(self.unit)
        if len(rounded):
            values[:, rounded] += (stream.random((last - first, len(rounded), shape[2])) - 0.5) * self.unit[rounded, None]
        fresh = self.scales.score(values, self._move(first, last))
        gone = np.isnan(self.values)
        if not gone.any() and len(self.leaves) == scores.shape[1]:
            return fresh[:, np.argsort(self.leaves)] if (np.diff(self.leaves) < 0).any() else fresh
        scores[:, self.leaves] = np.where(gone, scores[:, self.leaves], fresh)
        return scores

    def _move(self, first: int, last: int) -> tuple[Floats, Floats] | None:
        if self.points is None:
            return None
        zero, full = self.scales.zero, self.scales.full
        steps = self.band * (2 * self.points.draw(first, last) - 1)
        low, high = steps[:, ::2, None], steps[:, 1::2, None]
        return zero + low * (full - zero), full + high * (full - zero)


def measure_error(values: Floats, relative: Floats | float, absolute: Floats | float = 0.0) -> Floats:
    """The standard deviation of values (leaves, units) known to a share of themselves, and to a fixed amount beside."""
    return np.asarray(np.hypot(np.abs(values) * relative, absolute * np.ones_like(values)))


@dataclass(frozen=True, slots=True)
class ImputedScores:
    """Gaps filled by a mean and its standard error, kept within 0 and 1: cells (leaf, unit) with a figure each."""

    leaves: Places
    units: Places
    mean: Floats
    error: Floats
    cells: Cells

    def change(self, scores: Floats, first: int, last: int) -> Floats:
        """Fill the cells."""
        drawn = self.mean + self.error * self.cells.normal(first, last, len(self.mean))
        scores[:, self.leaves, self.units] = np.clip(drawn, 0, 1)
        return scores


@dataclass(frozen=True, slots=True)
class DonatedScores:
    """Gaps filled by the score of another unit of the league: cells (leaf, unit), the donors of each side by side, and how many they are."""

    leaves: Places
    units: Places
    donors: Places
    count: Places
    cells: Cells

    def change(self, scores: Floats, first: int, last: int) -> Floats:
        """Fill the cells from the scores as earlier sources left them."""
        chosen = (self.cells.uniform(first, last, len(self.units)) * self.count).astype(np.intp)
        donors = self.donors[np.arange(len(self.units)), chosen]
        scores[:, self.leaves, self.units] = scores[np.arange(last - first)[:, None], self.leaves, donors]
        return scores


def find_donors(field: Field, cells: Cells, filled: NDArray[np.bool_] | None = None) -> DonatedScores:
    """Every gap, or those marked in `filled` (units, leaves), with the units of the league that have a score there; without any it stays a gap."""
    gaps = np.isnan(field.scores) if filled is None else filled & np.isnan(field.scores)
    found = []
    for unit, leaf in np.argwhere(gaps).tolist():
        there = np.flatnonzero((field.league == field.league[unit]) & ~np.isnan(field.scores[:, leaf]))
        if len(there):
            found.append((leaf, unit, there))
    most = max((len(there) for _, _, there in found), default=0)
    donors = [np.resize(there, most) for _, _, there in found]
    places = (np.array([item[0] for item in found], dtype=np.intp), np.array([item[1] for item in found], dtype=np.intp))
    count = np.array([len(there) for _, _, there in found], dtype=np.intp)
    return DonatedScores(*places, np.array(donors, dtype=np.intp).reshape(len(found), most), count, cells)


@dataclass(frozen=True, slots=True)
class Replicates:
    """Scores (replicates, leaves, units) of some leaves, one replicate a scenario; when all were used, again in another order.

    Further cycles are shuffled so that a replicate does not always meet the same weights. NaN is a gap in that replicate.
    """

    leaves: Places
    figures: Floats
    cells: Cells

    def change(self, scores: Floats, first: int, last: int) -> Floats:
        """Put in the replicates of a block."""
        scores[:, self.leaves] = self.figures[[self._find(scenario) for scenario in range(first, last)]]
        return scores

    def _find(self, scenario: int) -> int:
        cycle, place = divmod(scenario, len(self.figures))
        return place if not cycle else int(_shuffle(self.cells, cycle, len(self.figures))[place])


@lru_cache(maxsize=MOST_CYCLES)
def _shuffle(cells: Cells, cycle: int, count: int) -> Places:
    return cells.block(cycle).permutation(count)


@dataclass(frozen=True, slots=True)
class ComputedScores:
    """Scores of some leaves by a function of the index, which gives (scenarios, leaves, units) for `first` to `last`."""

    leaves: Places
    figures: Callable[[int, int], Floats]

    def change(self, scores: Floats, first: int, last: int) -> Floats:
        """Put in what the function gives."""
        scores[:, self.leaves] = self.figures(first, last)
        return scores


@dataclass(frozen=True, slots=True)
class Unranked:
    """Units that take no part, whatever their figures: all their scores are gaps."""

    units: Places
    together: ClassVar[int] = 16

    def change(self, scores: Floats, first: int, last: int) -> Floats:  # noqa: ARG002 - the same in every scenario
        """Blank them."""
        scores[:, :, self.units] = np.nan
        return scores
