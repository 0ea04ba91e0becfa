"""Ranks of many scenarios at once: sorted as they are, and only the rows in which somebody ties looked at more closely."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.robustness.field import Places
from iecscore.robustness.tally import RankCounts, find_small
from iecscore.scoring.ranks import DUST, TIE, rank_scores
from iecscore.values import Floats

FEW_ROWS: Final = 8
CELLS: Final = 2**17
FEW_TIES: Final = 2
MANY: Final = 500


@dataclass(frozen=True, slots=True)
class Placed:
    """Row by row the units from the last to the first, and the rank of each; 0 for one without a score."""

    units: NDArray[np.int64]
    ranks: RankCounts

    def by_unit(self) -> RankCounts:
        """The rank of each unit (columns) in each row."""
        found, count = np.empty_like(self.ranks), self.ranks.shape[1]
        if count < MANY:
            found.reshape(-1)[(self.units + np.arange(0, found.size, count)[:, None]).reshape(-1)] = self.ranks.reshape(-1)
            return found
        for row, units, ranks in zip(found, self.units, self.ranks, strict=True):
            row[units] = ranks
        return found

    @property
    def firsts(self) -> tuple[Places, Places]:
        """The rows and the units of those who come first, which stand at the end of their rows."""
        wide = 1
        while wide < self.ranks.shape[1] and (self.ranks[:, -wide] == 1).any():
            wide += 1
        rows, places = np.nonzero(self.ranks[:, -wide:] == 1)
        return rows, self.units[:, -wide:][rows, places]


def place(scores: Floats) -> Placed:
    """Rank each row of scores (scenarios, units) as `rank_scores` does: the highest first, ties share the best rank, NaN has 0."""
    least = scores.min()
    if least >= 0:
        return _share_ties(scores, *_sort_packed(scores + 0.0))
    gone = np.isnan(scores)
    if (scores < 0).any():
        rising = np.where(gone, np.nanmin(scores) - 1, scores)
        order = np.argsort(rising, axis=1)
        return _share_ties(scores, order, np.take_along_axis(rising, order, axis=1), gone.sum(axis=1))
    return _share_ties(scores, *_sort_packed(np.where(gone, -1.0, scores)), gone.sum(axis=1))


def _sort_packed(scores: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Sort once: scores from 0 up keep their order when their last bits carry the unit. It overwrites them."""
    count = scores.shape[1]
    low, keys = np.int64((1 << (count - 1).bit_length()) - 1), scores.view(np.int64)
    keys &= ~low
    keys |= np.arange(count)
    rising = keys.view(np.float64)
    rising.sort(axis=1)
    return keys & low, rising


def _share_ties(scores: Floats, order: NDArray[np.int64], rising: Floats, missing: NDArray[np.intp] | None = None) -> Placed:
    count = scores.shape[1]
    ranks: RankCounts = np.empty(scores.shape, dtype=find_small(count))
    ranks[:] = np.arange(count, 0, -1)
    gaps = rising[:, 1:] - rising[:, :-1]
    largest = np.abs(rising[:, -1])
    if missing is not None:
        ranks[np.arange(count) < missing[:, None]] = 0
        gaps[np.arange(count - 1) < missing[:, None]] = np.inf
        largest = np.maximum(largest, np.abs(rising[np.arange(len(rising)), np.minimum(missing, count - 1)]))
    tie, slack = np.maximum(TIE * largest, DUST), _find_slack(count) * largest
    if np.minimum.reduce(gaps, axis=None, initial=np.inf) > (tie + slack).max():
        return Placed(order, ranks)
    rows, places = np.divmod(np.flatnonzero(gaps <= (tie + slack)[:, None]), count - 1)
    if len(rows) <= FEW_TIES * len(scores):
        alone = _stand_alone(rows, places) & (gaps[rows, places] <= (tie - 2 * slack)[rows])
        ranks[rows[alone], places[alone]] = ranks[rows[alone], places[alone] + 1]
        _rank_runs(scores, order, ranks, rows[~alone], places[~alone])
    else:
        rows = np.unique(rows)
        order[rows], ranks[rows] = _rank_closely(scores[rows], order[rows])
    return Placed(order, ranks)


def _stand_alone(rows: Places, places: Places) -> NDArray[np.bool_]:
    """Which near neighbours have no other pair beside them: where they are nearer than a tie, whatever their last bits, they share a rank."""
    beside = (np.diff(rows) == 0) & (np.diff(places) == 1)
    return np.asarray(~(np.append(beside, [False]) | np.append([False], beside)))


def _rank_runs(scores: Floats, order: NDArray[np.int64], ranks: RankCounts, rows: Places, places: Places) -> None:
    """Sort and rank exactly the few runs of neighbours that may tie: at `places` of `rows` one stands near the next above."""
    ends = np.flatnonzero((np.diff(rows) != 0) | (np.diff(places) != 1)) + 1
    for begin, end in pairwise((0, *ends.tolist(), len(rows)) if len(rows) else ()):
        row, run = rows[begin], slice(places[begin], places[end - 1] + 2)
        mine = order[row, run]
        mine = mine[np.argsort(scores[row, mine], kind="stable")]
        tie = max(TIE * float(np.fmax.reduce(np.abs(scores[row]))), DUST)
        first, rank, found = np.inf, 0, []
        for step, figure in enumerate(scores[row, mine[::-1]].tolist(), start=scores.shape[1] - run.stop + 1):
            if first - figure > tie:
                first, rank = figure, step
            found.append(rank)
        order[row, run], ranks[row, run] = mine, found[::-1]


def _rank_closely(scores: Floats, order: NDArray[np.int64]) -> tuple[NDArray[np.int64], RankCounts]:
    """Rank rows in which somebody ties; where the last bits decide they are sorted exactly, where a chain is longer than a tie one by one."""
    ranks, doubtful = _group(scores, order, _find_slack(scores.shape[1]))
    if len(doubtful):
        order[doubtful] = np.argsort(-scores[doubtful], axis=1, kind="stable")[:, ::-1]
        ranks[doubtful], chained = _group(scores[doubtful], order[doubtful], 0.0)
        for row in doubtful[chained].tolist():
            ranks[row] = rank_scores(scores[row])[order[row]]
    return order, ranks


def _group(scores: Floats, order: NDArray[np.int64], slack: float) -> tuple[RankCounts, Places]:
    """Let those within a tie of their neighbour share the best rank, and name the rows in which that may not be right."""
    falling = np.take_along_axis(scores, order, axis=1)[:, ::-1]
    largest = np.nanmax(np.abs(scores), axis=1, initial=0.0)[:, None]
    tie, margin = np.maximum(TIE * largest, DUST), slack * largest
    gaps = falling[:, :-1] - falling[:, 1:]
    begins = np.ones(scores.shape, dtype=np.bool_)
    begins[:, 1:] = ~(gaps <= tie)
    ranks = np.maximum.accumulate(np.where(begins, np.arange(1, scores.shape[1] + 1, dtype=np.int32), np.int32(0)), axis=1)
    lag = np.take_along_axis(falling, ranks - 1, axis=1) - falling
    doubtful = (lag > tie - margin).any(axis=1)
    if slack:
        doubtful |= (np.abs(gaps - tie) <= margin).any(axis=1)
    ranks[np.isnan(falling)] = 0
    return ranks[:, ::-1], np.flatnonzero(doubtful)


def _find_slack(count: int) -> float:
    """What the last bits that carry a unit may hide of a score, as a share of it."""
    return float(2.0 ** ((count - 1).bit_length() - 51))


def rank_each(scores: Floats, members: tuple[Places, ...]) -> Iterator[tuple[slice, int, Placed]]:
    """Place the units of each league by themselves, some rows at a time, so that they stay in the processor's cache."""
    for number, mine in enumerate(members):
        step = max(FEW_ROWS, CELLS // len(mine))
        for begin in range(0, len(scores), step):
            rows = slice(begin, min(begin + step, len(scores)))
            yield rows, number, place(scores[rows] if len(mine) == scores.shape[1] else scores[rows, mine])
