"""Structural tests: parts left out, units that come and go, methods compared, the smallest change that turns two round."""

import numpy as np
import pytest

from closed_swaps import set_weight, swap_closeness_by_weight, swap_means_by_weight
from iecscore.robustness.cell_swaps import Goals, reach_by_cell, swap_by_cell
from iecscore.robustness.leaving_out import compare_without, leave_out_units
from iecscore.robustness.leverage import measure_leverage
from iecscore.robustness.neighbours import find_verdict, order_neighbours
from iecscore.robustness.rank_agreement import find_compromise, measure_agreement
from iecscore.robustness.rank_reversals import add_dominated, add_units, clone_each, drop_each
from iecscore.scoring import measure_topsis, rank_scores
from quadratic_roots import solve_quadratics

SCORES = np.array([[0.9, 0.1, 0.5], [0.2, 0.8, 0.6], [0.5, 0.5, 0.4], [0.1, 0.2, 0.3]])
WEIGHTS = np.array([0.5, 0.3, 0.2])


def average(scores, weights):
    return scores @ weights


def closeness(scores, weights):
    return measure_topsis(scores, np.tile(weights, (len(scores), 1))).score


def vector_topsis(scores, weights):
    """Classical TOPSIS: vector normalisation, ideals seen in the data."""
    columns = weights * scores / np.sqrt((scores**2).sum(axis=0))
    best, worst = (np.sqrt(((columns - end) ** 2).sum(axis=1)) for end in (columns.max(axis=0), columns.min(axis=0)))
    return worst / (best + worst)


def test_a_unit_not_ranked_on_either_side_has_no_shift():
    found = compare_without(np.array([3.0, np.nan, 1]), np.array([[1.0, 2, 3], [2, 1, np.nan]]))
    assert np.isnan(found.shifts).tolist() == [[False, True, False], [False, True, True]]
    assert found.farthest.tolist() == [0, 0]


def test_leaving_out_a_unit_moves_nobody_where_each_is_scored_by_itself():
    found = leave_out_units(SCORES, WEIGHTS, closeness)
    assert found.largest.tolist() == [0, 0, 0, 0]
    assert found.without[0].tolist() == [0, 2, 1, 3]


def drawn_case():
    rng = np.random.default_rng(1)
    return rng.random((8, 4)), rng.dirichlet(np.ones(4))


@pytest.mark.parametrize("test", [drop_each, clone_each, add_dominated])
@pytest.mark.parametrize("score", [average, closeness])
def test_fixed_ideals_know_no_reversal(test, score):
    found = test(*drawn_case(), score)
    assert (found.pairs, found.share) == ((), 0)
    assert found.compared == 8 * (21 if test is drop_each else 28)


PAIR, DOMINATED, EVEN = np.array([[0.3, 0.6], [0.5, 0.4]]), np.array([[0.5, 0.3]]), np.array([0.5, 0.5])


def test_classical_topsis_turns_two_units_round_when_one_that_is_worse_than_the_second_goes():
    """Closeness 0.596 and 0.531 with it, 0.447 and 0.553 without."""
    found = drop_each(np.vstack([PAIR, DOMINATED]), EVEN, vector_topsis)
    assert (found.pairs, found.by, found.compared, found.share) == (((0, 1),), (2,), 3, 1 / 3)


def test_a_unit_that_comes_is_named_by_its_place_among_those_that_come():
    found = add_units(PAIR, EVEN, vector_topsis, np.vstack([PAIR[:1], DOMINATED]))
    assert (found.pairs, found.by) == (((0, 1),), (1,))


def test_a_single_unit_has_nobody_to_change_places_with():
    assert drop_each(np.ones((1, 2)), np.array([0.5, 0.5]), average).share == 0


def test_rankings_that_agree_have_coefficient_1_and_opposite_ones_minus_1():
    found = measure_agreement(np.array([[1, 2, 3, 4], [1, 2, 3, 4], [4, 3, 2, 1]]))
    assert found.tables["kendall-tau-b"] == pytest.approx(np.array([[1, 1, -1], [1, 1, -1], [-1, -1, 1]]))
    assert found.tables["weighted-spearman"][0, 2] == pytest.approx(-1)
    assert found.ranked.tolist() == [0, 1, 2, 3]


def test_ws_takes_the_row_as_reference():
    """Swap of the second and third of five: 0.8542 [salabun2020]."""
    found = measure_agreement(np.array([[1, 2, 3, 4, 5], [1, 3, 2, 4, 5]]), ["ws"])
    assert found.tables["ws"][0, 1] == pytest.approx(0.8542, abs=6e-5)


def test_methods_are_compared_over_the_units_all_of_them_rank():
    found = measure_agreement(np.array([[1, 2, 0, 3], [1, 3, 2, 4]]), ["kendall-tau-b"])
    assert found.tables["kendall-tau-b"][0, 1] == pytest.approx(1)
    assert found.ranked.tolist() == [0, 1, 3]


@pytest.mark.parametrize(("rule", "expected"), [("copeland", [1, 2, 3, 0]), ("borda", [1, 2, 3, 0]), ("mean-rank", [1, 2, 3, 0])])
def test_a_compromise_puts_first_whom_most_methods_put_first(rule, expected):
    ranks = np.array([[1, 2, 3, 4], [1, 3, 2, 0], [2, 1, 3, 4]])
    assert find_compromise(ranks, rule).tolist() == expected


def test_the_other_weights_keep_their_proportions():
    assert set_weight(WEIGHTS, 0, 0.75) == pytest.approx([0.75, 0.15, 0.1])
    assert set_weight(np.array([1.0, 0, 0]), 0, 0.5) == pytest.approx([0.5, 0.25, 0.25])
    assert set_weight(np.array([1.0]), 0, 0.5) == pytest.approx([0.5])


def test_the_weight_at_which_two_means_tie_is_found_in_closed_form():
    """A leads C by 0.4 and -0.4 and 0.1; rest on the first: -0.24 + 0.04 = -0.2, so x = -0.2 / (-0.2 - 0.4) = 1/3."""
    found = swap_means_by_weight(SCORES[0], SCORES[2], WEIGHTS)
    assert found[0] == pytest.approx(1 / 3)
    for leaf in np.flatnonzero(np.isfinite(found)).tolist():
        tied = SCORES @ set_weight(WEIGHTS, leaf, found[leaf])
        assert tied[0] == pytest.approx(tied[2])


def test_one_better_throughout_is_never_passed():
    assert np.isnan(swap_means_by_weight(SCORES[2], SCORES[3], WEIGHTS)).all()
    assert np.isnan(swap_means_by_weight(SCORES[2], SCORES[2], WEIGHTS)).all()


def test_many_pairs_are_worked_at_once():
    found = swap_means_by_weight(SCORES[[0, 2]], SCORES[[2, 1]], WEIGHTS)
    assert found[1] == pytest.approx(swap_means_by_weight(SCORES[2], SCORES[1], WEIGHTS), nan_ok=True)


def test_the_weight_at_which_two_closenesses_tie_makes_them_tie():
    found = swap_closeness_by_weight(SCORES[[0, 0]], SCORES[[1, 2]], WEIGHTS)
    assert np.isfinite(found).any(axis=1).all()
    for row, other in enumerate((1, 2)):
        for leaf in np.flatnonzero(np.isfinite(found[row])).tolist():
            tied = closeness(SCORES, set_weight(WEIGHTS, leaf, found[row, leaf]))
            assert tied[0] == pytest.approx(tied[other])


def test_a_quadratic_that_hardly_bends_keeps_its_root_and_one_that_misses_has_none():
    roots = solve_quadratics(np.array([-0.5, 1.0, 0.0, 0.06]), np.array([1.0, 0, 0, -0.5]), np.array([1e-17, 1, 0, 1]))
    assert np.nanmin(np.abs(roots[:, 0])) == pytest.approx(0.5)
    assert np.isnan(roots[:, 1:3]).all()
    assert sorted(roots[:, 3].tolist()) == pytest.approx([0.2, 0.3])


GOALS = Goals(np.array([0.0, 20, 0]), np.array([50.0, 10, 100]), np.zeros(3), np.array([100.0, 100, 100]))


def test_one_cell_lifts_the_one_behind_to_a_tie_and_its_value_is_told():
    """C has 0.48, A 0.58: 0.1 more needs 0.2 on the first (weight 0.5, 10 units), 1/3 on the second (3.33 less, a cost), 0.5 on the third (50)."""
    row = SCORES[2]
    values = GOALS.zero + row * (GOALS.full - GOALS.zero)
    found = swap_by_cell(row, values, 0.58, GOALS, lambda rows: rows @ WEIGHTS)
    assert found.points == pytest.approx([0.2, 1 / 3, 0.5])
    assert found.change == pytest.approx([10, -10 / 3, 50])
    assert found.score == pytest.approx([0.7, 5 / 6, 0.9])
    assert found.easiest == 0


def test_a_cell_that_cannot_do_it_has_none():
    goals = Goals(GOALS.zero, GOALS.full, GOALS.least, np.array([30.0, 100, 80]))
    row = SCORES[2]
    found = swap_by_cell(row, goals.find_value(row), 0.58, goals, lambda rows: rows @ WEIGHTS)
    assert np.isnan(found.value).tolist() == [True, False, True]
    assert found.easiest == 1
    beyond = swap_by_cell(row, goals.find_value(row), 0.999, goals, lambda rows: rows @ WEIGHTS)
    assert np.isnan(beyond.points).all()
    assert beyond.easiest == -1


def test_one_cell_lowers_the_one_ahead_by_closeness_too():
    target = closeness(SCORES, WEIGHTS)[2]
    found = reach_by_cell(SCORES[0], target, lambda rows: closeness(rows, WEIGHTS))
    for leaf in np.flatnonzero(np.isfinite(found)).tolist():
        changed = SCORES[0].copy()
        changed[leaf] = found[leaf]
        assert closeness(changed[None], WEIGHTS)[0] == pytest.approx(target)
    assert np.isfinite(found).any()


def test_a_gap_and_a_leaf_without_weight_reach_nothing():
    row, weights = np.array([0.5, np.nan, 0.5]), np.array([1.0, 0, 0])
    found = reach_by_cell(row, 0.5, lambda rows: np.nan_to_num(rows) @ weights)
    assert found == pytest.approx([0.5, np.nan, np.nan], nan_ok=True)


def test_leverage_names_the_cell_that_moves_its_unit_most():
    """C at 0.48 between 0.46 and 0.58: the first cell at 0.25 or 0.75 gives 0.355 or 0.605, ranks 3 and 1."""
    low, high = np.maximum(SCORES - 0.1, 0), np.minimum(SCORES + 0.1, 1)
    low[2, 0], high[2, 0] = 0.25, 0.75
    low[3], high[3] = np.nan, np.nan
    found = measure_leverage(SCORES, low, high, lambda rows: rows @ WEIGHTS)
    assert (found.best[2].tolist(), found.worst[2].tolist()) == ([1, 2, 2], [3, 3, 2])
    assert found.score_range[2] == pytest.approx([0.25, 0.06, 0.04])
    assert found.strongest.tolist() == [0, 0, 0, -1]


def test_leverage_ranks_as_the_ranking_does():
    rng = np.random.default_rng(2)
    scores, low, high = (np.round(rng.random((12, 3)), 1) for _ in range(3))
    scores[4] = np.nan
    low[4] = high[4] = np.nan
    found = measure_leverage(scores, low, high, lambda rows: rows @ WEIGHTS)
    for unit, leaf in ((0, 0), (5, 1), (11, 2)):
        ranks = []
        for ends in (low, high):
            changed = scores.copy()
            changed[unit, leaf] = ends[unit, leaf]
            ranks.append(rank_scores(changed @ WEIGHTS)[unit])
        assert (found.best[unit, leaf], found.worst[unit, leaf]) == (min(ranks), max(ranks))
    assert (found.worst[4].tolist(), found.strongest[4]) == ([0, 0, 0], -1)


def test_one_unit_ranked_by_all_tells_nothing_about_methods():
    found = measure_agreement(np.array([[1, 2, 0], [1, 0, 2]]))
    assert all(np.isnan(table).all() for table in found.tables.values())


def test_neighbours_stand_next_to_each_other_and_those_without_a_rank_are_left_out():
    leagues = [np.array([0, 1, 2, 3]), np.array([4, 5])]
    assert order_neighbours(np.array([2, 0, 1, 2, 2, 1]), leagues) == [(2, 0), (0, 3), (5, 4)]


def test_a_pair_is_told_apart_from_95_of_100_scenarios_on():
    shares = (0.58, 0.95, 0.94, 0.05, 0.06)
    assert [find_verdict(share).partition(".")[2] for share in shares] == ["alike", "apart", "alike", "turned", "alike"]
