"""Shapley effects: an output's variance shared out among inputs that may depend on each other."""

from collections.abc import Callable
from math import factorial
from typing import Final, TypeAlias

import numpy as np

from iecscore.values import Floats

Model: TypeAlias = Callable[[Floats], Floats]
Resample: TypeAlias = Callable[[Floats, tuple[int, ...], np.random.Generator], Floats]
NEIGHBOURS: Final = 3


def share_by_shapley(explained: Floats) -> Floats:
    """Shapley values (inputs,) of what each subset explains (2 ** inputs, ...), input i being bit i of the place [song2016].

    They sum to what all explain less what none does, so effects of variances sum to the variance.
    """
    inputs = len(explained).bit_length() - 1
    places = np.arange(len(explained))
    sizes = np.array([place.bit_count() for place in places.tolist()])
    chances = np.array([factorial(size) * factorial(inputs - size - 1) / factorial(inputs) for size in range(inputs)])
    found = []
    for item in range(inputs):
        without = places[places >> item & 1 == 0]
        gained = explained[without | 1 << item] - explained[without]
        found.append(np.tensordot(chances[sizes[without]], gained, axes=1))
    return np.array(found)


def estimate_effects(model: Model, points: Floats, resample: Resample, seed: int) -> Floats:
    """Shapley effects (inputs,), sum 1, of a model that can be run: what a subset explains is V - E (Y - Y')² / 2, Y' drawn anew but for the subset.

    `points` (n, inputs) are draws of the inputs; `resample` draws the others anew given the kept ones (song2016's double loop with one inner pair).
    2 ** inputs times n runs: for up to about ten inputs.
    """
    chance, outputs = np.random.default_rng(seed), model(points)
    inputs = points.shape[1]
    explained = np.zeros(2**inputs)
    for place in range(1, len(explained) - 1):
        kept = tuple(item for item in range(inputs) if place >> item & 1)
        explained[place] = outputs.var() - ((outputs - model(resample(points, kept, chance))) ** 2).mean() / 2
    explained[-1] = outputs.var()
    return share_by_shapley(explained) / (outputs.var() or np.nan)


def resample_gaussian(covariance: Floats, mean: Floats) -> Resample:
    """Draws of jointly normal inputs, given those that are kept."""

    def resample(points: Floats, kept: tuple[int, ...], chance: np.random.Generator) -> Floats:
        others = [item for item in range(len(mean)) if item not in kept]
        slope = np.linalg.solve(covariance[np.ix_(kept, kept)], covariance[np.ix_(kept, others)])
        rest = covariance[np.ix_(others, others)] - covariance[np.ix_(others, kept)] @ slope
        again = points.copy()
        spread = np.linalg.cholesky(rest)
        again[:, others] = mean[others] + (points[:, kept] - mean[list(kept)]) @ slope + chance.standard_normal((len(points), len(others))) @ spread.T
        return again

    return resample


def estimate_effects_given(points: Floats, outputs: Floats, neighbours: int = NEIGHBOURS) -> Floats:
    """Shapley effects (inputs,), sum 1, from draws at hand (n, inputs) and (n,) alone: a subset leaves the variance among nearest neighbours in it.

    Inputs are brought to ranks, so that none counts more by its unit [broto2020]. The fewer the draws and the more the inputs, the more the
    effects are pulled together.
    """
    from scipy.spatial import KDTree  # noqa: PLC0415 - read late: the command must start at once

    even = np.argsort(np.argsort(points, axis=0, kind="stable"), axis=0, kind="stable") / len(points)
    inputs, whole = points.shape[1], float(outputs.var())
    explained = np.zeros(2**inputs)
    for place in range(1, len(explained) - 1):
        mine = even[:, [item for item in range(inputs) if place >> item & 1]]
        near = KDTree(mine).query(mine, k=neighbours)[1]
        explained[place] = whole - outputs[near].var(axis=1, ddof=1).mean()
    explained[-1] = whole
    return share_by_shapley(explained) / (whole or np.nan)
