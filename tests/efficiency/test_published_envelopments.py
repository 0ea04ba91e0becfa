"""Figures of the papers, the textbook and DEAP's own output files."""

import json
from pathlib import Path

import numpy as np
import pytest

from iecscore.analysis.efficiency import Production, evaluate_efficiency, follow_productivity
from iecscore.methods import compute

CASES = json.loads((Path(__file__).parent / "published_envelopments.json").read_text(encoding="utf-8"))
STORES = Production(np.array([[2.0], [3], [3], [4], [5], [5], [6], [8]]), np.array([[1.0], [3], [2], [3], [4], [2], [3], [5]]))


def agrees(expected, found, tolerance):
    if isinstance(expected, dict):
        return all(agrees(value, found[key], tolerance) for key, value in expected.items())
    if isinstance(expected, list):
        return len(expected) == len(found) and all(agrees(left, right, tolerance) for left, right in zip(expected, found, strict=True))
    return expected is found if expected is None or found is None else abs(expected - found) <= tolerance


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_published_cases_agree(case):
    assert agrees(case["expected"], compute(case["method"], case["input"]), case["tolerance"])


def test_the_eight_stores_have_one_peer_and_reversed_output_scores():
    """cooper2007, table 1.1: B alone spans the frontier of constant returns, so output scores are the input scores."""
    found, other = evaluate_efficiency(STORES), evaluate_efficiency(STORES, orientation="output")
    assert set(found.peers) == {(1,)}
    assert other.efficiency == pytest.approx(found.efficiency, abs=1e-12)
    assert other.factor == pytest.approx(1 / found.efficiency, abs=1e-12)


def test_the_six_units_of_the_textbook_have_its_peers_and_the_slack_of_f():
    """cooper2007, example 2.2: F is on the frontier but uses 2 of the first input too many."""
    found = evaluate_efficiency(Production(np.array([[4.0, 3], [7, 3], [8, 1], [4, 2], [2, 4], [10, 1]]), np.ones((6, 1))))
    assert found.efficiency == pytest.approx([0.8571, 0.6316, 1, 1, 1, 1], abs=5e-5)
    assert found.peers == ((3, 4), (2, 3), (2,), (3,), (4,), (2,))
    assert found.weights[0] == pytest.approx((0.7143, 0.2857), abs=5e-5)
    assert found.weights[1] == pytest.approx((0.1053, 0.8947), abs=5e-5)
    assert found.slacks["inputs"][5] == pytest.approx([2, 0])
    assert found.slacks["inputs"][:5] == pytest.approx(np.zeros((5, 2)))


def test_eg1_of_deap_has_its_peers_weights_and_slack():
    """coelli1996, EG1: weights 0.5; 1.0; 1.0 and 0.5; 0.214 and 0.286; 1.0; firm 1 has 0.5 of the second input left over."""
    found = evaluate_efficiency(Production(np.array([[2.0, 5], [2, 4], [6, 6], [3, 2], [6, 2]]), np.array([[1.0], [2], [3], [1], [2]])))
    assert found.peers == ((1,), (1,), (1, 4), (1, 4), (4,))
    assert found.weights[0] == pytest.approx((0.5,))
    assert found.weights[2] == pytest.approx((1.0, 0.5))
    assert found.weights[3] == pytest.approx((0.214, 0.286), abs=5e-4)
    assert found.slacks["inputs"][0] == pytest.approx([0, 0.5])
    assert np.abs(found.slacks["inputs"][1:]).max() < 1e-9


def test_eg2_of_deap_has_its_scale_efficiencies_and_returns():
    """coelli1996, EG2."""
    found = evaluate_efficiency(Production(np.array([[2.0], [4], [3], [5], [6]]), np.array([[1.0], [2], [3], [4], [5]])), returns="variable")
    assert found.scale.overall == pytest.approx([0.5, 0.5, 1, 0.8, 0.833], abs=5e-4)
    assert found.efficiency == pytest.approx([1, 0.625, 1, 0.9, 1], abs=5e-4)
    assert found.scale.ratio == pytest.approx([0.5, 0.8, 1, 0.889, 0.833], abs=5e-4)
    assert found.scale.returns == ("irs", "irs", "crs", "drs", "drs")


def test_eg4_of_deap_has_its_distances_and_means():
    """coelli1996, EG4: distances as printed, of year 1 and 2, and the means of year 2."""
    inputs = [np.array([[2.0], [4], [3], [5], [6]]), np.array([[2.0], [4], [3], [5], [5]])]
    outputs = [np.array([[1.0], [2], [3], [4], [5]]), np.array([[1.0], [3], [4], [3], [5]])]
    (change,), (first, second) = follow_productivity([Production(*pair) for pair in zip(inputs, outputs, strict=True)])
    assert first.within == pytest.approx([0.5, 0.5, 1, 0.8, 0.833], abs=5e-4)
    assert first.after == pytest.approx([0.375, 0.375, 0.75, 0.6, 0.625], abs=5e-4)
    assert first.pure == pytest.approx([1, 0.545, 1, 0.923, 1], abs=5e-4)
    assert second.before == pytest.approx([0.5, 0.75, 1.333, 0.6, 1], abs=5e-4)
    assert second.within == pytest.approx([0.375, 0.5625, 1, 0.45, 0.75], abs=5e-4)
    assert second.pure == pytest.approx([1, 0.667, 1, 0.6, 1], abs=5e-4)
    means = [np.exp(np.log(figure).mean()) for figure in (change.efficiency, change.technical, change.pure, change.scale, change.productivity)]
    assert means == pytest.approx([0.844, 1.333, 0.955, 0.883, 1.125], abs=5e-4)
