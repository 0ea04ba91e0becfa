"""Join two sets of weights, one of judgement and one of the data, into one with a sum of 1."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.refusing import refuse_unknown, take_shares
from iecscore.weights.shares import scale_to_one

MULTIPLICATIVE, LINEAR, GEOMETRIC, ARITHMETIC = "multiplicative", "linear", "geometric", "arithmetic"
GAME, GAME_NONNEGATIVE = "game-theory", "game-theory-nonnegative"
RULES: Final = (MULTIPLICATIVE, GEOMETRIC, ARITHMETIC, GAME, GAME_NONNEGATIVE)
NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Joined:
    """The weights; `alpha`, the shares of both sets, where the rule finds them; what was decided on the way."""

    weights: Floats
    alpha: Floats | None = None
    notes: tuple[str, ...] = ()


def blend(ours: Floats, theirs: Floats, rule: str, share: float = 0.5) -> Floats:
    """Two weights joined, not yet scaled: u v (multiplicative), a u + (1 - a) v (linear), u^a v^(1 - a) (geometric)."""
    if rule == LINEAR:
        return share * ours + (1 - share) * theirs
    return ours * theirs if rule == MULTIPLICATIVE else ours**share * theirs ** (1 - share)


def join_weights(subjective: ArrayLike, objective: ArrayLike, rule: str = MULTIPLICATIVE) -> Joined:
    """Join subjective weights u and objective weights v, each first scaled to a sum of 1.

    multiplicative: u v; geometric: root of u v; arithmetic: (u + v) / 2; game-theory: a_1 u + a_2 v, where a solves
    sum_j a_j (w_i . w_j) = w_i . w_i for both and is scaled to a sum of 1, and may be negative [chen2003]; game-theory-nonnegative: the same
    equations in least squares with a >= 0 [lawson1974].

    Raises:
        Misuse: no such rule, different lengths, a weight below 0, no weight at all, no criterion that both weigh, coefficients that sum to 0.
    """
    refuse_unknown(rule, RULES, "rule")
    ours = take_shares(subjective, "subjective", np.size(subjective))
    theirs = take_shares(objective, "objective", len(ours))
    notes = _note_scaled(subjective, "subjective") + _note_scaled(objective, "objective")
    if rule in {GAME, GAME_NONNEGATIVE}:
        return _play(np.vstack([ours, theirs]), rule, notes)
    mixed = blend(ours, theirs, LINEAR if rule == ARITHMETIC else rule)
    if not mixed.any():
        raise refuse("weights.nothing_in_both", "objective")
    return Joined(scale_to_one(mixed), None, notes)


def _note_scaled(weights: ArrayLike, name: str) -> tuple[str, ...]:
    total = float(np.sum(weights))
    return (f"{name} sum to {total:.6g} and were scaled to a sum of 1",) if abs(total - 1) > NEARLY else ()


def _play(sets: Floats, rule: str, notes: tuple[str, ...]) -> Joined:
    from scipy.optimize import nnls  # noqa: PLC0415 - read late: the command must start at once

    products = sets @ sets.T
    if np.linalg.det(products) <= NEARLY * products[0, 0] * products[1, 1]:
        return Joined(sets.mean(axis=0), np.full(2, 0.5), (*notes, "both sets of weights are the same, and each takes half"))
    alpha = np.linalg.solve(products, np.diag(products)) if rule == GAME else nnls(products, np.diag(products))[0]
    if alpha.sum() <= NEARLY:
        raise refuse("weights.no_balance", "objective")
    alpha = alpha / alpha.sum()
    if (alpha < 0).any():
        notes = (*notes, "alpha: a coefficient is negative, so that one set of weights counts against itself; game-theory-nonnegative avoids that")
    weights = alpha @ sets
    if (weights < -NEARLY).any():
        notes = (*notes, "weights: some are negative, as the published formula gives them; do not score with them")
    return Joined(weights, alpha, notes)
