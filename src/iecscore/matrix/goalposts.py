"""Scores on frozen goalposts: a unit's score moves only when the unit does."""

from collections.abc import Sequence

import numpy as np

from iecscore.system.indicators import Goalposts, Trapezoid
from iecscore.system.model import System
from iecscore.values import Floats, Matrix


def score_values(values: Floats, posts: Goalposts | Trapezoid) -> Floats:
    """Scores in [0, 1] of any shape of values; NaN stays NaN.

    Benefit and cost: clip((x - zero) / (full - zero)). Interval: 1 between the ideal ends, falling in a line to 0 at the limits.
    """
    if isinstance(posts, Goalposts):
        return score_between(values, posts.zero, posts.full)
    rising = (values - posts.limits.low) / (posts.ideal.low - posts.limits.low)
    falling = (posts.limits.high - values) / (posts.limits.high - posts.ideal.high)
    return np.clip(np.minimum(rising, falling), 0, 1)


def score_between(values: Floats, zero: Floats | float, full: Floats | float) -> Floats:
    """Scores in [0, 1] on goalposts that may differ from value to value."""
    return np.clip((values - zero) / (full - zero), 0, 1)


def normalise(matrix: Matrix, system: System, profiles: Sequence[str]) -> Matrix:
    """Score each column on its indicator's goalposts, each unit on those of its profile; scores are in [0, 1]."""
    scores, rows = np.full(matrix.values.shape, np.nan), np.array(profiles)
    indicators = system.indicators
    for column, code in enumerate(matrix.indicators):
        for profile in sorted(set(profiles)):
            mine = rows == profile
            scores[mine, column] = score_values(matrix.values[mine, column], indicators[code].scored_in(profile))
    return matrix.changed(scores, "goalposts", version=system.version)
