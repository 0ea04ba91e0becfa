"""TOPSIS: how near an alternative is to the ideal and how far from its opposite."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.scoring.mcdm.columns import Columns, leave_out_constant, take_columns
from iecscore.scoring.mcdm.normalising import BOUNDS, RULES, by_bounds, normalise
from iecscore.scoring.mcdm.scored import Scored, leave_undefined
from iecscore.values import Floats

CLASSICAL, METRIC = "classical", "metric"
WEIGHTINGS: Final = (CLASSICAL, METRIC)
NORMALISATIONS: Final = (*RULES, BOUNDS)


def score_topsis(
    matrix: ArrayLike,
    weights: ArrayLike,
    types: ArrayLike,
    *,
    normalisation: str = "vector",
    weighting: str = CLASSICAL,
    bounds: ArrayLike | None = None,
) -> Scored:
    """Closeness D- / (D+ + D-) in [0, 1], D² = sum f (r - ideal)² on normalised columns r [hwang1981].

    `matrix` (alternatives, criteria). The factor f is w² (`classical`) or w (`metric`, [deng2000]). The ideals are the best and worst
    value observed, or, with `bounds` (criteria, 2), fixed at 1 and 0. Constant criteria add nothing and are left out. Undefined where
    all alternatives are alike and no bounds are given.

    Raises:
        Misuse: see `take_columns` and the normalisation; bounds without the normalisation `bounds`, or it without them.
    """
    if (normalisation == BOUNDS) != (bounds is not None):
        raise refuse("compute.bounds_unused" if bounds is not None else "compute.missing_key", BOUNDS)
    if weighting not in WEIGHTINGS:
        raise refuse("compute.not_one_of", "weighting", given=weighting, known=", ".join(WEIGHTINGS))
    columns = take_columns(matrix, weights, types)
    if bounds is not None:
        seen = by_bounds(columns, bounds)
        return Scored(_close(seen, np.ones(len(seen.places)), np.zeros(len(seen.places)), weighting), seen.notes)
    seen = _turn(leave_out_constant(columns), normalisation)
    if not seen.places.size:
        return leave_undefined(seen)
    return Scored(_close(seen, seen.matrix.max(axis=0), seen.matrix.min(axis=0), weighting), seen.notes)


def _turn(columns: Columns, normalisation: str) -> Columns:
    """Normalise; without a normalisation costs are negated, which leaves all distances as they are."""
    return columns.scaled(columns.directed) if normalisation == "none" else normalise(columns, normalisation)


def _close(columns: Columns, ideal: Floats, worst: Floats, weighting: str) -> Floats:
    factor = columns.weights if weighting == METRIC else (columns.weights / columns.weights.max()) ** 2
    to_best, to_worst = (np.sqrt((factor * (columns.matrix - end) ** 2).sum(axis=1)) for end in (ideal, worst))
    return np.asarray(to_worst / (to_best + to_worst))
