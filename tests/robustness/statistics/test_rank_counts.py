"""What counts of scenarios say of ranks, tiers and pairs."""

import numpy as np
import pytest

from iecscore.problems import Misuse
from iecscore.robustness.central_weights import find_central_weights, measure_confidence
from iecscore.robustness.exact_acceptability import find_acceptability
from iecscore.robustness.rank_intervals import add_ranks, find_intervals, find_quantile_error, judge_settled, reach_place
from iecscore.robustness.rank_shares import find_share_error, share_ahead, share_ranks, share_tiers, share_top
from iecscore.scoring import measure_mean, rank_scores

COUNTS = np.array([[0, 6, 3, 1], [0, 4, 4, 2], [5, 0, 3, 2], [10, 0, 0, 0]])


def draw_counts(scores, draws, seed, measure=measure_mean):
    weights = np.random.default_rng(seed).dirichlet(np.ones(scores.shape[1]), size=draws)
    ranks = np.array([rank_scores(measure(scores, np.tile(row, (len(scores), 1))).score) for row in weights])
    return np.array([np.bincount(column, minlength=len(scores) + 1) for column in ranks.T])


def count_of(*ranks, most):
    return np.bincount(ranks, minlength=most + 1)[None]


def test_shares_are_of_all_scenarios_those_without_a_rank_too():
    assert share_ranks(COUNTS)[2].tolist() == [0.5, 0, 0.3, 0.2]
    assert share_top(COUNTS, 2).tolist() == [0.9, 0.8, 0.3, 0]
    assert share_tiers(np.array([[7, 2], [0, 0]]), 10).tolist() == [[0.7, 0.2], [0, 0]]


def test_a_tie_counts_half_for_each_and_pairs_that_never_met_have_no_share():
    halves = np.array([[0, 13, 0], [7, 0, 0], [0, 0, 0]])
    ahead = share_ahead(halves, halves.T)
    assert (ahead[0, 1], ahead[1, 0]) == (0.65, 0.35)
    assert np.isnan(ahead[[0, 1, 2], [2, 2, 2]]).all()


def test_the_error_of_a_share_is_binomial():
    rng = np.random.default_rng(3)
    found = (rng.random((4000, 400)) < 0.3).mean(axis=1)
    assert find_share_error(np.array([0.3, 0, 1]), 400).tolist() == pytest.approx([found.std(), 0, 0], rel=0.05)


def test_the_median_is_the_best_rank_half_of_the_scenarios_reach():
    assert find_intervals(COUNTS).median.tolist() == [1, 2, 2, 0]


def test_a_90_percent_interval_leaves_at_most_5_percent_on_each_side():
    counts = count_of(*[1] * 5, *[2] * 89, *[3] * 6, most=3)
    found = find_intervals(counts)
    assert (found.low.tolist(), found.high.tolist()) == ([2], [3])


def test_an_interval_is_the_same_from_above_and_from_below():
    counts = np.random.default_rng(4).multinomial(200, [1 / 9] * 9, size=50)
    mirrored = find_intervals(np.hstack([np.zeros((50, 1), dtype=int), counts[:, ::-1]]))
    straight = find_intervals(np.hstack([np.zeros((50, 1), dtype=int), counts]))
    assert (mirrored.low == 10 - straight.high).all()
    assert (mirrored.high == 10 - straight.low).all()


def test_a_unit_never_ranked_has_no_interval():
    found = find_intervals(COUNTS)
    assert (found.low[3], found.high[3], reach_place(add_ranks(COUNTS), np.ones(4, dtype=int))[3]) == (0, 0, 0)
    assert np.isnan([found.median_error[3], found.low_error[3], found.high_error[3]]).all()


def test_scenarios_without_a_rank_leave_the_interval_alone():
    assert [int(ends[2]) for ends in (find_intervals(COUNTS).low, find_intervals(COUNTS).high)] == [2, 3]


def test_the_error_of_a_quantile_is_that_of_its_order_statistic():
    """Ranks uniform on 1 to 1000: the 5 % quantile of 2,000 scenarios has standard deviation 1000 sqrt(0.05 x 0.95 / 2000) = 4.87."""
    rng = np.random.default_rng(5)
    counts = np.array([np.bincount(rng.integers(1, 1001, 2000), minlength=1001) for _ in range(300)])
    assert find_quantile_error(add_ranks(counts), 0.05).mean() == pytest.approx(4.87, rel=0.1)
    assert find_intervals(counts).low.std() == pytest.approx(4.87, rel=0.15)


def test_scenarios_are_enough_when_no_end_moves():
    rng = np.random.default_rng(6)
    shares = [0.02, 0.4, 0.5, 0.08]
    first, second = (np.insert(rng.multinomial(5000, shares, size=20), 0, 0, axis=1) for _ in range(2))
    judged = judge_settled(first + second, first)
    assert (judged.settled, judged.restless.tolist(), judged.moved.max()) == (True, [], 0)


def test_scenarios_are_not_enough_while_an_end_moves_or_may_move():
    wide = np.insert(np.random.default_rng(7).multinomial(40, [0.01] * 100, size=3), 0, 0, axis=1)
    sure = np.insert(np.array([[40] + [0] * 99]), 0, 0, axis=1)
    judged = judge_settled(np.vstack([2 * wide, 2 * sure]), np.vstack([wide, sure]))
    assert (judged.moved.tolist(), judged.settled, judged.restless.tolist()) == ([0] * 4, False, [0, 1, 2])
    moved = judge_settled(np.array([[0, 50, 0, 50]]), np.array([[0, 50, 0, 0]]))
    assert (moved.moved.tolist(), moved.restless.tolist()) == ([2], [0])


def test_two_criteria_are_cut_where_two_units_tie():
    """C is first between the weights 0.4, where it ties with B, and 0.6, where it ties with A."""
    assert find_acceptability(np.array([[1, 0], [0, 1], [0.6, 0.6]])) == pytest.approx(
        np.array([[0, 0.4, 0.1, 0.5], [0, 0.4, 0.1, 0.5], [0, 0.2, 0.8, 0]])
    )


def test_three_criteria_are_cut_into_polygons():
    """One unit at 0.5 throughout is first in the middle triangle, a quarter of the whole."""
    first = find_acceptability(np.vstack([np.eye(3), [0.5, 0.5, 0.5]]))[:, 1]
    assert first == pytest.approx([0.25] * 4)


def test_a_triangle_with_unequal_parts_has_the_area_drawn_by_hand():
    """A (1, 0, 0) beats B (0, 1, 1) where w1 > 1/2: a triangle similar to the whole at half its size."""
    assert find_acceptability(np.array([[1.0, 0, 0], [0, 1, 1]])) == pytest.approx(np.array([[0, 0.25, 0.75], [0, 0.75, 0.25]]))


@pytest.mark.parametrize("scores", [[[0.9, 0.2], [0.3, 0.8], [0.55, 0.6]], [[0.9, 0.2, 0.4], [0.3, 0.8, 0.5], [0.5, 0.4, 0.9]]])
def test_counted_acceptability_comes_to_the_exact_geometry(scores):
    counts = draw_counts(np.array(scores), 20_000, 8)
    assert np.abs(share_ranks(counts) - find_acceptability(np.array(scores))).max() < 0.012


ORDERS = [(3, [(0, 1)]), (3, [(0, 1), (1, 2)]), (3, [(2, 0), (2, 1)]), (2, [(1, 0)]), (2, [(0, 1)])]


@pytest.mark.parametrize(("criteria", "orders"), ORDERS)
def test_weights_in_an_order_have_the_shares_that_are_counted_among_those_that_keep_it(criteria, orders):
    scores = np.array([[0.9, 0.2, 0.4], [0.3, 0.8, 0.5], [0.5, 0.4, 0.9]])[:, :criteria]
    weights = np.random.default_rng(3).dirichlet(np.ones(criteria), 60_000)
    kept = weights[np.all([weights[:, more] >= weights[:, less] for more, less in orders], axis=0)]
    counted = np.zeros((3, 4))
    for row in kept:
        counted[np.arange(3), rank_scores(scores @ row)] += 1
    assert find_acceptability(scores, orders) == pytest.approx(counted / len(kept), abs=0.01)


def test_orders_that_leave_one_point_only_have_no_shares():
    assert not find_acceptability(np.array([[0.9, 0.2], [0.3, 0.8]]), [(0, 1), (1, 0)]).any()
    assert not find_acceptability(np.eye(3), [(0, 1), (1, 2), (2, 0)]).any()


def test_units_alike_share_their_rank_everywhere():
    assert find_acceptability(np.array([[0.4, 0.4], [0.4, 0.4]])).tolist() == [[0, 1, 0], [0, 1, 0]]
    assert find_acceptability(np.full((2, 3), 0.4)).tolist() == [[0, 1, 0], [0, 1, 0]]


@pytest.mark.parametrize("shape", [(3, 4), (13, 3), (101, 2), (3, 1)])
def test_what_is_not_cheap_is_not_worked_out_exactly(shape):
    with pytest.raises(Misuse, match=r"robustness\.not_exact"):
        find_acceptability(np.zeros(shape))


def average(scores, weights):
    return scores @ weights


def test_central_weights_are_the_mean_of_the_weights_that_put_a_unit_first():
    """A of (1, 0) against B (0, 1) is first where its weight exceeds a half, on average 3/4."""
    weights = np.random.default_rng(10).dirichlet([1, 1], size=4000)
    first = weights[:, 0] > 0.5
    sums = np.array([weights[first].sum(axis=0), weights[~first].sum(axis=0), [0, 0]])
    central = find_central_weights(sums, np.array([first.sum(), (~first).sum(), 0]))
    assert central[:2] == pytest.approx(np.array([[0.75, 0.25], [0.25, 0.75]]), abs=0.01)
    assert np.isnan(central[2]).all()


def test_the_confidence_factor_is_the_share_of_draws_of_the_data_that_keep_a_unit_first():
    """With weights (1, 0) A scores 0.5 + e against 0.5: first in half of the draws; B and C never come first."""
    rng = np.random.default_rng(11)
    changes = (np.array([[0.5 + error, 0], [0.5, 1], [0, 0]]) for error in rng.normal(0, 0.1, 2000))
    central = np.array([[1, 0], [0, 1], [np.nan, np.nan]])
    confidence = measure_confidence(central, changes, average)
    assert confidence[:2] == pytest.approx([0.5, 1], abs=0.03)
    assert np.isnan(confidence[2])


def test_without_draws_there_is_no_confidence_factor():
    assert np.isnan(measure_confidence(np.ones((2, 1)), [], average)).all()
