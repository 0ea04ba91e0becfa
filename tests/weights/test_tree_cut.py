"""The tree of a level and its indicator sets."""

import pytest

from iecscore.problems import Misuse
from iecscore.weights import build_tree, name_dropped
from scoring.drawn_system import draw_indicator, draw_system

TREE = {"P": {"P1": ["P1.1", "P1.2"], "P2": ["P2.1"]}, "Q": {"Q1": ["Q1.1"]}}


def drawn(core):
    codes = [code for criteria in TREE.values() for codes in criteria.values() for code in codes]
    return draw_system(TREE, {code: draw_indicator(core=code in core) for code in codes})


def test_the_full_set_keeps_the_whole_tree_in_order():
    tree = build_tree(drawn({"P1.1"}), "site")
    assert (tree.dimensions, tree.criteria, tree.indicators) == (("P", "Q"), ("P1", "P2", "Q1"), ("P1.1", "P1.2", "P2.1", "Q1.1"))
    assert tree.nodes[:4] == (("P", "ROOT"), ("Q", "ROOT"), ("P1", "P"), ("P2", "P"))


def test_the_core_set_drops_empty_criteria_and_says_so():
    system = drawn({"P1.2", "Q1.1"})
    tree = build_tree(system, "site", "core")
    assert (tree.criteria, tree.indicators) == (("P1", "Q1"), ("P1.2", "Q1.1"))
    assert [(told.code, told.words) for told in name_dropped(system, tree)] == [("weights.criteria_empty", {"criteria": "P2"})]
    assert name_dropped(system, build_tree(system, "site")) == ()


def test_a_dimension_without_core_indicators_goes_too():
    assert build_tree(drawn({"P1.1"}), "site", "core").dimensions == ("P",)


def test_the_administrative_set_leaves_survey_indicators_out():
    codes = [code for criteria in TREE.values() for codes in criteria.values() for code in codes]
    survey = {"source": "survey", "survey": {"items": ["Q1"], "groups": ["G"]}}
    system = draw_system(TREE, {code: draw_indicator(**(survey if code in {"P1.1", "Q1.1"} else {})) for code in codes})
    assert build_tree(system, "site", "administrative").indicators == ("P1.2", "P2.1")


def test_an_unknown_indicator_set_is_refused():
    with pytest.raises(Misuse) as refused:
        build_tree(drawn(set()), "site", "short")
    assert refused.value.problems[0].words["known"] == "full, core, administrative"
