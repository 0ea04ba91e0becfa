"""What each indicator really does in a composite: its effective weight, and who moves without it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from iecscore.analysis.correlation import correlate
from iecscore.analysis.rank_correlation import correlate_spearman
from iecscore.scoring.ranks import Ranks, rank_scores
from iecscore.values import Floats

Scorer: TypeAlias = Callable[[Floats, Floats], Floats]
LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Importance:
    """For each indicator (k,): share of the composite's variance, sum 1; correlation with the composite, and its square, the linear main effect."""

    variance_share: Floats
    correlation: Floats
    squared: Floats


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The ranks with all indicators (n,), and without each (k, n); shifts are the latter less the former; Spearman's rho of the two (k,)."""

    ranking: Ranks
    rankings: Floats
    shifts: Floats
    correlation: Floats


def measure_importance(scores: Floats, weights: Floats) -> Importance:
    """Importance in the weighted mean of scores (units, k), more is better, with weights (k,) of sum 1 [paruolo2013].

    Variance share = w cov(x, y) / var(y). NaN where the composite does not vary; an indicator that does not vary has no correlation.
    """
    composite = scores @ weights
    beside = correlate(np.column_stack([scores, composite]))[-1, :-1]
    moved, around = scores - scores.mean(axis=0), composite - composite.mean()
    whole = float((around**2).sum())
    share = weights * (moved * around[:, None]).sum(axis=0) / whole if np.isfinite(beside).any() else np.full(len(weights), np.nan)
    return Importance(share, beside, beside**2)


def average(scores: Floats, weights: Floats) -> Floats:
    """The weighted mean of scores (units, k)."""
    return np.asarray(scores @ weights / weights.sum())


def leave_out_each(scores: Floats, weights: Floats, score: Scorer = average) -> LeftOut:
    """Rank units without one indicator at a time; `score` makes of (units, k) and (k,) one figure a unit, higher is better.

    Where the other indicators have no weight the ranks without it are NaN.
    """
    full = _rank(score(scores, weights))
    without = np.full((len(weights), len(scores)), np.nan)
    for place in range(len(weights)):
        others = np.delete(weights, place)
        if others.sum() > 0:
            without[place] = _rank(score(np.delete(scores, place, axis=1), others))
    alike = [correlate_spearman(full.astype(np.float64), row) if np.isfinite(row).all() else np.nan for row in without]
    return LeftOut(full, without, without - full, np.array(alike))


def _rank(found: Floats) -> Ranks:
    return rank_scores(found / (np.abs(found).max(initial=0.0) or 1.0))
