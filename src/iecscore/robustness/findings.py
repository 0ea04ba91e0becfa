"""What the counts of scenarios say, read off in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iecscore.robustness.central_weights import find_central_weights
from iecscore.robustness.field import Places
from iecscore.robustness.rank_intervals import LEVEL, RankIntervals, find_intervals
from iecscore.robustness.rank_sets import RankSets, find_rank_sets
from iecscore.robustness.rank_shares import find_share_error, share_ahead, share_ranks, share_tiers, share_top
from iecscore.robustness.tally import Tally
from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of so many scenarios."""

    shares: Floats
    draws: int

    @property
    def errors(self) -> Floats:
        """The Monte-Carlo standard error of each."""
        return find_share_error(self.shares, self.draws)


@dataclass(frozen=True, slots=True)
class Findings:
    """Of each unit (rows): ranks with their interval, P(rank) from not ranked on, P(top k), P(tier), central weights, mean and spread of scores."""

    draws: int
    intervals: RankIntervals
    acceptability: Shares
    top: Shares
    tiers: Shares
    central: Floats
    mean_score: Floats
    score_spread: Floats


def read_tally(tally: Tally, top: Sequence[int] = (), level: float = LEVEL) -> Findings:
    """Read a tally; `top` are the k of P(top k), one column each. Means and spreads are over the scenarios in which a unit is ranked."""
    ranked = np.where(tally.ranked > 0, tally.ranked, np.nan)
    mean = tally.score_sums / ranked
    spread = np.sqrt(np.maximum(tally.score_squares / ranked - mean**2, 0.0))
    tops = np.column_stack([share_top(tally.ranks, last) for last in top]) if top else np.empty((len(ranked), 0))
    return Findings(
        tally.draws,
        find_intervals(tally.ranks, level),
        Shares(share_ranks(tally.ranks), tally.draws),
        Shares(tops, tally.draws),
        Shares(share_tiers(tally.tiers, tally.draws), tally.draws),
        find_central_weights(tally.first_weight_sums, tally.ranks[:, 1]),
        np.asarray(mean),
        np.asarray(spread),
    )


def read_pairs(tally: Tally, pairs: Sequence[tuple[int, int]]) -> Shares:
    """P(the first above the second) of each pair (pairs,): of a league whose pairs were all counted, or followed by name; else NaN."""
    halves = np.array([_find_halves(tally, *pair) for pair in pairs], dtype=np.int64).reshape(-1, 2)
    return Shares(share_ahead(halves[:, 0], halves[:, 1]), tally.draws)


def _find_halves(tally: Tally, first: int, second: int) -> tuple[int, int]:
    for mine, wins in zip(tally.members, tally.wins, strict=True):
        if wins.size and first in mine and second in mine:
            places = [int(np.flatnonzero(mine == unit)[0]) for unit in (first, second)]
            return int(wins[places[0], places[1]]), int(wins[places[1], places[0]])
    followed = {(int(one), int(other)): halves for (one, other), halves in zip(tally.pairs, tally.pair_wins.tolist(), strict=True)}
    ahead, behind = followed.get((first, second)) or followed.get((second, first), [0, 0])[::-1]
    return ahead, behind


def find_sets_in_leagues(scores: Floats, draws: Floats, members: Sequence[Places], level: float = LEVEL) -> RankSets:
    """Rank confidence sets of units (units,) from draws (draws, units) within each league, `members` the units of each."""
    best, worst = np.zeros((2, len(scores)), dtype=np.int64)
    for mine in members:
        found = find_rank_sets(scores[mine], draws[:, mine], level)
        best[mine], worst[mine] = found.best, found.worst
    return RankSets(best, worst)
