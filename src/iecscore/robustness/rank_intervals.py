"""The median rank and the central interval of ranks, with the error that comes of a finite number of scenarios."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.robustness.rank_shares import Counts
from iecscore.scoring.ranks import Ranks
from iecscore.values import Floats

LEVEL: Final = 0.9
SURE: Final = 1.96
SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class RankIntervals:
    """Of each unit (units,): median rank, ends of the interval and the standard error of the three; a unit never ranked has 0 and NaN."""

    median: Ranks
    low: Ranks
    high: Ranks
    median_error: Floats
    low_error: Floats
    high_error: Floats


def find_intervals(counts: Counts, level: float = LEVEL) -> RankIntervals:
    """Read rank counts (units, ranks + 1), column 0 not ranked; only scenarios in which the unit is ranked count.

    Ranks are whole, so quantiles are ranks that occur. Median: the best rank that at least half of the scenarios reach or better.
    Interval: the narrowest with at most (1 - level) / 2 of the scenarios better than its low end and at most as many worse than its high end;
    it holds at least `level` of them. Standard errors are half the distance between the order statistics sqrt(n p (1 - p)) places to either side.
    """
    tail = (1 - level) / 2
    reached = add_ranks(counts)
    ranked = reached[:, -1].astype(np.int64)
    shares = (0.5, tail, 1 - tail)
    median, low, high = (reach_place(reached, _find_places(ranked, share)) for share in shares)
    return RankIntervals(median, low, high, *(find_quantile_error(reached, share) for share in shares))


def add_ranks(counts: Counts) -> Counts:
    """Of rank counts (units, ranks + 1), how many scenarios reach each rank or better (units, ranks)."""
    return np.cumsum(counts[:, 1:], axis=1, dtype=counts.dtype)


def reach_place(reached: Counts, places: Counts) -> Ranks:
    """The rank of each unit's n-th best scenario (units,), n in `places` from 1; 0 where the unit is never ranked."""
    ranks = 1 + np.count_nonzero(reached < places[:, None], axis=1)
    return np.where(reached[:, -1] > 0, np.minimum(ranks, reached.shape[1]), 0).astype(np.int64)


def find_quantile_error(reached: Counts, share: float, wide: float = 1.0) -> Floats:
    """Half the distance between the ranks `wide` standard deviations of the count to either side of the quantile; NaN where never ranked."""
    ranked = reached[:, -1].astype(np.float64)
    apart = wide * np.sqrt(ranked * share * (1 - share))
    lower = reach_place(reached, np.clip(np.floor(ranked * share - apart), 1, None).astype(np.int64))
    upper = reach_place(reached, np.clip(np.ceil(ranked * share + apart), 1, np.maximum(ranked, 1)).astype(np.int64))
    return np.where(ranked > 0, (upper - lower) / 2, np.nan)


def _find_places(ranked: Counts, share: float) -> Counts:
    """Below the middle the first place past the tail, from the middle up the first that completes the share: the same seen from either end."""
    exact = ranked * share
    places = np.floor(exact + SLACK) + 1 if share < 1 / 2 else np.ceil(exact - SLACK)
    return np.asarray(places, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Settled:
    """How far each end moved since the earlier counts, the order statistics' reach (1.96 sd) of the ends, and which units are not settled."""

    moved: Ranks
    reach: Floats
    restless: Ranks

    @property
    def settled(self) -> bool:
        """Whether no further scenarios are needed."""
        return not len(self.restless)


def judge_settled(counts: Counts, earlier: Counts, within: int = 1, level: float = LEVEL) -> Settled:
    """The stopping rule: no end of any unit's interval moved by more than `within` ranks since `earlier`, and none reaches further than that.

    `earlier` are the counts of the first half of the same scenarios. The reach of an end is half the 95 % interval of its order statistic.
    """
    now, before = find_intervals(counts, level), find_intervals(earlier, level)
    moved = np.maximum(np.abs(now.low - before.low), np.abs(now.high - before.high))
    tail = (1 - level) / 2
    reached = add_ranks(counts)
    reach = np.maximum(find_quantile_error(reached, tail, SURE), find_quantile_error(reached, 1 - tail, SURE))
    return Settled(moved, reach, np.flatnonzero((moved > within) | (reach > within)))
