"""Scores that vary: reported values, gaps that are filled, replicates."""

import pickle

import numpy as np
import pytest

from drawn_fields import Listed, draw_weights
from iecscore.matrix.goalposts import score_values
from iecscore.robustness.data_sources import ComputedScores, ImputedScores, Replicates, ReportedValues, find_donors, lay_scales, measure_error
from iecscore.robustness.field import BLOCK, Field
from iecscore.robustness.points import Layout
from iecscore.robustness.running import Plan, score_scenarios
from iecscore.scoring import measure_topsis
from iecscore.system.indicators import Goalposts, Trapezoid

LAYOUT = Layout(5, (("bands", 6),))
CELLS = LAYOUT.cells("data")
BENEFIT, COST = Goalposts(zero=0, full=100), Goalposts(zero=50, full=10)
RANGE = Trapezoid(ideal={"low": 15, "high": 25}, limits={"low": 5, "high": 45})
UNITS = 12
VALUES = np.random.default_rng(1).uniform(0, 60, (3, UNITS))
POSTS = [[BENEFIT] * UNITS, [COST] * UNITS, [RANGE, COST] * (UNITS // 2)]
SCORES = np.array(
    [[score_values(np.array([value]), posts)[0] for value, posts in zip(*rows, strict=True)] for rows in zip(VALUES, POSTS, strict=True)]
)


def reported(values=VALUES, leaves=(0, 1, 2), **told):
    own = np.array(leaves)
    given = {"error": np.zeros(values.shape), "unit": np.zeros(len(own))} | told
    return ReportedValues(own, values, scales=lay_scales([POSTS[leaf] for leaf in leaves]), cells=CELLS, **given)


def change(source, first=0, last=BLOCK, scores=SCORES):
    return source.change(np.tile(scores, (last - first, 1, 1)), first, last)


def run(source, count=2048, scores=SCORES):
    return np.concatenate([change(source, first, first + BLOCK, scores) for first in range(0, count, BLOCK)])


def test_values_without_error_score_as_the_matrix_scores_them():
    assert np.array_equal(change(reported()), np.tile(SCORES, (BLOCK, 1, 1)))


def test_values_move_by_their_error_and_are_scored_anew():
    drawn = run(reported(error=measure_error(VALUES, 0.05)))
    scale = VALUES[0] / 100
    np.testing.assert_allclose(drawn[:, 0].mean(axis=0), scale, atol=0.004)
    np.testing.assert_allclose(drawn[:, 0].std(axis=0), 0.05 * scale, rtol=0.08)
    assert drawn.min() >= 0
    assert drawn.max() <= 1


def test_an_error_has_a_relative_and_a_fixed_part():
    np.testing.assert_allclose(measure_error(np.array([[30.0, -40.0]]), 0.1, 4.0), [[5.0, np.hypot(4, 4)]])


def test_a_rounded_value_is_anywhere_within_half_a_unit():
    drawn = run(reported(unit=np.array([10.0, 0, 0])))
    moved = drawn[:, 0] * 100 - VALUES[0]
    inside = VALUES[0] > 6
    assert np.abs(moved).max() <= 5 + 1e-9
    np.testing.assert_allclose(moved[:, inside].std(axis=0), 10 / np.sqrt(12), rtol=0.06)
    assert np.array_equal(drawn[:, 1:], np.tile(SCORES[1:], (2048, 1, 1)))


def test_what_was_not_reported_keeps_its_score():
    values = VALUES.copy()
    values[0, 3] = np.nan
    drawn = change(reported(values, error=np.ones(VALUES.shape)))
    assert (drawn[:, 0, 3] == SCORES[0, 3]).all()
    assert (drawn[:, 0, 4] != SCORES[0, 4]).all()
    part = change(reported(VALUES[1:2], leaves=(1,), error=np.ones((1, UNITS))))
    assert np.array_equal(part[:, [0, 2]], np.tile(SCORES[[0, 2]], (BLOCK, 1, 1)))


def test_leaves_may_come_in_any_order():
    own = reported(VALUES[[2, 0, 1]], leaves=(2, 0, 1))
    assert np.array_equal(change(own), np.tile(SCORES, (BLOCK, 1, 1)))


def test_goalposts_move_within_their_band_and_alike_for_all():
    source = reported(band=0.1, points=LAYOUT.points("bands"))
    drawn = run(source)
    np.testing.assert_allclose(drawn[:, 2, ::2], np.tile(SCORES[2, ::2], (2048, 1)))
    steps = 0.1 * (2 * LAYOUT.points("bands").draw(0, BLOCK) - 1)
    zero, full = 100 * steps[:, 0], 100 + 100 * steps[:, 1]
    expected = np.clip((VALUES[0] - zero[:, None]) / (full - zero)[:, None], 0, 1)
    np.testing.assert_allclose(drawn[:BLOCK, 0], expected)


def test_gaps_are_filled_by_a_mean_and_its_error_within_0_and_1():
    scores = SCORES.copy()
    scores[0, 1] = scores[2, 5] = np.nan
    source = ImputedScores(np.array([0, 2]), np.array([1, 5]), np.array([0.5, 0.98]), np.array([0.1, 0.1]), CELLS)
    drawn = run(source, scores=scores)
    assert not np.isnan(drawn).any()
    assert drawn[:, 0, 1].mean() == pytest.approx(0.5, abs=0.01)
    assert drawn[:, 0, 1].std() == pytest.approx(0.1, rel=0.1)
    assert drawn[:, 2, 5].max() == 1


def gappy():
    scores = np.array([[0.1, 0.9], [0.2, np.nan], [0.3, 0.7], [np.nan, np.nan], [0.5, 0.4]])
    return Field(scores, np.array([0, 0, 0, 0, 1]), np.array([0, 1]))


def test_gaps_are_filled_by_donors_of_the_league():
    field = gappy()
    drawn = run(find_donors(field, CELLS), scores=field.scores.T)
    assert set(drawn[:, 1, 1].tolist()) == {0.9, 0.7}
    assert set(drawn[:, 0, 3].tolist()) == {0.1, 0.2, 0.3}
    np.testing.assert_allclose((drawn[:, 0, 3] == 0.1).mean(), 1 / 3, atol=0.03)


def test_donors_give_the_score_they_have_in_the_scenario():
    field = gappy()
    moved = np.tile(field.scores.T, (BLOCK, 1, 1)) + np.arange(BLOCK)[:, None, None] / 100
    filled = find_donors(field, CELLS).change(moved, 0, BLOCK)
    expected = np.array([0.9, 0.7]) + np.arange(BLOCK)[:, None] / 100
    assert np.isclose(filled[:, 1, 1][:, None], expected).any(axis=1).all()


def test_only_gaps_that_are_marked_are_filled_and_one_without_donors_stays():
    field = gappy()
    marked = np.zeros((5, 2), dtype=bool)
    marked[3, 0] = True
    drawn = change(find_donors(field, CELLS, marked), scores=field.scores.T)
    assert np.isnan(drawn[:, 1]).any(axis=0).tolist() == [False, True, False, True, False]
    alone = Field(np.array([[np.nan], [0.2]]), np.array([0, 1]), np.array([0]))
    assert np.isnan(change(find_donors(alone, CELLS), scores=alone.scores.T)[:, 0, 0]).all()


def test_replicates_are_used_in_turn_and_then_in_another_order():
    figures = np.arange(40.0)[:, None, None] * np.ones((40, 1, UNITS)) / 100
    drawn = run(Replicates(np.array([1]), figures, CELLS), 96)[:, 1, 0] * 100
    assert np.round(drawn[:40]).astype(int).tolist() == list(range(40))
    again = np.round(drawn[40:80]).astype(int).tolist()
    assert sorted(again) == list(range(40))
    assert again != list(range(40))


def count_up(first, last):
    return np.arange(first, last)[:, None, None] * np.ones((1, 1, UNITS)) / 1000


def test_scores_may_come_from_a_function_of_the_index():
    source = pickle.loads(pickle.dumps(ComputedScores(np.array([2]), count_up)))  # noqa: S301 - our own bytes
    assert change(source, 32, 48)[:, 2, 0].tolist() == [number / 1000 for number in range(32, 48)]


def test_each_scenario_is_scored_on_its_own_data_with_its_own_weights():
    weights = draw_weights(256, 3)
    field = Field(SCORES.T, np.zeros(UNITS), np.array([0, 0, 1]))
    source = reported(error=measure_error(VALUES, 0.1))
    found, _ = score_scenarios(Plan(field, Listed(weights), (source,)), 0, 200)
    data = run(source, 208)[:200]
    plain = [measure_topsis(own.T, row).score for own, row in zip(data, weights, strict=False)]
    np.testing.assert_allclose(found, plain, rtol=0, atol=1e-12)


def test_gaps_that_come_and_go_hand_their_weight_on_in_their_scenario():
    figures = np.random.default_rng(2).random((32, 3, UNITS))
    figures[np.random.default_rng(3).random(figures.shape) < 0.3] = np.nan
    field, weights = Field(SCORES.T, np.zeros(UNITS), np.array([0, 0, 1]), least=0.3), draw_weights(256, 3)
    source = Replicates(np.arange(3), figures, CELLS)
    found, _ = score_scenarios(Plan(field, Listed(weights), (source,)), 0, 32)
    for scenario in range(32):
        alone = Field(figures[scenario].T, np.zeros(UNITS), np.array([0, 0, 1]), least=0.3)
        expected = score_scenarios(Plan(alone, Listed(weights[[scenario]])), 0, 1)[0][0]
        np.testing.assert_allclose(found[scenario], expected, atol=1e-12)
    slow = score_scenarios(Plan(Field(SCORES.T, np.zeros(UNITS), np.zeros(3), method="topsis-vector"), Listed(weights), (source,)), 0, 16)[0]
    assert slow.shape == (16, UNITS)
