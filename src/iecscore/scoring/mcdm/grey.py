"""Grey relational analysis: how near a series runs to a reference series."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.scoring.mcdm.columns import Columns, scale_weights, take_columns
from iecscore.scoring.mcdm.normalising import by_range
from iecscore.scoring.mcdm.scored import Scored, leave_undefined
from iecscore.values import Floats

SLACK: Final = 1e-12
NORMALISATIONS: Final = ("minmax", "none")


def score_gra(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, normalisation: str = "minmax", rho: float = 0.5) -> Scored:
    """Grades against the best value of each criterion, on columns scaled by their range [deng1989].

    `matrix` (alternatives, criteria); weights are scaled to a sum of 1; `none` leaves the columns as they are. Constant criteria are
    left out of the scaling. Undefined where all are.

    Raises:
        Misuse: see `take_columns`; no such normalisation; rho not in (0, 1].
    """
    if normalisation not in NORMALISATIONS:
        raise refuse("compute.not_one_of", "normalisation", given=normalisation, known=", ".join(NORMALISATIONS))
    columns = take_columns(matrix, weights, types)
    seen = by_range(columns) if normalisation == "minmax" else columns.scaled(columns.directed)
    return _grade(seen, seen.matrix.max(axis=0), rho) if seen.places.size else leave_undefined(seen)


def grade_series(reference: ArrayLike, series: ArrayLike, weights: ArrayLike | None = None, *, rho: float = 0.5) -> Scored:
    """Grades sum w xi, xi = (dmin + rho dmax) / (d + rho dmax), d = |reference - series|, extremes over all series and points [deng1989].

    `reference` (points), `series` (series, points) as they are; `weights` (points), equal unless given, scaled to a sum of 1.

    Raises:
        Misuse: see `take_columns`; rho not in (0, 1].
    """
    target, rows = np.asarray(reference, dtype=np.float64), np.asarray(series, dtype=np.float64)
    if len(rows[0]) != len(target):
        raise refuse("compute.ragged", "series[0]", found=len(rows[0]), wanted=len(target))
    even = np.full(len(target), 1 / len(target))
    columns = take_columns(rows, even if weights is None else weights, np.ones(len(target)))
    return _grade(columns, target[columns.places], rho)


def _grade(columns: Columns, reference: Floats, rho: float) -> Scored:
    if not 0 < rho <= 1:
        raise refuse("compute.out_of_range", "rho", low=0, high=1)
    even = scale_weights(columns)
    gap = np.abs(reference - columns.matrix)
    gap[gap <= SLACK * np.abs(reference)] = 0
    nearest, furthest = gap.min(), gap.max()
    if furthest == 0:
        return Scored(np.ones(len(gap)), (*even.notes, "every series is the reference itself, its grade is 1"))
    return Scored((nearest + rho * furthest) / (gap + rho * furthest) @ even.weights, even.notes)
