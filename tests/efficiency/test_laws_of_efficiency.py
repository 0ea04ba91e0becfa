"""What must hold whatever the data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from efficiency.multiplier_forms import draw
from iecscore.analysis.efficiency import Production, evaluate_efficiency

FEW = settings(max_examples=20, deadline=None)
MODELS = st.sampled_from([(model, orientation) for model in ("radial", "super-radial") for orientation in ("input", "output")])
ALL = st.one_of(MODELS, st.sampled_from([(model, orientation) for model in ("sbm", "super-sbm") for orientation in ("none", "input", "output")]))
RETURNS = st.sampled_from(["constant", "variable"])
FIGURES = st.integers(1, 9).map(float)


@st.composite
def productions(draw_from, least=2):
    units, inputs, outputs = draw_from(st.integers(least, 9)), draw_from(st.integers(1, 2)), draw_from(st.integers(1, 2))
    rows = draw_from(st.lists(st.lists(FIGURES, min_size=inputs + outputs, max_size=inputs + outputs), min_size=units, max_size=units))
    table = np.array(rows)
    return Production(table[:, :inputs], table[:, inputs:])


@FEW
@given(productions(), ALL, RETURNS, st.floats(1e-4, 1e6), st.floats(1e-4, 1e6))
def test_units_of_measurement_do_not_matter(production, model, returns, in_size, out_size):
    measured = Production(production.inputs * in_size, production.outputs * out_size)
    here, there = evaluate_efficiency(production, *model, returns), evaluate_efficiency(measured, *model, returns)
    assert there.efficiency == pytest.approx(here.efficiency, abs=1e-9, nan_ok=True)
    assert there.scale.ratio == pytest.approx(here.scale.ratio, abs=1e-9)
    assert there.scale.returns == here.scale.returns


@FEW
@given(productions(), ALL, RETURNS, st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(production, model, returns, random):
    order = list(range(len(production)))
    random.shuffle(order)
    moved = Production(production.inputs[order], production.outputs[order])
    here, there = evaluate_efficiency(production, *model, returns), evaluate_efficiency(moved, *model, returns)
    assert there.efficiency == pytest.approx(here.efficiency[order], abs=1e-9, nan_ok=True)
    assert there.scale.returns == tuple(here.scale.returns[place] for place in order)


@FEW
@given(productions(), ALL, RETURNS, st.data())
def test_a_dominated_unit_more_changes_nothing_for_the_others(production, model, returns, data):
    worse = data.draw(st.integers(0, len(production) - 1))
    more = Production(
        np.vstack([production.inputs, production.inputs[worse] * 1.5]), np.vstack([production.outputs, production.outputs[worse] * 0.8])
    )
    here, there = evaluate_efficiency(production, *model, returns), evaluate_efficiency(more, *model, returns)
    others = [unit for unit in range(len(production)) if unit != worse or not model[0].startswith("super")]
    assert there.efficiency[others] == pytest.approx(here.efficiency[others], abs=1e-9, nan_ok=True)
    assert there.plain[-1] < 1


@FEW
@given(productions(), st.sampled_from([("radial", "input"), ("radial", "output"), ("sbm", "none"), ("sbm", "input"), ("sbm", "output")]), RETURNS)
def test_somebody_is_efficient_and_the_target_of_each_unit_is(production, model, returns):
    found = evaluate_efficiency(production, *model, returns)
    assert ((found.efficiency > 0) & (found.efficiency <= 1)).all()
    assert found.efficiency.max() == 1
    both = Production(np.vstack([production.inputs, found.targets["inputs"]]), np.vstack([production.outputs, found.targets["outputs"]]))
    again = evaluate_efficiency(both, *model, returns)
    assert again.efficiency == pytest.approx(np.r_[found.efficiency, np.ones(len(production))], abs=1e-7)
    assert all(np.abs(slacks[len(production) :]).max() < 1e-6 for slacks in again.slacks.values())


@FEW
@given(productions(), RETURNS)
def test_targets_are_what_factor_and_slacks_say(production, returns):
    shrunk, grown = (evaluate_efficiency(production, "radial", orientation, returns) for orientation in ("input", "output"))
    assert shrunk.targets["inputs"] == pytest.approx(shrunk.factor[:, None] * production.inputs - shrunk.slacks["inputs"], abs=1e-8)
    assert shrunk.targets["outputs"] == pytest.approx(production.outputs + shrunk.slacks["outputs"], abs=1e-8)
    assert grown.targets["outputs"] == pytest.approx(grown.factor[:, None] * production.outputs + grown.slacks["outputs"], abs=1e-8)
    if returns == "variable":
        assert [sum(weights) for weights in shrunk.weights] == pytest.approx(np.ones(len(production)))


@FEW
@given(productions(), RETURNS)
def test_slacks_based_scores_are_never_kinder_than_radial_ones(production, returns):
    """tone2001, theorem 2."""
    radial = evaluate_efficiency(production, "radial", "input", returns).efficiency
    assert (evaluate_efficiency(production, "sbm", "input", returns).efficiency <= radial + 1e-9).all()
    neither = evaluate_efficiency(production, "sbm", "none", returns)
    assert (neither.efficiency <= radial + 1e-9).all()
    used = 1 - (neither.slacks["inputs"] / production.inputs).mean(axis=1)
    made = 1 + (neither.slacks["outputs"] / production.outputs).mean(axis=1)
    assert neither.efficiency == pytest.approx(used / made, abs=1e-8)


@FEW
@given(productions(), MODELS)
def test_variable_returns_are_never_harsher_and_scale_is_their_ratio(production, model):
    found = evaluate_efficiency(production, *model)
    assert (found.scale.overall <= found.scale.pure + 1e-9).all()
    assert found.scale.ratio == pytest.approx(found.scale.overall / found.scale.pure, abs=1e-9)
    assert [kind == "crs" for kind in found.scale.returns] == [ratio == 1 for ratio in found.scale.ratio.tolist()]


@FEW
@given(productions())
def test_with_constant_returns_shrinking_and_growing_agree(production):
    shrunk, grown = (evaluate_efficiency(production, "super-radial", orientation) for orientation in ("input", "output"))
    assert grown.efficiency == pytest.approx(shrunk.efficiency, rel=1e-9)
    assert grown.factor == pytest.approx(1 / shrunk.factor, rel=1e-9)


@FEW
@given(productions(least=3), ALL)
def test_beyond_the_frontier_scores_start_at_one(production, model):
    found = evaluate_efficiency(production, *model)
    efficient = found.plain == 1
    assert (found.efficiency[efficient] >= 1).all()
    if model[0] in {"radial", "super-radial", "sbm"}:
        assert found.efficiency[~efficient] == pytest.approx(found.plain[~efficient])


def test_the_larger_the_unit_the_sooner_its_returns_decrease():
    """y = min(x - 1, 3 + (x - 4) / 2): increasing up to x = 4, then decreasing, since 3 / 4 is the best ratio."""
    used = np.arange(2.0, 9)[:, None]
    made = np.minimum(used - 1, 3 + (used - 4) / 2)
    found = evaluate_efficiency(Production(used, made), returns="variable")
    assert found.scale.returns == ("irs", "irs", "crs", "drs", "drs", "drs", "drs")
    assert (found.efficiency == 1).all()


def test_scores_of_a_small_table_do_not_hang_on_the_peers_tried_first(monkeypatch):
    used, made, spoilt = draw(9, 60, 2, 2, 1)
    production = Production(used, made, spoilt)
    whole = evaluate_efficiency(production, "sbm", "none", "variable")
    monkeypatch.setattr("iecscore.analysis.efficiency.programmes.FEW_PEERS", 0)
    grown = evaluate_efficiency(production, "sbm", "none", "variable")
    assert grown.efficiency == pytest.approx(whole.efficiency, abs=1e-10)
    assert grown.peers == whole.peers
