"""Normalise columns: published formulas on drawn numbers, laws, and columns that have nothing to say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pymcdm.normalizations import minmax_normalization

from iecscore.matrix.stages import SCALING_RULES, Scaling, scale_columns
from iecscore.matrix.stages.scaling import RANK_RULES

GAP = np.nan
NEEDS = {
    "scaled": {"posts": np.array([[0.0, 50.0]] * 3)},
    "goalposts": {"posts": np.array([[0.0, 50.0]] * 3)},
    "distance-to-target": {"targets": np.array([1000.0, -1000.0, 1000.0])},
}
TYPES = np.array([1.0, -1.0, 1.0])


def scale(column, rule, kind=1, **more):
    return scale_columns(np.array(column, dtype=float)[:, None], np.array([float(kind)]), Scaling(rule, **more))


def values(column, rule, kind=1, **more):
    return scale(column, rule, kind, **more).values[:, 0].tolist()


def posts(low, high):
    return {"posts": np.array([[low, high]], dtype=float)}


@pytest.mark.parametrize(
    ("rule", "kind", "more", "expected"),
    [
        ("min-max", 1, {}, [0, 100 * 2 / 8, 100 * 6 / 8, 100]),
        ("min-max", -1, {}, [100, 75, 25, 0]),
        ("min-max", 1, {"ends": (1, 5)}, [1, 2, 4, 5]),
        ("scaled", 1, posts(1, 5), [25, 75, 175, 225]),
        ("scaled", -1, posts(1, 5), [75, 25, -75, -125]),
        ("scaled", -1, posts(1, 5) | {"directed": True}, [100 * (-x - 1) / 4 for x in (2, 4, 8, 10)]),
        ("goalposts", 1, posts(1, 5), [25, 75, 100, 100]),
        ("goalposts", -1, posts(4, 9), [100, 100, 20, 0]),
        ("goalposts", -1, posts(4, 9) | {"clip": False, "ends": (0, 1)}, [7 / 5, 1, 1 / 5, -1 / 5]),
        ("goalposts", -1, posts(-9, -4) | {"directed": True}, [100, 100, 20, 0]),
        ("distance-to-maximum", 1, {}, [0, 0.25, 0.75, 1]),
        ("distance-to-reference", 1, {"reference": 2}, [0, 1 / 3, 1, 4 / 3]),
        ("distance-to-reference", 1, {"reference": 2, "clip": True}, [0, 1 / 3, 1, 1]),
        ("distance-to-reference", -1, {"reference": 1}, [8 / 6, 1, 2 / 6, 0]),
        ("distance-to-target", 1, {"targets": np.array([12.0])}, [0, 0.2, 0.6, 0.8]),
        ("distance-to-target", -1, {"targets": np.array([6.0]), "clip": True}, [1, 1, 0.5, 0]),
        ("distance-to-target", -1, {"targets": np.array([-6.0]), "directed": True}, [2, 1.5, 0.5, 0]),
        ("fraction-of-maximum", 1, {}, [0.2, 0.4, 0.8, 1]),
        ("fraction-of-maximum", -1, {}, [1, 0.8, 0.4, 0.2]),
        ("fraction-of-maximum", -1, {"fraction": "complement"}, [0.8, 0.6, 0.2, 0]),
        ("fraction-of-maximum", -1, {"fraction": "ratio"}, [1, 0.5, 0.25, 0.2]),
        ("fraction-of-maximum", 1, {"fraction": "ratio", "ends": (0, 10)}, [2, 4, 8, 10]),
        ("around-reference", 1, {"centres": np.array([4.0])}, [85, 100, 130, 145]),
        ("around-reference", -1, {}, [130, 115, 85, 70]),
        ("around-reference", -1, {"centres": np.array([-4.0]), "directed": True}, [115, 100, 70, 55]),
        ("rank", 1, {}, [1, 2, 3, 4]),
        ("rank", -1, {}, [4, 3, 2, 1]),
        ("percentile-rank", 1, {}, [0, 1 / 3, 2 / 3, 1]),
        ("borda", -1, {}, [3, 2, 1, 0]),
    ],
)
def test_each_rule_is_its_formula(rule, kind, more, expected):
    assert values([2, 4, 8, 10], rule, kind, **more) == pytest.approx(expected, abs=1e-12)


def test_a_z_score_has_the_mean_and_the_deviation_asked_for_with_n_less_one():
    found = np.array(values([2, 4, 8, 10], "z-score", ends=(100, 10)))
    assert found.mean() == pytest.approx(100)
    assert found.std(ddof=1) == pytest.approx(10)
    assert values([2, 4, 8, 10], "z-score", -1) == pytest.approx([-v for v in values([2, 4, 8, 10], "z-score")])


def test_tied_values_share_the_rank_that_is_asked_for():
    assert values([5, 5, 3, 9], "rank") == [2, 2, 1, 4]
    assert values([5, 5, 3, 9], "rank", ties="average") == [2.5, 2.5, 1, 4]
    assert values([5, 5, 3, 9], "borda", ties="max") == [2, 2, 0, 3]
    assert values([5, 5, 3, 9], "rank", ties="dense") == [2, 2, 1, 3]


@pytest.mark.parametrize("rule", SCALING_RULES)
def test_a_gap_stays_a_gap_and_counts_for_nothing(rule):
    told = np.array([[3.0, 9.0, 1.0], [5.0, 4.0, 2.0], [8.0, 1.0, 7.0]])
    gapped = np.vstack([told, [[GAP, GAP, GAP]]])
    found = scale_columns(gapped, TYPES, Scaling(rule, **NEEDS.get(rule, {}))).values
    assert np.isnan(found[3]).all()
    np.testing.assert_array_equal(found[:3], scale_columns(told, TYPES, Scaling(rule, **NEEDS.get(rule, {}))).values)


@pytest.mark.parametrize(("rule", "score"), [("min-max", 50), ("z-score", 0), ("distance-to-maximum", 0.5), ("around-reference", 100)])
def test_a_constant_column_scores_the_middle_and_is_told(rule, score):
    found = scale([0.1 + 0.2, 0.3, GAP], rule)
    assert found.values[:2, 0].tolist() == [score, score]
    assert found.constant.tolist() == [True]
    assert not found.undefined.any()


def test_one_value_alone_has_the_middle_percentile_and_is_told():
    found = scale([7, GAP], "percentile-rank")
    assert found.values[0, 0] == 0.5
    assert found.constant.all()
    assert values([7, GAP], "rank")[0] == 1
    assert values([7, GAP], "z-score")[0] == 0


@pytest.mark.parametrize(
    ("column", "rule", "kind", "more"),
    [
        ([2, 4, 8], "distance-to-reference", 1, {"reference": 0}),
        ([2, GAP, 8], "distance-to-reference", 1, {"reference": 1}),
        ([2, 4, 8], "distance-to-target", 1, {"targets": np.array([2.0])}),
        ([2, 4, 8], "distance-to-target", 1, {"targets": np.array([1.0])}),
        ([2, 4, 8], "distance-to-target", -1, {"targets": np.array([9.0])}),
        ([-2, -4, 0], "fraction-of-maximum", 1, {}),
        ([-2, -4, 0], "fraction-of-maximum", -1, {}),
        ([0, 4, 8], "fraction-of-maximum", -1, {"fraction": "ratio"}),
    ],
)
def test_what_a_rule_cannot_say_is_undefined_and_told(column, rule, kind, more):
    found = scale(column, rule, kind, **more)
    assert np.isnan(found.values).all()
    assert found.undefined.all()
    assert not found.constant.any()


def test_a_column_of_gaps_stays_one_and_is_nobodys_fault():
    for rule in SCALING_RULES:
        found = scale_columns(np.full((3, 3), GAP), TYPES, Scaling(rule, **NEEDS.get(rule, {})))
        assert np.isnan(found.values).all()
        assert not found.undefined.any()


COLUMNS = arrays(float, (5, 3), elements=st.integers(1, 40).map(float))


@given(COLUMNS, st.sampled_from(SCALING_RULES), st.permutations(range(5)))
def test_permuting_rows_permutes_scores(columns, rule, order):
    scaling = Scaling(rule, reference=0, **NEEDS.get(rule, {}))
    moved = Scaling(rule, reference=order.index(0), **NEEDS.get(rule, {}))
    found = scale_columns(columns, TYPES, scaling).values
    np.testing.assert_allclose(scale_columns(columns[list(order)], TYPES, moved).values, found[list(order)], atol=1e-9)


@given(COLUMNS, st.sampled_from(SCALING_RULES), st.sampled_from(["reflect", "complement", "ratio"]))
def test_better_never_scores_less(columns, rule, fraction):
    found = scale_columns(columns, TYPES, Scaling(rule, fraction=fraction, **NEEDS.get(rule, {}))).values
    for place, kind in enumerate(TYPES):
        order = np.argsort(columns[:, place] * kind, kind="stable")
        steps = np.diff(found[order, place])
        assert np.isnan(steps).all() or (steps >= -1e-9).all()


@given(COLUMNS, st.sampled_from([*RANK_RULES, "min-max", "z-score", "distance-to-maximum", "around-reference"]))
def test_the_unit_of_measure_does_not_matter(columns, rule):
    found = scale_columns(columns, TYPES, Scaling(rule)).values
    np.testing.assert_allclose(scale_columns(columns * 8 + 16, TYPES, Scaling(rule)).values, found, atol=1e-9)


@given(arrays(float, (5, 1), elements=st.integers(-40, 40).map(float)).filter(lambda column: np.ptp(column) > 0), st.booleans())
def test_min_max_is_pymcdms_on_columns_that_vary(columns, cost):
    ours = scale_columns(columns, np.array([-1.0 if cost else 1.0]), Scaling(ends=(0, 1))).values[:, 0]
    np.testing.assert_allclose(ours, minmax_normalization(columns[:, 0], cost=cost), atol=1e-12)
