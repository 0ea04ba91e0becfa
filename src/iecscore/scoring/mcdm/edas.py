"""EDAS: distance from the average solution."""

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.scoring.mcdm.columns import take_columns
from iecscore.scoring.mcdm.scored import Scored, leave_undefined
from iecscore.weights.spread import varies


def score_edas(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike) -> Scored:
    """(NSP + NSN) / 2 of the weighted distances above and below the mean alternative [keshavarz2015].

    `matrix` (alternatives, criteria); the mean of each criterion that varies must lie above 0. Undefined where all alternatives are alike.

    Raises:
        Misuse: see `take_columns`; a mean not above 0.
    """
    columns = take_columns(matrix, weights, types)
    columns = columns.keep(varies(columns.matrix))
    if not columns.places.size:
        return leave_undefined(columns)
    mean = columns.matrix.mean(axis=0)
    for index in np.flatnonzero(~(mean > 0))[:1].tolist():
        raise refuse("compute.mean_not_above_zero", f"matrix[*][{columns.places[index]}]", value=float(mean[index]))
    ahead = columns.types * (columns.matrix - mean) / mean
    above, below = (np.maximum(side, 0) @ columns.weights for side in (ahead, -ahead))
    return Scored((above / above.max() + 1 - below / below.max()) / 2, columns.notes)
