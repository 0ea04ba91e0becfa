"""Notes on a league are told with its name, in the reader's language, though scoring knows its codes only."""

import pytest

from iecscore.problems import note
from iecscore.text import word_problem
from iecscore.views import ranking


@pytest.mark.parametrize(("language", "name"), [("en", "industry · upper"), ("zh", "行业 · 甲")])
def test_a_compromise_is_told_with_the_name_of_its_group(language, name):
    words = {"units": "U1", "advantage_en": "met", "advantage_zh": "满足", "stability_en": "met", "stability_zh": "满足"}
    told = note("rank.compromise", league_en="i · u", league_zh="i · u", **words)
    assert name in word_problem(ranking._name_group(told, {"i · u": name}, language), language).cause


def test_a_note_on_all_units_or_on_no_group_stays_as_it_is():
    for told in (note("rank.floor", count=2, floor=1), note("rank.compromise", league_en="all units", league_zh="全部对象")):
        assert ranking._name_group(told, {"i": "industry"}, "en") is told
