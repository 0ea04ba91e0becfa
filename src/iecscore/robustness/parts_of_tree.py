"""From which part of the tree the doubt about a unit's score comes: parts that share respondents and cells depend on each other."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from iecscore.robustness.assessment import PartShares
from iecscore.robustness.field import BLOCK
from iecscore.robustness.ground import Ground
from iecscore.robustness.running import Plan, change_data, score_scenarios
from iecscore.robustness.shapley_effects import estimate_effects_given
from iecscore.robustness.sources import FixedWeights
from iecscore.values import Floats

DRAWN: Final = 1024
FEW: Final = 200
MOST: Final = 8
SEVERAL: Final = 2
LEAST_SPREAD: Final = 1e-9


def share_among_parts(ground: Ground, plan: Plan) -> Iterator[PartShares]:
    """Shapley effects of the dimensions, of criteria where there is one dimension alone, on each unit's score, by the weights in force.

    Single units are told up to 200 of them; nothing where there are fewer than two parts or more than eight.
    """
    parts = _list_parts(ground)
    if not SEVERAL <= len(parts) <= MOST or len(ground.units) > FEW or not plan.data:
        return
    drawn = replace(plan, weights=FixedWeights(ground.overall))
    scores = score_scenarios(drawn, 0, DRAWN)[0]
    figures = np.concatenate([change_data(plan, first) for first in range(0, DRAWN, BLOCK)])
    means = np.stack([_join(figures[:, leaves], ground.overall[leaves]) for leaves in parts.values()], axis=1)
    for row, unit in enumerate(ground.units):
        if np.isfinite(scores[:, row]).all() and scores[:, row].std() > LEAST_SPREAD:
            shares = _share(means[:, :, row], scores[:, row])
            yield PartShares(unit.code, tuple(zip(parts, shares.tolist(), strict=True)))


def _list_parts(ground: Ground) -> Mapping[str, list[int]]:
    """The parts and the leaves of each."""
    tree = ground.tree
    place = {code: column for column, code in enumerate(tree.indicators)}
    of_criteria = {key: [place[code] for code in tree.children[key]] for key in tree.criteria}
    if len(tree.dimensions) < SEVERAL:
        return of_criteria
    return {key: [leaf for criterion in tree.children[key] for leaf in of_criteria[criterion]] for key in tree.dimensions}


def _join(figures: Floats, weights: Floats) -> Floats:
    """The weighted mean (scenarios, units) of leaves (scenarios, leaves, units); a gap hands its weight to the others."""
    there = np.isfinite(figures)
    total = np.einsum("sku,k->su", there, weights)
    summed = np.einsum("sku,k->su", np.where(there, figures, 0.0), weights)
    return np.asarray(np.divide(summed, total, out=np.zeros_like(summed), where=total > 0))


def _share(means: Floats, scores: Floats) -> Floats:
    """The shares of the parts; one that never varies has none."""
    shares, moving = np.zeros(means.shape[1]), np.flatnonzero(means.std(axis=0) > LEAST_SPREAD)
    if len(moving) == 1:
        shares[moving] = 1.0
    elif len(moving):
        shares[moving] = estimate_effects_given(means[:, moving], scores)
    return shares
