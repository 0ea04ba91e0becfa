"""The methods as `compute` has them: keys, options, notes, refusals with key and place."""

import json

import pytest

from iecscore.methods import METHODS, compute, read_page
from iecscore.methods.efficiency_entries import ENTRIES
from iecscore.problems import Misuse

STORES = {"inputs": [[2], [3], [3], [4], [5], [5], [6], [8]], "outputs": [[1], [3], [2], [3], [4], [2], [3], [5]]}
PLANTS = {"inputs": [[4, 3], [8, 1], [4, 2], [2, 4]], "outputs": [[1, 3], [1, 2], [1, 2], [1, 5]]}


@pytest.mark.parametrize("method", ENTRIES, ids=lambda method: method.name)
def test_the_example_of_the_page_gives_what_the_registry_promises(method):
    found = compute(method.name, read_page(method.name).example)
    assert set(method.results) <= set(found)
    assert METHODS[method.name] is method
    json.dumps(found, allow_nan=False)


def test_what_is_left_out_is_told_with_the_options():
    assert compute("dea", STORES)["options"] == {"model": "radial", "orientation": "input", "returns": "constant", "shift": None}
    assert compute("dea", STORES | {"model": "sbm"})["options"]["orientation"] == "none"
    assert compute("dea", STORES)["higher_is_better"] is True


def test_output_orientation_says_that_phi_is_turned_round():
    found = compute("dea", STORES | {"orientation": "output", "returns": "variable"})
    assert max(found["efficiency"]) == 1
    assert found["factor"] == pytest.approx([1 / share for share in found["efficiency"]])
    assert any("1 / phi" in note for note in found["notes"])


def test_undesirable_outputs_may_be_a_matrix_or_columns_of_the_outputs():
    matrix = {"inputs": PLANTS["inputs"], "outputs": [[1]] * 4, "undesirable": [[3], [2], [2], [5]], "model": "sbm"}
    columns = PLANTS | {"undesirable": [1], "model": "sbm"}
    assert compute("dea", matrix) == compute("dea", columns)
    assert compute("dea", matrix)["slacks"].keys() == {"inputs", "outputs", "undesirable"}


def test_super_models_tell_the_plain_score_beside():
    beyond, plain = compute("dea", PLANTS | {"model": "super-sbm"}), compute("dea", PLANTS | {"model": "sbm"})
    assert beyond["plain"] == pytest.approx(plain["efficiency"])
    assert beyond["distances"].keys() == {"inputs", "outputs"}
    assert "plain" not in plain
    assert "factor" not in plain


def test_null_is_explained_for_each_figure_that_has_it():
    found = compute("dea", STORES | {"model": "super-radial", "returns": "variable"})
    assert found["efficiency"][-1] is None
    assert found["slacks"]["inputs"][-1] == [None]
    assert found["peers"][-1] == []
    for name in ("efficiency", "factor", "slacks", "targets"):
        assert any(note.startswith(f"{name}: ") for note in found["notes"])
    slacks = compute("dea", STORES | {"model": "super-sbm", "orientation": "input", "returns": "variable"})
    assert slacks["distances"]["inputs"][-1] == [None]
    turned = compute("dea", PLANTS | {"undesirable": [1], "returns": "variable", "shift": [9]})
    assert turned["scale"] == turned["returns_to_scale"] == [None] * 4
    assert any(note.startswith("scale: ") for note in turned["notes"])


def test_a_bootstrap_tells_its_seed_and_bandwidth():
    found = compute("dea-bootstrap", STORES | {"replications": 100, "seed": 7, "level": 0.9})
    assert found["options"] == {
        "orientation": "input",
        "returns": "constant",
        "replications": 100,
        "seed": 7,
        "level": 0.9,
        "bandwidth": pytest.approx(found["options"]["bandwidth"]),
    }
    assert found["options"]["bandwidth"] > 0
    assert found["bias"] == pytest.approx([measured - corrected for measured, corrected in zip(found["efficiency"], found["corrected"], strict=True)])


def test_productivity_gives_steps_means_and_distances():
    period = {"inputs": [[2], [4]], "outputs": [[1], [3]]}
    found = compute("malmquist", {"periods": [period, period, {"inputs": [[2], [4]], "outputs": [[2], [3]]}], "orientation": "input"})
    assert [len(found[name]) for name in ("steps", "means", "distances")] == [2, 2, 3]
    assert found["steps"][0]["productivity_change"] == [1, 1]
    assert found["means"][1]["productivity_change"] == pytest.approx((found["steps"][1]["productivity_change"][0]) ** 0.5)
    assert found["distances"][0]["previous"] == [None, None]


def test_a_step_that_is_undefined_is_null_and_explained():
    old, new = {"inputs": [[1, 1], [2, 1]], "outputs": [[1], [1]]}, {"inputs": [[1, 1], [2, 0]], "outputs": [[1], [1]]}
    assert not any(note.startswith("steps") for note in compute("malmquist", {"periods": [old, old]})["notes"])
    found = compute("malmquist", {"periods": [old, new]})
    assert found["steps"][0]["productivity_change"] == [1, None]
    assert found["means"][0]["productivity_change"] is None
    assert any(note.startswith("steps: ") for note in found["notes"])


@pytest.mark.parametrize(
    ("method", "document", "code", "key"),
    [
        ("dea", STORES | {"inputs": [[2], ["x"]]}, "compute.not_a_number", "inputs[1][0]"),
        ("dea", STORES | {"outputs": [[1]]}, "efficiency.length", "outputs"),
        ("dea", STORES | {"undesirable": [0]}, "efficiency.column", "undesirable[0]"),
        ("dea", PLANTS | {"undesirable": [1, 1]}, "efficiency.column", "undesirable[1]"),
        ("dea", PLANTS | {"undesirable": [2]}, "efficiency.column", "undesirable[0]"),
        ("dea", PLANTS | {"undesirable": [0.5]}, "compute.not_whole", "undesirable[0]"),
        ("dea", STORES | {"model": "fdh"}, "compute.not_one_of", "model"),
        ("dea", STORES | {"orientation": "none"}, "efficiency.needs_orientation", "orientation"),
        ("dea", PLANTS | {"undesirable": [1]}, "efficiency.needs_variable", "returns"),
        ("dea", PLANTS | {"undesirable": [1], "returns": "variable", "shift": [5]}, "efficiency.shift", "shift[0]"),
        ("dea-bootstrap", STORES | {"replications": 10}, "compute.out_of_range", "replications"),
        ("dea-bootstrap", STORES | {"seed": -1}, "compute.out_of_range", "seed"),
        ("dea-bootstrap", STORES | {"seed": 0.5}, "compute.not_whole", "seed"),
        ("dea-bootstrap", STORES | {"level": 1}, "compute.out_of_range", "level"),
        ("dea-bootstrap", STORES | {"bandwidth": 0}, "compute.out_of_range", "bandwidth"),
        ("dea", STORES | {"undesirable": []}, "compute.empty_list", "undesirable"),
        ("malmquist", {"periods": [3]}, "compute.not_an_object", "periods[0]"),
        ("malmquist", {"periods": [STORES]}, "efficiency.one_period", "periods"),
        ("malmquist", {"periods": [{"inputs": [[1]]}]}, "compute.missing_key", "periods[0].outputs"),
        ("malmquist", {"periods": [STORES | {"year": 1}]}, "compute.unknown_key", "periods[0].year"),
        ("malmquist", {"periods": [STORES, STORES | {"outputs": [[-1]] * 8}]}, "efficiency.negative", "periods[1].outputs[0][0]"),
    ],
)
def test_refusals_name_key_and_place(method, document, code, key):
    with pytest.raises(Misuse) as refused:
        compute(method, document)
    assert (refused.value.problems[0].code, refused.value.problems[0].place.key) == (code, key)
