"""The smallest change of one weight that turns two units round, the other weights keeping their proportions."""

from collections.abc import Callable
from typing import Final

import numpy as np

from iecscore.robustness.central_weights import Scorer
from iecscore.robustness.quadratics import solve_quadratics
from iecscore.values import Floats

GRID: Final = 64
DUST: Final = 1e-12


def set_weight(weights: Floats, leaf: int, value: float) -> Floats:
    """Weights (leaves,) of sum 1 with one of them set, the others in their proportions, evenly where these are all 0."""
    others = np.delete(weights, leaf)
    shares = others / others.sum() if others.sum() > 0 else np.full(len(others), 1 / max(len(others), 1))
    return np.insert((1 - value) * shares, leaf, value)


def swap_means_by_weight(ahead: Floats, behind: Floats, weights: Floats) -> Floats:
    """For each leaf (..., leaves) the weight at which the weighted means of two units tie, NaN where no weight in [0, 1] does it.

    `ahead` and `behind` are scores (..., leaves) without gaps. Beyond that weight the units have changed places.
    """
    zero, whole = _find_ends(ahead - behind, weights)
    return _pick_nearest(solve_quadratics(zero, whole - zero, np.zeros_like(zero)), weights)


def swap_closeness_by_weight(ahead: Floats, behind: Floats, weights: Floats) -> Floats:
    """The same for metric TOPSIS, the weight nearest to the present: D-² and D+² are straight in one weight, and tie where N1 P2 = N2 P1."""
    (long, longer), (short, shorter) = (
        [_find_ends(term, weights) for term in terms] for terms in ((ahead**2, behind**2), ((1 - ahead) ** 2, (1 - behind) ** 2))
    )
    products = ((long, shorter), (longer, short))
    constant, slope, bend = (np.subtract(*(_multiply(*pair)[power] for pair in products)) for power in range(3))
    return _pick_nearest(solve_quadratics(constant, slope, bend), weights)


def _find_ends(terms: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The weighted sum of terms (..., leaves) with the weight of one leaf after another (..., leaves) at 0, and at 1."""
    return np.asarray(terms @ np.array([set_weight(weights, leaf, 0.0) for leaf in range(len(weights))]).T), terms


def _multiply(first: tuple[Floats, Floats], second: tuple[Floats, Floats]) -> tuple[Floats, Floats, Floats]:
    """The product of two straight lines given at 0 and 1, as coefficients from the constant up."""
    (a, a_end), (b, b_end) = first, second
    return a * b, a * (b_end - b) + b * (a_end - a), (a_end - a) * (b_end - b)


def _pick_nearest(roots: Floats, weights: Floats) -> Floats:
    """The root (2, ..., leaves) in [0, 1] that is nearest to the present weight."""
    away = np.where((roots >= 0) & (roots <= 1), np.abs(roots - weights), np.inf)
    nearest = away.argmin(axis=0, keepdims=True)
    found = np.take_along_axis(roots, nearest, axis=0)[0]
    return np.where(np.isfinite(np.take_along_axis(away, nearest, axis=0)[0]), found, np.nan)


def swap_by_weight(pair: tuple[int, int], scores: Floats, weights: Floats, score: Scorer) -> Floats:
    """For each leaf the weight nearest to the present at which the scores of a pair of units tie and change sign, NaN where none in [0, 1] does it.

    `score` makes one figure a unit of scores (units, leaves) and weights (leaves,): any method. Changes of sign are looked for between
    64 steps to either side and refined by Brent's method; two changes within one step are not seen.
    """
    first, second = pair
    found = np.full(len(weights), np.nan)
    for leaf in range(len(weights)):

        def lead(value: float, leaf: int = leaf) -> float:
            figures = score(scores, set_weight(weights, leaf, value))
            return float(figures[first] - figures[second])

        found[leaf] = find_nearest_root(lead, float(weights[leaf]))
    return found


def find_nearest_root(lead: Callable[[float], float], present: float) -> float:
    """The nearest place to `present` in [0, 1] where a function changes sign, NaN where none is found."""
    roots = [_search(lead, np.linspace(present, end, GRID + 1)) for end in (0.0, 1.0)]
    return min((root for root in roots if not np.isnan(root)), key=lambda root: abs(root - present), default=np.nan)


def _search(lead: Callable[[float], float], places: Floats) -> float:
    """The first change of sign on the way."""
    from scipy.optimize import brentq  # noqa: PLC0415 - read late: the command must start at once

    before, at = lead(float(places[0])), float(places[0])
    for place in places[1:].tolist():
        after = lead(place)
        if before * after < 0:
            return float(brentq(lead, at, place, xtol=DUST))
        before, at = (after, place) if after else (before, at)
    return np.nan
