"""The lowest case of each unit: its own owed gaps score 0, what it told in part keeps that part, all others keep what they have."""

from collections.abc import Sequence

import numpy as np

from iecscore.matrix import Marks, lower
from iecscore.scoring.comparing import compare_units
from iecscore.scoring.methods import compares, fill_own, score_field
from iecscore.scoring.ranks import TIE, Ranks, rank_in_leagues, rank_scores, split_leagues
from iecscore.scoring.redistribution import redistribute
from iecscore.scoring.shape import Shape
from iecscore.values import Floats


def rank_lowest(
    method: str, scores: Floats, kept: Floats, regular: Floats, shape: Shape, least: float, leagues: Sequence[tuple[str, ...]]
) -> tuple[Floats, Ranks]:
    """Score and rank of each unit in its lowest case, `kept` the share of each score it keeps; NaN and 0 where it has no regular score."""
    filled = lower(scores, kept)
    spread = redistribute(filled, shape, least)
    if compares(method):
        own = fill_own(scores, shape, redistribute(scores, shape, least)), fill_own(filled, shape, spread)
        return _score_anew(method, *own, kept < 1, regular, shape, leagues)
    lowest = np.where(np.isnan(regular), np.nan, score_field(method, filled, shape, spread, leagues))
    return lowest, rank_among(regular, lowest, leagues)


def _score_anew(
    method: str, whole: Floats, worst: Floats, owing: Marks, regular: Floats, shape: Shape, leagues: Sequence[tuple[str, ...]]
) -> tuple[Floats, Ranks]:
    """Where units are compared a unit's lowest case moves all others: the league is scored anew for each unit that owes."""
    lowest, ranks = regular.copy(), rank_in_leagues(regular, leagues)
    open_rows = owing.any(axis=1) & ~np.isnan(regular)
    for mine in split_leagues(leagues):
        for place in np.flatnonzero(open_rows[mine]).tolist():
            row, case = mine[place], whole[mine]
            case[place] = worst[row]
            figures = compare_units(method, case, shape.overall, [leagues[row]] * len(mine))
            lowest[row], ranks[row] = figures[place], rank_scores(figures)[place]
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
