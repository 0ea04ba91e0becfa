"""Ranks of many scenarios are those of `rank_scores`, one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iecscore.robustness.placing import place
from iecscore.scoring.ranks import rank_scores


def one_by_one(scores):
    return np.array([rank_scores(row) for row in scores])


def check(scores):
    assert np.array_equal(place(scores).by_unit(), one_by_one(scores))


def test_scores_without_ties():
    check(np.random.default_rng(1).random((256, 100)) * 100)


def test_scores_at_random_with_negative_ones():
    check(np.random.default_rng(2).normal(size=(64, 33)))


def test_units_alike_share_the_best_rank():
    scores = np.random.default_rng(3).random((64, 20))
    scores[:, 7] = scores[:, 3]
    scores[::2, 9] = scores[::2, 11] = scores[::2].max(axis=1)
    check(scores)


def test_scores_nearer_than_a_tie_share_and_further_ones_do_not():
    check(np.array([[50.0, 50.0 + 4e-8, 20.0], [50.0, 50.0 + 6e-8, 20.0], [0.0, -0.0, 0.0], [1.0, 1.0 + 2**-50, 0.5]]))


def test_a_chain_of_near_scores_is_cut_where_it_leaves_its_first():
    check(np.array([[100.0, 100 - 0.9e-7, 100 - 1.8e-7, 100 - 2.7e-7, 3.0], [5.0, 4.0, 3.0, 2.0, 1.0]]))


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_units_without_a_score_have_no_rank(sign):
    scores = sign * np.random.default_rng(4).random((64, 20))
    scores[np.random.default_rng(5).random(scores.shape) < 0.2] = np.nan
    scores[3], scores[4, 1:] = np.nan, np.nan
    scores[5, 2] = scores[5, 6]
    check(scores)


def test_one_unit_alone_is_first():
    assert place(np.array([[3.0], [0.0]])).by_unit().tolist() == [[1], [1]]


@given(
    st.lists(st.lists(st.sampled_from([0.0, 1.0, 1 + 1e-12, 2.0, 99.0, 99.0 - 5e-8, float("nan")]), min_size=4, max_size=4), min_size=1, max_size=6)
)
def test_whatever_ties_and_gaps_there_are(rows):
    check(np.array(rows))


def test_a_few_ties_and_chains_in_many_rows_are_ranked_where_they_stand():
    scores = np.random.default_rng(6).random((200, 50)) * 100
    scores[10, 4], scores[11, 7] = scores[10, 9], scores[11, 8] + 3e-8
    top = scores[12].max()
    scores[12, :4] = top, top - 0.9e-7, top - 1.8e-7, top - 2.7e-7
    scores[13, :2] = scores[13].min()
    scores[14, 5:9] = scores[14, 20] - np.array([0, 2e-8, 4e-8, 6e-8])
    check(scores)
    scores[::3, 30] = np.nan
    check(scores)
    check(scores - 50)


def test_rows_in_which_the_last_bits_decide_are_sorted_exactly():
    base = np.random.default_rng(7).random((40, 30)) * 100
    largest = base.max(axis=1)
    for near in range(1, 12):
        base[:, near] = base[:, 0] + largest * 1e-9 * (1 + (near - 6) * 1e-13)
    check(base)
    check(np.random.default_rng(8).choice([1.0, 1 + 1e-9, 1 + 2e-9, 5.0, np.nan], size=(50, 20)))


def test_many_chains_at_once_are_cut_where_they_leave_their_first():
    check(np.random.default_rng(9).choice([5.0, 5 + 3e-9, 5 + 6e-9, 1.0], size=(30, 20)))


def test_those_who_come_first_are_named_with_their_rows():
    placed = place(np.array([[3.0, 1.0, 3.0], [np.nan, np.nan, np.nan], [2.0, np.nan, 1.0]]))
    rows, units = placed.firsts
    assert sorted(zip(rows.tolist(), units.tolist(), strict=True)) == [(0, 0), (0, 2), (2, 0)]
    assert len(place(np.ones((2, 5))).firsts[0]) == 10
