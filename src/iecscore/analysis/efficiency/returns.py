"""Scale: how much of the inefficiency is a matter of size, and whether a unit is too small or too large."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.analysis.efficiency.batches import Ints
from iecscore.analysis.efficiency.layout import CONSTANT, NON_INCREASING, VARIABLE
from iecscore.analysis.efficiency.radial import SAME, settle
from iecscore.values import Floats

INCREASING, BEST, DECREASING = "irs", "crs", "drs"
UNCLEAR: Final = None


@dataclass(frozen=True, slots=True)
class Scale:
    """Scores under constant and under variable returns, their ratio (units,), and returns to scale of each unit; NaN and none where unclear."""

    overall: Floats
    pure: Floats
    ratio: Floats
    returns: tuple[str | None, ...]


def judge_scale(score: Callable[[str, Ints], Floats], known: Mapping[str, Floats]) -> Scale:
    """Compare constant, variable and non-increasing returns (fare1985).

    Where constant and variable returns agree the size is right (crs). Elsewhere the score under non-increasing returns equals one of the two:
    the variable one where returns decrease (drs, too large), the constant one where they increase (irs, too small).
    `score` gives the scores of some units under one kind of returns; `known` are those there already.
    """
    everyone = np.arange(len(next(iter(known.values()))))
    overall, pure = (known[kind] if kind in known else score(kind, everyone) for kind in (CONSTANT, VARIABLE))
    differing = np.flatnonzero(overall < pure - SAME)
    between = score(NON_INCREASING, differing) if differing.size else overall[:0]
    found = [BEST] * len(everyone)
    for unit, middle in zip(differing.tolist(), between.tolist(), strict=True):
        found[unit] = DECREASING if abs(middle - pure[unit]) < abs(middle - overall[unit]) else INCREASING
    return Scale(overall, pure, settle(np.minimum(overall / pure, 1)), tuple(found))


def unclear_scale(units: int) -> Scale:
    """The scale of units that cannot be compared with constant returns."""
    nothing = np.full(units, np.nan)
    return Scale(nothing, nothing, nothing, (UNCLEAR,) * units)
