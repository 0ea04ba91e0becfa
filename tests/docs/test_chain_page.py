"""The page on chains: its example is a chain the program takes, the same in both languages, and the stages it names are those there are."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from iecscore.system.chain import STAGES
from iecscore.system.checking_chain import check_chain
from iecscore.system.model import Level
from iecscore.system.overriding import read_settings

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [DOCS / "chain.md", DOCS / "chain.zh-CN.md"]


def example(page):
    told = yaml.safe_load(re.search(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)[1])
    words = {"en": "country", "zh": "国家"}
    rest = {"name": words, "plural": words, "units": "country", "unit": "code", "label": "name", "tiers": []}
    return Level.model_validate({**rest, **told["levels"]["country"]})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_example_is_taken_and_its_settings_too(page):
    level = example(page)
    assert list(check_chain(SimpleNamespace(indicators={}), level, lambda *path: path)) == []
    settings = re.findall(r"--set (\S+)", page.read_text(encoding="utf-8"))
    assert [item.stage for item in read_settings(level, settings)] == ["treat", "aggregate", "weights"]
    assert level == example(PAGES[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_stage_has_its_line(page):
    assert tuple(re.findall(r"^\| `(\w+)` \|", page.read_text(encoding="utf-8"), re.MULTILINE)) == STAGES
