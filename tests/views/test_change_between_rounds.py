"""Change between rounds in words: a change within its interval is not called one, and rounds counted otherwise are not compared."""

from dataclasses import replace

import pytest

from drawn_doubts import draw_assessment, draw_unit
from iecscore.system import ROOT
from iecscore.views.movement import Seen, explain_unlike, find_scores, list_parts, view_movement, write_change
from iecscore.views.sides import view_sides
from report.drawn_evaluation import SYSTEM, draw_evaluation

BEFORE = draw_evaluation(round="2024")
CODES = ("L01", "L02", "L03")


def draw_later(**changes):
    """The same libraries a year later; a change is added to their total, and to the dimension S."""
    found = draw_evaluation(round="2025")
    rows = tuple(
        replace(row, score=row.score + changes.get(row.unit, 0.0)) if row.rank is not None and row.score is not None else row for row in found.ranking
    )
    nodes = tuple(
        replace(item, score=item.score + changes.get(item.unit, 0.0)) if item.node == "S" and item.score is not None else item for item in found.nodes
    )
    return replace(found, ranking=rows, nodes=nodes)


def draw_spreads(spread):
    return draw_assessment(units=tuple(draw_unit(code, place, 1, 3, spread=spread) for place, code in enumerate(CODES, 1)), pairs=())


def view(later, spread=1.0, node=ROOT, language="en"):
    doubt = None if spread is None else draw_spreads(spread)
    return view_movement((Seen(BEFORE, doubt), Seen(later, doubt)), SYSTEM, node, language)


def test_only_changes_beyond_their_interval_are_called_so():
    told = view(draw_later(L01=5.0, L02=-4.0, L03=1.0))
    assert [(mover.unit, mover.verdict) for mover in told.movers] == [("L01", "up"), ("L03", "open"), ("L02", "down")]
    assert told.movers[0].margin == pytest.approx(1.645 * 2**0.5)
    assert told.judged
    assert "1 rose and 1 fell by more than the data leave open; the change of 1 lies within its 90 % interval and is not called one." in told.messages
    assert told.messages[-2:] == ("Rose the most: L01 +5.0.", "Fell the most: L02 −4.0.")


def test_a_change_as_large_as_its_interval_is_not_one():
    margin = 1.645 * 2**0.5
    assert next(mover.verdict for mover in view(draw_later(L01=margin - 1e-9)).movers) == "open"
    assert next(mover.verdict for mover in view(draw_later(L01=margin + 1e-6)).movers) == "up"


def test_without_intervals_nothing_is_judged():
    told = view(draw_later(L01=40.0), spread=None)
    assert {mover.verdict for mover in told.movers} == {"unknown"}
    assert not told.judged
    assert any("their changes are not judged" in text for text in told.messages)
    assert not any(text.startswith("Rose") for text in told.messages)


def test_parts_have_no_interval_and_are_not_judged():
    told = view(draw_later(L01=5.0), node="S")
    mover = next(mover for mover in told.movers if mover.unit == "L01")
    assert (mover.verdict, round(mover.change, 6), mover.margin) == ("unknown", 5.0, None)
    assert told.part.startswith("S ")
    assert any("Intervals are worked out for the total score only" in text for text in told.messages)


def test_units_scored_in_one_round_only_are_counted_apart():
    later = draw_later()
    rows = tuple(replace(row, rank=None, score=None) if row.unit == "L02" else row for row in later.ranking)
    told = view(replace(later, ranking=rows))
    assert {mover.unit for mover in told.movers} == {"L01", "L03"}
    assert told.messages[:2] == (
        "2 units are scored in both round 2024 and round 2025.",
        "Of 3 units no change is told: they are not scored in one of the two.",
    )


def test_parts_of_the_tree_have_their_median_in_each_round():
    lines = {line.node: line for line in view(draw_later(L01=3.0, L02=3.0, L03=3.0)).leagues[0].lines}
    assert list(lines) == [node for node, _ in list_parts(BEFORE)]
    assert (lines["S"].depth, lines["S1"].depth) == (1, 2)
    assert lines[ROOT].count == 3
    assert lines[ROOT].change == pytest.approx(3.0)
    assert lines[ROOT].medians[1] - lines[ROOT].medians[0] == pytest.approx(3.0)


def test_of_fewer_than_three_units_no_median_is_told():
    later = draw_later()
    rows = tuple(replace(row, rank=None, score=None) if row.unit == "L02" else row for row in later.ranking)
    line = view(replace(later, ranking=rows)).leagues[0].lines[0]
    assert (line.count, line.medians, line.change) == (2, (None, None), None)


def test_rounds_counted_otherwise_say_so():
    other = draw_evaluation(round="2023", weights="council", method="topsis")
    assert "other weights, another method" in explain_unlike(other, BEFORE, "en")
    assert "another state of the indicator system (1 then, 1 now)" in explain_unlike(replace(other, system_digest="0"), BEFORE, "en")
    assert "不作比较" in explain_unlike(other, BEFORE, "zh")


def test_a_withheld_total_is_no_score():
    assert {unit for unit, node in find_scores(BEFORE) if node == ROOT} == {row.unit for row in BEFORE.ranking if row.rank is not None}


@pytest.mark.parametrize(("change", "told"), [(1.25, "+1.2"), (-3.0, "−3.0"), (0.0, "0.0"), (-0.01, "0.0"), (None, "–")])
def test_a_change_is_written_with_its_sign(change, told):
    assert write_change(change) == told


def draw_many(changes):
    """Eight libraries in both rounds, each changed by so much."""
    row, unit = next(row for row in BEFORE.ranking if row.rank == 1), BEFORE.units[0]
    codes = [f"M{place}" for place in range(len(changes))]
    units = tuple(replace(unit, code=code) for code in codes)
    first = replace(BEFORE, units=units, nodes=(), ranking=tuple(replace(row, unit=code, score=50.0) for code in codes))
    rows = tuple(replace(row, unit=code, score=50.0 + change) for code, change in zip(codes, changes, strict=True))
    return Seen(first, None), Seen(replace(first, ranking=rows), None)


def test_two_kinds_of_units_stand_side_by_side():
    held = draw_many((1.0, 2.0, 3.0, 8.0, 9.0, 10.0))
    traits = {f"M{place}": (place < 3,) for place in range(6)}
    told = view_sides(held, SYSTEM, "library.name", traits, "en")
    assert [(line.value, line.count, line.change) for line in told.lines] == [("yes", 3, 2.0), ("no", 3, 9.0)]
    assert told.lines[0].parts == (None, None)
    assert "The middle halves lie apart" in told.sentences[0]


def test_no_difference_is_claimed_where_the_middle_halves_overlap():
    held = draw_many((1.0, 5.0, 9.0, 2.0, 6.0, 10.0))
    traits = {f"M{place}": (place < 3,) for place in range(6)}
    assert "no difference between them is claimed" in view_sides(held, SYSTEM, "library.name", traits, "en").sentences[0]


def test_of_a_side_with_fewer_than_three_units_only_the_number_is_told():
    held = draw_many((1.0, 5.0, 9.0, 2.0))
    traits = {"M0": ("a",), "M1": ("a",), "M2": ("a",), "M3": ("b",)}
    told = view_sides(held, SYSTEM, "library.name", traits, "en")
    assert [(line.value, line.count, line.few, line.change) for line in told.lines] == [("a", 3, False, 5.0), ("b", 1, True, None)]
    assert told.sentences == ("all: fewer than 3 units on a side, so the two are not compared.",)


def test_kinds_within_dimensions_are_told_where_these_are_scored():
    later = draw_later(L01=3.0, L02=3.0, L03=3.0)
    told = view_sides((Seen(BEFORE, None), Seen(later, None)), SYSTEM, "library.name", dict.fromkeys(CODES, (True,)), "en")
    assert told.lines[0].parts[0] == pytest.approx(3.0)
    assert told.lines[0].parts[1] == pytest.approx(0.0)
