"""Productivity over time: the Malmquist index and its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from iecscore.analysis.efficiency.layout import CONSTANT, OUTPUT, VARIABLE
from iecscore.analysis.efficiency.production import Production, check_production
from iecscore.analysis.efficiency.radial import measure_radial
from iecscore.problems import Misuse, Place, error
from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Distances:
    """Efficiencies of the units in one period (n,): against the technology before, of the period, after it; and under variable returns."""

    before: Floats
    within: Floats
    after: Floats
    pure: Floats


@dataclass(frozen=True, slots=True)
class Change:
    """From one period to the next (n,): above 1 is better. productivity = efficiency x technical, efficiency = pure x scale."""

    efficiency: Floats
    technical: Floats
    pure: Floats
    scale: Floats
    productivity: Floats


def follow_productivity(periods: Sequence[Production], orientation: str = OUTPUT) -> tuple[tuple[Change, ...], tuple[Distances, ...]]:
    """Malmquist index of each unit from period to period, with constant returns across periods (fare1994).

    M = [D0(1) / D0(0) x D1(1) / D1(0)] ** 0.5 with Dt(s) the efficiency of the unit as it is in s against the technology of t. NaN where
    a technology cannot reach a unit, as where the unit does without an input that everybody used in that period.

    Raises:
        Misuse: fewer than two periods, periods of different shape, data that no model can take.
    """
    _check_periods(periods)
    nothing = np.full(len(periods[0]), np.nan)
    distances = [
        Distances(
            before=measure_radial(period, periods[index - 1], orientation, CONSTANT) if index else nothing,
            within=measure_radial(period, period, orientation, CONSTANT),
            after=measure_radial(period, periods[index + 1], orientation, CONSTANT) if index + 1 < len(periods) else nothing,
            pure=measure_radial(period, period, orientation, VARIABLE),
        )
        for index, period in enumerate(periods)
    ]
    return tuple(_compare(old, new) for old, new in pairwise(distances)), tuple(distances)


def _compare(old: Distances, new: Distances) -> Change:
    efficiency, pure = new.within / old.within, new.pure / old.pure
    technical = np.sqrt(new.before / new.within * (old.within / old.after))
    return Change(efficiency, technical, pure, efficiency / pure, efficiency * technical)


def _check_periods(periods: Sequence[Production]) -> None:
    if len(periods) < 2:  # noqa: PLR2004 - from one to another
        raise Misuse(error("efficiency.one_period", Place(key="periods")))
    wanted = periods[0].inputs.shape, periods[0].outputs.shape
    for index, period in enumerate(periods):
        check_production(period, f"periods[{index}].")
        if (period.inputs.shape, period.outputs.shape) != wanted:
            raise Misuse(error("efficiency.other_shape", Place(key=f"periods[{index}]"), place=f"periods[{index}]"))
