"""Rank-reversal tests: does another unit's coming or going turn two units round?"""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.robustness.central_weights import Scorer
from iecscore.scoring.ranks import TIE
from iecscore.values import Floats

Places: TypeAlias = NDArray[np.intp]
STEP: Final = 0.05


@dataclass(frozen=True, slots=True)
class Reversals:
    """Of one test: pairs (times, 2) that turned round, each pair as often as it did, by whose coming or going (times,), and the pairs compared."""

    pairs: tuple[tuple[int, int], ...]
    by: tuple[int, ...]
    compared: int

    @property
    def share(self) -> float:
        """The share of the pairs compared."""
        return len(self.pairs) / self.compared if self.compared else 0.0


def drop_each(scores: Floats, weights: Floats, score: Scorer) -> Reversals:
    """Drop one unit at a time and compare the others [wang2008]; `score` makes one figure a unit of scores (units, leaves) and weights."""
    whole, units = score(scores, weights), np.arange(len(scores))
    cases = [(unit, np.delete(units, unit)) for unit in units.tolist()]
    return _gather([(unit, others, whole[others], score(scores[others], weights)) for unit, others in cases])


def add_units(scores: Floats, weights: Floats, score: Scorer, added: Floats) -> Reversals:
    """Add each row of `added` (rows, leaves) by itself and compare the units that were there; `by` counts these rows."""
    whole, units = score(scores, weights), np.arange(len(scores))
    return _gather([(place, units, whole, score(np.vstack([scores, row]), weights)[:-1]) for place, row in enumerate(added)])


def clone_each(scores: Floats, weights: Floats, score: Scorer) -> Reversals:
    """Add a copy of one unit at a time."""
    return add_units(scores, weights, score, scores)


def add_dominated(scores: Floats, weights: Floats, score: Scorer, step: float = STEP) -> Reversals:
    """Add one unit at a time that is worse than a unit there by `step` on every leaf, 0 at the least: it should matter to nobody."""
    return add_units(scores, weights, score, np.maximum(scores - step, 0.0))


def _gather(cases: list[tuple[int, Places, Floats, Floats]]) -> Reversals:
    """Turned round is a pair with one ahead by more than a tie before and the other after."""
    pairs: list[tuple[int, int]] = []
    by: list[int] = []
    compared = 0
    for unit, others, before, after in cases:
        first, second = np.triu_indices(len(others), 1)
        turned = np.flatnonzero(_lead(before, first, second) * _lead(after, first, second) < 0)
        pairs += zip(others[first[turned]].tolist(), others[second[turned]].tolist(), strict=True)
        by += [unit] * len(turned)
        compared += len(first)
    return Reversals(tuple(pairs), tuple(by), compared)


def _lead(found: Floats, first: Places, second: Places) -> Floats:
    apart = np.nan_to_num(found[first] - found[second])
    return np.where(np.abs(apart) > TIE * np.nanmax(np.abs(found), initial=0.0), np.sign(apart), 0.0)
