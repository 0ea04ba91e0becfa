"""The rank-sum ratio agrees with the published maternal care example and with the second way of computing each part."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import linregress, norm, rankdata

from iecscore.analysis import evaluate_rank_sums, group_objects, rank_columns

MATERNAL = np.array([[10, 2, 6], [7, 3, 2], [9, 7, 7], [3, 4, 5], [2, 8, 8], [5, 6, 9], [6, 5, 4], [8, 9, 10], [4, 10, 3], [1, 1, 1]], dtype=float)
EQUAL = np.full(3, 1 / 3)
VALUES = st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=2, max_size=8)


def array(*rows):
    return np.array(rows, dtype=float)


def test_maternal_care_in_ten_regions_is_as_published():
    """The classical example of Tian's method, with the figures of the mathmodels book."""
    found = evaluate_rank_sums(MATERNAL, EQUAL)
    assert found.rsr == pytest.approx([0.6, 0.4, 0.767, 0.4, 0.6, 0.667, 0.5, 0.9, 0.567, 0.1], abs=6e-4)
    assert found.probit == pytest.approx([3.72, 4.33, 4.75, 5, 5.39, 5.84, 6.28, 6.96], abs=6e-3)
    assert (found.slope, found.intercept, found.r2) == pytest.approx((0.22169, -0.60855, 0.9379), abs=6e-5)
    assert found.fitted == pytest.approx([0.585, 0.35, 0.784, 0.35, 0.585, 0.686, 0.444, 0.934, 0.5, 0.216], abs=6e-4)
    assert group_objects(found, 3).tolist() == [2, 2, 3, 2, 2, 2, 2, 3, 2, 1]


def test_the_best_value_has_the_highest_rank_and_costs_are_reversed():
    assert rank_columns(array([10, 10], [20, 20], [30, 30]), array(1, -1)).tolist() == [[1, 3], [2, 2], [3, 1]]


def test_ties_share_the_mean_of_their_ranks():
    assert rank_columns(array([5], [5], [9], [1]), array(1))[:, 0].tolist() == [2.5, 2.5, 4, 1]


def test_ranks_that_are_not_whole_keep_the_distances():
    found = rank_columns(array([0, 8], [5, 8], [10, 8]), array(1, 1), whole=False)
    assert found.tolist() == [[1, 2], [2, 2], [3, 2]]


def test_weights_pull_the_ratio_towards_their_criterion():
    found = evaluate_rank_sums(array([1, 3], [2, 2], [3, 1]), array(0.8, 0.2))
    assert found.rsr == pytest.approx([(0.8 * 1 + 0.2 * 3) / 3, 2 / 3, (0.8 * 3 + 0.2 * 1) / 3])


def test_the_last_frequency_is_corrected_even_where_the_best_share_it():
    found = evaluate_rank_sums(array([1], [2], [3.5], [3.5]), array(1))
    assert (found.counts.tolist(), found.mean_ranks.tolist()) == ([1, 1, 2], [1, 2, 3.5])
    assert found.p == pytest.approx([0.25, 0.5, 1 - 1 / 16])


def test_ratios_equal_up_to_rounding_are_one_value():
    found = evaluate_rank_sums(array([1, 2, 3], [3, 2, 1], [2, 3, 1]), array(0.1, 0.2, 0.7))
    again = evaluate_rank_sums(array([1, 2, 3], [3, 2, 1], [1, 2, 3]), EQUAL)
    assert (len(found.values), len(again.values), again.counts.tolist()) == (3, 1, [3])


def test_one_ratio_for_all_gives_no_line_and_no_grade():
    found = evaluate_rank_sums(array([1, 2], [2, 1]), array(0.5, 0.5))
    assert np.isnan([found.slope, found.intercept, found.r2, *found.fitted, *group_objects(found, 3)]).all()


def test_a_single_object_has_a_ratio_and_no_line():
    found = evaluate_rank_sums(array([1, 1]), array(0.5, 0.5))
    assert (found.rsr.tolist(), found.p.tolist()) == ([1], [0.75])
    assert np.isnan(found.slope)


@pytest.mark.parametrize(("grades", "cuts"), [(3, (4, 6)), (4, (3.5, 5, 6.5)), (5, (3.2, 4.4, 5.6, 6.8))])
def test_grades_end_at_the_customary_probits(grades, cuts):
    found = evaluate_rank_sums(np.arange(1.0, 21)[:, None], array(1))
    expected = [1 + sum(probit >= cut for cut in cuts) for probit in found.probit]
    assert group_objects(found, grades).tolist() == expected


@given(VALUES)
def test_each_part_is_what_scipy_makes_of_it(values):
    matrix = np.array(values, dtype=float)
    ranks = rank_columns(matrix, np.ones(3))
    assert ranks.tolist() == rankdata(matrix, axis=0).tolist()
    found = evaluate_rank_sums(ranks, EQUAL)
    assert found.probit == pytest.approx(5 + norm.ppf(found.p))
    if len(found.values) > 1:
        line = linregress(found.probit, found.values)
        assert (found.slope, found.intercept, found.r2) == pytest.approx((line.slope, line.intercept, line.rvalue**2))


@given(VALUES, st.randoms())
def test_the_order_of_objects_does_not_matter(values, chance):
    order = list(range(len(values)))
    chance.shuffle(order)
    ranks = rank_columns(np.array(values, dtype=float), np.ones(3))
    assert evaluate_rank_sums(ranks[order], EQUAL).fitted == pytest.approx(evaluate_rank_sums(ranks, EQUAL).fitted[order], nan_ok=True)


@given(VALUES, st.integers(0, 7))
def test_a_better_object_has_no_smaller_ratio(values, place):
    matrix = np.array(values, dtype=float)
    better = matrix.copy()
    better[place % len(values), 0] += 3
    found = [evaluate_rank_sums(rank_columns(one, np.ones(3)), EQUAL).rsr[place % len(values)] for one in (matrix, better)]
    assert found[1] >= found[0] - 1e-12
