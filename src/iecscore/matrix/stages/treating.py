"""Treat outliers: pull single values in, and where that is not enough transform the whole column; every cell that changed is told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from iecscore.matrix.stages.columns import varies
from iecscore.matrix.stages.moments import Limits, Moments, measure_moments
from iecscore.matrix.stages.transforms import BOXCOX, LOG, find_exponent, transform
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


def treat_columns(columns: Floats, treatments: Sequence[Treatment]) -> Treated:
    """Treat (units, indicators) with NaN for gaps, one treatment a column [becker2022].

    A column passes where |skewness| or kurtosis lies below its limit. If not, the extreme on the side of the skew, all tied values at once, is
    set to the next value until the column passes or the points are used up; if it still fails, the second treatment.
    """
    done = [_treat(columns[:, place], treatment) for place, treatment in enumerate(treatments)]
    values = np.column_stack([after for after, _, _ in done]) if done else columns
    cells = tuple(
        TreatedCell(unit, place, float(columns[unit, place]), float(after[unit]), marks[unit])
        for place, (after, marks, _) in enumerate(done)
        for unit in np.flatnonzero(np.array(marks) != "").tolist()
    )
    return Treated(values, tuple(record for _, _, record in done), cells)


def _treat(column: Floats, treatment: Treatment) -> tuple[Floats, list[str], TreatedColumn]:
    nothing = [""] * len(column)
    values, marks, points, exponent = column, nothing, 0, np.nan
    if treatment.forced in {AS_TESTED, WINSORISE}:
        values, marks, points = winsorise(column, treatment.limits, treatment.most, forced=treatment.forced == WINSORISE)
    told = ["winsorised"] if points else []
    if _needs_second(values, treatment):
        if not treatment.combine:
            values, marks, points, told = column, nothing, 0, []
        exponent = _settle_exponent(values, treatment)
        second = transform(values, treatment.second, exponent)
        if second is not values:
            values, marks, told = second, _mark(marks, second, treatment.second), [*told, treatment.second]
    after = measure_moments(values)
    record = TreatedColumn("+".join(told) or NONE, points, measure_moments(column), after, after.pass_limits(treatment.limits), exponent)
    return values, marks, record


def _settle_exponent(values: Floats, treatment: Treatment) -> float:
    if treatment.second != BOXCOX:
        return np.nan
    return find_exponent(values) if treatment.exponent is None else treatment.exponent


def _needs_second(values: Floats, treatment: Treatment) -> bool:
    if NONE in {treatment.second, treatment.forced} or not varies(values[:, None])[0]:
        return False
    return treatment.forced == TRANSFORM or not measure_moments(values).pass_limits(treatment.limits)


def _mark(marks: Sequence[str], values: Floats, told: str) -> list[str]:
    return ["" if gone else f"{mark}+{told}" if mark else told for mark, gone in zip(marks, np.isnan(values).tolist(), strict=True)]


def winsorise(column: Floats, limits: Limits, most: int | None = 5, *, forced: bool = False) -> tuple[Floats, list[str], int]:
    """Pull in the extremes of a column: its values, what was done to each ("" where nothing), and how many points were pulled in.

    The points pulled in are counted after each step, tied ones together, so that the last step may pass `most`.
    """
    values, marks, points = column.copy(), [""] * len(column), 0
    high, low = np.zeros(len(column), dtype=np.bool_), np.zeros(len(column), dtype=np.bool_)
    moments = measure_moments(values)
    while (most is None or points < most) and not np.isnan(moments.skewness) and (forced or not moments.pass_limits(limits)):
        if moments.skewness >= 0:
            high = values == np.nanmax(values)
            values[high] = np.nanmax(values[~high])
        else:
            low = values == np.nanmin(values)
            values[low] = np.nanmin(values[~low])
        points, moments = int(high.sum() + low.sum()), measure_moments(values)
    for told, marked in ((HIGH, high), (LOW, low)):
        marks = [told if there else mark for mark, there in zip(marks, marked.tolist(), strict=True)]
    return values, marks, points
