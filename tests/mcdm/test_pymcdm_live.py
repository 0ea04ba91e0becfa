"""pymcdm, live, is a second implementation: on ordinary matrices it agrees; what it gets wrong or refuses needlessly is listed here.

A test on a fault fails when a new pymcdm repairs it: strike the fault from the list, and from the notes of the method's page.
"""

import numpy as np
import pytest
from pymcdm import methods as theirs
from pymcdm import normalizations

from iecscore.problems import Misuse
from iecscore.scoring import mcdm

SEEDS = range(12)


def draw(seed, rows=9, columns=6):
    """Positive values, weights with sum 1, mixed directions, at least one of each."""
    generator = np.random.default_rng(seed)
    types = np.where(generator.uniform(size=columns) < 0.4, -1.0, 1.0)
    types[:2] = 1, -1
    return generator.uniform(0.5, 20, (rows, columns)), generator.dirichlet(np.ones(columns)), types


def around(matrix):
    """Bounds that hold every value."""
    return np.column_stack([matrix.min(axis=0) - 1, matrix.max(axis=0) + 2])


def call(method, *arguments):
    with np.errstate(all="ignore"):
        return method(*arguments, validation=False)


PAIRS = {
    "topsis vector": (lambda _: theirs.TOPSIS(normalizations.vector_normalization), mcdm.score_topsis),
    "topsis minmax": (lambda _: theirs.TOPSIS(), lambda x, w, t: mcdm.score_topsis(x, w, t, normalisation="minmax")),
    "topsis max": (lambda _: theirs.TOPSIS(normalizations.max_normalization), lambda x, w, t: mcdm.score_topsis(x, w, t, normalisation="max")),
    "topsis sum": (lambda _: theirs.TOPSIS(normalizations.sum_normalization), lambda x, w, t: mcdm.score_topsis(x, w, t, normalisation="sum")),
    "topsis linear": (
        lambda _: theirs.TOPSIS(normalizations.linear_normalization),
        lambda x, w, t: mcdm.score_topsis(x, w, t, normalisation="linear"),
    ),
    "vikor": (lambda _: theirs.VIKOR(v=0.3), lambda x, w, t: mcdm.score_vikor(x, w, t, v=0.3)),
    "promethee usual": (lambda _: theirs.PROMETHEE_II("usual"), mcdm.score_promethee),
    "wsm linear": (lambda _: theirs.WSM(normalizations.linear_normalization), mcdm.score_wsm),
    "wsm sum": (lambda _: theirs.WSM(), lambda x, w, t: mcdm.score_wsm(x, w, t, normalisation="sum")),
    "wpm linear": (lambda _: theirs.WPM(normalizations.linear_normalization), mcdm.score_wpm),
    "wpm sum": (lambda _: theirs.WPM(), lambda x, w, t: mcdm.score_wpm(x, w, t, normalisation="sum")),
    "waspas": (lambda _: theirs.WASPAS(l=0.2), lambda x, w, t: mcdm.score_waspas(x, w, t, lambda_=0.2)),
    "mabac": (lambda _: theirs.MABAC(), mcdm.score_mabac),
    "aras": (lambda _: theirs.ARAS(), mcdm.score_aras),
    "aras esp": (lambda x: theirs.ARAS(esp=x.mean(axis=0)), lambda x, w, t: mcdm.score_aras(x, w, t, esp=x.mean(axis=0))),
    "edas": (lambda _: theirs.EDAS(), mcdm.score_edas),
    "marcos": (lambda _: theirs.MARCOS(), mcdm.score_marcos),
    "codas": (lambda _: theirs.CODAS(), mcdm.score_codas),
    "moora": (lambda _: theirs.MOORA(), mcdm.score_moora),
    "cocoso": (lambda _: theirs.COCOSO(l=0.4), lambda x, w, t: mcdm.score_cocoso(x, w, t, lambda_=0.4)),
    "mairca": (lambda _: theirs.MAIRCA(), mcdm.score_mairca),
    "ram": (lambda _: theirs.RAM(), mcdm.score_ram),
    "spotis": (lambda x: theirs.SPOTIS(around(x)), lambda x, w, t: mcdm.score_spotis(x, w, t, bounds=around(x))),
    "spotis esp": (
        lambda x: theirs.SPOTIS(around(x), x.mean(axis=0)),
        lambda x, w, t: mcdm.score_spotis(x, w, t, bounds=around(x), esp=x.mean(axis=0)),
    ),
    "rim": (lambda x: theirs.RIM(around(x)), lambda x, w, t: mcdm.score_rim(x, w, t, bounds=around(x))),
    "rim interval": (
        lambda x: theirs.RIM(around(x), np.quantile(x, [0.4, 0.6], axis=0).T),
        lambda x, w, t: mcdm.score_rim(x, w, t, bounds=around(x), reference_ideal=np.quantile(x, [0.4, 0.6], axis=0).T),
    ),
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("pair", PAIRS)
def test_pymcdm_agrees_on_ordinary_matrices(pair, seed):
    matrix, weights, types = draw(seed)
    make, score = PAIRS[pair]
    assert score(matrix, weights, types).scores == pytest.approx(call(make(matrix), matrix, weights, types), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("ours", "name"), [("ushape", "ushape"), ("vshape", "vshape"), ("level", "level"), ("linear", "vshape_2")])
def test_pymcdm_agrees_on_flows_with_thresholds(ours, name, seed):
    matrix, weights, types = draw(seed)
    q, p = np.full(6, 1.5), np.full(6, 7.0)
    shown = call(theirs.PROMETHEE_II(name, q=q, p=p), matrix, weights, types)
    assert mcdm.score_promethee(matrix, weights, types, preference=ours, q=1.5, p=7).scores == pytest.approx(shown, abs=1e-12)


def test_its_copras_rewards_costs():
    matrix, weights, types = np.array([[1, 10], [1, 1]]), np.array([0.5, 0.5]), np.array([1, -1])
    assert call(theirs.COPRAS(), matrix, weights, types) == pytest.approx([1, 0.419], abs=1e-3)
    assert mcdm.score_copras(matrix, weights, types).scores == pytest.approx([0.419, 1], abs=1e-3)


@pytest.mark.parametrize(("method", "score"), [(theirs.COPRAS, mcdm.score_copras), (theirs.MOORA, mcdm.score_moora)])
def test_it_refuses_benefits_only(method, score):
    matrix, weights, _ = draw(0)
    with pytest.raises(ValueError, match="only profit"):
        call(method(), matrix, weights, np.ones(6))
    assert np.isfinite(score(matrix, weights, np.ones(6)).scores).all()


@pytest.mark.parametrize(
    ("method", "score"),
    [
        (theirs.ARAS, mcdm.score_aras),
        (theirs.RAM, mcdm.score_ram),
        (theirs.WASPAS, mcdm.score_waspas),
        (theirs.CODAS, mcdm.score_codas),
        (lambda: theirs.WSM(normalizations.linear_normalization), mcdm.score_wsm),
        (lambda: theirs.WPM(normalizations.linear_normalization), mcdm.score_wpm),
    ],
)
def test_it_refuses_a_zero_among_benefits(method, score):
    matrix, weights, types = draw(0)
    matrix[3, 0] = 0
    with pytest.raises(ValueError, match=r"zero|positive"):
        call(method(), matrix, weights, types)
    assert np.isfinite(score(matrix, weights, types).scores).all()


def test_its_vikor_refuses_a_constant_column():
    matrix, weights, types = draw(0)
    matrix[:, 2] = 4
    with pytest.raises(ValueError, match="equal values"):
        call(theirs.VIKOR(), matrix, weights, types)
    assert np.isfinite(mcdm.score_vikor(matrix, weights, types).scores).all()


def test_its_vikor_is_nan_where_the_regret_is_the_same_for_all():
    arguments = np.array([[1, 0, 3], [0, 5, 6]]), np.full(3, 1 / 3), np.ones(3)
    assert np.isnan(call(theirs.VIKOR(), *arguments)).all()
    assert mcdm.score_vikor(*arguments).scores == pytest.approx([0.5, 0])


@pytest.mark.parametrize("make", [lambda: theirs.TOPSIS(normalizations.vector_normalization), theirs.EDAS])
def test_it_is_nan_where_all_alternatives_are_alike(make):
    _, weights, types = draw(0)
    assert np.isnan(call(make(), np.tile([4.0, 3, 8, 2, 5, 9], (4, 1)), weights, types)).all()


def test_its_topsis_is_nan_for_a_column_of_zeros():
    matrix, weights, types = draw(0)
    matrix[:, 2] = 0
    assert np.isnan(call(theirs.TOPSIS(normalizations.vector_normalization), matrix, weights, types)).all()
    assert np.isfinite(mcdm.score_topsis(matrix, weights, types).scores).all()


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
