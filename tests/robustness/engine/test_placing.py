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
