"""Fill gaps, and keep what each filled value may be wrong by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.matrix.stages.centres import MEAN, MEDIAN, find_centre, find_centres, leave_out, miss_centres
from iecscore.matrix.stages.columns import divide, find_highest, find_lowest
from iecscore.matrix.stages.neighbours import borrow_nearest
from iecscore.matrix.stages.regressing import regress_gaps
from iecscore.values import Floats

NONE, GROUP_MEAN, GROUP_MEDIAN = "none", "group-mean", "group-median"
ROW_MEAN, ROW_MEDIAN, REGRESSION, NEAREST = "row-mean", "row-median", "regression", "nearest-neighbour"
OVERALL: Final = "overall"
FALLBACKS: Final = (NONE, OVERALL)
BY_COLUMN: Final = frozenset({NONE, MEAN, MEDIAN, GROUP_MEAN, GROUP_MEDIAN})


@dataclass(frozen=True, slots=True)
class Imputation:
    """How gaps are filled.

    `groups` name each unit's group (none: the unit is in no group), `blocks` each indicator's, within which rows are averaged; `types` tell rows
    which way each indicator points; `fallback` says what fills the gap of a group that has no value: nothing, or the centre of all units.
    `predictors` is the number of indicators a regression takes (none: one per ten units with a value, at least one).
    """

    rule: str = NONE
    groups: Sequence[str | None] = ()
    blocks: Sequence[str] = ()
    types: Floats | None = None
    fallback: str = NONE
    predictors: int | None = None


@dataclass(frozen=True, slots=True)
class ImputedCell:
    """One gap that was filled, and the standard deviation of the error to expect (NaN where it cannot be told)."""

    unit: int
    indicator: int
    value: float
    error: float


@dataclass(frozen=True, slots=True)
class Imputed:
    """The values with their gaps filled where the rule could, and the error of each cell: 0 where it was told, NaN where nothing is known."""

    values: Floats
    errors: Floats
    cells: tuple[ImputedCell, ...]
    settled: bool = True


Guess = tuple[Floats, Floats, bool]


def impute(columns: Floats, imputation: Imputation) -> Imputed:
    """Fill the gaps (NaN) of (units, indicators) [nardo2008; little2002].

    mean, median: of the indicator; group-mean, group-median: of the unit's group; row-mean, row-median: of the unit's own other indicators of
    the same block, each put on its range first and back afterwards; regression and nearest-neighbour: see `regress_gaps`, `borrow_nearest`.
    Errors of centres and neighbours are what the rule is wrong by, as the root of its mean square, when it guesses each value that is there from
    the others; of a regression the standard error of its prediction.
    """
    values, errors, settled = fill_gaps(columns, imputation)
    found = np.argwhere(np.isnan(columns) & ~np.isnan(values)).tolist()
    cells = tuple(ImputedCell(unit, place, float(values[unit, place]), float(errors[unit, place])) for unit, place in found)
    return Imputed(values, errors, cells, settled)


def fill_gaps(columns: Floats, imputation: Imputation) -> Guess:
    """The values with guesses where gaps are, the error of each cell, and whether the rule settled: as `impute`, nothing listed."""
    guessed, errors, settled = _RULES[imputation.rule](columns, imputation)
    gaps = np.isnan(columns)
    values = np.where(gaps, guessed, columns)
    return values, np.where(gaps, np.where(np.isnan(values), np.nan, errors), 0.0), settled


def root_mean_square(apart: Floats) -> float:
    """The root of the mean square of what is there; NaN where nothing is."""
    there = apart[~np.isnan(apart)]
    return float(np.sqrt((there**2).mean())) if len(there) else np.nan


def _leave(columns: Floats, _imputation: Imputation) -> Guess:
    nothing = np.full(columns.shape, np.nan)
    return nothing, nothing, True


def _by_column(rule: str) -> Callable[[Floats, Imputation], Guess]:
    def guess(columns: Floats, _imputation: Imputation) -> Guess:
        return (*_guess_within(columns, [np.arange(len(columns))], rule), True)

    return guess


def _by_group(rule: str) -> Callable[[Floats, Imputation], Guess]:
    def guess(columns: Floats, imputation: Imputation) -> Guess:
        guessed, errors = _guess_within(columns, _places(imputation.groups), rule)
        if imputation.fallback == OVERALL:
            wide, wide_errors = _guess_within(columns, [np.arange(len(columns))], rule)
            lone = np.isnan(guessed)
            return np.where(lone, wide, guessed), np.where(lone, wide_errors, errors), True
        return guessed, errors, True

    return guess


def _guess_within(columns: Floats, groups: Sequence[NDArray[np.intp]], rule: str) -> tuple[Floats, Floats]:
    """Guesses and errors, group by group, of the columns that have gaps there."""
    guessed, errors, gaps = np.full(columns.shape, np.nan), np.full(columns.shape, np.nan), np.isnan(columns)
    for rows in groups:
        cells = np.ix_(rows, np.flatnonzero(gaps[rows].any(axis=0)))
        guessed[cells], errors[cells] = find_centres(columns[cells], rule), miss_centres(columns[cells], rule)
    return guessed, errors


def _places(groups: Sequence[str | None]) -> list[NDArray[np.intp]]:
    return [np.flatnonzero([mine == group for mine in groups]) for group in dict.fromkeys(groups) if group is not None]


def _by_row(rule: str) -> Callable[[Floats, Imputation], Guess]:
    def guess(columns: Floats, imputation: Imputation) -> Guess:
        types = np.ones(columns.shape[1]) if imputation.types is None else imputation.types
        directed = columns * types
        low = find_lowest(directed)
        span = find_highest(directed) - low
        scaled, guessed, others = divide(directed - low, span), np.full(columns.shape, np.nan), np.full(columns.shape, np.nan)
        for places in _places(imputation.blocks or ("",) * columns.shape[1]):
            for row in range(len(columns)):
                guessed[row, places] = find_centre(scaled[row, places], rule)
                others[row, places] = leave_out(scaled[row, places], rule)
        errors = span * np.array([root_mean_square(apart) for apart in (scaled - others).T])
        return (guessed * span + low) * types, np.broadcast_to(errors, columns.shape), True

    return guess


def _by_regression(columns: Floats, imputation: Imputation) -> Guess:
    return regress_gaps(columns, imputation.predictors)


def _by_neighbour(columns: Floats, _imputation: Imputation) -> Guess:
    guessed, apart = borrow_nearest(columns)
    return guessed, np.broadcast_to([root_mean_square(column) for column in apart.T], columns.shape), True


_RULES: Final[dict[str, Callable[[Floats, Imputation], Guess]]] = {
    NONE: _leave,
    MEAN: _by_column(MEAN),
    MEDIAN: _by_column(MEDIAN),
    GROUP_MEAN: _by_group(MEAN),
    GROUP_MEDIAN: _by_group(MEDIAN),
    ROW_MEAN: _by_row(MEAN),
    ROW_MEDIAN: _by_row(MEDIAN),
    REGRESSION: _by_regression,
    NEAREST: _by_neighbour,
}
IMPUTATION_RULES: Final = tuple(_RULES)
