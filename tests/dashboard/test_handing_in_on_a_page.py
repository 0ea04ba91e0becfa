"""The page on which a unit hands in its part, and the one on which the agency decides, without a browser: who may do what, and what is told."""

import io
import json
import re
from base64 import b64decode, b64encode

import openpyxl
import pytest

from handed_in import AGENCY, BRANCH, branch_book, open_libraries
from iecscore.dashboard import create_app, load_dashboards
from iecscore.dashboard.panels.submitting import tell_preview
from iecscore.dashboard.uploads import open_upload
from iecscore.dashboard.visiting import Visit
from iecscore.desk.people import add_user
from iecscore.desk.submitting import list_submissions
from iecscore.desk.workspace import init_workspace
from iecscore.problems import Misuse
from iecscore.views.preview import PreviewRow, PreviewView
from library_round import FAIR, GOOD, POOR
from page_visits import PASSWORD, Visitor, question

HAND_IN = "..submitting-told.children...submitting-list.children...submitting-upload.contents.."
DECIDE = "..deciding-checked.children...deciding-told.children...deciding-list.children...deciding-reason.value...deciding-upload.contents.."
PEOPLE = {
    "own": ("branch", "L01/B01"),
    "other": ("branch", "L02/B02"),
    "office": ("office", ""),
    "second": ("office", ""),
    "ministry": ("ministry", ""),
}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    made = open_libraries(tmp_path_factory.mktemp("handing"))
    for name, (role, scope) in PEOPLE.items():
        add_user(made, AGENCY, name, role, scope, PASSWORD)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def come(libraries, library_content):
    app = create_app(libraries, load_dashboards(libraries.system, library_content))
    people = {}

    def visit(name):
        if name not in people:
            people[name] = Visitor(app, name)
        people[name].client.set_cookie("iecscore_language", "en")
        return people[name]

    return visit


def as_sent(data):
    return f"data:application/octet-stream;base64,{b64encode(data).decode()}"


def words(answer):
    return json.dumps(answer.json, ensure_ascii=False)


def upload(visitor, data, name="part.xlsx"):
    told = {"submitting-upload.contents": as_sent(data), "*do": []}
    return visitor.ask(question(HAND_IN, told, {"submitting-upload.filename": name}, ("submitting-upload.contents",)))


def button(kind, what, number):
    return {"at": "told", "kind": f"{kind}-do", "number": number, "what": what}


def press(visitor, what, number):
    held = [{"id": button("submitting", what, number), "property": "n_clicks", "value": 1}]
    pressed = f'{{"at":"told","kind":"submitting-do","number":{number},"what":"{what}"}}.n_clicks'
    return visitor.ask(question(HAND_IN, {"submitting-upload.contents": None, "*do": held}, {"submitting-upload.filename": None}, (pressed,)))


def number_in(answer, what="preview"):
    return int(re.search(rf'"what":"{what}","number":(\d+)', answer.text)[1])


def decide(visitor, which, numbers=(), reason=""):
    asked = {"deciding-upload.contents": None} | {f"deciding-{name}.n_clicks": 1 if name == which else None for name in ("accept", "refuse")}
    ids = [{"kind": "deciding-pick", "number": number} for number in numbers]
    ticked = [{"id": told, "property": "checked", "value": True} for told in ids]
    named = [{"id": told, "property": "id", "value": told} for told in ids]
    state = {"deciding-upload.filename": None, "*checked": ticked, "*id": named, "deciding-reason.value": reason}
    return visitor.ask(question(DECIDE, asked, state, (f"deciding-{which}.n_clicks",)))


def states(libraries):
    return {item.submission.id: item.submission.state for item in list_submissions(libraries, AGENCY)}


def hand_in(visitor, figures=FAIR):
    number = number_in(upload(visitor, branch_book(figures=figures)))
    press(visitor, "submit", number)
    return number


def test_a_fault_is_told_with_its_sheet_and_cell_and_handed_out_as_a_list(come):
    answer = upload(come("own"), branch_book(n_loans="=many"))
    assert "“part.xlsx”: 1 to correct" in words(answer)
    assert re.search(r'"03 [^"]*"', words(answer))
    assert re.search(r'"[A-Z]+[0-9]+"', words(answer))
    number = number_in(answer, "faults")
    listed = question(
        "submitting-file.data",
        {"submitting-template.n_clicks": None, "*do": [{"id": button("submitting", "faults", number), "property": "n_clicks", "value": 1}]},
        {"submitting-round.value": "2025"},
        (f'{{"at":"told","kind":"submitting-do","number":{number},"what":"faults"}}.n_clicks',),
    )
    data = come("own").ask(listed).json["response"]["submitting-file"]["data"]
    rows = list(openpyxl.load_workbook(io.BytesIO(b64decode(data["content"]))).active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert "data" not in come("other").ask(listed).text.partition("submitting-file")[2]


def test_preview_confirmation_and_handing_in_lead_to_the_agency(come, libraries):
    checked = upload(come("own"), branch_book(figures=FAIR))
    number = number_in(checked)
    assert "A preview, not a result" in words(press(come("own"), "preview", number))
    assert "Yes, hand it in" in words(press(come("own"), "ask", number))
    assert states(libraries)[number] == "checked"
    assert press(come("own"), "no", number).json["response"]["submitting-told"]["children"] == ""
    assert "is handed in" in words(press(come("own"), "submit", number))
    waiting = words(come("office").turn("/deciding"))
    assert "as previewed" in waiting
    assert "Choose L01/B01" in waiting
    done = decide(come("office"), "accept", [number])
    assert "1 accepted" in words(done)
    assert "accepted" in words(come("own").turn("/submitting"))


def test_the_own_workbook_is_downloaded_for_a_round_that_is_open(come):
    def ask(year):
        told = {"submitting-template.n_clicks": 1, "*do": []}
        return come("own").ask(question("submitting-file.data", told, {"submitting-round.value": year}, ("submitting-template.n_clicks",)))

    assert ask("2025").json["response"]["submitting-file"]["data"]["filename"] == "2025_L01_B01.xlsx"
    assert "submitting-file" not in ask("1999").json["response"]


def test_another_units_workbook_and_another_units_number_are_refused(come, libraries):
    assert "you hand in for L02/B02" in words(upload(come("other"), branch_book()))
    number = number_in(upload(come("own"), branch_book(figures=POOR)))
    for what in ("preview", "submit", "back"):
        assert "no longer here" in words(press(come("other"), what, number))
    assert states(libraries)[number] == "checked"


def test_a_unit_and_a_ministry_cannot_decide_even_by_hand(come, libraries):
    number = hand_in(come("own"))
    for name in ("own", "other", "ministry"):
        assert decide(come(name), "accept", [number]).status_code == 403
        assert decide(come(name), "refuse", [number], "because").status_code == 403
    assert press(come("ministry"), "submit", number).status_code == 403
    assert states(libraries)[number] == "submitted"
    assert "Taken back" in words(press(come("own"), "back", number))


def test_what_is_sent_back_is_read_with_its_reason(come):
    number = hand_in(come("own"), POOR)
    assert "There is no reason." in words(decide(come("office"), "refuse", [number]))
    assert "1 sent back" in words(decide(come("office"), "refuse", [number], "<b>two years</b>"))
    assert "<b>two years</b>" in words(come("own").turn("/submitting"))


def test_the_second_of_two_is_told_who_was_first(come):
    number = hand_in(come("own"), POOR)
    decide(come("office"), "accept", [number])
    answer = decide(come("second"), "accept", [number])
    assert "Somebody was faster" in words(answer)
    assert "office" in words(answer)


def test_several_files_are_staged_at_once_and_only_the_good_ones_wait(come, libraries):
    held = {"good.xlsx": branch_book("L02", "B02", FAIR), "bad.xlsx": branch_book("L02", "B01", n_loans="many")}
    told = {"deciding-upload.contents": [as_sent(data) for data in held.values()], "deciding-accept.n_clicks": None, "deciding-refuse.n_clicks": None}
    state = {"deciding-upload.filename": list(held), "*checked": [], "*id": [], "deciding-reason.value": ""}
    answer = come("office").ask(question(DECIDE, told, state, ("deciding-upload.contents",)))
    assert "it waits below for a decision" in words(answer)
    assert "is not put with what waits" in words(answer)
    waiting = [item.submission for item in list_submissions(libraries, AGENCY, "submitted")]
    assert [(item.file, item.scope, item.by) for item in waiting] == [("good.xlsx", "", "office")]
    assert "good.xlsx" not in words(come("other").turn("/submitting"))


def take(visitor, what, number):
    pressed = {"id": {**button("deciding", what, number), "at": "list"}, "property": "n_clicks", "value": 1}
    named = (f'{{"at":"list","kind":"deciding-do","number":{number},"what":"{what}"}}.n_clicks',)
    data = visitor.ask(question("deciding-file.data", {"*do": [pressed]}, {}, named)).json["response"]["deciding-file"]["data"]
    return openpyxl.load_workbook(io.BytesIO(b64decode(data["content"]))).active


def test_queries_of_what_waits_are_counted_and_listed(come, libraries):
    number = number_in(upload(come("own"), branch_book(figures=GOOD, n_new=700)))
    press(come("own"), "submit", number)
    page = words(come("office").turn("/deciding"))
    assert '"what": "faults"' in page
    assert len(list(take(come("office"), "faults", number).iter_rows())) > 1
    assert take(come("office"), "file", number).max_row > 1
    changed = [row[-3:] for row in take(come("office"), "changes", number).iter_rows(values_only=True)]
    assert any(row[-1] == "700" for row in changed)
    assert "queries" in words(come("own").turn("/submitting"))


def test_a_question_that_nobody_pressed_changes_nothing(come):
    told = {"submitting-upload.contents": None, "*do": []}
    assert come("own").ask(question(HAND_IN, told, {"submitting-upload.filename": None})).json["response"] == {}
    assert press(come("own"), "dance", 1).status_code == 200
    asked = {"deciding-upload.contents": None, "deciding-accept.n_clicks": None, "deciding-refuse.n_clicks": None}
    state = {"deciding-upload.filename": None, "*checked": [], "*id": [], "deciding-reason.value": ""}
    assert come("office").ask(question(DECIDE, asked, state)).json["response"] == {}
    for name, output in (("own", "submitting-file.data"), ("office", "deciding-file.data")):
        inputs = {"submitting-template.n_clicks": None, "*do": []} if name == "own" else {"*do": []}
        assert come(name).ask(question(output, inputs, {"submitting-round.value": "2025"} if name == "own" else {})).status_code in {200, 204}


@pytest.mark.parametrize("told", [None, 3, "", "data:a;base64", "data:a;base64,%%%", "http://x,aGk="])
def test_what_is_no_file_is_told(told):
    with pytest.raises(Misuse) as fault:
        open_upload(told)
    assert fault.value.problems[0].code == "submitting.no_file"


def test_before_the_first_round_the_page_says_who_sends_the_workbook(tmp_path, library_content):
    made = init_workspace(tmp_path / "empty", "library", "en", content=library_content)
    add_user(made, AGENCY, "own", "branch", "L01/B01", PASSWORD)
    visitor = Visitor(create_app(made, load_dashboards(made.system, library_content)), "own")
    visitor.client.set_cookie("iecscore_language", "en")
    page = words(visitor.turn("/submitting"))
    made.store.close()
    assert "No round is open yet" in page
    assert "Nothing was uploaded yet." in page


def test_a_preview_with_an_earlier_round_shows_its_peers_and_the_own_score_then(libraries, library_content):
    held = PreviewRow("S1.2 Loans", "3.0", "", "", "40.0", "38.5", "20–60", "within")
    view = PreviewView("L01/B01", ("A preview.",), "2024", (("S1 Use", (held,)),))
    dashboard = load_dashboards(libraries.system, library_content)["branch"]
    shown = str(tell_preview(view, 1, Visit(libraries, BRANCH, "en", dashboard)))
    assert "Middle half of peers in 2024" in shown
    assert "38.5" in shown
