"""Real roots of many quadratics at once."""

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats


def solve_quadratics(constant: Floats, slope: Floats, bend: Floats) -> Floats:
    """Both real roots (2, ...) of constant + slope x + bend x² = 0, NaN where there is none, by the form that stays exact where it hardly bends."""
    inside = slope**2 - 4 * bend * constant
    half = -(slope + np.copysign(np.sqrt(np.maximum(inside, 0.0)), slope)) / 2
    real = inside >= 0
    return np.array([_divide(half, bend, real), _divide(constant, half, real)])


def _divide(over: Floats, under: Floats, real: NDArray[np.bool_]) -> Floats:
    with np.errstate(over="ignore"):
        return np.asarray(np.divide(over, under, out=np.full(np.shape(over), np.nan), where=real & (under != 0)))
