"""VIKOR, PROMETHEE II, grey relational grade and geometric mean as an evaluation's method, on leagues small enough to reckon by hand."""

import numpy as np
import pytest

from iecscore.matrix import find_dues
from iecscore.scoring import Rules, measure_grey, score_units
from iecscore.scoring.mcdm import grade_series
from iecscore.system.model import Tier
from iecscore.values import Matrix, Unit
from iecscore.weights import Tree, weigh_declared

TREE = Tree("site", {"ROOT": ("P",), "P": ("P1",), "P1": ("a", "b")})
TIERS = (Tier.model_validate({"key": "A", "name": {"en": "A", "zh": "A"}, "from": 0}),)
GAP = np.nan
COMPARING = ("topsis-vector", "vikor", "promethee")
BY_ITSELF = ("topsis", "weighted-mean", "geometric-mean", "gra")


def card(method, rows, share=0.5, leagues=None):
    """Score units U0, U1, ... on a, which weighs its share, and b; every gap is owed."""
    units = [Unit(f"U{number}", "site", "", "a", (league,)) for number, league in enumerate(leagues or ["one"] * len(rows))]
    scores = Matrix(np.array(rows, dtype=float), tuple(unit.code for unit in units), ("a", "b"))
    dues = find_dues(scores, np.zeros(scores.values.shape, dtype=bool), np.ones(scores.values.shape), frozenset("ab"))
    weights = weigh_declared(TREE, {"P1": {"a": share, "b": 1 - share}}, "drawn")
    return score_units(scores, TREE, weights, units, dues, Rules(method, 0.5, TIERS))


def scores(scorecard):
    return [row.score for row in scorecard.ranking]


def ranks(scorecard):
    return [row.rank for row in scorecard.ranking]


def test_vikor_by_hand():
    # best 1 and .8, worst 0 and 0: d = (0, 1), (.5, .375), (1, 0); S = .5, .4375, .5; R = .5, .25, .5; Q = 1, 0, 1
    found = card("vikor", [[1, 0], [0.5, 0.5], [0, 0.8]])
    assert scores(found) == pytest.approx([0, 100, 0])
    assert ranks(found) == [2, 1, 2]
    told = found.notes[0].words
    assert [note.code for note in found.notes] == ["rank.compromise"]
    assert (told["units"], told["league_en"], told["advantage_en"], told["stability_zh"]) == ("U1", "one", "met", "满足")


def test_vikor_names_the_whole_set_where_the_lead_is_too_small():
    # S = R = 0, .2, .6, 1 of one criterion that counts: Q the same; the lead of .2 is less than 1 / 3, all within 1 / 3 of the first are in
    found = card("vikor", [[1, 0], [0.8, 0], [0.4, 0], [0, 0]])
    assert scores(found) == pytest.approx([100, 80, 40, 0])
    told = found.notes[0].words
    assert (told["units"], told["advantage_en"], told["advantage_zh"], told["stability_en"]) == ("U0, U1", "not met", "不满足", "met")


def test_each_league_has_a_compromise_of_its_own():
    found = card("vikor", [[1, 0], [0.8, 0.1], [0.4, 0], [0, 0]], leagues=["x", "y", "x", "y"])
    assert [(note.words["league_zh"], note.words["units"]) for note in found.notes] == [("x", "U0"), ("y", "U1")]
    assert scores(found) == pytest.approx([100, 100, 0, 0])


def test_promethee_by_hand():
    # a (.75): U0 beats two, U2 none; b (.25): U2 beats two, U0 none; phi = .75 - .25, 0, .25 - .75
    found = card("promethee", [[1, 0], [0.5, 0.5], [0, 0.8]], share=0.75)
    assert scores(found) == pytest.approx([75, 50, 25])
    assert found.notes == ()


def test_ties_under_promethee_share_a_rank():
    assert ranks(card("promethee", [[0.2, 0.9], [0.7, 0.3], [0.2, 0.9], [0.1, 0.1]])) == [1, 1, 1, 4]


def test_the_grey_relational_grade_by_hand():
    # xi(1) = 1, xi(0) = .5 / 1.5
    found = card("gra", [[1, 0], [1, 1], [0, 0]], share=0.75)
    assert scores(found) == pytest.approx([100 * (0.75 + 0.25 / 3), 100, 100 / 3])
    acts = {item.indicator: item for item in found.contributions if item.unit == "U0"}
    assert (acts["a"].holds_back, acts["b"].holds_back) == pytest.approx((0, 1))
    assert acts["a"].carries == pytest.approx(0.75 / (0.75 + 0.25 / 3))


def test_the_grade_is_dengs_with_both_ideals_among_the_series():
    rows, weights = np.random.default_rng(3).uniform(0, 1, (9, 4)), np.array([0.4, 0.3, 0.2, 0.1])
    graded = grade_series(np.ones(4), np.vstack([rows, np.ones(4), np.zeros(4)]), weights).scores[:9]
    assert measure_grey(rows, np.tile(weights, (9, 1))).score == pytest.approx(100 * graded)


def test_the_geometric_mean_by_hand():
    found = card("geometric-mean", [[0.5, 0.32], [1, 1]])
    assert scores(found) == pytest.approx([40, 100])
    assert found.notes == ()
    acts = {item.indicator: item for item in found.contributions if item.unit == "U0"}
    assert acts["a"].holds_back == pytest.approx(np.log(0.5) / (np.log(0.5) + np.log(0.32)))
    assert acts["a"].carries is None


def test_a_score_of_zero_counts_as_one_point_in_the_geometric_mean_and_is_told():
    found = card("geometric-mean", [[0, 1], [0.005, 1], [0.01, 1], [0, 0]])
    assert scores(found) == pytest.approx([10, 10, 10, 1])
    assert [(note.code, note.words) for note in found.notes] == [("rank.floor", {"count": 4, "floor": 1})]


@pytest.mark.parametrize("method", BY_ITSELF)
def test_a_gap_hands_its_weight_on_where_each_unit_is_scored_by_itself(method):
    assert scores(card(method, [[0.6, GAP]])) == pytest.approx(scores(card(method, [[0.6, 0.6]])))


@pytest.mark.parametrize("method", COMPARING)
def test_a_gap_takes_the_units_own_score_where_units_are_compared(method):
    others = [[0.2, 0.9], [0.7, 0.3]]
    assert scores(card(method, [[0.6, GAP], *others])) == scores(card(method, [[0.6, 0.6], *others]))


@pytest.mark.parametrize("method", COMPARING)
def test_a_unit_alone_or_units_all_alike_have_no_figure_and_are_named(method):
    found = card(method, [[0.5, 0.2], [0.3, 0.3], [0.3, GAP], [0.9, 0.1], [0.1, 0.1], [GAP, GAP]], leagues=["x", "y", "y", "z", "z", "x"])
    assert [row.rank for row in found.ranking] == [None, None, None, 1, 2, None]
    assert [row.score is None and row.lowest_score is None for row in found.ranking[:3]] == [True] * 3
    assert found.notes[-1].code == "rank.nothing_to_compare"
    assert found.notes[-1].words == {"method": method, "units": "U0, U1, U2"}


@pytest.mark.parametrize("method", BY_ITSELF)
def test_a_unit_alone_has_a_score_where_each_is_scored_by_itself(method):
    assert ranks(card(method, [[0.5, 0.2]])) == [1]


@pytest.mark.parametrize("method", COMPARING)
def test_the_lowest_case_of_a_unit_is_its_league_scored_anew(method):
    rows = [[0.6, GAP], [0.2, 0.9], [0.7, 0.3], [0.1, 0.2]]
    low = card(method, [[0.6, 0], *rows[1:]]).ranking[0]
    row = card(method, [*rows, [1, 1]], leagues=[*["x"] * 4, "y"]).ranking[0]
    assert (row.lowest_score, row.lowest_rank) == (pytest.approx(low.score), low.rank)
    assert row.lowest_rank > row.rank


@pytest.mark.parametrize("method", COMPARING)
def test_no_share_of_a_comparison_is_given_to_an_indicator(method):
    acts = card(method, [[0.6, GAP], [0.2, 0.9], [0.7, 0.3]], share=0.75).contributions
    assert {(item.holds_back, item.carries) for item in acts} == {(None, None)}
    assert [item.weight for item in acts] == [0.75, 0.75, 0.25, 0.75, 0.25]


@pytest.mark.parametrize(("method", "tier"), [*((name, "") for name in (*COMPARING, "gra")), *((name, "A") for name in BY_ITSELF[:3])])
def test_only_scores_on_the_scale_of_the_cut_offs_have_a_tier(method, tier):
    assert {row.tier for row in card(method, [[0.6, 0.5], [0.2, 0.9]]).ranking} == {tier}


@pytest.mark.parametrize("method", [*COMPARING, *BY_ITSELF])
def test_a_unit_better_in_everything_is_never_below(method):
    drawn = np.random.default_rng(11).uniform(0, 0.9, (30, 2))
    better = np.vstack([drawn, drawn + 0.05])
    told = scores(card(method, better, share=0.3))
    assert all(above >= below - 1e-9 for below, above in zip(told[:30], told[30:], strict=True))
    assert all(0 <= figure <= 100 for figure in told)
