"""Regression: a gap is what the unit's other indicators predict."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.matrix.missing import Marks
from iecscore.matrix.stages.columns import STILL, find_deviation, find_mean, varies
from iecscore.values import Floats

PASSES: Final = 200
SETTLED: Final = 1e-10
UNITS_A_PREDICTOR: Final = 10


@dataclass(frozen=True, slots=True)
class _Line:
    guessed: Floats
    errors: Floats


def regress_gaps(columns: Floats, predictors: int | None = None) -> tuple[Floats, Floats, bool]:
    """Predict each indicator from others by least squares, round after round until nothing moves; guesses, errors, and whether they settled.

    Each indicator with gaps is regressed, over the units that have it, on the `predictors` others that correlate most with it over the units
    that have both (none told: one per ten units that have it, at least one). Gaps in predictors start at their means and take each pass's
    predictions [buck1960; little2002]. The error of a prediction is s sqrt(1 + x' (X'X)^-1 x), s² the residual variance. An indicator with
    fewer than three values, or without a predictor that correlates, is predicted by its mean.
    """
    gaps = np.isnan(columns)
    chosen = {place: _choose(columns, place, predictors) for place in np.flatnonzero(gaps.any(axis=0) & ~gaps.all(axis=0)).tolist()}
    filled, errors = np.where(gaps, find_mean(columns), columns), np.full(columns.shape, np.nan)
    spread, moved = np.maximum(np.nan_to_num(find_deviation(columns)), STILL), np.inf
    for _ in range(PASSES):
        before = filled.copy()
        for place, others in chosen.items():
            line = _predict(filled, place, others, gaps[:, place])
            filled[gaps[:, place], place], errors[gaps[:, place], place] = line.guessed, line.errors
        moved = float(np.nanmax(np.abs(filled - before) / spread, initial=0.0))
        if moved <= SETTLED:
            break
    return filled, errors, moved <= SETTLED


def _choose(columns: Floats, place: int, most: int | None) -> NDArray[np.intp]:
    there = ~np.isnan(columns[:, place])
    units = int(there.sum())
    wanted = max(1, units // UNITS_A_PREDICTOR) if most is None else most
    likeness = np.array([_correlate(columns[:, place], columns[:, other]) if other != place else 0.0 for other in range(columns.shape[1])])
    order = np.argsort(-np.round(likeness, 12), kind="stable")
    return order[: max(min(wanted, units - 2), 0)][likeness[order[: max(min(wanted, units - 2), 0)]] > 0]


def _correlate(left: Floats, right: Floats) -> float:
    pairs = np.column_stack([left, right])
    pairs = pairs[~np.isnan(pairs).any(axis=1)]
    if len(pairs) <= 2 or not varies(pairs).all():  # noqa: PLR2004 - two points always lie on a line
        return 0.0
    return float(np.abs(np.asarray(np.corrcoef(pairs, rowvar=False))[0, 1]))


def _predict(filled: Floats, place: int, others: NDArray[np.intp], gaps: Marks) -> _Line:
    design = np.column_stack([np.ones(len(filled)), filled[:, others]])
    known, wanted, values = design[~gaps], design[gaps], filled[~gaps, place]
    inverse = np.linalg.pinv(known.T @ known)
    slopes = np.linalg.lstsq(known, values, rcond=None)[0]
    freedom = len(values) - design.shape[1]
    variance = float(((values - known @ slopes) ** 2).sum() / freedom) if freedom > 0 else np.nan
    leverage = ((wanted @ inverse) * wanted).sum(axis=1)
    return _Line(wanted @ slopes, np.sqrt(variance * (1 + leverage)))
