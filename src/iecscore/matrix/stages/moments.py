"""Skewness and kurtosis as spreadsheets have them, and the test that tells an outlying column by both."""

import math
from dataclasses import dataclass

import numpy as np

from iecscore.matrix.stages.columns import STILL
from iecscore.values import Floats

SKEWNESS_FROM, KURTOSIS_FROM = 3, 4


@dataclass(frozen=True, slots=True)
class Limits:
    """A column passes where |skewness| or kurtosis lies below its limit."""

    skewness: float = 2.0
    kurtosis: float = 3.5


@dataclass(frozen=True, slots=True)
class Moments:
    """Skewness and excess kurtosis of the values that are there; NaN where too few, or all alike."""

    skewness: float
    kurtosis: float

    def pass_limits(self, limits: Limits) -> bool:
        """Whether the column passes; one whose moments are undefined has nothing to treat and does."""
        return math.isnan(self.kurtosis) or abs(self.skewness) < limits.skewness or self.kurtosis < limits.kurtosis


def measure_moments(column: Floats) -> Moments:
    """Skewness g1 sqrt(n (n - 1)) / (n - 2) and kurtosis ((n + 1) (b2 - 3) + 6) (n - 1) / ((n - 2) (n - 3)) [joanes1998].

    g1 = m3 / m2^1.5 and b2 = m4 / m2² are of plain moments about the mean; `column` is one-dimensional, NaN are left out. Summed in order of size,
    so that a column on its limit is judged alike whatever the order of units.
    """
    values = np.sort(column[~np.isnan(column)])
    count = len(values)
    if count < SKEWNESS_FROM or np.ptp(values) <= STILL * np.abs(values).max():
        return Moments(np.nan, np.nan)
    apart = values - values.mean()
    apart = apart / np.abs(apart).max()
    second, third, fourth = (float((apart**power).mean()) for power in (2, 3, 4))
    skewness = third / second**1.5 * np.sqrt(count * (count - 1)) / (count - 2)
    if count < KURTOSIS_FROM:
        return Moments(float(skewness), np.nan)
    kurtosis = ((count + 1) * (fourth / second**2 - 3) + 6) * (count - 1) / ((count - 2) * (count - 3))
    return Moments(float(skewness), float(kurtosis))
