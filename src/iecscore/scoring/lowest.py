"""The lowest case of each unit: its own owed gaps score 0, all others keep what they have."""

from collections.abc import Sequence

import numpy as np

from iecscore.matrix import Marks
from iecscore.scoring.methods import VECTOR, fill_own, score_field, score_vector
from iecscore.scoring.ranks import TIE, Ranks, rank_in_leagues, split_leagues
from iecscore.scoring.redistribution import redistribute
from iecscore.scoring.shape import Shape
from iecscore.values import Floats


def rank_lowest(
    method: str, scores: Floats, owed: Marks, regular: Floats, shape: Shape, least: float, leagues: Sequence[tuple[str, ...]]
) -> tuple[Floats, Ranks]:
    """Score and rank of each unit in its lowest case; NaN and 0 where it has no regular score."""
    filled = np.where(owed, 0.0, scores)
    spread = redistribute(filled, shape, least)
    if method == VECTOR:
        own = fill_own(scores, shape, redistribute(scores, shape, least)), fill_own(filled, shape, spread)
        return _score_anew(*own, owed, regular, shape, leagues)
    lowest = np.where(np.isnan(regular), np.nan, score_field(method, filled, shape, spread, leagues))
    return lowest, rank_among(regular, lowest, leagues)


def _score_anew(whole: Floats, worst: Floats, owed: Marks, regular: Floats, shape: Shape, leagues: Sequence[tuple[str, ...]]) -> tuple[Floats, Ranks]:
    """Under observed ideals a unit's lowest case moves all others: the league is scored anew for each unit with an owed gap."""
    lowest, ranks = regular.copy(), rank_in_leagues(regular, leagues)
    for row in np.flatnonzero(owed.any(axis=1) & ~np.isnan(regular)).tolist():
        case = whole.copy()
        case[row] = worst[row]
        figures = score_vector(case, shape.overall, leagues)
        lowest[row], ranks[row] = figures[row], rank_in_leagues(figures, leagues)[row]
    return lowest, ranks


def rank_among(regular: Floats, lowest: Floats, leagues: Sequence[tuple[str, ...]]) -> Ranks:
    """The rank of each unit with its lowest score among all others with their regular ones."""
    ranks = np.zeros(len(regular), dtype=np.int64)
    for mine in split_leagues(leagues):
        others = np.sort(regular[mine][~np.isnan(regular[mine])])
        better = len(others) - np.searchsorted(others, lowest[mine] + TIE, side="right")
        itself = regular[mine] > lowest[mine] + TIE
        ranks[mine] = np.where(np.isnan(lowest[mine]), 0, better - itself + 1)
    return ranks
