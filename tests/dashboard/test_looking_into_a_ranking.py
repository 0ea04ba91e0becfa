"""From a ranking down to a figure, how sure the ranks are, and what is in force: read without a browser."""

import json

import pytest

from drawn_doubts import draw_assessment, draw_unit, draw_whole
from iecscore.dashboard.choosing import Chosen
from iecscore.dashboard.panels import compare, detail, method, overview, ranking, robustness
from iecscore.dashboard.visiting import Visit
from iecscore.desk.workspace import operator
from iecscore.views import view_ranking, view_robustness
from page_visits import question
from report.drawn_evaluation import SYSTEM, draw_evaluation

GRID = "..ranking-grid.rowData...ranking-count.children...ranking-place.search..."
GRID += "ranking-round.value...ranking-league.value...ranking-tier.value...ranking-name.value.."
FILTERS = {"ranking-round.value": "2025", "ranking-league.value": None, "ranking-tier.value": None, "ranking-name.value": ""}
SYSTEM_NODES = tuple(SYSTEM.dimensions)
INDICATOR = next(iter(SYSTEM.indicators))
LEVEL = {"ranking-level.children": "library"}


def read(visitor, path, search=""):
    return json.dumps(visitor.turn(path, search).json, ensure_ascii=False)


def write(part):
    return json.dumps(part.to_plotly_json(), default=lambda inner: inner.to_plotly_json(), ensure_ascii=False)


def ask_rows(visitor, search, triggered, **filters):
    inputs = FILTERS | {f"ranking-{name}.value": told for name, told in filters.items()} | {"ranking-place.search": search}
    return visitor.ask(question(GRID, inputs, LEVEL, (triggered,))).json["response"]


@pytest.fixture
def drawn(libraries, pages):
    """A visit of the operator, and what a panel would have loaded of an evaluation written out."""
    del pages

    def make(assessment, language="en"):
        evaluation = draw_evaluation()
        chosen = Chosen(evaluation, SYSTEM, assessment, None)
        return Visit(libraries, operator(), language, DASHBOARD), chosen

    return make


class Dashboard:
    """No page but a first one."""

    pages = ()


DASHBOARD = Dashboard()


def test_a_filter_turns_up_in_the_address(visit):
    told = ask_rows(visit("ministry"), "", "ranking-name.value", name="L02")
    assert [row["unit"] for row in told["ranking-grid"]["rowData"]] == ["L02"]
    assert told["ranking-place"]["search"] == "?round=2025&name=L02"
    assert "ranking-name" not in told


def test_going_back_in_the_browser_resets_the_filters(visit):
    told = ask_rows(visit("ministry"), "?round=2025", "ranking-place.search", name="L02")
    assert len(told["ranking-grid"]["rowData"]) == 4
    assert told["ranking-name"]["value"] == ""
    assert told["ranking-round"]["value"] == "2025"
    assert "ranking-place" not in told


def test_an_address_that_says_what_the_filters_say_changes_nothing(visit):
    answer = visit("ministry").ask(question(GRID, FILTERS | {"ranking-place.search": "?round=2025"}, LEVEL, ("ranking-place.search",)))
    assert answer.json["response"] == {}


def test_each_row_leads_to_its_unit(visit):
    rows = ask_rows(visit("ministry"), "", "ranking-name.value")["ranking-grid"]["rowData"]
    assert "/detail?round=2025&unit=L01" in {row["link"] for row in rows}


def test_one_goes_from_the_whole_to_an_indicator_by_links(visit):
    whole = read(visit("ministry"), "/detail", "?unit=L02")
    node = SYSTEM_NODES[0]
    assert f"?unit=L02&round=2025&node={node}" in whole
    assert "interval not computed yet" in whole
    part = read(visit("ministry"), "/detail", f"?unit=L02&node={node}")
    assert '"href": "?unit=L02&round=2025"' in part


def test_an_indicator_tells_its_cells_to_the_agency_alone(visit):
    office = read(visit("office"), "/detail", f"?unit=L01&node={INDICATOR}")
    ministry = read(visit("ministry"), "/detail", f"?unit=L01&node={INDICATOR}")
    assert "L01.xlsx" in office
    assert "L01.xlsx" not in ministry
    assert SYSTEM.indicators[INDICATOR].name.en in ministry


def test_a_unit_that_is_not_seen_is_not_told(visit):
    told = visit("north").turn("/detail", "?unit=L02&node=nothing").json["response"]["page"]
    assert "L02" not in json.dumps(told)


def test_ranks_that_nobody_doubted_yet_say_so(visit):
    assert "Nobody has asked yet how sure these ranks are." in read(visit("ministry"), "/robustness")


def test_the_method_page_tells_everything_in_force(visit):
    told = read(visit("ministry"), "/method")
    assert all(text in told for text in ("Weights in force", "Goalpost score", "topsis", "Digest of the system"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_intervals_are_a_figure_a_sentence_and_a_table(drawn, language):
    assessment = draw_whole()
    visit, chosen = drawn(assessment, language)
    view = view_robustness(chosen.evaluation, assessment, SYSTEM, language)
    told = write(robustness.show(robustness.Shown(view, chosen), visit))
    assert "robustness-league-0" in told
    assert "2–3" in told
    assert all(table.title in told for table in view.tables)


def test_a_range_of_methods_is_a_line_of_its_own(drawn):
    ways = draw_unit("L01", 1, 1, 2, method_low=1, method_high=3)
    visit, chosen = drawn(draw_assessment(units=(ways,), pairs=()))
    league = view_robustness(chosen.evaluation, chosen.assessment, SYSTEM, "en").leagues[0]
    chart = robustness.draw_ranges(list(league.lines), {"L01": ways}, visit)
    lines = [item for item in chart["data"] if item.get("mode") == "lines"]
    assert [(item["x"], item["y"]) for item in lines] == [([1, 3, None], [0, 0, None])]
    assert chart["data"][0]["base"] == [0.65]


def test_a_league_without_ranks_has_no_figure(drawn):
    lost = draw_unit("L05", None, None, None, mean=None)
    visit, chosen = drawn(draw_assessment(units=(lost,), pairs=()))
    view = view_robustness(chosen.evaluation, chosen.assessment, SYSTEM, "en")
    told = write(robustness.show(robustness.Shown(view, chosen), visit))
    assert "robustness-league-0" not in told


def test_the_ranking_tells_neighbours_that_cannot_be_told_apart(drawn):
    visit, chosen = drawn(draw_whole())
    view = view_ranking(chosen.evaluation, SYSTEM, "en", chosen.assessment)
    shown = ranking.Shown(view, chosen, "library")
    told = write(ranking.show(shown, visit))
    assert "L02 and L03 cannot be told apart" in told
    assert "Method range" in told
    assert '"link"' not in told


@pytest.mark.parametrize("panel", [compare, detail, method, overview, ranking, robustness])
def test_a_level_that_was_never_evaluated_has_nothing_to_show(drawn, panel):
    visit, _ = drawn(None)
    assert panel.load(visit, panel.PANEL.options(level="nothing")) is None


@pytest.mark.parametrize("status", ["missing", "not_applicable", "suppressed"])
def test_what_is_missing_not_applicable_and_suppressed_look_different(status):
    assert detail._score(None, status, "en").className == f"mark mark-{status}"
    assert detail._score(None, "", "en") == "–"
    assert detail._score(12.5, status, "en") == "12.5"
