"""Slacks-based models: every input excess and output shortfall counts, each as a share of the unit's own figure."""

from typing import Final

import numpy as np

from iecscore.analysis.efficiency.batches import Ints, Programmes
from iecscore.analysis.efficiency.layout import INPUT, NEITHER, OUTPUT, Layout, close_scale, lay_out
from iecscore.analysis.efficiency.production import Production
from iecscore.analysis.efficiency.programmes import Projection, narrow, refine, solve
from iecscore.analysis.efficiency.radial import settle
from iecscore.values import Floats

SCALE: Final = 0


def solve_slacks(production: Production, orientation: str, returns: str, units: Ints) -> Floats:
    """Score of some units among all: rho of tone2001, with undesirable outputs that of tone2003.

    rho = (1 - mean s-/x) / (1 + mean of s+/y and sb/b), of input orientation the numerator, of output orientation 1 / denominator; outputs
    above 0; a term whose figure is 0 has no slack and counts as 0.
    """
    layout = lay_out(production, production)
    return settle(solve(narrow(_build(layout, orientation, returns), units)).value)


def project_slacks(production: Production, orientation: str, returns: str, units: Ints) -> Projection:
    """As `solve_slacks`, with the slacks; those the orientation does not score are as large as they can be beside the scored ones."""
    layout = lay_out(production, production)
    programmes = narrow(_build(layout, orientation, returns), units)
    solved = solve(programmes)
    slots = slice(1, 1 + layout.scale.shape[1])
    if orientation != NEITHER:
        worth = np.zeros(programmes.cost.shape)
        worth[:, slots] = (layout.scale * (_scored(layout, orientation) == 0))[units]
        solved = refine(programmes, solved, worth)
    whole = solved.own[:, [SCALE]]
    return Projection(settle(solved.value), np.maximum(solved.own[:, slots], 0) / whole * layout.scale[units], solved.weights / whole)


def project_super(production: Production, orientation: str, returns: str, units: Ints) -> Projection:
    """Super-efficiency of some units against all others: delta of tone2002, NaN where their technology has no point beyond the unit.

    delta = mean of x'/x over the mean of y'/y, for the nearest x' >= x, y' <= y that others reach; input orientation keeps y, output
    orientation x; undesirable outputs b' >= b count with the outputs, as 2 - b'/b. All figures above 0.
    """
    layout = lay_out(production, production)
    programmes = narrow(_build_super(layout, orientation, returns), units)
    solved = solve(programmes)
    whole = solved.own[:, [SCALE]]
    distance = np.maximum(solved.own[:, 1 : 1 + layout.scale.shape[1]], 0) / whole * layout.scale[units]
    return Projection(settle(solved.value), distance, solved.weights / whole)


def _scored(layout: Layout, orientation: str) -> Floats:
    """The weight of each relative slack in its mean (units, rows), 0 where the orientation leaves it out."""
    inputs, outputs, bad = layout.counts
    used = np.arange(inputs + outputs + bad) < inputs
    share = np.where(used, float(orientation != OUTPUT) / inputs, float(orientation != INPUT) / (outputs + bad))
    return share * (layout.figures > 0)


def _signs(layout: Layout) -> Floats:
    inputs, outputs, bad = layout.counts
    return np.repeat([1.0, -1.0, 1.0], [inputs, outputs, bad])


def _build(layout: Layout, orientation: str, returns: str) -> Programmes:
    """After Charnes and Cooper: own variables t, then t times a slack a row; the last row holds the denominator at 1."""
    units, rows = layout.figures.shape
    shares = _scored(layout, orientation)
    used = np.arange(rows) < layout.counts[0]
    own = np.zeros((units, rows + 1, rows + 1))
    own[:, :rows, SCALE] = -layout.relative
    own[:, :rows, 1:] = np.diag(_signs(layout))
    own[:, rows, SCALE], own[:, rows, 1:] = 1, shares * ~used
    cost = np.concatenate([np.ones((units, 1)), -shares * used], axis=1)
    return _close(layout, own, cost, returns, barred=False)


def _build_super(layout: Layout, orientation: str, returns: str) -> Programmes:
    """Own variables t, then t times a step away from the unit a row, then what is left over a row; steps the orientation bars move nothing."""
    units, rows = layout.figures.shape
    shares = _scored(layout, orientation)
    used, signs = np.arange(rows) < layout.counts[0], _signs(layout)
    own = np.zeros((units, rows + 1, 2 * rows + 1))
    own[:, :rows, SCALE] = -layout.relative
    own[:, :rows, 1 : rows + 1] = -np.eye(rows) * signs * (shares > 0)[:, :, None]
    own[:, :rows, rows + 1 :] = np.diag(signs)
    own[:, rows, SCALE], own[:, rows, 1 : rows + 1] = 1, -shares * ~used
    cost = np.concatenate([np.ones((units, 1)), shares * used, np.zeros((units, rows))], axis=1)
    return _close(layout, own, cost, returns, barred=True)


def _close(layout: Layout, own: Floats, cost: Floats, returns: str, *, barred: bool) -> Programmes:
    """The denominator's row, in which no peer stands, and the row of the sum of weights, sum w = t."""
    units, peers = len(own), layout.technology.shape[1]
    technology = np.concatenate([layout.technology, np.zeros((1, peers))])
    scale = np.concatenate([layout.scale, np.ones((units, 1))], axis=1)
    right = np.concatenate([np.zeros(layout.scale.shape), np.ones((units, 1))], axis=1)
    programmes = Programmes(technology, scale, own, right, cost, np.arange(units), barred, layout.first)
    anchor = np.zeros(cost.shape[1])
    anchor[SCALE] = -1
    return close_scale(programmes, returns, anchor, 0)
