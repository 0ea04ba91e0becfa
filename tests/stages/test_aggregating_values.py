"""Join values into one score: formulas, gaps, zeros, and what a rule cannot say."""

import math
from statistics import harmonic_mean, mean, median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import gmean, hmean, pmean

from iecscore.matrix.stages import AGGREGATION_RULES, Aggregation, aggregate

GAP = np.nan
ROW = [2.0, 8.0, 5.0]
EQUAL = [1.0, 1.0, 1.0]
UNEQUAL = [0.5, 0.25, 0.25]


def score(row, weights, rule="arithmetic", **more):
    return float(aggregate(np.array([row], dtype=float), np.array(weights, dtype=float), Aggregation(rule, **more))[0])


def test_the_means_are_those_of_the_textbook():
    assert score(ROW, EQUAL) == pytest.approx(mean(ROW))
    assert score(ROW, UNEQUAL) == pytest.approx(1 + 2 + 1.25)
    assert score(ROW, UNEQUAL, "geometric") == pytest.approx(gmean(ROW, weights=UNEQUAL))
    assert score(ROW, UNEQUAL, "harmonic") == pytest.approx(hmean(ROW, weights=UNEQUAL))
    assert score(ROW, EQUAL, "harmonic") == pytest.approx(harmonic_mean(ROW))
    assert score(ROW, UNEQUAL, "power", power=2) == pytest.approx(pmean(ROW, 2, weights=UNEQUAL))
    assert score(ROW, UNEQUAL, "power", power=-3) == pytest.approx(pmean(ROW, -3, weights=UNEQUAL))
    assert score(ROW, UNEQUAL, "power", power=0) == pytest.approx(gmean(ROW, weights=UNEQUAL))


def test_the_median_passes_one_half_of_the_weight():
    assert score(ROW, EQUAL, "median") == median(ROW)
    assert score([*ROW, 9], [1, 1, 1, 1], "median") == median([*ROW, 9])
    assert score(ROW, [1, 3, 1], "median") == 8
    assert score(ROW, UNEQUAL, "median") == (2 + 5) / 2
    assert score(ROW, [0, 1, 1], "median") == 6.5


def test_the_least_and_the_greatest_are_of_what_has_a_weight():
    assert (score(ROW, EQUAL, "minimum"), score(ROW, EQUAL, "maximum")) == (2, 8)
    assert (score(ROW, [0, 0, 1], "minimum"), score(ROW, [1, 0, 0], "maximum")) == (5, 2)


def test_mean_min_lies_between_the_mean_and_the_least():
    assert score(ROW, EQUAL, "mean-min", alpha=0) == 5
    assert score(ROW, EQUAL, "mean-min", alpha=1, beta=0) == 2
    assert score(ROW, EQUAL, "mean-min", alpha=0.5, beta=1) == pytest.approx(5 - 0.5 * (math.sqrt(9 + 1) - 1))


def test_mazziotta_pareto_takes_the_variation_of_a_units_values_off_or_adds_it():
    row = [90.0, 100.0, 119.0]
    population, sample = np.var(row), np.var(row, ddof=1)
    assert score(row, EQUAL, "mazziotta-pareto") == pytest.approx(103 - population / 103)
    assert score(row, EQUAL, "mazziotta-pareto", penalty="positive") == pytest.approx(103 + population / 103)
    assert score(row, EQUAL, "mazziotta-pareto", deviation="sample") == pytest.approx(103 - sample / 103)
    assert score([7, GAP, GAP], EQUAL, "mazziotta-pareto", deviation="sample") == 7


def test_the_adjusted_index_puts_the_reference_at_100_for_itself():
    columns = np.array([[10.0, 5], [20, 9], [40, 1]])
    types, centres = np.array([1.0, -1]), np.array([20.0, 5])
    placed = np.column_stack([70 + 60 * (columns[:, 0] - 5) / 30, 130 - 60 * (columns[:, 1] - 1) / 8])
    expected = {sign: placed.mean(axis=1) + sign * placed.var(axis=1) / placed.mean(axis=1) for sign in (1, -1)}
    for penalty, sign in (("positive", 1), ("negative", -1)):
        found = aggregate(columns, np.ones(2), Aggregation("adjusted-mazziotta-pareto", types=types, centres=centres, penalty=penalty))
        np.testing.assert_allclose(found, expected[sign], atol=1e-12)
    means = aggregate(columns, np.ones(2), Aggregation("adjusted-mazziotta-pareto"))
    assert means.mean() < 100


def test_the_penalty_means_nothing_where_the_mean_is_not_above_zero():
    assert math.isnan(score([-5, 1, 1], EQUAL, "mazziotta-pareto"))
    assert math.isnan(score([-1, 1, 0], EQUAL, "mazziotta-pareto"))
    assert score([0, 0, 0], EQUAL, "mazziotta-pareto") == 0


def test_the_ordered_mean_weighs_places_not_indicators():
    assert score(ROW, EQUAL, "ordered") == pytest.approx(5)
    assert score(ROW, EQUAL, "ordered", orders=np.array([1.0, 0, 0])) == 8
    assert score(ROW, EQUAL, "ordered", orders=np.array([0, 0.5, 0.5])) == pytest.approx(3.5)
    assert score([5.0, 2, 8], EQUAL, "ordered", orders=np.array([0, 0.5, 0.5])) == pytest.approx(3.5)


def test_the_ordered_mean_of_fewer_values_reads_its_weights_off_the_line_of_sums():
    orders = np.array([0.6, 0.3, 0.1])
    assert score([2, 8, GAP], EQUAL, "ordered", orders=orders) == pytest.approx(0.75 * 8 + 0.25 * 2)
    assert score([2, 8, 9], [1, 1, 0], "ordered", orders=orders) == pytest.approx(0.75 * 8 + 0.25 * 2)
    assert score([GAP, 8, GAP], EQUAL, "ordered", orders=orders) == pytest.approx(8)


def test_a_gap_hands_its_weight_on_to_what_is_there():
    assert score([2, GAP, 5], UNEQUAL) == pytest.approx((0.5 * 2 + 0.25 * 5) / 0.75)
    assert score([2, GAP, 5], UNEQUAL, "geometric") == pytest.approx(gmean([2, 5], weights=[0.5, 0.25]))


@pytest.mark.parametrize("rule", AGGREGATION_RULES)
def test_a_unit_with_nothing_there_has_no_score(rule):
    columns = np.array([[2.0, 8, 5], [GAP, GAP, GAP], [3, 1, 2], [4, 4, 9]])
    found = aggregate(columns, np.array(EQUAL), Aggregation(rule))
    assert np.isnan(found).tolist() == [False, True, False, False]
    assert np.isnan(aggregate(columns[1:2], np.array(EQUAL), Aggregation(rule))).all()
    np.testing.assert_allclose(found[[0, 2, 3]], aggregate(columns[[0, 2, 3]], np.array(EQUAL), Aggregation(rule)), atol=1e-12)


def test_a_unit_below_the_least_share_has_no_score_whether_counted_or_weighed():
    row = [2, GAP, GAP]
    assert score(row, UNEQUAL, least=1 / 3) == 2
    assert math.isnan(score(row, UNEQUAL, least=0.4))
    assert score(row, UNEQUAL, least=0.5, counted="weight") == 2
    assert math.isnan(score(row, UNEQUAL, least=0.6, counted="weight"))
    assert math.isnan(score([GAP, GAP, 5], [1, 1, 0]))


@pytest.mark.parametrize("rule", ["geometric", "harmonic"])
def test_one_zero_makes_these_means_zero_and_a_negative_value_undoes_them(rule):
    assert score([0, 8, 5], EQUAL, rule) == 0
    assert score([0, 8, 5], [0, 1, 1], rule) > 0
    assert score([0, 0, 0], EQUAL, rule) == 0
    assert math.isnan(score([-1, 8, 5], EQUAL, rule))


def test_a_positive_power_takes_zeros_and_no_negative_values():
    assert score([0, 4, 4], [2, 1, 1], "power", power=2) == pytest.approx(math.sqrt(8))
    assert math.isnan(score([-1, 4, 4], EQUAL, "power", power=2))
    assert score([-1, 4, 4], EQUAL, "power", power=1) == pytest.approx(7 / 3)


def test_large_values_do_not_overflow():
    assert score([1e200, 1e200, 1e200], EQUAL, "power", power=3) == pytest.approx(1e200)
    assert score([1e-200, 1e-200, 1e-200], EQUAL, "power", power=-3) == pytest.approx(1e-200)


POSITIVE = arrays(float, (4, 3), elements=st.integers(60, 140).map(float))
WEIGHTS = arrays(float, 3, elements=st.integers(1, 9).map(float))
OWN = ["arithmetic", "geometric", "harmonic", "power", "median", "minimum", "maximum", "mean-min", "ordered"]


@given(POSITIVE, WEIGHTS, st.sampled_from(AGGREGATION_RULES), st.permutations(range(4)), st.permutations(range(3)))
def test_the_order_of_units_and_of_indicators_does_not_matter(columns, weights, rule, rows, places):
    how = Aggregation(rule, power=2)
    found = aggregate(columns, weights, how)[list(rows)]
    np.testing.assert_allclose(aggregate(columns[list(rows)][:, list(places)], weights[list(places)], how), found, atol=1e-9)


@given(POSITIVE, WEIGHTS, st.sampled_from(AGGREGATION_RULES))
def test_only_the_proportions_of_weights_count(columns, weights, rule):
    found = aggregate(columns, weights, Aggregation(rule, power=2))
    np.testing.assert_allclose(aggregate(columns, weights * 8, Aggregation(rule, power=2)), found, atol=1e-9)


@given(POSITIVE, WEIGHTS, st.sampled_from(OWN), st.integers(0, 2))
def test_a_mean_lies_among_a_units_values_and_never_falls_when_one_rises(columns, weights, rule, place):
    how = Aggregation(rule, power=3, alpha=0.4)
    found = aggregate(columns, weights, how)
    assert (found <= columns.max(axis=1) + 1e-9).all()
    assert (found >= columns.min(axis=1) - 1e-9).all()
    better = columns.copy()
    better[0, place] += 5
    assert aggregate(better, weights, how)[0] >= found[0] - 1e-9


@given(POSITIVE, WEIGHTS)
def test_harmonic_geometric_and_arithmetic_come_in_this_order(columns, weights):
    harmonic, geometric, arithmetic = (aggregate(columns, weights, Aggregation(rule)) for rule in ("harmonic", "geometric", "arithmetic"))
    assert (harmonic <= geometric + 1e-9).all()
    assert (geometric <= arithmetic + 1e-9).all()
