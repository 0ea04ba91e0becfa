"""What holds each unit back: the obstacle degree of each indicator."""

from dataclasses import dataclass

import numpy as np

from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Obstacles:
    """For each unit and indicator (units, indicators): the weighted shortfall, and its share of the unit's whole shortfall."""

    raw: Floats
    degree: Floats


def find_obstacles(matrix: Floats, weights: Floats) -> Obstacles:
    """Obstacles of a matrix in [0, 1], more is better: raw = w (1 - x), degree = raw / Σ raw over the indicators [zhang2026].

    `weights` (indicators,) are the products of the weights down the tree. A unit with no shortfall has no degrees (NaN).
    """
    raw = weights * (1 - matrix)
    whole = raw.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Obstacles(raw, np.where(whole > 0, raw / whole, np.nan))
