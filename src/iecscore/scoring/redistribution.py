"""The weights a unit is scored with: within a criterion, what is missing hands its weight to what is there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iecscore.matrix import Marks
from iecscore.scoring.shape import Shape
from iecscore.values import Floats

SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Redistributed:
    """Per unit: local and overall weights of the leaves, coverage of each criterion, and which criteria are withheld."""

    local: Floats
    overall: Floats
    coverage: Floats
    withheld: Marks
    ranked: NDArray[np.bool_]


def redistribute(scores: Floats, shape: Shape, least: float) -> Redistributed:
    """Redistribute for scores (units, leaves) with NaN where there is none.

    A criterion is withheld where the weight share there is below `least`, or nothing is there. A unit is ranked
    where no criterion of positive weight is withheld; its overall weights then sum to 1.
    """
    there = np.where(np.isnan(scores), 0.0, shape.local)
    coverage = shape.by_criterion(there)
    withheld = (coverage < least - SLACK) | (coverage <= SLACK)
    local = np.where(withheld, 0.0, 1 / np.where(withheld, 1.0, coverage))[:, shape.criterion_of] * there
    overall = local * shape.criterion_overall[shape.criterion_of]
    ranked = np.asarray(~(withheld & (shape.criterion_overall > 0)).any(axis=1))
    return Redistributed(local, overall, coverage, withheld, ranked)
