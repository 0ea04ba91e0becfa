"""Kendall's coefficient of concordance: how far judges rank objects alike."""

from dataclasses import dataclass
from itertools import permutations
from math import factorial, nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.analysis.even_ranks import rank_rows_evenly, weigh_ties
from iecscore.values import Floats

ORDERS: Final = 2_000_000
AT_ONCE: Final = 500
SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Concordance:
    """W in [0, 1], its test, and the sum of ranks of each object; all but the sums and `df` NaN where no judge tells objects apart."""

    w: float
    chi2: float
    df: int
    p: float
    rank_sums: Floats


def measure_concordance(ratings: Floats) -> Concordance:
    """Kendall's W of ratings (judges, objects), corrected for ties [kendall1939, siegel1988].

    W = 12 S / (m²(n³ - n) - m Σ(t³ - t)), S the squared deviations of the rank sums from their mean; χ² = m(n - 1) W on n - 1 degrees of freedom.
    """
    from scipy.stats import chi2  # noqa: PLC0415 - read late: the command must start at once

    ranks = rank_rows_evenly(ratings)
    judges, objects = ranks.shape
    most = judges**2 * (objects**3 - objects) - judges * sum(weigh_ties(row) for row in ranks)
    w = 12 * _spread(ranks.sum(axis=0)) / most if most > 0 else nan
    statistic = judges * (objects - 1) * w
    p = float(chi2.sf(statistic, objects - 1)) if most > 0 else nan
    return Concordance(w, statistic, objects - 1, p, ranks.sum(axis=0))


def enumerate_p(ratings: Floats) -> float | None:
    """The exact chance of a W as large or larger when each judge orders at random, given the judge's ties; none where that is too much to count."""
    ranks = rank_rows_evenly(ratings)
    doubled = np.rint(2 * ranks).astype(np.int64)
    sums, chances = np.sort(doubled[:1], axis=1), np.ones(1)
    for row in doubled[1:]:
        if len(sums) * factorial(len(row)) > ORDERS:
            return None
        orders = np.unique(np.array(list(permutations(row.tolist())), dtype=np.int64), axis=0)
        sums, chances = _add_orders(sums, chances, orders)
    return min(1.0, float(chances[_reaches(sums, doubled.sum(axis=0))].sum()))


def _add_orders(sums: NDArray[np.int64], chances: Floats, orders: NDArray[np.int64]) -> tuple[NDArray[np.int64], Floats]:
    """Rank sums after one more judge; only their sorted form matters, since the judges that follow order at random."""
    after = np.sort((sums[:, None, :] + orders[None]).reshape(-1, sums.shape[1]), axis=1)
    distinct, place = np.unique(after, axis=0, return_inverse=True)
    spread = np.repeat(chances / len(orders), len(orders))
    return distinct, np.asarray(np.bincount(place.reshape(-1), weights=spread), dtype=np.float64)


def draw_p(ratings: Floats, draws: int, seed: int) -> float:
    """The chance of a W as large or larger, from `draws` random orders of each judge's ranks: (1 + hits) / (1 + draws) [phipson2010]."""
    ranks = rank_rows_evenly(ratings)
    chance, hits, observed = np.random.default_rng(seed), 0, ranks.sum(axis=0)
    for start in range(0, draws, AT_ONCE):
        many = np.broadcast_to(ranks, (min(AT_ONCE, draws - start), *ranks.shape))
        hits += int(_reaches(chance.permuted(many, axis=2).sum(axis=1), observed).sum())
    return (1 + hits) / (1 + draws)


def _reaches(sums: NDArray[np.generic], observed: NDArray[np.generic]) -> NDArray[np.bool_]:
    found, wanted = _spread(sums), _spread(observed)
    return np.asarray(found >= wanted * (1 - SLACK))


def _spread(sums: NDArray[np.generic]) -> Floats:
    values = sums.astype(np.float64)
    return np.asarray(((values - values.mean(axis=-1, keepdims=True)) ** 2).sum(axis=-1))
