"""Radial models: how far all inputs can shrink, or all outputs grow, together."""

from typing import Final

import numpy as np

from iecscore.analysis.efficiency.batches import Ints, Programmes
from iecscore.analysis.efficiency.layout import INPUT, Layout, close_scale, lay_out
from iecscore.analysis.efficiency.production import Production
from iecscore.analysis.efficiency.programmes import Projection, narrow, refine, solve
from iecscore.values import Floats

SAME: Final = 1e-9
NOTHING: Final = 1e-12
FACTOR: Final = 0


def measure_radial(points: Production, peers: Production, orientation: str, returns: str) -> Floats:
    """Efficiency of each point against the technology of other units (or other years): theta, or 1 / phi; NaN where it cannot be reached.

    Input: least theta with `X w <= theta x`, `Y w >= y`; output: largest phi with `X w <= x`, `Y w >= phi y` (charnes1978; variable returns
    add sum w = 1, banker1984). Above 1 where a point lies beyond the technology.
    """
    itself = np.arange(len(points)) if len(points) == len(peers) else np.full(len(points), -1)
    programmes = _build(lay_out(points, peers), orientation, returns, itself, barred=False)
    return to_efficiency(solve(programmes).own[:, FACTOR], orientation)


def solve_radial(production: Production, orientation: str, returns: str, units: Ints) -> Floats:
    """Efficiency of some units among all, as `measure_radial` gives it."""
    programmes = _build(lay_out(production, production), orientation, returns, np.arange(len(production)), barred=False)
    return to_efficiency(solve(narrow(programmes, units)).own[:, FACTOR], orientation)


def project_radial(production: Production, orientation: str, returns: str, units: Ints, *, apart: bool = False) -> Projection:
    """Efficiency, slacks and peers of some units among all or, where `apart`, among all others (andersen1993).

    The second phase finds the largest sum of slacks in the data's units that the factor leaves (cooper2007).
    """
    layout = lay_out(production, production)
    programmes = narrow(_build(layout, orientation, returns, np.arange(len(production)), barred=apart), units)
    first = solve(programmes)
    worth = np.zeros(programmes.cost.shape)
    slots = slice(1, 1 + layout.scale.shape[1])
    worth[:, slots] = layout.scale[units]
    second = refine(programmes, first, worth)
    return Projection(to_efficiency(first.own[:, FACTOR], orientation), np.maximum(second.own[:, slots], 0) * layout.scale[units], second.weights)


def to_efficiency(factor: Floats, orientation: str) -> Floats:
    """Theta as it is, phi turned round, so that 1 is efficient and less is less; within 1e-9 of 1 it is 1; phi of 0 reaches nothing: NaN."""
    share = factor if orientation == INPUT else np.divide(1, factor, out=np.full(len(factor), np.nan), where=factor > NOTHING)
    return settle(share)


def settle(score: Floats) -> Floats:
    """Scores within 1e-9 of 1 are 1."""
    return np.where(np.abs(score - 1) < SAME, 1, score)


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
