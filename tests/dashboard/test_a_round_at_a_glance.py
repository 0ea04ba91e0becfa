"""A round at a glance: tiers with how surely they hold, who lacks what, and messages that say what nobody asked yet."""

import json
from dataclasses import replace

import pytest

from drawn_doubts import draw_assessment, draw_unit
from iecscore.dashboard.choosing import Chosen
from iecscore.dashboard.panels import overview
from iecscore.dashboard.visiting import Visit
from iecscore.desk.workspace import operator
from iecscore.views.overview import view_overview
from report.drawn_evaluation import SYSTEM, draw_evaluation

EVALUATION = draw_evaluation()
RANKED = [row for row in EVALUATION.ranking if row.rank is not None]


def held_in_tiers(share):
    """Each unit stays in its tier in that share of scenarios."""
    units = [draw_unit(row.unit, row.rank, 1, 4) for row in RANKED]
    return draw_assessment(units=tuple(replace(unit, tiers=((row.tier, share),)) for unit, row in zip(units, RANKED, strict=True)), pairs=())


def test_scores_are_counted_in_steps_of_ten():
    league = view_overview(EVALUATION, SYSTEM, None, "en").leagues[0]
    assert sum(league.steps) == len(RANKED)
    assert all(league.steps[int(row.score // 10)] for row in RANKED)


def test_tiers_are_counted_and_none_is_called_sure_before_somebody_asked():
    league = view_overview(EVALUATION, SYSTEM, None, "en").leagues[0]
    assert sum(tier.count for tier in league.tiers) == len(RANKED)
    assert {tier.sure for tier in league.tiers} == {None}


def test_a_tier_is_sure_where_nearly_all_scenarios_agree():
    sure = view_overview(EVALUATION, SYSTEM, held_in_tiers(0.99), "en").leagues[0].tiers
    unsure = view_overview(EVALUATION, SYSTEM, held_in_tiers(0.6), "en").leagues[0].tiers
    assert sum(tier.sure for tier in sure) == len(RANKED)
    assert sum(tier.sure for tier in unsure) == 0


def test_messages_follow_the_uncertainty():
    before = view_overview(EVALUATION, SYSTEM, None, "en").messages
    after = view_overview(EVALUATION, SYSTEM, held_in_tiers(0.99), "en").messages
    unsure = view_overview(EVALUATION, SYSTEM, held_in_tiers(0.6), "en").messages
    assert "Nobody has asked yet how sure these ranks are; read tiers and ranks with that in mind." in before
    assert not any("scenarios" in text for text in before)
    assert "1 of them in nearly all scenarios." in after[1]
    assert "0 of them in nearly all scenarios. The tier of" in unsure[1]


def test_the_first_is_named_only_where_nearly_all_scenarios_agree():
    leader = next(row.unit for row in RANKED if row.rank == 1)
    sure = view_overview(EVALUATION, SYSTEM, held_in_tiers(0.99), "en").messages
    assert f"all: {leader} is first in nearly all scenarios." in sure
    doubted = held_in_tiers(0.99)
    open_ = replace(doubted, units=tuple(replace(unit, first=0.3) for unit in doubted.units))
    told = view_overview(EVALUATION, SYSTEM, open_, "en").messages
    assert f"all: who is first cannot be told; {', '.join(sorted(row.unit for row in RANKED))} may be." in told
    crowd = replace(doubted, units=tuple(draw_unit(f"L1{number}", 1, 1, 4, first=0.1) for number in range(6)))
    assert "all: who is first cannot be told; L10, L11, L12, L13, 2 more may be." in view_overview(EVALUATION, SYSTEM, crowd, "en").messages


def test_with_many_groups_it_is_counted_in_how_many_the_first_is_sure():
    rows = tuple(replace(RANKED[0], unit=f"L0{place}", rank=1, league=(f"g{place}",)) for place in range(1, 4))
    level = SYSTEM.levels["library"].model_copy(update={"league": ("library.name",)})
    system = SYSTEM.model_copy(update={"levels": {**SYSTEM.levels, "library": level}})
    units = (draw_unit("L01", 1, 1, 1), draw_unit("L02", 1, 1, 2, first=0.5))
    told = view_overview(replace(EVALUATION, ranking=rows), system, draw_assessment(units=units, pairs=()), "en").messages
    assert "In 1 of 3 groups one unit is first in nearly all scenarios; in the others the first place is open." in told


def test_pairs_and_coverage_are_counted():
    told = view_overview(EVALUATION, SYSTEM, draw_assessment(), "en").messages
    assert "Of 2 pairs of neighbours the order of 1 can be relied on; the others are to be read as level." in told
    assert 3 <= len(told) <= 6
    assert told[-1].startswith("Of 4 units some indicators are missing; the lowest coverage is")
    whole = replace(EVALUATION, ranking=tuple(replace(row, coverage=1.0) for row in RANKED))
    assert view_overview(whole, SYSTEM, None, "zh").messages[-1] == "各单位指标均无缺失。"
    assert view_overview(whole, SYSTEM, None, "en").messages[0] == f"All {len(RANKED)} units are ranked."


@pytest.mark.parametrize("method", ["vikor", "promethee", "gra"])
def test_a_method_with_a_scale_of_its_own_has_steps_over_its_scores_and_no_tiers(method):
    found = draw_evaluation(method=method)
    view = view_overview(found, SYSTEM, None, "en")
    assert sum(view.leagues[0].steps) == sum(row.rank is not None for row in found.ranking)
    assert view.leagues[0].steps[0]
    assert view.leagues[0].steps[-1]
    assert len(view.steps) <= 13
    assert view.leagues[0].tiers == ()
    assert "a scale of its own" in view.messages[1]


@pytest.mark.parametrize(
    ("scores", "steps"),
    [((-1.3, 1.1), ("−1.4 – −1.2", "1 – 1.2")), ((0.31, 0.33), ("0.31 – 0.312", "0.328 – 0.33")), ((5.0, 5.0), ("5 – 6", "5 – 6"))],
)
def test_the_steps_of_an_own_scale_are_round_and_take_in_every_score(scores, steps):
    rows = tuple(replace(RANKED[0], unit=f"L0{place}", score=score) for place, score in enumerate(scores, 1))
    found = replace(EVALUATION, ranking=rows, options=replace(EVALUATION.options, method="gra"))
    view = view_overview(found, SYSTEM, None, "en")
    assert (view.steps[0], view.steps[-1]) == steps
    assert sum(view.leagues[0].steps) == len(scores)


def test_units_without_a_rank_are_told_with_the_reason():
    lacking = view_overview(EVALUATION, SYSTEM, None, "en").lacking
    assert {unit for unit, _, _ in lacking} == {row.unit for row in EVALUATION.ranking if row.withheld}
    assert all(why.startswith("not ranked: missing") for _, _, why in lacking)


def test_the_page_shows_how_surely_tiers_hold_and_who_lacks_what(libraries):
    assessment = held_in_tiers(0.99)
    chosen = Chosen(EVALUATION, SYSTEM, assessment, None)
    visit = Visit(libraries, operator(), "en", None)
    part = overview.show(overview.Shown(view_overview(EVALUATION, SYSTEM, assessment, "en"), chosen), visit)
    told = json.dumps(part.to_plotly_json(), default=lambda inner: inner.to_plotly_json(), ensure_ascii=False)
    assert "(sure: 1)" in told
    assert "Units without a rank, and why" in told


def test_a_round_in_which_nothing_is_missing_says_so(visit):
    told = json.dumps(visit("ministry").turn("/overview").json["response"]["page"])
    assert "Every unit has enough data to be ranked." in told
    assert "overview-figure" in told


def test_a_round_without_leagues_has_no_steps():
    empty = view_overview(replace(EVALUATION, ranking=()), SYSTEM, None, "en")
    assert overview.draw_steps(empty)["data"] == []
