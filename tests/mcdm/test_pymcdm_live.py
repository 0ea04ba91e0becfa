"""Faults of pymcdm by their figures, beside ours; the table of `--check` says where it is asked, and test_second_opinion.py holds it to that.

A test on a fault fails when a new pymcdm repairs it: strike the fault from the table, and from the notes of the method's page.
"""

import numpy as np
import pytest
from pymcdm import methods as theirs
from pymcdm import normalizations

from iecscore.problems import Misuse
from iecscore.scoring import mcdm


def draw(seed, rows=9, columns=6):
    """Positive values, weights with sum 1, mixed directions, at least one of each."""
    generator = np.random.default_rng(seed)
    types = np.where(generator.uniform(size=columns) < 0.4, -1.0, 1.0)
    types[:2] = 1, -1
    return generator.uniform(0.5, 20, (rows, columns)), generator.dirichlet(np.ones(columns)), types


def call(method, *arguments):
    with np.errstate(all="ignore"):
        return method(*arguments, validation=False)


def test_its_copras_rewards_costs():
    matrix, weights, types = np.array([[1, 10], [1, 1]]), np.array([0.5, 0.5]), np.array([1, -1])
    assert call(theirs.COPRAS(), matrix, weights, types) == pytest.approx([1, 0.419], abs=1e-3)
    assert mcdm.score_copras(matrix, weights, types).scores == pytest.approx([0.419, 1], abs=1e-3)


def test_its_vikor_is_nan_where_the_regret_is_the_same_for_all():
    arguments = np.array([[1, 0, 3], [0, 5, 6]]), np.full(3, 1 / 3), np.ones(3)
    assert np.isnan(call(theirs.VIKOR(), *arguments)).all()
    assert mcdm.score_vikor(*arguments).scores == pytest.approx([0.5, 0])


@pytest.mark.parametrize("make", [lambda: theirs.TOPSIS(normalizations.vector_normalization), theirs.EDAS])
def test_it_is_nan_where_all_alternatives_are_alike(make):
    _, weights, types = draw(0)
    assert np.isnan(call(make(), np.tile([4.0, 3, 8, 2, 5, 9], (4, 1)), weights, types)).all()


def test_its_promethee_is_nan_for_one_alternative():
    matrix, weights, types = draw(0, rows=1)
    assert np.isnan(call(theirs.PROMETHEE_II("usual"), matrix, weights, types)).all()


def test_its_promethee_with_thresholds_cannot_be_called_twice_and_knows_no_gaussian():
    body, arguments = theirs.PROMETHEE_II("vshape_2", q=np.ones(6), p=np.full(6, 2.0)), draw(0)
    call(body, *arguments)
    with pytest.raises(np.exceptions.AxisError):
        call(body, *arguments)
    with pytest.raises(AttributeError):
        theirs.PROMETHEE_II("gaussian")


@pytest.mark.parametrize(("method", "score"), [(theirs.EDAS, mcdm.score_edas), (lambda: theirs.PROMETHEE_II("usual"), mcdm.score_promethee)])
def test_it_lets_nan_through_silently(method, score):
    matrix, weights, types = draw(0)
    matrix[2, 0] = np.nan
    assert np.isfinite(call(method(), matrix, weights, types)).any()
    with pytest.raises(Misuse) as refused:
        score(matrix, weights, types)
    assert str(refused.value) == "compute.not_a_number matrix[2][0]"


def test_its_cocoso_lets_a_constant_column_and_a_weight_of_zero_count():
    matrix, weights, types = draw(0)
    still, idle = matrix.copy(), weights.copy()
    still[:, 2], idle[2] = 4, 0
    for columns, shares in ((still, weights), (matrix, idle)):
        kept = np.arange(6) != 2
        without = call(theirs.COCOSO(), columns[:, kept], shares[kept], types[kept])
        assert np.abs(call(theirs.COCOSO(), columns, shares, types) - without).max() > 0.01
        assert mcdm.score_cocoso(columns, shares, types).scores == pytest.approx(without, abs=1e-12)


def test_its_marcos_is_nan_where_the_worst_of_every_criterion_is_zero():
    arguments = np.array([[0, 2], [4, 0], [3, 1]]), np.array([0.5, 0.5]), np.ones(2)
    assert not np.isfinite(call(theirs.MARCOS(), *arguments)).all()
    assert mcdm.score_marcos(*arguments).scores == pytest.approx([0.5, 0.5, 0.625])
