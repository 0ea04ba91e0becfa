"""Hot deck: a gap borrows the value of the most alike unit that has one."""

import numpy as np

from iecscore.matrix.stages.columns import STILL, divide, find_deviation, find_mean, varies
from iecscore.values import Floats


def borrow_nearest(columns: Floats) -> tuple[Floats, Floats]:
    """For each cell the value its nearest unit holds there, and by how much that misses the value that is there (NaN for a gap) [little2002].

    The distance of two units is the root mean square difference over the indicators both have, each divided by its deviation (n - 1); the
    indicator that is borrowed and those that do not vary are left out. Of equally near units the first in order lends; where no unit with a
    value shares an indicator, there is none to borrow from.
    """
    spread = np.where(varies(columns), find_deviation(columns), np.nan)
    standard = (columns - find_mean(columns)) / spread
    guessed = np.full(columns.shape, np.nan)
    for unit in range(len(columns)):
        squares = (standard - standard[unit]) ** 2
        both = ~np.isnan(squares)
        kept = np.where(both, squares, 0.0)
        apart = divide(kept.sum(axis=1, keepdims=True) - kept, (both.sum(axis=1, keepdims=True) - both).astype(np.float64))
        apart[unit] = np.nan
        apart[np.isnan(columns)] = np.nan
        nearest = np.fmin.reduce(apart, axis=0)
        near = apart <= nearest + STILL * np.maximum(nearest, 1)
        guessed[unit] = np.where(near.any(axis=0), columns[near.argmax(axis=0), np.arange(columns.shape[1])], np.nan)
    return guessed, columns - guessed
