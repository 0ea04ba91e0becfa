"""Pairwise judgements of experts: how many times as important one node is as another under the same parent."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Comparison:
    """One answer: under `parent`, `left` is `value` times as important as `right` (1/9 to 9)."""

    expert: str
    level: str
    parent: str
    left: str
    right: str
    value: float


@dataclass(frozen=True, slots=True)
class Judgements:
    """All answers of a panel."""

    comparisons: tuple[Comparison, ...]

    @property
    def experts(self) -> tuple[str, ...]:
        """The experts, in the order they are told."""
        return tuple(dict.fromkeys(item.expert for item in self.comparisons))


def fill_matrices(judgements: Judgements, level: str, parent: str, children: Sequence[str]) -> dict[str, Floats]:
    """The reciprocal matrix (children, children) of each expert who judged a parent; what nobody told is NaN."""
    place = {child: index for index, child in enumerate(children)}
    filled: dict[str, Floats] = {}
    for item in judgements.comparisons:
        if (item.level, item.parent) == (level, parent) and item.left in place and item.right in place:
            matrix = filled.setdefault(item.expert, _blank(len(children)))
            i, j = place[item.left], place[item.right]
            matrix[i, j], matrix[j, i] = item.value, 1 / item.value
    return filled


def _blank(size: int) -> Floats:
    matrix = np.full((size, size), np.nan)
    np.fill_diagonal(matrix, 1.0)
    return matrix
