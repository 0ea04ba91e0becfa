"""Rank confidence sets hold the true rank as often as they say."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from iecscore.robustness.rank_sets import find_rank_sets
from iecscore.scoring import rank_scores


def observe(true, error, seed, draws=200):
    rng = np.random.default_rng(seed)
    seen = true + error * rng.normal(size=len(true))
    return seen, seen + error * rng.normal(size=(draws, len(true)))


def cover(true, error, times, **options):
    ranks, held = rank_scores(true), []
    for seed in range(times):
        sets = find_rank_sets(*observe(true, error, seed), **options)
        held.append((sets.best <= ranks) & (ranks <= sets.worst))
    return np.array(held)


@pytest.mark.parametrize("ratio", [0.25, 0.5, 1.0])
def test_a_set_holds_the_true_rank_in_at_least_90_percent(ratio):
    true = np.random.default_rng(1).normal(size=25)
    assert cover(true, ratio * true.std(), 40).mean() >= 0.9


def test_joint_sets_hold_all_true_ranks_at_once():
    true = np.random.default_rng(2).normal(size=12)
    assert cover(true, 0.5, 60, jointly=True).all(axis=1).mean() >= 0.9


def test_units_far_apart_have_one_rank_each():
    true = np.array([10.0, 30, 20])
    sets = find_rank_sets(*observe(true, 0.1, 3))
    assert (sets.best.tolist(), sets.worst.tolist()) == ([3, 1, 2], [3, 1, 2])


def test_two_units_alike_may_hold_either_rank():
    sets = find_rank_sets(*observe(np.array([5.0, 5, 50]), 1, 4))
    assert (sets.best.tolist(), sets.worst.tolist()) == ([2, 2, 1], [3, 3, 1])


def test_two_units_are_told_apart_as_a_z_test_does():
    """One pair: sure at 90 % beyond 1.645 standard errors, sqrt(2), of the difference."""
    errors = np.random.default_rng(5).normal(size=(20_000, 2))
    for gap, apart in ((1.60 * np.sqrt(2), False), (1.69 * np.sqrt(2), True)):
        scores = np.array([gap, 0])
        assert (find_rank_sets(scores, scores + errors).worst[0] == 1) == apart


def test_one_side_is_bounded_more_tightly_and_leaves_the_other_open():
    scores, draws = observe(np.linspace(0, 3, 8), 0.4, 6, draws=999)
    both = find_rank_sets(scores, draws)
    best, worst = find_rank_sets(scores, draws, side="best"), find_rank_sets(scores, draws, side="worst")
    assert (best.best >= both.best).all()
    assert (worst.worst <= both.worst).all()
    assert (best.worst == 8).all()
    assert (worst.best == 1).all()
    assert best.best.sum() > both.best.sum() or worst.worst.sum() < both.worst.sum()


def test_stepping_down_never_widens_a_set_and_narrows_some():
    scores, draws = observe(np.r_[np.linspace(0, 1, 10), np.linspace(20, 30, 30)], 0.25, 7, draws=999)
    once, further = (find_rank_sets(scores, draws, step_down=step_down) for step_down in (False, True))
    assert (further.worst - further.best <= once.worst - once.best).all()
    assert (further.worst - further.best).sum() < (once.worst - once.best).sum()


def test_joint_sets_are_never_narrower():
    scores, draws = observe(np.linspace(0, 3, 10), 0.3, 8, draws=499)
    alone, joint = (find_rank_sets(scores, draws, jointly=jointly) for jointly in (False, True))
    assert (joint.worst - joint.best >= alone.worst - alone.best).all()


def test_many_units_are_worked_in_blocks_as_the_formula_says():
    """Every unit's comparisons at once, without blocks and without step-down, on 300 units."""
    scores, draws = observe(np.random.default_rng(12).normal(size=300), 0.2, 12, draws=199)
    with ThreadPoolExecutor(2) as threads:
        sets = find_rank_sets(scores, draws, step_down=False, mapper=threads.map)
    for unit in (0, 150, 299):
        others = np.delete(np.arange(300), unit)
        shift = (draws - scores)[:, [unit]] - (draws - scores)[:, others]
        spread = shift.std(axis=0, ddof=1)
        critical = np.sort(np.abs(shift / spread).max(axis=1))[179]
        difference = (scores[unit] - scores[others]) / spread
        assert (sets.best[unit], sets.worst[unit]) == (1 + (difference < -critical).sum(), 300 - (difference > critical).sum())


def test_differences_that_do_not_vary_are_as_they_are():
    scores = np.array([3.0, 2, 2])
    sets = find_rank_sets(scores, scores + np.random.default_rng(9).normal(size=(99, 1)))
    assert (sets.best.tolist(), sets.worst.tolist()) == ([1, 2, 2], [1, 3, 3])


def test_a_unit_with_a_gap_is_compared_with_nobody():
    scores, draws = observe(np.array([10.0, 30, 20]), 0.1, 10)
    draws[3, 1] = np.nan
    sets = find_rank_sets(scores, draws)
    assert (sets.best.tolist(), sets.worst.tolist()) == ([2, 0, 1], [2, 0, 1])


def test_too_few_draws_for_the_level_tell_nobody_apart():
    scores, draws = observe(np.array([10.0, 30, 20]), 0.1, 11, draws=8)
    sets = find_rank_sets(scores, draws)
    assert (sets.best.tolist(), sets.worst.tolist()) == ([1] * 3, [3] * 3)
