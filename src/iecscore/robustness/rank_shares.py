"""Shares of scenarios: in which a unit has a rank, is among the first, in a tier, or ahead of another; and the error of a share."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats

Counts: TypeAlias = NDArray[np.integer[Any]]


def share_ranks(counts: Counts) -> Floats:
    """Rank acceptability of rank counts (units, ranks + 1): the share of scenarios with each rank, column 0 not ranked [lahdelma2001]."""
    return np.asarray(counts / counts.sum(axis=1, keepdims=True))


def share_top(counts: Counts, last: int) -> Floats:
    """P(top k) of rank counts (units, ranks + 1): the share of scenarios in which a unit is ranked `last` or better."""
    return np.asarray(counts[:, 1 : last + 1].sum(axis=1) / counts.sum(axis=1))


def share_tiers(counts: Counts, draws: int) -> Floats:
    """P(tier) of tier counts (units, tiers); what a row lacks to 1 is the share below all tiers or not ranked."""
    return np.asarray(counts / draws)


def share_ahead(ahead: Counts, behind: Counts) -> Floats:
    """P(A above B) of halves (ahead 2, tied 1) won and lost, of like shape; of a square table `behind` is its transpose.

    Counted are the scenarios in which both are ranked; NaN where there is none.
    """
    met = (ahead + behind).astype(np.float64)
    return np.asarray(np.divide(ahead, met, out=np.full(met.shape, np.nan), where=met > 0))


def find_share_error(shares: Floats, draws: int) -> Floats:
    """Monte-Carlo standard error sqrt(p (1 - p) / draws) of a share.

    Of P(A above B) with ties, and of Sobol' points, it is an upper bound as a rule. At 0 and 1 it is 0: there the share is
    within 3 / draws of the end at 95 % confidence.
    """
    return np.asarray(np.sqrt(shares * (1 - shares) / draws))
