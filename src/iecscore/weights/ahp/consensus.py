"""How far experts agree on weights: Goepel's consensus S*, from Shannon entropies."""

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.refusing import refuse_cells, take_table

SCALE_MAXIMUM = 9.0
NEARLY = 1e-9


def scale_experts(weights_by_expert: ArrayLike) -> tuple[Floats, tuple[str, ...]]:
    """Weights (experts, n), from 0 up, each row scaled to a sum of 1; a note of those that had another sum.

    Raises:
        Misuse: see `take_table`; a weight below 0, an expert without weight.
    """
    given = take_table(weights_by_expert, "weights_by_expert")
    refuse_cells(given < 0, "compute.negative_weight", "weights_by_expert")
    totals = given.sum(axis=1)
    refuse_cells(~(totals > 0), "compute.no_weight", "weights_by_expert")
    scaled = np.flatnonzero(np.abs(totals - 1) > NEARLY).tolist()
    notes = (f"weights_by_expert of expert {', '.join(map(str, scaled))} were scaled to a sum of 1",) if scaled else ()
    return given / totals[:, None], notes


def measure_consensus(rows: Floats, scale_maximum: float = SCALE_MAXIMUM) -> float:
    """S* = (1 / D - c) / (1 - c), D = exp(H_gamma - H_alpha), c = exp(H_alpha,min) / n; 1 for the same weights [goepel2018].

    H_gamma is the entropy of the mean weights, H_alpha the mean of the experts' entropies, H_alpha,min that of the most uneven weights the
    scale allows, M : 1 : … : 1 with M = `scale_maximum`. `rows` (experts, n) sum to 1. Weights more uneven than that can bring S* below 0;
    one thing alone has none (NaN).

    Raises:
        Misuse: a scale maximum not above 1.
    """
    beta = _entropy(rows.mean(axis=0)) - _entropy(rows).mean()
    return float(_score(beta, rows.shape[1], scale_maximum))


def measure_similarity(rows: Floats, scale_maximum: float = SCALE_MAXIMUM) -> Floats:
    """S* of each pair of experts (experts, experts); see `measure_consensus`."""
    alphas = _entropy(rows)
    gammas = np.array([_entropy((row + rows) / 2) for row in rows])
    return _score(gammas - (alphas[:, None] + alphas) / 2, rows.shape[1], scale_maximum)


def _score(beta: Floats, size: int, scale_maximum: float) -> Floats:
    if not 1 < scale_maximum < np.inf:
        raise refuse("weights.scale_of_one", "scale_maximum")
    if size == 1:
        return np.full_like(beta, np.nan)
    uneven = np.append(np.ones(size - 1), scale_maximum) / (size - 1 + scale_maximum)
    least = np.exp(_entropy(uneven)) / size
    return np.asarray((np.exp(-beta) - least) / (1 - least))


def _entropy(shares: Floats) -> Floats:
    return np.asarray(-(shares * np.log(np.where(shares > 0, shares, 1.0))).sum(axis=-1))
