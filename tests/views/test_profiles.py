"""A unit's profile: strengths first, then gaps, each beside the middle half of peers, with the change since the round before."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from iecscore.robustness.assessment import UnitDoubt
from iecscore.store import Band, Peers
from iecscore.views.profile import is_counted_alike, view_profile
from report.drawn_evaluation import LIBRARIES, SYSTEM, UNITS, VALUES, draw_evaluation, draw_values

NOW = draw_evaluation()
BANDS = (Band("S1.1", 10.0, 20.0, 30.0, 6), Band("R1.3", 90.0, 95.0, 99.0, 6), Band("R1", 0.0, 50.0, 100.0, 6))
PEERS = Peers(7, BANDS)


def view(place=0, peers=PEERS, before=None, language="en"):
    return view_profile(NOW, SYSTEM, UNITS[place], peers, None, language, before)


def find(told, node):
    return next(row for row in told.rows if row.node == node)


def draw_before(**changes):
    """The round before, in which the first library lent less."""
    values = (*draw_values("L01", (3, *LIBRARIES["L01"][1][1:])), *VALUES[6:])
    found = draw_evaluation(values=values)
    return replace(found, id="b" * 64, options=replace(found.options, round="2024"), **changes)


def test_strengths_and_gaps_lie_outside_the_middle_half():
    told = view()
    assert [row.node for row in told.strengths] == ["S1.1"]
    assert [row.node for row in told.gaps] == ["R1.3"]
    assert (find(told, "S1.1").standing, find(told, "R1").standing, find(told, "R1.3").standing) == ("▲ above", "within", "▼ below")
    assert told.sentence == "1 indicators lie above the middle half of peers, 1 below it."


@pytest.mark.parametrize(("score", "lies"), [(42.857, 0), (42.4, -1), (67.6, 0), (68.6, 1)])
def test_a_score_is_rounded_as_its_peers_are_before_the_two_are_compared(score, lies):
    assert Band("E1", 43, 50, 68, 9).lies(score) == lies


def test_the_tier_says_in_how_many_scenarios_it_is_kept_and_the_rank_stands_with_its_interval():
    own = next(row for row in NOW.ranking if row.unit == UNITS[0].code)
    sure = UnitDoubt(own.unit, own.league, own.rank, 1, 1, 2, 1, 3, 1, 4, 50.0, 2.0, 0.6, ((own.tier, 0.83),), (), 0.01)
    doubt = SimpleNamespace(units=(sure,))
    told = view_profile(NOW, SYSTEM, UNITS[0], PEERS, doubt, "en")
    assert told.tier.endswith(", kept in 83% of scenarios")
    assert told.rank == f"{own.rank} (1–2)"


def test_the_rows_follow_the_tree_from_dimension_to_indicator():
    rows = view().rows
    assert [row.depth for row in rows[:3]] == [0, 1, 2]
    assert {row.depth for row in rows} == {0, 1, 2}


@pytest.mark.parametrize(
    ("place", "node", "kind", "shown"),
    [(1, "R1.3", "missing", "missing"), (2, "R1.3", "not_applicable", "not applicable"), (4, "R1.1", "suppressed", "suppressed")],
)
def test_missing_not_applicable_and_suppressed_are_three_marks(place, node, kind, shown):
    row = find(view(place, Peers(7, (Band(node, 10.0, 20.0, 30.0, 6),))), node)
    assert (row.mark, row.shown, row.score, row.standing, row.band) == (kind, shown, None, "", "10–30")


def test_a_score_carries_no_mark():
    assert {row.mark for row in view().rows} == {""}


def test_without_peers_no_band_is_told_and_it_says_so():
    for peers in (None, Peers(0, ())):
        told = view(peers=peers)
        assert {row.band for row in told.rows} == {"–"}
        assert told.about.startswith("There is no group of peers large enough")


def test_change_is_told_since_a_round_that_was_counted_alike():
    told = view(before=draw_before())
    assert find(told, "S1.1").moved.startswith("+")
    assert find(told, "R1.1").moved == "0.0"
    assert told.moved == "Change: since round 2024, scored in the same way."
    assert view(1, before=draw_before()).rows[-1].moved == "–"


def test_a_fall_is_told_by_its_sign():
    assert find(view_profile(draw_before(), SYSTEM, UNITS[0], None, None, "en", replace(NOW, options=draw_before().options)), "S1.1").moved[0] == "-"


def test_rounds_counted_differently_are_not_compared():
    for before in (draw_before(system_digest="0" * 64), replace(draw_before(), options=replace(draw_before().options, weights="neutral"))):
        assert not is_counted_alike(before, NOW)
        told = view(before=before)
        assert {row.moved for row in told.rows} == {"–"}
        assert told.moved.startswith("No earlier round")


def test_a_unit_that_was_not_there_before_has_no_change():
    before = draw_before()
    gone = replace(before, units=before.units[1:], nodes=tuple(item for item in before.nodes if item.unit != "L01"))
    kept = replace(gone, scores=replace(gone.scores, values=gone.scores.values[1:], units=gone.scores.units[1:]))
    assert {row.moved for row in view(before=kept).rows} == {"–"}


def test_a_rank_never_stands_alone():
    assert view().rank == "interval not computed yet"
    assert view(4).rank in {"not ranked", "interval not computed yet"}
