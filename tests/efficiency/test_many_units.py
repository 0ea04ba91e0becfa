"""Hundreds of units: in batches, over few peers at first, with the same scores as unit by unit."""

import numpy as np
import pytest

from efficiency.multiplier_forms import draw, judge_by_multipliers
from iecscore.analysis.efficiency import Production, batches, evaluate_efficiency, measure_radial


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
    expected, run = evaluate_efficiency(Production(used, made)).efficiency, batches._run
    asked = []

    def tire(costs, matrix, right, options):
        asked.append((len(costs), options["presolve"]))
        found = run(costs, matrix, right, options)
        found.status = 4 if len(costs) > 2 or not options["presolve"] else found.status
        return found

    monkeypatch.setattr(batches, "_run", tire)
    assert evaluate_efficiency(Production(used, made)).efficiency == pytest.approx(expected, abs=1e-10)
    assert (1, True) in asked


def test_figures_too_small_for_the_solver_are_brought_to_its_size():
    rows = np.array([[1e-6, 0.0, 4.0], [1e6, 0.0, 0.0], [0.0, 0.0, 9.0]])
    assert batches.measure_columns(rows) == pytest.approx([1, 1, 6])
