"""What input pymcdm fails on: each a question to the values a method has read."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from iecscore.methods.second_asking import Values, turned
from iecscore.scoring.mcdm import score_vikor
from iecscore.values import Floats
from iecscore.weights.spread import varies

MANY: Final = 1000
ROUNDING: Final = 1e-9
STEPS: Final = 9
PAIR: Final = 2
JUMPS: Final[Mapping[str, Callable[[Any, Any], tuple[Any, ...]]]] = MappingProxyType(
    {
        "usual": lambda _q, _p: (0.0,),
        "ushape": lambda q, _p: (q,),
        "level": lambda q, p: (q, p),
        "linear": lambda q, p: (np.where(np.equal(q, p), q, np.nan),),
    }
)
"""The differences at which each preference jumps."""


def has_zero(values: Values) -> bool:
    """Some value is 0."""
    return bool((values["matrix"] == 0).any())


def divides(values: Values) -> bool:
    """The normalisation is one that refuses 0."""
    return values["normalisation"] in {"linear", "sum", "sum-inverted-cost"}


def has_empty(values: Values) -> bool:
    """Some criterion is 0 for all alternatives."""
    return bool((values["matrix"] == 0).all(axis=0).any())


def has_still(values: Values) -> bool:
    """Some criterion is the same for all alternatives, but for rounding."""
    return not varies(values["matrix"]).all()


def has_only_still(values: Values) -> bool:
    """No criterion varies."""
    return not varies(values["matrix"]).any()


def has_one_voice(values: Values) -> bool:
    """All criteria correlate fully."""
    return bool((np.corrcoef(turned(values), rowvar=False) > 1 - ROUNDING).all())


def has_two(values: Values) -> bool:
    """There are two alternatives."""
    return len(values["matrix"]) == PAIR


def has_noise(values: Values) -> bool:
    """Some criterion is the same for all alternatives but for rounding, and for that it is not."""
    matrix: Floats = values["matrix"]
    return bool((~varies(matrix) & (np.ptp(matrix, axis=0) > 0)).any())


def has_costs(values: Values) -> bool:
    """Some criterion is a cost."""
    return bool((values["types"] < 0).any())


def has_idle(values: Values) -> bool:
    """Some criterion weighs nothing."""
    return bool((values["weights"] == 0).any())


def has_many(values: Values) -> bool:
    """There are more alternatives than loops over pairs can take."""
    return len(values["matrix"]) > MANY


def has_worst_zero(values: Values) -> bool:
    """The worst value of every criterion is scaled to 0, or that of a cost is 0 divided by 0."""
    matrix, costs = values["matrix"], values["types"] < 0
    nothing = (values["weights"] == 0) | (~costs & (matrix.min(axis=0) == 0))
    return bool((matrix[:, costs] == 0).any() or nothing.all())


def has_even_regret(values: Values) -> bool:
    """The utility or the regret is the same for all alternatives."""
    found = score_vikor(values["matrix"], values["weights"], values["types"])
    return not varies(np.column_stack([found.utility, found.regret])).all()


def meets_threshold(values: Values) -> bool:
    """Some difference is a threshold at which the preference jumps, but for rounding."""
    matrix: Floats = values["matrix"]
    jumps = JUMPS.get(values["preference"], lambda *_: ())(values["q"], values["p"])
    return any(_meets(column, limit) for told in jumps for column, limit in zip(matrix.T, np.broadcast_to(told, matrix.shape[1]), strict=True))


def _meets(column: Floats, limit: float) -> bool:
    gaps = np.abs(column[:, None] - column)
    return bool(((gaps != limit) & (np.abs(gaps - limit) <= ROUNDING * np.abs(column).max())).any())


def judges_between(values: Values) -> bool:
    """Some judgement stands between the steps from 1/9 to 9."""
    matrix: Floats = values["matrix"]
    larger = np.maximum(matrix, 1 / matrix)
    return bool((np.abs(larger - np.round(larger)) > ROUNDING).any() or (larger > STEPS).any())


def has_blank(values: Values) -> bool:
    """Some pair is not judged."""
    return bool(np.isnan(values["matrix"]).any())
