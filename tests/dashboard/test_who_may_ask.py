"""Every question that pages ask is replayed as nobody, as each role and as another unit: nobody is told what is not theirs."""

import pytest
from dash import Dash, Input, Output

from iecscore.dashboard.panel import Register
from page_visits import TURN, Visitor, question

GRID = "..ranking-grid.rowData...ranking-count.children...ranking-place.search..."
GRID += "ranking-round.value...ranking-league.value...ranking-tier.value...ranking-name.value.."
ACT = "..evaluations-table.children...evaluations-told.children...evaluations-reason.value...evaluations-replace.checked.."
WORK = "..evaluating-told.children...evaluating-table.children...evaluating-beat.disabled.."
FILTERS = {"ranking-round.value": "2025", "ranking-league.value": None, "ranking-tier.value": None, "ranking-name.value": ""}
TRY = "..exploring-grid.rowData...exploring-told.children...exploring-place.search...exploring-sliders.children.."
SLIDERS = {
    "*exploring-weight": [
        {"id": {"kind": "exploring-weight", "node": node}, "property": "value", "value": value}
        for node, value in (("S", 80), ("R", 20), ("S1", 50), ("S2", 50))
    ]
}
HAND_IN = "..submitting-told.children...submitting-list.children...submitting-upload.contents.."
DECIDE = "..deciding-checked.children...deciding-told.children...deciding-list.children...deciding-reason.value...deciding-upload.contents.."
PRESSED = {"id": {"at": "list", "kind": "submitting-do", "what": "submit", "number": 1}, "property": "n_clicks", "value": 1}
SAMPLES = {
    TURN: ({"place.pathname": "/"}, {"place.search": ""}, (), {"office", "ministry", "north", "own", "other"}),
    GRID: (FILTERS | {"ranking-place.search": ""}, {"ranking-level.children": "library"}, ("ranking-name.value",), {"ministry", "north"}),
    ACT: (
        {"evaluations-provisional.n_clicks": None, "evaluations-publish.n_clicks": None, "evaluations-withdraw.n_clicks": 1},
        {"evaluations-which.value": "0", "evaluations-reason.value": "because", "evaluations-replace.checked": False},
        ("evaluations-withdraw.n_clicks",),
        {"office"},
    ),
    WORK: (
        {"evaluating-go.n_clicks": None, "*evaluating-again": [], "evaluating-beat.n_intervals": 1},
        {f"evaluating-{name}": "" for name in ("round.value", "level.value", "weights.value", "method.value", "intervals.checked")},
        ("evaluating-beat.n_intervals",),
        {"office"},
    ),
    "arrivals-told.children": ({"arrivals-round.value": "2025"}, {}, ("arrivals-round.value",), {"office"}),
    "differences-told.children": ({"differences-first.value": "0", "differences-second.value": "1"}, {}, ("differences-first.value",), {"office"}),
    TRY: (
        SLIDERS | {"exploring-reset.n_clicks": None, "exploring-place.search": ""},
        {"exploring-which.children": "0"},
        ('{"kind":"exploring-weight","node":"S"}.value',),
        {"office"},
    ),
    HAND_IN: (
        {"submitting-upload.contents": None, "*submitting-do": [PRESSED]},
        {"submitting-upload.filename": None},
        ('{"at":"list","kind":"submitting-do","number":1,"what":"submit"}.n_clicks',),
        {"own", "other"},
    ),
    "submitting-file.data": (
        {"submitting-template.n_clicks": 1, "*submitting-do": []},
        {"submitting-round.value": "2025"},
        ("submitting-template.n_clicks",),
        {"own", "other"},
    ),
    DECIDE: (
        {"deciding-upload.contents": None, "deciding-accept.n_clicks": 1, "deciding-refuse.n_clicks": None},
        {"deciding-upload.filename": None, "*checked": [], "*id": [], "deciding-reason.value": ""},
        ("deciding-accept.n_clicks",),
        {"office"},
    ),
    "deciding-file.data": (
        {"*deciding-do": [PRESSED | {"id": {"at": "list", "kind": "deciding-do", "what": "faults", "number": 1}}]},
        {},
        ('{"at":"list","kind":"deciding-do","number":1,"what":"faults"}.n_clicks',),
        {"office"},
    ),
    "deeds-table.children": ({"deeds-by.value": None, "deeds-action.value": None}, {}, ("deeds-by.value",), {"office"}),
}
EVERYBODY = ("office", "ministry", "north", "own", "other")
OTHERS = {"north": ("L02", "L03", "L04"), "own": ("L01/B02", "L02", "L03", "L04"), "other": ("L01", "L02/B01", "L03", "L04")}


def test_every_question_has_a_sample_here(visit):
    told = visit("office").client.get("/_dash-dependencies").json
    assert {item["output"] for item in told} == set(SAMPLES)


@pytest.mark.parametrize("output", SAMPLES)
def test_nobody_is_told_anything(visit, output):
    inputs, states, triggered, _ = SAMPLES[output]
    assert visit().ask(question(output, inputs, states, triggered)).status_code == 401


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("output", SAMPLES)
def test_each_role_is_answered_its_own_questions_only(visit, output, name):
    inputs, states, triggered, allowed = SAMPLES[output]
    answer = visit(name).ask(question(output, inputs, states, triggered))
    assert answer.status_code == (200 if name in allowed else 403)
    assert [code for code in OTHERS.get(name, ()) if code in answer.text] == []


def test_a_ministry_of_the_whole_country_sees_every_unit_and_that_of_a_part_its_own(visit):
    whole, part = (visit(name).turn().text for name in ("ministry", "north"))
    assert [unit for unit in ("L01", "L02", "L03", "L04") if unit in whole] == ["L01", "L02", "L03", "L04"]
    assert "L01" in part


def test_a_level_asked_by_hand_is_not_widened_beyond_what_is_seen(visit):
    told = visit("north").ask(question(GRID, FILTERS | {"ranking-place.search": ""}, {"ranking-level.children": "branch"}, ("ranking-name.value",)))
    assert {row["unit"] for row in told.json["response"]["ranking-grid"]["rowData"]} == {"L01/B01", "L01/B02"}


def test_an_unknown_question_is_refused(visit):
    assert visit("office").ask(question("page.children", {"place.pathname": "/"})).status_code == 403
    assert visit("office").ask([]).status_code == 403


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/_dash-dependencies", "/anything"])
def test_nothing_opens_without_signing_in(visit, path):
    assert visit().client.get(path).status_code == (401 if path.startswith("/_") else 302)


def test_a_question_from_elsewhere_is_refused(visit):
    visitor = visit("own")
    body = question(TURN, {"place.pathname": "/"}, {"place.search": ""})
    assert visitor.ask(body, **{"X-CSRFToken": ""}).status_code == 403
    assert visitor.ask(body, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert visitor.client.post("/_dash-update-component", data="{}", headers={"X-CSRFToken": visitor.csrf}).status_code == 415
    assert visitor.ask(body).status_code == 200


def test_a_wrong_password_lets_nobody_in_and_the_sixth_try_waits(pages):
    visitor = Visitor(pages)
    tries = [visitor.client.post("/login", data=_try(visitor)) for _ in range(6)]
    assert [answer.status_code for answer in tries] == [401, 401, 401, 401, 401, 429]
    assert visitor.client.get_cookie("iecscore_session") is None


def _try(visitor):
    return {"door": visitor.find_door(), "name": "nobody", "password": "wrong"}


def test_signing_out_ends_the_session(pages):
    visitor = Visitor(pages, "own")
    token = visitor.client.get_cookie("iecscore_session").value
    visitor.client.get("/logout")
    visitor.client.set_cookie("iecscore_session", token)
    assert visitor.client.get("/_dash-layout").status_code == 401


@pytest.mark.parametrize("there", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/_dash-layout"])
def test_signing_in_leads_to_our_own_pages_only(visit, there):
    visitor = visit("own")
    assert visitor.client.get(f"/language/en?next={there}").headers["Location"] == "/"


def test_every_answer_carries_its_headers(visit):
    answer = visit("own").client.get("/")
    assert "unsafe-eval" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_question_without_an_owner_is_found_before_the_program_starts():
    app = Dash("stray", use_async=False, enable_mcp=False)
    app.callback(Output("a", "children"), Input("b", "children"))(lambda told: told)
    assert Register(app).find_strays() == ["a.children"]
