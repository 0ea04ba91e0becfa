"""Weights from what happens without a criterion, or with another one's best: MEREC, CILOS, IDOCRIW."""

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.objective.columns import (
    Weighed,
    list_places,
    refuse_below_zero,
    refuse_not_above_zero,
    settle,
    take_types,
)
from iecscore.weights.refusing import take_table
from iecscore.weights.spread import earn_by_entropy, varies


def weigh_by_removal(matrix: ArrayLike, types: ArrayLike) -> Weighed:
    """MEREC weights: w ~ sum over alternatives of |S without j - S|, S = ln(1 + mean_j |ln n|) [keshavarz2021].

    `matrix` (alternatives, criteria), above 0; n is min x / x for a benefit and x / max x for a cost.

    Raises:
        Misuse: see `take_table`, `take_types`; a cell not above 0.
    """
    given = take_table(matrix)
    kinds = take_types(types, given.shape[1])
    refuse_not_above_zero(given, given <= 0, "merec")
    logs = np.abs(np.log(np.where(kinds > 0, given.min(axis=0) / given, given / given.max(axis=0))))
    whole = logs.sum(axis=1, keepdims=True)
    earned = np.abs(np.log1p((whole - logs) / len(kinds)) - np.log1p(whole / len(kinds))).sum(axis=0)
    return settle(np.where(varies(given), earned, 0.0), given)


def weigh_by_losses(matrix: ArrayLike, types: ArrayLike) -> Weighed:
    """CILOS weights: the less a criterion loses where another one is at its best, the more it weighs [zavadskas2016].

    `matrix` (alternatives, criteria), from 0 up, costs above 0. A criterion that does not vary is left out: it loses nothing and would
    take all the weight. Where alternatives share the best of a criterion the first of them counts.

    Raises:
        Misuse: see `take_table`, `take_types`; a cell below 0, a cost of 0, losses that leave the weights open.
    """
    given, kinds = _take(matrix, types, "cilos")
    earned, notes = _earn_by_losses(given, kinds)
    return settle(earned, given, *notes)


def weigh_by_losses_and_entropy(matrix: ArrayLike, types: ArrayLike) -> Weighed:
    """IDOCRIW weights: w ~ CILOS weight times entropy weight, the latter of the values as they are [zavadskas2016].

    `matrix` (alternatives, criteria), from 0 up, costs above 0.

    Raises:
        Misuse: see `weigh_by_losses`.
    """
    given, kinds = _take(matrix, types, "idocriw")
    earned, notes = _earn_by_losses(given, kinds)
    return settle(earned * earn_by_entropy(given), given, *notes)


def _take(matrix: ArrayLike, types: ArrayLike, rule: str) -> tuple[Floats, Floats]:
    given = take_table(matrix)
    kinds = take_types(types, given.shape[1])
    refuse_below_zero(given, rule)
    refuse_not_above_zero(given, (given == 0) & (kinds < 0) & varies(given), rule)
    return given, kinds


def _earn_by_losses(given: Floats, kinds: Floats) -> tuple[Floats, tuple[str, ...]]:
    earned, moving = np.zeros(len(kinds)), varies(given)
    if not moving.any():
        return earned, ()
    columns, costs = given[:, moving], kinds[moving] < 0
    columns[:, costs] = columns[:, costs].min(axis=0) / columns[:, costs]
    shared = np.zeros(len(kinds), dtype=bool)
    shared[moving] = (columns == columns.max(axis=0)).sum(axis=0) > 1
    at_best = columns[np.argmax(columns, axis=0)]
    best = np.diag(at_best)
    losses = (best - at_best) / best
    from scipy.linalg import null_space  # noqa: PLC0415 - read late: the command must start at once

    open_ends = null_space(losses - np.diag(losses.sum(axis=0)))
    if open_ends.shape[1] != 1:
        raise refuse("weights.losses_undetermined", "matrix")
    earned[moving] = np.maximum(open_ends[:, 0] / open_ends[:, 0].sum(), 0)
    notes = (f"criterion {list_places(shared)}: several alternatives share the best value, the first of them counts",) if shared.any() else ()
    return earned, notes
