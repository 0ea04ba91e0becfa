"""Methods that set units against each other, in many scenarios at once: as `iecscore.scoring.comparing` has them, league by league."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

import numpy as np

from iecscore.matrix import Marks
from iecscore.robustness.field import Field, Places
from iecscore.scoring.comparing import PAIR, PROMETHEE, VECTOR, VIKOR
from iecscore.scoring.mcdm.preference import SLACK as ROUNDING
from iecscore.scoring.mcdm.preference import Threshold, prefer
from iecscore.scoring.mcdm.vikor import SLACK as STILL
from iecscore.scoring.redistribution import SLACK
from iecscore.values import Floats
from iecscore.weights.spread import varies

USUAL: Final = "usual"
Compare: TypeAlias = Callable[[Floats, Floats], Floats]


def compare_scenarios(field: Field, scores: Floats, weights: Floats) -> Floats:
    """Scores (scenarios, units) from those of the leaves (scenarios or 1, leaves, units) and weights (scenarios, leaves)."""
    whole, ranked = fill_gaps(field, scores, weights)
    found = np.full((len(weights), scores.shape[2]), np.nan)
    for mine in field.leagues:
        for rows, units in _find_rivals(ranked[:, mine], mine):
            data = whole[..., units] if len(whole) == 1 else whole[rows][..., units]
            heard = np.where(_vary(data), weights[rows], 0.0) if field.method in SPREAD else weights[rows]
            told = ((heard > 0) & _vary(data)).any(axis=1)
            if told.any():
                found[np.ix_(rows[told], units)] = COMPARED[field.method](data if len(data) == 1 else data[told], heard[told])
    return found


def fill_gaps(field: Field, scores: Floats, weights: Floats) -> tuple[Floats, Marks]:
    """Scores with a unit's own of the criterion in each gap, and which units (scenarios, units) are ranked; as one scenario where none differs."""
    missing = np.isnan(scores)
    if not missing.any():
        return scores, np.ones((len(weights), scores.shape[2]), dtype=np.bool_)
    whole, ranked = np.repeat(scores, len(weights) // len(scores), axis=0), np.ones((len(weights), scores.shape[2]), dtype=np.bool_)
    for leaves in field.criteria:
        own, gaps = weights[:, leaves], missing[:, leaves]
        total = own.sum(axis=1, keepdims=True)
        local = np.divide(own, total, out=np.zeros_like(own), where=total > 0)
        coverage = _weigh(local, (~gaps).astype(np.float64))
        withheld = (coverage < field.least - SLACK) | (coverage <= SLACK)
        mean = np.where(withheld, 0.0, _weigh(local, np.where(gaps, 0.0, scores[:, leaves]))) / np.where(withheld, 1.0, coverage)
        whole[:, leaves] = np.where(gaps, mean[:, None, :], scores[:, leaves])
        ranked &= ~withheld | (total <= 0)
    return whole, ranked


def _find_rivals(ranked: Marks, mine: Places) -> Iterator[tuple[Places, Places]]:
    """Scenarios in which the same units of a league are ranked, and those units, at least two."""
    everywhere = np.arange(len(ranked))
    patterns, which = (ranked[:1], np.zeros(len(ranked))) if (ranked == ranked[0]).all() else np.unique(ranked, axis=0, return_inverse=True)
    for number, pattern in enumerate(patterns):
        if pattern.sum() >= PAIR:
            yield everywhere[which == number], mine[pattern]


def _vary(data: Floats) -> Marks:
    return np.asarray(varies(np.moveaxis(data, 2, 0)))


def _weigh(weights: Floats, figures: Floats) -> Floats:
    """Weighted sums (scenarios, units) of figures (scenarios or 1, leaves, units)."""
    return np.asarray(weights @ figures[0] if len(figures) == 1 else (weights[:, None, :] @ figures)[:, 0])


def _compromise(data: Floats, weights: Floats) -> Floats:
    """VIKOR, v = 0.5, as 100 (1 - Q) [opricovic2004]."""
    high = data.max(axis=2, keepdims=True)
    span = high - data.min(axis=2, keepdims=True)
    gap = (high - data) / np.where(span > 0, span, 1.0)
    utility, regret, term = _weigh(weights, gap), np.zeros((len(weights), data.shape[2])), np.empty((len(weights), data.shape[2]))
    for leaf in range(data.shape[1]):
        np.multiply(weights[:, leaf, None], gap[:, leaf], out=term)
        np.maximum(regret, term, out=regret)
    return 100 * (1 - (_scale(utility) + _scale(regret)) / 2)


def _scale(figures: Floats) -> Floats:
    least, most = figures.min(axis=1, keepdims=True), figures.max(axis=1, keepdims=True)
    still = most - least <= STILL * most
    return np.where(still, 0.0, (figures - least) / np.where(still, 1.0, most - least))


def _measure_vector(data: Floats, weights: Floats) -> Floats:
    """Classical TOPSIS: vectors of length 1, ideals as observed, 100 times the closeness [hwang1981]."""
    length = np.sqrt((data**2).sum(axis=2, keepdims=True))
    scaled, factor = data / np.where(length > 0, length, 1.0), (weights / weights.max(axis=1, keepdims=True)) ** 2
    ends = scaled.max(axis=2, keepdims=True), scaled.min(axis=2, keepdims=True)
    best, worst = (np.sqrt(_weigh(factor, (scaled - end) ** 2)) for end in ends)
    return np.asarray(100 * (worst / (best + worst)))


def _count_wins(data: Floats, weights: Floats) -> Floats:
    """PROMETHEE II with the usual preference, as 50 (1 + net flow): of how many rivals each is ahead, less how many are ahead of it [brans1985]."""
    lines = data.reshape(-1, data.shape[2])
    net, slack = np.empty(lines.shape), ROUNDING * np.abs(lines).max(axis=1, keepdims=True)
    order = np.argsort(lines, axis=1, kind="stable")
    ranked, places = np.take_along_axis(lines, order, axis=1), np.arange(lines.shape[1])
    apart = np.diff(ranked, axis=1)
    new = np.hstack([np.ones((len(lines), 1), dtype=np.bool_), apart > 0])
    begins = np.maximum.accumulate(np.where(new, places, 0), axis=1)
    ends = np.minimum.accumulate(np.where(np.roll(new, -1, axis=1), places, len(places) - 1)[:, ::-1], axis=1)[:, ::-1]
    np.put_along_axis(net, order, (begins + ends - (len(places) - 1)).astype(np.float64), axis=1)
    for line in np.flatnonzero(((apart > 0) & (apart <= 2 * slack)).any(axis=1)).tolist():
        won, lost = prefer(lines[line], USUAL, Threshold())
        net[line] = won - lost
    return 50 * (1 + _weigh(weights / weights.sum(axis=1, keepdims=True), net.reshape(data.shape)) / (len(places) - 1))


COMPARED: Final[Mapping[str, Compare]] = MappingProxyType({VECTOR: _measure_vector, VIKOR: _compromise, PROMETHEE: _count_wins})
SPREAD: Final = frozenset({VECTOR, VIKOR})
