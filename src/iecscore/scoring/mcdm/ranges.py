"""Methods on columns scaled by their range: MABAC's border, MAIRCA's gaps, CoCoSo's three compromises."""

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.scoring.mcdm.columns import check_share, scale_weights, take_columns
from iecscore.scoring.mcdm.normalising import by_range
from iecscore.scoring.mcdm.scored import Scored, leave_undefined


def score_mabac(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Scored:
    """Sum of distances v - g from the border area, v = w (r + 1) on ranges, g the geometric mean of v [pamucar2015].

    `matrix` (alternatives, criteria), weights as given. A constant criterion is at its border and adds 0.

    Raises:
        Misuse: see `take_columns`.
    """
    columns = by_range(take_columns(matrix, weights, types))
    border = np.exp(np.log1p(columns.matrix).mean(axis=0))
    return Scored((columns.matrix + 1 - border) @ columns.weights, columns.notes, scale=float(columns.weights.sum()))


def score_mairca(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, preferences: ArrayLike | None = None) -> Scored:
    """Gap between theoretical and real rating, P w (1 - r) summed, on ranges; lower is better [pamucar2014].

    `matrix` (alternatives, criteria), weights scaled to a sum of 1; `preferences` P (alternatives), also scaled, even unless given. A constant
    criterion leaves no gap.

    Raises:
        Misuse: see `take_columns`; preferences of another length, below 0 or all 0.
    """
    columns = by_range(scale_weights(take_columns(matrix, weights, types)))
    chance = np.ones(len(columns.matrix)) if preferences is None else np.asarray(preferences, dtype=np.float64)
    if len(chance) != len(columns.matrix):
        raise refuse("compute.ragged", "preferences", found=len(chance), wanted=len(columns.matrix))
    if not ((chance >= 0).all() and chance.sum() > 0):
        raise refuse("compute.no_weight", "preferences")
    return Scored((1 - columns.matrix) @ columns.weights * chance / chance.sum(), columns.notes)


def score_cocoso(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, lambda_: float = 0.5) -> Scored:
    """The score k = (ka kb kc)^(1/3) + (ka + kb + kc) / 3 with S = sum w r and P = sum r ** w on ranges [yazdani2019].

    ka = (P + S) / sum (P + S), kb = S / min S + P / min P, kc = (lambda S + (1 - lambda) P) / (lambda max S + (1 - lambda) max P).
    `matrix` (alternatives, criteria), weights as given. Criteria of weight 0 and constant ones are left out, of P too.
    Undefined where all alternatives are alike.

    Raises:
        Misuse: see `take_columns`; lambda outside [0, 1]; an alternative that is worst in every criterion, whose S and P are 0.
    """
    check_share("lambda", lambda_)
    columns = by_range(take_columns(matrix, weights, types))
    if not columns.places.size:
        return leave_undefined(columns)
    total, power = columns.matrix @ columns.weights, (columns.matrix**columns.weights).sum(axis=1)
    for row in np.flatnonzero(total == 0)[:1].tolist():
        raise refuse("compute.worst_everywhere", f"matrix[{row}]")
    share = (power + total) / (power + total).sum()
    over_least = total / total.min() + power / power.min()
    mixed = lambda_ * total + (1 - lambda_) * power
    of_most = mixed / (lambda_ * total.max() + (1 - lambda_) * power.max())
    return Scored(np.cbrt(share * over_least * of_most) + (share + over_least + of_most) / 3, columns.notes)
