"""Aggregations that set units against each other: pairs, points, distances."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from iecscore.matrix.stages import Aggregation, aggregate
from iecscore.matrix.stages.comparing import outrank

GAP = np.nan


def scores(rows, rule, weights=None, **more):
    columns = np.array(rows, dtype=float)
    return aggregate(columns, np.ones(columns.shape[1]) if weights is None else np.array(weights, dtype=float), Aggregation(rule, **more)).tolist()


def test_copeland_counts_units_beaten_less_units_lost_to():
    rows = [[3, 3, 1], [2, 2, 2], [1, 1, 3]]
    assert scores(rows, "copeland") == [2, 0, -2]
    assert scores(rows, "copeland", [1, 1, 3]) == [-2, 0, 2]


def test_a_pair_that_halves_the_weight_is_a_draw_whatever_floats_make_of_it():
    rows = [[2, 2, 1], [1, 1, 2]]
    assert 0.1 + 0.2 != 0.3
    assert scores(rows, "copeland", [0.1, 0.2, 0.3]) == [0, 0]
    assert scores(rows, "copeland", [1 / 3, 1 / 3, 2 / 3]) == [0, 0]


def test_values_that_differ_by_rounding_are_equal():
    assert scores([[0.1 + 0.2, 5], [0.3, 5]], "copeland") == [0, 0]
    assert scores([[0.1 + 0.2, 5], [0.3, 4]], "copeland") == [1, -1]


def test_only_what_both_have_decides_a_pair():
    rows = [[5, GAP, 1], [4, 9, 2], [GAP, 3, GAP]]
    beats = outrank(np.array(rows), np.array([2.0, 1, 1]))
    assert beats[0, 1] == pytest.approx(2 / 3)
    assert beats[1, 0] == pytest.approx(1 / 3)
    assert beats[1, 2] == 1
    assert np.isnan(beats[0, 2])
    assert np.isnan(np.diag(beats)).all()
    assert scores(rows, "copeland", [2, 1, 1]) == [1, 0, -1]


def test_units_that_never_met_share_the_point_in_the_sum_of_outrankings():
    assert scores([[5, GAP], [GAP, 3]], "outranking") == [0.5, 0.5]
    assert scores([[3, 3, 1], [2, 2, 2]], "outranking", [1, 1, 2]) == [0.5, 0.5]
    assert scores([[3, 3], [2, 2], [2, 1]], "outranking") == [2, 0.75, 0.25]


def test_borda_points_are_the_units_a_unit_is_better_than():
    assert scores([[3, 10], [2, 20], [1, 30]], "borda") == [1, 1, 1]
    assert scores([[3, 10], [2, 20], [2, 30]], "borda", [3, 1]) == pytest.approx([1.5, 0.625, 0.875])


def test_borda_points_of_an_indicator_with_gaps_are_stretched_to_all_units():
    assert scores([[3, 1], [1, 2], [GAP, 3]], "borda", [1, 1]) == pytest.approx([1, 0.5, 2])
    assert scores([[3, 1], [GAP, 2], [GAP, 3]], "borda", [1, 1]) == pytest.approx([0.5, 1, 2])
    assert scores([[3, 1], [GAP, 2], [GAP, 3]], "borda", [1, 0]) == pytest.approx([0, np.nan, np.nan], nan_ok=True)


def test_the_distance_from_the_best_is_told_by_mean_and_deviations():
    rows = np.array([[3.0, 4], [0, 4], [3, 0]])
    apart = np.array([0, 3, 4])
    assert scores(rows, "distance-to-best") == pytest.approx((apart / (apart.mean() + 2 * apart.std(ddof=1))).tolist())
    assert scores(rows, "distance-to-best", deviation="population") == pytest.approx((apart / (apart.mean() + 2 * apart.std())).tolist())
    assert scores([[3, 4], [3, 4]], "distance-to-best") == [0, 0]
    assert scores([[3, 4]], "distance-to-best") == [0]


GAPPED = arrays(float, (6, 4), elements=st.one_of(st.just(GAP), st.integers(0, 5).map(float)))
WEIGHTS = arrays(float, 4, elements=st.sampled_from([0.1, 0.2, 0.3, 0.4]))


@given(
    GAPPED, WEIGHTS, st.sampled_from(["copeland", "outranking", "borda", "distance-to-best"]), st.permutations(range(6)), st.permutations(range(4))
)
def test_with_gaps_and_ties_the_order_of_rows_and_columns_does_not_matter(columns, weights, rule, rows, places):
    found = aggregate(columns, weights, Aggregation(rule))[list(rows)]
    moved = aggregate(columns[list(rows)][:, list(places)], weights[list(places)], Aggregation(rule))
    if rule == "copeland":
        np.testing.assert_array_equal(moved, found)
    np.testing.assert_allclose(moved, found, atol=1e-9)


@given(GAPPED, WEIGHTS)
def test_copeland_scores_sum_to_zero_and_what_one_wins_another_loses(columns, weights):
    found = aggregate(columns, weights, Aggregation("copeland"))
    assert np.nansum(found) == 0
    beats = outrank(columns, weights)
    np.testing.assert_allclose((beats + beats.T)[~np.isnan(beats)], 1, atol=1e-12)


@given(arrays(float, (5, 3), elements=st.integers(0, 9).map(float)), st.integers(0, 2), st.sampled_from(["copeland", "outranking", "borda"]))
def test_a_unit_that_gets_better_never_scores_less(columns, place, rule):
    better = columns.copy()
    better[0, place] += 3
    weights = np.array([1.0, 2, 4])
    assert aggregate(better, weights, Aggregation(rule))[0] >= aggregate(columns, weights, Aggregation(rule))[0] - 1e-9
