"""Rank confidence sets: the ranks a unit's true score may have, from simultaneous confidence intervals of the differences of scores."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.scoring.ranks import Ranks
from iecscore.values import Floats

Side: TypeAlias = Literal["both", "best", "worst"]
Marked: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.intp]
Mapper: TypeAlias = Callable[[Callable[[Places], NDArray[np.int64]], Iterable[Places]], Iterable[NDArray[np.int64]]]
LEVEL: Final = 0.9
BLOCK: Final = 256
DUST: Final = 1e-12
TIE: Final = 1e-9
TESTED: Final[dict[str, tuple[bool, bool]]] = {"both": (True, True), "best": (False, True), "worst": (True, False)}


@dataclass(frozen=True, slots=True)
class RankSets:
    """The best and the worst rank of each unit's set (units,); 0 for a unit without scores."""

    best: Ranks
    worst: Ranks


@dataclass(frozen=True, slots=True)
class _Asked:
    """The level, whether units below and above are asked for, and whether what is sure leaves the comparison."""

    level: float
    below: bool
    above: bool
    step_down: bool


@dataclass(frozen=True, slots=True)
class _Errors:
    """Scores (units,), and how each draw lies about them (units, draws): as it is, and about its own mean."""

    scores: Floats
    moved: Floats
    centred: Floats
    variances: Floats

    def compare(self, unit: int) -> tuple[Floats, Floats]:
        """One over the standard deviation of the differences from a unit, 0 where they do not vary; and the studentised differences."""
        shared = self.centred @ self.centred[unit] / (self.moved.shape[1] - 1)
        both = self.variances + self.variances[unit]
        squares = both - 2 * shared
        scale = np.where(squares > DUST * both, 1 / np.sqrt(np.where(squares > DUST * both, squares, 1.0)), 0.0)
        return scale, (self.scores[unit] - self.scores) * scale


def find_rank_sets(
    scores: Floats, draws: Floats, level: float = LEVEL, *, side: Side = "both", jointly: bool = False, step_down: bool = True, mapper: Mapper = map
) -> RankSets:
    """Confidence sets for the ranks of units scored (units,), from draws (draws, units) of these scores with their error [mogstad2024].

    A unit's set runs from 1 + the units surely above it to the number of units less those surely below it. Sure is what a
    studentised difference beyond the `level` quantile of its largest value over all comparisons says; with `step_down` what is
    sure leaves the comparison and the rest is looked at again. Each set holds its unit's true rank with probability `level`; `jointly` all sets
    do at once. Side: best bounds the set at its best rank only, worst at its worst. Units with a gap have no set and are compared with nobody.

    Time grows with draws x units², memory with draws x units: 8,500 units on 1,000 draws take 0.4 GB. Units are independent of each other,
    so that `mapper` may be the `map` of an executor.
    """
    known = np.flatnonzero(np.isfinite(scores) & np.isfinite(draws).all(axis=0))
    known = known[np.argsort(scores[known], kind="stable")]
    best, worst = np.zeros((2, len(scores)), dtype=np.int64)
    if not known.any():
        return RankSets(best, worst)
    moved = np.ascontiguousarray((draws[:, known] - scores[known]).T)
    centred = moved - moved.mean(axis=1, keepdims=True)
    errors = _Errors(scores[known], moved, centred, np.asarray((centred**2).sum(axis=1) / (moved.shape[1] - 1)))
    units = np.arange(len(moved))
    families = [units] if jointly else units[:, None]
    told = list(mapper(partial(_count_sure, errors, _Asked(level, *TESTED[side], step_down)), families))
    below, above = np.concatenate(told).reshape(-1, 2).T
    best[known], worst[known] = 1 + above, len(moved) - below
    return RankSets(best, worst)


def _count_sure(errors: _Errors, asked: _Asked, family: Places) -> NDArray[np.int64]:
    """For each unit of a family (units, 2): how many are surely below it, and above."""
    sure, looked = (np.array(marks) for marks in zip(*(_start(errors, unit, asked) for unit in family.tolist()), strict=True))
    again = True
    while again:
        critical = _find_critical(errors, family, looked, asked.level)
        again = False
        for place, unit in enumerate(family.tolist()):
            difference = errors.compare(unit)[1]
            new = looked[place] & (np.stack([difference, -difference]) > critical)
            sure[place] |= new
            looked[place] &= ~new
            again = again or (asked.step_down and bool(new.any()))
    return np.asarray(sure.sum(axis=2))


def _start(errors: _Errors, unit: int, asked: _Asked) -> tuple[Marked, Marked]:
    """What is sure without a test, since the difference does not vary, and what is to be tested: rows for below and above (2, units)."""
    varies = errors.compare(unit)[0] > 0
    difference = errors.scores[unit] - errors.scores
    wanted = np.array([[asked.below], [asked.above]])
    return wanted & ~varies & (np.stack([difference, -difference]) > TIE), wanted & varies


def _find_critical(errors: _Errors, family: Places, looked: Marked, level: float) -> float:
    """The quantile of the largest studentised error over what is still compared; infinite where there are too few draws for the level."""
    largest = np.full(errors.moved.shape[1], -np.inf)
    for unit, still in zip(family.tolist(), looked, strict=True):
        np.maximum(largest, _find_largest(errors, unit, still), out=largest)
    place = ceil(level * (len(largest) + 1))
    return float(np.sort(largest)[place - 1]) if place <= len(largest) else np.inf


def _find_largest(errors: _Errors, unit: int, still: Marked) -> Floats:
    """The largest studentised error in each draw (draws,) over the units still compared with this one."""
    scale = errors.compare(unit)[0]
    largest = np.full(errors.moved.shape[1], -np.inf)
    for start in range(0, len(scale), BLOCK):
        block = slice(start, start + BLOCK)
        below, above = still[:, block]
        if below.any() or above.any():
            studentised = (errors.moved[unit] - errors.moved[block]) * scale[block, None]
            np.maximum(largest, _pick(studentised, below).max(axis=0, initial=-np.inf), out=largest)
            np.maximum(largest, -_pick(studentised, above).min(axis=0, initial=np.inf), out=largest)
    return largest


def _pick(rows: Floats, marked: Marked) -> Floats:
    return rows if marked.all() else rows[marked]
