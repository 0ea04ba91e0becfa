"""Other libraries, as stored by `peers/make_peer_figures.py`, give the same scores; `peer_differences.py` says where one does not, and why."""

import json
from pathlib import Path

import numpy as np
import pytest

from iecscore.methods import compute
from mcdm.peer_differences import NOT_A_NUMBER
from mcdm.peer_differences import SCORES as DISAGREEMENTS

STORED = json.loads((Path(__file__).parent / "peers" / "figures.json").read_text(encoding="utf-8"))
PROBLEMS = STORED["problems"]
FIGURES = [
    (peer, problem, method)
    for peer, said in STORED["peers"].items()
    for problem, figures in said.items()
    if problem != "versions"
    for method in figures
]


def ask(problem, method):
    """Our scores, from the same document; a name after the point is an option, or another key of the result."""
    name, _, kind = method.partition(".")
    document = {key: PROBLEMS[problem][key] for key in ("matrix", "weights", "types")}
    if name == "topsis" and kind:
        document["normalisation"] = kind
    if name == "promethee-ii":
        document |= {"preference": kind} | {key: PROBLEMS[problem][key] for key in ("q", "p", "s")}
    if name in {"spotis", "rim"}:
        document["bounds"] = PROBLEMS[problem]["bounds"]
    return compute(name, document)[kind if name == "vikor" and kind else "scores"]


@pytest.mark.parametrize(("peer", "problem", "method"), FIGURES)
def test_another_library_agrees_or_is_known_to_differ(peer, problem, method):
    theirs, ours = STORED["peers"][peer][problem][method], ask(problem, method)
    if (peer, problem, method) in NOT_A_NUMBER:
        assert set(theirs) == {None}
    elif (peer, method) in DISAGREEMENTS:
        assert np.abs(np.subtract(theirs, ours)).max() > 0.01
    else:
        assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_their_grey_relational_grade_is_ours_over_the_number_of_alternatives(problem):
    rows = len(PROBLEMS[problem]["matrix"])
    theirs = np.array(STORED["peers"]["pyDecision"][problem]["gra"])
    assert theirs * rows == pytest.approx(ask(problem, "gra"), abs=1e-9)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_their_mabac_is_ours_with_weights_of_one_over_the_number_of_alternatives(problem):
    matrix, types = PROBLEMS[problem]["matrix"], PROBLEMS[problem]["types"]
    ours = compute("mabac", {"matrix": matrix, "weights": [1 / len(matrix)] * len(types), "types": types})["scores"]
    assert ours == pytest.approx(STORED["peers"]["pyDecision"][problem]["mabac"], abs=1e-9)


def test_every_known_disagreement_was_met():
    met = {(peer, method) for peer, _, method in FIGURES}
    assert set(DISAGREEMENTS) | {(peer, method) for peer, _, method in NOT_A_NUMBER} <= met
    assert all(said["versions"] for said in STORED["peers"].values())
