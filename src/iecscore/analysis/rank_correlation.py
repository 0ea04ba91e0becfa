"""How alike two rankings are."""

from collections.abc import Callable, Mapping
from math import nan
from types import MappingProxyType
from typing import Final

import numpy as np

from iecscore.analysis.even_ranks import rank_evenly
from iecscore.values import Floats


def correlate_spearman(x: Floats, y: Floats) -> float:
    """Spearman's rho: Pearson's correlation of the ranks, ties sharing their mean rank [spearman1904]; NaN where x or y is constant."""
    left, right = (rank_evenly(values) - (len(values) + 1) / 2 for values in (x, y))
    spread = float(np.sqrt((left**2).sum() * (right**2).sum()))
    return float((left * right).sum()) / spread if spread else nan


def correlate_kendall(x: Floats, y: Floats) -> float:
    """Kendall's tau-b, corrected for ties [kendall1938]; NaN where x or y is constant."""
    from scipy.stats import kendalltau  # noqa: PLC0415 - read late: the command must start at once

    return float(kendalltau(x, y).statistic)


def correlate_weighted_spearman(x: Floats, y: Floats) -> float:
    """The weighted rank measure of two rankings, 1 the best: 1 - 6 Σ (x-y)²((n-x+1)+(n-y+1)) / (n⁴+n³-n²-n) [pintodacosta2005]; NaN for one rank."""
    n = len(x)
    whole = n**4 + n**3 - n**2 - n
    return 1 - 6 * float(((x - y) ** 2 * (2 * n + 2 - x - y)).sum()) / whole if whole else nan


def correlate_weighted_tau(x: Floats, y: Floats) -> float:
    """Weighted tau of scores, the largest mattering most, hyperbolic additive weights, the mean over both orders [vigna2015]."""
    from scipy.stats import weightedtau  # noqa: PLC0415 - read late: the command must start at once

    return float(weightedtau(x, y).statistic)


def compare_rankings(x: Floats, y: Floats) -> float:
    """WS of ranking y against the reference x, 1 the best: 1 - Σ 2^-x |x - y| / max(|1 - x|, |n - x|) [salabun2020]; NaN for one rank."""
    n = len(x)
    farthest = np.maximum(np.abs(1 - x), np.abs(n - x))
    return 1 - float((2.0**-x * np.abs(x - y) / farthest).sum()) if n > 1 else nan


COEFFICIENTS: Final[Mapping[str, Callable[[Floats, Floats], float]]] = MappingProxyType(
    {
        "spearman": correlate_spearman,
        "kendall-tau-b": correlate_kendall,
        "weighted-spearman": correlate_weighted_spearman,
        "weighted-tau": correlate_weighted_tau,
        "ws": compare_rankings,
    }
)
RANKINGS_ONLY: Final = frozenset({"weighted-spearman", "ws"})
