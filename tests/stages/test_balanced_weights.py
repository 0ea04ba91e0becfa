"""Weights with which indicators correlate equally with what they make up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import minimize

from iecscore.matrix.stages import balance_weights

RANDOM = np.random.default_rng(7)
LOOSE = RANDOM.normal(size=(60, 4)) * np.array([1, 5, 0.2, 30])
CLASHING = np.column_stack([RANDOM.normal(size=(40, 1)) + 0.3 * RANDOM.normal(size=(40, 3)), RANDOM.normal(size=40)])
CLASHING[:, 0] += CLASHING[:, 1] + CLASHING[:, 2]


def correlate(columns, weights):
    return np.array([np.corrcoef(column, columns @ weights)[0, 1] for column in columns.T])


def unevenness(columns, weights, targets):
    found = correlate(columns, weights)
    return float(((found / found.sum() - targets / targets.sum()) ** 2).sum())


def test_loosely_related_indicators_balance_exactly_whatever_their_units():
    balanced = balance_weights(LOOSE, np.ones(4))
    found = correlate(LOOSE, balanced.weights)
    np.testing.assert_allclose(found, found.mean(), atol=1e-9)
    np.testing.assert_allclose(balanced.correlations, found, atol=1e-9)
    assert balanced.exact
    assert balanced.weights.sum() == pytest.approx(1)


def test_correlations_come_out_in_the_proportions_asked_for():
    targets = np.array([1.0, 2, 1, 1])
    found = correlate(LOOSE, balance_weights(LOOSE, targets).weights)
    np.testing.assert_allclose(found / found[0], targets, atol=1e-9)
    squared = correlate(LOOSE, balance_weights(LOOSE, targets, "squared").weights) ** 2
    np.testing.assert_allclose(squared / squared[0], targets, atol=1e-9)


def test_where_balance_would_take_negative_weights_the_nearest_others_are_found():
    targets = np.ones(4)
    free = np.linalg.solve(np.corrcoef(CLASHING, rowvar=False), targets)
    assert free.min() < 0
    balanced = balance_weights(CLASHING, targets)
    assert balanced.weights.min() == 0
    assert not balanced.exact
    spread = CLASHING.std(axis=0)
    for start in RANDOM.uniform(size=(5, 4)):
        rival = minimize(lambda v: unevenness(CLASHING, v**2 / spread, targets), start, method="Nelder-Mead", options={"maxiter": 4000})
        assert unevenness(CLASHING, balanced.weights, targets) <= rival.fun + 1e-9


def test_a_constant_indicator_has_no_weight_and_identical_ones_share_alike():
    columns = np.column_stack([LOOSE[:, 0], LOOSE[:, 0], np.full(60, 3.0), LOOSE[:, 1]])
    balanced = balance_weights(columns, np.ones(4))
    assert balanced.weights[2] == 0
    assert np.isnan(balanced.correlations).tolist() == [False, False, True, False]
    assert balanced.weights[0] == pytest.approx(balanced.weights[1], abs=1e-6)


def test_one_indicator_that_varies_has_all_the_weight():
    columns = np.column_stack([LOOSE[:, 0], np.full(60, 3.0)])
    balanced = balance_weights(columns, np.ones(2))
    assert balanced.weights.tolist() == [1, 0]
    assert balanced.correlations[0] == pytest.approx(1)


@settings(deadline=None)
@given(arrays(float, (8, 3), elements=st.integers(0, 30).map(float)).filter(lambda columns: (np.ptp(columns, axis=0) > 0).all()))
def test_weights_are_never_negative_and_sum_to_one(columns):
    balanced = balance_weights(columns, np.ones(3))
    assert (balanced.weights >= 0).all()
    assert balanced.weights.sum() == pytest.approx(1)
    assert (np.abs(balanced.correlations) <= 1 + 1e-9).all()
