"""Weighted sum, weighted product, WASPAS, which is a share of each, and MOORA, which takes costs off benefits."""

from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from iecscore.scoring.mcdm.columns import Columns, check_share, refuse_matrix, take_amounts, take_columns
from iecscore.scoring.mcdm.normalising import normalise, unit_vector
from iecscore.scoring.mcdm.scored import Scored, leave_undefined

NORMALISATIONS: Final = ("linear", "sum", "sum-inverted-cost", "none")


def score_wsm(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, normalisation: str = "linear") -> Scored:
    """Weighted sum, sum w r on normalised columns [fishburn1967]; weights as given.

    `matrix` (alternatives, criteria). Normalisations: `linear` (x / max, costs min / x), `sum` (x / sum x, costs (1/x) / sum (1/x);
    also called `sum-inverted-cost`), `none` (benefits only).

    Raises:
        Misuse: see `take_columns` and the normalisation.
    """
    columns = normalise(take_columns(matrix, weights, types), normalisation)
    return Scored(columns.matrix @ columns.weights, columns.notes) if columns.places.size else leave_undefined(columns)


def score_wpm(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, normalisation: str = "linear") -> Scored:
    """Weighted product, prod r ** w on normalised columns, as for the sum; with `none`, costs have negative exponents [miller1963].

    Raises:
        Misuse: as for the sum; a value below 0.
    """
    columns = take_columns(matrix, weights, types)
    if normalisation == "none":
        kept = take_amounts(columns, "wpm", inverted=True)
        return _multiply(kept.scaled(kept.matrix**kept.types))
    return _multiply(normalise(columns, normalisation))


def score_waspas(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, normalisation: str = "linear", lambda_: float = 0.5) -> Scored:
    """A share lambda of the weighted sum and 1 - lambda of the weighted product [zavadskas2012].

    Raises:
        Misuse: as for sum and product; lambda outside [0, 1].
    """
    check_share("lambda", lambda_)
    columns = normalise(take_columns(matrix, weights, types), normalisation)
    product = _multiply(columns)
    return Scored(lambda_ * (columns.matrix @ columns.weights) + (1 - lambda_) * product.scores, product.notes)


def score_moora(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Scored:
    """The ratio system: weighted benefits less weighted costs, each column over its Euclidean length [brauers2006].

    `matrix` (alternatives, criteria), weights as given. A column of zeros adds 0.

    Raises:
        Misuse: see `take_columns`.
    """
    columns = unit_vector(take_columns(matrix, weights, types))
    return Scored(columns.matrix @ (columns.weights * columns.types), columns.notes, scale=float(columns.weights.sum()))


def _multiply(columns: Columns) -> Scored:
    refuse_matrix(columns, columns.matrix < 0, "compute.not_an_amount", "wpm")
    if not columns.places.size:
        return leave_undefined(columns)
    empty = np.flatnonzero((columns.matrix == 0).any(axis=1))
    note = (f"alternatives {', '.join(map(str, empty))}: a value of 0 makes the whole product 0",) if empty.size else ()
    return Scored(np.prod(columns.matrix**columns.weights, axis=1), columns.notes + note)
