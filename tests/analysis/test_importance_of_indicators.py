"""Effective weights, and who moves without an indicator."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iecscore.analysis import leave_out_each, measure_importance

COLUMNS = st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=3, max_size=9)
WEIGHTS = np.array([0.5, 0.3, 0.2])


def array(*rows):
    return np.array(rows, dtype=float)


def test_independent_indicators_share_the_variance_by_the_square_of_their_weights():
    """Paruolo, Saisana & Saltelli (2013): with equal variances the shares are w² / Σ w², not w."""
    found = measure_importance(array([0, 0], [0, 1], [1, 0], [1, 1]), array(0.75, 0.25))
    assert found.variance_share == pytest.approx([0.9, 0.1])
    assert found.squared == pytest.approx([0.9, 0.1])
    assert found.correlation == pytest.approx(np.sqrt([0.9, 0.1]))


def test_an_indicator_that_pulls_against_the_composite_has_a_negative_share():
    found = measure_importance(array([0, 1], [5, 0.5], [10, 0]), array(0.5, 0.5))
    assert found.variance_share[1] < 0
    assert found.correlation == pytest.approx([1, -1])


@given(COLUMNS)
def test_shares_of_variance_sum_to_one_or_are_undefined(rows):
    scores = np.array(rows, dtype=float)
    found = measure_importance(scores, WEIGHTS)
    if np.ptp(scores @ WEIGHTS) > 1e-9:
        assert found.variance_share.sum() == pytest.approx(1)
        expected = [np.corrcoef(column, scores @ WEIGHTS)[0, 1] if np.ptp(column) else np.nan for column in scores.T]
        assert found.correlation == pytest.approx(expected, nan_ok=True)
    else:
        assert np.isnan(found.variance_share).all()


def test_an_indicator_that_does_not_vary_has_no_share_and_no_correlation():
    found = measure_importance(array([1, 5], [2, 5], [4, 5]), array(0.5, 0.5))
    assert found.variance_share == pytest.approx([1, 0])
    assert np.isnan(found.correlation[1])


def test_without_an_indicator_those_it_carried_fall():
    found = leave_out_each(array([1, 0], [0.5, 0.6], [0, 1]), array(0.6, 0.4))
    assert found.ranking.tolist() == [1, 2, 3]
    assert found.rankings.tolist() == [[3, 2, 1], [1, 2, 3]]
    assert found.shifts.tolist() == (found.rankings - found.ranking).tolist()
    assert found.correlation[0] < 0 < found.correlation[1]


def test_weights_are_spread_anew_over_the_others():
    scores = array([0.9, 0.1, 0.5], [0.2, 0.8, 0.5], [0.5, 0.5, 0.4])
    left = leave_out_each(scores, WEIGHTS).rankings[2]
    assert left.tolist() == leave_out_each(scores[:, :2], array(5, 3)).ranking.tolist()


def test_nothing_is_left_where_the_others_have_no_weight():
    found = leave_out_each(array([1, 2], [3, 4]), array(1, 0))
    assert np.isnan(found.rankings[0]).all()
    assert np.isnan(found.correlation[0])
    assert found.shifts[1].tolist() == [0, 0]


def test_another_way_of_scoring_can_be_tried():
    worst = leave_out_each(array([1, 0], [0.6, 0.6], [0, 1]), array(0.5, 0.5), lambda scores, _weights: scores.min(axis=1))
    assert worst.ranking.tolist() == [2, 1, 2]


def test_units_that_all_tie_have_no_correlation_of_ranks():
    assert np.isnan(leave_out_each(np.ones((3, 2)), array(0.5, 0.5)).correlation).all()
