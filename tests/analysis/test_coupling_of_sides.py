"""The coupling of sides agrees with figures published elsewhere, and behaves as it should at the ends."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iecscore.analysis import FORMULAS, couple, couple_sides, couple_sides_modified, find_levels

THREE_SIDES = [
    (0.0162, 0.272, 0.2655),
    (0.1782, 0.6824, 0.3721),
    (0.549, 0.0593, 0.5729),
    (0.673, 0.4812, 0.9082),
    (0.0207, 0.8891, 0.2017),
    (0.9875, 0.5573, 0.8984),
]
FOUR_SIDES = [
    (0.8179733, 0.3246648, 0.6590316, 0.1308531),
    (0.3020233, 0.1318888, 0.4046987, 0.5173794),
    (0.9209903, 0.3353516, 0.6921477, 0.314132),
    (0.9604095, 0.3914758, 0.7099999, 0.4316421),
    (0.9061589, 0.3473603, 0.7297774, 0.6909494),
    (0.9456379, 0.4391423, 0.7304117, 0.4792905),
]
SIDES = st.lists(st.floats(0.01, 1), min_size=2, max_size=4)


def test_the_standard_form_of_three_sides_is_that_of_the_r_package_mathmodels():
    """Documentation of coupling_degree, rounded there to three digits."""
    expected = [(0.571, 0.325), (0.867, 0.597), (0.674, 0.515), (0.967, 0.815), (0.418, 0.393), (0.971, 0.889)]
    found = [couple_sides(sides) for sides in THREE_SIDES]
    assert [(item.coupling, item.coordination) for item in found] == [pytest.approx(pair, abs=6e-4) for pair in expected]


def test_the_modified_form_of_four_sides_is_that_of_the_r_package_coupling():
    """Vignette ccd of 2026-05-12, first six rows (Guangzhou)."""
    expected = [
        (0.4722274, 0.477648),
        (0.6211236, 0.4588675),
        (0.5375842, 0.5514412),
        (0.5861986, 0.6045044),
        (0.6640321, 0.666293),
        (0.6319211, 0.6402164),
    ]
    found = [couple_sides_modified(sides) for sides in FOUR_SIDES]
    assert [(item.coupling, item.coordination) for item in found] == [pytest.approx(pair, abs=2e-7) for pair in expected]


def test_shares_weigh_the_sides_in_the_level_and_not_in_the_coupling():
    even, uneven = couple_sides((0.4, 0.8)), couple_sides((0.4, 0.8), (0.75, 0.25))
    assert (even.level, uneven.level) == (pytest.approx(0.6), pytest.approx(0.5))
    assert uneven.coupling == even.coupling
    assert uneven.coordination == pytest.approx(math.sqrt(even.coupling * 0.5))


@pytest.mark.parametrize("couple", [couple_sides, couple_sides_modified])
def test_nothing_couples_where_every_side_is_zero(couple):
    assert couple((0.0, 0.0)) == couple((0.0, 0.0), (0.5, 0.5))
    assert (couple((0.0, 0.0)).coupling, couple((0.0, 0.0)).coordination, couple((0.0, 0.0)).level) == (None, None, 0.0)


@pytest.mark.parametrize("couple", [couple_sides, couple_sides_modified])
def test_a_side_at_zero_uncouples_the_others(couple):
    assert (couple((0.0, 0.7, 0.9)).coupling, couple((0.0, 0.7, 0.9)).coordination) == (0.0, 0.0)


@given(SIDES)
def test_equal_sides_couple_fully_and_unequal_ones_less(scores):
    highest = max(scores)
    for form in (couple_sides, couple_sides_modified):
        assert form([highest] * len(scores)).coupling == pytest.approx(1)
        assert 0 <= form(scores).coupling <= 1 + 1e-9


@given(st.tuples(st.floats(0.001, 1), st.floats(0.001, 1)))
def test_the_modified_coupling_of_two_sides_is_never_kinder(scores):
    assert couple_sides_modified(scores).coupling <= couple_sides(scores).coupling + 1e-9


@given(SIDES)
def test_the_order_of_sides_does_not_matter(scores):
    for form in (couple_sides, couple_sides_modified):
        assert form(scores[::-1]).coordination == pytest.approx(form(scores).coordination)


def test_weights_enter_the_level_of_the_corrected_form_as_in_the_r_package_mathmodels():
    """Documentation of coupling_degree(type = "adjusted"), weights 0.4, 0.3, 0.3, rounded there to three digits."""
    found = couple(np.array(THREE_SIDES), np.array([0.4, 0.3, 0.3]), "wang-2021")
    assert found.c == pytest.approx([0.447, 0.501, 0.455, 0.669, 0.175, 0.715], abs=6e-4)
    assert found.t == pytest.approx([0.168, 0.388, 0.409, 0.686, 0.336, 0.832], abs=6e-4)
    assert found.d == pytest.approx([0.274, 0.440, 0.432, 0.678, 0.242, 0.771], abs=6e-4)


def test_the_form_by_deviation_is_the_sum_formula_of_fan():
    """C = 1 - 2 sqrt((n sum U^2 - (sum U)^2) / n^2), written out."""
    sides = (0.549, 0.0593, 0.5729)
    total, squares = sum(sides), sum(side**2 for side in sides)
    expected = 1 - 2 * math.sqrt((3 * squares - total**2) / 9)
    found = couple(np.array([sides]), formula="fan")
    assert (found.c[0], found.d[0]) == (pytest.approx(expected), pytest.approx(math.sqrt(expected * total / 3)))


def test_the_form_by_deviation_falls_to_zero_and_is_defined_where_every_side_is_zero():
    found = couple(np.array([[0.0, 1.0], [0.0, 0.0]]), formula="fan")
    assert (found.c.tolist(), found.d.tolist()) == ([0, 1], [0, 0])


@pytest.mark.parametrize("formula", ["traditional", "wang-2021"])
def test_one_empty_unit_leaves_the_others_as_they_are(formula):
    found = couple(np.array([[0.0, 0.0], [0.4, 0.8]]), formula=formula)
    assert np.isnan([found.c[0], found.d[0]]).all()
    assert (found.t[0], found.c[1]) == (0, couple(np.array([[0.4, 0.8]]), formula=formula).c[0])


@given(st.lists(SIDES.map(lambda sides: (sides * 2)[:3]), min_size=1, max_size=5), st.sampled_from(sorted(FORMULAS)))
def test_every_formula_keeps_to_the_unit_interval_and_units_to_themselves(units, formula):
    together = couple(np.array(units), formula=formula)
    assert ((together.c >= 0) & (together.c <= 1 + 1e-9) & (together.d <= 1 + 1e-9)).all()
    alone = [couple(np.array([unit]), formula=formula).d[0] for unit in units]
    assert together.d == pytest.approx(alone)


def test_small_scores_of_many_sides_do_not_vanish():
    assert couple(np.full((1, 60), 1e-8)).c[0] == pytest.approx(1)


@pytest.mark.parametrize(("closed", "expected"), [("lower", [1, 2, 6, 7, 10, 10]), ("upper", [1, 1, 5, 6, 9, 10])])
def test_a_boundary_belongs_to_the_side_that_is_declared(closed, expected):
    assert find_levels(np.array([0.0, 0.1, 0.5, 0.6, 0.9, 1.0]), closed=closed).tolist() == expected


def test_rounding_does_not_move_a_unit_over_a_boundary():
    assert find_levels(np.array([0.1 + 0.2, 0.3])).tolist() == [4, 4]


def test_levels_follow_the_boundaries_given_and_an_undefined_degree_has_none():
    assert find_levels(np.array([0.2, 0.45, 0.9, math.nan]), (0.4, 0.5, 0.8)).tolist() == [1, 2, 4, 0]
