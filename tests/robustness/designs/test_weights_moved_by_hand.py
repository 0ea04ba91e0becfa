"""Weights moved by hand: an evaluation with those weights set would come to the same, and what is no weight is refused."""

import math
from dataclasses import replace

import pytest

from composite.test_drawn_index import draw as draw_index
from composite.test_drawn_index import run as run_index
from drawn_ground import FIGURES, GAP, LEAGUES, draw_round
from iecscore.pipeline import seal
from iecscore.problems import Misuse
from iecscore.robustness.ground import stand_on
from iecscore.robustness.reweighing import list_movable, reweigh, set_up, take_moved

GAPPED = FIGURES | {"U2": (70, GAP, GAP, 80, 60, 65), "U3": (50, GAP, 60, 40, 65, 55)}
MOVED = {"D": 20.0, "B": 90.0}


def evaluate_again(ground, evaluation, settings):
    return seal(ground.system, replace(evaluation.options, overrides=settings), evaluation.units, evaluation.values, None, (), "1")


@pytest.mark.parametrize("method", ["weighted-mean", "topsis", "geometric-mean", "gra", "topsis-vector", "vikor", "promethee"])
def test_what_is_tried_out_is_what_an_evaluation_with_these_weights_comes_to(method):
    ground, evaluation = draw_round(GAPPED, leagues=LEAGUES.items(), method=method)
    trial = set_up(ground)
    found = reweigh(trial, take_moved(trial, MOVED))
    other = evaluate_again(ground, evaluation, ("weights.D=0.2", "weights.B=0.9"))
    assert list(found.ranks) == [row.rank for row in other.ranking]
    assert list(found.tiers) == [row.tier for row in other.ranking]
    assert [score is None for score in found.scores] == [row.score is None for row in other.ranking]
    assert [score for score in found.scores if score is not None] == pytest.approx([row.score for row in other.ranking if row.score is not None])
    assert found.weights.nodes == other.weights.nodes


def test_nothing_moved_is_the_evaluation_itself():
    ground, evaluation = draw_round(GAPPED, leagues=LEAGUES.items(), method="topsis")
    trial = set_up(ground)
    local = {item.node: round(100 * item.local, 1) for item in ground.weights.nodes}
    moved = take_moved(trial, {node: local[node] for node in list_movable(trial.tree)})
    assert moved == {}
    assert list(reweigh(trial, moved).ranks) == [row.rank for row in evaluation.ranking]


def test_what_has_no_sibling_and_what_is_an_indicator_cannot_be_moved():
    trial = set_up(draw_round()[0])
    assert list_movable(trial.tree) == ("D", "E", "A", "B")
    with pytest.raises(Misuse) as refused:
        take_moved(trial, {"C": 10, "A1": 10, "nothing": 10, "D": 10})
    assert [(problem.code, problem.words["node"]) for problem in refused.value.problems] == [
        ("weights.not_to_move", node) for node in ("C", "A1", "nothing")
    ]


@pytest.mark.parametrize("odd", [math.nan, math.inf, -1, 100.1, 10**400, "40", None, True, [1], {}])
def test_what_is_no_weight_is_told_with_its_node(odd):
    with pytest.raises(Misuse) as refused:
        take_moved(set_up(draw_round()[0]), {"D": odd})
    assert [(problem.code, problem.words["node"]) for problem in refused.value.problems] == [("weights.odd_weight", "D")]


@pytest.mark.parametrize(("told", "parent"), [({"D": 0, "E": 0}, "the overall goal"), ({"A": 0, "B": 0}, "D")])
def test_siblings_cannot_all_weigh_nothing(told, parent):
    with pytest.raises(Misuse) as refused:
        take_moved(set_up(draw_round()[0]), told)
    assert [(problem.code, problem.words["parents_en"]) for problem in refused.value.problems] == [("weights.all_at_zero", parent)]


def test_one_may_weigh_nothing_beside_others():
    trial = set_up(draw_round()[0])
    found = reweigh(trial, take_moved(trial, {"D": 0}))
    assert {item.node: item.local for item in found.weights.nodes if item.parent == "ROOT"} == {"D": 0.0, "E": 1.0}
    assert None not in found.scores


def test_an_index_is_scored_by_its_own_rules(tmp_path):
    system = draw_index(tmp_path / "drawn")
    evaluation = run_index(system)
    trial = set_up(stand_on(system, evaluation))
    node = list_movable(trial.tree)[0]
    found = reweigh(trial, take_moved(trial, {node: 10}))
    other = run_index(system, f"weights.{node}=0.1")
    assert [score for score in found.scores if score is not None] == pytest.approx([row.score for row in other.ranking if row.score is not None])
    assert list(found.ranks) == [row.rank for row in other.ranking]
