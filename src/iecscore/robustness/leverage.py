"""The reported figure whose plausible change moves a unit most."""

from dataclasses import dataclass

import numpy as np

from iecscore.robustness.cell_swaps import RowScorer
from iecscore.scoring.ranks import TIE, Ranks
from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Leverage:
    """What each cell's plausible change does to its own unit (units, leaves): best and worst rank, and the range of the score.

    `strongest` (units,) is the leaf that moves the unit's rank most, then its score; -1 where nothing moves it.
    """

    best: Ranks
    worst: Ranks
    score_range: Floats
    strongest: Ranks


def measure_leverage(scores: Floats, low: Floats, high: Floats, score: RowScorer) -> Leverage:
    """Put each cell at its plausible ends `low` and `high` (units, leaves), all else as it is; NaN there leaves the cell as it is.

    `score` makes figures (rows,) of rows (rows, leaves), each row by itself. Ranks are within these units.
    """
    whole = score(scores)
    figures = np.array([[score(_put_each(row, end)) for row, end in zip(scores, ends, strict=True)] for ends in (low, high)])
    ranks = _rank_within(whole, figures)
    best, worst = ranks.min(axis=0), ranks.max(axis=0)
    spread = np.nan_to_num(np.abs(figures[1] - figures[0]))
    moved = worst - best + spread / (1 + spread.max(initial=0.0))
    return Leverage(best, worst, spread, np.where(moved.max(axis=1) > 0, moved.argmax(axis=1), -1))


def _put_each(row: Floats, ends: Floats) -> Floats:
    """One row for each leaf, with that leaf at its end."""
    rows = np.repeat(row[None], len(row), axis=0)
    np.fill_diagonal(rows, np.where(np.isnan(ends), row, ends))
    return rows


def _rank_within(whole: Floats, figures: Floats) -> Ranks:
    """Ranks of figures (ends, units, leaves), each in its unit's place among the figures of the others; 0 for NaN."""
    tie = TIE * np.nanmax(np.abs(whole), initial=0.0)
    standing = np.sort(whole[np.isfinite(whole)])
    above = len(standing) - np.searchsorted(standing, figures + tie, side="right")
    own = whole[:, None] > figures + tie
    return np.where(np.isfinite(figures), 1 + above - own, 0).astype(np.int64)
