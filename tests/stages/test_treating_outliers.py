"""Treat outliers: the test, single points, the whole column, and every cell that changed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import kurtosis, skew

from iecscore.matrix.stages import FORCED, TRANSFORMS, Limits, Treatment, measure_moments, transform, treat_columns
from iecscore.matrix.stages.transforms import find_exponent
from stages.treated_one_by_one import treat as treat_alone

GAP = np.nan
TEN = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10]
FAR = [*TEN, 30, 100]
SEVERAL = [*TEN * 5, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]


def treat(column, **more):
    return treat_columns(np.array(column, dtype=float)[:, None], [Treatment(**more)])


def after(column, **more):
    return treat(column, **more).values[:, 0].tolist()


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=12).filter(lambda values: len(set(values)) > 1))
def test_skewness_and_kurtosis_are_scipys_without_bias(values):
    moments = measure_moments(np.array([*values, GAP], dtype=float))
    assert moments.skewness == pytest.approx(skew(values, bias=False), abs=1e-9)
    assert moments.kurtosis == pytest.approx(kurtosis(values, bias=False), abs=1e-9)


def test_too_few_values_or_values_that_are_all_alike_have_no_moments_and_pass():
    assert all(math.isnan(measure_moments(np.array(column)).skewness) for column in ([1.0, 2.0], [3.0] * 9, [0.1 + 0.2, 0.3, 0.3, 0.3], [GAP]))
    three = measure_moments(np.array([1.0, 2.0, 9.0]))
    assert three.skewness > 0
    assert math.isnan(three.kurtosis)
    assert three.pass_limits(Limits())
    assert math.isnan(measure_moments(np.array([])).skewness)


def test_a_column_that_passes_is_left_alone():
    treated = treat(TEN)
    assert after(TEN) == TEN
    assert treated.cells == ()
    assert (treated.columns[0].treatment, treated.columns[0].passes, treated.columns[0].points) == ("none", True, 0)


def test_one_of_skewness_and_kurtosis_below_its_limit_is_enough():
    moments = measure_moments(np.array(FAR))
    assert after(FAR, limits=Limits(skewness=moments.skewness + 0.1)) == FAR
    assert after(FAR, limits=Limits(kurtosis=moments.kurtosis + 0.1)) == FAR
    assert after(FAR) != FAR


def test_the_extreme_on_the_side_of_the_skew_takes_the_next_value_and_is_told():
    treated = treat([*FAR, GAP])
    assert treated.values[:12, 0].tolist() == [*TEN, 30, 30]
    cell = treated.cells[0]
    assert (cell.unit, cell.indicator, cell.before, cell.after, cell.treatment) == (11, 0, 100, 30, "winsorised-high")
    assert after([-x for x in FAR]) == [-x for x in [*TEN, 30, 30]]
    assert treat([-x for x in FAR]).cells[0].treatment == "winsorised-low"


def test_tied_extremes_are_pulled_in_at_once():
    treated = treat([*TEN, *TEN, 90, 90], most=1)
    assert treated.values[20:, 0].tolist() == [10, 10]
    assert treated.columns[0].points == 2


def test_both_sides_may_be_pulled_in():
    column = [-300.0, *range(60), 400.0]
    treated = treat(column, limits=Limits(0.01, -1.2), second="none", most=2)
    assert {cell.treatment for cell in treated.cells} == {"winsorised-high", "winsorised-low"}


def test_where_five_points_are_not_enough_the_original_is_transformed():
    treated = treat(SEVERAL)
    column = np.array(SEVERAL)
    np.testing.assert_allclose(treated.values[:, 0], np.log(column - 1 + 0.01 * (1e8 - 1)), atol=1e-12)
    assert {cell.treatment for cell in treated.cells} == {"log-ct"}
    assert len(treated.cells) == len(SEVERAL)
    assert treated.columns[0].points == 0


def test_where_both_are_combined_the_transformation_works_on_what_was_pulled_in():
    treated = treat(SEVERAL, combine=True)
    pulled = np.array([*TEN * 5, 1e2, *[1e3] * 6])
    np.testing.assert_allclose(treated.values[:, 0], np.log(pulled - 1 + 0.01 * 999), atol=1e-12)
    assert treated.columns[0].treatment == "winsorised+log-ct"
    assert {cell.treatment for cell in treated.cells} == {"log-ct", "winsorised-high+log-ct"}


def test_without_a_second_treatment_what_was_pulled_in_stays_and_fails():
    treated = treat(SEVERAL, second="none", most=2)
    assert treated.values[-3:, 0].tolist() == [1e6, 1e6, 1e6]
    assert treated.columns[0].treatment == "winsorised"
    assert not treated.columns[0].passes


def test_forced_winsorising_of_a_passing_column_has_its_effect():
    assert after(TEN, forced="winsorise", most=2) == [2, 2, 3, 4, 5, 6, 7, 8, 9, 9]
    assert after([5.0] * 6, forced="winsorise") == [5.0] * 6
    assert len(set(after(TEN, forced="winsorise", most=None))) == 1


def test_a_forced_transformation_of_a_passing_column_has_its_effect():
    assert after(TEN, forced="transform", second="log-ct-original") == pytest.approx(np.log(TEN).tolist())
    assert after([1.0, 3.0], forced="transform", second="log-ct-original") == pytest.approx([0, math.log(3)])
    assert after([5.0] * 6, forced="transform") == [5.0] * 6


def test_a_column_may_be_spared_whatever_the_test_says():
    treated = treat(FAR, forced="none")
    assert after(FAR, forced="none") == FAR
    assert not treated.columns[0].passes


def test_each_column_has_a_treatment_of_its_own():
    columns = np.column_stack([FAR, FAR])
    treated = treat_columns(columns, [Treatment(), Treatment(forced="none")])
    assert treated.values[-1].tolist() == [30, 100]
    assert [cell.indicator for cell in treated.cells] == [0]
    assert treat_columns(np.empty((3, 0)), []).values.shape == (3, 0)


def test_the_transformations_are_their_formulas():
    column = np.array([0.0, 1, 3, 7, GAP])
    np.testing.assert_allclose(transform(column, "log-ct")[:4], np.log(column[:4] + 0.07))
    np.testing.assert_allclose(transform(-column, "log-ct-plus")[:4], -np.log(column[:4] + 0.07))
    np.testing.assert_allclose(transform(column, "log-ct-plus")[:4], np.log(column[:4] + 0.07))
    np.testing.assert_allclose(transform(column, "log-gii")[:4], np.log(6 * column[:4] / 7 + 1))
    np.testing.assert_allclose(transform(column, "box-cox", 0.5)[:4], 2 * (np.sqrt(column[:4] + 1) - 1))
    np.testing.assert_allclose(transform(column, "box-cox", 0)[:4], np.log(column[:4] + 1))


def test_the_gii_logarithm_leaves_a_column_without_a_maximum_above_one_as_it_is():
    assert treat(FAR, second="log-gii", forced="transform").columns[0].treatment == "log-gii"
    low = treat([-x for x in FAR], second="log-gii", forced="transform")
    assert low.values[:, 0].tolist() == [-x for x in FAR]
    assert (low.cells, low.columns[0].treatment) == ((), "none")


def test_the_likeliest_exponent_is_found_and_told():
    treated = treat(SEVERAL, second="box-cox", forced="transform")
    lifted = np.array(SEVERAL)
    exponent = find_exponent(lifted)
    assert treated.columns[0].exponent == exponent
    np.testing.assert_allclose(treated.values[:, 0], (lifted**exponent - 1) / exponent)
    assert treat(SEVERAL, second="box-cox", exponent=0.5, forced="transform").columns[0].exponent == 0.5
    assert math.isnan(treat(SEVERAL).columns[0].exponent)


@given(
    st.lists(st.integers(-40, 400), min_size=4, max_size=14).filter(lambda values: len(set(values)) > 1),
    st.sampled_from(TRANSFORMS),
    st.sampled_from(["as-tested", "winsorise", "transform"]),
    st.booleans(),
)
def test_no_treatment_turns_two_values_round(values, second, forced, combine):
    found = np.array(after(values, second=second, exponent=0.5, forced=forced, combine=combine))
    order = np.argsort(values, kind="stable")
    assert (np.diff(found[order]) >= -1e-12).all()


@given(st.lists(st.integers(-40, 400), min_size=4, max_size=14), st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(values, random):
    order = list(range(len(values)))
    random.shuffle(order)
    np.testing.assert_allclose(after([values[place] for place in order]), np.array(after(values))[order], atol=1e-9)


@settings(deadline=None)
@given(
    arrays(float, (9, 4), elements=st.sampled_from([-300.0, -2, 0, 1, 2, 3, 4, 50, 51, 4000, GAP])),
    st.sampled_from([*TRANSFORMS, "none"]),
    st.sampled_from([None, 0.0, 0.5]),
    st.sampled_from(FORCED),
    st.sampled_from([0, 1, 3, None]),
    st.booleans(),
)
def test_all_columns_at_once_are_each_treated_as_one_alone(columns, second, exponent, forced, most, combine):
    limits = Limits(0.5, 0.5)
    treatments = [Treatment(limits, most, second, exponent, combine, forced), Treatment(limits), Treatment(limits, most, second, exponent or 0.0)]
    treated = treat_columns(columns, [*treatments, treatments[0]])
    for place, treatment in enumerate([*treatments, treatments[0]]):
        values, marks, points = treat_alone(columns[:, place], treatment)
        np.testing.assert_allclose(treated.values[:, place], values, rtol=1e-12, atol=1e-12)
        assert treated.columns[place].points == points
        told = {cell.unit: cell.treatment for cell in treated.cells if cell.indicator == place}
        assert told == {unit: mark for unit, mark in enumerate(marks) if mark}
