"""Every scoring method has its page: an example that runs, sources that stand in the bibliography, and no caution without its Chinese."""

import re
from importlib.resources import files

import pytest

from iecscore.methods import METHODS, compute, read_page

SCORING = sorted(name for name, method in METHODS.items() if method.group == "scoring")
KEYS = set(re.findall(r"^@\w+\{([^,]+),", files("iecscore.methods").joinpath("references.bib").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", SCORING)
def test_the_example_of_a_page_gives_every_figure_the_method_promises(name):
    result = compute(name, read_page(name).example)
    assert set(METHODS[name].results) <= set(result)
    assert None not in result["scores"]
    assert min(result["ranking"]) == 1


@pytest.mark.parametrize("name", SCORING)
def test_the_sources_of_a_page_stand_in_the_bibliography(name):
    assert set(read_page(name).references) <= KEYS


@pytest.mark.parametrize("name", SCORING)
def test_a_method_whose_lower_figure_is_better_says_so_on_its_page(name):
    page = read_page(name)
    assert METHODS[name].higher_is_better == ("Lower is better" not in page.caution.en) == ("越小越好" not in page.caution.zh)
