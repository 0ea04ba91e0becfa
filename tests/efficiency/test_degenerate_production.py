"""What no model can take is refused by name and place; what one can is handled by a rule that the notes name."""

import numpy as np
import pytest

from iecscore.analysis.efficiency import (
    MODELS,
    ORIENTATIONS,
    RETURNS,
    Production,
    check_production,
    evaluate_efficiency,
    follow_productivity,
    least_units,
)
from iecscore.problems import Misuse

ONE = np.array([[1.0], [2.0], [3.0]])
CHOICES = [(model, way, returns) for model in MODELS for way in ORIENTATIONS for returns in RETURNS if way != "none" or "sbm" in model]


def codes(found):
    return [problem.code for problem in found.notes]


@pytest.mark.parametrize(
    ("production", "code", "key"),
    [
        (Production(ONE, ONE[:2]), "length", "outputs"),
        (Production(ONE, ONE, ONE[:2]), "length", "undesirable"),
        (Production(np.array([[1.0], [-1], [2]]), ONE), "negative", "inputs[1][0]"),
        (Production(ONE, ONE, np.array([[1.0], [2], [-2]])), "negative", "undesirable[2][0]"),
        (Production(np.hstack([ONE, 0 * ONE]), ONE), "factor_zero", "inputs"),
        (Production(ONE, ONE, 0 * ONE), "factor_zero", "undesirable"),
        (Production(np.array([[1.0], [0], [2]]), ONE), "unit_zero", "inputs[1]"),
        (Production(np.array([[1.0], [0.5], [6e8]]), ONE), "too_wide", "inputs"),
        (Production(ONE, np.array([[1e99], [0], [2]])), "too_wide", "outputs"),
        (Production(ONE, np.array([[1.0], [2], [0]])), "unit_zero", "outputs[2]"),
    ],
)
def test_what_no_model_can_take_is_refused_where_it_stands(production, code, key):
    with pytest.raises(Misuse) as refused:
        check_production(production)
    assert (refused.value.problems[0].code, refused.value.problems[0].place.key) == (f"efficiency.{code}", key)


@pytest.mark.parametrize(
    ("undesirable", "options", "code"),
    [
        (None, {"model": "radial", "orientation": "none"}, "needs_orientation"),
        (ONE, {"model": "super-radial"}, "needs_variable"),
        (ONE, {"returns": "variable", "shifts": np.array([3.0])}, "shift"),
    ],
)
def test_a_model_refuses_what_it_has_not(undesirable, options, code):
    production = Production(ONE, ONE) if undesirable is None else Production(ONE, ONE, undesirable)
    with pytest.raises(Misuse) as refused:
        evaluate_efficiency(production, **options)
    assert refused.value.problems[0].code == f"efficiency.{code}"


@pytest.mark.parametrize(("model", "way", "returns"), CHOICES)
def test_one_unit_is_efficient_and_has_nobody_beyond_it(model, way, returns):
    found = evaluate_efficiency(Production(np.array([[3.0, 2.0]]), np.array([[4.0]])), model, way, returns)
    assert found.plain == [1]
    assert found.scale.returns == ("crs",)
    assert np.isnan(found.efficiency).all() if model.startswith("super") else found.peers == ((0,),)
    assert set(codes(found)) >= {"efficiency.few_units", "efficiency.many_efficient"}


@pytest.mark.parametrize(("model", "way", "returns"), CHOICES)
def test_units_alike_are_all_efficient_and_each_others_equals(model, way, returns):
    found = evaluate_efficiency(Production(np.ones((4, 2)) * [3, 5], np.ones((4, 1)) * 7), model, way, returns)
    assert found.efficiency == pytest.approx(np.ones(4))
    assert all(np.abs(slacks).max() < 1e-9 for slacks in found.slacks.values())
    assert found.peers == ((0,), (1,), (2,), (3,)) if not model.startswith("super") else all(found.peers)


def test_radial_models_take_zeros_as_they_are():
    used = np.array([[2.0, 0], [0, 2], [2, 2], [1, 4]])
    found = evaluate_efficiency(Production(used, np.ones((4, 1))))
    assert found.efficiency == pytest.approx([1, 1, 0.5, 0.4])
    assert codes(found) == ["efficiency.few_units", "efficiency.many_efficient"]


def test_a_zero_input_has_no_slack_in_slacks_based_models():
    """The third unit could do with (1, 1) of its (2, 2), the fourth with 2/5 of each; of the first nothing is left over."""
    used = np.array([[2.0, 0], [0, 2], [2, 2], [1, 4]])
    found = evaluate_efficiency(Production(used, np.ones((4, 1))), "sbm", "input")
    assert found.efficiency[:3] == pytest.approx([1, 1, 0.5])
    assert found.slacks["inputs"][:2] == pytest.approx(np.zeros((2, 2)))
    assert "efficiency.zeros_counted" in codes(found)


def test_slacks_that_the_orientation_does_not_score_are_told_in_full():
    """The second unit uses as little as the first and makes 4 less of the second output, or uses 2 more of the second input."""
    found = evaluate_efficiency(Production(np.array([[1.0], [1], [2]]), np.array([[1.0, 5], [1, 1], [2, 10]])), "sbm", "input")
    assert found.efficiency.tolist() == [1, 1, 1]
    assert found.slacks["outputs"][1] == pytest.approx([0, 4])
    assert found.peers[1] in {(0,), (2,), (0, 2)}
    grown = evaluate_efficiency(Production(np.array([[1.0, 5], [1, 7]]), np.array([[1.0], [1]])), "sbm", "output")
    assert grown.efficiency.tolist() == [1, 1]
    assert grown.slacks["inputs"][1] == pytest.approx([0, 2])


def test_a_zero_output_is_lifted_in_slacks_based_models_and_costs_the_unit():
    made = np.array([[2.0, 4], [2, 0], [1, 5]])
    found, lifted = (evaluate_efficiency(Production(np.ones((3, 1)), table), "sbm") for table in (made, np.array([[2.0, 4], [2, 0.04], [1, 5]])))
    assert found.efficiency == pytest.approx(lifted.efficiency)
    assert found.efficiency[1] < 0.05
    assert "efficiency.zeros_lifted" in codes(found)
    assert "efficiency.zeros_lifted" not in codes(lifted)


def test_all_zeros_are_lifted_where_super_efficiency_divides_by_them():
    used = np.array([[2.0, 0], [0, 2], [2, 2], [1, 4]])
    found = evaluate_efficiency(Production(used, np.ones((4, 1)), np.array([[1.0], [0], [2], [3]])), "super-sbm")
    assert np.isfinite(found.efficiency).all()
    assert "efficiency.zeros_lifted" in codes(found)


def test_super_efficiency_under_variable_returns_has_no_score_for_the_one_that_makes_most():
    used, made = np.array([[2.0], [3], [6]]), np.array([[1.0], [3], [5]])
    found = evaluate_efficiency(Production(used, made), "super-radial", "input", "variable")
    assert np.isnan(found.efficiency).tolist() == [False, False, True]
    assert found.peers[2] == ()
    assert np.isnan(found.targets["inputs"][2]).all()
    assert "efficiency.infeasible" in codes(found)
    assert np.isfinite(evaluate_efficiency(Production(used, made), "super-sbm", "none", "variable").efficiency).all()


def test_an_output_only_one_unit_makes_puts_it_beyond_the_others():
    found = evaluate_efficiency(Production(np.ones((3, 1)), np.array([[1.0, 0], [2, 0], [1, 1]])), "super-radial", "output")
    assert np.isnan(found.efficiency).tolist() == [False, False, True]


def test_undesirable_outputs_have_no_scale_efficiency_in_radial_models():
    found = evaluate_efficiency(Production(ONE, ONE[::-1], ONE), returns="variable", shifts=np.array([10.0]))
    assert np.isnan(found.scale.ratio).all()
    assert found.scale.returns == (None, None, None)
    assert found.slacks.keys() == {"inputs", "outputs", "undesirable"}
    assert "efficiency.scale_unclear" in codes(found)


def test_the_shift_decides_the_output_score_and_not_the_input_score():
    """seiford2002: input orientation does not see where the zero of the outputs lies."""
    production = Production(np.array([[2.0], [3], [3], [4]]), np.array([[1.0], [3], [2], [3]]), np.array([[1.0], [2], [3], [2]]))
    near, far = (
        [evaluate_efficiency(production, "radial", way, "variable", np.array([shift])).efficiency for way in ("input", "output")]
        for shift in (4.0, 400.0)
    )
    assert near[0] == pytest.approx(far[0], abs=1e-9)
    assert np.abs(near[1] - far[1]).max() > 0.01


def test_more_of_an_undesirable_output_is_never_better():
    used, made = np.ones((5, 1)), np.array([[1.0], [2], [3], [2], [3]])
    spoilt = np.array([[1.0], [2], [3], [3], [6]])
    found = evaluate_efficiency(Production(used, made, spoilt), "sbm").efficiency
    assert found[1] > found[3]
    assert found[2] > found[4]


def test_too_few_units_and_too_many_efficient_ones_are_said():
    assert (least_units(2, 3), least_units(5, 9)) == (15, 45)
    spread = Production(np.array([[2.0], [3], [3], [4], [5], [5]]), np.array([[1.0], [3], [2], [3], [4], [2]]))
    assert codes(evaluate_efficiency(spread)) == []
    assert codes(evaluate_efficiency(Production(spread.inputs[:5], spread.outputs[:5]))) == ["efficiency.few_units"]
    assert codes(evaluate_efficiency(spread, returns="variable")) == ["efficiency.many_efficient"]


def test_periods_must_be_two_and_alike():
    production = Production(ONE, ONE)
    for periods, code in (([production], "one_period"), ([production, Production(ONE, np.hstack([ONE, ONE]))], "other_shape")):
        with pytest.raises(Misuse) as refused:
            follow_productivity(periods)
        assert refused.value.problems[0].code == f"efficiency.{code}"
