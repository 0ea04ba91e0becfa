"""The decision matrix as methods of objective weighting take it, and the weights they give."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.refusing import refuse_cells
from iecscore.weights.shares import scale_to_one
from iecscore.weights.spread import varies

BENEFIT, COST = 1, -1


@dataclass(frozen=True, slots=True)
class Weighed:
    """Weights of the criteria, from 0 up with a sum of 1, and what was decided on the way."""

    weights: Floats
    notes: tuple[str, ...] = ()


def take_types(types: ArrayLike, criteria: int) -> Floats:
    """One type a criterion: 1 benefit, -1 cost.

    Raises:
        Misuse: another length, or another number.
    """
    kinds = np.asarray(types, dtype=np.float64)
    if kinds.shape != (criteria,):
        raise refuse("compute.length", "types", found=kinds.size, wanted=criteria)
    refuse_cells(~np.isin(kinds, (BENEFIT, COST)), "compute.not_a_type", "types")
    return kinds


def refuse_below_zero(matrix: Floats, rule: str) -> None:
    """Refuse the first amount below 0.

    Raises:
        Misuse: there is one.
    """
    _refuse_first(matrix, matrix < 0, "weights.amount_wanted", rule)


def refuse_not_above_zero(matrix: Floats, bad: NDArray[np.bool_], rule: str) -> None:
    """Refuse the first marked cell, which would be divided by, or have its logarithm taken.

    Raises:
        Misuse: there is one.
    """
    _refuse_first(matrix, bad, "weights.positive_wanted", rule)


def _refuse_first(matrix: Floats, bad: NDArray[np.bool_], code: str, rule: str) -> None:
    for row, column in np.argwhere(bad)[:1].tolist():
        raise refuse(code, f"matrix[{row}][{column}]", value=float(matrix[row, column]), rule=rule)


def scale_range(matrix: Floats, kinds: Floats) -> Floats:
    """Each column from 0, its worst, to 1, its best; a column that does not vary is 0."""
    scaled, moving = matrix * kinds, varies(matrix)
    low, high = scaled.min(axis=0), scaled.max(axis=0)
    scaled -= low
    scaled /= np.where(moving, high - low, 1.0)
    scaled[:, ~moving] = 0.0
    return scaled


def settle(earned: Floats, matrix: Floats, *notes: str) -> Weighed:
    """Scale what the columns earned to a sum of 1; what does not vary weighs 0, and where no column earns, all that vary weigh the same.

    Where no column varies all weigh the same. Each of these is noted.
    """
    moving = varies(matrix)
    if not moving.any():
        return Weighed(scale_to_one(earned), (*notes, "no criterion varies, so that all weigh the same"))
    told = [f"criterion {list_places(~moving)}: the same for all alternatives, so that it weighs 0"] if not moving.all() else []
    if not earned.any():
        told.append("no criterion earns any weight from these values, so that all that vary weigh the same")
        return Weighed(scale_to_one(moving.astype(np.float64)), (*notes, *told))
    idle = (earned == 0) & moving
    told += [f"criterion {list_places(idle)}: earns no weight beside the others"] if idle.any() else []
    return Weighed(scale_to_one(earned), (*notes, *told))


def list_places(marks: NDArray[np.bool_]) -> str:
    """The places of what is marked, from 0."""
    return ", ".join(map(str, np.flatnonzero(marks).tolist()))
