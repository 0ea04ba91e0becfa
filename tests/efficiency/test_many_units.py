"""Hundreds of units: in batches, over few peers at first, with the same scores as unit by unit."""

import numpy as np
import pytest

from efficiency.multiplier_forms import draw, judge_by_multipliers
from iecscore.analysis.efficiency import Production, batches, evaluate_efficiency, measure_radial, programmes


@pytest.mark.parametrize("returns", ["constant", "variable"])
def test_three_hundred_units_have_the_scores_of_the_multipliers(returns):
    used, made, _ = draw(3, 300, 3, 3)
    found = evaluate_efficiency(Production(used, made), "radial", "output", returns)
    for unit in range(0, 300, 23):
        assert found.efficiency[unit] == pytest.approx(judge_by_multipliers(used, made, unit, "output", returns), abs=1e-9)


def test_small_weights_count_in_the_targets_too():
    used, made, _ = draw(3, 300, 3, 3)
    found = evaluate_efficiency(Production(used, made))
    assert min(min(weights) for weights in found.weights) < 0.01
    assert found.targets["inputs"] == pytest.approx(found.factor[:, None] * used - found.slacks["inputs"], rel=1e-8)
    assert found.targets["outputs"] == pytest.approx(made + found.slacks["outputs"], rel=1e-8)


def test_units_out_of_reach_do_not_spoil_the_batch_they_are_in():
    used, made, _ = draw(3, 120, 2, 2)
    found = evaluate_efficiency(Production(used, made), "super-radial", "input", "variable")
    efficient = np.flatnonzero(found.plain == 1)
    expected = [judge_by_multipliers(used, made, unit, "input", "variable", apart=True) for unit in efficient]
    assert np.isnan(expected).any()
    assert found.efficiency[efficient] == pytest.approx(expected, abs=1e-9, nan_ok=True)


def test_points_are_measured_against_units_that_they_are_not_among():
    used, made, _ = draw(3, 120, 2, 2)
    found = measure_radial(Production(used[:7] * 0.9, made[:7]), Production(used, made), "input", "variable")
    whole = evaluate_efficiency(Production(used, made), returns="variable").efficiency
    assert found == pytest.approx(whole[:7] / 0.9, abs=1e-9)


def test_a_solver_that_gives_up_on_a_batch_is_asked_again_unit_by_unit(monkeypatch):
    used, made, _ = draw(3, 20, 2, 2)
    expected, ask = evaluate_efficiency(Production(used, made)).efficiency, batches._ask_solver
    asked = []

    def tire(costs, matrix, right, *, presolve):
        asked.append((len(costs), presolve))
        found = ask(costs, matrix, right, presolve=presolve)
        found.status = 4 if len(costs) > 2 or not presolve else found.status
        return found

    monkeypatch.setattr(batches, "_ask_solver", tire)
    assert evaluate_efficiency(Production(used, made)).efficiency == pytest.approx(expected, abs=1e-10)
    assert (1, True) in asked


def test_a_unit_that_a_batch_leaves_below_zero_is_solved_alone(monkeypatch):
    used, made, _ = draw(3, 20, 2, 2)
    expected, ask = evaluate_efficiency(Production(used, made)).efficiency, batches._ask_solver

    def blur(costs, matrix, right, *, presolve):
        found = ask(costs, matrix, right, presolve=presolve)
        if len(costs) > 5 or not presolve:
            found.x = found.x.reshape(costs.shape).copy()
            found.x[-1] += 0.1
            found.x[-1, 0] = -1e-9
            found.x = found.x.ravel()
        return found

    monkeypatch.setattr(batches, "_ask_solver", blur)
    assert evaluate_efficiency(Production(used, made)).efficiency == pytest.approx(expected, abs=1e-10)


def test_a_unit_that_cannot_be_solved_alone_keeps_what_the_batch_gave(monkeypatch):
    used, made, _ = draw(3, 20, 2, 2)
    expected, ask = evaluate_efficiency(Production(used, made)), batches._ask_solver

    def blur(costs, matrix, right, *, presolve):
        found = ask(costs, matrix, right, presolve=presolve)
        found.x = found.x.copy()
        found.x[found.x == 0] = -1e-11
        found.status = 4 if len(costs) == 1 else found.status
        return found

    monkeypatch.setattr(batches, "_ask_solver", blur)
    found = evaluate_efficiency(Production(used, made))
    assert found.efficiency == pytest.approx(expected.efficiency, abs=1e-9)
    assert (found.slacks["inputs"] >= 0).all()


def test_the_second_phase_gives_way_to_rounding_and_else_leaves_the_first(monkeypatch):
    """A cost held below its least has no solution: then the next allowance is tried, and after the last the first phase stands."""
    production = Production(np.array([[4.0, 3], [7, 3], [8, 1], [4, 2], [2, 4], [10, 1]]), np.ones((6, 1)))
    expected = evaluate_efficiency(production)
    monkeypatch.setattr(programmes, "ALLOWANCES", (-0.01, 0))
    assert evaluate_efficiency(production).slacks["inputs"] == pytest.approx(expected.slacks["inputs"], abs=1e-9)
    monkeypatch.setattr(programmes, "ALLOWANCES", (-0.01,))
    left = evaluate_efficiency(production)
    assert left.efficiency == pytest.approx(expected.efficiency)
    assert np.isfinite(left.slacks["inputs"]).all()


def test_an_ill_conditioned_table_keeps_scores_within_their_bounds():
    """Outputs that differ ten thousandfold within a column bring the solver to its tolerance."""
    for seed in range(6):
        rng = np.random.default_rng(seed)
        used, made = rng.lognormal(sigma=0.5, size=(20, 4)), rng.lognormal(sigma=[2.5, 1, 2, 2], size=(20, 4))
        found = evaluate_efficiency(Production(used, made), "sbm", "output", "variable")
        assert found.efficiency.max() == 1
        assert all(np.isfinite(slacks).all() for slacks in found.slacks.values())


def test_figures_too_small_for_the_solver_are_brought_to_its_size():
    rows = np.array([[1e-6, 0.0, 4.0], [1e6, 0.0, 0.0], [0.0, 0.0, 9.0]])
    assert batches.measure_columns(rows) == pytest.approx([1, 1, 6])
