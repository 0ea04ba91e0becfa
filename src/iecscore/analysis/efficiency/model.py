"""A model with its options: which scores it gives, and what it works on."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.analysis.efficiency.batches import Ints
from iecscore.analysis.efficiency.layout import CONSTANT, INPUT, NEITHER, OUTPUT, VARIABLE
from iecscore.analysis.efficiency.production import PARTS, Production, lift_zeros, turn_undesirable
from iecscore.analysis.efficiency.programmes import Projection
from iecscore.analysis.efficiency.radial import project_radial, solve_radial
from iecscore.analysis.efficiency.slacks_based import project_slacks, project_super, solve_slacks
from iecscore.problems import Misuse, Place, Problem, error, note
from iecscore.values import Floats

RADIAL: Final = "radial"
SLACKS: Final = "sbm"
SUPER_RADIAL: Final = "super-radial"
SUPER_SLACKS: Final = "super-sbm"
MODELS: Final = (RADIAL, SLACKS, SUPER_RADIAL, SUPER_SLACKS)
ORIENTATIONS: Final = (INPUT, OUTPUT, NEITHER)
RETURNS: Final = (CONSTANT, VARIABLE)


@dataclass(frozen=True, slots=True)
class Model:
    """A model with its orientation and its returns to scale."""

    name: str
    orientation: str
    returns: str

    @property
    def radial(self) -> bool:
        """Whether all inputs, or all outputs, move together."""
        return self.name in {RADIAL, SUPER_RADIAL}

    @property
    def beyond(self) -> bool:
        """Whether efficient units are judged by the others alone."""
        return self.name in {SUPER_RADIAL, SUPER_SLACKS}

    def score(self, production: Production, returns: str, units: Ints) -> Floats:
        """The plain score of some units."""
        return (solve_radial if self.radial else solve_slacks)(production, self.orientation, returns, units)

    def project(self, production: Production) -> Projection:
        """Plain scores, slacks and peers of all units."""
        return (project_radial if self.radial else project_slacks)(production, self.orientation, self.returns, np.arange(len(production)))

    def project_beyond(self, production: Production, units: Ints) -> Projection:
        """Scores of efficient units against all others."""
        if self.radial:
            return project_radial(production, self.orientation, self.returns, units, apart=True)
        return project_super(production, self.orientation, self.returns, units)

    def prepare(self, production: Production, shifts: Floats | None) -> tuple[Production, tuple[Problem, ...]]:
        """What the model works on: undesirable outputs turned (radial), zeros lifted or named (slacks-based), with notes."""
        if self.radial:
            return (turn_undesirable(production, shifts) if production.undesirable.size else production), ()
        if self.beyond:
            return lift_zeros(production, PARTS)
        lifted, notes = lift_zeros(production, PARTS[1:2])
        count = sum(int((matrix == 0).sum()) for matrix in (production.inputs, production.undesirable))
        return lifted, (*notes, *((note("efficiency.zeros_counted", count=count),) if count else ()))


def choose_model(production: Production, name: str, orientation: str | None, returns: str) -> Model:
    """A model for some data; the orientation is input unless told, none for the slacks-based models.

    Raises:
        Misuse: a radial model without orientation, or with undesirable outputs under constant returns.
    """
    model = Model(name, orientation or (INPUT if name in {RADIAL, SUPER_RADIAL} else NEITHER), returns)
    if model.radial and model.orientation == NEITHER:
        raise Misuse(error("efficiency.needs_orientation", Place(key="orientation"), model=name))
    if model.radial and production.undesirable.size and returns == CONSTANT:
        raise Misuse(error("efficiency.needs_variable", Place(key="returns"), model=name))
    return model
