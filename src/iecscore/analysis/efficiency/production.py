"""What units use and make: inputs, outputs, undesirable outputs; checked once, so that every model may rely on it."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from iecscore.problems import Misuse, Place, Problem, error, note
from iecscore.values import Floats

FLOOR: Final = 100
PARTS: Final = ("inputs", "outputs", "undesirable")
WIDEST: Final = 1e9


@dataclass(frozen=True, slots=True)
class Production:
    """Units by inputs (n, m), by outputs (n, s) and by undesirable outputs (n, b), b may be 0."""

    inputs: Floats
    outputs: Floats
    undesirable: Floats = field(default_factory=lambda: np.zeros((0, 0)))

    def __post_init__(self) -> None:
        """Give what has no undesirable outputs a matrix without columns."""
        if not self.undesirable.size:
            object.__setattr__(self, "undesirable", np.zeros((len(self.inputs), 0)))

    def __len__(self) -> int:
        """How many units."""
        return len(self.inputs)


def check_production(production: Production, prefix: str = "") -> None:
    """Refuse what no model can take; zeros are allowed as long as every unit uses something and makes something.

    Raises:
        Misuse: matrices of different length, a negative entry, a unit or a factor that is 0 throughout, a factor whose amounts lie too far apart.
    """
    for name in PARTS:
        matrix, place = getattr(production, name), f"{prefix}{name}"
        if len(matrix) != len(production):
            raise _refuse("efficiency.length", place, found=len(matrix), wanted=len(production))
        for row, column in np.argwhere(matrix < 0).tolist():
            raise _refuse("efficiency.negative", f"{place}[{row}][{column}]")
        for column in np.flatnonzero(~matrix.any(axis=0)).tolist():
            raise _refuse("efficiency.factor_zero", place, column=column)
        _refuse_wide(matrix, place)
    for name in PARTS[:2]:
        for row in np.flatnonzero(~getattr(production, name).any(axis=1)).tolist():
            raise _refuse("efficiency.unit_zero", f"{prefix}{name}[{row}]")


def _refuse_wide(matrix: Floats, place: str) -> None:
    """Solvers take entries below 1e-9 of others for 0, so that amounts further apart than that cannot be compared."""
    least, most = np.where(matrix > 0, matrix, np.inf).min(axis=0, initial=np.inf), matrix.max(axis=0, initial=0)
    for column in np.flatnonzero(most > WIDEST * least).tolist():
        ends = {"least": f"{least[column]:g}", "most": f"{most[column]:g}"}
        raise _refuse("efficiency.too_wide", place, column=column, **ends, widest=f"{WIDEST:g}")


def _refuse(code: str, place: str, **words: str | float) -> Misuse:
    return Misuse(error(code, Place(key=place), place=place, **words))


def turn_undesirable(production: Production, shifts: Floats | None = None) -> Production:
    """Make undesirable outputs desirable, `shift - bad` with the shift the largest bad + 1 unless given (seiford2002).

    Raises:
        Misuse: a shift that is not above the largest bad output.
    """
    bad = production.undesirable
    least = bad.max(axis=0)
    chosen = least + 1 if shifts is None else np.broadcast_to(shifts, least.shape)
    for column in np.flatnonzero(chosen <= least).tolist():
        raise _refuse("efficiency.shift", f"shift[{column}]", least=float(least[column]))
    return Production(production.inputs, np.concatenate([production.outputs, chosen - bad], axis=1))


def lift_zeros(production: Production, parts: tuple[str, ...]) -> tuple[Production, tuple[Problem, ...]]:
    """Replace zeros by a hundredth of the least positive entry of the factor, with a note (tone2001, a small positive number)."""
    lifted = {name: _lift(getattr(production, name)) if name in parts else getattr(production, name) for name in PARTS}
    count = sum(int((getattr(production, name) == 0).sum()) for name in parts)
    return Production(**lifted), (note("efficiency.zeros_lifted", count=count, share=FLOOR),) if count else ()


def _lift(matrix: Floats) -> Floats:
    return np.where(matrix > 0, matrix, np.where(matrix > 0, matrix, np.inf).min(axis=0, initial=np.inf) / FLOOR)
