"""Weights tried out, in words: what moved, by how much, and beside what is in force."""

from dataclasses import replace

import pytest

from iecscore.pipeline import seal
from iecscore.robustness.ground import stand_on
from iecscore.robustness.reweighing import reweigh, set_up, take_moved
from iecscore.views.exploring import view_tried
from report.drawn_evaluation import OPTIONS, SYSTEM, UNITS, draw_branches, draw_evaluation, draw_values

EVALUATION = draw_evaluation()
TORN = {"L01": (6, 30, 35, 30, 1, 90), "L02": (4, 30, 25, 20, 5, 50), "L03": (1, 10, 8, 10, 9, 20)}


def draw_torn():
    """Three libraries, the first strong in service and the last in resources."""
    values = tuple(value for unit, figures in TORN.items() for value in draw_values(unit, figures))
    return seal(SYSTEM, OPTIONS, UNITS[:3], values, None, (), "1")


def tried(told, evaluation=EVALUATION, language="en"):
    trial = set_up(stand_on(SYSTEM, evaluation))
    return view_tried(evaluation, SYSTEM, reweigh(trial, take_moved(trial, told)), language)


def test_nothing_moved_says_so_and_stands_as_in_force():
    view = tried({})
    assert view.sentence == "Every unit has the rank and tier that it has in force."
    assert all(line.rank == line.was and line.tier == line.tier_was for line in view.lines)
    assert [(weight.node, weight.in_force, weight.tried) for weight in view.weights] == [
        ("S", 0.6, 0.6), ("R", 0.4, 0.4), ("S1", 0.7, 0.7), ("S2", 0.3, 0.3)
    ]  # fmt: skip


def test_units_stand_in_their_new_order_with_the_ranks_they_gain():
    view = tried({"S": 5}, draw_torn())
    ranked = [line for line in view.lines if line.rank is not None]
    assert [line.rank for line in ranked] == sorted(line.rank for line in ranked)
    assert view.lines[: len(ranked)] == tuple(ranked)
    assert all(line.shift == line.was - line.rank for line in ranked)
    moved = [line for line in ranked if line.shift]
    assert view.sentence.startswith(f"{len(moved)} of {len(view.lines)} units have another rank than in force, ")
    far = max(moved, key=lambda line: abs(line.shift))
    assert view.sentence.endswith(f"{far.unit} {far.name} moves most, from rank {far.was} to rank {far.rank}.")


def test_a_unit_without_a_rank_gains_none():
    lost = [line for line in tried({"S": 0}).lines if line.rank is None]
    assert lost
    assert {(line.shift, line.score, line.tier) for line in lost} == {(None, None, "–")}


def test_a_unit_that_lacks_only_what_weighs_nothing_now_is_ranked():
    found = [line for line in tried({"S": 0}).lines if line.was is None and line.rank is not None]
    assert found
    assert {line.shift for line in found} == {None}


def test_another_tier_alone_moves_no_rank():
    ranking = tuple(replace(row, tier="C" if row.tier == "A" else row.tier) for row in EVALUATION.ranking)
    view = tried({}, replace(EVALUATION, ranking=ranking))
    assert view.sentence.startswith("0 of 5 units have another rank than in force, ")
    assert "moves most" not in view.sentence


def test_groups_are_ranked_by_themselves():
    view = tried({"S": 90}, draw_branches())
    assert [line.rank for line in view.lines] == [1, 2, 1, 2]
    assert len({line.league for line in view.lines}) == 2


def test_the_same_is_told_in_chinese():
    assert "个名次与现行结果不同" in tried({"S": 0}, language="zh").sentence
    assert pytest.approx(1) == sum(weight.tried for weight in tried({"S": 25}).weights if weight.parent == "ROOT")
