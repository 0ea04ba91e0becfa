"""Benefit of the doubt against its dual, against a grid of weights, and at its edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from iecscore.matrix.stages import give_benefit

FREE = [0.0, 1.0]


def bounds(columns, pair=FREE):
    return np.tile(np.array(pair, dtype=float), (columns.shape[1], 1))


def reach_of_peers(columns, unit):
    """The dual: how far peers, weighed to a sum of 1, go beyond a unit in the same proportions."""
    ends = np.concatenate([np.zeros(columns.shape[1]), [1.0]])
    limits = np.vstack([np.column_stack([columns[unit], -columns.T]), np.concatenate([[0.0], np.ones(len(columns))])])
    return -linprog(np.concatenate([[-1.0], np.zeros(len(columns))]), A_ub=limits, b_ub=ends, method="highs").fun


def test_free_weights_score_the_inverse_of_how_far_peers_go_beyond():
    columns = np.random.default_rng(1).uniform(0.1, 1, (12, 4))
    found = give_benefit(columns, bounds(columns))
    np.testing.assert_allclose(found.scores, [1 / reach_of_peers(columns, unit) for unit in range(12)], atol=1e-9)
    assert (columns @ found.weights.T).max() == pytest.approx(1, abs=1e-12)


def test_bounded_shares_score_what_a_grid_of_weights_finds_best():
    columns = np.array([[0.9, 0.4], [0.5, 0.8], [0.6, 0.5]])
    found = give_benefit(columns, bounds(columns, [0.3, 0.7]))
    for unit, row in enumerate(columns):
        shares = np.linspace(0.3, 0.7, 4001)
        weights = np.column_stack([shares / row[0], (1 - shares) / row[1]])
        grid = (1 / (weights @ columns.T).max(axis=1)).max()
        assert grid <= found.scores[unit] + 1e-12
        assert grid == pytest.approx(found.scores[unit], abs=1e-4)
    assert (found.shares >= 0.3 - 1e-9).all()
    assert (found.shares <= 0.7 + 1e-9).all()


def test_bounds_that_leave_no_choice_are_proportional_weights():
    columns = np.array([[4.0, 1], [2, 3], [1, 1]])
    found = give_benefit(columns, bounds(columns, [0.5, 0.5]))
    np.testing.assert_allclose(found.shares, 0.5, atol=1e-9)


def test_bounds_that_sum_to_one_but_for_rounding_are_met():
    columns = np.random.default_rng(5).uniform(0.2, 1, (6, 10))
    assert sum([0.1] * 10) < 1
    found = give_benefit(columns, bounds(columns, [0.1, 0.1]))
    np.testing.assert_allclose(found.shares, 0.1, atol=1e-9)
    expected = [1 / max(np.mean(peer / row) for peer in columns) for row in columns]
    np.testing.assert_allclose(found.scores, expected, atol=1e-9)


def test_a_unit_best_in_one_thing_scores_one_until_bounds_take_it_away():
    columns = np.array([[1.0, 0.1, 0.1], [0.5, 0.9, 0.9]])
    assert give_benefit(columns, bounds(columns)).scores.tolist() == pytest.approx([1, 1])
    assert give_benefit(columns, bounds(columns, [0.2, 0.5])).scores[0] < 1


def test_a_unit_with_nothing_scores_nothing_and_has_no_shares():
    columns = np.array([[0.0, 0], [1, 2]])
    found = give_benefit(columns, bounds(columns))
    assert found.scores.tolist() == pytest.approx([0, 1])
    assert np.isnan(found.shares[0]).all()
    assert found.weights[0].tolist() == [0, 0]


def test_a_unit_with_nothing_where_a_share_is_demanded_scores_nothing():
    columns = np.array([[0.0, 2], [1, 2]])
    assert give_benefit(columns, bounds(columns, [0.1, 0.9])).scores.tolist() == pytest.approx([0, 1])
    assert give_benefit(columns, bounds(columns, [0, 0.9])).scores.tolist() == pytest.approx([0, 1])
    assert give_benefit(columns, bounds(columns)).scores.tolist() == pytest.approx([1, 1])


def test_a_column_of_zeros_helps_nobody():
    columns = np.array([[0.0, 2], [0, 1]])
    assert give_benefit(columns, bounds(columns)).scores.tolist() == pytest.approx([1, 0.5])


SOME = arrays(float, (5, 3), elements=st.integers(1, 20).map(float))


@settings(max_examples=25, deadline=None)
@given(SOME, st.permutations(range(5)))
def test_the_order_of_units_and_the_units_of_measure_do_not_matter(columns, order):
    found = give_benefit(columns, bounds(columns, [0.1, 0.6])).scores
    moved = give_benefit(columns[list(order)] * np.array([1, 1000, 0.01]), bounds(columns, [0.1, 0.6])).scores
    np.testing.assert_allclose(moved, found[list(order)], atol=1e-9)


@settings(max_examples=25, deadline=None)
@given(SOME)
def test_scores_lie_in_zero_to_one_and_the_best_is_one(columns):
    found = give_benefit(columns, bounds(columns, [0.1, 0.6]))
    assert (found.scores >= 0).all()
    assert found.scores.max() == pytest.approx(1, abs=1e-9) or found.scores.max() < 1
    assert (found.scores <= 1 + 1e-9).all()
    assert (found.weights >= -1e-12).all()
    np.testing.assert_allclose(found.shares.sum(axis=1), 1, atol=1e-9)


@settings(max_examples=25, deadline=None)
@given(SOME)
def test_closer_bounds_never_score_more(columns):
    free, wide, close = (give_benefit(columns, bounds(columns, pair)).scores for pair in (FREE, [0.1, 0.7], [0.2, 0.5]))
    assert (close <= wide + 1e-9).all()
    assert (wide <= free + 1e-9).all()
