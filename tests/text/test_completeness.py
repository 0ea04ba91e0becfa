"""Whatever the program can say, it can say in both languages; whatever the catalogue holds, the program can say."""

import ast
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from iecscore.problems import error
from iecscore.text import untranslated, word_problem
from iecscore.text.faults import FAULTS
from iecscore.text.speech import catalogue

SOURCE = Path(str(files("iecscore")))
WORDING = SOURCE / "text"
MAKERS = {"error", "query", "note", "refuse"}
AREAS = "|".join(sorted({code.partition(".")[0] for code in FAULTS}))
CODE = re.compile(rf"(?:{AREAS})\.[a-z0-9_]+")
FILES = (".yaml", ".bib", ".xlsx", ".csv", ".json", ".html", ".py", ".db", ".sqlite", ".log", ".md")


@cache
def trees() -> tuple[tuple[Path, ast.Module], ...]:
    return tuple((path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(SOURCE.rglob("*.py")))


@cache
def program() -> tuple[tuple[Path, ast.Module], ...]:
    """The modules that speak, without the catalogue itself."""
    return tuple((path, tree) for path, tree in trees() if WORDING not in path.parents)


def texts_in(node: ast.AST) -> set[str]:
    return {item.value for item in ast.walk(node) if isinstance(item, ast.Constant) and isinstance(item.value, str)}


def calls(names: set[str]) -> list[ast.Call]:
    return [node for _, tree in program() for node in ast.walk(tree) if isinstance(node, ast.Call) and called(node) in names]


def called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""


@cache
def codes_made() -> set[str]:
    """Codes given to `error`, `query`, `note` and `refuse`, and every text that looks like one."""
    first = {text for call in calls(MAKERS) for text in texts_in(call.args[0]) if call.args and "." in text.rstrip(".")}
    anywhere = {text for _, tree in program() for text in texts_in(tree) if CODE.fullmatch(text) and not text.endswith(FILES)}
    return first | anywhere


def messages_said() -> set[str]:
    """Literal messages given to `say`, wherever it is called, and the wording handed on to it."""
    said = {text for call in calls({"say"}) if call.args for text in literals(call.args[0])}
    return said | {text for call in calls({"say_both"}) for text in literals(call.args[1])}


def literals(node: ast.expr) -> set[str]:
    if isinstance(node, ast.IfExp):
        return literals(node.body) | literals(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def fields(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def sentences() -> list[str]:
    return sorted({sentence for fault in FAULTS.values() for sentence in fault})


def test_every_problem_the_program_makes_has_its_cause_and_remedy():
    assert sorted(codes_made() - set(FAULTS)) == []


def test_every_fault_of_the_catalogue_can_happen():
    constants = {text for _, tree in program() for text in texts_in(tree)}
    assert sorted(set(FAULTS) - constants) == []


def test_every_fault_is_worded_in_chinese():
    assert untranslated(tuple(sentences()), "zh") == ()


def test_everything_said_is_worded_in_chinese():
    said = messages_said()
    assert len(said) > 5
    assert untranslated(tuple(sorted(said)), "zh") == ()


def test_a_translation_fills_in_the_same_parameters():
    differing = {message: worded for message, worded in catalogue("zh").items() if fields(message) != fields(worded)}
    assert differing == {}


def test_no_translation_is_left_over():
    constants = {text for _, tree in trees() for text in texts_in(tree)}
    assert sorted(set(catalogue("zh")) - constants) == []


def test_two_catalogues_do_not_word_one_message_differently():
    seen: dict[str, tuple[str, str]] = {}
    for path in sorted((WORDING / "zh").glob("*.po")):
        with path.open("rb") as stream:
            for entry in read_po(stream, abort_invalid=True):
                if entry.id:
                    assert seen.setdefault(str(entry.id), (str(entry.string), path.name))[0] == entry.string, (entry.id, path.name)


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_a_fault_reads_as_two_sentences(code):
    for sentence in FAULTS[code]:
        assert sentence[0].isupper() or not sentence[0].isalpha(), sentence
        assert sentence == sentence.strip()
        assert len(sentence) < 260
    parameters = {name.split(".")[0].split("[")[0]: "x" for sentence in FAULTS[code] for name in fields(sentence)}
    for language in ("en", "zh"):
        worded = word_problem(error(code, **parameters), language)
        assert all(worded)
        assert "{" not in worded.cause.replace("{...}", "")
