import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "iecscore"
MODULES = sorted(SOURCE.rglob("*.py"))
SUBJECT = re.compile("community|communities|college|共同体", re.IGNORECASE)
NAMELESS = {"utils", "helpers", "manager", "common"}


def inside(path, *rooms):
    return path.relative_to(SOURCE).parts[0] in rooms


@pytest.mark.parametrize("path", [path for path in MODULES if not inside(path, "text", "demo")], ids=lambda path: str(path.relative_to(SOURCE)))
def test_the_engine_knows_nothing_of_communities(path):
    assert not SUBJECT.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_longer_than_400_lines_and_no_function_than_60(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert all(node.end_lineno - node.lineno < 60 for node in functions)


def test_no_room_is_called_utils():
    assert not {path.stem for path in MODULES} & NAMELESS


REGISTRY = re.compile(r"--index-url|--extra-index-url|--find-links|files\.pythonhosted|pypi\.org/simple")
FOLDERS = ("src", "docs", "requirements", "indicators", "surveys", "dashboards", "benchmarks", ".ci")


def test_the_project_names_no_registry_and_no_machine():
    told = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix not in {".pyc", ".ico", ".png"}]
    for path in [*told, *(ROOT / name for name in ("pyproject.toml", "Makefile", "README.md", "README.zh-CN.md"))]:
        assert not REGISTRY.search(path.read_text(encoding="utf-8")), path
