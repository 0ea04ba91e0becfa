"""The pages for ministries, colleges and agencies: what they print in bold stands on the pages in the browser, and their commands run."""

import re
from pathlib import Path

import pytest
import yaml

from iecscore.cli import main
from iecscore.text.speech import catalogue

ROOT = Path(__file__).parents[2]
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
COMMAND = re.compile(r"^\$ iecscore (.+)$", re.MULTILINE)
AUDIENCES = {"ministries": ("ministry",), "colleges": ("college", "community"), "agencies": ("agency",)}
FILES = {"en": "for-{}.md", "zh": "for-{}.zh-CN.md"}
PAGES = [(audience, language) for audience in AUDIENCES for language in FILES]


def read_page(audience, language):
    return (ROOT / "docs" / FILES[language].format(audience)).read_text(encoding="utf-8")


def names_of(audience, language):
    """What the audience's pages and panels are called."""
    for key in AUDIENCES[audience]:
        for page in yaml.safe_load((ROOT / "dashboards" / key / "dashboard.yaml").read_text(encoding="utf-8"))["pages"]:
            yield page["name"][language]
            yield from (panel["name"][language] for panel in page["panels"] if "name" in panel)


@pytest.mark.parametrize(("audience", "language"), PAGES)
def test_what_is_printed_bold_stands_on_the_pages(audience, language):
    words = catalogue("zh")
    known = {*names_of(audience, language), *(words if language == "en" else words.values())}
    told = {" ".join(name.split()) for name in BOLD.findall(read_page(audience, language))}
    assert told
    assert told - known == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_both_languages_show_the_same_pictures_and_commands(audience):
    english, chinese = (read_page(audience, language) for language in ("en", "zh"))
    assert COMMAND.findall(english) == COMMAND.findall(chinese)
    pictures = [re.findall(rf"pictures/(\S+?)-{language}-(\w+)\.png", page) for language, page in (("en", english), ("zh", chinese))]
    assert pictures[0] == pictures[1]


def test_the_commands_for_agencies_let_people_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands = COMMAND.findall(read_page("agencies", "en"))
    first, *people, last = [command.split() for command in commands]
    assert main(first) == 0
    monkeypatch.chdir(tmp_path / "my-round")
    monkeypatch.setattr("click.prompt", lambda *_, **__: "correct horse battery")
    assert [main(words) for words in people] == [0] * len(people)
    assert last == ["serve"]
