"""Envelopment in batches and multipliers unit by unit are two roads to one score, to 1e-9."""

import numpy as np
import pytest

from efficiency.multiplier_forms import draw, judge_beyond_as_tone, judge_by_multipliers, judge_slacks_by_multipliers
from iecscore.analysis.efficiency import Production, evaluate_efficiency

RETURNS = pytest.mark.parametrize("returns", ["constant", "variable"])
SHAPES = pytest.mark.parametrize(("units", "inputs", "outputs"), [(8, 1, 1), (30, 2, 3), (90, 3, 2)])


@SHAPES
@RETURNS
@pytest.mark.parametrize("orientation", ["input", "output"])
@pytest.mark.parametrize("model", ["radial", "super-radial"])
def test_radial_scores_are_those_of_the_multipliers(units, inputs, outputs, returns, orientation, model):
    used, made, _ = draw(units, units, inputs, outputs)
    found = evaluate_efficiency(Production(used, made), model, orientation, returns).efficiency
    for unit in range(0, units, max(1, units // 8)):
        apart = judge_by_multipliers(used, made, unit, orientation, returns, apart=model == "super-radial")
        assert found[unit] == pytest.approx(apart, abs=1e-9, nan_ok=True)


@SHAPES
@RETURNS
@pytest.mark.parametrize("orientation", ["none", "input", "output"])
@pytest.mark.parametrize("undesirable", [0, 2])
def test_slacks_based_scores_are_those_of_the_multipliers(units, inputs, outputs, returns, orientation, undesirable):
    used, made, spoilt = draw(units, units, inputs, outputs, undesirable)
    found = evaluate_efficiency(Production(used, made, spoilt), "sbm", orientation, returns).efficiency
    for unit in range(0, units, max(1, units // 8)):
        assert found[unit] == pytest.approx(judge_slacks_by_multipliers(used, made, spoilt, unit, orientation, returns), abs=1e-9)


@SHAPES
@RETURNS
@pytest.mark.parametrize("orientation", ["none", "input", "output"])
def test_super_scores_are_those_of_tones_own_form(units, inputs, outputs, returns, orientation):
    used, made, _ = draw(units, units, inputs, outputs)
    found = evaluate_efficiency(Production(used, made), "super-sbm", orientation, returns)
    efficient = np.flatnonzero(found.plain == 1)
    assert efficient.size
    for unit in efficient[:8]:
        assert found.efficiency[unit] == pytest.approx(judge_beyond_as_tone(used, made, unit, orientation, returns), abs=1e-9, nan_ok=True)
    assert (found.efficiency[found.plain < 1] == 1).all()


def test_undesirable_outputs_turned_round_are_outputs_like_others():
    used, made, spoilt = draw(4, 12, 2, 1, 1)
    turned = np.hstack([made, spoilt.max(axis=0) + 1 - spoilt])
    for orientation in ("input", "output"):
        found = evaluate_efficiency(Production(used, made, spoilt), "radial", orientation, "variable")
        expected = [judge_by_multipliers(used, turned, unit, orientation, "variable") for unit in range(12)]
        assert found.efficiency == pytest.approx(expected, abs=1e-9)


def test_data_that_span_twelve_orders_of_magnitude_keep_their_scores():
    rng = np.random.default_rng(5)
    used, made = 10.0 ** rng.uniform(-3, 3, (40, 2)), 10.0 ** rng.uniform(-3, 3, (40, 2))
    for returns in ("constant", "variable"):
        found = evaluate_efficiency(Production(used, made), returns=returns).efficiency
        expected = [judge_by_multipliers(used, made, unit, "input", returns) for unit in range(40)]
        assert found == pytest.approx(expected, rel=1e-7, abs=1e-9)
