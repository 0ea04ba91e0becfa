"""Fill gaps: what each rule puts there, what it may be wrong by, and what stays a gap."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from iecscore.matrix.stages import IMPUTATION_RULES, Imputation, impute
from iecscore.matrix.stages.centres import leave_out
from iecscore.matrix.stages.neighbours import borrow_nearest
from iecscore.matrix.stages.regressing import regress_gaps

GAP = np.nan


def table(*rows):
    return np.array(rows, dtype=float)


def column(*values):
    return np.array(values, dtype=float)[:, None]


def filled(columns, rule, **more):
    return impute(columns, Imputation(rule, **more)).values.tolist()


def test_the_mean_and_the_median_of_what_is_there_fill_a_gap():
    assert filled(column(1, 2, 9, GAP), "mean")[3] == [4]
    assert filled(column(1, 2, 9, GAP), "median")[3] == [2]
    assert math.isnan(filled(column(1, GAP), "none")[1][0])


def test_the_error_is_what_the_rule_misses_known_values_by():
    found = impute(column(1, 2, 9, GAP), Imputation("mean"))
    misses = [1 - 5.5, 2 - 5, 9 - 1.5]
    assert found.errors[3, 0] == pytest.approx(math.sqrt(sum(miss**2 for miss in misses) / 3))
    assert found.errors[:3, 0].tolist() == [0, 0, 0]
    cell = found.cells[0]
    assert (cell.unit, cell.indicator, cell.value, cell.error) == (3, 0, 4, found.errors[3, 0])
    median = impute(column(1, 2, 9, GAP), Imputation("median"))
    assert median.errors[3, 0] == pytest.approx(math.sqrt(((1 - 5.5) ** 2 + (2 - 5) ** 2 + (9 - 1.5) ** 2) / 3))


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=9), st.sampled_from(["mean", "median"]))
def test_the_centre_without_a_value_is_the_centre_of_the_others(values, rule):
    centre = {"mean": np.mean, "median": np.median}[rule]
    found = leave_out(np.array([*values, GAP], dtype=float), rule)
    others = [centre(values[:place] + values[place + 1 :]) for place in range(len(values))]
    np.testing.assert_allclose(found[:-1], others, atol=1e-12)
    assert math.isnan(found[-1])


def test_a_group_fills_its_own_gaps():
    told = column(1, 3, GAP, 10, 20, 60, GAP, GAP)
    groups = ["a", "a", "a", "b", "b", "b", "b", None]
    means = filled(told, "group-mean", groups=groups)
    assert (means[2], means[6]) == ([2], [30])
    assert math.isnan(means[7][0])
    assert filled(told, "group-median", groups=groups)[6] == [20]


def test_a_group_without_a_value_keeps_its_gap_unless_all_may_fill_it():
    told, groups = column(1, 3, GAP), ["a", "a", "b"]
    assert math.isnan(filled(told, "group-mean", groups=groups)[2][0])
    found = impute(told, Imputation("group-mean", groups=groups, fallback="overall"))
    assert found.values[2, 0] == 2
    assert found.errors[2, 0] == 2


def test_one_value_alone_fills_a_gap_with_an_error_nobody_knows():
    found = impute(column(7, GAP), Imputation("mean"))
    assert found.values[1, 0] == 7
    assert math.isnan(found.errors[1, 0])


def test_a_row_is_filled_by_the_unit_s_standing_in_the_same_block():
    told = table([0, 100, 1], [10, 0, 2], [5, GAP, 9])
    assert filled(told, "row-mean", blocks=["p", "p", "q"])[2][1] == 50
    assert filled(told, "row-mean")[2][1] == pytest.approx(100 * (0.5 + 1) / 2)
    costs = filled(table([0, 100], [10, 0], [2, GAP]), "row-median", types=np.array([1.0, -1.0]))
    assert costs[2][1] == pytest.approx(100 - 20)


def test_a_row_with_nothing_else_in_its_block_keeps_its_gap():
    told = table([0, 100], [10, 0], [GAP, GAP])
    found = impute(told, Imputation("row-mean"))
    assert np.isnan(found.values[2]).all()
    assert np.isnan(found.errors[2]).all()
    assert found.cells == ()


def test_a_regression_predicts_what_lies_on_a_line():
    told = table([1, 10], [2, 20], [3, 30], [4, GAP], [GAP, 50])
    guessed, errors, settled = regress_gaps(told)
    assert settled
    np.testing.assert_allclose([guessed[3, 1], guessed[4, 0]], [40, 5], atol=1e-6)
    assert errors[3, 1] < 1e-6


def test_the_error_of_a_regression_is_the_standard_error_of_its_prediction():
    x, y = np.array([1.0, 2, 3, 4, 6]), np.array([2.0, 3, 5, 4, GAP])
    guessed, errors, _ = regress_gaps(np.column_stack([x, y]))
    slope, start = np.polyfit(x[:4], y[:4], 1)
    rest = y[:4] - (start + slope * x[:4])
    spread = math.sqrt((rest**2).sum() / 2 * (1 + 1 / 4 + (6 - 2.5) ** 2 / ((x[:4] - 2.5) ** 2).sum()))
    assert guessed[4, 1] == pytest.approx(start + slope * 6)
    assert errors[4, 1] == pytest.approx(spread)


def test_a_regression_takes_the_predictors_that_correlate_most_and_no_more_than_asked():
    random = np.random.default_rng(3)
    near, far = random.normal(size=30), random.normal(size=30)
    told = np.column_stack([far, near, 2 * near + 0.1 * random.normal(size=30)])
    told[4, 2] = GAP
    one, two = regress_gaps(told, 1)[0][4, 2], regress_gaps(told, 2)[0][4, 2]
    slope, start = np.polyfit(np.delete(near, 4), np.delete(told[:, 2], 4), 1)
    assert one == pytest.approx(start + slope * near[4])
    assert two != one


@pytest.mark.parametrize(
    "told",
    [table([1, 5], [2, 5], [3, 5], [GAP, 5]), table([1, 7], [2, GAP], [GAP, 9]), table([1, GAP], [2, GAP], [3, GAP], [GAP, GAP])],
)
def test_where_nothing_correlates_the_mean_stands_in(told):
    assert filled(told, "regression")[-1][0] == pytest.approx(np.nanmean(told[:, 0]))


def test_a_regression_without_any_predictor_is_the_mean_and_its_error():
    found = impute(table([1, 2], [2, 3], [6, 9], [GAP, 4]), Imputation("regression", predictors=0))
    assert found.values[3, 0] == pytest.approx(3)
    assert found.errors[3, 0] == pytest.approx(np.std([1, 2, 6], ddof=1) * math.sqrt(4 / 3))


def test_regressions_that_chase_each_other_are_told_not_to_have_settled(monkeypatch):
    monkeypatch.setattr("iecscore.matrix.stages.regressing.PASSES", 1)
    told = table([1, 10, 3], [2, 18, 5], [3, GAP, 9], [4, 43, GAP], [GAP, 50, 11], [7, 60, 20])
    assert not impute(told, Imputation("regression")).settled


def test_a_gap_borrows_from_the_nearest_unit_that_has_a_value():
    told = table([1, 1, 100], [1.1, 1, GAP], [5, 9, 500], [1, 1, GAP])
    found = impute(told, Imputation("nearest-neighbour"))
    assert found.values[1, 2] == found.values[3, 2] == 100
    assert found.errors[1, 2] == 400


def test_of_equally_near_units_the_first_in_order_lends():
    told = table([0.3, 7], [0.3, 8], [0.1 + 0.2, GAP], [9, 9])
    assert filled(told, "nearest-neighbour")[2][1] == 7
    assert filled(told[[1, 0, 2, 3]], "nearest-neighbour")[2][1] == 8


def test_there_is_nobody_to_borrow_from_where_nothing_is_shared():
    told = table([1, GAP, 4], [GAP, 2, 5], [GAP, 3, 6])
    guessed, _ = borrow_nearest(told)
    assert math.isnan(impute(table([1, GAP], [GAP, 2], [GAP, 3]), Imputation("nearest-neighbour")).values[0, 1])
    assert guessed[0, 1] == 2
    constant = table([5, 1, 3], [5, 2, 4], [5, GAP, GAP])
    assert math.isnan(filled(constant, "nearest-neighbour")[2][1])


GAPPED = arrays(float, (6, 4), elements=st.one_of(st.just(GAP), st.integers(0, 30).map(float)))
GROUPS = ("a", "a", "b", "b", "c", "c")


@given(GAPPED, st.sampled_from(IMPUTATION_RULES))
def test_what_was_told_is_never_touched_and_every_filled_gap_is_listed(columns, rule):
    found = impute(columns, Imputation(rule, groups=GROUPS))
    told = ~np.isnan(columns)
    np.testing.assert_array_equal(found.values[told], columns[told])
    assert (found.errors[told] == 0).all()
    assert {(cell.unit, cell.indicator) for cell in found.cells} == set(zip(*np.nonzero(~told & ~np.isnan(found.values)), strict=True))
    assert np.isnan(found.errors[np.isnan(found.values)]).all()


@given(GAPPED, st.sampled_from([rule for rule in IMPUTATION_RULES if rule not in {"nearest-neighbour", "regression"}]), st.permutations(range(6)))
def test_the_order_of_units_does_not_matter(columns, rule, order):
    found = impute(columns, Imputation(rule, groups=GROUPS)).values[list(order)]
    moved = impute(columns[list(order)], Imputation(rule, groups=[GROUPS[place] for place in order])).values
    np.testing.assert_allclose(moved, found, atol=1e-9)
