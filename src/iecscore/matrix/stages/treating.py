"""Treat outliers: pull single values in, and where that is not enough transform the whole column; every cell that changed is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.matrix.missing import Marks
from iecscore.matrix.stages.columns import STILL, varies
from iecscore.matrix.stages.moments import Limits, Moments, measure_lines, measure_sorted, pass_limits
from iecscore.matrix.stages.transforms import BOXCOX, LOG, find_exponent, is_changed, transform_lines
from iecscore.values import Floats

NONE, AS_TESTED, WINSORISE, TRANSFORM = "none", "as-tested", "winsorise", "transform"
FORCED: Final = (AS_TESTED, WINSORISE, TRANSFORM, NONE)
HIGH, LOW = "winsorised-high", "winsorised-low"


@dataclass(frozen=True, slots=True)
class Treatment:
    """How a column is treated: limits of the test, most points pulled in (none: no limit), and the second treatment (`none`: no second one).

    `exponent` is of box-cox; none: the likeliest.

    With `combine` the second treatment works on what the first one left, else on the column as it came. `forced` sets the test aside:
    `winsorise` pulls in as many points as allowed whatever it says, `transform` goes straight to the second treatment, `none` leaves all as is.
    """

    limits: Limits = field(default_factory=Limits)
    most: int | None = 5
    second: str = LOG
    exponent: float | None = None
    combine: bool = False
    forced: str = AS_TESTED


@dataclass(frozen=True, slots=True)
class TreatedCell:
    """One value that changed."""

    unit: int
    indicator: int
    before: float
    after: float
    treatment: str


@dataclass(frozen=True, slots=True)
class TreatedColumn:
    """What was done to a column (`none`, `winsorised`, a transformation, or both with `+`), its moments before and after, whether it passes.

    `exponent` is of box-cox, NaN without.
    """

    treatment: str
    points: int
    before: Moments
    after: Moments
    passes: bool
    exponent: float = np.nan


@dataclass(frozen=True, slots=True)
class Treated:
    """The treated values, each column's record, and each changed cell's, column by column."""

    values: Floats
    columns: tuple[TreatedColumn, ...]
    cells: tuple[TreatedCell, ...]


@dataclass(frozen=True, slots=True)
class TreatedLines:
    """Rows treated: their values, the bounds extremes were pulled in to, which were transformed, and by which exponent."""

    values: Floats
    lowest: Floats
    highest: Floats
    second: Marks
    exponents: Floats


def treat_columns(columns: Floats, treatments: Sequence[Treatment]) -> Treated:
    """Treat (units, indicators) with NaN for gaps, one treatment a column [becker2022].

    A column passes where |skewness| or kurtosis lies below its limit. If not, the extreme on the side of the skew, all tied values at once, is
    set to the next value until the column passes or the points are used up; if it still fails, the second treatment.
    """
    lines, values = np.ascontiguousarray(columns.T), columns.copy()
    records: dict[int, TreatedColumn] = {}
    marks = np.full(lines.shape, "", dtype=object)
    for treatment in dict.fromkeys(treatments):
        places = [place for place, own in enumerate(treatments) if own == treatment]
        done = treat_lines(lines[places], treatment)
        values[:, places], marks[places] = done.values.T, _mark(lines[places], done, treatment.second)
        records |= dict(zip(places, _record(lines[places], done, treatment), strict=True))
    cells = tuple(
        TreatedCell(unit, place, float(columns[unit, place]), float(values[unit, place]), marks[place, unit])
        for place, unit in np.argwhere(marks != "").tolist()
    )
    return Treated(values, tuple(records[place] for place in range(len(treatments))), cells)


def treat_lines(lines: Floats, treatment: Treatment) -> TreatedLines:
    """Treat each row of `lines` (columns, units) alike, as `treat_columns` says."""
    everywhere = np.full(len(lines), np.inf)
    pulls = treatment.forced in {AS_TESTED, WINSORISE}
    lowest, highest, failing = find_bounds(lines, treatment) if pulls else (-everywhere, everywhere, np.ones(len(lines), dtype=np.bool_))
    values = np.minimum(np.maximum(lines, lowest[:, None]), highest[:, None])
    second, exponents = _find_second(values, failing, treatment), np.full(len(lines), np.nan)
    places = np.flatnonzero(second)
    if len(places):
        begun = values if treatment.combine else lines
        if not treatment.combine:
            lowest[places], highest[places] = -np.inf, np.inf
        exponents[places] = _settle_exponents(begun[places], treatment)
        values[places] = transform_lines(begun[places], treatment.second, exponents[places])
        second[places] = is_changed(begun[places], treatment.second)
    return TreatedLines(values, lowest, highest, second, exponents)


def find_bounds(lines: Floats, treatment: Treatment) -> tuple[Floats, Floats, Marks]:
    """To which least and greatest value the extremes of each row are pulled in, and which rows still fail then.

    The points pulled in are counted after each step, tied ones together, so that the last step may pass the most allowed.
    """
    own = np.ascontiguousarray(np.sort(lines, axis=1).T)
    pulled, columns, failing = own, np.arange(len(lines)), np.zeros(len(lines), dtype=np.bool_)
    lowest, highest, points = np.fmin.reduce(own, axis=0), np.fmax.reduce(own, axis=0), np.zeros(len(lines), dtype=np.intp)
    while len(columns):
        skewness, kurtosis = measure_sorted(pulled)
        failing[columns] = fails = ~pass_limits(skewness, kurtosis, treatment.limits)
        going = ~np.isnan(skewness) & ((treatment.forced == WINSORISE) | fails)
        if treatment.most is not None:
            going &= points < treatment.most
        columns, own, left = columns[going], own.take(np.flatnonzero(going), axis=1), skewness[going] < -STILL
        low, high = lowest[columns], highest[columns]
        below = np.maximum.reduce(np.where(own < high, own, -np.inf), axis=0, initial=-np.inf)
        above = np.minimum.reduce(np.where(own > low, own, np.inf), axis=0, initial=np.inf)
        lowest[columns], highest[columns] = low, high = np.where(left, above, low), np.where(left, high, below)
        points = np.count_nonzero(own > high, axis=0) + np.count_nonzero(own < low, axis=0)
        pulled = np.minimum(np.maximum(own, low), high)
    return lowest, highest, failing


def _find_second(values: Floats, failing: Marks, treatment: Treatment) -> Marks:
    """Which rows the second treatment is for: those that fail, or all where it is forced."""
    if NONE in {treatment.second, treatment.forced}:
        return np.zeros(len(values), dtype=np.bool_)
    places = np.flatnonzero(failing)
    second = np.zeros(len(values), dtype=np.bool_)
    second[places] = varies(values[places].T)
    return second


def _settle_exponents(lines: Floats, treatment: Treatment) -> Floats:
    if treatment.second != BOXCOX:
        return np.full(len(lines), np.nan)
    return np.array([find_exponent(line) if treatment.exponent is None else treatment.exponent for line in lines])


def _mark(lines: Floats, done: TreatedLines, told: str) -> NDArray[np.object_]:
    """What was done to each value, "" where nothing."""
    marks = np.full(lines.shape, "", dtype=object)
    marks[lines > done.highest[:, None]], marks[lines < done.lowest[:, None]] = HIGH, LOW
    changed = done.second[:, None] & ~np.isnan(done.values)
    marks[changed] = [f"{mark}+{told}" if mark else told for mark in marks[changed]]
    return marks


def _record(lines: Floats, done: TreatedLines, treatment: Treatment) -> Iterator[TreatedColumn]:
    points = ((lines > done.highest[:, None]) | (lines < done.lowest[:, None])).sum(axis=1)
    moments = [map(Moments, *(figures.tolist() for figures in measure_lines(given))) for given in (lines, done.values)]
    for many, second, exponent, before, after in zip(points.tolist(), done.second.tolist(), done.exponents.tolist(), *moments, strict=True):
        told = "+".join(["winsorised"] * (many > 0) + [treatment.second] * second)
        yield TreatedColumn(told or NONE, many, before, after, after.pass_limits(treatment.limits), exponent)
