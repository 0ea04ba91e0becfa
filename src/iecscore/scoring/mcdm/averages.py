"""Methods that compare with a middle: MABAC's border, EDAS's mean; CODAS from the worst, MOORA's balance, MAIRCA's gaps."""

import numpy as np
from numpy.typing import ArrayLike

from iecscore.scoring.mcdm.columns import check_length, refuse, take_columns
from iecscore.scoring.mcdm.normalising import by_best, by_range, unit_vector
from iecscore.scoring.mcdm.scored import Scored, leave_undefined
from iecscore.values import Floats
from iecscore.weights.spread import varies

SLACK = 1e-12


def score_mabac(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Scored:
    """Sum of distances v - g from the border area, v = w (r + 1) on ranges, g the geometric mean of v [pamucar2015].

    `matrix` (alternatives, criteria), weights as given. A constant criterion is at its border and adds 0.

    Raises:
        Misuse: see `take_columns`.
    """
    columns = by_range(take_columns(matrix, weights, types))
    border = np.exp(np.log1p(columns.matrix).mean(axis=0))
    return Scored((columns.matrix + 1 - border) @ columns.weights, columns.notes)


def score_edas(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Scored:
    """(NSP + NSN) / 2 of the weighted distances above and below the mean alternative [keshavarz2015].

    `matrix` (alternatives, criteria); the mean of each criterion that varies must lie above 0. Undefined where all alternatives are alike.

    Raises:
        Misuse: see `take_columns`; a mean not above 0.
    """
    columns = take_columns(matrix, weights, types)
    columns = columns.keep(varies(columns.matrix))
    if not columns.places.size:
        return leave_undefined(columns)
    mean = columns.matrix.mean(axis=0)
    for index in np.flatnonzero(~(mean > 0))[:1].tolist():
        raise refuse("mean_not_above_zero", f"matrix[*][{columns.places[index]}]", value=float(mean[index]))
    ahead = columns.types * (columns.matrix - mean) / mean
    above, below = (np.maximum(side, 0) @ columns.weights for side in (ahead, -ahead))
    return Scored((above / above.max() + 1 - below / below.max()) / 2, columns.notes)


def score_codas(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, tau: float = 0.02) -> Scored:
    """Sum over the others of (E - E') + psi (T - T'), psi = 1 where |E - E'| >= tau, Euclidean and taxicab distances from the worst [keshavarz2016].

    `matrix` (alternatives, criteria), from 0 up, costs above 0, scaled x / max, costs min / x; weights as given; tau, a threshold, from 0 up.

    Raises:
        Misuse: see `take_columns`; a value below 0, a cost of 0, tau below 0.
    """
    if not tau >= 0:
        raise refuse("below_zero", "tau", value=tau, rule="codas")
    columns = by_best(take_columns(matrix, weights, types), "codas")
    gap = (columns.matrix - columns.matrix.min(axis=0)) * columns.weights
    euclid, taxi = np.sqrt((gap**2).sum(axis=1)), gap.sum(axis=1)
    return Scored(len(gap) * euclid - euclid.sum() + _compare_far(euclid, taxi, tau), columns.notes)


def _compare_far(euclid: Floats, taxi: Floats, tau: float) -> Floats:
    """Sum of T - T' over the alternatives whose E is at least tau away, by sorting."""
    order = np.argsort(euclid, kind="stable")
    ranked, sums = euclid[order], np.concatenate(([0.0], np.cumsum(taxi[order])))
    below = np.searchsorted(ranked, euclid - tau + SLACK, side="right")
    above = np.searchsorted(ranked, euclid + tau - SLACK, side="left")
    return np.asarray((below + len(taxi) - above) * taxi - sums[below] - (sums[-1] - sums[above]))


def score_moora(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Scored:
    """The ratio system: weighted benefits less weighted costs, each column over its Euclidean length [brauers2006].

    `matrix` (alternatives, criteria), weights as given. A column of zeros adds 0.

    Raises:
        Misuse: see `take_columns`.
    """
    columns = unit_vector(take_columns(matrix, weights, types))
    return Scored(columns.matrix @ (columns.weights * columns.types), columns.notes)


def score_mairca(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, preferences: ArrayLike | None = None) -> Scored:
    """Gap between theoretical and real rating, P w (1 - r) summed, on ranges; lower is better [pamucar2014].

    `matrix` (alternatives, criteria), weights as given; `preferences` P (alternatives), scaled to a sum of 1, even unless given. A constant
    criterion leaves no gap.

    Raises:
        Misuse: see `take_columns`; preferences of another length, below 0 or all 0.
    """
    columns = by_range(take_columns(matrix, weights, types))
    chance = np.ones(len(columns.matrix)) if preferences is None else np.asarray(preferences, dtype=np.float64)
    if len(chance) != len(columns.matrix):
        raise refuse("ragged", "preferences", found=len(chance), wanted=len(columns.matrix))
    if not ((chance >= 0).all() and chance.sum() > 0):
        raise refuse("no_weight", "preferences")
    return Scored((1 - columns.matrix) @ columns.weights * chance / chance.sum(), columns.notes)
