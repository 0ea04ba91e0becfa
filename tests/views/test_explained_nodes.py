"""A criterion, a dimension and the whole explained by what they are made of, with the arithmetic in sight."""

from dataclasses import replace

import pytest

from iecscore.system import ROOT
from iecscore.values import Status
from iecscore.views import view_node
from report.drawn_evaluation import SYSTEM, VALUES, draw_branches, draw_evaluation, missing


def explain(unit, node, evaluation=None, language="en"):
    found = evaluation or draw_evaluation()
    return view_node(found, SYSTEM, next(item for item in found.units if item.code == unit), node, language)


def test_the_points_of_the_parts_add_up_to_the_score_of_the_node():
    for node in ("S1", "R1", "S", ROOT):
        view = explain("L01", node)
        assert sum(child.points for child in view.children) == pytest.approx(view.score)


def test_what_is_missing_hands_its_weight_to_the_rest_and_is_told():
    view = explain("L02", "R1")
    kept, gone = view.children[:2], view.children[2]
    assert (gone.node, gone.score, gone.in_force, gone.points) == ("R1.3", None, None, None)
    assert gone.remark == "missing: the tables it needs were not handed in"
    assert view.handed_on == pytest.approx(gone.weight)
    assert [child.in_force for child in kept] == pytest.approx([child.weight / (1 - gone.weight) for child in kept])
    assert (gone.coverage, kept[0].coverage) == (0, 1)


def test_a_node_that_is_withheld_says_so_at_itself_and_above():
    assert explain("L04", "S1").remark.startswith("withheld: less than 60%") or explain("L04", "S2").remark.startswith("withheld: less than 60%")
    above = explain("L04", "S")
    assert (above.score, above.rank) == (None, None)
    assert "withheld" in {child.remark for child in above.children}
    assert explain("L04", ROOT).remark.startswith("not ranked: missing")


def test_under_topsis_the_total_has_shares_and_no_points():
    view = explain("L01", ROOT, draw_evaluation(method="topsis"))
    assert [child.points for child in view.children] == [None, None]
    assert sum(child.holds_back for child in view.children) == pytest.approx(1)
    assert sum(child.carries for child in view.children) == pytest.approx(1)
    assert explain("L01", "S", draw_evaluation(method="topsis")).children[0].points is not None


def test_the_total_stands_beside_its_lowest_case_and_its_coverage():
    told = (replace(VALUES[0], coverage=0.85), *VALUES[1:])
    view = explain("L01", ROOT, draw_evaluation(values=told))
    assert (view.row_coverage, view.coverage, view.whole) == (0.85, 1, True)
    assert view.lowest_score < view.score
    assert view.tier


def test_a_gap_that_scored_nought_by_policy_is_told_as_such():
    view = explain("L02", "R1", draw_evaluation(missing="zero"))
    gone = view.children[2]
    assert (gone.score, gone.in_force) == (0, pytest.approx(gone.weight)), "R1.3 is extended: the policy asks it too"
    assert gone.remark.endswith("; a score was put in its place")
    assert view.handed_on == 0


def test_an_impossible_figure_has_a_mark_of_its_own():
    impossible = replace(VALUES[0], **{**missing("hard_range"), "status": Status.MISSING})
    child = explain("L01", "S1", draw_evaluation(values=(impossible, *VALUES[1:]))).children[0]
    assert child.remark.startswith("out of range: the figure is outside the possible range")
    large = replace(VALUES[0], **missing("too_large"))
    assert explain("L01", "S1", draw_evaluation(values=(large, *VALUES[1:])), "zh").children[0].remark.startswith("数值过大：")


def test_a_member_is_explained_among_its_league():
    evaluation = draw_branches()
    above = next(item for item in evaluation.weights.nodes if item.parent == "S")
    view = explain("L01/B02", above.node, evaluation)
    assert view.league == "full branch"
    assert [step.node for step in view.path] == ["S", above.node]
