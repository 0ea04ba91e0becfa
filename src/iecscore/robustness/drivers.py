"""What the uncertainty of ranks comes from: shares of variance of the parts of the data, of weights and of the method."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from iecscore.robustness.assessment import Driver
from iecscore.robustness.data_design import EXPERTS, FIGURES, PARTS, Sampled, design_data
from iecscore.robustness.field import Field, Places
from iecscore.robustness.ground import Ground, score_in_force, under
from iecscore.robustness.measuring import MEASURED
from iecscore.robustness.points import Cells
from iecscore.robustness.running import score_by_turns
from iecscore.robustness.sensitivity_design import work_design
from iecscore.robustness.sensitivity_indices import Indices, estimate_indices, measure_shift
from iecscore.scoring.ranks import Ranks, rank_in_leagues
from iecscore.scoring.tiers import SLACK
from iecscore.system.robustness import Robustness
from iecscore.values import Floats
from iecscore.weights import Judgements

METHOD, WEIGHTS = "method", "weights"
BASE_POINTS: Final = 1024
FEW: Final = 200
SHIFT, RANK, TIER = "shift", "rank", "tier"
LEAST_VARIANCE: Final = 1e-15


def find_drivers(
    ground: Ground, doubt: Robustness, seed: int, judgements: Judgements | None, sampled: Sampled | None, parts: Sequence[str] = PARTS
) -> tuple[Driver, ...]:
    """First-order and total indices of each part of the data, of weights, and of the method, on the mean shift and on each unit's rank and tier.

    Each group draws by streams of its own, once for A and once for B; the method is chosen scenario by scenario among those declared whose
    scores stand on the same scale; a chain keeps its own way, and what it imputes varies with the figures. Single units are told up to 200 of them.
    """
    others = () if ground.chained else (name for name in doubt.method.methods if name in MEASURED)
    methods = tuple(dict.fromkeys((ground.options.method, *others)))
    known = (FIGURES, EXPERTS) if ground.chained else PARTS
    groups = [part for part in known if part in parts and getattr(doubt.data, part)]
    groups += [METHOD] if len(methods) > 1 else []
    if not groups:
        return ()

    def work(from_b: Mapping[str, bool]) -> Floats:
        other = [part for part in groups if from_b[part]]
        varied = tuple(part for part in groups if part != METHOD)
        plans = [design_data(under(ground, method), doubt.data, seed, judgements, sampled, varied, other) for method in methods]
        chosen = Cells(seed, f"{METHOD} once more" if METHOD in other else METHOD).uniform(0, BASE_POINTS, 1)[:, 0]
        picked = (chosen * len(methods)).astype(np.intp) if METHOD in groups else np.zeros(BASE_POINTS, dtype=np.intp)
        return _tell(plans[0].field, ground, score_by_turns(plans, picked))

    indices = estimate_indices(work_design(groups, work), seed)
    return tuple(_list(indices, [WEIGHTS if group == EXPERTS else group for group in groups], _name_outputs(ground)))


def _tell(field: Field, ground: Ground, scores: Floats) -> Floats:
    """Outputs (scenarios, outputs): the mean shift, then each unit's rank, then whether it keeps its tier."""
    plain = score_in_force(ground)
    ranks = _rank(scores, field.leagues)
    shift = measure_shift(ranks, _rank(plain[np.newaxis], field.leagues)[0])
    if field.units > FEW:
        return np.asarray(shift[:, np.newaxis])
    tiers = _place(scores, field.tiers) == _place(plain, field.tiers)
    return np.column_stack([shift, ranks, tiers])


def _rank(scores: Floats, members: Sequence[Places]) -> Ranks:
    league = np.zeros(scores.shape[1], dtype=np.intp)
    for number, mine in enumerate(members):
        league[mine] = number
    names = [(str(number),) for number in league.tolist()]
    return np.array([rank_in_leagues(row, names) for row in scores])


def _place(scores: Floats, cuts: Sequence[float]) -> Ranks:
    """How many cut-offs each score reaches."""
    return np.asarray(sum((scores >= cut - SLACK).astype(np.int64) for cut in cuts))


def _name_outputs(ground: Ground) -> list[tuple[str, str]]:
    codes = [unit.code for unit in ground.units] if len(ground.units) <= FEW else []
    return [(SHIFT, ""), *((RANK, code) for code in codes), *((TIER, code) for code in codes)]


def _list(indices: Indices, groups: Sequence[str], outputs: Sequence[tuple[str, str]]) -> list[Driver]:
    """What varies by more than rounding, output by output."""
    tables = (indices.first, indices.first_low, indices.first_high, indices.total, indices.total_low, indices.total_high)
    return [
        Driver(output, unit, group, *(float(table[row, column]) for table in tables))
        for column, (output, unit) in enumerate(outputs)
        if indices.variance[column] > LEAST_VARIANCE
        for row, group in enumerate(groups)
    ]
