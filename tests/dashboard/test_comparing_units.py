"""Units side by side: the choice stands in the address, pairs are told in words, and what is not seen is not compared."""

import json
from dataclasses import replace

import pytest

from drawn_doubts import draw_whole
from iecscore.dashboard.panels.compare import draw_shares
from iecscore.robustness.assessment import PairDoubt
from iecscore.views import comparison
from iecscore.views.comparison import view_comparison
from report.drawn_evaluation import SYSTEM, draw_branches, draw_evaluation

EVALUATION = draw_evaluation()
UNITS = {unit.code: unit for unit in EVALUATION.units}


def compare(codes, assessment=None, evaluation=EVALUATION, language="en"):
    units = {unit.code: unit for unit in evaluation.units}
    return view_comparison(evaluation, SYSTEM, [units[code] for code in codes], assessment, language)


def read(visitor, search=""):
    return json.dumps(visitor.turn("/compare", search).json["response"]["page"], ensure_ascii=False)


def test_the_first_two_are_compared_where_the_address_names_none(visit):
    assert "compare-figure" in read(visit("ministry"))


def test_the_units_of_the_address_are_compared(visit):
    told = read(visit("ministry"), "?units=L02,L03,L02,nothing")
    assert '"value": ["L02", "L03"]' in told
    assert "Whether L02 and L03 can be told apart has not been found out." in told or "Whether L03 and L02" in told


@pytest.mark.parametrize("search", ["?units=L02", "?units=nothing,else"])
def test_one_unit_is_not_compared(visit, search):
    assert "Choose two to six units." in read(visit("ministry"), search)


def test_what_is_not_seen_is_not_compared(visit):
    told = read(visit("north"), "?units=L01,L02,L03")
    assert "Choose two to six units." in told
    assert '"L02"' not in told


@pytest.mark.parametrize("codes", [("L02", "L03"), ("L03", "L02")])
def test_a_pair_is_told_with_the_share_of_scenarios_from_the_better_rank(codes):
    told = compare(codes, draw_whole()).pairs
    assert len(told) == 1
    assert "L03 " in told[0].split(" and ")[0]
    assert told[0].endswith("P(L03 above L02) = 40%.")


def test_a_pair_kept_the_other_way_round_tells_the_same():
    other = draw_whole(pairs=(PairDoubt("L03", "L02", 0.4, 0.01),))
    assert compare(("L02", "L03"), other).pairs == compare(("L02", "L03"), draw_whole()).pairs


def test_units_of_different_groups_are_not_compared_by_rank():
    pair = (UNITS["L01"], replace(UNITS["L02"], league=("x",)))
    assert "ranked in different groups" in comparison._word_pair(EVALUATION, pair, draw_whole(), "en")


def test_every_part_stands_with_its_scores_and_how_far_apart_they_lie():
    view = compare(("L01", "L02"))
    rows = {row.node: row for row in view.rows}
    assert set(rows) == {item.node for item in EVALUATION.weights.nodes}
    whole = [row for row in view.rows if None not in row.scores]
    assert all(row.apart == pytest.approx(abs(row.scores[0] - row.scores[1])) for row in whole)
    assert [row.depth for row in view.rows][:3] == [0, 1, 2]


def test_what_holds_a_unit_back_adds_up_over_the_dimensions():
    view = compare(("L01", "L02"))
    for place in (0, 1):
        assert sum(row.holds_back[place] or 0 for row in view.rows if row.depth == 0) == pytest.approx(1.0)


def test_a_part_that_only_one_has_lies_no_points_apart():
    view = compare(tuple(UNITS))
    lacking = [row for row in view.rows if sum(score is not None for score in row.scores) < 2]
    assert all(row.apart is None for row in lacking)


def test_units_without_a_rank_stand_with_a_dash():
    unranked = [row.unit for row in EVALUATION.ranking if row.rank is None]
    view = compare((unranked[0], "L01"))
    assert view.places[0].rank == "–"


def test_what_carries_and_what_holds_back_stand_in_one_chart_on_both_sides_of_the_middle():
    view = compare(("L01", "L02"))
    criteria = [row for row in view.rows if row.depth == 1]
    chart = draw_shares(view, "en")
    for place, trace in enumerate(chart["data"]):
        half = len(criteria)
        assert trace["x"][:half] == pytest.approx([100 * row.carries[place] for row in criteria])
        assert trace["x"][half:] == pytest.approx([-100 * row.holds_back[place] for row in criteria])
        assert sum(trace["x"][:half]) == pytest.approx(100)
        assert sum(trace["x"][half:]) == pytest.approx(-100)


def test_each_unit_is_told_what_carries_it_most_and_what_holds_it_back_most():
    view = compare(("L01", "L02"))
    for place, told in enumerate(view.contributions):
        carrier = max((row for row in view.rows if row.depth == 1), key=lambda row: row.carries[place])
        back = max((row for row in view.rows if row.depth == 1), key=lambda row: row.holds_back[place])
        assert f"carried most by {carrier.name} (" in told
        assert f"held back most by {back.name} (" in told


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("vikor", "L01 has no shares: it is not ranked, or the method in force compares units as wholes."),
        ("geometric-mean", "L01 is held back most by "),
    ],
)
def test_a_method_tells_only_the_shares_it_has(method, said):
    view = compare(("L01", "L02"), evaluation=draw_evaluation(method=method))
    assert view.contributions[0].startswith(said)
    assert "carried" not in view.contributions[0]
    assert draw_shares(view, "en")["data"][0]["x"][0] is None


def test_contributions_stand_on_the_page(visit):
    told = read(visit("ministry"), "?units=L02,L03")
    assert "How much each criterion contributes" in told
    assert "L02 carries" in told
    assert "compare-shares" in told


def test_the_members_level_is_compared_by_its_own_criteria():
    evaluation = draw_branches()
    units = evaluation.units[:2]
    view = view_comparison(evaluation, SYSTEM, units, None, "en")
    assert {row.node for row in view.differ} <= {"S0", "R1"}
    assert any(row.node == "S0" for row in view.differ)
