"""What a Delphi panel says of its items, and its authority."""

import math

import numpy as np
import pytest

from iecscore.analysis import find_limits, summarise_ratings, weigh_authority

NOBODY = math.nan


def array(*rows):
    return np.array(rows, dtype=float)


def test_an_item_has_its_mean_deviation_variation_and_share_of_full_marks():
    found = summarise_ratings(array([5, 4], [4, 4], [3, 1]), 5)
    assert found.mean.tolist() == [4, 3]
    assert found.sd == pytest.approx([1, math.sqrt(3)])
    assert found.cv == pytest.approx([0.25, math.sqrt(3) / 3])
    assert found.full_mark_ratio == pytest.approx([1 / 3, 0])


def test_the_full_mark_is_the_top_of_the_scale_and_not_the_best_mark_given():
    assert summarise_ratings(array([4], [4], [3]), 5).full_mark_ratio.tolist() == [0]


def test_an_expert_who_skips_an_item_is_counted_with_the_others():
    found = summarise_ratings(array([5, NOBODY], [4, 4], [NOBODY, 5]), 5)
    assert (found.mean.tolist(), found.full_mark_ratio.tolist(), found.answered.tolist()) == ([4.5, 4.5], [0.5, 0.5], [2, 2])


def test_a_single_rating_has_no_deviation_and_an_item_nobody_rated_has_nothing():
    found = summarise_ratings(array([5, NOBODY], [NOBODY, NOBODY]), 5)
    assert (found.mean[0], found.full_mark_ratio[0]) == (5, 1)
    assert np.isnan([found.sd[0], found.cv[0], found.mean[1], found.sd[1], found.full_mark_ratio[1]]).all()


def test_a_mean_of_zero_gives_no_coefficient_of_variation():
    found = summarise_ratings(array([1], [-1]), 5)
    assert (found.mean[0], found.sd[0]) == (0, pytest.approx(math.sqrt(2)))
    assert np.isnan(found.cv[0])


def test_the_boundaries_are_one_deviation_from_the_mean_over_the_items():
    opinions = summarise_ratings(array([5, 5, 4, 1], [5, 4, 4, 3], [5, 4, 5, 5]), 5)
    limits = find_limits(opinions)
    assert limits.mean == pytest.approx(opinions.mean.mean() - opinions.mean.std(ddof=1))
    assert limits.full_mark_ratio == pytest.approx(opinions.full_mark_ratio.mean() - opinions.full_mark_ratio.std(ddof=1))
    assert limits.cv == pytest.approx(np.mean(opinions.cv) + np.std(opinions.cv, ddof=1))
    assert limits.failed.tolist() == [0, 0, 0, 2]


def test_one_item_has_no_boundaries_and_fails_nothing():
    limits = find_limits(summarise_ratings(array([5], [4]), 5))
    assert np.isnan([limits.mean, limits.full_mark_ratio, limits.cv]).all()
    assert limits.failed.tolist() == [0]


def test_authority_agrees_with_a_panel_published_in_bmj_open():
    """Sixteen experts, their counts printed with Ca 0.944, Cs 0.775, Cr 0.860 (the mean of the rounded figures)."""
    grounds = array([16, 0.5], [7, 0.3], [9, 0.2], [3, 0.1], [11, 0.1], [2, 0.1], [2, 0.1], [8, 0.1], [6, 0.1])
    found = weigh_authority(16, grounds, array([1, 1], [12, 0.8], [3, 0.6]))
    assert (found.ca, found.cs) == pytest.approx((0.944, 0.775), abs=5e-4)
    assert found.cr == pytest.approx(0.860, abs=1e-3)
