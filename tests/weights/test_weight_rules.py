"""Neutral, declared, data and combined weights, by hand and against published figures."""

from dataclasses import replace

import numpy as np
import pytest

from iecscore.problems import Misuse
from iecscore.values import Matrix, Options
from iecscore.weights import Tree, combine, list_weights, weigh, weigh_critic, weigh_declared, weigh_entropy, weigh_neutral
from iecscore.weights.spread import earn_by_conflict, earn_by_entropy
from scoring.drawn_system import draw_indicator, draw_system

TREE = Tree("site", {"ROOT": ("P", "Q"), "P": ("P1", "P2"), "Q": ("Q1",), "P1": ("a", "b"), "P2": ("c",), "Q1": ("d", "e")})


def local(weights, *nodes):
    found = {item.node: item.local for item in weights.nodes}
    return [found[node] for node in nodes]


def scores(rows):
    """Scores of a, b, c, d, e."""
    return Matrix(np.array(rows, dtype=float), tuple(f"U{number}" for number in range(len(rows))), ("a", "b", "c", "d", "e"))


def test_neutral_weights_are_equal_within_each_parent_and_multiply_down():
    weights = weigh_neutral(TREE)
    assert local(weights, "P", "Q", "P1", "P2", "Q1", "a", "c", "e") == [1 / 2, 1 / 2, 1 / 2, 1 / 2, 1, 1 / 2, 1, 1 / 2]
    assert weights.overall("a") == 1 / 2 * 1 / 2 * 1 / 2
    assert weights.overall("e") == 1 / 2 * 1 * 1 / 2
    assert sum(weights.overall(code) for code in TREE.indicators) == pytest.approx(1, abs=1e-15)


def test_declared_weights_are_scaled_over_the_children_in_force_and_the_rest_is_equal():
    weights = weigh_declared(TREE, {"ROOT": {"P": 0.6, "Q": 0.4}, "Q1": {"d": 0.2, "e": 0.1, "gone": 0.7}}, "panel-1")
    assert weights.origin == "panel-1"
    assert local(weights, "P", "Q", "P1", "d", "e") == pytest.approx([0.6, 0.4, 0.5, 2 / 3, 1 / 3])


def test_entropy_by_hand():
    # shares of x: 1/4, 3/4 -> e = (1/4 ln 4 + 3/4 ln 4/3) / ln 2; y: all in one row -> e = 0 (0 ln 0 = 0)
    e = (0.25 * np.log(4) + 0.75 * np.log(4 / 3)) / np.log(2)
    assert earn_by_entropy(np.array([[1.0, 0.0, 7.0], [3.0, 5.0, 7.0]])) == pytest.approx([1 - e, 1, 0], abs=1e-15)


def test_entropy_agrees_with_xu_2004():
    """Xu (2004), EJOR 156(2) 530-532."""
    earned = earn_by_entropy(np.array([[30, 30, 38, 29], [19, 54, 86, 29], [19, 15, 85, 28.9], [68, 70, 60, 29]]))
    assert earned / earned.sum() == pytest.approx([0.463, 0.3992, 0.1378, 0.0], abs=6e-5)


def test_conflict_by_hand():
    # x = (0, 1/2, 1), y = 1 - x, z constant: sd = 1/2 each, r_xy = -1, so x earns 1/2 * (1 - (-1)) = 1 and so does y
    assert earn_by_conflict(np.array([[0, 1, 3], [0.5, 0.5, 3], [1, 0, 3]])) == pytest.approx([1, 1, 0], abs=1e-12)


def test_a_single_moving_column_takes_all_the_weight():
    assert earn_by_conflict(np.array([[0, 3.0], [1, 3.0]])).tolist() == [1, 0]


def test_columns_that_say_the_same_earn_nothing_by_conflict():
    assert earn_by_conflict(np.array([[0.1, 0.2], [0.2, 0.4], [0.4, 0.8]])).tolist() == [0, 0]


def test_data_weights_stay_within_the_criterion():
    rows = [[0, 1, 1, 0.2, 0.2], [0.5, 0.5, 1, 0.4, 0.2], [1, 0.4, 1, 0.9, 0.2]]
    weights = weigh_critic(TREE, scores(rows), weigh_declared(TREE, {"ROOT": {"P": 0.6, "Q": 0.4}}, "n"), 3)
    assert weights.origin == "critic"
    assert local(weights, "P", "Q", "P1", "P2", "c") == [0.6, 0.4, 0.5, 0.5, 1]
    x, y = np.array([0, 0.5, 1]), np.array([1, 0.5, 0.4])
    assert local(weights, "a", "b") == pytest.approx([x.std() / (x.std() + y.std()), y.std() / (x.std() + y.std())])
    assert local(weights, "d", "e") == [1, 0]
    assert [(item.code, item.words) for item in weights.notes] == [("weights.no_weight", {"indicators": "e"})]


def test_a_unit_with_a_gap_is_left_out_of_that_criterion_only():
    rows = [[0, 1, 0.1, 0.1, 0.1], [1, 0, 0.4, 0.4, 0.9], [np.nan, 0.9, 0.7, 0.9, 0.5]]
    weights = weigh_entropy(TREE, scores(rows), weigh_neutral(TREE), 2)
    assert local(weights, "a", "b") == pytest.approx([0.5, 0.5])
    left_out = [item.words for item in weights.notes if item.code == "weights.rows_left_out"]
    assert left_out == [{"found": "P1 (1)", "units": 3}]


def test_too_few_units_are_refused_by_criterion_unless_forced():
    rows = [[0, 1, 0.1, 0.1, 0.1], [1, 0, 0.4, 0.4, 0.9], [np.nan, 0.9, 0.7, 0.9, 0.5]]
    with pytest.raises(Misuse) as refused:
        weigh_entropy(TREE, scores(rows), weigh_neutral(TREE), 3)
    assert refused.value.problems[0].words["found"] == "P1 (2)"
    forced = weigh_entropy(TREE, scores(rows), weigh_neutral(TREE), 3, force=True)
    assert forced.origin == "entropy"
    told = {item.code: item.words for item in forced.notes}
    assert told["weights.forced"] == {"rule": "entropy", "least": 3, "found": "P1 (2)"}


def test_indicators_that_say_the_same_leave_their_criterion_as_it_was():
    rows = [[0.1, 0.2, 0.1, 0.1, 0.1], [0.2, 0.4, 0.4, 0.4, 0.9], [0.4, 0.8, 0.7, 0.9, 0.5]]
    weights = weigh_critic(TREE, scores(rows), weigh_declared(TREE, {"P1": {"a": 0.8, "b": 0.2}}, "n"), 3)
    assert local(weights, "a", "b") == pytest.approx([0.8, 0.2])
    assert [(item.code, item.words) for item in weights.notes] == [("weights.no_information", {"criteria": "P1"})]


def test_critic_within_a_criterion_by_hand():
    """Pearson correlation and spread written out; the figures of one criterion do not touch the other's."""
    rows = np.array([[0.2, 0.9, 0.4, 0.1, 0.3], [0.5, 0.4, 0.1, 0.8, 0.2], [0.9, 0.6, 0.7, 0.5, 0.9], [0.4, 0.1, 0.2, 0.6, 0.8]])
    d, e = rows[:, 3] - rows[:, 3].mean(), rows[:, 4] - rows[:, 4].mean()
    r = (d * e).sum() / np.sqrt((d**2).sum() * (e**2).sum())
    earned = [np.sqrt((d**2).sum() / 3) * (1 - r), np.sqrt((e**2).sum() / 3) * (1 - r)]
    weights = weigh_critic(TREE, scores(rows), weigh_neutral(TREE), 3)
    assert local(weights, "d", "e") == pytest.approx([earned[0] / sum(earned), earned[1] / sum(earned)])
    rows[:, :2] = rows[:, :2][::-1] ** 2
    assert local(weigh_critic(TREE, scores(rows), weigh_neutral(TREE), 3), "d", "e") == local(weights, "d", "e")


def test_a_criterion_with_one_unit_keeps_its_weights():
    rows = [[0, 1, 0.1, 0.1, 0.1], [np.nan, 0, 0.4, 0.4, 0.9]]
    weights = weigh_critic(TREE, scores(rows), weigh_neutral(TREE), 2, force=True)
    assert local(weights, "a", "b") == [0.5, 0.5]


def joined(rule, share=0.5):
    ours = weigh_declared(TREE, {"ROOT": {"P": 0.7, "Q": 0.3}, "P1": {"a": 0.8, "b": 0.2}}, "ahp")
    theirs = weigh_declared(TREE, {"ROOT": {"P": 0.1, "Q": 0.9}, "P1": {"a": 0.4, "b": 0.6}}, "critic")
    return combine(TREE, ours, theirs, rule, share)


@pytest.mark.parametrize(
    ("rule", "share", "first"),
    [
        ("multiplicative", 0.5, 0.8 * 0.4 / (0.8 * 0.4 + 0.2 * 0.6)),
        ("linear", 0.75, 0.75 * 0.8 + 0.25 * 0.4),
        ("geometric", 0.5, (0.8 * 0.4) ** 0.5 / ((0.8 * 0.4) ** 0.5 + (0.2 * 0.6) ** 0.5)),
        ("geometric", 1.0, 0.8),
    ],
)
def test_weights_are_joined_within_criteria_and_the_panel_holds_above(rule, share, first):
    weights = joined(rule, share)
    assert local(weights, "a", "b", "P", "Q") == pytest.approx([first, 1 - first, 0.7, 0.3])
    assert weights.origin == "ahp+critic"


def test_multiplicative_agrees_with_a_published_example():
    """R package mathmodels, documentation of combine_weights."""
    tree = Tree("site", {"ROOT": ("P",), "P": ("P1",), "P1": ("a", "b", "c", "d")})
    ours = weigh_declared(tree, {"P1": {"a": 0.4, "b": 0.3, "c": 0.2, "d": 0.1}}, "ahp")
    theirs = weigh_declared(tree, {"P1": {"a": 0.25, "b": 0.2, "c": 0.3, "d": 0.25}}, "critic")
    assert local(combine(tree, ours, theirs), "a", "b", "c", "d") == pytest.approx([0.4081633, 0.244898, 0.244898, 0.1020408], abs=1e-7)


def test_weights_that_rule_each_other_out_leave_the_panel_in_force():
    ours = weigh_declared(TREE, {"P1": {"a": 1, "b": 0}}, "ahp")
    theirs = weigh_declared(TREE, {"P1": {"a": 0, "b": 1}}, "critic")
    assert local(combine(TREE, ours, theirs), "a", "b") == [1, 0]


@pytest.mark.parametrize(("rule", "share", "code"), [("game", 0.5, "rank.unknown_choice"), ("linear", 1.5, "weights.share_outside")])
def test_an_unknown_combination_is_refused(rule, share, code):
    with pytest.raises(Misuse) as refused:
        joined(rule, share)
    assert refused.value.problems[0].code == code


ROWS = [[0, 1, 0.1, 0.1, 0.2], [0.5, 0.1, 0.4, 0.4, 0.9], [1, 0.9, 0.7, 0.9, 0.5]]
OPTIONS = Options("site", "2025", force=True)


def system_with(weights):
    tree = {"P": {"P1": ["a", "b"], "P2": ["c"]}, "Q": {"Q1": ["d", "e"]}}
    return draw_system(tree, {code: draw_indicator() for code in "abcde"}, weights=weights)


@pytest.mark.parametrize("name", ["neutral", "entropy", "critic", "neutral+critic", "panel-1+entropy", "panel-1"])
def test_each_name_of_weights_gives_weights_of_that_origin(name):
    system = system_with({"panel-1": {"site": {"ROOT": {"P": 0.9, "Q": 0.1}}}})
    weights = weigh(system, replace(OPTIONS, weights=name), TREE, scores(ROWS))
    assert weights.origin == name
    assert local(weights, "P")[0] == (0.9 if "panel" in name else 0.5)
    assert sum(weights.overall(code) for code in TREE.indicators) == pytest.approx(1)


def test_a_system_may_declare_its_neutral_weights_and_data_weights_start_there():
    system = system_with({"neutral": {"site": {"ROOT": {"P": 0.9, "Q": 0.1}}}})
    for name in ("neutral", "critic"):
        assert local(weigh(system, replace(OPTIONS, weights=name), TREE, scores(ROWS)), "P") == [0.9]


@pytest.mark.parametrize("name", ["magic", "neutral+magic", "magic+critic", "critic+entropy", "neutral+", "neutral+critic+entropy", "+critic", ""])
def test_an_unknown_name_of_weights_is_refused_with_the_known_ones(name):
    with pytest.raises(Misuse) as refused:
        weigh(system_with({}), replace(OPTIONS, weights=name), TREE, scores(ROWS))
    assert refused.value.problems[0].words["given"] == name
    assert "entropy, critic" in str(refused.value.problems[0].words["known"])


def test_a_weight_set_of_another_level_is_refused_where_equal_weights_would_carry_its_name():
    with pytest.raises(Misuse) as refused:
        weigh(system_with({"panel-1": {}}), replace(OPTIONS, weights="panel-1"), TREE, scores(ROWS))
    assert refused.value.problems[0].code == "weights.not_of_level"


def test_ahp_without_judgements_is_refused():
    with pytest.raises(Misuse) as refused:
        weigh(system_with({}), replace(OPTIONS, weights="ahp"), TREE, scores(ROWS))
    assert refused.value.problems[0].code == "weights.no_judgements"


def test_the_names_of_weights_include_the_declared_sets():
    rules = ("entropy", "critic", "standard-deviation", "coefficient-of-variation", "gini")
    assert list_weights(system_with({"panel-1": {"site": {}}})) == ("neutral", "panel-1", "ahp", *rules)


@pytest.mark.parametrize(
    ("rule", "earned"),
    [
        # d: 0.1, 0.4, 0.9 and e: 0.2, 0.9, 0.5; variances (n - 1) 49/300 and 37/300, means 14/30 and 16/30
        ("standard-deviation", [(49 / 300) ** 0.5, (37 / 300) ** 0.5]),
        ("coefficient-of-variation", [(49 / 300) ** 0.5 / (14 / 30), (37 / 300) ** 0.5 / (16 / 30)]),
        ("gini", [2 * (0.3 + 0.5 + 0.8) / (2 * 9 * 14 / 30), 2 * (0.7 + 0.4 + 0.3) / (2 * 9 * 16 / 30)]),
    ],
)
def test_further_rules_weigh_within_the_criterion_by_hand(rule, earned):
    rows = [[0, 1, 1, 0.1, 0.2], [0.5, 0.1, 1, 0.4, 0.9], [1, 0.9, 1, 0.9, 0.5]]
    weights = weigh(system_with({}), replace(OPTIONS, weights=rule), TREE, scores(rows))
    assert local(weights, "d", "e") == pytest.approx([earned[0] / sum(earned), earned[1] / sum(earned)])
    assert local(weights, "P", "Q", "c") == [0.5, 0.5, 1]


@pytest.mark.parametrize("rule", ["standard-deviation", "coefficient-of-variation", "gini"])
def test_further_rules_leave_out_gaps_and_what_does_not_vary(rule):
    rows = [[0, 1, 0.1, 0.1, 0.4], [0, 0.2, 0.4, 0.4, 0.4], [np.nan, 0.9, 0.7, 0.9, 0.4]]
    weights = weigh(system_with({}), replace(OPTIONS, weights=rule), TREE, scores(rows))
    assert local(weights, "a", "b", "d", "e") == [0, 1, 1, 0]
    assert {item.code for item in weights.notes} >= {"weights.rows_left_out", "weights.no_weight"}
