"""Obstacle degrees and fuzzy evaluation agree with the documentation of the R package mathmodels, and with arithmetic by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iecscore.analysis import OPERATORS, compose, find_obstacles, share_grades

SCORES = np.array(
    [
        [0.0162, 0.272, 0.2655],
        [0.1782, 0.6824, 0.3721],
        [0.549, 0.0593, 0.5729],
        [0.673, 0.4812, 0.9082],
        [0.0207, 0.8891, 0.2017],
        [0.9875, 0.5573, 0.8984],
    ]
)
GARMENT = np.array([[[0.8, 0.1, 0.1], [0.7, 0.2, 0.1], [0.6, 0.2, 0.2], [0.7, 0.1, 0.2]]])
WEIGHTS = np.array([0.3, 0.3, 0.3, 0.1])
UNIT = st.floats(0, 1)


def test_weighted_shortfalls_are_those_of_the_r_package():
    found = find_obstacles(SCORES, np.array([0.4, 0.3, 0.3]))
    expected = [
        [0.394, 0.218, 0.220],
        [0.329, 0.0953, 0.188],
        [0.180, 0.282, 0.128],
        [0.131, 0.156, 0.0275],
        [0.392, 0.0333, 0.239],
        [0.005, 0.133, 0.0305],
    ]
    assert found.raw == pytest.approx(np.array(expected), abs=6e-4)


def test_degrees_are_shares_of_the_unit_and_sum_to_one():
    found = find_obstacles(np.array([[0.5, 0.8], [0.0, 1.0]]), np.array([0.4, 0.6]))
    assert found.degree == pytest.approx(np.array([[0.2 / 0.32, 0.12 / 0.32], [1, 0]]))


def test_the_scale_of_the_weights_does_not_change_the_degrees():
    assert find_obstacles(SCORES, np.array([4.0, 3, 3])).degree == pytest.approx(find_obstacles(SCORES, np.array([0.4, 0.3, 0.3])).degree)


def test_a_perfect_unit_has_no_obstacles():
    found = find_obstacles(np.array([[1.0, 1.0], [0.5, 1.0]]), np.array([0.5, 0.5]))
    assert np.isnan(found.degree[0]).all()
    assert found.degree[1].tolist() == [1, 0]


@pytest.mark.parametrize(
    ("operator", "expected"),
    [("prod-sum", [0.7, 0.16, 0.14]), ("min-max", [0.3, 0.2, 0.2]), ("prod-max", [0.24, 0.06, 0.06]), ("min-bounded-sum", [1, 0.6, 0.5])],
)
def test_the_garment_example_is_what_it_is_by_hand(operator, expected):
    """The weighted sum is the figure of the R documentation of fuzzy_eval; the others are worked out by hand."""
    assert compose(WEIGHTS, GARMENT, operator)[0] == pytest.approx(expected)


def test_a_bounded_sum_never_passes_one():
    assert compose(np.ones(3), np.ones((1, 3, 1)), "min-bounded-sum").tolist() == [[1]]


def test_shares_sum_to_one_and_an_object_in_no_grade_has_none():
    shares = share_grades(np.array([[0.3, 0.2, 0.2], [0.0, 0.0, 0.0]]))
    assert shares[0] == pytest.approx([3 / 7, 2 / 7, 2 / 7])
    assert np.isnan(shares[1]).all()


@given(st.lists(st.lists(UNIT, min_size=3, max_size=3), min_size=1, max_size=5), st.sampled_from(sorted(OPERATORS)), st.integers(0, 4), UNIT)
def test_more_membership_is_never_less_grade(rows, operator, place, more):
    low = np.array([rows])
    high = low.copy()
    high[0, place % len(rows)] = np.maximum(high[0, place % len(rows)], more)
    weights = np.full(len(rows), 1 / len(rows))
    assert (compose(weights, high, operator) >= compose(weights, low, operator) - 1e-12).all()


def test_objects_are_evaluated_each_by_itself():
    both = np.concatenate([GARMENT, GARMENT[:, ::-1]])
    assert compose(WEIGHTS, both)[0] == pytest.approx(compose(WEIGHTS, GARMENT)[0])
