"""`--check`: pymcdm agrees on ordinary input; where it is known to fail it is not asked, and the tests say that it still fails."""

import json
import subprocess
import sys

import numpy as np
import pytest

from iecscore.cli import main
from iecscore.methods import METHODS, check, checking, compute
from iecscore.methods.checking import ask
from iecscore.methods.running import read_document
from iecscore.methods.second_limits import MANY
from iecscore.methods.second_table import SECONDS
from iecscore.problems import Misuse
from mcdm.peer_documents import draw_ordinary, list_degenerate, list_ordinary

THREE = {"matrix": [[3, 8, 4], [9, 2, 7], [5, 5, 5]], "weights": [0.5, 0.3, 0.2], "types": [-1, 1, 1]}
FAULTS = [(name, number) for name, second in SECONDS.items() for number in range(len(second.fails))]


def opinion(name, document):
    return check(name, document)["checked"]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("name", "options"), list_ordinary(), ids=[f"{name} {json.dumps(options)}" for name, options in list_ordinary()])
def test_pymcdm_agrees_on_ordinary_input(name, options, seed):
    told = opinion(name, draw_ordinary(name, options, seed))
    assert (told["with"], told["agrees"]) == ("pymcdm", True)
    assert told["largest_difference"] <= 1e-11


def misses(second, name, document):
    """Whether pymcdm, asked nevertheless, refuses, gives what is no number, or gives other figures than ours."""
    ours = np.array(compute(name, document)[second.figure], dtype=float)
    try:
        return not np.abs(ask(second, read_document(METHODS[name], document)) - ours).max() <= 1e-9
    except ValueError:
        return True


def documents_of(name, apart):
    """The degenerate documents a fault is declared for, of those that we compute ourselves."""
    for other, document in list_degenerate():
        try:
            told = opinion(name, document) if other == name else {}
        except Misuse:
            continue
        if told.get("reason") == apart.why.en:
            yield document


@pytest.mark.parametrize(("name", "number"), FAULTS, ids=[f"{name}: {SECONDS[name].fails[number].why.en}" for name, number in FAULTS])
def test_pymcdm_still_fails_where_it_is_said_to(name, number):
    """If this fails, a new pymcdm has repaired the fault: strike it from the table."""
    second = SECONDS[name]
    assert any(misses(second, name, document) for document in documents_of(name, second.fails[number]))


@pytest.mark.parametrize(("name", "document"), list_degenerate())
def test_on_degenerate_input_pymcdm_agrees_or_the_reason_is_declared(name, document):
    try:
        told = opinion(name, document)
    except Misuse:
        return
    declared = {apart.why.en for apart in (*SECONDS[name].lacks, *SECONDS[name].fails)} | {checking.UNDEFINED}
    assert told["agrees"] or told["reason"] in declared


def test_a_check_leaves_the_result_as_it_is():
    result = check("vikor", THREE)
    assert result.pop("checked")["figure"] == "scores"
    assert result == compute("vikor", THREE)


@pytest.mark.parametrize(
    ("name", "document", "reason"),
    [
        ("copras", THREE, "pymcdm rewards costs in this method"),
        ("copras", THREE | {"types": [1, 1, 1]}, "pymcdm refuses benefits only"),
        ("gra", THREE, checking.ABSENT),
        ("topsis", THREE | {"normalisation": "bounds", "bounds": [[0, 9]] * 3}, "pymcdm takes no fixed ideals"),
        ("wpm", THREE | {"normalisation": "none"}, "pymcdm has no negative exponents"),
        ("codas", THREE | {"tau": 0.1}, "pymcdm offers tau 0.02 only"),
        ("mairca", THREE | {"preferences": [0.5, 0.3, 0.2]}, "pymcdm knows no preference for alternatives"),
        ("promethee-ii", THREE | {"preference": "gaussian", "s": 2}, "pymcdm has no Gaussian preference, and one preference for all criteria"),
        ("ahp", {"matrix": [[1, 2, None], [0.5, 1, 3], [None, 1 / 3, 1]]}, "pymcdm takes no blanks"),
        (
            "rank-correlation",
            {"x": [1, 2, 3], "y": [1, 3, 2], "coefficient": "weighted-tau"},
            "pymcdm offers coefficient spearman, weighted-spearman, ws only",
        ),
        ("entropy", {"matrix": [[1, 2], [3, 1]], "types": [1, 1], "directed": True}, "pymcdm does not scale the columns first"),
        ("topsis", THREE | {"matrix": [[3, 8, 4]] * 3}, checking.UNDEFINED),
    ],
)
def test_what_is_not_compared_says_why(name, document, reason):
    told = opinion(name, document)
    assert (told["agrees"], told["reason"]) == (None, reason)


def test_pymcdm_is_not_asked_to_compare_thousands_pair_by_pair():
    many = {"matrix": [[float(number)] for number in range(MANY + 1)], "weights": [1], "types": [1]}
    assert opinion("promethee-ii", many)["reason"].startswith(f"pymcdm is not asked about more than {MANY}")
    assert opinion("wsm", many | {"normalisation": "none"})["agrees"]


def replaced(monkeypatch, answer):
    second = SECONDS["wsm"]
    monkeypatch.setattr(checking, "SECONDS", {"wsm": type(second)(second.name, answer, second.fails, second.lacks)})
    return opinion("wsm", THREE)


def test_a_difference_is_told_as_one(monkeypatch):
    told = replaced(monkeypatch, lambda _: [1.0, 2.0, 3.0])
    assert (told["agrees"], told["reason"]) == (False, checking.DIFFERS)
    assert told["largest_difference"] > told["tolerance"]


def test_what_nobody_knew_pymcdm_fails_on_costs_nobody_the_result(monkeypatch):
    def refuse(values):
        message = "no\nsuch thing"
        raise KeyError(message)

    assert replaced(monkeypatch, refuse)["reason"] == "pymcdm refuses this input: 'no\\nsuch thing'"
    assert replaced(monkeypatch, lambda _: [1, 2, np.nan])["reason"] == "pymcdm's answer is not a number for this input"


def test_large_figures_may_differ_by_their_rounding(monkeypatch):
    large = {"matrix": [[3e12], [1e12]], "weights": [1], "types": [1], "normalisation": "none"}
    told = opinion("wsm", large)
    assert (told["agrees"], told["tolerance"]) == (True, pytest.approx(3000))


def test_the_command_tells_the_second_opinion(tmp_path, capsys):
    file, tasks = tmp_path / "table.json", tmp_path / "tasks.jsonl"
    file.write_text(json.dumps(THREE), encoding="utf-8")
    lines = [{"id": 1, "method": "vikor", "input": THREE}, {"id": 2, "method": "gra", "input": THREE}, {"id": 3, "method": "vikor", "input": {}}]
    tasks.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert main(["compute", "--check", "vikor", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["checked"]["agrees"] is True
    assert main(["compute", "--check", "--batch", str(tasks)]) == 0
    first, second, third = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["result"]["checked"]["agrees"], second["result"]["checked"]["agrees"]) == (True, None)
    assert third["error"].startswith("matrix")
    assert main(["compute", "vikor", str(file)]) == 0
    assert "checked" not in json.loads(capsys.readouterr().out)


def test_without_a_check_nothing_of_pymcdm_is_loaded():
    code = (
        f"import sys; from iecscore.methods import compute; compute('vikor', {THREE}); print(sorted({{'pymcdm', 'matplotlib'}} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
