"""Weights against stored figures of other libraries (peers/make_peer_figures.py says how they came); where they differ, why."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from iecscore.methods import compute
from mcdm.peer_differences import WEIGHTS as OTHERS

FIGURES = json.loads((Path(__file__).parent / "peers" / "figures.json").read_text(encoding="utf-8"))
PROBLEMS = FIGURES["problems"]
SLACK = {("ahpy", "four-blank"): 1e-5, ("ahpy", "six-blank"): 1e-5, ("pyDecision", "benefits"): 1e-7, ("pyDecision", "zeros"): 1e-7}
TOLD = [(peer, name, method) for peer, said in FIGURES["peers"].items() for name in PROBLEMS for method in said.get(name, ())]


def fill(told):
    size = int((1 + (1 + 8 * len(told)) ** 0.5) / 2)
    matrix = [[1.0 if i == j else None for j in range(size)] for i in range(size)]
    for (i, j), judged in zip(combinations(range(size), 2), told, strict=True):
        if judged:
            matrix[i][j], matrix[j][i] = judged[0] / judged[1], judged[1] / judged[0]
    return matrix


def ours(peer, name, method):
    """Our figures of a problem, with the options the peer's name of the figure says."""
    problem, (base, _, option) = PROBLEMS[name], method.partition(".")
    if "matrix" in problem:
        document = {"matrix": problem["matrix"], "types": problem["types"]} | ({"correlation": option} if option else {})
        return compute(base, document)["weights"]
    if base == "bwm":
        return compute(base, {"best": 1, "worst": 4, **problem})["weights"]
    document = {"matrix": fill(problem["judgements"]), "incomplete": "min-lambda"}
    document |= {"random_index": "saaty-1980", "prioritisation": option} if peer == "pyDecision" else {}
    document |= {"random_index": option} if peer == "ahpy" and base == "cr" else {}
    found = compute("ahp", document)
    return [found["cr"]] if base == "cr" else found["weights"]


@pytest.mark.parametrize(("peer", "name", "method"), [told for told in TOLD if told not in OTHERS])
def test_our_weights_are_theirs(peer, name, method):
    assert ours(peer, name, method) == pytest.approx(FIGURES["peers"][peer][name][method], abs=SLACK.get((peer, name), 2e-9))


@pytest.mark.parametrize(("peer", "name", "method"), OTHERS)
def test_the_disagreements_known_are_still_there(peer, name, method):
    """If this fails after the figures are made anew, the library has changed, and the entry can go."""
    assert np.abs(np.array(ours(peer, name, method)) - FIGURES["peers"][peer][name][method]).max() > 1e-3


def test_pyrepos_critic_is_ours_without_direction():
    mixed = PROBLEMS["mixed"]
    undirected = compute("critic", {"matrix": mixed["matrix"], "directed": False})["weights"]
    assert undirected == pytest.approx(FIGURES["peers"]["pyrepo-mcda"]["mixed"]["critic"], abs=2e-9)


def test_entropy_and_angle_with_reciprocal_costs_are_theirs():
    mixed = PROBLEMS["mixed"]
    turned = {"matrix": np.where(np.array(mixed["types"]) > 0, mixed["matrix"], 1 / np.array(mixed["matrix"])).tolist()}
    assert compute("entropy", turned)["weights"] == pytest.approx(FIGURES["peers"]["pyDecision"]["mixed"]["entropy"], abs=1e-7)
    assert compute("angle", turned)["weights"] == pytest.approx(FIGURES["peers"]["pyrepo-mcda"]["mixed"]["angle"], abs=2e-9)


def test_ahpys_ratio_of_blanks_is_ours_with_the_index_of_whole_matrices():
    found = compute("ahp", {"matrix": fill(PROBLEMS["four-blank"]["judgements"]), "incomplete": "min-lambda", "random_index": 0.8286})
    assert found["cr"] == pytest.approx(FIGURES["peers"]["ahpy"]["four-blank"]["cr.donegan-dodd"][0], abs=1e-5)


def test_our_best_worst_weights_leave_a_smaller_gap_than_pydecisions():
    problem = PROBLEMS["best-worst"]
    over, under = np.array(problem["best_to_others"]), np.array(problem["others_to_worst"])

    def gap(weights):
        weights = np.array(weights)
        return max(np.abs(weights[1] - over * weights).max(), np.abs(weights - under * weights[4]).max())

    found = compute("bwm", {"best": 1, "worst": 4, **problem})
    assert gap(found["weights"]) == pytest.approx(found["xi"], abs=1e-9)
    assert found["xi"] < gap(FIGURES["peers"]["pyDecision"]["best-worst"]["bwm"])
