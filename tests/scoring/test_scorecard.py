"""Redistribution, scores, ranks, coverage, withheld criteria and the lowest case, with the arithmetic in sight."""

from math import sqrt

import numpy as np
import pytest

from iecscore.matrix import Dues, find_dues
from iecscore.problems import Misuse
from iecscore.scoring import INDEX, METHODS, Rules, score_units
from iecscore.system.model import Tier
from iecscore.values import Matrix, Unit
from iecscore.weights import Tree, weigh_declared

TREE = Tree("site", {"ROOT": ("P", "Q"), "P": ("P1", "P2"), "Q": ("Q1",), "P1": ("a", "b"), "P2": ("c",), "Q1": ("d", "e")})
WEIGHTS = weigh_declared(TREE, {"ROOT": {"P": 0.6, "Q": 0.4}, "P1": {"a": 0.7, "b": 0.3}}, "drawn")
TIERS = tuple(Tier.model_validate({"key": key, "name": {"en": key, "zh": key}, "from": cut}) for key, cut in (("A", 80), ("B", 60), ("C", 40)))
GAP = np.nan


def card(rows, *, method="topsis", leagues=None, accepted=(), core="abcde", least=0.6, owed_is_zero=False, told=None):
    """Score units U0, U1, ... on a, b, c, d, e."""
    units = [Unit(f"U{number}", "site", "", "a", (league,)) for number, league in enumerate(leagues or ["one"] * len(rows))]
    scores = Matrix(np.array(rows, dtype=float), tuple(unit.code for unit in units), tuple("abcde"))
    excused = np.zeros(scores.values.shape, dtype=bool)
    for cell in accepted:
        excused[cell] = True
    shares = np.ones(scores.values.shape) if told is None else np.array(told, dtype=float)
    return score_units(scores, TREE, WEIGHTS, units, find_dues(scores, excused, shares, frozenset(core)), Rules(method, least, TIERS, owed_is_zero))


def nodes(scorecard, unit="U0"):
    return {item.node: item.score for item in scorecard.nodes if item.unit == unit}


def test_overall_weights_of_the_case():
    assert [WEIGHTS.overall(code) for code in "abcde"] == pytest.approx([0.6 * 0.5 * 0.7, 0.6 * 0.5 * 0.3, 0.6 * 0.5, 0.4 * 0.5, 0.4 * 0.5])


def test_the_weighted_mean_is_the_weighted_mean():
    row = card([[0.5, 1, 0.2, 0.8, 0.4]], method="weighted-mean").ranking[0]
    assert row.score == pytest.approx(100 * (0.21 * 0.5 + 0.09 * 1 + 0.3 * 0.2 + 0.2 * 0.8 + 0.2 * 0.4))
    assert (row.rank, row.coverage, row.withheld, row.missing) == (1, pytest.approx(1), (), ())


def test_topsis_measures_the_way_to_fixed_ideals_with_weights_as_they_are():
    row = card([[0.5, 1, 0.2, 0.8, 0.4]]).ranking[0]
    to_best = sqrt(0.21 * 0.5**2 + 0.09 * 0 + 0.3 * 0.8**2 + 0.2 * 0.2**2 + 0.2 * 0.6**2)
    to_worst = sqrt(0.21 * 0.5**2 + 0.09 * 1 + 0.3 * 0.2**2 + 0.2 * 0.8**2 + 0.2 * 0.4**2)
    assert row.score == pytest.approx(100 * to_worst / (to_best + to_worst))


def test_contributions_are_shares_of_the_squared_distances():
    found = {item.indicator: item for item in card([[0.5, 1, 0.2, 0.8, 0.4]]).contributions}
    short = 0.21 * 0.25 + 0.3 * 0.64 + 0.2 * 0.04 + 0.2 * 0.36
    long = 0.21 * 0.25 + 0.09 + 0.3 * 0.04 + 0.2 * 0.64 + 0.2 * 0.16
    assert found["c"].holds_back == pytest.approx(0.3 * 0.64 / short)
    assert found["b"].carries == pytest.approx(0.09 / long)
    assert (found["c"].score, found["c"].weight) == (pytest.approx(20), pytest.approx(0.3))
    assert sum(item.holds_back for item in found.values()) == pytest.approx(1)
    assert sum(item.carries for item in found.values()) == pytest.approx(1)


def test_perfect_and_empty_units_reach_the_ends():
    rows = card([[1] * 5, [0] * 5]).ranking
    assert [row.score for row in rows] == [100, 0]
    perfect = [item for item in card([[1] * 5]).contributions if item.holds_back]
    assert perfect == []


def test_a_gap_hands_its_weight_on_within_the_criterion():
    # b is missing: a stands for the whole of P1; 0.7 of P1 is there, so P1 is not withheld
    scorecard = card([[0.5, GAP, 0.2, 0.8, 0.4]], method="weighted-mean")
    row = scorecard.ranking[0]
    assert row.score == pytest.approx(100 * (0.3 * 0.5 + 0.3 * 0.2 + 0.2 * 0.8 + 0.2 * 0.4))
    assert row.coverage == pytest.approx(1 - 0.09)
    assert row.missing == ("b",)
    assert [item.weight for item in scorecard.contributions] == pytest.approx([0.3, 0.3, 0.2, 0.2])
    assert nodes(scorecard)["P1"] == pytest.approx(50)


def test_topsis_uses_the_same_redistributed_weights():
    row = card([[0.5, GAP, 0.2, 0.8, 0.4]]).ranking[0]
    to_best = sqrt(0.3 * 0.5**2 + 0.3 * 0.8**2 + 0.2 * 0.2**2 + 0.2 * 0.6**2)
    to_worst = sqrt(0.3 * 0.5**2 + 0.3 * 0.2**2 + 0.2 * 0.8**2 + 0.2 * 0.4**2)
    assert row.score == pytest.approx(100 * to_worst / (to_best + to_worst))


def test_node_scores_are_weighted_means_of_goalpost_scores():
    found = nodes(card([[0.5, 1, 0.2, 0.8, 0.4]]))
    first = 100 * (0.7 * 0.5 + 0.3 * 1)
    assert found == {
        "P": pytest.approx((first + 20) / 2),
        "Q": pytest.approx(60),
        "P1": pytest.approx(first),
        "P2": pytest.approx(20),
        "Q1": pytest.approx(60),
    }


def test_a_criterion_below_its_coverage_is_withheld_and_its_unit_not_ranked():
    # a is missing: 0.3 of P1 is there, less than 0.6
    scorecard = card([[GAP, 1, 0.2, 0.8, 0.4], [0.1] * 5])
    row = scorecard.ranking[0]
    assert (row.score, row.rank, row.lowest_score, row.lowest_rank, row.tier) == (None, None, None, None, "")
    assert (row.withheld, row.missing) == (("P1",), ("a",))
    assert scorecard.ranking[1].rank == 1
    found = nodes(scorecard)
    assert (found["P1"], found["P"]) == (None, None)
    assert (found["P2"], found["Q"]) == (pytest.approx(20), pytest.approx(60))
    assert {item.unit for item in scorecard.contributions} == {"U1"}


def test_coverage_of_nodes_is_the_weight_that_is_there():
    found = {item.node: item.coverage for item in card([[GAP, 1, 0.2, 0.8, 0.4]]).nodes}
    assert found == {"P": pytest.approx((0.3 + 1) / 2), "Q": 1, "P1": pytest.approx(0.3), "P2": 1, "Q1": 1}


def test_coverage_at_the_limit_is_enough():
    assert card([[0.5, GAP, 0.2, 0.8, 0.4]], least=0.7).ranking[0].rank == 1


def test_an_empty_criterion_is_withheld_whatever_the_limit():
    assert card([[0.5, 1, GAP, 0.8, 0.4]], least=0).ranking[0].withheld == ("P2",)


def test_tied_units_share_a_rank_and_the_next_rank_is_skipped():
    rows = card([[0.5] * 5, [0.9] * 5, [0.5] * 5, [0.1] * 5]).ranking
    assert [row.rank for row in rows] == [2, 1, 2, 4]


def test_units_are_ranked_in_their_own_league_only():
    rows = card([[0.5] * 5, [0.9] * 5, [0.1] * 5, [0.2] * 5], leagues=["x", "y", "x", "y"]).ranking
    assert [(row.league, row.rank) for row in rows] == [(("x",), 1), (("y",), 1), (("x",), 2), (("y",), 2)]


def test_in_the_lowest_case_a_missing_core_cell_scores_nothing_and_the_others_keep_their_scores():
    # regular: 0.6 everywhere -> 60; lowest: b counts 0 with its weight 0.09 -> 54.6
    rows = card([[0.6, GAP, 0.6, 0.6, 0.6], [0.55] * 5, [0.5] * 5, [0.58, GAP, 0.58, 0.58, 0.58]], method="weighted-mean").ranking
    assert [row.score for row in rows] == pytest.approx([60, 55, 50, 58])
    assert [row.lowest_score for row in rows] == pytest.approx([60 * 0.91, 55, 50, 58 * 0.91])
    assert [row.rank for row in rows] == [1, 3, 4, 2]
    # 54.6 is below 58 and 55; 52.78 is below 60 and 55, not below its rival's 54.6
    assert [row.lowest_rank for row in rows] == [3, 3, 4, 3]


def test_accepted_reasons_and_extended_indicators_cost_nothing_in_the_lowest_case():
    told = {"accepted": [(0, 1)]}, {"core": "acde"}
    for more in told:
        row = card([[0.6, GAP, 0.6, 0.6, 0.6]], method="weighted-mean", **more).ranking[0]
        assert row.lowest_score == row.score == pytest.approx(60)


@pytest.mark.parametrize(("score", "tier"), [(0.95, "A"), (0.8, "A"), (0.79, "B"), (0.4, "C"), (0.39, "")])
def test_tiers_are_declared_cut_offs(score, tier):
    assert card([[score] * 5], method="weighted-mean").ranking[0].tier == tier


def test_classical_topsis_stands_beside():
    rows = card([[0.5, 1, 0.2, 0.8, 0.4], [0.9, 0.4, 0.7, 0.6, 0.8]]).ranking
    a, b, weights = np.array([0.5, 1, 0.2, 0.8, 0.4]), np.array([0.9, 0.4, 0.7, 0.6, 0.8]), np.array([0.21, 0.09, 0.3, 0.2, 0.2])
    u, v = weights * a / np.sqrt(a**2 + b**2), weights * b / np.sqrt(a**2 + b**2)
    best, worst = np.maximum(u, v), np.minimum(u, v)
    near, far = np.linalg.norm(u - best), np.linalg.norm(u - worst)
    assert rows[0].other_score == pytest.approx(100 * far / (far + near))
    assert (rows[0].other_rank, rows[1].other_rank) == (2, 1)


def test_classical_topsis_ranks_when_asked_for_and_the_metric_form_stands_beside():
    told = [[0.5, 1, 0.2, 0.8, 0.4], [0.9, 0.4, 0.7, 0.6, 0.8], [0.9, GAP, 0.7, 0.6, 0.8]]
    metric, classical = card(told).ranking, card(told, method="topsis-vector").ranking
    assert [row.score for row in classical] == [row.other_score for row in metric]
    assert [row.other_score for row in classical] == [row.score for row in metric]
    assert (classical[2].rank, classical[2].missing) == (metric[2].other_rank, ("b",))
    assert (classical[0].lowest_score, classical[0].lowest_rank) == (classical[0].score, classical[0].rank)


def test_in_classical_topsis_a_gap_takes_the_units_own_score_of_the_criterion():
    # b is missing in U2: P1 there is 0.9, so that is what stands for b
    told = [[0.5, 1, 0.2, 0.8, 0.4], [0.9, 0.4, 0.7, 0.6, 0.8], [0.9, GAP, 0.3, 0.6, 0.8]]
    filled = [*told[:2], [0.9, 0.9, 0.3, 0.6, 0.8]]
    assert [row.other_score for row in card(told).ranking] == [row.other_score for row in card(filled).ranking]


def test_in_classical_topsis_the_lowest_case_scores_the_league_anew():
    told = [[0.5, 1, 0.2, 0.8, 0.4], [0.9, 0.4, 0.7, 0.6, 0.8], [0.8, GAP, 0.6, 0.6, 0.8], [0.7, 0.1, 0.3, 0.3, 0.6]]
    low = card([*told[:2], [0.8, 0, 0.6, 0.6, 0.8], told[3]], method="topsis-vector").ranking[2]
    row = card(told, method="topsis-vector").ranking[2]
    assert (row.lowest_score, row.lowest_rank) == (low.score, low.rank)
    assert row.lowest_score < row.score
    other = card(told, method="topsis-vector", leagues=["x", "x", "y", "y"]).ranking
    assert [item.rank for item in other] == [2, 1, 1, 2]


def test_an_indicator_without_weight_keeps_nobody_from_a_classical_figure():
    tree = Tree("site", {"ROOT": ("P",), "P": ("P1",), "P1": ("a", "b", "c")})
    weights = weigh_declared(tree, {"P1": {"a": 0.5, "b": 0.5, "c": 0}}, "drawn")
    scores = Matrix(np.array([[0.2, 0.4, 0.1], [0.6, 0.3, GAP]]), ("U0", "U1"), ("a", "b", "c"))
    units = [Unit(code, "site", "", "a", ()) for code in scores.units]
    nothing = Dues(np.zeros((2, 3), dtype=bool), np.ones((2, 3)))
    found = score_units(scores, tree, weights, units, nothing, Rules("topsis", 0.6, TIERS))
    assert [row.other_rank for row in found.ranking] == [2, 1]
    assert found.ranking[1].coverage == 1
    alike = Matrix(np.array([[0.2, 0.4, 0.1], [0.2, 0.4, 0.9]]), ("U0", "U1"), ("a", "b", "c"))
    assert [row.other_rank for row in score_units(alike, tree, weights, units, nothing, Rules("topsis", 0.6, TIERS)).ranking] == [None, None]


def test_a_withheld_unit_has_no_figure_by_any_method():
    rows = [[GAP, 1, 0.2, 0.8, 0.4], [0.1] * 5, [0.2] * 5]
    for method in set(METHODS) - {INDEX}:
        row = card(rows, method=method).ranking[0]
        assert (row.score, row.rank, row.lowest_score, row.lowest_rank, row.other_score, row.other_rank) == (None,) * 6


def test_in_the_lowest_case_a_core_value_told_in_part_keeps_that_part():
    rows, told = [[0.5, 1, 0.2, 0.8, 0.4]], [[0.8, 0.9, 1, 0.9, 1]]
    row = card(rows, method="weighted-mean", core="abc", told=told).ranking[0]
    assert row.lowest_score == pytest.approx(100 * (0.21 * 0.5 * 0.8 + 0.09 * 1 * 0.9 + 0.3 * 0.2 + 0.2 * 0.8 + 0.2 * 0.4)), "d is extended"
    assert row.score == pytest.approx(100 * (0.21 * 0.5 + 0.09 * 1 + 0.3 * 0.2 + 0.2 * 0.8 + 0.2 * 0.4))


@pytest.mark.parametrize("method", ["topsis", "topsis-vector"])
def test_a_unit_that_told_a_part_only_may_fall_in_the_lowest_case(method):
    rows = [[0.6, 0.6, 0.6, 0.6, 0.5], [0.5] * 5, [0.1] * 5]
    found = card(rows, method=method, told=[[0.8] * 5, [1] * 5, [1] * 5]).ranking
    assert [(row.rank, row.lowest_rank) for row in found] == [(1, 2), (2, 2), (3, 3)]


def test_an_owed_gap_of_an_extended_indicator_scores_nothing_by_policy_and_costs_nothing_in_the_lowest_case():
    row = card([[0.6, GAP, 0.6, 0.6, 0.6]], method="weighted-mean", core="acde").ranking[0]
    assert (row.score, row.lowest_score) == pytest.approx((60, 60))
    assert card([[0.6, GAP, 0.6, 0.6, 0.6]], method="weighted-mean", core="acde", owed_is_zero=True).ranking[0].score == pytest.approx(60 * 0.91)


def test_an_owed_gap_scores_nothing_where_the_policy_says_so():
    told = [[0.6, GAP, 0.6, 0.6, 0.6], [GAP, 0.5, 0.5, 0.5, 0.5]]
    found = card(told, method="weighted-mean", owed_is_zero=True)
    assert [row.score for row in found.ranking] == pytest.approx([60 * 0.91, 50 * 0.79])
    assert [(row.missing, row.withheld, row.coverage) for row in found.ranking] == [
        (("b",), (), pytest.approx(0.91)),
        (("a",), (), pytest.approx(0.79)),
    ]
    assert found.scores.values[0].tolist() == [0.6, 0, 0.6, 0.6, 0.6]
    assert {item.node: item.coverage for item in found.nodes if item.unit == "U1"}["P1"] == pytest.approx(0.3)


@pytest.mark.parametrize("method", ["topsis", "weighted-mean", "geometric-mean", "gra", "topsis-vector", "vikor", "promethee"])
def test_no_lowest_case_is_better_than_the_regular_one(method):
    drawn = np.random.default_rng(7).uniform(0, 1, (40, 5))
    drawn[np.random.default_rng(8).uniform(0, 1, drawn.shape) < 0.15] = GAP
    rows = [row for row in card(drawn, method=method, least=0.3).ranking if row.rank is not None]
    assert len(rows) > 10
    assert any(row.lowest_rank > row.rank for row in rows)
    assert all(row.lowest_rank >= row.rank and row.lowest_score <= row.score + 1e-9 for row in rows)


@pytest.mark.parametrize("method", ["topsis", "weighted-mean", "gra"])
def test_contributions_sum_to_one_for_every_ranked_unit(method):
    drawn = np.random.default_rng(9).uniform(0.01, 0.99, (20, 5))
    drawn[::3, 1] = GAP
    found = card(drawn, method=method).contributions
    for unit in {item.unit for item in found}:
        mine = [item for item in found if item.unit == unit]
        assert sum(item.weight for item in mine) == pytest.approx(1)
        assert sum(item.holds_back for item in mine) == pytest.approx(1)
        assert sum(item.carries for item in mine) == pytest.approx(1)


def test_one_unit_alone_or_units_all_alike_have_no_classical_figure():
    assert card([[0.5] * 5]).ranking[0].other_score is None
    assert [row.other_score for row in card([[0.5] * 5, [0.5] * 5]).ranking] == [None, None]


def test_adding_a_unit_never_changes_the_scores_of_others():
    two = card([[0.5, 1, 0.2, 0.8, 0.4], [0.9, 0.4, 0.7, 0.6, 0.8]]).ranking
    three = card([[0.5, 1, 0.2, 0.8, 0.4], [0.9, 0.4, 0.7, 0.6, 0.8], [0, 0, 1, 0, 1]]).ranking
    assert [row.score for row in three[:2]] == [row.score for row in two]


def test_an_unknown_method_is_refused():
    with pytest.raises(Misuse) as refused:
        card([[0.5] * 5], method="magic")
    assert refused.value.problems[0].words["known"] == "topsis, weighted-mean, geometric-mean, gra, topsis-vector, vikor, promethee"
