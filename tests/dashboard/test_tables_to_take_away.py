"""Every table of every page is taken away as a file, built anew on the server for whoever asks; nobody takes what they may not see."""

import io
import json
import re
import time
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urlencode

import pytest
from dash import html
from openpyxl import load_workbook

from iecscore.dashboard import load_dashboards
from iecscore.dashboard.elements import MOST_ROWS, data_table, mark
from iecscore.dashboard.panels import KINDS
from iecscore.dashboard.tables import FORMATS, find_tables, offer_tables, read_table
from page_visits import question

RANKING = "/tables/first/0/ranking-grid-0"
OFFICE = ("/tables/first/0/evaluations-table-0.csv", "/tables/first/1/evaluating-table-0.csv", "/tables/first/2/deeds-table-0.csv")
DEEDS = "deeds-table.children"
ROLES = {"office": "office", "ministry": "ministry", "north": "ministry", "own": "branch", "other": "branch"}
OTHERS = {"north": ("L02", "L03", "L04"), "own": ("L01/B02", "L02", "L03", "L04"), "other": ("L01", "L02/B01", "L03", "L04")}


def links(told):
    return [unescape(item) for item in re.findall(r'"href": ?"(/(?:tables|answers)/[^"]+)"', json.dumps(told.json, ensure_ascii=False))]


def take(visitor, address):
    """Somebody who takes many waits a little when told to."""
    while (answer := visitor.client.get(address)).status_code == 429:
        time.sleep(0.5)
    return answer


def lines(answer):
    assert answer.status_code == 200
    return answer.data.decode("utf-8-sig").splitlines()


@pytest.mark.parametrize("name", ROLES)
def test_every_table_of_every_page_is_had_by_those_who_see_it_and_holds_nothing_of_others(visit, libraries, library_content, name):
    visitor, taken = visit(name), 0
    for page in load_dashboards(libraries.system, library_content)[ROLES[name]].pages:
        for address in links(visitor.turn(f"/{page.key}")):
            answer = take(visitor, address)
            assert answer.status_code == 200, address
            taken += 1
            told = answer.text if address.partition("?")[0].endswith("csv") else _read_all(answer.data)
            assert [code for code in OTHERS.get(name, ()) if code in told] == []
    assert taken >= 2


def _read_all(content):
    sheet = load_workbook(io.BytesIO(content)).active
    return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_the_ranking_is_taken_as_the_address_filters_it(visit):
    answer = visit("ministry").client.get(f"{RANKING}.csv?name=L02")
    head, *rows = lines(answer)
    assert head.startswith("Tier,Rank,")
    assert [",L02 " in row for row in rows] == [True]
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="ranking-grid-0-library-2025-{today}.csv"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_sheet_tells_method_version_round_and_status(visit):
    answer = visit("ministry").client.get(f"{RANKING}.xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    about = " ".join(str(sheet.cell(row, 1).value) for row in range(1, 5))
    assert [word for word in ("Round 2025", "Status published", "System", "Scoring method", "Weights") if word not in about] == []
    assert {type(cell.value) for cell in sheet["D"][6:] if cell.value is not None} <= {float, str}


@pytest.mark.parametrize("name", ["ministry", "north", "own", "other"])
def test_tables_of_pages_one_does_not_have_are_not_had(visit, name):
    assert [visit(name).client.get(address).status_code for address in OFFICE] == [404] * len(OFFICE)
    asked = urlencode({"question": DEEDS, "told": "[null, null]"})
    assert visit(name).client.get(f"/answers/deeds-table-0.csv?{asked}").status_code == 404


@pytest.mark.parametrize("address", [f"{RANKING}.csv", "/answers/deeds-table-0.csv"])
def test_nobody_takes_anything(visit, address):
    answer = visit().client.get(address)
    assert (answer.status_code, answer.headers["Location"].startswith("/login?")) == (302, True)


@pytest.mark.parametrize(
    "address",
    [
        "/tables/first/9/ranking-grid-0.csv",
        "/tables/none/0/ranking-grid-0.csv",
        "/tables/first/0/ranking-grid-1.csv",
        "/tables/first/0/..%2f..%2fiecscore.csv",
        "/tables/first/0/ranking-grid-0.exe",
        "/tables/first/-1/ranking-grid-0.csv",
        "/answers/ranking-grid-0.csv",
        "/answers/page-0.csv?question=page.children&told=[]",
    ],
)
def test_forged_addresses_lead_nowhere(visit, address):
    answer = visit("ministry").client.get(address)
    assert "Content-Disposition" not in answer.headers
    assert answer.status_code == 404 or "L01" not in answer.text


def test_a_panel_that_fails_has_no_table(visit, monkeypatch):
    monkeypatch.setitem(KINDS, "ranking", replace(KINDS["ranking"], load=lambda *_: 1 / 0))
    assert visit("ministry").client.get(f"{RANKING}.csv").status_code == 404


def test_a_unit_named_by_hand_is_not_handed_out(visit):
    answer = visit("north").client.get("/tables/detail/0/detail-0.csv?unit=L02")
    assert "L02" not in answer.text
    assert answer.status_code == 200


def test_the_answer_to_a_question_that_only_reads_is_taken_as_it_was_asked(visit):
    office = visit("office")
    found = office.ask(question(DEEDS, {"deeds-by.value": None, "deeds-action.value": "add user"}, {}, ("deeds-action.value",)))
    address = next(item for item in links(found) if "/deeds-table-0.csv" in item)
    told = lines(office.client.get(address))
    assert len(told) > 1
    assert all("user" in line for line in told[1:])


@pytest.mark.parametrize("told", ["", "{", "[]", "7", '["a", "b", "c"]'])
def test_a_question_that_was_never_asked_so_has_no_table(visit, told):
    asked = urlencode({"question": DEEDS, "told": told})
    assert visit("office").client.get(f"/answers/deeds-table-0.csv?{asked}").status_code == 404


def test_a_table_that_changed_with_what_was_done_is_taken_from_the_page(visit):
    name = "..evaluations-table.children...evaluations-told.children...evaluations-reason.value...evaluations-replace.checked.."
    pressed = {f"evaluations-{what}.n_clicks": 1 for what in ("provisional", "publish", "withdraw")}
    told = {"evaluations-which.value": "0", "evaluations-reason.value": "why", "evaluations-replace.checked": False}
    found = links(visit("office").ask(question(name, pressed, told, ("evaluations-publish.n_clicks",))))
    assert found == [f"/tables/first/0/evaluations-table-0.{kind}" for kind in FORMATS]
    assert lines(visit("office").client.get(found[1]))[0].startswith("Evaluation,Level")


def test_a_question_that_changes_something_is_not_asked_again(visit):
    name = "..evaluations-table.children...evaluations-told.children...evaluations-reason.value.."
    asked = urlencode({"question": name, "told": '[null, null, 1, "0", "why"]'})
    assert visit("office").client.get(f"/answers/evaluations-table-0.csv?{asked}").status_code == 404


def test_a_table_is_read_back_as_it_stands_figures_as_numbers():
    hidden = html.Div("seen only", **{"aria-hidden": "true"})
    rows = [("=cmd|x", "1,234.50", html.Div([html.P("a"), html.P("b"), hidden])), (html.A("L02", href="/x"), mark("missing", "missing"), ["c", "d"])]
    told = read_table(data_table("Units", ("Unit", "Score", "Remark"), rows, (1,)))
    assert (told.caption, told.heads) == ("Units", ("Unit", "Score", "Remark"))
    assert told.rows == (("=cmd|x", 1234.5, "a b"), ("L02", "missing", "cd"))


def test_tables_are_named_by_the_part_they_stand_in():
    first, second, third = (data_table(name, ("A",), [("1",)]) for name in "abc")
    page = html.Div([html.Div([first, html.P("text"), second], id="here"), third])
    assert [name for name, _ in find_tables(page, "panel")] == ["here-0", "here-1", "panel-0"]
    offered = offer_tables(page, "panel", lambda name, kind: f"/{name}.{kind}", "en")
    assert [name for name, _ in find_tables(offered, "panel")] == ["here-0", "here-1", "panel-0"]
    assert re.findall(r"href='(/[^']+csv)'", str(offered)) == ["/here-0.csv", "/here-1.csv", "/panel-0.csv"]


def test_of_very_many_rows_the_first_are_shown_and_all_are_taken():
    rows = [(str(place),) for place in range(MOST_ROWS + 7)]
    table = data_table("Many", ("A",), rows)
    told = str(offer_tables(table, "many", "{}.{}".format, "en"))
    assert f"The first {MOST_ROWS} of {MOST_ROWS + 7} rows are shown" in told
    assert (f"'{MOST_ROWS - 1}'" in told, f"'{MOST_ROWS}'" in told) == (True, False)
    assert len(read_table(table).rows) == len(rows)
    assert "rows are shown" not in str(offer_tables(data_table("Few", ("A",), rows[:3]), "few", "{}.{}".format, "en"))
