"""The writer of the methods' pages: lays out JSON for readers, keeps Chinese unbroken, and finds what is not current."""

import importlib.util
import sys
from pathlib import Path

import pytest

from iecscore.methods import GROUPS, METHODS
from iecscore.report import method_pages
from iecscore.report.method_pages import list_methods, method_page, write_json

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def writer():
    """docs/write_methods.py as a module."""
    sys.path.insert(0, str(DOCS))
    try:
        spec = importlib.util.spec_from_file_location("write_methods", DOCS / "write_methods.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(DOCS))
    return module


@pytest.fixture
def folder(writer, tmp_path, monkeypatch):
    """A folder of pages: one current, one old, one of a method that is gone."""
    monkeypatch.setattr(writer, "FOLDER", tmp_path)
    monkeypatch.setattr(writer, "write_pages", lambda: {"topsis.md": "now", "vikor.md": "now", "wsm.md": "now"})
    for name, text in {"topsis.md": "now", "vikor.md": "then", "gone.md": "now"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_pages_that_are_not_current_are_named(writer, folder, capsys):
    assert writer.main(["--check"]) == 1
    assert [line.split()[0] for line in capsys.readouterr().err.splitlines()] == [f"docs/methods/{name}.md" for name in ("gone", "vikor", "wsm")]
    assert (folder / "gone.md").exists()


def test_writing_makes_them_current(writer, folder, capsys):
    assert writer.main([]) == 0
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == dict.fromkeys(("topsis.md", "vikor.md", "wsm.md"), "now")
    assert writer.main(["--check"]) == 0
    assert capsys.readouterr().err == ""


def test_the_methods_are_listed_by_group_each_once():
    text = list_methods()
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads == [f"## {title.en} {title.zh}" for title in GROUPS.values()]
    assert [text.count(f"[`{name}`]({name}.md)") for name in METHODS] == [1] * len(METHODS)


def test_a_group_without_methods_has_no_heading(monkeypatch):
    monkeypatch.setattr(method_pages, "METHODS", {"vikor": METHODS["vikor"]})
    assert list_methods().count("## ") == 1


def test_a_page_tells_keys_with_choices_and_defaults():
    lines = method_page("topsis").splitlines()
    assert "| `matrix` | alternatives × criteria<br>方案 × 指标 | required 必填 |" in lines
    normalisation = next(line for line in lines if line.startswith("| `normalisation`"))
    assert "`vector` `minmax`" in normalisation
    assert normalisation.endswith('| `"vector"` |')
    assert next(line for line in lines if line.startswith("| `bounds`")).endswith("| – |")
    assert "Higher is better. 数值越大越好。" in lines
    assert "Lower is better. 数值越小越好。" in method_page("vikor")
    assert "is better." not in method_page("treat").partition("## Results")[2].partition("## Example")[0]


def test_what_fits_stands_on_one_line_and_what_does_not_is_broken():
    row = [1.23456789] * 8
    assert write_json({"a": [], "b": {}, "c": [1, 2], "d": {"e": None}}) == '{\n  "a": [],\n  "b": {},\n  "c": [1, 2],\n  "d": {"e": null}\n}'
    assert write_json({"a": [row, row]}).splitlines() == ["{", '  "a": [', *(f"    {[1.23457] * 8}{end}" for end in (",", "")), "  ]", "}"]
    assert write_json(5) == "5"


def test_figures_have_six_digits_and_rounding_noise_is_zero():
    assert write_json([0.12345678, -1e-17, 2.0, 123456789.0, True, None, "耦合"]) == '[0.123457, 0, 2, 123457000, true, null, "耦合"]'


def test_chinese_folded_over_lines_is_joined_without_a_space():
    assert method_pages._line("各方案\n  距最优解，\n  D 越大 越好（见\n  下）。\n 完") == "各方案距最优解，D 越大越好（见下）。完"
    assert method_pages._line("two\n  words, then") == "two words, then"
    assert method_pages._cell("a | b") == "a \\| b"
