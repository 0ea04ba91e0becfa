"""The weights at which two units tie, for all leaves at once, gaps and all: what a page asks for every pair of neighbours."""

from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from iecscore.robustness.field import Field
from iecscore.robustness.running import Plan, score_scenarios
from iecscore.robustness.setting_against import Scorer
from iecscore.values import Floats

STEPS: Final = 64
HALVINGS: Final = 36


@dataclass(frozen=True, slots=True)
class GivenWeights:
    """Weights written out (scenarios, leaves); beyond the last it stays the last."""

    rows: Floats

    def draw(self, first: int, last: int) -> Floats:
        """Look them up."""
        return np.asarray(self.rows[np.minimum(np.arange(first, last), len(self.rows) - 1)])


def turn_by_weight(field: Field, weights: Floats, scorer: Scorer | None = None) -> Floats:
    """For each leaf the weight nearest to the present at which the two units of a field tie and change places, NaN where none in [0, 1] does it.

    The other weights (leaves,) keep their proportions. Changes of sign are looked for between 64 steps to either side and narrowed by halving;
    two changes within one step are not seen. A `scorer` stands in for the method of the field.
    """
    lead = partial(_lead, field, weights, scorer)
    steps = np.linspace(0.0, 1.0, STEPS + 1)
    places = np.concatenate([weights[:, None] * (1 - steps[::-1]), weights[:, None] + (1 - weights[:, None]) * steps[1:]], axis=1)
    leads = lead(places)
    turned = leads[:, :-1] * leads[:, 1:] < 0
    turned[:, :-1] |= (leads[:, 1:-1] == 0) & (leads[:, :-2] * leads[:, 2:] < 0)
    away = np.where(turned, np.minimum(*(np.abs(ends - weights[:, None]) for ends in (places[:, :-1], places[:, 1:]))), np.inf)
    nearest = away.argmin(axis=1)
    rows = np.arange(len(weights))
    low, high, sign = places[rows, nearest], places[rows, nearest + 1], np.sign(leads[rows, nearest])
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        same = np.sign(lead(middle[:, None])[:, 0]) == sign
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return np.where(turned.any(axis=1), (low + high) / 2, np.nan)


def _lead(field: Field, weights: Floats, scorer: Scorer | None, places: Floats) -> Floats:
    """By how much the first unit is ahead with the weight of each leaf at each of its places (leaves, places)."""
    leaves = len(weights)
    others = np.where(np.eye(leaves, dtype=bool), 0.0, weights[None, :])
    total = others.sum(axis=1, keepdims=True)
    others = np.where(total > 0, others / np.where(total > 0, total, 1.0), (1 - np.eye(leaves)) / max(leaves - 1, 1))
    rows = (1 - places)[:, :, None] * others[:, None, :]
    rows[np.arange(leaves), :, np.arange(leaves)] = places
    scores, _ = score_scenarios(Plan(field, GivenWeights(rows.reshape(-1, leaves)), scorer=scorer), 0, rows.shape[0] * rows.shape[1])
    return np.asarray((scores[:, 0] - scores[:, 1]).reshape(places.shape))
