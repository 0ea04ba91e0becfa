"""Fill gaps from the unit's other rounds."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from iecscore.matrix.stages import ROUND_RULES, impute_rounds

GAP = np.nan


def cube(*series):
    """One indicator: a series of rounds for each unit."""
    return np.array(series, dtype=float).T[:, :, None]


def series(values, rule, times=None, **more):
    told = cube(values)
    return impute_rounds(told, np.arange(len(values), dtype=float) if times is None else np.array(times, dtype=float), rule, **more).values[:, 0, 0]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("latest", [GAP, 4, 4, 4, 8, 8]),
        ("constant", [4, 4, 4, 4, 8, 8]),
        ("linear", [GAP, 4, 16 / 3, 20 / 3, 8, GAP]),
        ("linear-constant", [4, 4, 16 / 3, 20 / 3, 8, 8]),
    ],
)
def test_each_rule_fills_before_between_and_after(rule, expected):
    np.testing.assert_allclose(series([GAP, 4, GAP, GAP, 8, GAP], rule), expected, atol=1e-12)


def test_a_line_runs_over_time_not_over_rounds():
    assert series([0, GAP, 10], "linear", times=[2020, 2021, 2030])[1] == pytest.approx(1)


def test_the_latest_value_may_be_too_old():
    assert math.isnan(series([4, GAP, GAP], "latest", reach=1)[2])
    assert series([4, GAP, GAP], "latest", reach=1)[1] == 4
    assert math.isnan(series([4, GAP], "latest", reach=0)[1])


@pytest.mark.parametrize("rule", ROUND_RULES)
def test_a_unit_that_never_told_keeps_its_gaps(rule):
    assert np.isnan(series([GAP, GAP, GAP], rule)).all()


@pytest.mark.parametrize("rule", ["latest", "constant", "linear-constant"])
def test_a_single_value_is_enough_and_its_error_is_unknown(rule):
    found = impute_rounds(cube([4, GAP]), np.array([0.0, 1.0]), rule)
    assert found.values[1, 0, 0] == 4
    assert math.isnan(found.errors[1, 0, 0])
    assert (found.cells[0].round, found.cells[0].sources) == (1, (0,))


def test_the_error_is_what_the_rule_misses_known_values_by_over_all_units():
    found = impute_rounds(cube([1, 2, 4], [5, GAP, GAP]), np.arange(3.0), "latest")
    assert found.errors[1, 1, 0] == pytest.approx(math.sqrt((1 + 4) / 2))
    assert found.errors[:, 0, 0].tolist() == [0, 0, 0]
    inside = impute_rounds(cube([0, 7, 10], [5, GAP, 9]), np.arange(3.0), "linear")
    assert inside.errors[1, 1, 0] == 2
    assert inside.cells[0].sources == (0, 2)


@given(arrays(float, (4, 3, 2), elements=st.one_of(st.just(GAP), st.integers(-9, 9).map(float))), st.sampled_from(ROUND_RULES))
def test_a_filled_value_lies_among_what_the_unit_told(told, rule):
    found = impute_rounds(told, np.arange(4.0), rule)
    np.testing.assert_array_equal(found.values[~np.isnan(told)], told[~np.isnan(told)])
    for cell in found.cells:
        own = told[:, cell.unit, cell.indicator]
        assert np.fmin.reduce(own) - 1e-9 <= cell.value <= np.fmax.reduce(own) + 1e-9
        assert cell.value == found.values[cell.round, cell.unit, cell.indicator]
