"""Several experts' judgements of one set of things, joined as judgements (AIJ) or as priorities (AIP)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.ahp.blanks import HARKER, refuse_parted
from iecscore.weights.ahp.consensus import measure_consensus
from iecscore.weights.ahp.judging import LEADING_INDEX, Judged, check_index, judge_taken, take_judgements
from iecscore.weights.refusing import refuse_unknown, take_shares
from iecscore.weights.shares import scale_to_one

AIJ, AIP_GEOMETRIC, AIP_ARITHMETIC = "aij", "aip-geometric", "aip-arithmetic"
AGGREGATIONS: Final = (AIJ, AIP_GEOMETRIC, AIP_ARITHMETIC)


@dataclass(frozen=True, slots=True)
class Group:
    """The judgements joined (n, n; NaN where nobody judged), what they come to, the group's weights, each expert, and how far they agree."""

    matrix: Floats
    weights: Floats
    joint: Judged
    experts: tuple[Judged, ...]
    consensus: float
    notes: tuple[str, ...] = ()


def judge_group(
    matrices: Sequence[ArrayLike],
    *,
    aggregation: str = AIJ,
    expert_weights: ArrayLike | None = None,
    prioritisation: str | None = None,
    random_index: str | float = LEADING_INDEX,
) -> Group:
    """Weigh n things by the judgements of several experts, each (n, n), NaN for a blank, which Harker's method fills.

    aij: the weighted geometric mean of the judgements, cell by cell, over those who judged it, then its priorities [aczel1983];
    aip-geometric, aip-arithmetic: the weighted mean of the experts' priorities [forman1998]. The consensus counts each expert once.

    Raises:
        Misuse: see `judge`; matrices of different sizes; expert weights of another length, below 0, or all 0.
    """
    refuse_unknown(aggregation, AGGREGATIONS, "aggregation")
    taken, notes = _take(matrices)
    index = check_index(random_index, len(taken[0]), "matrices[0]")
    shares = np.full(len(taken), 1 / len(taken)) if expert_weights is None else take_shares(expert_weights, "expert_weights", len(taken))
    experts = tuple(judge_taken(judged, prioritisation, HARKER, index) for judged in taken)
    priorities = np.array([expert.weights for expert in experts])
    joined = aggregate(taken, shares)
    joint = judge_taken(joined, prioritisation, HARKER, index)
    weights = joint.weights if aggregation == AIJ else _join(priorities, shares, aggregation)
    return Group(joined, weights, joint, experts, measure_consensus(priorities), (*notes, *joint.notes))


def _take(matrices: Sequence[ArrayLike]) -> tuple[list[Floats], list[str]]:
    taken: list[Floats] = []
    notes: list[str] = []
    for number, matrix in enumerate(matrices):
        place = f"matrices[{number}]"
        judged, told = take_judgements(matrix, place)
        if taken and len(judged) != len(taken[0]):
            raise refuse("compute.ragged", place, found=len(judged), wanted=len(taken[0]))
        refuse_parted(judged, place)
        taken.append(judged)
        notes += told
    return taken, notes


def aggregate(matrices: Iterable[Floats], shares: Floats | None = None) -> Floats:
    """Aggregate individual judgements: the cell-wise geometric mean, weighted by the experts' shares, over those who judged [aczel1983]."""
    logs = np.log([*matrices])
    told = ~np.isnan(logs) * (1.0 if shares is None else shares[:, None, None])
    counted = told.sum(axis=0)
    means = np.divide((np.nan_to_num(logs) * told).sum(axis=0), counted, out=np.full_like(counted, np.nan), where=counted > 0)
    return np.asarray(np.exp(means))


def _join(priorities: Floats, shares: Floats, aggregation: str) -> Floats:
    if aggregation == AIP_ARITHMETIC:
        return np.asarray(shares @ priorities)
    return scale_to_one(np.exp(shares @ np.log(priorities)))
