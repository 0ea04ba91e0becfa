"""How every model is laid out: rows of inputs, outputs, undesirable outputs, each measured in the unit's own figures, and one row for scale."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from iecscore.analysis.efficiency.batches import STRIP, Ints, Programmes
from iecscore.analysis.efficiency.production import Production
from iecscore.values import Floats

CONSTANT: Final = "constant"
VARIABLE: Final = "variable"
NON_INCREASING: Final = "non-increasing"
INPUT: Final = "input"
OUTPUT: Final = "output"
NEITHER: Final = "none"
BEST: Final = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """Units to judge and the peers they are judged by, as matrices of rows.

    technology (rows, peers), figures and scale (units, rows); a figure of 0 is measured in the factor's largest among the peers.
    `first` are the peers with the best ratio of outputs to inputs in the figures of some unit.
    """

    technology: Floats
    figures: Floats
    scale: Floats
    first: Ints
    counts: tuple[int, int, int]

    @property
    def relative(self) -> Floats:
        """The figures in their own scale: 1, or 0 where the figure is 0."""
        return self.figures / self.scale


def lay_out(points: Production, peers: Production) -> Layout:
    """Lay out the rows that the units of `points` share with those of `peers`."""
    technology = np.concatenate([peers.inputs, peers.outputs, peers.undesirable], axis=1).T
    figures = np.concatenate([points.inputs, points.outputs, points.undesirable], axis=1)
    largest = technology.max(axis=1, initial=0)
    scale = np.where(figures > 0, figures, np.where(largest > 0, largest, 1))
    counts = points.inputs.shape[1], points.outputs.shape[1], points.undesirable.shape[1]
    return Layout(technology, figures, scale, _find_first(technology, scale, counts), counts)


def _find_first(technology: Floats, scale: Floats, counts: tuple[int, int, int]) -> Ints:
    bad = np.r_[: counts[0], sum(counts[:2]) : len(technology)]
    good = np.r_[counts[0] : sum(counts[:2])]
    best = min(BEST, technology.shape[1])
    found = [
        np.argpartition(-((1 / rows[:, good]) @ technology[good]) / ((1 / rows[:, bad]) @ technology[bad]), best - 1, axis=1)[:, :best]
        for rows in np.array_split(scale, -(-len(scale) // STRIP))
    ]
    return np.unique(np.concatenate(found))


def close_scale(programmes: Programmes, returns: str, anchor: Floats, right: float) -> Programmes:
    """Add the row that holds the sum of the weights, `sum w + anchor @ z = right` (at most, where returns do not increase); none if constant."""
    if returns == CONSTANT:
        return programmes
    units, rows, variables = programmes.own.shape
    gaps = int(returns == NON_INCREASING)
    own = np.zeros((units, rows + 1, variables + gaps))
    own[:, :rows, :variables], own[:, rows, :variables], own[:, rows, variables:] = programmes.own, anchor, 1
    return replace(
        programmes,
        technology=np.concatenate([programmes.technology, np.ones((1, programmes.technology.shape[1]))]),
        scale=np.concatenate([programmes.scale, np.ones((units, 1))], axis=1),
        own=own,
        right=np.concatenate([programmes.right, np.full((units, 1), right)], axis=1),
        cost=np.concatenate([programmes.cost, np.zeros((units, gaps))], axis=1),
    )
