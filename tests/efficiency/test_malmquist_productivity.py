"""Productivity from one period to the next."""

import numpy as np
import pytest

from efficiency.multiplier_forms import draw, judge_by_multipliers
from iecscore.analysis.efficiency import Production, follow_productivity


def across(point, peers, orientation, returns="constant"):
    """The efficiency of a unit of one period against all units of another, by multipliers."""
    used, made = np.vstack([peers.inputs, point[0]]), np.vstack([peers.outputs, point[1]])
    return judge_by_multipliers(used, made, len(used) - 1, orientation, returns, apart=True)


@pytest.mark.parametrize("orientation", ["input", "output"])
def test_the_index_is_the_one_of_the_definition(orientation):
    old, new = (Production(*draw(seed, 12, 2, 2)[:2]) for seed in (1, 2))
    (change,), _ = follow_productivity([old, new], orientation)
    for unit in range(12):
        before, after = (old.inputs[unit], old.outputs[unit]), (new.inputs[unit], new.outputs[unit])
        d00, d01 = across(before, old, orientation), across(after, old, orientation)
        d10, d11 = across(before, new, orientation), across(after, new, orientation)
        v00, v11 = (min(1, judge_by_multipliers(p.inputs, p.outputs, unit, orientation, "variable")) for p in (old, new))
        d00, d11 = min(1, d00), min(1, d11)
        assert change.productivity[unit] == pytest.approx(np.sqrt(d01 / d00 * (d11 / d10)), abs=1e-9)
        assert change.efficiency[unit] == pytest.approx(d11 / d00, abs=1e-9)
        assert change.pure[unit] == pytest.approx(v11 / v00, abs=1e-9)


def test_the_parts_multiply_to_the_whole():
    periods = [Production(*draw(seed, 15, 2, 1)[:2]) for seed in range(3)]
    changes, _ = follow_productivity(periods)
    for change in changes:
        assert change.productivity == pytest.approx(change.efficiency * change.technical)
        assert change.efficiency == pytest.approx(change.pure * change.scale)


def test_a_tenth_more_of_everything_made_is_technical_progress_of_a_tenth():
    used, made, _ = draw(1, 12, 2, 2)
    (change,), _ = follow_productivity([Production(used, made), Production(used, made * 1.1)])
    assert change.technical == pytest.approx(np.full(12, 1.1))
    assert change.efficiency == pytest.approx(np.ones(12))


def test_with_constant_returns_both_orientations_agree():
    periods = [Production(*draw(seed, 15, 2, 2)[:2]) for seed in (5, 6)]
    (grown,), (shrunk,) = (follow_productivity(periods, way)[0] for way in ("output", "input"))
    assert grown.productivity == pytest.approx(shrunk.productivity, rel=1e-9)
    assert grown.technical == pytest.approx(shrunk.technical, rel=1e-9)


def test_a_unit_without_an_input_that_all_used_before_has_no_step():
    made = np.ones((3, 1))
    old, new = Production(np.array([[1.0, 1], [2, 1], [1, 3]]), made), Production(np.array([[1.0, 1], [2, 1], [2, 0]]), made)
    for orientation in ("input", "output"):
        (change,), (_, after) = follow_productivity([old, new], orientation)
        assert np.isnan(change.productivity).tolist() == [False, False, True]
        assert np.isnan(after.before).tolist() == [False, False, True]
        assert np.isfinite(change.efficiency).all()
