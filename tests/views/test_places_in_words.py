"""Units by place and field: numbers always, scores only where there are enough units, and no order claimed."""

from dataclasses import replace

import pytest

from iecscore.views.places import view_places
from report.drawn_evaluation import SYSTEM, draw_evaluation

FOUND = draw_evaluation()
TRAITS = {"L01": ("n",), "L02": ("n",), "L03": ("n", "s"), "L04": ("s",), "L05": ("s",)}


def draw_places(found=FOUND, traits=TRAITS, language="en", system=SYSTEM, place="library.name", league=None):
    view = view_places(found, system, place, traits, league, language)
    return view, {line.code: line for line in view.lines}


def test_scores_are_told_of_three_ranked_units_and_more():
    view, lines = draw_places()
    scores = sorted(row.score for row in FOUND.ranking if row.unit in {"L01", "L02", "L03"})
    north, south = lines["n"], lines["s"]
    assert (north.units, north.ranked, north.few) == (3, 3, False)
    assert (north.low, north.middle, north.high) == tuple(scores)
    assert (south.few, south.middle, south.low, south.high, south.upper) == (True, None, None, None, None)
    assert sum(north.tiers) == 3
    assert north.upper == pytest.approx(north.tiers[0] / 3)
    assert view.upper == "Leading"


def test_a_unit_with_several_values_is_counted_with_each_and_that_is_said():
    view, _ = draw_places()
    assert "Name: 1 units have more than one value and are counted with each." in view.sentences
    assert view.sentences[0] == "Name: 2 have units, 1 of them at least 3 that are ranked; of fewer no median is told."
    assert not any("medians lie" in text for text in view.sentences)


def test_medians_of_places_are_told_without_an_order():
    rows = tuple(replace(FOUND.ranking[0], unit=f"M{place}", rank=1, score=40.0 + place) for place in range(6))
    traits = {f"M{place}": ("n" if place < 3 else "s",) for place in range(6)}
    view, _ = draw_places(replace(FOUND, ranking=rows), traits)
    assert view.sentences[1].startswith("Name: medians lie between 41.0 and 44.0.")
    assert "no order is claimed" in view.sentences[1]


def test_codes_stand_in_the_order_of_their_dictionary_with_their_wording():
    columns = {**SYSTEM.tables["library"].columns}
    columns["name"] = columns["name"].model_copy(update={"dictionary": "branch_kind"})
    table = SYSTEM.tables["library"].model_copy(update={"columns": columns})
    system = SYSTEM.model_copy(update={"tables": {**SYSTEM.tables, "library": table}})
    codes = SYSTEM.dictionaries["branch_kind"].codes
    view, lines = draw_places(traits={"L01": (list(codes)[-1],), "L02": ("unknown",)}, system=system, language="zh")
    assert [line.code for line in view.lines] == [*codes, "unknown"]
    assert [line.name for line in view.lines[:-1]] == [words.zh for words in codes.values()]
    assert [line.units for line in view.lines] == [0] * (len(codes) - 1) + [1, 1]
    assert lines[next(iter(codes))].coverage is None


def test_a_method_with_a_scale_of_its_own_has_no_tiers_here_either():
    view, lines = draw_places(draw_evaluation(method="vikor"))
    assert (view.tiers, view.upper, lines["n"].tiers, lines["n"].upper) == ((), "", (), None)
    assert lines["n"].middle is not None


def test_one_group_alone_is_counted():
    rows = tuple(replace(row, league=("a",) if row.unit == "L01" else ("b",)) for row in FOUND.ranking)
    _, lines = draw_places(replace(FOUND, ranking=rows), league=("a",))
    assert (lines["n"].units, lines["s"].units) == (1, 0)
