"""What leaving one part out does: of the tree, of the panel, of those who answered; and what turns two units round."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import brentq

from closed_swaps import set_weight, swap_closeness_by_weight, swap_means_by_weight
from drawn_fields import draw_field, draw_weights
from drawn_ground import FIGURES, GAP, LEAGUES, draw_indicator, draw_panel, draw_round, survey_indicator
from iecscore.robustness.data_design import Sampled
from iecscore.robustness.field import Field
from iecscore.robustness.parts_left_out import leave_out
from iecscore.robustness.setting_against import ByMethod
from iecscore.robustness.structure import find_levers, find_swaps, try_reversals
from iecscore.robustness.weight_turns import turn_by_weight
from iecscore.scoring.ranks import rank_in_leagues
from iecscore.weights import AHP

ALONE = {"E": {"C": ["C1", "C2"]}}


def told(found, kind):
    return {item.part: item for item in found if item.kind == kind}


def ranks_of(evaluation):
    return np.array([row.rank or 0 for row in evaluation.ranking])


def test_each_part_of_the_tree_is_left_out_and_what_is_left_keeps_its_proportions():
    ground, _ = draw_round({"U1": (90, 80, 70, 60, 85, 10), "U2": (70, 75, 65, 80, 60, 65), "U3": (50, 55, 60, 40, 65, 55)})
    found = list(leave_out(ground, None, {}))
    assert [item.kind for item in found] == ["indicator"] * 6 + ["criterion"] * 3 + ["dimension"] * 2
    weights = ground.overall * [1, 1, 1, 1, 1, 0]
    moved = rank_in_leagues(ground.scores.values @ weights, ground.leagues) - rank_in_leagues(ground.scores.values @ ground.overall, ground.leagues)
    for kind, part in (("indicator", "C1"), ("criterion", "C"), ("dimension", "E")):
        item = told(found, kind)[part]
        assert (item.largest, item.mean) == (np.abs(moved).max(), pytest.approx(np.abs(moved).mean()))
        assert item.unit == ground.units[np.abs(moved).argmax()].code


def test_ranks_without_a_part_are_within_leagues():
    ground, _ = draw_round(leagues=LEAGUES)
    assert max(item.largest for item in leave_out(ground, None, {})) <= 2


def test_where_all_goes_nobody_is_ranked():
    ground, _ = draw_round({"U1": (40, 60), "U2": (60, 20)}, tree=ALONE)
    assert told(leave_out(ground, None, {}), "dimension")["E"] == type(next(leave_out(ground, None, {})))("dimension", "E", None, None, "")


def test_without_one_expert_the_weights_are_those_of_the_others():
    panel = draw_panel(("x", 9), ("y", 1 / 9))
    figures = {"U1": (90, 90, 90, 90, 90, 20), "U2": (20, 20, 20, 20, 20, 80), "U3": (60, 60, 60, 60, 60, 60)}
    ground, evaluation = draw_round(figures, weights=AHP, judgements=panel)
    found = told(leave_out(ground, panel, {}), "expert")
    assert list(found) == ["x", "y"]
    for left, kept in (("x", ("y", 1 / 9)), ("y", ("x", 9))):
        _, without = draw_round(figures, weights=AHP, judgements=draw_panel(kept))
        assert found[left].largest == np.abs(ranks_of(without) - ranks_of(evaluation)).max()
    assert found["x"].largest > 0


@pytest.mark.parametrize(("weights", "experts"), [("neutral", [("x", 2), ("y", 3)]), (AHP, [("x", 2)])])
def test_no_expert_is_left_out_where_the_weights_are_not_theirs_or_nobody_would_be_left(weights, experts):
    panel = draw_panel(*experts)
    ground, _ = draw_round(weights=weights, judgements=panel)
    assert told(leave_out(ground, panel, {}), "expert") == {}


def test_without_one_group_of_respondents_the_others_decide():
    ground, _ = draw_round({"U1": (40, 50), "U2": (60, 50)}, tree=ALONE, changed={"C1": survey_indicator("R", "P")})
    others = {"R": Sampled(("U1", "U2"), ("C1",), np.array([[[90.0], [10.0]]]))}
    assert told(leave_out(ground, None, others), "group")["R"].largest == 1


def test_an_indicator_that_one_group_alone_tells_goes_with_it():
    ground, _ = draw_round({"U1": (40, 50), "U2": (60, 45)}, tree=ALONE, changed={"C1": survey_indicator("R")})
    others = {"R": Sampled(("U1", "U2"), ("C1",), np.full((1, 2, 1), np.nan))}
    found = list(leave_out(ground, None, others))
    assert told(found, "group")["R"].largest == told(found, "indicator")["C1"].largest == 1


def test_a_gap_is_not_filled_by_leaving_a_group_out():
    ground, _ = draw_round({"U1": (GAP, 50), "U2": (60, 50), "U3": (20, 50)}, tree=ALONE, changed={"C1": survey_indicator("R", "P")})
    others = {"R": Sampled(("U1", "U2", "U3"), ("C1",), np.array([[[99.0], [60.0], [20.0]]]))}
    assert told(leave_out(ground, None, others), "group")["R"].largest == 0


CLOSED = {"topsis": swap_closeness_by_weight, "weighted-mean": swap_means_by_weight}


@pytest.mark.parametrize("method", CLOSED)
def test_weights_that_turn_a_pair_equal_the_closed_forms_where_nothing_is_missing(method):
    found = []
    for seed in range(5):
        field, weights = draw_field(2, seed=seed, method=method), draw_weights(1, seed=seed)[0]
        found.append(turn_by_weight(field, weights))
        np.testing.assert_allclose(found[-1], CLOSED[method](*field.scores, weights), atol=1e-8)
    assert np.isfinite(found).any()


def search(field, weights, leaf):
    """The nearest change of sign of the lead, step by step and then by Brent's method."""

    def lead(value):
        first, second = ByMethod(field)(field.scores, set_weight(weights, leaf, value))
        return first - second

    found = []
    for end in (0.0, 1.0):
        places = np.linspace(weights[leaf], end, 65)
        turned = [pair for pair in pairwise(places.tolist()) if lead(pair[0]) * lead(pair[1]) < 0]
        found += [brentq(lead, *turned[0], xtol=1e-12)] if turned else []
    return min(found, key=lambda root: abs(root - weights[leaf]), default=np.nan)


@pytest.mark.parametrize("method", ["topsis", "geometric-mean", "gra"])
def test_with_gaps_they_equal_those_found_one_by_one(method):
    field, weights = draw_field(2, share=0.2, seed=3, method=method), draw_weights(1)[0]
    np.testing.assert_allclose(turn_by_weight(field, weights), [search(field, weights, leaf) for leaf in range(len(weights))], atol=1e-8)


def test_a_tie_exactly_at_a_step_is_seen():
    field = Field(np.array([[1.0, 0.0], [0.0, 1.0]]), np.zeros(2, dtype=int), np.array([0, 1]), method="weighted-mean")
    np.testing.assert_allclose(turn_by_weight(field, np.array([0.25, 0.75])), [0.5, 0.5])


def test_one_leaf_alone_and_units_alike_are_turned_by_no_weight():
    alone = Field(np.array([[1.0], [0.0]]), np.zeros(2, dtype=int), np.array([0]), method="weighted-mean")
    assert np.isnan(turn_by_weight(alone, np.array([1.0]))).all()
    alike = Field(np.full((2, 2), 0.5), np.zeros(2, dtype=int), np.array([0, 1]), method="topsis")
    assert np.isnan(turn_by_weight(alike, np.array([0.5, 0.5]))).all()


def test_what_turns_neighbours_turns_them():
    ground, evaluation = draw_round()
    swaps = list(find_swaps(ground, ranks_of(evaluation)))
    assert [(swap.first, swap.second) for swap in swaps] == [("U1", "U2"), ("U2", "U5"), ("U5", "U3"), ("U3", "U4")]
    place = {unit.code: row for row, unit in enumerate(ground.units)}
    for swap in (swap for swap in swaps if swap.value_of):
        raised = {code: list(FIGURES[code]) for code in FIGURES}
        raised[swap.second][ground.tree.indicators.index(swap.value_of)] = swap.value_needed
        scores = draw_round(raised)[0].scores.values @ ground.overall
        assert scores[place[swap.first]] == pytest.approx(scores[place[swap.second]], abs=1e-6)


def test_pairs_on_an_ideal_interval_are_told_by_the_side_their_value_stands_on():
    ideal = draw_indicator() | {"direction": "interval", "trapezoid": {"limits": [0, 100], "ideal": [40, 60]}}
    del ideal["goalposts"]
    ground, evaluation = draw_round({"U1": (45, 50), "U2": (20, 50), "U3": (95, 50)}, tree=ALONE, changed={"C1": ideal})
    swaps = {swap.second: swap for swap in find_swaps(ground, ranks_of(evaluation))}
    assert (swaps["U2"].value_of, swaps["U3"].value_of) == ("C1", "C1")
    assert swaps["U2"].value_needed == pytest.approx(40)
    assert 60 < swaps["U3"].value_needed < 95


def test_methods_that_set_units_against_each_other_have_neither_swaps_nor_levers():
    ground, evaluation = draw_round(method="vikor")
    assert list(find_swaps(ground, ranks_of(evaluation))) == []
    assert list(find_levers(ground, ground.scores.values, ground.scores.values)) == []


def test_the_figure_that_moves_a_unit_most_is_told_with_the_ranks_it_reaches():
    ground, _ = draw_round()
    low, high = ground.scores.values.copy(), ground.scores.values.copy()
    low[0, 5], high[0, 5] = 0.0, 1.0
    levers = {lever.unit: lever for lever in find_levers(ground, low, high)}
    assert (levers["U1"].indicator, levers["U1"].best) == ("C1", 1)
    assert levers["U1"].worst > 1


def test_a_fixed_scale_lets_no_units_turn_round_and_few_units_are_not_tested():
    ground, _ = draw_round(leagues=LEAGUES, method="topsis")
    found = list(try_reversals(ground))
    assert [(item.league, item.test) for item in found] == [(("one",), test) for test in ("drop", "clone", "dominated")]
    assert all(item.compared > 0 and item.turned == 0 for item in found)


def test_a_unit_that_leaves_moves_others_only_where_units_are_compared():
    figures = {"U1": (90, 10), "U2": (20, 80), "U3": (50, 55), "U4": (5, 95)}
    alone = {}
    for method in ("topsis", "topsis-vector"):
        ground, _ = draw_round(figures, tree=ALONE, method=method)
        alone[method] = told(leave_out(ground, None, {}), "unit")
    assert alone["topsis"] == {}
    assert set(alone["topsis-vector"]) == set(figures)
