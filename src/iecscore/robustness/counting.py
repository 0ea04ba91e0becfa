"""Count what each chunk of scenarios came to; the counts of a batch are its tally."""

from dataclasses import dataclass, replace
from dataclasses import field as begin_with
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from iecscore.robustness.field import CHUNK, TILE, Field, Places, still
from iecscore.robustness.placing import rank_each
from iecscore.robustness.tally import SCORE_UNIT, SQUARE_UNIT, WEIGHT_UNIT, Counts, Kept, RankCounts, Tally, find_small, freeze
from iecscore.scoring.tiers import SLACK
from iecscore.values import Floats

FEW: Final = 500
TURNS: Final = 255
TOGETHER: Final = 8
WAITING: Final = 2**25
MOST_WAITING: Final = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """What is counted beside ranks, tiers and scores.

    Args:
        duels: all pairs of units within each league of up to 500 units.
        firsts: the weights with which a unit comes first.
        keep: the score and the rank of each unit in each scenario.
        pairs: units followed pair by pair, both of one league, of whatever size.
    """

    duels: bool = True
    firsts: bool = True
    keep: bool = False
    pairs: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Counter:
    """The counts of up to `most` scenarios while they are worked, in whatever order; ranks wait unit by unit until many are added up."""

    field: Field
    asked: Asked
    most: int
    tally: Tally = begin_with(init=False)
    ranks: RankCounts = begin_with(init=False)
    room: RankCounts = begin_with(init=False)
    waiting: int = 0
    kept: list[tuple[NDArray[np.float32], Counts]] = begin_with(default_factory=list)

    def __post_init__(self) -> None:
        """Begin at 0."""
        units = self.field.units
        small = find_small(self.field.widest)
        self.ranks = np.zeros((CHUNK, units), dtype=small)
        self.room = np.empty((units, CHUNK * max(1, min(WAITING // (CHUNK * units), MOST_WAITING))), dtype=small)
        members = tuple(map(still, self.field.leagues))
        self.tally = Tally(
            0,
            0,
            _none(units, self.field.widest + 1, kind=find_small(self.most)),
            _none(units, len(self.field.tiers)),
            members,
            tuple(_none(len(mine), len(mine)) if self._duels(mine) else _none(0, 0) for mine in members),
            still(np.array(self.asked.pairs, dtype=np.intp).reshape(-1, 2)),
            _none(len(self.asked.pairs), 2),
            np.zeros((units, self.field.leaves), dtype=np.int64),
            np.zeros(units, dtype=np.int64),
            np.zeros(units, dtype=np.int64),
        )

    def _duels(self, mine: Places) -> bool:
        return self.asked.duels and len(mine) <= FEW

    def count(self, scores: Floats, weights: Floats) -> None:
        """Count a chunk of scores (scenarios, units) and the weights (scenarios, leaves) they were made with."""
        self._add_scores(scores)
        ranks = self.ranks[: len(scores)]
        firsts: list[Places] = []
        for rows, number, placed in rank_each(scores, self.tally.members):
            mine = self.tally.members[number]
            ranks[rows, mine if len(mine) < self.field.units else slice(None)] = placed.by_unit()
            if self.asked.firsts:
                scenarios, places = placed.firsts
                firsts.append(np.array([scenarios + rows.start, mine[places]]))
        self._set_down(ranks)
        self._add_pairs(ranks)
        for mine, wins in zip(self.tally.members, self.tally.wins, strict=True):
            if wins.size:
                np.add(wins, count_duels(ranks[:, mine]), out=wins)
        if self.asked.firsts:
            self._add_firsts(np.concatenate(firsts, axis=1), weights)
        if self.asked.keep:
            self.kept.append((scores.astype(np.float32), ranks.astype(np.int32)))

    def _add_scores(self, scores: Floats) -> None:
        for begin in range(0, self.field.units, TILE):
            few = slice(begin, begin + TILE)
            self._add_some_scores(np.ascontiguousarray(scores[:, few]), few)

    def _add_some_scores(self, scores: Floats, few: slice) -> None:
        least = scores.min()
        known = np.nan_to_num(scores) if np.isnan(least) else scores
        self.tally.scores[few] += np.rint(np.ones(len(known)) @ known * SCORE_UNIT).astype(np.int64)
        self.tally.squares[few] += np.rint(np.einsum("ij,ij->j", known, known) * SQUARE_UNIT).astype(np.int64)
        above, most = np.zeros(scores.shape[1], dtype=np.int32), known.max()
        for tier, cut in enumerate(self.field.tiers):
            if most >= cut - SLACK:
                reached = np.full_like(above, len(scores)) if least >= cut - SLACK else count_marks(scores >= cut - SLACK)
                self.tally.tiers[few, tier] += reached - above
                above = reached

    def _set_down(self, ranks: RankCounts) -> None:
        """Let the ranks of a chunk wait, those of a unit side by side."""
        for begin in range(0, self.field.units, TILE):
            few = slice(begin, begin + TILE)
            self.room[few, self.waiting : self.waiting + len(ranks)] = ranks[:, few].T
        self.waiting += len(ranks)
        if self.waiting + CHUNK > self.room.shape[1]:
            self._add_ranks()

    def _add_ranks(self) -> None:
        """A few units at a time, so that what is added to lies close together."""
        rows = np.arange(0, self.tally.ranks.size, self.tally.ranks.shape[1])[:, None]
        for begin in range(0, self.field.units, TOGETHER):
            few = slice(begin, begin + TOGETHER)
            places = self.room[few, : self.waiting] + rows[few]
            np.add.at(self.tally.ranks.reshape(-1), places.reshape(-1), self.tally.ranks.dtype.type(1))
        self.waiting = 0

    def _add_firsts(self, found: Places, weights: Floats) -> None:
        seen, which = np.unique(found[1], return_inverse=True)
        marked = np.zeros((len(seen), len(weights)))
        marked[which, found[0]] = 1.0
        self.tally.first_weights[seen] += np.rint(marked @ weights * WEIGHT_UNIT).astype(np.int64)

    def _add_pairs(self, ranks: RankCounts) -> None:
        if self.asked.pairs:
            one, other = (ranks[:, side] for side in self.tally.pairs.T)
            both = (one > 0) & (other > 0)
            for side, (mine, theirs) in enumerate(((one, other), (other, one))):
                self.tally.pair_wins[:, side] += (2 * ((mine < theirs) & both) + ((mine == theirs) & both)).sum(axis=0).astype(np.int32)

    def take_kept(self) -> Kept | None:
        """Scores and ranks kept since this was last asked."""
        kept = Kept(*map(np.concatenate, zip(*self.kept, strict=True))) if self.kept else None
        self.kept = []
        return kept

    def close(self, first: int, last: int) -> Tally:
        """The tally of scenarios `first` to `last`."""
        self._add_ranks()
        return freeze(replace(self.tally, first=first, last=last, kept=self.take_kept()))


def count_duels(ranks: RankCounts) -> Counts:
    """Halves won [a, b] over the rows of ranks (scenarios, units): 2 where a is ahead of b, 1 where they tie, 0 where one is not ranked."""
    draws, units = ranks.shape
    small = np.uint8 if units < np.iinfo(np.uint8).max else np.uint16
    right = ranks.astype(small, order="C")
    gone = right == 0
    left = np.where(gone, np.iinfo(small).max, right)
    ahead, some, beats = np.zeros((units, units), dtype=np.int32), np.empty((units, units), dtype=np.uint8), np.empty((units, units), dtype=np.bool_)
    for begin in range(0, draws, TURNS):
        some[:] = 0
        for row in range(begin, min(begin + TURNS, draws)):
            np.less(left[row][:, None], right[row], out=beats)
            np.add(some, beats.view(np.uint8), out=some)
        ahead += some
    there = (~gone).astype(np.float64)
    both = (there.T @ there).astype(np.int32) if gone.any() else np.int32(draws)
    halves = ahead + both - ahead.T
    np.fill_diagonal(halves, 0)
    return np.asarray(halves, dtype=np.int32)


def count_marks(marks: NDArray[np.bool_]) -> Counts:
    """How many rows are marked in each column: added up in bytes, 255 rows at a time."""
    found = np.zeros(marks.shape[1], dtype=np.int32)
    for begin in range(0, len(marks), TURNS):
        found += np.add.reduce(marks[begin : begin + TURNS].view(np.uint8), axis=0, dtype=np.uint8)
    return found


def _none(*shape: int, kind: type[np.uint16 | np.int32] = np.int32) -> Any:  # noqa: ANN401 - of either type
    """Zeros, written at once: a large array then stands on large pages of memory, if the machine has them."""
    counts = np.empty(shape, dtype=kind)
    counts.fill(0)
    return counts
