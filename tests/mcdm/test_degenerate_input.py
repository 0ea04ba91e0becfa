"""Degenerate input has a declared answer: a refusal by name, or a policy with a note; never NaN, never a silent number."""

import json

import pytest

from iecscore.methods import METHODS, compute
from iecscore.problems import Misuse
from mcdm.degenerate_table import CASES, SCORES, UNDEFINED, VARIANTS, draw_document, list_rows, read_outcome

PAIRS = [(variant, case) for variant in VARIANTS for case in CASES]


def outcome_of(method, document):
    try:
        result = compute(method, document)
    except Misuse as fault:
        return f"refused: {fault.problems[0].code.removeprefix('compute.')} {fault.problems[0].place}"
    notes = result.get("notes", [])
    assert json.dumps(result, allow_nan=False)
    if None in result["scores"]:
        assert set(result["scores"]) == {None}
        assert set(result["ranking"]) == {1}
        assert any(note.startswith("scores: undefined") for note in notes)
        return UNDEFINED
    return f"note: {notes[0]}" if notes else SCORES


@pytest.mark.parametrize(("variant", "case"), PAIRS, ids=[f"{variant} - {case}" for variant, case in PAIRS])
def test_degenerate_input_has_its_declared_answer(variant, case):
    assert outcome_of(VARIANTS[variant][0], draw_document(variant, case)) == read_outcome(variant, case)


def test_every_scoring_method_stands_in_the_table():
    scoring = {name for name, method in METHODS.items() if method.group == "scoring"}
    assert {method for method, _, _ in VARIANTS.values()} == scoring
    assert all(len(outcomes) == len(CASES) for _, outcomes in list_rows())


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("case", ["identical rows", "identical up to rounding", "one alternative"])
def test_alternatives_that_are_alike_share_rank_one(variant, case):
    if not read_outcome(variant, case).startswith("refused"):
        assert set(compute(VARIANTS[variant][0], draw_document(variant, case))["ranking"]) == {1}


WITH_BOUNDS = {"spotis", "rim"}


@pytest.mark.parametrize("size", [1e-90, 1e-30, 1e30, 1e90])
@pytest.mark.parametrize("method", sorted({name for name, method in METHODS.items() if method.group == "scoring"} - WITH_BOUNDS))
def test_figures_of_any_size_rank_as_those_of_the_usual_size(method, size):
    document = {"matrix": [[1, 7, 9], [2, 3, 3], [4, 6, 5], [3, 2, 8]], "weights": [0.5, 0.3, 0.2], "types": [1, -1, 1]}
    scaled = document | {"matrix": [[cell * size for cell in row] for row in document["matrix"]]}
    assert compute(method, scaled)["ranking"] == compute(method, document)["ranking"]


@pytest.mark.parametrize("size", [1e-90, 1e90])
def test_weights_of_any_size_make_the_same_compromise(size):
    document = {"matrix": [[1, 7, 9], [2, 3, 3], [4, 6, 5], [3, 2, 8]], "weights": [5 * size, 3 * size, 2 * size], "types": [1, -1, 1]}
    assert compute("vikor", document)["scores"] == pytest.approx(compute("vikor", document | {"weights": [5, 3, 2]})["scores"])
