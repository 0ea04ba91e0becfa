"""Sobol' indices and Shapley effects against what is known on paper."""

import numpy as np
import pytest

from iecscore.problems import Misuse
from iecscore.robustness.exact_acceptability import find_acceptability
from iecscore.robustness.field import Field
from iecscore.robustness.findings import read_tally
from iecscore.robustness.points import Layout
from iecscore.robustness.running import Plan, work_batch
from iecscore.robustness.sensitivity_design import design_sensitivity, work_design
from iecscore.robustness.sensitivity_indices import estimate_indices, measure_shift
from iecscore.robustness.shapley_effects import estimate_effects_given, share_by_shapley
from iecscore.robustness.weight_sources import FlatWeights

THREE = {"first": 1, "second": 1, "third": 1}
SEEDS = range(5)


def add_up(points):
    return points @ np.array([1.0, 2, 3])


def ishigami(points):
    x = np.pi * (2 * points - 1)
    return np.sin(x[..., 0]) + 7 * np.sin(x[..., 1]) ** 2 + 0.1 * x[..., 2] ** 4 * np.sin(x[..., 0])


@pytest.mark.parametrize("seed", SEEDS)
def test_a_linear_sum_has_the_indices_of_its_squared_coefficients(seed):
    """1 : 4 : 9 of 14."""
    found = estimate_indices(add_up(design_sensitivity(THREE, 1024, seed).points)[..., None], seed, replications=20)
    for order in (found.first, found.total):
        assert order[:, 0] == pytest.approx([0.071, 0.286, 0.643], abs=0.03)


@pytest.mark.parametrize("seed", SEEDS)
def test_ishigami_has_the_indices_of_its_formula(seed):
    """a = 7, b = 0.1 [ishigami1990]."""
    found = estimate_indices(ishigami(design_sensitivity(THREE, 1024, seed).points)[..., None], seed, replications=20)
    assert found.first[:, 0] == pytest.approx([0.3139, 0.4424, 0], abs=0.03)
    assert found.total[:, 0] == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)


def test_a_far_away_mean_changes_no_index():
    outputs = ishigami(design_sensitivity(THREE, 256, 1).points)[..., None]
    near, far = (estimate_indices(outputs + level, 1, replications=20) for level in (0, 1e6))
    assert far.first == pytest.approx(near.first, abs=1e-6)


def test_a_group_takes_its_columns_together_and_its_index_is_their_sum():
    """Coefficients 1, 2 | 3: (1 + 4) / 14 and 9 / 14."""
    design = design_sensitivity({"pair": 2, "one": 1}, 1024, 2)
    found = estimate_indices(add_up(design.points)[..., None], 2, replications=20)
    assert (design.groups, design.points.shape) == (("pair", "one"), (1024, 4, 3))
    assert found.first[:, 0] == pytest.approx([5 / 14, 9 / 14], abs=0.03)


def test_a_run_says_what_it_takes_from_b():
    design = design_sensitivity({"data": 0, "weights": 2}, 8, 3)
    assert design.from_b.tolist() == [[False, False], [True, True], [True, False], [False, True]]
    assert (design.points[:, 2] == design.points[:, 0]).all()
    assert (design.points[:, 3] == design.points[:, 1]).all()
    assert design_sensitivity({"data": 0}, 4, 3).points.shape == (4, 3, 0)


def test_groups_that_draw_by_themselves_are_estimated_like_any_other():
    """Cells with variance 4/12 beside weights with variance 1/12: 0.8 and 0.2. Weights take other dimensions for B, cells another stream."""
    layout = Layout(4, (("weights", 1), ("weights from b", 1)))

    def work(from_b):
        weights = layout.points("weights from b" if from_b["weights"] else "weights").draw(0, 2048)
        return weights + 2 * layout.cells("b" if from_b["data"] else "a").uniform(0, 2048, 1)

    found = estimate_indices(work_design(("data", "weights"), work), 4, replications=20)
    assert found.first[:, 0] == pytest.approx([0.8, 0.2], abs=0.06)
    assert found.total[:, 0] == pytest.approx([0.8, 0.2], abs=0.06)


def test_the_engine_shares_ranks_between_weights_as_geometry_does():
    """Three units on three criteria, weights uniform on the simplex: 8,192 scenarios of the engine against areas."""
    scores = np.array([[0.9, 0.2, 0.4], [0.3, 0.8, 0.5], [0.5, 0.4, 0.9]])
    field = Field(scores, np.zeros(3, dtype=int), np.zeros(3, dtype=int), method="weighted-mean")
    tally = work_batch(Plan(field, FlatWeights(Layout(5, (("leaves", 3),)).points("leaves"))), 0, 8192)
    assert read_tally(tally).acceptability.shares == pytest.approx(find_acceptability(scores), abs=0.005)


def test_several_outputs_are_worked_at_once_and_one_that_does_not_vary_has_no_index():
    points = design_sensitivity(THREE, 64, 5).points
    both = estimate_indices(np.stack([add_up(points), np.ones(points.shape[:2])], axis=-1), 5, replications=10)
    alone = estimate_indices(add_up(points)[..., None], 5, replications=10)
    assert both.first[:, 0] == pytest.approx(alone.first[:, 0])
    assert np.isnan(both.total[:, 1]).all()
    assert both.variance[1] == 0


def test_an_interval_holds_the_true_index_as_often_as_it_says():
    held = []
    for seed in range(40):
        points = np.random.default_rng(seed).random((128, 2, 3))
        runs = np.stack([points[:, 0], points[:, 1], *(np.where(np.arange(3) == i, points[:, 1], points[:, 0]) for i in range(3))], axis=1)
        found = estimate_indices(add_up(runs)[..., None], seed, replications=150)
        held.append((found.total_low[:, 0] <= [1 / 14, 4 / 14, 9 / 14]) & (found.total_high[:, 0] >= [1 / 14, 4 / 14, 9 / 14]))
    assert 0.8 < np.mean(held) < 0.98


def test_base_points_that_are_no_power_of_two_are_refused():
    for n in (0, 1000):
        with pytest.raises(Misuse, match=r"robustness\.base_points"):
            design_sensitivity(THREE, n, 1)


def test_the_mean_shift_is_over_the_units_ranked_in_both():
    ranks = np.array([[2, 1, 3, 0], [0, 0, 0, 1]])
    assert measure_shift(ranks, np.array([1, 2, 0, 3]))[0] == 1
    assert measure_shift(ranks, np.array([1, 2, 3, 0]))[0] == pytest.approx(2 / 3)
    assert np.isnan(measure_shift(ranks, np.array([1, 2, 3, 0]))[1])


def explain(covariance, slopes):
    """Variance of the expectation given each subset of jointly normal inputs."""
    explained = np.zeros(2 ** len(slopes))
    for place in range(1, len(explained)):
        kept = [item for item in range(len(slopes)) if place >> item & 1]
        across = slopes @ covariance[:, kept]
        explained[place] = across @ np.linalg.solve(covariance[np.ix_(kept, kept)], across)
    return explained


def test_a_game_for_gloves_is_shared_as_shapley_has_it():
    """A left glove and two right ones, a pair is worth 1: 2/3, 1/6, 1/6."""
    worth = np.array([0, 0, 0, 1, 0, 1, 0, 1.0])
    assert share_by_shapley(worth) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


@pytest.mark.parametrize("rho", [-0.5, 0.0, 0.6])
def test_shapley_effects_of_a_normal_pair_are_those_of_owen_and_prieur(rho):
    """(b1² (1 - rho²/2) + b1 b2 rho + b2² rho²/2) / variance [owen2017]."""
    covariance, slopes = np.array([[1, rho], [rho, 1]]), np.array([1.0, 2])
    variance = slopes @ covariance @ slopes
    first = ((1 - rho**2 / 2) + 2 * rho + 4 * rho**2 / 2) / variance
    points = np.random.default_rng(6).multivariate_normal([3, 1], covariance, size=4096)
    truth = [first, 1 - first]
    assert share_by_shapley(explain(covariance, slopes)) / variance == pytest.approx(truth)
    assert estimate_effects_given(points, points @ slopes) == pytest.approx(truth, abs=0.02)


def test_three_dependent_inputs_share_the_variance():
    covariance, slopes = np.array([[1, 0.5, 0], [0.5, 2, 0.3], [0, 0.3, 1]]), np.array([1.0, 1, 2])
    truth = share_by_shapley(explain(covariance, slopes)) / (slopes @ covariance @ slopes)
    points = np.random.default_rng(7).multivariate_normal(np.zeros(3), covariance, size=4096)
    found = estimate_effects_given(points, points @ slopes)
    assert found == pytest.approx(truth, abs=0.04)
    assert found.sum() == pytest.approx(1)


def test_what_does_not_vary_has_no_effects():
    points = np.random.default_rng(8).normal(size=(64, 2))
    assert np.isnan(estimate_effects_given(points, np.ones(64))).all()
