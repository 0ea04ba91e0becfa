"""Skewness and kurtosis as spreadsheets have them, and the test that tells an outlying column by both."""

from dataclasses import dataclass

import numpy as np

from iecscore.matrix.missing import Marks
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
        return bool(pass_limits(np.array([self.skewness]), np.array([self.kurtosis]), limits)[0])


def pass_limits(skewness: Floats, kurtosis: Floats, limits: Limits) -> Marks:
    """Which columns pass."""
    return np.asarray(np.isnan(kurtosis) | (np.abs(skewness) < limits.skewness) | (kurtosis < limits.kurtosis))


def measure_moments(column: Floats) -> Moments:
    """Skewness and kurtosis of one column, one-dimensional: see `measure_lines`."""
    skewness, kurtosis = measure_lines(column[None])
    return Moments(float(skewness[0]), float(kurtosis[0]))


def measure_lines(lines: Floats) -> tuple[Floats, Floats]:
    """Skewness g1 sqrt(n (n - 1)) / (n - 2) and kurtosis ((n + 1) (b2 - 3) + 6) (n - 1) / ((n - 2) (n - 3)) of each row [joanes1998].

    g1 = m3 / m2^1.5 and b2 = m4 / m2² are of plain moments about the mean; NaN are left out. Summed in order of size, so that a column on its
    limit is judged alike whatever the order of units.
    """
    return measure_sorted(np.ascontiguousarray(np.sort(lines, axis=1).T))


def measure_sorted(values: Floats) -> tuple[Floats, Floats]:
    """The same of columns sorted from the least value down, gaps last."""
    if not len(values):
        return np.full(values.shape[1], np.nan), np.full(values.shape[1], np.nan)
    known, there, high = values, np.full(values.shape[1], float(len(values))), values[-1]
    gone = np.isnan(values) if np.isnan(high).any() else None
    if gone is not None:
        known, there, high = np.where(gone, 0.0, values), len(values) - gone.sum(axis=0, dtype=np.float64), np.fmax.reduce(values, axis=0)
    low = known[0]
    alike = (there < SKEWNESS_FROM) | ~(high - low > STILL * np.maximum(np.abs(low), np.abs(high)))
    mean, count = known.sum(axis=0) / np.maximum(there, 1), np.where(alike, KURTOSIS_FROM, there)
    apart = known - mean
    apart *= 1 / np.where(alike, 1.0, np.maximum(mean - low, high - mean))
    if gone is not None:
        apart[gone] = 0.0
    squares = apart * apart
    second, third, fourth = squares.sum(axis=0) / count, _sum(squares, apart) / count, _sum(squares, squares) / count
    second[alike] = np.nan
    skewness = third / (second * np.sqrt(second)) * np.sqrt(count * (count - 1)) / (count - 2)
    kurtosis = ((count + 1) * (fourth / second**2 - 3) + 6) * (count - 1) / np.maximum((count - 2) * (count - 3), 1)
    return skewness, np.where(there < KURTOSIS_FROM, np.nan, kurtosis)


def _sum(left: Floats, right: Floats) -> Floats:
    return np.asarray(np.einsum("ij,ij->j", left, right))
