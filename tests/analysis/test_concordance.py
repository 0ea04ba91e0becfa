"""Kendall's W and its p-values agree with published figures, with scipy and with counting by hand."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from iecscore.analysis import draw_p, enumerate_p, measure_concordance
from iecscore.analysis.even_ranks import rank_evenly, weigh_ties

RATINGS = st.integers(2, 5).flatmap(
    lambda judges: st.integers(3, 6).flatmap(
        lambda objects: st.lists(st.lists(st.integers(1, 5), min_size=objects, max_size=objects), min_size=judges, max_size=judges)
    )
)


def array(*rows):
    return np.array(rows, dtype=float)


def test_three_judges_of_eight_objects_agree_with_siegel_and_castellan_1988():
    found = measure_concordance(array([5, 6, 7, 1, 2, 4, 3, 8], [1, 7, 6, 2, 3, 5, 4, 8], [4, 5, 1, 3, 2, 7, 6, 8]))
    assert (found.w, found.chi2, found.df) == (pytest.approx(0.656, abs=5e-4), pytest.approx(13.778, abs=5e-4), 7)
    assert found.p == pytest.approx(0.05528, abs=5e-6)


def test_many_ties_agree_with_the_anxiety_example_of_the_r_package_irr():
    """W corrected for ties and its test as the documentation of DescTools::KendallW prints them."""
    found = measure_concordance(
        array(
            [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
            [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
            [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
        )
    )
    assert (found.w, found.chi2, found.df) == (pytest.approx(0.5396569, abs=5e-8), pytest.approx(30.76, abs=5e-3), 19)
    assert found.p == pytest.approx(0.04288, abs=5e-6)


def test_ranks_with_ties_agree_with_the_nag_library():
    """Example of routine G08DAF."""
    found = measure_concordance(
        array([1, 4.5, 2, 4.5, 3, 7.5, 6, 9, 7.5, 10], [2.5, 1, 2.5, 4.5, 4.5, 8, 9, 6.5, 10, 6.5], [2, 1, 4.5, 4.5, 4.5, 4.5, 8, 8, 8, 10])
    )
    assert (found.w, found.p) == (pytest.approx(0.828, abs=5e-4), pytest.approx(0.008, abs=5e-4))


def test_without_the_correction_ties_would_lower_w():
    tied = array([1, 2, 2, 4], [1, 3, 3, 3], [1, 1, 3, 4])
    found = measure_concordance(tied)
    plain = 12 * ((found.rank_sums - found.rank_sums.mean()) ** 2).sum() / (9 * (64 - 4))
    assert found.w > plain + 0.05


@given(RATINGS)
def test_chi_square_is_that_of_friedmans_test(ratings):
    rows = np.array(ratings, dtype=float)
    found = measure_concordance(rows)
    if np.ptp(rows, axis=1).any():
        theirs = friedmanchisquare(*rows.T)
        assert found.chi2 == pytest.approx(theirs.statistic, abs=1e-9)
        assert found.p == pytest.approx(theirs.pvalue, abs=1e-9)
        assert -1e-12 <= found.w <= 1 + 1e-12
    else:
        assert np.isnan([found.w, found.chi2, found.p]).all()


@given(RATINGS, st.randoms())
def test_the_order_of_judges_and_objects_does_not_matter(ratings, chance):
    judges, objects = list(range(len(ratings))), list(range(len(ratings[0])))
    chance.shuffle(judges)
    chance.shuffle(objects)
    rows = np.array(ratings, dtype=float)
    assert measure_concordance(rows[judges][:, objects]).w == pytest.approx(measure_concordance(rows).w, nan_ok=True)


def test_ratings_that_differ_by_rounding_alone_are_tied():
    assert measure_concordance(array([0.1 + 0.2, 0.3, 0.5], [1, 2, 3])).rank_sums.tolist() == [2.5, 3.5, 6]


def test_equal_judges_agree_fully_and_opposite_ones_not_at_all():
    assert measure_concordance(array([1, 2, 3], [10, 20, 30])).w == pytest.approx(1)
    assert measure_concordance(array([1, 2, 3], [3, 2, 1])).w == 0


def test_one_object_cannot_be_put_into_an_order():
    found = measure_concordance(array([1], [2]))
    assert np.isnan([found.w, found.p]).all()
    assert found.df == 0


def test_the_exact_p_value_of_three_judges_and_four_objects_is_in_the_table_of_siegel_1956():
    """Table of S for m = 3, n = 4: P(S >= 35) = .054, P(S >= 45) = .0017."""
    assert enumerate_p(array([1, 2, 3, 4], [2, 1, 3, 4], [1, 3, 2, 4])) == pytest.approx(0.054, abs=5e-4)
    assert enumerate_p(array([1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4])) == pytest.approx(0.0017, abs=5e-5)


def test_the_exact_p_value_is_what_counting_every_order_gives():
    ratings = array([1, 2, 2, 4], [3, 1, 4, 2], [1, 1, 3, 3])
    orders = [list(permutations(rank_evenly(row))) for row in ratings]
    spreads = [np.var(np.sum(chosen, axis=0)) for chosen in product(*orders)]
    observed = np.var(np.sum([rank_evenly(row) for row in ratings], axis=0))
    assert enumerate_p(ratings) == pytest.approx(np.mean(np.array(spreads) >= observed - 1e-9))


def test_random_orders_come_near_the_exact_p_value_and_repeat_with_their_seed():
    ratings = array([1, 2, 3, 4, 5], [2, 1, 3, 5, 4], [1, 3, 2, 5, 4])
    drawn = draw_p(ratings, 4000, 3)
    assert drawn == pytest.approx(enumerate_p(ratings), abs=0.005)
    assert drawn == draw_p(ratings, 4000, 3) != draw_p(ratings, 4000, 4)


def test_drawn_p_values_are_never_zero():
    assert draw_p(np.tile(np.arange(9.0), (6, 1)), 99, 0) == pytest.approx(0.01)


def test_too_many_orders_are_not_counted():
    assert enumerate_p(np.tile(np.arange(12.0), (3, 1))) is None


def test_ties_are_weighed_by_the_size_of_their_groups():
    assert weigh_ties(array(1, 2.5, 2.5, 5, 5, 5)) == (8 - 2) + (27 - 3)
