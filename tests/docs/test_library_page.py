"""The examples of the page on the library run and print what it shows, and the functions it names are there."""

import doctest
import re
from importlib import import_module
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "library.md"
TEXT = PAGE.read_text(encoding="utf-8")
TABLE = re.findall(r"^\| `(iecscore[\w.]*)` \|(.*)$", TEXT, re.MULTILINE)


def test_the_examples_of_the_page_print_what_it_shows():
    blocks = re.findall(r"^```pycon\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    found = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest("\n".join(blocks), {}, PAGE.name, str(PAGE), 0))
    assert (found.failed, found.attempted > 12) == (0, True)


@pytest.mark.parametrize(("package", "told"), TABLE, ids=[package for package, _ in TABLE])
def test_the_functions_named_in_the_table_are_public(package, told):
    module = import_module(package)
    assert set(re.findall(r"`(\w+)`", told)) <= set(module.__all__)
