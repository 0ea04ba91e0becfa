"""Completeness of the registry: a method without its page, sources, example, wording, documentation or test is no method."""

import json
import re
import sys
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iecscore.cli import main
from iecscore.methods import GROUPS, METHODS, compute, compute_batch, read_page, read_sources, say_fault
from iecscore.methods.keys import LARGEST, SMALLEST
from iecscore.methods.registry import GROUPS as REGISTERED
from iecscore.problems import Misuse
from iecscore.report.method_pages import method_page
from iecscore.text import untranslated
from methods.degenerate_documents import CASES, NOTED, UNDEFINED, Outcome, draw_base, draw_case, find_undefined, has_null, run_all
from methods.drawn_mutations import odd_documents

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

from second_page import tell_seconds

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "methods"
CONTRACT = """
equal entropy critic standard-deviation coefficient-of-variation merec gini angle cilos idocriw lopcow combine-weights
topsis vikor promethee-ii wsm wpm waspas gra mabac aras edas marcos codas copras moora cocoso mairca ram spotis rim
ahp ahp-hierarchy ahp-group ahp-consensus delphi delphi-authority kendall-w dea malmquist coupling obstacle fuzzy-evaluation rank-sum-ratio
rank-aggregation rank-correlation bwm benefit-of-the-doubt normalise treat impute aggregate cronbach-alpha
"""
SLOW = {"dea-bootstrap": 5, "omega": 12, "malmquist": 12}
CHINESE = re.compile("[\u4e00-\u9fff]")
each_method = pytest.mark.parametrize("name", METHODS)


@cache
def example_result(name):
    return compute(name, read_page(name).example)


def sources_named(text):
    """Keys of the bibliography as docstrings have them, `[diakoulaki1995]`."""
    return set(re.findall(r"\[([a-z]+\d{4}[a-z]?)\]", text))


def test_every_method_of_the_contract_is_registered_once():
    assert sorted(set(CONTRACT.split()) - set(METHODS)) == []
    assert len(METHODS) == sum(map(len, REGISTERED))


@each_method
def test_a_method_stands_in_a_group_that_the_pages_head(name):
    assert METHODS[name].group in GROUPS
    assert METHODS[name].name == name


@each_method
def test_a_page_speaks_both_languages(name):
    page = read_page(name)
    for words in (page.title, page.answers, page.caution):
        assert CHINESE.search(words.zh)
        assert not CHINESE.search(words.en)
    assert "?" in page.answers.en
    assert "？" in page.answers.zh


@each_method
def test_the_sources_of_a_page_stand_in_the_bibliography(name):
    assert sorted(set(read_page(name).references) - set(read_sources())) == []


@each_method
def test_the_example_of_a_page_runs_and_gives_what_is_promised(name):
    result = example_result(name)
    promised = set(METHODS[name].results) - ({"alpha"} if name == "combine-weights" else set())
    assert promised <= set(result)
    assert set(result["options"]) >= {key.name for key in METHODS[name].keys if not key.data}
    assert json.loads(json.dumps(result, allow_nan=False)) == result


@each_method
def test_null_in_an_example_is_explained(name):
    result = example_result(name)
    for figure in find_undefined(result):
        assert any(figure in note for note in result["notes"])


@each_method
def test_every_key_has_a_meaning_in_both_languages(name):
    meanings = tuple(key.meaning for key in METHODS[name].keys)
    assert all(meanings)
    assert untranslated(meanings, "zh") == ()


@each_method
def test_the_documentation_has_the_current_page(name):
    assert (DOCS / f"{name}.md").read_text(encoding="utf-8") == method_page(name, tell_seconds(name)), "run make format"
    assert f"]({name}.md)" in (DOCS / "README.md").read_text(encoding="utf-8")


def test_the_documentation_has_no_page_of_a_method_that_is_gone():
    assert {path.stem for path in DOCS.glob("*.md")} == {*METHODS, "README", "degenerate"}


def test_every_page_is_of_a_method():
    assert {entry.name for entry in files("iecscore.methods").joinpath("pages").iterdir()} == {f"{name}.yaml" for name in METHODS}


@pytest.fixture(scope="module")
def tests_text():
    own = {"test_registry.py", "degenerate_documents.py"}
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py") if path.name not in own)


@each_method
def test_a_test_names_the_method(name, tests_text):
    assert f'"{name}"' in tests_text


def test_sources_named_in_docstrings_stand_in_the_bibliography():
    named = set(chain.from_iterable(sources_named(path.read_text(encoding="utf-8")) for path in (ROOT / "src").rglob("*.py")))
    assert len(named) > 40
    assert sorted(named - set(read_sources())) == []


def test_the_list_has_a_line_a_method_with_its_sources(capsys):
    for language, word in (("en", "Coupling coordination"), ("zh", "耦合协调度")):
        assert main(["--lang", language, "compute", "--list"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [line.split()[0] for line in lines] == list(METHODS)
        assert all(re.search(r"\[[a-z0-9, ]+\]$", line) for line in lines)
        assert any(word in line for line in lines)


def lines_of(*tasks):
    return [task if isinstance(task, str) else json.dumps(task) for task in tasks]


def test_a_bad_line_of_a_batch_spoils_no_other():
    good = {"id": 7, "method": "equal", "input": {"matrix": [[1, 2]]}}
    bad = [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ([good], "The line is not an object"),
        ({"id": 1}, "The line is not an object"),
        ({"id": 2, "method": "topsi", "input": {}}, "There is no method “topsi”. The nearest is “topsis”"),
        ({"id": 3, "method": ["equal"], "input": {}}, "There is no method"),
        ({"id": 4, "method": "equal", "input": [1]}, "input is not a JSON object"),
        ({"id": 5, "method": "equal"}, "matrix is missing"),
        ({"id": 6, "method": "equal", "input": {"matrix": [[1], [10**400]]}}, "matrix[1][0] is not 0, nor between"),
        ({"id": [float("nan")], "method": "equal", "input": {"matrix": [[float("nan")]]}}, "matrix[0][0] is not a number"),
        ({"id": "\ud800", "method": "equal", "input": {"a\nb": 1}}, "a b is not a key of equal"),
    ]
    answers = [json.loads(line) for line in compute_batch(lines_of(*chain.from_iterable((good, task) for task, _ in bad), "", good))]
    assert answers[::2] == [{"id": 7, "result": {"weights": [0.5, 0.5], "options": {}}}] * (len(bad) + 1)
    for (_, said), answer in zip(bad, answers[1::2], strict=True):
        assert said in answer["error"]
    assert [answer["id"] for answer in answers[1::2]] == [None, None, None, 1, 2, 3, 4, 5, 6, [None], "\ud800"]


def test_a_fault_of_the_program_on_one_line_costs_only_that_line(monkeypatch):
    monkeypatch.setattr("iecscore.methods.running.read_document", lambda *_: 1 / 0)
    lines = lines_of({"id": 1, "method": "equal", "input": {}}, {"id": 2, "method": "none", "input": {}})
    first, second = (json.loads(line) for line in compute_batch(lines))
    assert first == {"id": 1, "error": "a fault of the program: ZeroDivisionError: division by zero"}
    assert "There is no method" in second["error"]


def test_a_batch_from_a_file_answers_in_order_whatever_bytes_it_holds(tmp_path, capsys):
    path = tmp_path / "tasks.jsonl"
    task = {"id": "一", "method": "equal", "input": {"matrix": [[1, 2]]}}
    path.write_bytes(json.dumps(task).encode() + b'\n\xff\xfe\n{"id": "\\ud800", "method": "equal", "input": {"matrix": [[1]]}}\n')
    assert main(["compute", "--batch", str(path)]) == 0
    first, second, third = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["id"], first["result"]["weights"]) == ("一", [0.5, 0.5])
    assert second["error"].startswith("not JSON")
    assert (third["id"], third["result"]["weights"]) == ("\ud800", [1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"matrix": [[1, 2], [3, "x"]]}', "matrix[1][1] is not a number"),
        ('{"matrix": [[1, 2], [3, NaN]]}', "matrix[1][1] is not a number"),
        ('{"matrix": [[1, 2], [3]]}', "matrix[1] has 1 entries, and 2 are wanted"),
        ('{"weights": [1]}', "weights is not a key of equal"),
        ('{"matrix": [[1, 2]', "The input is not JSON"),
        ("[" * 100_000, "The input is not JSON"),
    ],
)
def test_one_document_that_cannot_be_run_ends_with_two_and_one_line_on_standard_error(tmp_path, capsys, text, said):
    path = tmp_path / "document.json"
    path.write_text(text, encoding="utf-8")
    assert main(["--lang", "en", "compute", "equal", str(path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert said in told.err


def test_a_document_that_can_be_run_ends_with_zero(tmp_path, capsys):
    path = tmp_path / "document.json"
    path.write_text('\ufeff{"matrix": [[1, 2]]}', encoding="utf-8")
    assert main(["compute", "equal", str(path)]) == 0
    told = capsys.readouterr()
    assert (json.loads(told.out), told.err) == ({"weights": [0.5, 0.5], "options": {}}, "")


def test_numbers_of_an_odd_size_are_refused_and_zero_is_not():
    for number in (LARGEST, -LARGEST, SMALLEST, 0, -SMALLEST):
        assert compute("equal", {"matrix": [[number]]})["weights"] == [1]
    for number in (LARGEST * 1.01, SMALLEST / 1.01, 5e-324, 10**101):
        with pytest.raises(Misuse) as fault:
            compute("equal", {"matrix": [[number]]})
        assert say_fault(fault.value).startswith("matrix[0][0] is not 0, nor between 1e-100 and 1e+100 in size.")


def answer_of(name, document):
    """The result, or the refusal in both languages."""
    try:
        return compute(name, document)
    except Misuse as fault:
        return say_fault(fault, "en"), say_fault(fault, "zh")


@each_method
def test_an_odd_document_gives_plain_figures_or_one_line(name):
    @settings(max_examples=SLOW.get(name, 40), deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def run(data):
        document = data.draw(odd_documents(name))
        answer = answer_of(name, document)
        if isinstance(answer, dict):
            json.dumps(answer, allow_nan=False)
            assert not find_undefined(answer) or answer["notes"]
        else:
            assert all(re.fullmatch(r"\S.*\S", line) for line in answer)

    run()


@pytest.fixture(scope="module")
def outcomes():
    return run_all()


@each_method
def test_what_is_done_about_degenerate_input_is_said(name, outcomes):
    for case, outcome in outcomes.get(name, {}).items():
        assert outcome != Outcome(UNDEFINED), case
        assert bool(outcome.sentences) == (outcome.kind != "ordinary"), case


def test_the_cases_are_drawn_and_told(outcomes):
    assert {case for rows in outcomes.values() for case in rows} == set(CASES)
    still = compute("normalise", draw_case("normalise", "a constant column"))
    assert draw_base("normalise")["matrix"][2][0] is not None
    assert outcomes["normalise"]["a constant column"] == Outcome(NOTED, tuple(still["notes"]))
    assert has_null({"a": [1, {"b": None}]})
    assert draw_case("rank-aggregation", "a zero") is None


def test_the_page_on_degenerate_input_names_every_method_that_reads_a_table(outcomes):
    text = (DOCS / "degenerate.md").read_text(encoding="utf-8")
    assert [line.split("`")[1] for line in text.splitlines() if line.startswith("| [`")] == sorted(outcomes, key=place_of)


def place_of(name):
    return list(GROUPS).index(METHODS[name].group), list(METHODS).index(name)
