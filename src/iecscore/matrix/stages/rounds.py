"""Fill a gap from the same unit's other rounds."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.matrix.missing import Marks
from iecscore.matrix.stages.imputing import root_mean_square
from iecscore.values import Floats

LATEST, CONSTANT, LINEAR, LINEAR_ENDS = "latest", "constant", "linear", "linear-constant"


@dataclass(frozen=True, slots=True)
class RoundCell:
    """One gap that was filled, the error to expect (standard deviation, NaN where it cannot be told), and the rounds it was filled from."""

    round: int
    unit: int
    indicator: int
    value: float
    error: float
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ImputedRounds:
    """Values and errors (rounds, units, indicators), and each gap that was filled."""

    values: Floats
    errors: Floats
    cells: tuple[RoundCell, ...]


def impute_rounds(cube: Floats, times: Floats, rule: str, reach: int | None = None) -> ImputedRounds:
    """Fill gaps (NaN) of (rounds, units, indicators) from the same unit's other rounds, `times` rising [becker2022].

    latest: the last value before, at most `reach` rounds back; constant: the last value before, the first value for gaps ahead of it;
    linear: on the line between the values before and after, nothing outside; linear-constant: so inside, the nearest value outside.
    The error is what the rule is wrong by, as the root of its mean square over all units, when it guesses each value of the indicator that is
    there from the unit's other rounds.
    """
    guess, gaps = _RULES[rule], np.isnan(cube)
    values, apart, sources = cube.copy(), np.full(cube.shape, np.nan), dict[tuple[int, int, int], tuple[int, ...]]()
    for at, unit, place in np.ndindex(*cube.shape):
        series, known = cube[:, unit, place], ~gaps[:, unit, place]
        known[at] = False
        found, used = guess(times, series, known, at, len(times) if reach is None else reach)
        if gaps[at, unit, place] and used:
            values[at, unit, place], sources[at, unit, place] = found, used
        elif used:
            apart[at, unit, place] = series[at] - found
    wrong = np.array([root_mean_square(apart[:, :, place]) for place in range(cube.shape[2])])
    errors = np.where(gaps, np.where(np.isnan(values), np.nan, wrong), 0.0)
    cells = tuple(RoundCell(*place, float(values[place]), float(errors[place]), used) for place, used in sorted(sources.items()))
    return ImputedRounds(values, errors, cells)


Found = tuple[float, tuple[int, ...]]
NOTHING: Final[Found] = (np.nan, ())


def _guess_latest(_times: Floats, series: Floats, known: Marks, at: int, reach: int) -> Found:
    before = np.flatnonzero(known[:at])
    return (float(series[before[-1]]), (int(before[-1]),)) if len(before) and at - before[-1] <= reach else NOTHING


def _guess_constant(_times: Floats, series: Floats, known: Marks, at: int, _reach: int) -> Found:
    there = np.flatnonzero(known)
    if not len(there):
        return NOTHING
    nearest = int(there[max(int(np.searchsorted(there, at)) - 1, 0)])
    return float(series[nearest]), (nearest,)


def _guess_linear(times: Floats, series: Floats, known: Marks, at: int, _reach: int) -> Found:
    there = np.flatnonzero(known)
    if not len(there) or not there[0] < at < there[-1]:
        return NOTHING
    after = int(np.searchsorted(there, at))
    ends = (int(there[after - 1]), int(there[after]))
    return float(np.interp(times[at], times[list(ends)], series[list(ends)])), ends


def _guess_linear_ends(times: Floats, series: Floats, known: Marks, at: int, reach: int) -> Found:
    there = np.flatnonzero(known)
    if not len(there):
        return NOTHING
    if there[0] < at < there[-1]:
        return _guess_linear(times, series, known, at, reach)
    nearest = int(there[0] if at < there[0] else there[-1])
    return float(series[nearest]), (nearest,)


_RULES: Final[dict[str, Callable[[Floats, Floats, Marks, int, int], Found]]] = {
    LATEST: _guess_latest,
    CONSTANT: _guess_constant,
    LINEAR: _guess_linear,
    LINEAR_ENDS: _guess_linear_ends,
}
ROUND_RULES: Final = tuple(_RULES)
