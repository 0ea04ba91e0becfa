"""Errors of filled-in numbers as errors of figures: figures that count the same number err together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Final, TypeAlias

import numpy as np

from iecscore.engine import Behind, NumberCell
from iecscore.system import System
from iecscore.system.robustness import CellDoubt
from iecscore.values import Floats, frozen

Slopes: TypeAlias = Iterable[tuple[str, str, NumberCell, float]]
EVEN: Final = sqrt(12)
DUST: Final = 1e-12


@dataclass(frozen=True, slots=True)
class CellError:
    """A number of a unit that may be off: by how much, and by how much each of its figures (leaf) is then off."""

    cell: NumberCell
    error: float
    moves: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class FigureErrors:
    """Errors of figures (units, leaves), made of those of the numbers they count.

    A figure errs by `own` times a normal deviate of its own, and by each of `shared` (leaf, other leaf, factors (units,)) times that of the
    other leaf, which stands before it. `cells` are those of each unit.
    """

    own: Floats
    shared: tuple[tuple[int, int, Floats], ...]
    cells: tuple[tuple[CellError, ...], ...]

    @property
    def spread(self) -> Floats:
        """The standard deviation (units, leaves) of each figure."""
        variance = self.own**2
        for leaf, _, factors in self.shared:
            variance[:, leaf] += factors**2
        return np.asarray(np.sqrt(variance))


def join_errors(slopes: Slopes, units: Iterable[str], leaves: Iterable[str], doubt: Callable[[str], CellDoubt]) -> FigureErrors:
    """Errors of figures, from how each answers to its numbers; `doubt` tells of a field how far its numbers may be off."""
    columns = {leaf: column for column, leaf in enumerate(leaves)}
    found: dict[str, dict[NumberCell, dict[int, float]]] = {unit: {} for unit in units}
    for unit, indicator, cell, slope in slopes:
        if unit in found and indicator in columns and slope:
            found[unit].setdefault(cell, {})[columns[indicator]] = slope
    cells = tuple(tuple(_measure(cell, moves, doubt(cell.field)) for cell, moves in mine.items()) for mine in found.values())
    factors = np.array([_factor(mine, len(columns)) for mine in cells]).reshape(len(cells), len(columns), len(columns))
    diagonal = np.arange(len(columns))
    together = np.argwhere(np.tril(np.abs(factors).max(axis=0, initial=0.0), -1) > 0).tolist()
    return FigureErrors(
        frozen(factors[:, diagonal, diagonal]), tuple((leaf, other, frozen(factors[:, leaf, other])) for leaf, other in together), cells
    )


def _measure(cell: NumberCell, slopes: Mapping[int, float], doubt: CellDoubt) -> CellError:
    error = hypot(doubt.error * cell.value, doubt.rounding / EVEN)
    return CellError(cell, error, {leaf: slope * error for leaf, slope in slopes.items()})


def _factor(cells: Iterable[CellError], leaves: int) -> Floats:
    """A lower triangle (leaves, leaves) whose rows, times independent deviates, are off together as the figures are."""
    told = [item.moves for item in cells if item.error]
    moves = np.zeros((len(told), leaves))
    for row, mine in enumerate(told):
        moves[row, list(mine)] = list(mine.values())
    there = np.flatnonzero(moves.any(axis=0))
    factor = np.zeros((leaves, leaves))
    if len(there):
        upper = np.asarray(np.linalg.qr(moves[:, there], mode="r"))
        upper[np.abs(upper) < DUST * np.linalg.norm(moves[:, there], axis=0)] = 0.0
        factor[np.ix_(there, there[: len(upper)])] = upper.T
    return factor


def find_errors(system: System, units: Iterable[str], leaves: Iterable[str], behind: Behind) -> FigureErrors:
    """Errors of figures from what a system declares of the numbers filled in; exact ones are not looked at."""
    doubt = system.robustness.data

    def tell(field: str) -> CellDoubt:
        table, _, column = field.partition(".")
        return doubt.doubt_cell(field, system.tables[table].columns[column].type)

    def errs(field: str) -> bool:
        found = tell(field)
        return bool(found.error or found.rounding)

    return join_errors(behind.list_slopes(errs), units, leaves, tell)
