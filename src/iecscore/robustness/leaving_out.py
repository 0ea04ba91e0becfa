"""Who moves when one part is left out: an indicator, a criterion, a unit, an expert, a group of respondents."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iecscore.robustness.central_weights import Scorer
from iecscore.scoring import rank_scores
from iecscore.scoring.ranks import Ranks, rank_in_leagues
from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Without:
    """Ranks with everything (units,) and without each part (parts, units), 0 not ranked; shifts are the latter less the former, else NaN.

    `largest` (parts,) is the largest distance moved, `mean` the mean, `farthest` the unit that moves farthest, -1 where nobody is ranked in both.
    """

    ranks: Ranks
    without: Ranks
    shifts: Floats
    largest: Floats
    mean: Floats
    farthest: Ranks


def compare_without(scores: Floats, variants: Floats, leagues: Sequence[tuple[str, ...]] = ()) -> Without:
    """Compare the ranks by scores (units,) with those of the scores without each part (parts, units), which the caller has worked out.

    Ranks are within the `leagues` (units,), among all units where none are told.
    """
    mine = leagues or [()] * len(scores)
    ranks = rank_in_leagues(scores, mine)
    without = np.array([rank_in_leagues(row, mine) for row in variants], dtype=np.int64).reshape(variants.shape)
    return _tell(ranks, without, _shift(ranks, without))


def leave_out_units(scores: Floats, weights: Floats, score: Scorer) -> Without:
    """Leave out one unit at a time: shifts are of ranks among the others, so that each shift but 0 is a rank reversal.

    `ranks` are those of the whole league.
    """
    whole = score(scores, weights)
    without = np.zeros((len(scores), len(scores)), dtype=np.int64)
    shifts = np.full(without.shape, np.nan)
    for unit in range(len(scores)):
        others = np.delete(np.arange(len(scores)), unit)
        without[unit, others] = rank_scores(score(scores[others], weights))
        shifts[unit, others] = _shift(rank_scores(whole[others]), without[unit, others])
    return _tell(rank_scores(whole), without, shifts)


def _shift(ranks: Ranks, without: Ranks) -> Floats:
    return np.where((ranks > 0) & (without > 0), without - ranks, np.nan)


def _tell(ranks: Ranks, without: Ranks, shifts: Floats) -> Without:
    moved = np.abs(shifts)
    both = np.isfinite(shifts)
    counted, filled = both.sum(axis=1), np.where(both, moved, 0.0)
    mean = np.divide(filled.sum(axis=1), counted, out=np.full(len(shifts), np.nan), where=counted > 0)
    largest = np.where(counted > 0, filled.max(axis=1, initial=0.0), np.nan)
    return Without(ranks, without, shifts, largest, mean, np.where(counted > 0, np.where(both, moved, -1).argmax(axis=1), -1))
