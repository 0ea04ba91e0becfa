"""Figures of columns with gaps: arrays are (units, indicators), NaN is a gap, and a column of gaps gives NaN without a word."""

from typing import Final

import numpy as np

from iecscore.matrix.missing import Marks
from iecscore.values import Floats

STILL: Final = 1e-12


def count_there(columns: Floats) -> Floats:
    """How many values each column holds."""
    return np.asarray((~np.isnan(columns)).sum(axis=0, dtype=np.float64))


def find_lowest(columns: Floats) -> Floats:
    """The least value of each column."""
    return np.asarray(np.fmin.reduce(columns, axis=0))


def find_highest(columns: Floats) -> Floats:
    """The greatest value of each column."""
    return np.asarray(np.fmax.reduce(columns, axis=0))


def find_mean(columns: Floats) -> Floats:
    """The mean of each column."""
    return divide(np.nansum(columns, axis=0), count_there(columns))


def find_deviation(columns: Floats) -> Floats:
    """The standard deviation of each column, n - 1; NaN below two values."""
    there = count_there(columns)
    squares = np.nansum((columns - find_mean(columns)) ** 2, axis=0)
    return np.sqrt(divide(np.where(there > 1, squares, np.nan), there - 1))


def varies(columns: Floats) -> Marks:
    """Which columns hold two values that differ by more than rounding."""
    lowest, highest = find_lowest(columns), find_highest(columns)
    return np.asarray(highest - lowest > STILL * np.fmax(np.abs(lowest), np.abs(highest)))


def divide(over: Floats, under: Floats) -> Floats:
    """Divide, NaN where the divisor is 0."""
    return np.asarray(np.divide(over, under, out=np.full(np.broadcast_shapes(over.shape, under.shape), np.nan), where=under != 0))
