"""The data design: what varies does, what does not stays, and each part draws by streams of its own."""

import numpy as np
import pytest

from drawn_ground import FIGURES, GAP, LEAGUES, LEAVES, draw_doubt, draw_panel, draw_round, survey_indicator
from iecscore.robustness.data_design import EXPERTS, GAPS, PARTS, RESPONDENTS, Sampled, design_data, judge_each
from iecscore.robustness.data_design import FIGURES as REPORTED
from iecscore.robustness.running import score_scenarios
from iecscore.robustness.weight_sources import BoundedWeights, JudgedWeights
from iecscore.scoring.ranks import rank_in_leagues
from iecscore.weights import AHP

GAPPED = {**FIGURES, "U2": (GAP, 75, 65, 80, 60, 65)}


def draw(ground, *parts, judgements=None, sampled=None, other=(), seed=0, count=256):
    plan = design_data(ground, ground.system.robustness.data, seed, judgements, sampled, parts, other)
    return score_scenarios(plan, 0, count)


def spread(ground, *parts, **told):
    return draw(ground, *parts, **told)[0].std(axis=0)


def test_who_is_ranked_does_not_hang_on_the_weights_of_a_scenario():
    """Two of three leaves at the threshold of the criterion: other weights would now reach it, now miss it."""
    ground, evaluation = draw_round({**FIGURES, "U2": (GAP, 75, 65, 80, 60, 65)}, accepted=[("U2", "A1")], doubt=draw_doubt(weight_bound=0.5))
    assert evaluation.ranking[1].rank
    assert np.isfinite(draw(ground, EXPERTS)[0]).all()


@pytest.mark.parametrize("method", ["topsis", "weighted-mean", "geometric-mean", "gra", "vikor", "promethee", "topsis-vector"])
def test_with_every_part_off_each_scenario_is_the_evaluation(method):
    ground, evaluation = draw_round(GAPPED, leagues=LEAGUES, method=method)
    scores, weights = draw(ground, count=20)
    ranks = {row.unit: row.rank for row in evaluation.ranking}
    assert all(rank_in_leagues(row, ground.leagues).tolist() == [ranks[unit] for unit in GAPPED] for row in scores)
    np.testing.assert_allclose(weights, np.tile(ground.overall, (20, 1)), rtol=0, atol=1e-15)


def test_what_the_system_switches_off_stays_as_it_is():
    ground, _ = draw_round(doubt=draw_doubt(figures=False, experts=False, gaps=False))
    assert np.all(spread(ground, *PARTS) < 1e-12)


def test_a_gap_makes_its_unit_spread_and_no_other():
    ground, _ = draw_round(GAPPED)
    found = spread(ground, GAPS)
    assert found[1] > 1
    assert np.all(np.delete(found, 1) < 1e-12)


def test_a_gap_takes_scores_of_its_own_league_alone():
    ground, _ = draw_round(GAPPED, leagues=LEAGUES)
    seen = np.unique(np.round(draw(ground, GAPS)[0][:, 1], 9))
    own = ground.scores.values[1]
    assert set(seen) == {round(100 * float(ground.overall @ np.where(np.isnan(own), donor, own)), 9) for donor in (0.9, 0.5)}


def test_a_gap_with_an_accepted_reason_is_not_filled():
    ground, _ = draw_round(GAPPED, accepted=[("U2", "A1")])
    assert np.all(spread(ground, GAPS) < 1e-12)


def test_a_round_without_gaps_has_nothing_to_fill():
    ground, _ = draw_round()
    assert design_data(ground, ground.system.robustness.data, 0, None, None, (GAPS,)).data == ()


def test_a_unit_that_is_not_ranked_stays_so():
    ground, evaluation = draw_round({**FIGURES, "U4": (GAP, GAP, GAP, 45, 25, 40)})
    scores, _ = draw(ground, *PARTS)
    assert np.isnan(scores[:, 3]).all()
    assert np.isfinite(np.delete(scores, 3, axis=1)).all()
    assert [row.rank is None for row in evaluation.ranking] == [False, False, False, True, False]


def test_figures_move_by_their_error_and_not_beyond_what_it_says():
    ground, _ = draw_round(doubt=draw_doubt(figure_error=0.02, rounding=False))
    found = spread(ground, REPORTED, count=2048)
    expected = 100 * np.sqrt(((ground.overall * 0.02 * ground.scores.values) ** 2).sum(axis=1))
    np.testing.assert_allclose(found, expected, rtol=0.06)


def test_without_error_only_the_last_digit_told_is_in_doubt():
    ground, _ = draw_round(doubt=draw_doubt(figure_error=0.0), changed={})
    scores, _ = draw(ground, REPORTED)
    away = np.abs(scores - 100 * ground.scores.values @ ground.overall)
    half = max(0.5 * 10.0 ** -ground.system.indicators[code].decimals for code in LEAVES)
    assert 0 < away.max() <= half + 1e-9


def test_survey_values_are_no_reported_figures():
    ground, _ = draw_round(changed={"C1": survey_indicator("R")}, tree={"E": {"C": ["C1"]}}, figures={"U1": (40,), "U2": (60,)})
    assert np.all(spread(ground, REPORTED) < 1e-12)


def test_the_samples_of_respondents_enter_as_they_come():
    values = np.array([[[70.0], [60.0]], [[80.0], [20.0]]])
    ground, _ = draw_round({"U1": (40,), "U2": (60,), "U3": (10,)}, changed={"C1": survey_indicator("R")}, tree={"E": {"C": ["C1"]}})
    scores, _ = draw(ground, RESPONDENTS, sampled=Sampled(("U1", "U2"), ("C1",), values))
    assert {tuple(row) for row in np.round(scores, 9).tolist()} == {(70.0, 60.0, 10.0), (80.0, 20.0, 10.0)}


@pytest.mark.parametrize("sampled", [None, Sampled(("U1",), ("Z9",), np.zeros((3, 1, 1))), Sampled(("U1",), ("C1",), np.zeros((0, 1, 1)))])
def test_without_samples_of_its_surveys_respondents_change_nothing(sampled):
    ground, _ = draw_round({"U1": (40,), "U2": (60,)}, changed={"C1": survey_indicator("R")}, tree={"E": {"C": ["C1"]}})
    assert np.all(spread(ground, RESPONDENTS, sampled=sampled) == 0)


def test_several_judges_are_drawn_anew_where_the_weights_are_theirs():
    panel = draw_panel(("x", 3), ("y", 0.5), ("z", 1))
    ground, _ = draw_round(weights=AHP, judgements=panel)
    plan = design_data(ground, ground.system.robustness.data, 0, panel, None, (EXPERTS,))
    assert isinstance(plan.weights, JudgedWeights)
    assert plan.weights.judges == 3
    drawn = plan.weights.draw(0, 256)
    assert set(np.round(drawn[:, 5], 9)) >= {0.25, round(2 / 3, 9), 0.5}


@pytest.mark.parametrize(("weights", "panel"), [("neutral", [("x", 3), ("y", 0.5)]), (AHP, [("x", 3)]), ("ahp+critic", [("x", 3), ("y", 0.5)])])
def test_else_each_weight_stays_within_its_bound(weights, panel):
    judgements = draw_panel(*panel)
    ground, _ = draw_round(weights=weights, judgements=judgements)
    plan = design_data(ground, ground.system.robustness.data, 0, judgements, None, (EXPERTS,))
    assert isinstance(plan.weights, BoundedWeights)
    drawn = plan.weights.draw(0, 256)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    assert drawn.std(axis=0).min() > 0
    assert (drawn / ground.overall).max() <= (1.25 / 0.75) ** 3


def test_orders_of_weights_are_kept_and_those_of_other_trees_passed_over():
    ground, _ = draw_round(doubt=draw_doubt(order=("E >= D", "Z >= Y")))
    drawn = draw(ground, EXPERTS)[1]
    assert (drawn[:, 5] >= 0.5).all()
    assert drawn[:, 5].std() > 0


def test_a_judge_who_left_a_parent_out_has_no_row_there():
    whole, part = draw_panel(("x", 3)), draw_panel(("y", 2), parents=(("ROOT", "D", "E"),))
    ground, _ = draw_round()
    found = judge_each(ground.tree, type(whole)(whole.comparisons + part.comparisons))
    assert np.isfinite(found["ROOT"]).all()
    assert np.isnan(found["B"][1]).all()
    assert "C" not in found


@pytest.mark.parametrize("part", [REPORTED, GAPS, EXPERTS])
def test_drawn_once_more_a_part_is_independent_of_what_it_was(part):
    ground, _ = draw_round({code: (GAP, *row[1:]) if code in {"U2", "U4"} else row for code, row in FIGURES.items()})
    once, more = draw(ground, part, count=2048)[0], draw(ground, part, other=(part,), count=2048)[0]
    moved = once.std(axis=0) > 1e-9
    assert moved.any()
    for column in np.flatnonzero(moved):
        assert abs(np.corrcoef(once[:, column], more[:, column])[0, 1]) < 0.1


def test_samples_of_respondents_are_taken_in_another_order_once_more():
    values = np.random.default_rng(5).uniform(20, 80, (200, 2, 1))
    ground, _ = draw_round({"U1": (40,), "U2": (60,)}, changed={"C1": survey_indicator("R")}, tree={"E": {"C": ["C1"]}})
    sampled = Sampled(("U1", "U2"), ("C1",), values)
    once, more = (draw(ground, RESPONDENTS, sampled=sampled, other=other, count=200)[0] for other in ((), (RESPONDENTS,)))
    assert abs(np.corrcoef(once[:, 0], more[:, 0])[0, 1]) < 0.25
    assert set(np.round(more[:, 0], 9)) <= set(np.round(values[:, 0, 0], 9))


def test_a_scenario_depends_on_the_seed_and_its_number_alone():
    ground, _ = draw_round(GAPPED)
    assert np.array_equal(draw(ground, *PARTS)[0], draw(ground, *PARTS, count=512)[0][:256])
    assert not np.array_equal(draw(ground, *PARTS)[0], draw(ground, *PARTS, seed=1)[0])
