"""Coupling coordination of the scores of two or more sides, each in [0, 1]."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats

BOUNDARIES: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
LEVELS: Final = (
    "extreme imbalance",
    "severe imbalance",
    "moderate imbalance",
    "mild imbalance",
    "near imbalance",
    "bare coordination",
    "primary coordination",
    "intermediate coordination",
    "good coordination",
    "high-quality coordination",
)
DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Coupling:
    """For each unit (units,): coupling C, joint level T, coordination D = sqrt(C T); NaN where undefined."""

    c: Floats
    t: Floats
    d: Floats


@dataclass(frozen=True, slots=True)
class Coupled:
    """One unit: how its sides go together; C and D are none where every side is 0."""

    coupling: float | None
    level: float
    coordination: float | None


def couple(subsystems: Floats, shares: Floats | None = None, formula: str = "traditional") -> Coupling:
    """Coupling of subsystems (units, n) by a formula of `FORMULAS`; `shares` (n,), sum 1, weigh the sides in T and never in C [wang2021].

    By `traditional` and `wang-2021` C is undefined where every side is 0; by `fan` it is defined everywhere.
    """
    weights = np.full(subsystems.shape[1], 1 / subsystems.shape[1]) if shares is None else shares
    with np.errstate(divide="ignore", invalid="ignore"):
        c, t = FORMULAS[formula](subsystems), subsystems @ weights
    return Coupling(c, t, np.sqrt(c * t))


def couple_traditional(subsystems: Floats) -> Floats:
    """C = (Π U)^(1/n) / (Σ U / n): geometric over arithmetic mean [liao1999, wang2021]."""
    geometric = np.exp(np.log(subsystems).mean(axis=1))
    return np.asarray(geometric / subsystems.mean(axis=1))


def couple_corrected(subsystems: Floats) -> Floats:
    """C² = (1 - mean |Ui - Uj| over pairs) x Π(Ui / max U)^(1 / (n - 1)), which uses all of [0, 1] [wang2021]."""
    sides = subsystems.shape[1]
    first, second = np.triu_indices(sides, 1)
    nearness = 1 - np.abs(subsystems[:, first] - subsystems[:, second]).mean(axis=1)
    ratios = np.log(subsystems / subsystems.max(axis=1, keepdims=True))
    return np.asarray(np.sqrt(np.maximum(nearness, 0) * np.exp(ratios.sum(axis=1) / (sides - 1))))


def couple_by_deviation(subsystems: Floats) -> Floats:
    """C = 1 - 2 sqrt((n Σ U² - (Σ U)²) / n²), one less twice the standard deviation, never below 0 [fan2024]."""
    return np.asarray(np.maximum(1 - 2 * subsystems.std(axis=1), 0))


FORMULAS: Final[Mapping[str, Callable[[Floats], Floats]]] = MappingProxyType(
    {"traditional": couple_traditional, "wang-2021": couple_corrected, "fan": couple_by_deviation}
)


def find_levels(coordination: Floats, boundaries: Sequence[float] = BOUNDARIES, closed: str = "lower") -> NDArray[np.int64]:
    """The level of each D, 1 the lowest; D on a boundary is in the band above (`closed="lower"`, [0.1, 0.2)) or below (`"upper"`); NaN has 0."""
    found = np.searchsorted(np.array(boundaries), np.round(coordination, DIGITS), side="right" if closed == "lower" else "left")
    return np.where(np.isnan(coordination), 0, found + 1).astype(np.int64)


def couple_sides(scores: Sequence[float], shares: Sequence[float] = ()) -> Coupled:
    """The traditional form for one unit; `shares` weigh the sides in T."""
    return _couple_one(scores, shares, "traditional")


def couple_sides_modified(scores: Sequence[float], shares: Sequence[float] = ()) -> Coupled:
    """The corrected form for one unit; for two sides C² = (1 - |U1 - U2|) min / max."""
    return _couple_one(scores, shares, "wang-2021")


def _couple_one(scores: Sequence[float], shares: Sequence[float], formula: str) -> Coupled:
    found = couple(np.array([scores], dtype=np.float64), np.array(shares, dtype=np.float64) if shares else None, formula)
    c, t, d = float(found.c[0]), float(found.t[0]), float(found.d[0])
    return Coupled(None, t, None) if np.isnan(c) else Coupled(c, t, d)
