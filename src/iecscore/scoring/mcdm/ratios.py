"""Methods that compare with an ideal by division: ARAS, MARCOS, COPRAS, and RAM's root of two sums."""

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.scoring.mcdm.columns import Columns, check_length, take_amounts, take_columns
from iecscore.scoring.mcdm.normalising import by_best, by_sum
from iecscore.scoring.mcdm.scored import Scored, leave_undefined
from iecscore.values import Floats


def score_aras(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, esp: ArrayLike | None = None) -> Scored:
    """Utility degree K = S / S0: weighted sum of shares over that of the optimal alternative [zavadskas2010].

    `matrix` (alternatives, criteria), from 0 up, costs above 0. The optimum is the best value observed, or `esp` (criteria), above 0; it
    counts as one more row in the shares x / sum x, costs (1/x) / sum (1/x).

    Raises:
        Misuse: see `take_columns`; a value below 0, a cost of 0, an optimum not above 0.
    """
    columns = take_amounts(take_columns(matrix, weights, types), "aras", inverted=True)
    if not columns.places.size:
        return leave_undefined(columns)
    best = _find_best(columns) if esp is None else _take_optimum(esp, columns.criteria)[columns.places]
    share = by_sum(columns.scaled(np.vstack([best, columns.matrix])))
    total = share.matrix @ share.weights
    return Scored(total[1:] / total[0], columns.notes)


def _find_best(columns: Columns) -> Floats:
    return np.asarray(np.where(columns.costs, columns.matrix.min(axis=0), columns.matrix.max(axis=0)))


def _take_optimum(esp: ArrayLike, criteria: int) -> Floats:
    optimum = np.asarray(esp, dtype=np.float64)
    check_length("esp", optimum, criteria)
    for place in np.flatnonzero(~(optimum > 0))[:1].tolist():
        raise refuse("compute.not_above_zero", f"esp[{place}]")
    return optimum


def score_marcos(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Scored:
    """Utility f(K) of the degrees against the ideal and the anti-ideal alternative [stevic2020].

    `matrix` (alternatives, criteria), from 0 up, costs above 0. With a = S / S_ideal and u = S_anti / S_ideal the published
    f = (K+ + K-) / (1 + (1 - f(K+)) / f(K+) + (1 - f(K-)) / f(K-)) is a (1 + u) / (1 + u + u²), which also holds for u = 0.

    Raises:
        Misuse: see `take_columns`; a value below 0, a cost of 0.
    """
    columns = by_best(take_columns(matrix, weights, types), "marcos")
    if not columns.places.size:
        return leave_undefined(columns)
    ideal, anti = columns.weights.sum(), columns.matrix.min(axis=0) @ columns.weights
    ratio = anti / ideal
    return Scored(columns.matrix @ columns.weights / ideal * (1 + ratio) / (1 + ratio + ratio**2), columns.notes)


def score_copras(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Scored:
    """Utility degree N = Q / max Q with Q = S+ + sum S- / (S- sum 1/S-), sums of weighted shares x / sum x [zavadskas1994].

    `matrix` (alternatives, criteria), from 0 up. Without costs Q = S+. Where an alternative's costs are all 0 its share of the second
    term is the limit of the formula: all of it, shared evenly among such alternatives.

    Raises:
        Misuse: see `take_columns`; a value below 0.
    """
    columns = take_amounts(take_columns(matrix, weights, types), "copras", inverted=False)
    if not columns.places.size:
        return leave_undefined(columns)
    share = columns.matrix / columns.matrix.sum(axis=0) * columns.weights
    gain, burden = share[:, ~columns.costs].sum(axis=1), share[:, columns.costs].sum(axis=1)
    free = burden == 0
    note: tuple[str, ...] = ()
    if columns.costs.any():
        relief = free.astype(np.float64) if free.any() else burden.min() / burden
        gain = gain + burden.sum() * relief / relief.sum()
        note = (f"alternatives {', '.join(map(str, np.flatnonzero(free)))}: costs of 0, the formula's limit is used",) if free.any() else ()
    return Scored(gain / gain.max(), (*columns.notes, *note))


def score_ram(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Scored:
    """The (2 + S-)-th root of 2 + S+, sums of weighted shares x / sum x of benefits and costs [sotoudeh2023].

    `matrix` (alternatives, criteria), from 0 up.

    Raises:
        Misuse: see `take_columns`; a value below 0.
    """
    columns = take_amounts(take_columns(matrix, weights, types), "ram", inverted=False)
    if not columns.places.size:
        return leave_undefined(columns)
    share = columns.matrix / columns.matrix.sum(axis=0) * columns.weights
    gain, burden = share[:, ~columns.costs].sum(axis=1), share[:, columns.costs].sum(axis=1)
    return Scored((2 + gain) ** (1 / (2 + burden)), columns.notes)
