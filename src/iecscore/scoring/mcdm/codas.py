"""CODAS: Euclidean distance from the worst, and taxicab distance where the Euclidean one cannot tell."""

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.scoring.mcdm.columns import take_columns
from iecscore.scoring.mcdm.normalising import by_best
from iecscore.scoring.mcdm.scored import Scored
from iecscore.values import Floats

SLACK = 1e-12


def score_codas(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, tau: float = 0.02) -> Scored:
    """Sum over the others of (E - E') + psi (T - T'), psi = 1 where |E - E'| >= tau, Euclidean and taxicab distances from the worst [keshavarz2016].

    `matrix` (alternatives, criteria), from 0 up, costs above 0, scaled x / max, costs min / x; weights as given; tau, a threshold, from 0 up.

    Raises:
        Misuse: see `take_columns`; a value below 0, a cost of 0, tau below 0.
    """
    if not tau >= 0:
        raise refuse("compute.below_zero", "tau")
    columns = by_best(take_columns(matrix, weights, types), "codas")
    gap = (columns.matrix - columns.matrix.min(axis=0)) * columns.weights
    euclid, taxi = np.sqrt((gap**2).sum(axis=1)), gap.sum(axis=1)
    return Scored(len(gap) * euclid - euclid.sum() + _compare_far(euclid, taxi, tau), columns.notes, scale=len(gap) * float(columns.weights.sum()))


def _compare_far(euclid: Floats, taxi: Floats, tau: float) -> Floats:
    """Sum of T - T' over the alternatives whose E is at least tau away, by sorting."""
    order = np.argsort(euclid, kind="stable")
    ranked, sums = euclid[order], np.concatenate(([0.0], np.cumsum(taxi[order])))
    below = np.searchsorted(ranked, euclid - tau + SLACK, side="right")
    above = np.searchsorted(ranked, euclid + tau - SLACK, side="left")
    return np.asarray((below + len(taxi) - above) * taxi - sums[below] - (sums[-1] - sums[above]))
