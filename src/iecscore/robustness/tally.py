"""What scenarios came to: counts that can be added up, in whatever parts they were worked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.robustness.field import Places
from iecscore.values import Floats

WEIGHT_UNIT: Final = 2.0**40
SCORE_UNIT: Final = 2.0**30
SQUARE_UNIT: Final = 2.0**26
Counts: TypeAlias = NDArray[np.int32]
RankCounts: TypeAlias = NDArray[np.uint16 | np.int32]
Sums: TypeAlias = NDArray[np.int64]


def find_small(most: int) -> type[np.uint16 | np.int32]:
    """The type that holds whole numbers up to `most` in least memory."""
    return np.uint16 if most <= np.iinfo(np.uint16).max else np.int32


@dataclass(frozen=True, slots=True)
class Kept:
    """The score and the rank of each unit (columns) in each scenario (rows), rank 0 and NaN where not ranked."""

    scores: NDArray[np.float32]
    ranks: Counts


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over scenarios `first` to `last`; sums are whole numbers of a fixed small unit, so that no order of adding changes them.

    Args:
        ranks: (units, units of the largest league + 1) how often each had each rank; column 0 = not ranked. In 16 bits up to 65,535 scenarios.
        tiers: (units, tiers) how often each stood in each tier; what is left of `draws` is below all or not ranked.
        members: the units of each league.
        wins: for each league a matrix [a, b] of halves: 2 where a is ahead of b, 1 where they tie; empty for a wide league.
        pairs: (pairs, 2) further pairs of units followed.
        pair_wins: (pairs, 2) halves for the first and for the second of each.
    """

    first: int
    last: int
    ranks: RankCounts
    tiers: Counts
    members: tuple[Places, ...]
    wins: tuple[Counts, ...]
    pairs: Places
    pair_wins: Counts
    first_weights: Sums
    scores: Sums
    squares: Sums
    kept: Kept | None = None

    @property
    def draws(self) -> int:
        """How many scenarios were worked."""
        return self.last - self.first

    @property
    def ranked(self) -> NDArray[np.int64]:
        """In how many scenarios each unit had a rank."""
        return np.asarray(self.draws - self.ranks[:, 0].astype(np.int64))

    @property
    def score_sums(self) -> Floats:
        """The sum of each unit's scores where it had one."""
        return np.asarray(self.scores / SCORE_UNIT)

    @property
    def score_squares(self) -> Floats:
        """The sum of their squares."""
        return np.asarray(self.squares / SQUARE_UNIT)

    @property
    def first_weight_sums(self) -> Floats:
        """(units, leaves) the sum of the weights of the scenarios in which the unit came first."""
        return np.asarray(self.first_weights / WEIGHT_UNIT)

    @property
    def win_matrix(self) -> Counts:
        """(units, units) halves won, 0 between leagues and in wide ones."""
        whole = np.zeros((len(self.ranks), len(self.ranks)), dtype=np.int32)
        for mine, wins in zip(self.members, self.wins, strict=True):
            if wins.size:
                whole[np.ix_(mine, mine)] = wins
        return whole

    def merge(self, other: "Tally") -> "Tally":
        """Both together; `other` goes on where this one ends, or the other way round."""
        return add_up((self, other))


COUNTED: Final = ("ranks", "tiers", "pair_wins", "first_weights", "scores", "squares")


def add_up(tallies: Iterable[Tally], *, take: bool = False) -> Tally:
    """Add up tallies that follow one another, asked for one by one; by `take` the first, which nobody else has, is added to in place."""
    parts = iter(tallies)
    begun = next(parts)
    own = _open if take else np.array
    counts: dict[str, Any] = {name: own(getattr(begun, name)) for name in COUNTED} | {"wins": tuple(map(own, begun.wins))}
    mine = replace(begun, **counts)
    kept = [(begun.first, begun.kept)]
    whole = reduce(lambda total, part: _add(total, part, kept), parts, mine)
    return complete(whole, [item for _, item in sorted(kept, key=lambda pair: pair[0])])


def _open(array: Counts) -> Counts:
    """Let it be written to again, where the memory is its own: what came from another machine may lie in what was received."""
    if not array.flags.owndata:
        return array.copy()
    array.setflags(write=True)
    return array


def _add(total: Tally, part: Tally, kept: list[tuple[int, Kept | None]]) -> Tally:
    total = replace(total, first=min(total.first, part.first), last=max(total.last, part.last))
    total = replace(total, ranks=total.ranks.astype(find_small(total.draws), copy=False))
    for name in COUNTED:
        array = getattr(total, name)
        np.add(array, getattr(part, name), out=array)
    for mine, more in zip(total.wins, part.wins, strict=True):
        np.add(mine, more, out=mine)
    kept.append((part.first, part.kept))
    return total


def complete(total: Tally, parts: Sequence[Kept | None]) -> Tally:
    """Put to a tally what was kept, part by part in the order of scenarios."""
    kept = [part for part in parts if part is not None]
    joined = Kept(np.concatenate([item.scores for item in kept]), np.concatenate([item.ranks for item in kept])) if kept else None
    return freeze(replace(total, kept=joined))


def freeze(tally: Tally) -> Tally:
    """Let nobody write to its arrays."""
    kept = () if tally.kept is None else (tally.kept.scores, tally.kept.ranks)
    for array in (*(getattr(tally, name) for name in COUNTED), *tally.wins, *kept):
        array.setflags(write=False)
    return tally
