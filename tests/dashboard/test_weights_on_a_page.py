"""The agency's page of weights: where they come from, and sliders that answer whatever they are sent without a failure."""

import io
import json

import pytest
from openpyxl import load_workbook

from doubted_library import PANEL, fill_inbox
from iecscore.dashboard.figures import draw_weights
from iecscore.dashboard.panels import exploring, weights
from iecscore.dashboard.visiting import Visit
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.importing import import_files
from iecscore.desk.workspace import init_workspace, operator
from iecscore.values import Options
from iecscore.views.weights import DataView, Part
from library_round import SYSTEMS
from page_visits import question

TRY = "..exploring-grid.rowData...exploring-told.children...exploring-place.search...exploring-sliders.children.."


class Dashboard:
    """No page but a first one."""

    pages = ()


class Words:
    """A visit as far as its language goes."""

    language = "en"


DASHBOARD = Dashboard()
SENT = {"S": 80, "R": 20, "S1": 50, "S2": 50}
MOVE = '{"kind":"exploring-weight","node":"S"}.value'


@pytest.fixture(scope="module")
def which(libraries):
    with libraries.store.reading(operator()) as repository:
        return next(made.id for made in repository.list_evaluations("library"))


def slide(values):
    return [{"id": {"kind": "exploring-weight", "node": node}, "property": "value", "value": value} for node, value in values.items()]


def ask(visitor, which, sliders, search="", pressed=MOVE):
    inputs = {"*exploring-weight": sliders, "exploring-reset.n_clicks": 1, "exploring-place.search": search}
    answer = visitor.ask(question(TRY, inputs, {"exploring-which.children": which}, (pressed,)))
    assert answer.status_code == 200
    return answer.json


def read(visitor, path, search=""):
    return json.dumps(visitor.turn(path, search).json["response"]["page"], ensure_ascii=False)


def test_a_move_ranks_anew_tells_each_weight_and_keeps_it_in_the_address(visit, which):
    told = ask(visit("office"), which, slide(SENT), "?round=2025")
    assert told["response"]["exploring-place"]["search"] == "?round=2025&w=S%3A80%2CR%3A20"
    assert [row["unit"] for row in told["response"]["exploring-grid"]["rowData"]] != []
    assert told["sideUpdate"]['{"kind":"exploring-share","node":"S"}'] == {"children": "80.0%, in force 50.0%"}
    assert "exploring-sliders" not in told["response"]


def test_the_address_brings_the_sliders_back(visit):
    told = read(visit("office"), "/exploring", "?w=S:80,R:20")
    assert "80.0%, in force 50.0%" in told
    assert '"value": 80.0' in told
    assert "nothing comes into force" in told


def test_a_table_taken_away_says_that_it_is_only_tried_out(visit):
    office = visit("office").client
    found = office.get("/tables/exploring/0/exploring-grid-0.xlsx?w=S:80,R:20")
    assert found.status_code == 200
    told = [str(cell) for row in load_workbook(io.BytesIO(found.data)).worksheets[0].iter_rows(values_only=True) for cell in row if cell]
    assert any("Only tried out, not in force: ranks with S 80.0%, R 20.0%" in cell for cell in told)
    assert "Only tried out" in read(visit("office"), "/exploring", "?w=S:80")
    assert "Only tried out" not in read(visit("office"), "/exploring")


def test_a_criterion_that_was_moved_stands_open(visit):
    assert '"open": true' in read(visit("office"), "/exploring", "?w=S1:80")
    assert '"open": true' not in read(visit("office"), "/exploring", "?w=S:80")


def test_going_back_in_the_browser_brings_the_sliders_back(visit, which):
    told = ask(visit("office"), which, slide(SENT), "?w=S:30", "exploring-place.search")["response"]
    assert "30.0" in json.dumps(told["exploring-sliders"]["children"])
    assert "exploring-place" not in told


def test_an_address_that_says_what_the_sliders_say_changes_nothing(visit, which):
    assert ask(visit("office"), which, slide(SENT), "?w=S:80,R:20", "exploring-place.search")["response"] == {}


def test_all_is_put_back_and_the_rest_of_the_address_stays(visit, which):
    told = ask(visit("office"), which, slide(SENT), "?round=2025&w=S:80", "exploring-reset.n_clicks")["response"]
    assert told["exploring-place"]["search"] == "?round=2025"
    assert "Every unit has the rank and tier" in json.dumps(told["exploring-told"])
    assert ask(visit("office"), which, slide(SENT), "?w=S:80", "exploring-reset.n_clicks")["response"]["exploring-place"]["search"] == ""


ODD = {
    "NaN": slide(SENT | {"S": float("nan")}),
    "negative": slide(SENT | {"S": -1}),
    "too large": slide(SENT | {"S": 1e300}),
    "a word": slide(SENT | {"S": "all"}),
    "nothing": slide(SENT | {"S": None}),
    "a list": slide(SENT | {"S": [1]}),
    "too few": slide({"S": 80}),
    "twice": slide(SENT) + slide({"S": 10}),
    "unknown": slide(SENT | {"Q": 1}),
    "an indicator": slide(SENT | {"S1.1": 1}),
    "none at all": [],
    "all at zero": slide(dict.fromkeys(SENT, 0)),
    "no names": [{"id": "exploring-weight", "property": "value", "value": 3}],
    "odd names": [{"id": {"kind": "exploring-weight", "node": 7}, "property": "value", "value": 3}],
}


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_weight_is_told_and_changes_nothing(visit, which, odd):
    told = ask(visit("office"), which, ODD[odd])["response"]
    assert set(told) == {"exploring-told"}
    assert "refused" in json.dumps(told)


@pytest.mark.parametrize("identity", ["", "0000", -7, None, ["a"], "%", "_"])
def test_an_evaluation_that_is_not_there_is_told(visit, identity):
    assert "There is no such evaluation." in json.dumps(ask(visit("office"), identity, slide(SENT))["response"])


@pytest.mark.parametrize("kept", ["S:all", "S:nan", "Q:1", "S:-1", "S", ":", "S:0,R:0", "S:1:2", "," * 50])
def test_an_address_that_keeps_no_weights_shows_those_in_force(visit, kept):
    told = read(visit("office"), "/exploring", f"?w={kept}")
    assert "Every unit has the rank and tier that it has in force." in told
    assert ("refused" in told) == (kept.strip(",") != "")


def test_an_address_and_the_sliders_say_the_same():
    assert exploring.read_address(exploring.write_address({"S": 0.125, "R": 1.0})) == {"S": 12.5, "R": 100.0}


def test_the_page_of_weights_tells_where_they_come_from(visit):
    told = read(visit("office"), "/weights")
    for text in ("Weights in force", "Judgements of the experts", "Weights from the data", "Refused unless forced", "Nothing is joined"):
        assert text in told
    assert "weights-force" in told


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """A workspace with a panel of two, one of whom contradicts himself."""
    made = init_workspace(tmp_path_factory.mktemp("judged") / "ready", "library", "en", content=SYSTEMS)
    fill_inbox(made.folder)
    (made.folder / "judgements.yaml").write_text(PANEL.replace("R1.2 over R1.3: 2", "R1.2 over R1.3: 1/9", 1), encoding="utf-8")
    import_files(made, operator(), [made.inbox])
    yield made
    made.store.close()


def show(made, language="en", **options):
    done = evaluate_round(made, operator(), Options("library", "2025", **options))
    visit = Visit(made, operator(), language, DASHBOARD)
    shown = weights.load(visit, weights.OfLevel(level="library"))
    assert shown.chosen.evaluation.id == done.evaluation.id
    return json.dumps(weights.show(shown, visit).to_plotly_json(), default=lambda inner: inner.to_plotly_json(), ensure_ascii=False)


@pytest.mark.parametrize(
    ("language", "said"), [("en", ("not consistent", "What to ask the experts", "The panel, joined")), ("zh", ("不一致", "需请专家复核"))]
)
def test_judgements_stand_with_their_consistency_and_what_to_ask(judged, language, said):
    told = show(judged, language, weights="ahp")
    assert all(text in told for text in said)
    assert "mark-doubtful" in told
    assert "weights-judged" in told


def test_what_is_joined_is_a_rule_a_chart_and_a_table(judged):
    told = show(judged, weights="ahp+entropy", force=True)
    assert "product of the two weights" in told
    assert "weights-joined" in told
    assert "share of the first set: 50%" in show(judged, weights="council+critic", combine="linear", force=True)


def test_what_was_joined_of_judgements_that_are_gone_says_so(judged):
    told = show(judged, weights="ahp+entropy", force=True)
    path = judged.folder / "judgements.yaml"
    path.rename(judged.folder / "elsewhere.yaml")
    try:
        visit = Visit(judged, operator(), "en", DASHBOARD)
        gone = weights.show(weights.load(visit, weights.OfLevel(level="library")), visit)
    finally:
        (judged.folder / "elsewhere.yaml").rename(path)
    assert "no longer those in the workspace" in json.dumps(gone.to_plotly_json(), default=lambda inner: inner.to_plotly_json())
    assert "no longer those in the workspace" not in told


@pytest.mark.parametrize("panel", [weights, exploring])
def test_a_level_that_was_never_evaluated_has_nothing_to_show(judged, panel):
    assert panel.load(Visit(judged, operator(), "en", DASHBOARD), weights.OfLevel(level="branch")) is None


def test_an_expert_who_did_not_judge_there_has_no_ratio():
    assert weights._ratio(None, "en") == "–"


def test_enough_units_need_no_forcing():
    view = DataView(("entropy",), (Part("S1.1", "S1.1", 2, "S1", (0.5, 0.25)),), ("said",), refused=False)
    told = json.dumps(weights._show_data(view, Words()).to_plotly_json(), default=lambda inner: inner.to_plotly_json())
    assert "by each rule" in told
    assert "forced" not in told


def test_weights_are_bars_and_other_sets_marks_beside_them():
    chart = draw_weights(["A", "a long name of more than eighteen"], ("now", [0.25, None]), [("one", [0.5, None]), ("two", [None, 0.1])])
    assert [trace["type"] for trace in chart["data"]] == ["bar", "scatter", "scatter"]
    assert chart["data"][0]["x"] == [25.0, None]
    assert [(trace["x"], trace["y"]) for trace in chart["data"][1:]] == [([50.0], [0]), ([10.0], [1])]
    assert chart["layout"]["yaxis"]["ticktext"] == ["A", "a long name of mo…"]
