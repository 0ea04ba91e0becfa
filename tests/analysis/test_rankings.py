"""Several rankings in one, and two rankings compared."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymcdm import correlations
from scipy.stats import kendalltau, spearmanr

from iecscore.analysis import COEFFICIENTS, RULES

RANKINGS = st.integers(2, 9).flatmap(lambda n: st.tuples(st.permutations(range(1, n + 1)), st.permutations(range(1, n + 1))))
VALUES = st.integers(2, 9).flatmap(lambda n: st.tuples(*[st.lists(st.integers(0, 4), min_size=n, max_size=n)] * 2))
MEMPHIS, NASHVILLE, KNOXVILLE, CHATTANOOGA = [1, 2, 4, 3], [4, 1, 3, 2], [4, 3, 1, 2], [4, 3, 2, 1]
TENNESSEE = np.array([MEMPHIS] * 42 + [NASHVILLE] * 26 + [CHATTANOOGA] * 15 + [KNOXVILLE] * 17, dtype=float)
REFERENCE = np.arange(1.0, 6)


def swapped(first, second):
    ranking = REFERENCE.copy()
    ranking[[first, second]] = ranking[[second, first]]
    return ranking


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("borda", [126, 194, 107, 173]), ("copeland", [-3, 3, -1, 1]), ("mean-rank", [2.74, 2.06, 2.93, 2.27])],
)
def test_the_capital_of_tennessee_is_chosen_as_textbooks_have_it(rule, expected):
    """100 voters, four cities: Memphis, Nashville, Knoxville, Chattanooga."""
    assert RULES[rule](TENNESSEE) == pytest.approx(expected)


def test_names_that_tie_share_their_points():
    positions = np.array([[1.0, 2.5, 2.5, 4], [1, 2.5, 2.5, 4]])
    assert RULES["borda"](positions).tolist() == [6, 3, 3, 0]
    assert RULES["copeland"](positions).tolist() == [3, 0, 0, -3]


def test_opposite_rankings_leave_everybody_even():
    positions = np.array([[1.0, 2, 3], [3, 2, 1]])
    assert (RULES["borda"](positions).tolist(), RULES["copeland"](positions).tolist()) == ([2, 2, 2], [0, 0, 0])


@given(RANKINGS)
def test_points_of_borda_and_copeland_add_up(pair):
    positions, n = np.array(pair, dtype=float), len(pair[0])
    assert RULES["borda"](positions).sum() == pytest.approx(2 * n * (n - 1) / 2)
    assert RULES["copeland"](positions).sum() == pytest.approx(0)


@pytest.mark.parametrize(
    ("other", "expected"),
    [(swapped(1, 2), 0.8542), (swapped(0, 1), 0.7917), (swapped(3, 4), 0.9714)],
)
def test_ws_agrees_with_salabun_and_urbaniak_2020(other, expected):
    """Swaps of five alternatives: the nearer the top, the lower the coefficient."""
    assert COEFFICIENTS["ws"](REFERENCE, other) == pytest.approx(expected, abs=6e-5)


def test_ws_takes_its_weights_from_the_reference_alone():
    x, y = np.array([1.0, 2, 3, 4]), np.array([4.0, 1, 2, 3])
    assert COEFFICIENTS["ws"](x, y) != pytest.approx(COEFFICIENTS["ws"](y, x), abs=1e-3)


def test_weighted_tau_agrees_with_the_documentation_of_scipy():
    """Example of Vigna's paper: -0.56694968153682723."""
    x, y = np.array([12.0, 2, 1, 12, 2]), np.array([1.0, 4, 7, 1, 0])
    assert COEFFICIENTS["weighted-tau"](x, y) == pytest.approx(-0.56694968153682723, abs=1e-12)


@given(RANKINGS)
def test_rankings_are_compared_as_by_pymcdm(pair):
    x, y = (np.array(ranking, dtype=float) for ranking in pair)
    assert COEFFICIENTS["ws"](x, y) == pytest.approx(correlations.ws(x, y), abs=1e-12)
    assert COEFFICIENTS["weighted-spearman"](x, y) == pytest.approx(correlations.rw(x, y), abs=1e-12)
    assert COEFFICIENTS["spearman"](x, y) == pytest.approx(correlations.rs(x, y), abs=1e-12)


@given(VALUES)
@pytest.mark.filterwarnings("ignore:An input array is constant")
def test_spearman_and_tau_are_scipys(pair):
    x, y = (np.array(values, dtype=float) for values in pair)
    assert COEFFICIENTS["spearman"](x, y) == pytest.approx(spearmanr(x, y).statistic, abs=1e-12, nan_ok=True)
    assert COEFFICIENTS["kendall-tau-b"](x, y) == pytest.approx(kendalltau(x, y).statistic, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("coefficient", sorted(COEFFICIENTS))
def test_a_ranking_is_fully_like_itself(coefficient):
    assert COEFFICIENTS[coefficient](REFERENCE, REFERENCE) == pytest.approx(1)


@pytest.mark.parametrize("coefficient", ["spearman", "kendall-tau-b", "weighted-spearman", "weighted-tau"])
def test_a_reversed_ranking_is_its_opposite(coefficient):
    assert COEFFICIENTS[coefficient](REFERENCE, REFERENCE[::-1]) == pytest.approx(-1)


@pytest.mark.parametrize("coefficient", ["spearman", "kendall-tau-b", "weighted-tau"])
def test_what_is_the_same_throughout_has_no_correlation(coefficient):
    assert np.isnan(COEFFICIENTS[coefficient](REFERENCE, np.ones(5)))


@pytest.mark.parametrize("coefficient", ["ws", "weighted-spearman"])
def test_one_alternative_has_no_ranking_to_compare(coefficient):
    assert np.isnan(COEFFICIENTS[coefficient](np.ones(1), np.ones(1)))


def test_pymcdm_takes_raw_figures_for_ranks_so_that_spearman_is_our_own():
    """Fails when pymcdm ranks what it is given; then the detour can go."""
    x, y = np.array([1.0, 2, 3, 400]), np.array([1.0, 2, 30, 40])
    assert COEFFICIENTS["spearman"](x, y) == pytest.approx(1)
    assert correlations.rs(x, y) < 0.95
