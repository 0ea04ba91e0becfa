"""What a tally says, against the scenarios it was counted from."""

import numpy as np
import pytest

from iecscore.robustness.findings import find_sets_in_leagues, read_pairs, read_tally
from iecscore.robustness.rank_sets import find_rank_sets
from iecscore.robustness.tally import SCORE_UNIT, SQUARE_UNIT, WEIGHT_UNIT, Tally

RANKS = np.array([[1, 2, 1, 0], [2, 1, 1, 0], [1, 1, 1, 0], [1, 2, 0, 0]])
SCORES = np.array([[80.0, 60, 50, np.nan], [60, 70, 50, np.nan], [70, 70, 40, np.nan], [90, 50, np.nan, np.nan]])
WEIGHTS = np.array([[0.6, 0.4], [0.2, 0.8], [0.5, 0.5], [0.9, 0.1]])


def tally_scenarios():
    """Four scenarios of the league A, B, in one of which they tie, and the wide league C, D, of which D is never ranked."""
    counts = np.array([np.bincount(column, minlength=3) for column in RANKS.T], dtype=np.int32)
    filled = np.nan_to_num(SCORES)
    return Tally(
        first=0,
        last=4,
        ranks=counts,
        tiers=np.array([[3], [2], [0], [0]], dtype=np.int32),
        members=(np.array([0, 1]), np.array([2, 3])),
        wins=(np.array([[0, 5], [3, 0]], dtype=np.int32), np.empty((0, 0), dtype=np.int32)),
        pairs=np.array([[2, 3]]),
        pair_wins=np.array([[3, 1]], dtype=np.int32),
        first_weights=np.array(np.rint(((RANKS == 1).T @ WEIGHTS) * WEIGHT_UNIT), dtype=np.int64),
        scores=np.array(filled.sum(axis=0) * SCORE_UNIT, dtype=np.int64),
        squares=np.array((filled**2).sum(axis=0) * SQUARE_UNIT, dtype=np.int64),
    )


def test_a_tally_tells_ranks_shares_and_scores_of_each_unit():
    found = read_tally(tally_scenarios(), top=(1, 2))
    assert (found.draws, found.intervals.median.tolist()) == (4, [1, 1, 1, 0])
    assert found.acceptability.shares.tolist() == [[0, 0.75, 0.25], [0, 0.5, 0.5], [0.25, 0.75, 0], [1, 0, 0]]
    assert found.top.shares.tolist() == [[0.75, 1], [0.5, 1], [0.75, 0.75], [0, 0]]
    assert found.tiers.errors[:, 0] == pytest.approx([np.sqrt(0.75 * 0.25 / 4), 0.25, 0, 0])
    assert found.mean_score == pytest.approx(np.array([75, 62.5, 140 / 3, np.nan]), nan_ok=True)
    assert found.score_spread[:3] == pytest.approx(np.nanstd(SCORES[:, :3], axis=0), abs=1e-6)
    assert found.central[0] == pytest.approx([2 / 3, 1 / 3])
    assert np.isnan(found.central[3]).all()


def test_without_a_top_asked_for_there_is_no_column_of_it():
    assert read_tally(tally_scenarios()).top.shares.shape == (4, 0)


def test_a_pair_is_read_from_its_league_or_from_those_followed_either_way_round():
    found = read_pairs(tally_scenarios(), [(0, 1), (1, 0), (2, 3), (3, 2), (0, 2)])
    assert found.shares == pytest.approx([5 / 8, 3 / 8, 3 / 4, 1 / 4, np.nan], nan_ok=True)
    assert found.errors[0] == pytest.approx(np.sqrt(15 / 64 / 4))
    assert read_pairs(tally_scenarios(), []).shares.shape == (0,)


def test_sets_are_of_the_ranks_within_a_league():
    rng = np.random.default_rng(1)
    scores = np.array([10.0, 50, 30, 20])
    draws = scores + rng.normal(size=(99, 4))
    leagues = (np.array([0, 1]), np.array([2, 3]))
    found = find_sets_in_leagues(scores, draws, leagues)
    assert found.best.tolist() == [2, 1, 1, 2]
    assert found.worst[leagues[1]].tolist() == find_rank_sets(scores[2:], draws[:, 2:]).worst.tolist()
