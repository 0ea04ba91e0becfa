"""Laws that hold for any table: order does not matter, nor units of measurement; better is never worse, where the method promises it."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from iecscore.problems import Misuse
from iecscore.scoring import mcdm

BOUNDS = [0.0, 30.0]


def bounded(score, **options):
    """A method on bounds that hold every drawn value."""
    return lambda x, w, t: score(x, w, t, bounds=[BOUNDS] * np.shape(x)[1], **options)


def topsis(**options):
    return lambda x, w, t: mcdm.score_topsis(x, w, t, **options)


def promethee(**options):
    return lambda x, w, t: mcdm.score_promethee(x, w, t, **options)


METHODS = {
    "topsis": (mcdm.score_topsis, 1),
    "topsis minmax metric": (topsis(normalisation="minmax", weighting="metric"), 1),
    "topsis max": (topsis(normalisation="max"), 1),
    "topsis sum": (topsis(normalisation="sum"), 1),
    "topsis linear": (topsis(normalisation="linear"), 1),
    "topsis bounds": (bounded(mcdm.score_topsis, normalisation="bounds"), 1),
    "vikor": (mcdm.score_vikor, -1),
    "promethee usual": (mcdm.score_promethee, 1),
    "promethee linear": (promethee(preference="linear", q=1, p=6), 1),
    "promethee level": (promethee(preference="level", q=1, p=6), 1),
    "promethee gaussian": (promethee(preference="gaussian", s=4), 1),
    "wsm": (mcdm.score_wsm, 1),
    "wsm sum": (lambda x, w, t: mcdm.score_wsm(x, w, t, normalisation="sum"), 1),
    "wpm": (mcdm.score_wpm, 1),
    "wpm none": (lambda x, w, t: mcdm.score_wpm(x, w, t, normalisation="none"), 1),
    "waspas": (mcdm.score_waspas, 1),
    "gra": (mcdm.score_gra, 1),
    "gra none": (lambda x, w, t: mcdm.score_gra(x, w, t, normalisation="none"), 1),
    "mabac": (mcdm.score_mabac, 1),
    "aras": (mcdm.score_aras, 1),
    "edas": (mcdm.score_edas, 1),
    "marcos": (mcdm.score_marcos, 1),
    "codas": (mcdm.score_codas, 1),
    "copras": (mcdm.score_copras, 1),
    "moora": (mcdm.score_moora, 1),
    "cocoso": (mcdm.score_cocoso, 1),
    "mairca": (mcdm.score_mairca, -1),
    "ram": (mcdm.score_ram, 1),
    "spotis": (bounded(mcdm.score_spotis), -1),
    "rim": (bounded(mcdm.score_rim), 1),
}
IN_UNITS = {name for name in METHODS if "bounds" in name or "none" in name} | {
    "promethee linear",
    "promethee level",
    "promethee gaussian",
    "spotis",
    "rim",
}
NOT_PROMISED = {"codas"}
ON_RANGES = ("topsis minmax metric", "vikor", "gra", "mabac", "cocoso", "mairca", "promethee usual")
WEIGHTS_AS_GIVEN = {"wsm", "wsm sum", "wpm", "wpm none", "waspas", "mabac", "codas", "moora", "cocoso", "ram"}


@st.composite
def tables(draw, least=2):
    """Whole numbers from 1 to 20, so that ties are common, weights from 1 to 5 over their sum, mixed directions."""
    rows, columns = draw(st.integers(least, 6)), draw(st.integers(1, 4))
    cells = draw(st.lists(st.lists(st.integers(1, 20), min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    weights = np.array(draw(st.lists(st.integers(1, 5), min_size=columns, max_size=columns)), dtype=float)
    types = draw(st.lists(st.sampled_from([1.0, -1.0]), min_size=columns, max_size=columns))
    return np.array(cells, dtype=float), weights / weights.sum(), np.array(types)


def score(name, matrix, weights, types):
    """The scores; a table that CoCoSo must refuse is not of interest."""
    try:
        return METHODS[name][0](matrix, weights, types).scores
    except Misuse as fault:
        assume(fault.problems[0].code != "compute.worst_everywhere")
        raise


def same(found, expected):
    return found == pytest.approx(expected, rel=1e-9, abs=1e-9, nan_ok=True)


@pytest.mark.parametrize("name", METHODS)
@given(table=tables(), seed=st.integers(0, 99))
@settings(max_examples=25, deadline=None)
def test_the_order_of_alternatives_and_criteria_does_not_matter(name, table, seed):
    matrix, weights, types = table
    generator = np.random.default_rng(seed)
    rows, columns = generator.permutation(len(matrix)), generator.permutation(len(weights))
    assert same(score(name, matrix[rows][:, columns], weights[columns], types[columns]), score(name, *table)[rows])


@pytest.mark.parametrize("name", sorted(set(METHODS) - IN_UNITS))
@given(table=tables(), factor=st.sampled_from([0.001, 0.1, 7.0, 1e6]))
@settings(max_examples=25, deadline=None)
def test_the_unit_of_a_criterion_does_not_matter(name, table, factor):
    matrix, weights, types = table
    assert same(score(name, matrix * np.where(np.arange(len(weights)) == 0, factor, 1), weights, types), score(name, *table))


@pytest.mark.parametrize("name", ON_RANGES)
@given(table=tables(), shift=st.sampled_from([-100.0, 50.0]))
@settings(max_examples=25, deadline=None)
def test_the_zero_of_a_criterion_does_not_matter_on_ranges(name, table, shift):
    matrix, weights, types = table
    assert same(score(name, matrix + shift, weights, types), score(name, *table))


@pytest.mark.parametrize("name", sorted(set(METHODS) - WEIGHTS_AS_GIVEN))
@given(table=tables())
@settings(max_examples=15, deadline=None)
def test_only_the_proportions_of_weights_matter(name, table):
    matrix, weights, types = table
    assert same(score(name, matrix, 7 * weights, types), score(name, *table))


@pytest.mark.parametrize("name", sorted(set(METHODS) - NOT_PROMISED))
@given(table=tables(), row=st.integers(0, 5), column=st.integers(0, 3), by=st.integers(1, 6))
@settings(max_examples=40, deadline=None)
def test_an_alternative_that_is_better_somewhere_and_nowhere_worse_does_not_rank_behind(name, table, row, column, by):
    matrix, weights, types = table
    row, column = row % len(matrix), column % len(weights)
    better = matrix[row] + np.where(np.arange(len(weights)) == column, by * types[column], 0)
    assume(better.min() >= 0.5)
    scores = score(name, np.vstack([matrix, better]), weights, types)
    ranks = mcdm.rank_alternatives(scores, higher_is_better=METHODS[name][1] > 0)
    assert ranks[-1] <= ranks[row]


def test_codas_does_not_promise_it_since_a_distance_may_cross_the_threshold():
    matrix = [[0, 0], [0.62, 0], [0.4, 0.4], [0.412, 0.412], [1, 1]]
    worse, better = mcdm.score_codas(matrix, [0.5, 0.5], [1, 1]).scores[2:4]
    assert better < worse


@pytest.mark.parametrize("name", ["topsis bounds", "spotis", "rim"])
@given(table=tables(least=3))
@settings(max_examples=25, deadline=None)
def test_on_fixed_bounds_a_score_does_not_depend_on_the_other_alternatives(name, table):
    matrix, weights, types = table
    assert same(score(name, matrix[:-1], weights, types), score(name, *table)[:-1])


SHAPES = {
    "usual": lambda d, **_: float(d > 0),
    "ushape": lambda d, q, **_: float(d > q),
    "vshape": lambda d, p, **_: min(max(d, 0) / p, 1),
    "level": lambda d, q, p, **_: 0.5 * (d > q) + 0.5 * (d > p),
    "linear": lambda d, q, p, **_: min(max(d - q, 0) / (p - q), 1) if p > q else float(d > p),
    "gaussian": lambda d, s, **_: 1 - np.exp(-(d**2) / (2 * s**2)) if d > 0 else 0.0,
}


@pytest.mark.parametrize("shape", SHAPES)
@given(table=tables(), q=st.integers(0, 6), more=st.integers(0, 6))
@settings(max_examples=40, deadline=None)
def test_flows_by_sorting_are_flows_pair_by_pair(shape, table, q, more):
    matrix, weights, types = table
    limits = {"q": q, "p": max(q + more, 1), "s": 3}
    rows = range(len(matrix))
    pairs = np.array(
        [
            [
                sum(w * SHAPES[shape](t * (matrix[i, k] - matrix[j, k]), **limits) for k, (w, t) in enumerate(zip(weights, types, strict=True)))
                for j in rows
            ]
            for i in rows
        ]
    )
    flows = mcdm.score_promethee(matrix, weights, types, preference=shape, **limits)
    assert same(flows.positive, pairs.sum(axis=1) / (len(matrix) - 1))
    assert same(flows.negative, pairs.sum(axis=0) / (len(matrix) - 1))
    assert same(flows.scores, flows.positive - flows.negative)
    assert flows.scores.sum() == pytest.approx(0, abs=1e-9)


@given(table=tables(), tau=st.sampled_from([0, 0.02, 0.3]))
@settings(max_examples=60, deadline=None)
def test_codas_by_sorting_is_codas_pair_by_pair(table, tau):
    matrix, weights, types = table
    seen = np.where(types > 0, matrix / matrix.max(axis=0), matrix.min(axis=0) / matrix)
    gap = weights * (seen - seen.min(axis=0))
    euclid, taxi = np.sqrt((gap**2).sum(axis=1)), gap.sum(axis=1)
    away = euclid[:, None] - euclid
    assert same(mcdm.score_codas(matrix, weights, types, tau=tau).scores, (away + (np.abs(away) >= tau - 1e-12) * (taxi[:, None] - taxi)).sum(axis=1))


@given(tables())
@settings(max_examples=60, deadline=None)
def test_vikor_keeps_its_conditions(table):
    found = mcdm.score_vikor(*table)
    lead = np.sort(found.scores) - found.scores.min()
    assert found.acceptable_advantage == (lead[1] >= 1 / (len(lead) - 1) - 1e-9)
    assert set(np.flatnonzero(found.scores == found.scores.min())) <= set(found.compromise_set)
    if found.acceptable_advantage and found.acceptable_stability:
        assert len(found.compromise_set) == 1


@given(tables())
@settings(max_examples=40, deadline=None)
def test_marcos_is_the_published_chain_of_formulas(table):
    matrix, weights, types = table
    seen = np.where(types > 0, matrix / matrix.max(axis=0), matrix.min(axis=0) / matrix)
    total, anti = seen @ weights, seen.min(axis=0) @ weights
    low, high = total / anti, total / weights.sum()
    f_high, f_low = low / (high + low), high / (high + low)
    published = (high + low) / (1 + (1 - f_high) / f_high + (1 - f_low) / f_low)
    assert same(mcdm.score_marcos(*table).scores, published)


@given(tables())
@settings(max_examples=40, deadline=None)
def test_copras_is_the_published_formula(table):
    matrix, weights, types = table
    assume((types < 0).any())
    share = matrix / matrix.sum(axis=0) * weights
    gain, burden = share[:, types > 0].sum(axis=1), share[:, types < 0].sum(axis=1)
    published = gain + burden.min() * burden.sum() / (burden * (burden.min() / burden).sum())
    assert same(mcdm.score_copras(*table).scores, published / published.max())
