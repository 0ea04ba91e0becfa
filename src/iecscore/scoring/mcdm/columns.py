"""The columns of a decision matrix that have a say; what a method cannot take is refused by its cell."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.refusing import refuse_cells
from iecscore.weights.spread import varies

Marks = NDArray[np.bool_]
EVEN = 1e-9
LARGEST = 1e150


@dataclass(frozen=True, slots=True)
class Columns:
    """Alternatives by criteria with a weight above 0; `places` are the criteria's places among the `criteria` of the matrix as given."""

    matrix: Floats
    weights: Floats
    types: Floats
    places: NDArray[np.intp]
    criteria: int
    notes: tuple[str, ...] = ()

    @property
    def costs(self) -> Marks:
        """Which criteria are costs."""
        return self.types < 0

    @property
    def directed(self) -> Floats:
        """The matrix with costs negated: more is better everywhere."""
        return self.matrix * self.types

    def keep(self, marks: Marks, note: str = "") -> "Columns":
        """Only the marked criteria; where one is left out, the note says why (`{}` takes the places)."""
        said = (note.format(", ".join(map(str, self.places[~marks]))),) if note and not marks.all() else ()
        return Columns(self.matrix[:, marks], self.weights[marks], self.types[marks], self.places[marks], self.criteria, self.notes + said)

    def scaled(self, matrix: Floats) -> "Columns":
        """The same criteria with other values."""
        return replace(self, matrix=matrix)


def take_columns(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Columns:
    """Check shapes and numbers, and leave out criteria of weight 0, which have no say.

    `matrix` (alternatives, criteria); `weights` (criteria), from 0 up, not all 0, used as given; `types` (criteria), 1 benefit, -1 cost.

    Raises:
        Misuse: another shape, a number that is not finite or beyond 1e150, a weight below 0, no weight at all, a type other than 1 and -1.
    """
    values = np.asarray(matrix, dtype=np.float64)
    given, kinds = np.asarray(weights, dtype=np.float64), np.asarray(types, dtype=np.float64)
    if values.ndim != 2 or not values.size:  # noqa: PLR2004 - rows and columns
        raise refuse("compute.not_a_list", "matrix")
    for name, vector in (("weights", given), ("types", kinds)):
        check_length(name, vector, values.shape[1])
    refuse_cells(~np.isfinite(values), "compute.not_a_number", "matrix")
    for row, column in np.argwhere(np.abs(values) > LARGEST)[:1].tolist():
        raise refuse("compute.out_of_range", f"matrix[{row}][{column}]", low=-LARGEST, high=LARGEST)
    refuse_cells(~(given >= 0), "compute.negative_weight", "weights")
    refuse_cells(~np.isin(kinds, (1, -1)), "compute.not_a_type", "types")
    if not 0 < given.sum() < np.inf:
        raise refuse("compute.no_weight", "weights")
    return Columns(values, given, kinds, np.arange(len(given)), len(given)).keep(given > 0)


def scale_weights(columns: Columns) -> Columns:
    """Weights with a sum of 1, for methods defined as weighted means; a note where they had another sum."""
    total = float(columns.weights.sum())
    note = () if abs(total - 1) <= EVEN else (f"weights sum to {total:.6g} and were scaled to a sum of 1",)
    return replace(columns, weights=columns.weights / total, notes=columns.notes + note)


def check_length(name: str, vector: Floats, criteria: int) -> None:
    """Refuse a vector, or rows, that are not one a criterion."""
    if len(vector) != criteria:
        raise refuse("compute.length", name, found=len(vector), wanted=criteria)


def refuse_matrix(columns: Columns, bad: Marks, code: str, rule: str) -> None:
    """Refuse the first marked cell of the matrix, by its place there and its value."""
    for row, column in np.argwhere(bad)[:1].tolist():
        raise refuse(code, f"matrix[{row}][{columns.places[column]}]", value=float(columns.matrix[row, column]), rule=rule)


def leave_out_constant(columns: Columns) -> Columns:
    """Leave out criteria in which all alternatives are alike (to 12 digits): a range of 0 cannot be divided by."""
    return columns.keep(varies(columns.matrix), "criteria {}: the same for all alternatives, left out")


def take_amounts(columns: Columns, rule: str, *, inverted: bool) -> Columns:
    """Columns of amounts, from 0 up, without those that hold only zeros; costs above 0 where the rule inverts them.

    Raises:
        Misuse: an amount below 0, or a cost of 0 that would be inverted.
    """
    refuse_matrix(columns, columns.matrix < 0, "compute.not_an_amount", rule)
    if inverted:
        refuse_matrix(columns, (columns.matrix == 0) & columns.costs, "compute.zero_cost", rule)
    return columns.keep(columns.matrix.max(axis=0) > 0, "criteria {}: 0 for all alternatives, left out")


def check_share(name: str, share: float) -> None:
    """Refuse a share outside [0, 1]."""
    if not 0 <= share <= 1:
        raise refuse("compute.out_of_range", name, low=0, high=1)
