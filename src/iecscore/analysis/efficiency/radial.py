"""Radial models: how far all inputs can shrink, or all outputs grow, together."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from iecscore.analysis.efficiency.batches import Ints, Programmes
from iecscore.analysis.efficiency.layout import INPUT, Layout, close_scale, lay_out
from iecscore.analysis.efficiency.production import Production
from iecscore.analysis.efficiency.programmes import refine, solve
from iecscore.values import Floats

SAME: Final = 1e-9
FACTOR: Final = 0


@dataclass(frozen=True, slots=True)
class Radial:
    """Factors theta or phi (units,), what is left over beside them (units, factors) in the data's units, peers' weights (units, peers)."""

    factor: Floats
    slacks: Floats
    weights: Any


def measure_radial(points: Production, peers: Production, orientation: str, returns: str) -> Floats:
    """Efficiency of each point against the technology of other units (or other years): theta, or 1 / phi; NaN where it cannot be reached.

    Input: least theta with `X w <= theta x`, `Y w >= y`; output: largest phi with `X w <= x`, `Y w >= phi y` (charnes1978; variable returns
    add sum w = 1, banker1984). Above 1 where a point lies beyond the technology.
    """
    programmes = _build(lay_out(points, peers), orientation, returns, np.full(len(points), -1), barred=False)
    return to_efficiency(solve(programmes).own[:, FACTOR], orientation)


def solve_radial(production: Production, orientation: str, returns: str, *, apart: bool = False) -> Floats:
    """Efficiency of each unit among all, or, where `apart`, among all others (andersen1993), as `measure_radial` gives it."""
    programmes = _build(lay_out(production, production), orientation, returns, np.arange(len(production)), barred=apart)
    return to_efficiency(solve(programmes).own[:, FACTOR], orientation)


def project_radial(production: Production, orientation: str, returns: str, *, apart: bool = False) -> Radial:
    """As `solve_radial`, with the second phase: the largest sum of slacks in the data's units that the factor leaves (cooper2007)."""
    layout = lay_out(production, production)
    programmes = _build(layout, orientation, returns, np.arange(len(production)), barred=apart)
    first = solve(programmes)
    worth = np.zeros(programmes.cost.shape)
    slots = slice(1, 1 + layout.scale.shape[1])
    worth[:, slots] = layout.scale
    second = refine(programmes, first, worth)
    return Radial(first.own[:, FACTOR], second.own[:, slots] * layout.scale, second.weights)


def to_efficiency(factor: Floats, orientation: str) -> Floats:
    """theta as it is, phi turned round, so that 1 is efficient and less is less; within 1e-9 of 1 it is 1; phi of 0 reaches nothing: NaN."""
    share = factor if orientation == INPUT else np.divide(1, factor, out=np.full(len(factor), np.nan), where=factor > SAME)
    return np.where(np.abs(share - 1) < SAME, 1, share)


def _build(layout: Layout, orientation: str, returns: str, itself: Ints, *, barred: bool) -> Programmes:
    """Own variables: the factor, then a slack a row."""
    inputs, outputs, _ = layout.counts
    moving = np.arange(inputs + outputs) < inputs
    moved = layout.relative * (moving if orientation == INPUT else ~moving)
    slack = np.broadcast_to(np.diag(np.where(moving, 1.0, -1.0)), (len(moved), len(moving), len(moving)))
    own = np.concatenate([-moved[:, :, None], slack], axis=2)
    cost = np.zeros((len(moved), own.shape[2]))
    cost[:, FACTOR] = 1 if orientation == INPUT else -1
    programmes = Programmes(layout.technology, layout.scale, own, layout.relative - moved, cost, itself, barred, layout.first)
    return close_scale(programmes, returns, np.zeros(own.shape[2]), 1)
