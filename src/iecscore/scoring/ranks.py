"""Ranks inside leagues: ties share the best rank."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from iecscore.values import Floats

TIE = 1e-9
DUST = 1e-13
Ranks = NDArray[np.int64]


def rank_scores(scores: Floats) -> Ranks:
    """Rank a row of scores, 1 the highest; scores within 1e-9 of the largest magnitude of the first of their group share its rank; NaN has 0."""
    tie = max(TIE * float(np.nanmax(np.abs(scores), initial=0.0)), DUST)
    order = np.argsort(-scores, kind="stable")
    ranks, first, place = np.zeros(len(scores), dtype=np.int64), np.inf, 0
    for position, index in enumerate(order.tolist(), start=1):
        if np.isnan(scores[index]):
            break
        if first - scores[index] > tie:
            first, place = scores[index], position
        ranks[index] = place
    return ranks


def rank_in_leagues(scores: Floats, leagues: Sequence[tuple[str, ...]]) -> Ranks:
    """Rank each unit among those of its league."""
    ranks = np.zeros(len(scores), dtype=np.int64)
    for mine in split_leagues(leagues):
        ranks[mine] = rank_scores(scores[mine])
    return ranks


def split_leagues(leagues: Sequence[tuple[str, ...]]) -> list[NDArray[np.intp]]:
    """The places of the units of each league."""
    found: dict[tuple[str, ...], list[int]] = {}
    for place, league in enumerate(leagues):
        found.setdefault(league, []).append(place)
    return [np.array(places, dtype=np.intp) for places in found.values()]
