"""Scores of many scenarios as matrix products: each measure is a weighted sum of figures of the leaves, finished per unit.

Data are laid out (leaves, units), or (scenarios, leaves, units) where every scenario has its own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np

from iecscore.matrix import Marks
from iecscore.robustness.field import TILE, Field, Places
from iecscore.scoring.metric import FLOOR, RHO
from iecscore.scoring.redistribution import SLACK
from iecscore.values import Floats

ONE_FOR_ALL: Final = 2
Parts: TypeAlias = Callable[[Floats], Floats]


def _part_topsis(scores: Floats) -> Floats:
    """Squared deviations from both ideals, never the expanded square."""
    parts = np.empty((2, *scores.shape))
    np.subtract(1.0, scores, out=parts[0])
    np.multiply(parts[0], parts[0], out=parts[0])
    np.multiply(scores, scores, out=parts[1])
    return parts


def _part_geometric(scores: Floats) -> Floats:
    return np.asarray(np.log(np.maximum(scores, FLOOR))[None])


def _part_grey(scores: Floats) -> Floats:
    return np.asarray((RHO / (1 - scores + RHO))[None])


def _close_topsis(sums: Floats, scores: Floats) -> None:
    """100 D- / (D+ + D-), written 100 / (1 + sqrt(D+² / D-²))."""
    with np.errstate(divide="ignore", invalid="ignore"):
        np.divide(sums[0], sums[1], out=sums[0])
    np.sqrt(sums[0], out=sums[0])
    np.add(sums[0], 1.0, out=sums[0])
    np.divide(100.0, sums[0], out=scores)


def _close_mean(sums: Floats, scores: Floats) -> None:
    np.multiply(100.0, sums[0], out=scores)


def _close_geometric(sums: Floats, scores: Floats) -> None:
    np.multiply(100.0, np.exp(sums[0]), out=scores)


MEASURED: Final[Mapping[str, tuple[Parts, Callable[[Floats, Floats], None]]]] = MappingProxyType(
    {
        "topsis": (_part_topsis, _close_topsis),
        "weighted-mean": (lambda scores: scores[None], _close_mean),
        "geometric-mean": (_part_geometric, _close_geometric),
        "gra": (_part_grey, _close_mean),
    }
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One criterion in which some units miss something: its leaves, those units, which leaves each pattern has, and the pattern of each."""

    leaves: slice
    units: Places
    there: Floats
    pattern: Places
    parts: Floats


@dataclass(frozen=True, slots=True)
class Ready:
    """The figures of the leaves that a measure weighs, part by part, 0 in gaps; and the gaps."""

    parts: Floats
    gaps: tuple[Gap, ...]


def make_ready(field: Field, scores: Floats) -> Ready:
    """Ready scores (leaves, units) or (scenarios, leaves, units) for weighing."""
    missing, part = np.isnan(scores), MEASURED[field.method][0]
    if not missing.any():
        return Ready(part(scores), ())
    parts = np.where(missing, 0.0, part(scores))
    return Ready(parts, tuple(_find_gaps(field, missing, parts)))


def make_tiles(field: Field, scores: Floats) -> list[tuple[slice, Ready]]:
    """Ready scores (leaves, units) some units at a time, so that what is made of them stays in the processor's cache."""
    tiles = [slice(begin, begin + TILE) for begin in range(0, scores.shape[-1], TILE)]
    return [(units, make_ready(field, np.ascontiguousarray(scores[:, units]))) for units in tiles]


def _find_gaps(field: Field, missing: Marks, parts: Floats) -> Iterator[Gap]:
    if missing.ndim > ONE_FOR_ALL and (missing == missing[0]).all():
        missing = missing[0]
    for leaves in field.criteria:
        mine = missing[..., leaves, :]
        units = np.flatnonzero(mine.any(axis=tuple(range(mine.ndim - 1))))
        if len(units):
            there, pattern = (~mine[..., units]).astype(np.float64), np.arange(len(units))
            if there.ndim == ONE_FOR_ALL:
                there, pattern = np.unique(there, axis=1, return_inverse=True)
            yield Gap(leaves, units, np.ascontiguousarray(there)[None], pattern, np.ascontiguousarray(parts[..., leaves, :][..., units]))


def measure_scenarios(field: Field, weights: Floats, ready: Ready, scores: Floats, room: Floats | None = None) -> None:
    """Put into `scores` (scenarios, units) what units score by weights (scenarios, leaves); NaN where a unit is not ranked.

    Within a criterion what is missing hands its weight to what is there, as `redistribute` does. `room` is for the sums
    (parts, scenarios, units), so that memory is not asked for each time.
    """
    sums, blocked = _weigh(weights, ready.parts, room), np.zeros(scores.shape if ready.gaps else (0, 0), dtype=np.bool_)
    for gap in ready.gaps:
        own = weights[:, gap.leaves]
        whole = own.sum(axis=1, keepdims=True)
        there = _weigh(own, gap.there)[0]
        share = np.divide(there, whole, out=np.ones_like(there), where=whole > 0)
        gone = (share < field.least - SLACK) | (share <= SLACK)
        more = np.divide(1.0, share, out=np.ones_like(there), where=~gone) - 1
        sums[:, :, gap.units] += more[:, gap.pattern] * _weigh(own, gap.parts)
        if gone.any():
            blocked[:, gap.units] |= gone[:, gap.pattern]
    MEASURED[field.method][1](sums, scores)
    if ready.gaps:
        scores[blocked] = np.nan


def _weigh(weights: Floats, figures: Floats, room: Floats | None = None) -> Floats:
    """Weighted sums (parts, scenarios, units) of figures (parts, leaves, units) or (parts, scenarios, leaves, units)."""
    sums = np.empty((len(figures), len(weights), figures.shape[-1])) if room is None else room
    for part, found in zip(figures, sums, strict=True):
        if part.ndim == ONE_FOR_ALL:
            np.matmul(weights, part, out=found)
        else:
            np.matmul(weights[:, None, :], part, out=found[:, None, :])
    return sums
