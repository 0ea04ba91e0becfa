"""Fuzzy comprehensive evaluation: weights composed with the membership of each criterion in each grade."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from iecscore.values import Floats

OPERATORS: Final[Mapping[str, Callable[[Floats, Floats], Floats]]] = MappingProxyType(
    {
        "prod-sum": lambda weights, membership: (weights * membership).sum(axis=1),
        "min-max": lambda weights, membership: np.minimum(weights, membership).max(axis=1),
        "prod-max": lambda weights, membership: (weights * membership).max(axis=1),
        "min-bounded-sum": lambda weights, membership: np.minimum(np.minimum(weights, membership).sum(axis=1), 1),
    }
)


def compose(weights: Floats, membership: Floats, operator: str = "prod-sum") -> Floats:
    """B = A ∘ R, grades (objects, grades) from weights (criteria,) and membership (objects, criteria, grades) in [0, 1] [wang1983].

    M(·,+) `prod-sum`, M(∧,∨) `min-max`, M(·,∨) `prod-max`, M(∧,⊕) `min-bounded-sum`. Nothing is rescaled.
    """
    return np.asarray(OPERATORS[operator](weights[None, :, None], membership), dtype=np.float64)


def share_grades(grades: Floats) -> Floats:
    """Grades (objects, grades) scaled so that each object's sum to 1; an object with none has NaN."""
    whole = grades.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, grades / whole, np.nan)
