"""What ranks a plain table and a league agrees with published figures, and our own formula with pymcdm where both apply."""

import subprocess
import sys

import numpy as np
import pytest
from pymcdm.methods import TOPSIS
from pymcdm.weights import critic_weights, entropy_weights

from iecscore.scoring import Table, measure_topsis, rank_table
from iecscore.weights.spread import earn_by_conflict, earn_by_entropy

RANDOM = np.random.default_rng(5).uniform(0.05, 1, (12, 6))
WEIGHTS = np.array([0.3, 0.25, 0.2, 0.1, 0.1, 0.05])


def array(*rows):
    return np.array(rows, dtype=float)


def rank(columns, weights, types, method):
    rows, names = [f"R{row}" for row in range(len(columns))], [f"C{place}" for place in range(len(types))]
    read = rank_table(Table(columns, tuple(rows), tuple(names), tuple(types), tuple(weights)), "given", method)
    assert read.result is not None
    return read.result


def test_vector_topsis_agrees_with_tzeng_and_huang_2011():
    found = rank(array([5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]), (0.3, 0.4, 0.3), (1, 1, 1), "topsis")
    assert found.scores == pytest.approx([0.5037, 0.6581, 0.7482, 0.334], abs=1e-4)


def test_vikor_agrees_with_opricovic_and_tzeng_2004():
    assert rank(array([1, 3000], [2, 3750], [5, 4500]), (0.5, 0.5), (-1, 1), "vikor").scores == pytest.approx([1, 0, 1])


def test_vikor_agrees_with_yang_and_wu_2020():
    columns = array([78, 56, 34, 6], [4, 45, 3, 97], [18, 2, 50, 63], [9, 14, 11, 92], [85, 9, 100, 29])
    assert rank(columns, [0.25] * 4, [1] * 4, "vikor").scores == pytest.approx([0.5679, 0.7667, 1, 0.7493, 0], abs=6e-5)


def test_the_weighted_sum_agrees_with_the_jmcdm_example():
    columns = array([25, 65, 7, 20], [21, 78, 6, 24], [19, 53, 5, 33], [22, 25, 2, 31])
    found = rank(columns, [0.25] * 4, (1, 1, -1, 1), "weighted-sum")
    assert found.scores == pytest.approx([0.681277, 0.725151, 0.709871, 0.784976], abs=1e-5)


def test_metric_topsis_is_pymcdms_with_root_weights_and_the_ideals_as_rows():
    rows = np.vstack([RANDOM, np.ones(6), np.zeros(6)])
    theirs = TOPSIS(lambda column, cost=False: column)(rows, np.sqrt(WEIGHTS), np.ones(6), validation=False)  # noqa: ARG005 - their signature
    ours = measure_topsis(RANDOM, np.tile(WEIGHTS, (12, 1))).score
    assert ours == pytest.approx(100 * theirs[:12], abs=1e-12)


def test_entropy_is_pymcdms_where_no_cell_is_zero():
    earned = earn_by_entropy(RANDOM)
    assert earned / earned.sum() == pytest.approx(entropy_weights(RANDOM), abs=1e-12)


def test_critic_is_pymcdms_where_all_are_benefits_on_the_same_scale():
    scaled = (RANDOM - RANDOM.min(axis=0)) / np.ptp(RANDOM, axis=0)
    earned = earn_by_conflict(scaled)
    assert earned / earned.sum() == pytest.approx(critic_weights(RANDOM), abs=1e-12)


def test_a_column_of_zeros_is_left_out_of_vector_topsis():
    with_zeros = rank(np.column_stack([RANDOM[:, :2], np.zeros(12)]), (0.5, 0.3, 0.2), (1, 1, 1), "topsis")
    assert with_zeros.scores == pytest.approx(rank(RANDOM[:, :2], (0.5, 0.3), (1, 1), "topsis").scores)


def test_vector_topsis_with_a_cost_by_hand():
    columns, weights, types = array([5, 8, 4], [7, 6, 8], [8, 8, 6]), array(0.5, 0.3, 0.2), (1, 1, -1)
    seen = weights * columns / np.sqrt((columns**2).sum(axis=0))
    best = array(seen[:, 0].max(), seen[:, 1].max(), seen[:, 2].min())
    worst = array(seen[:, 0].min(), seen[:, 1].min(), seen[:, 2].max())
    near, far = np.linalg.norm(seen - best, axis=1), np.linalg.norm(seen - worst, axis=1)
    assert rank(columns, weights, types, "topsis").scores == pytest.approx(far / (near + far), abs=1e-12)


def test_columns_are_shown_as_the_methods_see_them():
    columns, weights, types = array([1, 4, 0], [3, 2, 0]), (0.5, 0.2, 0.3), (1, -1, 1)
    seen = {method: rank(columns, weights, types, method).normalised for method in ("topsis", "vikor")}
    assert seen["topsis"][:, :2] == pytest.approx(array([1, 1], [3, 1]) / [10**0.5, 1] - [[0, 4 / 20**0.5], [0, 2 / 20**0.5]])
    assert seen["vikor"][:, :2] == pytest.approx(array([0, 0], [1, 1]))
    assert all(np.isnan(shown[:, 2]).all() for shown in seen.values())
    assert rank(columns[:, :2], weights[:2], types[:2], "weighted-sum").normalised == pytest.approx(array([1 / 3, 2 / 4], [1, 1]))


def test_an_evaluation_loads_neither_pymcdm_nor_matplotlib():
    told = (
        "import sys, numpy\n"
        "from iecscore.scoring import Table, rank_table\n"
        "import iecscore.cli.evaluating\n"
        "rank_table(Table(numpy.array([[1.0, 2], [3, 1]]), ('a', 'b'), ('c', 'd'), (1, 1)))\n"
        "print(sorted({'pymcdm', 'matplotlib'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True).stdout == "[]\n"
