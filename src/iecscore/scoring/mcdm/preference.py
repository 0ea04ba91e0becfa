"""The six preference functions of PROMETHEE, each summed over all rivals: by sorting, but for the Gaussian, which takes every pair."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np

from iecscore.values import Floats

SLACK: Final = 1e-13
CHUNK: Final = 256


@dataclass(frozen=True, slots=True)
class Sorted:
    """One criterion's values in ascending order about their mean, sums of the first k of them, and what counts as rounding."""

    values: Floats
    sums: Floats
    slack: float

    @classmethod
    def of(cls, values: Floats, slack: float) -> "Sorted":
        """Of ascending values."""
        return cls(values, np.concatenate(([0.0], np.cumsum(values))), slack)

    def reversed(self) -> "Sorted":
        """The same criterion with the worst best."""
        return Sorted.of(-self.values[::-1], self.slack)

    def count(self, threshold: float) -> Floats:
        """For each value, how many lie more than the threshold below it."""
        return self._below(threshold).astype(np.float64)

    def ramp(self, low: float, high: float) -> Floats:
        """For each value, the sum over the others of a preference that rises from 0 at the low threshold to 1 at the high one."""
        near, far = self._below(low), self._below(high)
        between = (near - far) * (self.values - low) - (self.sums[near] - self.sums[far])
        return np.asarray(far + between / (high - low))

    def _below(self, threshold: float) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        return np.searchsorted(self.values, self.values - threshold - self.slack, side="left")


@dataclass(frozen=True, slots=True)
class Threshold:
    """The thresholds of one criterion: indifference q, strict preference p, the Gaussian's s; NaN where not told."""

    q: float = np.nan
    p: float = np.nan
    s: float = np.nan


Gain: TypeAlias = Callable[[Sorted, Threshold], Floats]


def _linear(column: Sorted, at: Threshold) -> Floats:
    return column.ramp(at.q, at.p) if at.q < at.p else column.count(at.p)


def _gaussian(column: Sorted, at: Threshold) -> Floats:
    values, gained = column.values, np.zeros(len(column.values))
    for start in range(0, len(values), CHUNK):
        ahead = np.maximum(values[start : start + CHUNK, None] - values[None, : start + CHUNK], 0)
        gained[start : start + CHUNK] = -np.expm1(-((ahead / at.s) ** 2) / 2).sum(axis=1)
    return gained


GAINS: Final[Mapping[str, Gain]] = MappingProxyType(
    {
        "usual": lambda column, _: column.count(0),
        "ushape": lambda column, at: column.count(at.q),
        "vshape": lambda column, at: column.ramp(0, at.p),
        "level": lambda column, at: (column.count(at.q) + column.count(at.p)) / 2,
        "linear": _linear,
        "gaussian": _gaussian,
    }
)
NEEDS: Final[Mapping[str, str]] = MappingProxyType({"usual": "", "ushape": "q", "vshape": "p", "level": "qp", "linear": "qp", "gaussian": "s"})


def prefer(values: Floats, shape: str, at: Threshold) -> tuple[Floats, Floats]:
    """What each alternative gains over all others in one criterion, and loses to them; more is better."""
    order = np.argsort(values, kind="stable")
    column = Sorted.of(values[order] - values.mean(), SLACK * float(np.abs(values).max()))
    gained, lost = np.empty(len(values)), np.empty(len(values))
    gained[order] = GAINS[shape](column, at)
    lost[order[::-1]] = GAINS[shape](column.reversed(), at)
    return gained, lost
