"""First-order and total Sobol' indices with bootstrap intervals."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.scoring.ranks import Ranks
from iecscore.values import Floats

LEVEL: Final = 0.9
AT_ONCE: Final = 64


@dataclass(frozen=True, slots=True)
class Indices:
    """Shares of an output's variance (groups, outputs): due to a group alone, and with all it takes part in; ends of their intervals."""

    first: Floats
    total: Floats
    first_low: Floats
    first_high: Floats
    total_low: Floats
    total_high: Floats
    variance: Floats


def estimate_indices(outputs: Floats, seed: int, replications: int = 1000, level: float = LEVEL) -> Indices:
    """Estimate from outputs (n, groups + 2, outputs) of the runs of `design_sensitivity`, centred on the mean of A and B.

    First order: mean (B - m)(AB_i - A) / V [saltelli2010]; total: mean (A - AB_i)² / 2V [jansen1999]; V the variance of A and B together.
    Intervals are percentiles over base points drawn again. An output that does not vary has NaN. First-order indices of independent groups sum
    to at most 1; what they lack is interaction.
    """
    moments = _list_moments(outputs - outputs.mean(axis=(0, 1)))
    first, total, variance = _combine(moments.mean(axis=0))
    chance, n = np.random.default_rng(seed), len(outputs)
    drawn = []
    for start in range(0, replications, AT_ONCE):
        times = chance.multinomial(n, np.full(n, 1 / n), size=min(AT_ONCE, replications - start))
        again = np.tensordot(times / n, moments, axes=1)
        drawn += [_combine(row)[:2] for row in again]
    tails = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(np.array(drawn), tails, axis=0)
    return Indices(first, total, low[0], high[0], low[1], high[1], variance)


def _list_moments(outputs: Floats) -> Floats:
    """Per base point (n, 4 + 3 groups, outputs): A, B, A², B², and of each group AB - A, B (AB - A), (AB - A)²."""
    a, b, others = outputs[:, :1], outputs[:, 1:2], outputs[:, 2:]
    moved = others - a
    return np.concatenate([a, b, a**2, b**2, moved, b * moved, moved**2], axis=1)


def _combine(means: Floats) -> tuple[Floats, Floats, Floats]:
    """Indices (groups, outputs) and variance (outputs,) of the means of the moments."""
    groups = (len(means) - 4) // 3
    middle = (means[0] + means[1]) / 2
    variance = (means[2] + means[3]) / 2 - middle**2
    moved, crossed, squared = means[4:].reshape(3, groups, -1)
    under = np.where(variance > 0, variance, np.nan)
    return (crossed - middle * moved) / under, squared / (2 * under), variance


def measure_shift(ranks: Ranks, reference: Ranks) -> Floats:
    """The mean distance of ranks (..., units) from those of reference (units,), over the units ranked in both; NaN where there is none."""
    both = (ranks > 0) & (reference > 0)
    apart = (np.abs(ranks - reference) * both).sum(axis=-1)
    counted = both.sum(axis=-1)
    return np.asarray(np.divide(apart, counted, out=np.full(counted.shape, np.nan), where=counted > 0))
