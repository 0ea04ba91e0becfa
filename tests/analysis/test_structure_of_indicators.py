"""Correlations, reliability, factor and components agree with R's documentation and with figures of other libraries."""

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import pearsonr, spearmanr

from analysis.attitudes import ATTITUDES
from iecscore.analysis import (
    average_between,
    correlate,
    covary,
    find_components,
    find_flags,
    fit_by_likelihood,
    fit_by_residuals,
    is_singular,
    judge_adequacy,
    measure_alpha,
    measure_omega,
    screen,
)

PEERS = json.loads((Path(__file__).parent / "peer_figures.json").read_text(encoding="utf-8"))
SURVEY = np.array(ATTITUDES, dtype=float)
CORRELATIONS = np.corrcoef(SURVEY.T)
GAP = math.nan


def array(*rows):
    return np.array(rows, dtype=float)


def gapped():
    survey = SURVEY.copy()
    for row, column in PEERS["gaps"]:
        survey[row, column] = GAP
    return survey


def ability():
    """Covariances of six ability tests of 112 people (Bartholomew 1987); R has them as `ability.cov`."""
    lower = [
        [24.641],
        [5.991, 6.700],
        [33.520, 18.137, 149.831],
        [6.023, 1.782, 19.424, 12.711],
        [20.755, 4.936, 31.430, 4.757, 52.604],
        [29.701, 7.204, 50.753, 9.075, 66.762, 135.292],
    ]
    whole = np.zeros((6, 6))
    for row, values in enumerate(lower):
        whole[row, : row + 1] = whole[: row + 1, row] = values
    deviations = np.sqrt(np.diag(whole))
    return whole / np.outer(deviations, deviations)


def test_alpha_is_that_of_the_r_package_psych():
    """psych::alpha(attitude), printed to three digits."""
    found = measure_alpha(covary(SURVEY))
    assert (found.alpha, found.standardised, found.mean_correlation) == pytest.approx((0.843, 0.839, 0.427), abs=5e-4)
    assert found.if_dropped == pytest.approx([0.810, 0.797, 0.828, 0.803, 0.795, 0.864, 0.840], abs=5e-4)


def test_alpha_is_that_of_pingouin_with_and_without_gaps():
    assert measure_alpha(covary(SURVEY)).alpha == pytest.approx(PEERS["alpha"], abs=1e-12)
    assert measure_alpha(covary(gapped())).alpha == pytest.approx(PEERS["alpha_pairwise"], abs=1e-12)
    assert measure_alpha(covary(screen(gapped()).values)).alpha == pytest.approx(PEERS["alpha_listwise"], abs=1e-12)


def test_an_item_is_correlated_with_the_sum_of_the_others():
    rest = [np.corrcoef(SURVEY[:, item], np.delete(SURVEY, item, axis=1).sum(axis=1))[0, 1] for item in range(7)]
    assert measure_alpha(covary(SURVEY)).item_rest == pytest.approx(rest)


def test_a_sum_that_does_not_vary_has_no_alpha():
    found = measure_alpha(array([1, -1], [-1, 1]))
    assert np.isnan([found.alpha, *found.if_dropped]).all()


def test_an_item_whose_others_cancel_out_has_no_correlation_with_them():
    assert np.isnan(measure_alpha(array([1, 0, 0], [0, 1, -1], [0, -1, 1])).item_rest[0])


def test_the_factor_of_six_ability_tests_is_that_of_r():
    """factanal(factors = 1, covmat = ability.cov), printed to three digits."""
    found = fit_by_likelihood(ability())
    assert found.uniquenesses == pytest.approx([0.535, 0.853, 0.748, 0.910, 0.232, 0.280], abs=5e-4)
    assert found.loadings == pytest.approx([0.682, 0.384, 0.502, 0.300, 0.877, 0.849], abs=6e-4)
    assert not found.at_bound


def test_the_factor_of_the_survey_is_that_of_statsmodels_and_factor_analyzer():
    likely, least = fit_by_likelihood(CORRELATIONS), fit_by_residuals(CORRELATIONS)
    assert likely.loadings == pytest.approx(np.abs(PEERS["ml_loadings"]), abs=2e-6)
    assert likely.uniquenesses == pytest.approx(PEERS["ml_uniquenesses"], abs=2e-6)
    assert least.loadings == pytest.approx(np.abs(PEERS["minres"]), abs=1e-6)


@pytest.mark.parametrize("fit", [fit_by_likelihood, fit_by_residuals])
@settings(max_examples=25, deadline=None)
@given(loadings=st.lists(st.floats(0.3, 0.9), min_size=4, max_size=7))
def test_a_true_factor_is_found_again(fit, loadings):
    true = np.array(loadings)
    found = fit(np.outer(true, true) + np.diag(1 - true**2))
    assert found.loadings == pytest.approx(true, abs=2e-4)
    assert found.uniquenesses == pytest.approx(1 - true**2, abs=4e-4)


def test_a_factor_points_to_where_most_indicators_do():
    signs = array(1, 1, 1, -1)
    correlations = 0.36 * np.outer(signs, signs) + 0.64 * np.eye(4)
    for fit in (fit_by_likelihood, fit_by_residuals):
        assert fit(correlations).loadings == pytest.approx([0.6, 0.6, 0.6, -0.6], abs=1e-4)


def test_a_uniqueness_at_its_least_is_told():
    """0.9² / 0.5 > 1: no single factor can do this (a Heywood case)."""
    correlations = array([1, 0.9, 0.8], [0.9, 1, 0.5], [0.8, 0.5, 1])
    for fit in (fit_by_likelihood, fit_by_residuals):
        found = fit(correlations)
        assert found.at_bound
        assert found.uniquenesses[0] == pytest.approx(0.005)


def test_omega_of_parallel_items_is_their_alpha():
    correlations = np.full((4, 4), 0.49) + 0.51 * np.eye(4)
    factor = fit_by_likelihood(correlations)
    assert measure_omega(factor, np.ones(4)) == pytest.approx(measure_alpha(correlations).alpha, abs=1e-6)


def test_omega_weighs_items_by_their_deviations():
    factor, deviations = fit_by_likelihood(CORRELATIONS), SURVEY.std(axis=0, ddof=1)
    raw = (factor.loadings @ deviations) ** 2
    assert measure_omega(factor, deviations) == pytest.approx(raw / (raw + factor.uniquenesses @ deviations**2))


def test_a_sum_of_others_makes_correlations_singular():
    rows = np.column_stack([SURVEY[:, :2], SURVEY[:, :2].sum(axis=1)])
    assert is_singular(np.corrcoef(rows.T))
    assert not is_singular(CORRELATIONS)


def test_components_are_those_of_scikit_learn():
    found = find_components(CORRELATIONS)
    assert found.eigenvalues == pytest.approx(PEERS["eigenvalues"])
    assert found.explained.sum() == pytest.approx(1)
    assert find_components(covary(SURVEY)).explained == pytest.approx(PEERS["covariance_shares"])


def test_all_loadings_together_make_up_the_correlations():
    found = find_components(CORRELATIONS)
    assert found.loadings @ found.loadings.T == pytest.approx(CORRELATIONS)
    assert (found.loadings.sum(axis=0) >= 0).all()


def test_adequacy_is_that_of_factor_analyzer():
    found = judge_adequacy(CORRELATIONS, 30)
    assert found.kmo == pytest.approx(PEERS["kmo"])
    assert found.kmo_each == pytest.approx(PEERS["kmo_each"])
    assert (found.chi2, found.df) == (pytest.approx(PEERS["bartlett"][0]), 21)
    assert found.p == pytest.approx(PEERS["bartlett"][1], rel=1e-6)


def test_adequacy_is_undefined_where_nothing_or_everything_is_shared():
    apart, doubled = judge_adequacy(np.eye(3), 20), judge_adequacy(np.ones((2, 2)), 20)
    assert np.isnan([apart.kmo, *apart.kmo_each, doubled.kmo, doubled.chi2, doubled.p]).all()
    assert (apart.chi2, apart.p, doubled.df) == (0, 1, 1)


@given(st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=3, max_size=12))
@pytest.mark.filterwarnings("ignore:An input array is constant")
def test_correlations_are_numpys_and_ranks_are_scipys(rows):
    matrix = np.array(rows, dtype=float)
    found, ranked = correlate(matrix), correlate(matrix, "spearman")
    for i in range(3):
        for j in range(3):
            theirs = pearsonr(matrix[:, i], matrix[:, j]).statistic if np.ptp(matrix[:, [i, j]], axis=0).all() else GAP
            assert found[i, j] == pytest.approx(theirs, abs=1e-9, nan_ok=True)
            assert ranked[i, j] == pytest.approx(spearmanr(matrix[:, i], matrix[:, j]).statistic, abs=1e-9, nan_ok=True)


def test_a_pair_is_correlated_over_the_units_that_have_both():
    found = correlate(array([1, 2], [2, GAP], [3, 6], [4, 8], [GAP, 1]))
    assert found[0, 1] == pytest.approx(1)


def test_too_few_shared_units_have_neither_correlation_nor_covariance():
    matrix = array([1, GAP], [2, 5], [GAP, 7])
    assert np.isnan([correlate(matrix)[0, 1], covary(matrix)[0, 1]]).all()
    assert covary(matrix)[0, 0] == pytest.approx(0.5)


def test_pairs_that_say_the_same_or_the_contrary_are_flagged_the_strongest_first():
    matrix = array([1, 1.1, 2, 1], [2, 2, 3, 4], [3, 3.1, 1, 2], [4, 4, 0, 3])
    flags = find_flags(matrix, correlate(matrix))
    assert [(flag.first, flag.second, flag.kind) for flag in flags] == [(0, 1, "collinear"), (1, 2, "negative"), (0, 2, "negative")]
    assert flags[0].value > 0.99 > -flags[1].value > -flags[2].value > 0.75


def test_the_limits_of_flags_can_be_set():
    matrix = array([1, 1, 4], [2, 3, 1], [3, 2, 2], [4, 4, 3])
    found = correlate(matrix)
    assert found[0, 1] == pytest.approx(0.8)
    assert [flag.kind for flag in find_flags(matrix, found, 0.75, -1)] == ["collinear"]


def test_a_flag_carries_the_p_value_of_its_correlation():
    flag = find_flags(SURVEY, correlate(SURVEY), collinear=0.82)[0]
    theirs = pearsonr(SURVEY[:, 0], SURVEY[:, 1])
    assert (flag.first, flag.second, flag.value, flag.p) == (0, 1, pytest.approx(theirs.statistic), pytest.approx(theirs.pvalue))


def test_a_perfect_correlation_and_two_units_have_the_p_values_of_the_ends():
    line = array([1, 2], [2, 4], [3, 6])
    assert find_flags(line, correlate(line))[0].p == 0
    assert np.isnan(find_flags(line[:2], correlate(line[:2]))[0].p)


def test_means_are_within_criteria_and_between_them():
    correlations = array([1, 0.5, 0.1, GAP], [0.5, 1, 0.3, GAP], [0.1, 0.3, 1, GAP], [GAP] * 4)
    names, means = average_between(correlations, ("T", "T", "X", "E"))
    assert names == ("T", "X", "E")
    assert means[0, :2] == pytest.approx([0.5, 0.2])
    assert np.isnan([means[1, 1], means[0, 2], means[2, 2]]).all()


def test_rows_with_gaps_and_indicators_that_do_not_vary_are_left_out():
    found = screen(array([1, 7, 3], [2, 7, GAP], [4, 7, 5]))
    assert (found.values.tolist(), found.kept.tolist(), found.rows_left_out) == ([[1, 3], [4, 5]], [True, False, True], 1)
    assert found.spread_out(array(8, 9)).tolist() == pytest.approx([8, GAP, 9], nan_ok=True)


def test_gaps_may_stay_and_an_empty_table_varies_nowhere():
    kept = screen(array([1, GAP], [2, 5], [GAP, 6]), gaps=True)
    assert (kept.values.shape, kept.rows_left_out) == ((3, 2), 0)
    assert screen(array([GAP, 1], [2, GAP])).kept.tolist() == [False, False]
