"""Which units have told enough, and figures per something."""

import math

import numpy as np
import pytest

from iecscore.matrix.stages import Screen, denominate, screen_units

GAP = np.nan
ROWS = np.array([[1.0, 2, 3], [GAP, GAP, 4], [5, 0, 0], [GAP, GAP, GAP]])


def kept(weights=(1, 1, 1), **more):
    return screen_units(ROWS, np.array(weights, dtype=float), Screen(**more)).kept.tolist()


def test_units_stay_by_the_share_that_is_there():
    assert kept() == [True, False, True, False]
    assert kept(available=1 / 3) == [True, True, True, False]
    assert kept(available=0) == [True] * 4


def test_shares_may_be_of_weights():
    assert kept((1, 1, 8), available=0.8) == [True, True, True, False]
    found = screen_units(ROWS, np.array([1.0, 1, 8]), Screen())
    assert found.available.tolist() == [1, 0.8, 1, 0]
    assert found.nonzero[:3].tolist() == [1, 1, 0.1]


def test_a_share_just_reached_is_enough_whatever_floats_make_of_it():
    told = np.array([[1.0] * 9 + [GAP]])
    assert screen_units(told, np.full(10, 0.1), Screen(available=0.9)).kept.tolist() == [True]


def test_units_stay_by_the_share_that_is_not_zero():
    assert kept(by="zeros", nonzero=0.5) == [True, True, False, True]
    assert kept(by="both", nonzero=0.5) == [True, False, False, False]
    assert math.isnan(screen_units(ROWS, np.ones(3), Screen()).nonzero[3])


def test_some_units_are_in_or_out_whatever_they_hold():
    assert kept(included=[3], excluded=[0]) == [False, False, True, True]


def test_a_figure_is_divided_by_the_denominator_it_names():
    told, under = np.array([[10.0, 7], [30, 8]]), np.array([[2.0, 100], [3, 100]])
    assert denominate(told, under, [0, None], np.array([1.0, 5])).tolist() == [[5, 7], [10, 8]]
    assert denominate(told, under, [0, 1], np.array([1.0, 50])).tolist() == [[5, 3.5], [10, 4]]


@pytest.mark.parametrize("under", [0.0, -4.0, GAP])
def test_per_nothing_there_is_no_figure(under):
    assert np.isnan(denominate(np.array([[10.0]]), np.array([[under]]), [0], np.ones(1))).all()


def test_a_gap_stays_a_gap():
    assert np.isnan(denominate(np.array([[GAP, GAP]]), np.array([[2.0]]), [0, None], np.ones(2))).all()
