"""Weights that vary: their bounds, their orders, their means."""

import pickle

import numpy as np
import pytest

from drawn_fields import grow_branches
from iecscore.problems import Misuse
from iecscore.robustness.ordering import Order, find_chain
from iecscore.robustness.points import Layout
from iecscore.robustness.sources import ChosenWeights, FixedWeights
from iecscore.robustness.weight_sources import BoundedWeights, FlatWeights, FreeWeights, JudgedWeights
from iecscore.system.model import ROOT

BRANCHES = grow_branches(T2=[0.5, 0.3, 0.2], **{ROOT: [0.6, 0.4]})
LAYOUT = Layout(11, (("weights", BRANCHES.size), ("leaves", 6), ("choice", 1)))
POINTS, CELLS = LAYOUT.points("weights"), LAYOUT.cells("weights")
IN_FORCE = np.array([0.15, 0.15, 0.15, 0.09, 0.06, 0.4])


def bounded(share, *orders, **told):
    return BoundedWeights(BRANCHES, share, POINTS, CELLS, orders, **told)


def free(*orders, **told):
    return FreeWeights(BRANCHES, POINTS, CELLS, orders, **told)


def judged(**rows):
    return JudgedWeights(BRANCHES, {parent: np.array(own) for parent, own in rows.items()}, CELLS)


def all_sources():
    rows = {"T1": [[0.2, 0.8], [0.5, 0.5], [0.9, 0.1]], "T2": [[0.2, 0.3, 0.5], [np.nan] * 3, [0.6, 0.3, 0.1]]}
    loose = (Order("c", "e"), Order("T", "X"))
    return {
        "bounded": bounded(0.25),
        "ordered": bounded(0.9, *loose),
        "free": free(),
        "sorted": free(Order("c", "d"), Order("d", "e")),
        "loose": free(*loose),
        "flat": FlatWeights(LAYOUT.points("leaves")),
        "judged": judged(**rows),
        "fixed": FixedWeights(IN_FORCE),
        "chosen": ChosenWeights((FixedWeights(IN_FORCE), free()), LAYOUT.points("choice")),
    }


@pytest.mark.parametrize("name", all_sources())
def test_weights_sum_to_1_and_depend_on_the_index_alone(name):
    source = pickle.loads(pickle.dumps(all_sources()[name]))  # noqa: S301 - our own bytes
    drawn = source.draw(0, 1024)
    assert drawn.shape == (1024, 6)
    assert (drawn >= 0).all()
    np.testing.assert_allclose(drawn.sum(axis=1), 1, atol=1e-12)
    assert np.array_equal(source.draw(512, 768), drawn[512:768])
    assert np.array_equal(source.draw(512, 600), drawn[512:600])


def test_branches_multiply_down_the_tree():
    np.testing.assert_allclose(BRANCHES.multiply(BRANCHES.local[None])[0], IN_FORCE)
    assert BRANCHES.names == ("T", "X", "T1", "T2", "X1", "a", "b", "c", "d", "e", "f")


def test_no_bound_is_the_weights_in_force():
    np.testing.assert_allclose(bounded(0.0).draw(0, 256), np.tile(IN_FORCE, (256, 1)))


def test_a_bound_is_kept_before_siblings_are_scaled():
    drawn = bounded(0.25).draw(0, 4096)
    assert (drawn[:, 5] <= 0.4 * 1.25 / (0.4 * 1.25 + 0.6 * 0.75) + 1e-12).all()
    assert (drawn[:, 5] >= 0.4 * 0.75 / (0.4 * 0.75 + 0.6 * 1.25) - 1e-12).all()
    assert drawn[:, 5].max() > 0.51
    np.testing.assert_allclose(drawn.mean(axis=0), IN_FORCE, atol=0.005)


def test_free_weights_are_uniform_on_the_simplex_of_each_family():
    shares = free().draw(0, 4096)
    among_three = shares[:, 2:5] / shares[:, 2:5].sum(axis=1, keepdims=True)
    np.testing.assert_allclose(among_three.mean(axis=0), 1 / 3, atol=0.005)
    np.testing.assert_allclose(among_three.var(axis=0), 1 / 18, rtol=0.05)
    np.testing.assert_allclose((among_three > 0.5).mean(axis=0), 0.25, atol=0.01)
    np.testing.assert_allclose(FlatWeights(LAYOUT.points("leaves")).draw(0, 4096).mean(axis=0), 1 / 6, atol=0.005)


def test_a_full_order_is_kept_by_sorting_and_a_partial_one_by_drawing_again():
    full = free(Order("c", "d"), Order("d", "e")).draw(0, 4096)[:, 2:5]
    assert (np.diff(full, axis=1) <= 0).all()
    shares = full / full.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(shares.mean(axis=0), [11 / 18, 5 / 18, 2 / 18], atol=0.005)
    partial = free(Order("c", "e")).draw(0, 4096)[:, 2:5]
    assert (partial[:, 0] >= partial[:, 2]).all()
    assert (partial[:, 1] > partial[:, 0]).any()
    shares = partial / partial.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(shares.mean(axis=0), [0.5, 1 / 3, 1 / 6], atol=0.01)


def test_an_order_within_a_bound_is_kept_too():
    drawn = bounded(0.9, Order("T", "X")).draw(0, 2048)
    assert (drawn[:, 5] <= 0.5 + 1e-12).all()


def test_an_order_moves_no_other_family():
    with_order, without = free(Order("c", "e")).draw(0, 256), free().draw(0, 256)
    np.testing.assert_allclose(with_order[:, [0, 1, 5]], without[:, [0, 1, 5]], rtol=1e-12)


def test_orders_that_contradict_the_weights_or_each_other_are_refused():
    with pytest.raises(Misuse) as refused:
        bounded(0.1, Order("e", "c"))
    assert refused.value.problems[0].code == "robustness.order_rare"
    assert refused.value.problems[0].words["parent"] == "T2"
    for circle in ((Order("c", "d"), Order("d", "c")), (Order("c", "d"), Order("d", "e"), Order("e", "c"))):
        with pytest.raises(Misuse, match=r"robustness\.order_rare"):
            free(*circle)
    with pytest.raises(Misuse, match=r"robustness\.order_rare"):
        free(Order("c", "e"), floor=0.6)


@pytest.mark.parametrize("pair", [("a", "c"), ("a", "nobody")])
def test_an_order_of_nodes_that_are_no_siblings_is_refused(pair):
    with pytest.raises(Misuse, match=r"robustness\.order_apart"):
        free(Order(*pair))


def test_a_chain_is_found_where_one_order_is_left():
    assert find_chain(3, [(2, 0), (0, 1)]) == [2, 0, 1]
    assert find_chain(3, [(2, 0), (2, 1)]) == []
    assert find_chain(2, []) == []
    assert find_chain(1, []) == [0]
    assert find_chain(3, [(0, 1), (1, 2), (2, 0)]) == []


def test_one_judge_is_always_drawn():
    drawn = judged(T1=[[0.2, 0.8]]).draw(0, 256)
    np.testing.assert_allclose(drawn[:, :2], np.tile([0.06, 0.24], (256, 1)))
    np.testing.assert_allclose(drawn[:, 2:], np.tile(IN_FORCE[2:], (256, 1)))


def test_judges_drawn_again_join_by_the_geometric_mean():
    rows = np.array([[0.2, 0.8], [0.6, 0.4]])
    mixed = np.sqrt(rows[0] * rows[1])
    possible = np.array([*rows, mixed / mixed.sum()]) * 0.3
    drawn = judged(T1=rows).draw(0, 2048)[:, :2]
    nearest = np.abs(drawn[:, None] - possible[None]).sum(axis=2)
    assert nearest.min(axis=1).max() < 1e-12
    np.testing.assert_allclose(np.bincount(nearest.argmin(axis=1)) / 2048, [0.25, 0.25, 0.5], atol=0.04)


def test_the_same_judges_speak_at_every_node():
    rows = {"T1": [[0.2, 0.8], [0.6, 0.4]], ROOT: [[0.9, 0.1], [0.3, 0.7]]}
    drawn = judged(**rows).draw(0, 512)
    first = np.isclose(drawn[:, 5], 0.1)
    np.testing.assert_allclose(drawn[first, 0] / (drawn[first, 0] + drawn[first, 1]), 0.2)


def test_a_judge_who_did_not_judge_there_does_not_count_there():
    drawn = judged(T1=[[0.2, 0.8], [np.nan, np.nan]]).draw(0, 1024)[:, 0] / 0.3
    assert set(np.round(drawn, 9).tolist()) == {0.2, 0.5}


def test_each_of_the_chosen_is_met_as_often():
    chosen = ChosenWeights((FixedWeights(IN_FORCE), FixedWeights(IN_FORCE[::-1])), LAYOUT.points("choice")).draw(0, 1024)
    assert (chosen[:, 0] == 0.15).sum() == 512
