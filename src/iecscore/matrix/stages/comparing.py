"""Aggregations that set units against each other: `columns` (units, indicators) with NaN for gaps, `weights` one an indicator."""

import numpy as np

from iecscore.matrix.stages.columns import count_there, divide, find_highest, find_lowest
from iecscore.matrix.stages.means import SLACK
from iecscore.values import Floats


def outrank(columns: Floats, weights: Floats) -> Floats:
    """Share of the weight on which the row's unit is better than the column's, equal values half: (units, units), NaN on the diagonal.

    Only indicators both units have count; NaN where they share none. Values closer than rounding (1e-12 of the column's magnitude) are equal,
    so that the result depends neither on the order of units or indicators nor on how a value was computed.
    """
    near = SLACK * np.nan_to_num(np.fmax(np.abs(find_lowest(columns)), np.abs(find_highest(columns))))
    wins = np.array([(mine - columns > near) @ weights for mine in columns])
    there = (~np.isnan(columns)).astype(np.float64)
    beats = np.asarray(0.5 + divide(wins - wins.T, 2 * (there * weights) @ there.T))
    np.fill_diagonal(beats, np.nan)
    return beats


def score_copeland(columns: Floats, weights: Floats) -> Floats:
    """Copeland: units beaten less units lost to, each by more than half of the weight that both have values for [saari1996].

    Half to within rounding (1e-12) is a draw, and two units that share no indicator have not met.
    """
    margin = outrank(columns, weights) - 0.5
    return np.asarray((margin > SLACK).sum(axis=1, dtype=np.float64) - (margin < -SLACK).sum(axis=1))


def score_outranking(columns: Floats, weights: Floats) -> Floats:
    """The sum over all other units of the weight share on which a unit is better (ties half); a unit never met counts one half [becker2022]."""
    beats = outrank(columns, weights)
    np.fill_diagonal(beats, 0.0)
    return np.asarray(np.where(np.isnan(beats), 0.5, beats).sum(axis=1))


def score_borda(columns: Floats, shares: Floats) -> Floats:
    """Weighted mean of Borda points: on each indicator the units a unit is better than, ties half [nardo2008].

    Where an indicator has gaps its points are stretched from the units it has to all units; `shares` sum to 1 in each row.
    """
    from scipy.stats import rankdata  # noqa: PLC0415 - read late: the command must start at once

    others = count_there(columns) - 1
    points = rankdata(columns, method="average", axis=0, nan_policy="omit") - 1
    stretched = np.where(others > 0, points / np.maximum(others, 1), 0.5) * (len(columns) - 1)
    return np.asarray((shares * np.nan_to_num(stretched)).sum(axis=1))


def measure_distance(columns: Floats, shares: Floats, *, sample: bool = True) -> Floats:
    """Wroclaw taxonomy: distance from the best value of each indicator over (mean + 2 deviations) of all distances; less is better [hellwig1968].

    The distance is sqrt(sum w (x - max)²); where every unit has the best of everything all distances are 0.
    """
    apart = np.nan_to_num(columns - find_highest(columns))
    distance = np.where(shares.sum(axis=1) > 0, np.sqrt((shares * apart**2).sum(axis=1)), np.nan)
    known = distance[~np.isnan(distance)]
    spread = float(known.std(ddof=1 if sample else 0)) if len(known) > 1 else 0.0
    reach = float(known.mean()) + 2 * spread if len(known) else 0.0
    return np.asarray(distance / reach if reach > 0 else distance)
