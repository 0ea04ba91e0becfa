"""The smoothed bootstrap: repeatable, on the right side, and the arithmetic of the paper."""

import numpy as np
import pytest

from efficiency.multiplier_forms import draw, judge_by_multipliers
from iecscore.analysis.efficiency import Production, bootstrap_efficiency, evaluate_efficiency, find_bandwidth
from iecscore.problems import Misuse

STORES = Production(np.array([[2.0], [3], [3], [4], [5], [5], [6], [8]]), np.array([[1.0], [3], [2], [3], [4], [2], [3], [5]]))


@pytest.mark.parametrize("orientation", ["input", "output"])
@pytest.mark.parametrize("returns", ["constant", "variable"])
def test_corrected_efficiency_and_interval_lie_below_what_was_measured(orientation, returns):
    found = bootstrap_efficiency(STORES, orientation, returns, seed=3, replications=60)
    assert found.efficiency == pytest.approx(evaluate_efficiency(STORES, "radial", orientation, returns).efficiency)
    assert (found.low < found.corrected).all()
    assert (found.corrected < found.high).all()
    assert (found.high <= found.efficiency).all()
    assert (found.low > 0).all()


def test_a_seed_gives_the_same_figures_and_another_seed_others():
    first, again, other = (bootstrap_efficiency(STORES, seed=seed, replications=20) for seed in (1, 1, 2))
    assert first.corrected.tolist() == again.corrected.tolist()
    assert first.corrected.tolist() != other.corrected.tolist()


def test_a_replication_is_the_one_of_simar_and_wilson():
    """The same draw by hand: with one replication the corrected distance is 2 d - d*."""
    used, made, _ = draw(8, 12, 2, 1)
    found = bootstrap_efficiency(Production(used, made), "input", "variable", seed=11, replications=1, bandwidth=0.05)
    generator = np.random.Generator(np.random.Philox(key=11, counter=(0, 0, 0, 0)))
    distance = 1 / np.array([judge_by_multipliers(used, made, unit, "input", "variable") for unit in range(12)])
    mirrored = np.concatenate([distance, 2 - distance])
    smoothed = generator.choice(mirrored, 12) + 0.05 * generator.standard_normal(12)
    moved = 1 + (smoothed - 1) / np.sqrt(1 + 0.05**2 / mirrored.var())
    moved[moved < 1] = 2 - moved[moved < 1]
    pseudo = used * (moved / distance)[:, None]
    star = [
        1 / judge_by_multipliers(np.vstack([pseudo, used[unit]]), np.vstack([made, made[unit]]), 12, "input", "variable", apart=True)
        for unit in range(12)
    ]
    assert 1 / found.corrected == pytest.approx(2 * distance - star, abs=1e-8)
    assert found.low == pytest.approx(found.corrected)


def test_a_wider_level_gives_a_wider_interval():
    narrow, wide = (bootstrap_efficiency(STORES, seed=4, replications=80, level=level) for level in (0.6, 0.95))
    assert (wide.low < narrow.low).all()
    assert (wide.high > narrow.high).all()


def test_the_bandwidth_is_silvermans_on_the_reflected_distances():
    distance = np.array([1.0, 1.0, 1.2, 1.5, 2.0])
    mirrored = np.array([1.2, 1.5, 2.0, 0.8, 0.5, 0.0])
    quarter = np.subtract(*np.percentile(mirrored, [75, 25])) / 1.34
    rule = 0.9 * min(mirrored.std(ddof=1), quarter) * 6**-0.2
    assert find_bandwidth(distance) == pytest.approx(rule * 1.2**0.2 * distance.std(ddof=1) / mirrored.std(ddof=1))


def test_where_all_are_efficient_there_is_nothing_to_draw_from():
    with pytest.raises(Misuse, match="all_efficient"):
        bootstrap_efficiency(Production(np.ones((4, 1)), np.ones((4, 1))), seed=1)


def test_the_correction_brings_efficiencies_nearer_to_the_true_ones():
    """y = x with drawn efficiencies: with constant returns all units of a sample share one error, so samples are counted."""
    rng = np.random.default_rng(2)
    nearer, covered = [], []
    for seed in range(6):
        true = np.exp(-np.abs(rng.normal(0, 0.3, 20)))
        used = rng.uniform(1, 3, (20, 1))
        found = bootstrap_efficiency(Production(used, used * true[:, None]), "output", seed=seed, replications=60)
        nearer.append(np.abs(found.corrected - true).mean() - np.abs(found.efficiency - true).mean())
        covered.append(((found.low <= true) & (true <= found.high)).mean())
    assert np.mean(nearer) < 0
    assert np.mean(covered) > 0.6
