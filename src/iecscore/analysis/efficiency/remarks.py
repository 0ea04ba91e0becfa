"""What must be said about a result: too few units, too many efficient ones, and figures that are not what they seem."""

from typing import Final

import numpy as np

from iecscore.analysis.efficiency.layout import OUTPUT
from iecscore.analysis.efficiency.model import SUPER_SLACKS, Model
from iecscore.analysis.efficiency.production import Production
from iecscore.problems import Problem, note
from iecscore.values import Floats

FACTOR: Final = 3
CROWDED: Final = 1 / 3


def least_units(inputs: int, outputs: int) -> int:
    """How many units it takes to tell them apart: the larger of m s and 3 (m + s) (cooper2007)."""
    return max(inputs * outputs, FACTOR * (inputs + outputs))


def remark(model: Model, production: Production, plain: Floats, found: Floats) -> tuple[Problem, ...]:
    """The notes of a result, from the plain scores and from those reported."""
    return (*_doubt_spread(production, plain), *_explain_figures(model, production, found))


def _doubt_spread(production: Production, plain: Floats) -> list[Problem]:
    units, inputs = production.inputs.shape
    outputs = production.outputs.shape[1] + production.undesirable.shape[1]
    least, efficient = least_units(inputs, outputs), int((plain == 1).sum())
    few = [note("efficiency.few_units", units=units, inputs=inputs, outputs=outputs, least=least)] if units < least else []
    crowded = [note("efficiency.many_efficient", efficient=efficient, units=units)] if efficient > CROWDED * units else []
    return few + crowded


def _explain_figures(model: Model, production: Production, found: Floats) -> list[Problem]:
    told = [note("efficiency.phi")] if model.radial and model.orientation == OUTPUT else []
    if model.radial and production.undesirable.size:
        told.append(note("efficiency.scale_unclear"))
    if model.name == SUPER_SLACKS:
        told.append(note("efficiency.super_rest"))
    lost = np.flatnonzero(np.isnan(found)).tolist()
    return [*told, *([note("efficiency.infeasible", units=", ".join(map(str, lost)))] if lost else [])]
