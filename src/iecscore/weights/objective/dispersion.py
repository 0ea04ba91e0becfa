"""Weights from the spread of each criterion by itself, or against the others: entropy, CRITIC, deviation, variation, Gini, angle, LOPCOW."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.objective.columns import Weighed, list_places, refuse_below_zero, scale_range, settle, take_types
from iecscore.weights.refusing import refuse_unknown, take_table
from iecscore.weights.spread import (
    CORRELATIONS,
    PEARSON,
    STILL,
    earn_by_conflict,
    earn_by_deviation,
    earn_by_entropy,
    earn_by_inequality,
    earn_by_variation,
    varies,
)

NONE, MINMAX = "none", "minmax"
SCALINGS: Final = (NONE, MINMAX)


def weigh_equally(matrix: ArrayLike) -> Weighed:
    """The same weight for every criterion; `matrix` (alternatives, criteria).

    Raises:
        Misuse: see `take_table`.
    """
    criteria = take_table(matrix).shape[1]
    return Weighed(np.full(criteria, 1 / criteria))


def weigh_by_entropy(matrix: ArrayLike, types: ArrayLike | None = None, *, zero_shift: float = 0.0, directed: bool = False) -> Weighed:
    """Entropy weights: w ~ 1 - e, e = -sum p ln p / ln n, p = x / sum x [shannon1948].

    `matrix` (alternatives, criteria), from 0 up. `directed` first scales each column from 0 (worst) to 1 (best), as is usual in China;
    without it the direction does not count. `zero_shift` is added to every cell; where it is 0, cells of 0 count as 0 ln 0 = 0.

    Raises:
        Misuse: see `take_table`, `take_types`; a cell or the shift below 0.
    """
    given = take_table(matrix)
    if not 0 <= zero_shift < np.inf:
        raise refuse("compute.out_of_range", "zero_shift", low=0, high=np.inf)
    columns = _direct(given, types) if directed else given
    refuse_below_zero(columns, "entropy")
    zeros = not zero_shift and bool((columns[:, varies(columns)] == 0).any())
    notes = ("cells of 0 count as 0 ln 0 = 0; zero_shift would add a small number to every cell instead",) if zeros else ()
    return settle(earn_by_entropy(columns + zero_shift), given, *notes)


def weigh_by_conflict(matrix: ArrayLike, types: ArrayLike | None = None, *, correlation: str = PEARSON, directed: bool = True) -> Weighed:
    """CRITIC weights: w ~ sd_j sum_k (1 - r_jk) on columns scaled from 0 to 1 [diakoulaki1995].

    `matrix` (alternatives, criteria). `directed`, as published, turns costs round first, so that two criteria conflict where improving one
    worsens the other; without it all columns count as benefits.

    Raises:
        Misuse: see `take_table`, `take_types`; no such correlation.
    """
    given = take_table(matrix)
    refuse_unknown(correlation, CORRELATIONS, "correlation")
    columns = _direct(given, types) if directed else scale_range(given, np.ones(given.shape[1]))
    return settle(earn_by_conflict(columns, correlation), given)


def weigh_by_deviation(matrix: ArrayLike, *, scaling: str = NONE) -> Weighed:
    """Standard deviation weights: w ~ sd, of the values as they are (none) or scaled from 0 to 1 (minmax) [diakoulaki1995].

    `matrix` (alternatives, criteria).

    Raises:
        Misuse: see `take_table`; no such scaling.
    """
    given = take_table(matrix)
    refuse_unknown(scaling, SCALINGS, "scaling")
    columns = given if scaling == NONE else scale_range(given, np.ones(given.shape[1]))
    return settle(earn_by_deviation(columns), given)


def weigh_by_variation(matrix: ArrayLike) -> Weighed:
    """Coefficient of variation weights: w ~ sd / |mean| [pearson1896].

    `matrix` (alternatives, criteria); the mean of a criterion that varies must not be 0.

    Raises:
        Misuse: see `take_table`; a mean of 0.
    """
    given = take_table(matrix)
    flat = varies(given) & (np.abs(given.mean(axis=0)) <= STILL * np.abs(given).max(axis=0))
    for place in np.flatnonzero(flat)[:1].tolist():
        raise refuse("weights.mean_of_zero", f"matrix[*][{place}]")
    signed = np.asarray((given < 0).any(axis=0))
    notes = (f"criterion {list_places(signed)}: has values below 0, where a coefficient of variation says little",) if signed.any() else ()
    return settle(earn_by_variation(given), given, *notes)


def weigh_by_inequality(matrix: ArrayLike) -> Weighed:
    """Gini weights: w ~ G = sum_ik |x_i - x_k| / (2 n² mean) [gini1912].

    `matrix` (alternatives, criteria), from 0 up.

    Raises:
        Misuse: see `take_table`; a cell below 0.
    """
    given = take_table(matrix)
    refuse_below_zero(given, "gini")
    return settle(earn_by_inequality(given), given)


def weigh_by_angle(matrix: ArrayLike) -> Weighed:
    """Angle weights: w ~ the angle between a criterion and the column that does not vary [shuai2012].

    `matrix` (alternatives, criteria), from 0 up. The cosine is mean / root mean square, hence the tangent is sd / mean (n), which keeps its
    digits where the angle is small.

    Raises:
        Misuse: see `take_table`; a cell below 0.
    """
    given = take_table(matrix)
    refuse_below_zero(given, "angle")
    return settle(np.where(varies(given), np.arctan2(given.std(axis=0), given.mean(axis=0)), 0.0), given)


def weigh_by_log_change(matrix: ArrayLike, types: ArrayLike) -> Weighed:
    """LOPCOW weights: w ~ |ln(root mean square / sd)| of columns scaled from 0 to 1, sd with n - 1 [ecer2022].

    `matrix` (alternatives, criteria). A criterion that does not vary has no such figure and weighs 0.

    Raises:
        Misuse: see `take_table`, `take_types`.
    """
    given = take_table(matrix)
    columns, moving = _direct(given, types), varies(given)
    earned = np.zeros(given.shape[1])
    scaled = columns[:, moving]
    if scaled.size:
        earned[moving] = np.abs(np.log(np.sqrt((scaled**2).mean(axis=0)) / scaled.std(axis=0, ddof=1)))
    return settle(np.where(earned > STILL, earned, 0.0), given)


def _direct(given: Floats, types: ArrayLike | None) -> Floats:
    if types is None:
        raise refuse("compute.missing_key", "types")
    return scale_range(given, take_types(types, given.shape[1]))
