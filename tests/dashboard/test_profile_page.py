"""The page of a unit's own profile: three marks, glyphs with their figures, the sheet to print; and no other unit."""

import re
from dataclasses import replace

import pytest

from iecscore.dashboard.choosing import Chosen
from iecscore.dashboard.panels import profile
from iecscore.dashboard.visiting import Visit
from iecscore.desk.workspace import operator
from iecscore.store import Band, Peers
from iecscore.views.profile import view_profile
from report.drawn_evaluation import SYSTEM, UNITS, draw_evaluation

BANDS = tuple(Band(node, 10.0, 20.0, 30.0, 6) for node in ("S1.1", "R1.1", "R1.3"))


@pytest.fixture
def page(libraries):
    def draw(place, language="en"):
        found = draw_evaluation()
        told = view_profile(found, SYSTEM, UNITS[place], Peers(7, BANDS), None, language)
        return repr(profile.show(profile.Shown(told, Chosen(found, SYSTEM, None, None)), Visit(libraries, operator(), language, None)))

    return draw


@pytest.mark.parametrize(("place", "kind"), [(1, "missing"), (2, "not_applicable"), (4, "suppressed")])
def test_each_mark_has_a_look_of_its_own(page, place, kind):
    assert f"mark mark-{kind}" in page(place)


def test_a_figure_of_too_small_a_basis_is_marked_as_not_shown(page):
    told = page(3)
    assert re.search(r"children='too few', className='mark mark-suppressed'", told)


def test_the_glyph_has_the_band_the_tick_and_the_own_dot(page):
    told = page(0)
    assert "'className': 'half', 'style': {'left': '10.0%', 'width': '20.0%'}" in told
    assert "'className': 'tick', 'style': {'left': '20.0%'}" in told
    assert "'className': 'dot'" in told


def test_the_sheet_leaves_room_for_what_the_unit_says(page):
    assert "How we explain it" in page(0)
    assert "自评表" in page(0, "zh")


def test_the_own_profile_shows_the_own_unit_and_its_change(visit):
    told = visit("own").turn().text
    assert "L01" in told
    assert "L02" not in told
    assert "No earlier round that you may see" in told


def test_a_round_before_is_found_where_it_was_counted_alike(libraries):
    with libraries.store.reading(operator()) as repository:
        found = repository.load_evaluation(repository.list_evaluations("branch")[0].id)
        later = replace(found, options=replace(found.options, round="2026"))
        other = replace(found, options=replace(found.options, round="2026", weights="council"))
        assert profile._find_before(repository, later).id == found.id
        assert profile._find_before(repository, other) is None
        assert profile._find_before(repository, found) is None
