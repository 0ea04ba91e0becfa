"""Normalise columns: on two posts a column, the value that scores low and the one that scores high, or by rank."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from iecscore.matrix.missing import Marks
from iecscore.matrix.stages.columns import STILL, count_there, find_deviation, find_highest, find_lowest, find_mean, varies
from iecscore.values import Floats

MINMAX, ZSCORE, SCALED, GOALPOSTS = "min-max", "z-score", "scaled", "goalposts"
TO_MAXIMUM, TO_REFERENCE, TO_TARGET = "distance-to-maximum", "distance-to-reference", "distance-to-target"
FRACTION, AROUND = "fraction-of-maximum", "around-reference"
RANK, PERCENTILE, BORDA = "rank", "percentile-rank", "borda"
RANK_RULES: Final = (RANK, PERCENTILE, BORDA)
ENDS: Final = {
    MINMAX: (0.0, 100.0),
    ZSCORE: (0.0, 1.0),
    SCALED: (0.0, 100.0),
    GOALPOSTS: (0.0, 100.0),
    TO_MAXIMUM: (0.0, 1.0),
    TO_REFERENCE: (0.0, 1.0),
    TO_TARGET: (0.0, 1.0),
    FRACTION: (0.0, 1.0),
    AROUND: (70.0, 130.0),
}
SCALING_RULES: Final = (*ENDS, *RANK_RULES)
REFLECT, COMPLEMENT, RATIO = "reflect", "complement", "ratio"
COST_FRACTIONS: Final = (REFLECT, COMPLEMENT, RATIO)
Ties: TypeAlias = Literal["min", "average", "max", "dense"]
TIES: Final[tuple[Ties, ...]] = ("min", "average", "max", "dense")


@dataclass(frozen=True, slots=True)
class Scaling:
    """How columns are normalised.

    `ends` are the scores at the two posts (of z-score: the mean and the deviation wanted); none: those of ENDS. `posts` (indicators, 2)
    hold low and high goalposts, `targets` the targets, `reference` the row that is the reference unit, `centres` what scores 100 around a
    reference (none: the means): all in the indicator's own units, of a cost too, unless `directed` says that they are of x times its type.
    `clip` cuts scores off: goalposts at both ends (none: yes), the distances at the upper end (none: no).
    """

    rule: str = MINMAX
    ends: tuple[float, float] | None = None
    posts: Floats | None = None
    targets: Floats | None = None
    reference: int = 0
    centres: Floats | None = None
    clip: bool | None = None
    ties: Ties = "min"
    fraction: str = REFLECT
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Posts:
    """Per column the value that scores `low` and the one that scores `high`; `still` is the score of a column whose posts coincide."""

    zero: Floats
    full: Floats
    low: float
    high: float
    still: float
    floor: float = -np.inf
    ceiling: float = np.inf


@dataclass(frozen=True, slots=True)
class Scaled:
    """Normalised values, more is better; columns that are constant (scored by policy) and columns that have no score at all.

    `posts` can score other rows on the same scale: a later round, a unit that joins; a rule of ranks has none.
    """

    values: Floats
    constant: Marks
    undefined: Marks
    posts: Posts | None


def scale_columns(columns: Floats, types: Floats, scaling: Scaling) -> Scaled:
    """Normalise (units, indicators) with NaN for gaps; `types` are 1 for benefits, -1 for costs; [nardo2008; becker2022].

    x is multiplied by its type first, then normalised: min-max (x - min) / (max - min); z-score (x - mean) / s, s with n - 1; scaled and
    goalposts (x - low) / (high - low); distances 1 - (r - x) / (r - min), r the maximum, the reference unit's value or the target; fraction of
    the maximum x / max; around a reference 70 + 60 (x - r + h) / 2h, h half the range [mazziotta2016]; ranks from the least, 1, up.
    A constant column scores the middle of the ends (z-score: the mean wanted). What a rule cannot say is NaN: see `undefined`.
    """
    directed = columns * types
    if scaling.rule in RANK_RULES:
        values, posts = _rank_columns(directed, scaling), None
        constant = count_there(columns) == 1 if scaling.rule == PERCENTILE else np.zeros(columns.shape[1], dtype=np.bool_)
    elif scaling.rule == FRACTION and scaling.fraction == RATIO:
        values, posts, constant = _take_ratios(columns, types, scaling), None, np.zeros(columns.shape[1], dtype=np.bool_)
    else:
        posts = find_posts(columns, types, scaling)
        values, constant = score_on_posts(columns, posts), _coincide(posts) & ~np.isnan(posts.still)
    return Scaled(values, constant, np.asarray((np.isnan(values) & ~np.isnan(columns)).any(axis=0)), posts)


def score_on_posts(columns: Floats, posts: Posts) -> Floats:
    """Score values on posts found before: low + (high - low) (x - zero) / (full - zero), cut off at floor and ceiling."""
    same = _coincide(posts)
    share = (columns - posts.zero) / np.where(same, 1.0, posts.full - posts.zero)
    scores = np.clip(posts.low + (posts.high - posts.low) * share, posts.floor, posts.ceiling)
    return np.where(same & ~np.isnan(columns), posts.still, scores)


def find_posts(columns: Floats, types: Floats, scaling: Scaling) -> Posts:
    """The posts that a rule (none of ranks) finds in columns, or is given."""
    low, high = scaling.ends or ENDS[scaling.rule]
    worst, best = _order(find_lowest(columns), find_highest(columns), types)
    zero, full = _FINDERS.get(scaling.rule, _find_range)(_Frame(columns, types, scaling, worst, best))
    if scaling.rule == ZSCORE:
        return Posts(zero, full, low, low + high, low)
    if scaling.rule in {TO_REFERENCE, TO_TARGET}:
        ahead = types * (full - zero) >= 0
        return Posts(np.where(ahead, zero, np.nan), full, low, high, np.nan, ceiling=max(low, high) if scaling.clip else np.inf)
    cut = scaling.rule == GOALPOSTS and scaling.clip is not False
    return Posts(zero, full, low, high, (low + high) / 2, *((min(low, high), max(low, high)) if cut else ()))


@dataclass(frozen=True, slots=True)
class _Frame:
    columns: Floats
    types: Floats
    scaling: Scaling
    worst: Floats
    best: Floats

    def own(self, told: Floats | None) -> Floats:
        """What was told of the indicators, in their own units."""
        assert told is not None  # noqa: S101 - who names a rule gives what it needs
        return told * self.types if self.scaling.directed else told


def _find_range(frame: _Frame) -> tuple[Floats, Floats]:
    return frame.worst, frame.best


def _find_spread(frame: _Frame) -> tuple[Floats, Floats]:
    mean = find_mean(frame.columns)
    return mean, mean + frame.types * np.where(varies(frame.columns), find_deviation(frame.columns), 0.0)


def _find_given(frame: _Frame) -> tuple[Floats, Floats]:
    posts = frame.scaling.posts
    assert posts is not None  # noqa: S101 - who names a rule gives what it needs
    return (frame.own(posts[:, 0]), frame.own(posts[:, 1])) if frame.scaling.directed else _order(posts[:, 0], posts[:, 1], frame.types)


def _find_reference(frame: _Frame) -> tuple[Floats, Floats]:
    return frame.worst, frame.columns[frame.scaling.reference]


def _find_target(frame: _Frame) -> tuple[Floats, Floats]:
    return frame.worst, frame.own(frame.scaling.targets)


def _find_fraction(frame: _Frame) -> tuple[Floats, Floats]:
    """Divide by the maximum; a cost has the mirror image (max + min - x) / max or the complement 1 - x / max; nothing where max <= 0."""
    highest = np.where(frame.types > 0, frame.best, frame.worst)
    mirrored = frame.scaling.fraction == REFLECT
    zero = np.where(frame.types > 0, 0.0, frame.worst + frame.best if mirrored else frame.worst)
    full = np.where((frame.types > 0) | mirrored, frame.best, 0.0)
    return np.where(highest > 0, zero, np.nan), full


def _find_around(frame: _Frame) -> tuple[Floats, Floats]:
    centre = find_mean(frame.columns) if frame.scaling.centres is None else frame.own(frame.scaling.centres)
    half = (frame.best - frame.worst) / 2
    return centre - half, centre + half


_FINDERS: Final = {
    ZSCORE: _find_spread,
    SCALED: _find_given,
    GOALPOSTS: _find_given,
    TO_REFERENCE: _find_reference,
    TO_TARGET: _find_target,
    FRACTION: _find_fraction,
    AROUND: _find_around,
}


def _take_ratios(columns: Floats, types: Floats, scaling: Scaling) -> Floats:
    low, high = scaling.ends or ENDS[FRACTION]
    lowest, highest = find_lowest(columns), find_highest(columns)
    usable = np.where(types > 0, highest > 0, lowest > 0)
    share = np.where(types > 0, columns, lowest) / np.where(types > 0, highest, np.where(columns > 0, columns, 1.0))
    return np.where(usable, low + (high - low) * share, np.nan) + 0 * columns


def _order(low: Floats, high: Floats, types: Floats) -> tuple[Floats, Floats]:
    return np.where(types > 0, low, high), np.where(types > 0, high, low)


def _coincide(posts: Posts) -> Marks:
    reach = np.fmax(np.abs(posts.zero), np.abs(posts.full))
    return np.asarray(np.abs(posts.full - posts.zero) <= STILL * reach)


def _rank_columns(directed: Floats, scaling: Scaling) -> Floats:
    from scipy.stats import rankdata  # noqa: PLC0415 - read late: the command must start at once

    ranks = rankdata(directed, method=scaling.ties, axis=0, nan_policy="omit")
    there = count_there(directed)
    if scaling.rule == PERCENTILE:
        return np.where(there > 1, (ranks - 1) / np.where(there > 1, there - 1, 1.0), np.where(np.isnan(ranks), np.nan, 0.5))
    return np.asarray(ranks - 1 if scaling.rule == BORDA else ranks)
