"""A round at a glance: tiers with how surely they hold, who lacks what, and messages that say what nobody asked yet."""

import json
from dataclasses import replace

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
    assert before == ("Nobody has asked yet how sure these ranks are; read tiers and ranks with that in mind.",)
    assert "in nearly all scenarios" in after[0]
    assert after[-1].startswith("Of 0 pairs of neighbours the order of 0 can be relied on")


def test_units_without_a_rank_are_told_with_the_reason():
    lacking = view_overview(EVALUATION, SYSTEM, None, "en").lacking
    assert {unit for unit, _, _ in lacking} == {row.unit for row in EVALUATION.ranking if row.withheld}
    assert all(why.startswith("not ranked: missing") for _, _, why in lacking)


def test_the_page_shows_how_surely_tiers_hold_and_who_lacks_what(libraries):
    assessment = held_in_tiers(0.99)
    chosen = Chosen(EVALUATION, SYSTEM, assessment, None, (2025,))
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
