"""SMAA-2: the weights that typically put a unit first, and how sure it is to be first with them."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

import numpy as np

from iecscore.robustness.rank_shares import Counts
from iecscore.scoring.ranks import rank_scores
from iecscore.values import Floats

Scorer: TypeAlias = Callable[[Floats, Floats], Floats]


def find_central_weights(sums: Floats, firsts: Counts) -> Floats:
    """Central weights (units, leaves): the mean of the weights with which a unit is first, NaN for one never first [lahdelma2001].

    `sums` (units, leaves) adds the weights of the scenarios in which the unit is first, `firsts` (units,) counts them.
    """
    times = firsts[:, None].astype(np.float64)
    return np.asarray(np.divide(sums, times, out=np.full(sums.shape, np.nan), where=times > 0))


def measure_confidence(central: Floats, changes: Iterable[Floats], score: Scorer) -> Floats:
    """Confidence factors (units,): the share of draws of the data in which a unit is first on its central weights [lahdelma2001].

    `changes` gives scores (units, leaves) draw by draw, `score` makes one figure a unit of scores and weights (leaves,). NaN without central weights.
    """
    known = np.isfinite(central).all(axis=1)
    hits, draws = np.zeros(len(central)), 0
    for scores in changes:
        draws += 1
        for unit in np.flatnonzero(known).tolist():
            hits[unit] += rank_scores(score(scores, central[unit]))[unit] == 1
    return np.where(known & (draws > 0), hits / max(draws, 1), np.nan)
