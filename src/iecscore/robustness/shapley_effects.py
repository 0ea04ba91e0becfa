"""Shapley effects: an output's variance shared out among inputs that may depend on each other."""

from math import factorial
from typing import Final

import numpy as np

from iecscore.values import Floats

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
