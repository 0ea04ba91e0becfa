"""Methods that set units against each other, and trees with rules of their own, give many scenarios at once what they give each alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_fields import CRITERIA, TREE, draw_field, draw_weights
from iecscore.matrix.stages import AGGREGATION_RULES, Aggregation
from iecscore.problems import Misuse
from iecscore.robustness import setting_against
from iecscore.robustness.field import Field
from iecscore.robustness.placing import place
from iecscore.robustness.setting_against import ByLadder, ByMethod
from iecscore.scoring import rank_scores
from iecscore.scoring.climbing import make_ladder
from iecscore.weights.shares import assemble, share_equally

COMPARED = ("vikor", "promethee", "topsis-vector")
SCENARIOS, UNITS, LEAVES = 7, 12, len(CRITERIA)


def check(field, data, weights):
    method = ByMethod(field)
    found = method.many(data, weights)
    each = np.broadcast_to(data, (len(weights), *data.shape[1:]))
    alone = np.array([method(np.ascontiguousarray(own.T), row) for own, row in zip(each, weights, strict=True)])
    assert np.array_equal(np.isnan(found), np.isnan(alone))
    np.testing.assert_allclose(found, alone, rtol=0, atol=1e-10)
    assert np.array_equal(place(found).by_unit(), [rank_scores(row) for row in alone])
    return found


def draw_data(seed, share, scenarios=SCENARIOS, digits=16):
    rng = np.random.default_rng(seed)
    data = np.round(rng.random((scenarios, LEAVES, UNITS)), digits)
    data[:, rng.random((LEAVES, UNITS)) < share] = np.nan
    return data


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from((*COMPARED, "gra")),
    st.sampled_from((0.0, 0.1, 0.5)),
    st.sampled_from((1, SCENARIOS)),
    st.sampled_from((1, 2, 16)),
    st.sampled_from((0.0, 0.6)),
    st.integers(1, 4),
    st.integers(0, 10**6),
)
def test_comparing_methods(method, share, scenarios, digits, least, leagues, seed):
    field = Field(np.full((UNITS, LEAVES), 0.5), np.arange(UNITS) % leagues, CRITERIA, least, method=method)
    weights = draw_weights(SCENARIOS, LEAVES, seed)
    weights[0, CRITERIA == 1] = 0.0
    weights[1, CRITERIA != 3] = 0.0
    check(field, draw_data(seed, share, scenarios, digits), weights / weights.sum(axis=1, keepdims=True))


@pytest.mark.parametrize("method", COMPARED)
def test_units_alike_leaves_alike_and_values_that_differ_by_rounding(method):
    data, field = draw_data(1, 0.0), Field(np.full((UNITS, LEAVES), 0.5), np.zeros(UNITS), CRITERIA, method=method)
    data[:, :, 3] = data[:, :, 7]
    data[:, 4] = 0.3
    data[:, 5, 2] = data[:, 5, 6] + 2e-16
    data[2] = 0.5
    data[3, 1:] = 0.25
    same = check(field, np.full((1, LEAVES, UNITS), 0.5), draw_weights(SCENARIOS, LEAVES))
    assert np.isnan(same).all()
    found = check(field, data, draw_weights(SCENARIOS, LEAVES))
    assert np.isnan(found[2]).all()
    assert not np.isnan(found[3]).any()


@pytest.mark.parametrize("method", COMPARED)
def test_scenarios_in_which_other_units_are_ranked_and_units_alone_in_their_league(method):
    data = draw_data(2, 0.0)
    for scenario in range(SCENARIOS):
        data[scenario, :3, scenario] = np.nan
    data[4, :, 1:] = np.nan
    league = np.zeros(UNITS)
    league[-1] = 1
    found = check(Field(np.full((UNITS, LEAVES), 0.5), league, CRITERIA, method=method), data, draw_weights(SCENARIOS, LEAVES))
    assert np.isnan(found[:, -1]).all()
    assert np.isnan(found[4]).all()


@pytest.mark.parametrize("method", COMPARED)
def test_a_large_field_is_worked_some_scenarios_at_a_time(method, monkeypatch):
    field, weights = draw_field(UNITS, 0.1, method=method), draw_weights(SCENARIOS, LEAVES)
    whole = ByMethod(field).many(field.scores.T[None], weights)
    monkeypatch.setattr(setting_against, "CELLS", 3 * UNITS * LEAVES)
    np.testing.assert_allclose(ByMethod(field).many(field.scores.T[None], weights), whole, rtol=0, atol=1e-12)


def told_ladder(joint):
    return ByLadder(make_ladder(TREE, assemble(TREE, share_equally(TREE), "equal"), dict.fromkeys(TREE.children, joint)))


@pytest.mark.parametrize("share", [0.0, 0.3])
@pytest.mark.parametrize("rule", AGGREGATION_RULES)
def test_a_tree_is_climbed_in_all_scenarios_at_once(rule, share):
    rng = np.random.default_rng(5)
    data, weights = 1 + 99 * rng.random((SCENARIOS, 6, UNITS)), rng.dirichlet(np.ones(6), SCENARIOS)
    data[:, rng.random((6, UNITS)) < share] = np.nan
    weights[1, :2] = 0.0
    for counted in ("count", "weight"):
        scorer = told_ladder(Aggregation(rule, 0.5, counted, power=2.0))
        alone = [scorer(np.ascontiguousarray(own.T), row) for own, row in zip(data, weights, strict=True)]
        np.testing.assert_allclose(scorer.many(data, weights), alone, rtol=1e-12, atol=1e-12)
        same = [scorer(np.ascontiguousarray(data[0].T), row) for row in weights]
        np.testing.assert_allclose(scorer.many(data[:1], weights), same, rtol=1e-12, atol=1e-12)


def test_a_mean_of_powers_refuses_scores_below_0_in_any_scenario():
    data = np.ones((3, 6, UNITS))
    data[2, 5, 4] = -1
    scorer = replace(told_ladder(Aggregation("geometric")), sign=-1.0)
    with pytest.raises(Misuse, match=r"rank\.below_zero"):
        scorer.many(data, draw_weights(3, 6))
    weights = draw_weights(3, 6)
    weights[2, 5] = 0
    assert scorer.many(data[:2], weights[:2]).max() == pytest.approx(-1)
