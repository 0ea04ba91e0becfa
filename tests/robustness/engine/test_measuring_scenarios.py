"""Scores of scenarios are those of a plain loop over the method in force, and of pymcdm."""

import numpy as np
import pytest
from pymcdm.methods import TOPSIS

from drawn_fields import CRITERIA, TREE, Listed, draw_field, draw_weights
from iecscore.matrix.stages import Aggregation
from iecscore.robustness.field import Field, number_leagues
from iecscore.robustness.placing import place
from iecscore.robustness.running import Plan, score_scenarios
from iecscore.robustness.setting_against import ByLadder, shape_weights
from iecscore.scoring import measure_mean, measure_topsis, rank_scores
from iecscore.scoring.climbing import Ladder, make_ladder
from iecscore.scoring.methods import METHODS, score_field
from iecscore.scoring.redistribution import redistribute
from iecscore.weights.shares import assemble, share_equally

DRAWS = 200
WEIGHTS = draw_weights(DRAWS)


def score(field, weights=WEIGHTS, **told):
    return score_scenarios(Plan(field, Listed(weights), **told), 0, DRAWS)[0]


def loop(field, weights=WEIGHTS):
    """As an evaluation scores, draw by draw."""
    leagues = [(str(number),) for number in field.league]
    shapes = [shape_weights(field, row) for row in weights]
    return np.array([score_field(field.method, field.scores, shape, redistribute(field.scores, shape, field.least), leagues) for shape in shapes])


def test_topsis_is_a_plain_loop_over_measure_topsis_and_ranks_are_equal():
    field = draw_field(200)
    plain = np.array([measure_topsis(field.scores, row).score for row in WEIGHTS])
    found = score(field)
    np.testing.assert_allclose(found, plain, rtol=0, atol=1e-12)
    assert np.array_equal(place(found).by_unit(), [rank_scores(row) for row in plain])


def test_topsis_is_pymcdms_with_roots_of_the_weights_and_the_ideals_as_rows():
    field = draw_field(200)
    rows = np.vstack([field.scores, np.ones(len(CRITERIA)), np.zeros(len(CRITERIA))])
    method = TOPSIS(lambda column, cost=False: column)  # noqa: ARG005 - their signature
    theirs = np.array([method(rows, np.sqrt(row), np.ones(len(CRITERIA)), validation=False)[:200] for row in WEIGHTS])
    found = score(field)
    np.testing.assert_allclose(found / 100, theirs, rtol=0, atol=1e-12)
    assert np.array_equal(place(found).by_unit(), [rank_scores(row) for row in theirs])


def test_the_weighted_mean_is_a_plain_loop():
    field = draw_field(method="weighted-mean")
    np.testing.assert_allclose(score(field), [measure_mean(field.scores, row).score for row in WEIGHTS], rtol=0, atol=1e-12)


def test_a_unit_at_an_ideal_scores_its_end():
    field = Field(np.array([[0.0, 0.0], [1.0, 1.0]]), np.zeros(2), np.zeros(2))
    assert score(field, draw_weights(3, 2)).tolist() == [[0.0, 100.0]] * DRAWS


@pytest.mark.parametrize("method", [method for method in METHODS if method != "index"])
def test_gaps_hand_their_weight_on_as_an_evaluation_has_it(method):
    field = draw_field(share=0.2, method=method, least=0.4)
    found, plain = score(field), loop(field)
    assert np.array_equal(np.isnan(found), np.isnan(plain))
    assert 0.05 < np.isnan(found).mean() < 0.95
    np.testing.assert_allclose(found, plain, rtol=0, atol=1e-11)
    assert np.array_equal(place(found).by_unit(), [rank_scores(row) for row in plain])


def test_criteria_of_weight_0_keep_nobody_out():
    field = draw_field(share=0.3, least=0.6)
    weights = WEIGHTS.copy()
    weights[:, CRITERIA != 3] = 0
    weights /= weights.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(score(field, weights), loop(field, weights), rtol=0, atol=1e-12)


def test_methods_that_compare_do_so_league_by_league():
    league = number_leagues([("north",), ("south",)] * 15)
    field = Field(draw_field().scores, league, CRITERIA, method="promethee")
    np.testing.assert_allclose(score(field), loop(field), rtol=0, atol=1e-12)


def test_a_tree_with_rules_of_its_own_is_climbed_in_every_scenario():
    scores = 0.1 + 0.9 * np.random.default_rng(3).random((8, 6))
    joints = dict.fromkeys(TREE.children, Aggregation("geometric"))
    ladder = make_ladder(TREE, assemble(TREE, share_equally(TREE), "equal"), joints)
    field = Field(scores, np.zeros(8), np.array([0, 0, 1, 1, 1, 2]))
    weights = draw_weights(DRAWS, 6)
    weights[5, :2] = 0
    weights[5] /= weights[5].sum()
    found = score(field, weights, scorer=ByLadder(ladder, -1.0))
    np.testing.assert_allclose(found, -np.exp(np.log(scores) @ weights.T).T, rtol=0, atol=1e-12)


def test_a_ladder_keeps_its_own_shares_under_a_node_without_weight():
    ladder = Ladder(TREE, share_equally(TREE), dict.fromkeys(TREE.children, Aggregation("arithmetic")))
    scores = np.array([[1.0, 0.5, 0.0, 0.0, 0.0, 0.2]])
    assert ByLadder(ladder)(scores, np.array([0.0, 0.0, 0.0, 0.0, 0.0, 1.0])) == pytest.approx([0.2])
