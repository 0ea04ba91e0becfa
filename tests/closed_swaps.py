"""The weight at which two units tie, in closed form where nothing is missing: what the search of the program is compared with."""

import numpy as np

from iecscore.values import Floats
from quadratic_roots import solve_quadratics


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
