"""Aggregations of a unit's own values: `columns` (units, indicators) with NaN for gaps, `shares` their weights, summing to 1 in each row."""

import numpy as np

from iecscore.matrix.stages.columns import divide
from iecscore.values import Floats

SLACK = 1e-12


def average(columns: Floats, shares: Floats) -> Floats:
    """Weighted arithmetic mean: sum w x [nardo2008]."""
    return np.asarray((shares * np.nan_to_num(columns)).sum(axis=1))


def average_powers(columns: Floats, shares: Floats, power: float) -> Floats:
    """Generalised mean (sum w x^p)^(1/p) [nardo2008]; p = 0 is the geometric mean exp(sum w ln x), p = -1 the harmonic 1 / sum (w / x).

    A zero makes the mean 0 where p <= 0; a value below 0 makes it NaN, except where p = 1.
    """
    if power == 1:
        return average(columns, shares)
    counted = shares > 0
    values = np.where(counted, columns, 1.0)
    safe = np.where(values > 0, values, 1.0)
    greatest = np.where(counted, safe, 0.0).max(axis=1, keepdims=True)
    share = safe / np.where(greatest > 0, greatest, 1.0)
    mean = np.exp((shares * np.log(share)).sum(axis=1)) if power == 0 else _sum_powers(shares, share, values, power) ** (1 / power)
    mean = np.where((values == 0).any(axis=1) & (power <= 0), 0.0, mean)
    return np.where((values < 0).any(axis=1), np.nan, mean * np.where(greatest > 0, greatest, 1.0)[:, 0])


def _sum_powers(shares: Floats, share: Floats, values: Floats, power: float) -> Floats:
    return np.asarray((shares * np.where((values == 0) & (power > 0), 0.0, share**power)).sum(axis=1))


def take_median(columns: Floats, shares: Floats) -> Floats:
    """Weighted median: the value at which the weights, summed from the least value up, pass one half; between two where they just reach it."""
    ranked, summed = _rank(columns, shares, 1)
    rows = np.arange(len(columns))
    upper = (summed > 0.5 + SLACK).argmax(axis=1)
    lower = (summed >= 0.5 - SLACK).argmax(axis=1)
    return np.asarray((ranked[rows, lower] + ranked[rows, upper]) / 2)


def take_least(columns: Floats, shares: Floats) -> Floats:
    """The least value of positive weight."""
    return np.asarray(np.fmin.reduce(np.where(shares > 0, columns, np.nan), axis=1))


def take_greatest(columns: Floats, shares: Floats) -> Floats:
    """The greatest value of positive weight."""
    return np.asarray(np.fmax.reduce(np.where(shares > 0, columns, np.nan), axis=1))


def average_to_least(columns: Floats, shares: Floats, alpha: float, beta: float) -> Floats:
    """Mean-min function: M - alpha (sqrt((M - min)² + beta²) - beta), M the weighted mean [casadio2013]."""
    mean = average(columns, shares)
    return np.asarray(mean - alpha * (np.hypot(mean - take_least(columns, shares), beta) - beta))


def penalise(columns: Floats, shares: Floats, sign: int, *, sample: bool = False) -> Floats:
    """Mazziotta-Pareto: M + sign S²/M, M the weighted mean and S the deviation of a unit's own values [demuro2011].

    `sign` is -1 where more is better, +1 where less is. S² = sum w (x - M)²; with `sample` it is multiplied by n / (n - 1), n the values there.
    NaN where the mean is not above 0 (the coefficient of variation means nothing there), but 0 where all values are 0.
    """
    mean = average(columns, shares)
    squares = (shares * np.nan_to_num(columns - mean[:, None]) ** 2).sum(axis=1)
    if sample:
        count = (shares > 0).sum(axis=1)
        squares = squares * np.where(count > 1, count / np.maximum(count - 1, 1), 1.0)
    penalty = np.where(squares > 0, divide(squares, np.where(mean > 0, mean, 0.0)), 0.0)
    return np.asarray(np.where(mean < 0, np.nan, mean + sign * penalty))


def average_in_order(columns: Floats, shares: Floats, orders: Floats) -> Floats:
    """Ordered weighted mean: `orders` weigh a unit's best value, second best, ..., whatever they are of [yager1988].

    The shares of the indicators do not enter but for 0, which leaves an indicator out. Where k of m values are there, the order weights are read
    off the line through their running sums (Yager's quantifier) at 1/k, 2/k, ..., 1.
    """
    values = -np.sort(-np.where(shares > 0, columns, np.nan), axis=1)
    there = (~np.isnan(values)).sum(axis=1)
    sums = np.concatenate(([0.0], np.cumsum(orders) / orders.sum()))
    steps = np.arange(columns.shape[1] + 1) / np.maximum(there, 1)[:, None]
    own = np.diff(np.interp(np.minimum(steps, 1), np.arange(len(sums)) / len(orders), sums), axis=1)
    return np.where(there > 0, (own * np.nan_to_num(values)).sum(axis=1), np.nan)


def _rank(columns: Floats, shares: Floats, sign: int) -> tuple[Floats, Floats]:
    order = np.argsort(sign * np.where(shares > 0, columns, np.nan), axis=1, kind="stable")
    return np.take_along_axis(columns, order, axis=1), np.cumsum(np.take_along_axis(shares, order, axis=1), axis=1)
