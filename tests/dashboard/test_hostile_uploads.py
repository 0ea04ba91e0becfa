"""Hostile files through the real route: each is refused in words, nothing of it is stored, and others are answered meanwhile."""

import threading
import time
from base64 import b64encode
from contextlib import suppress
from http.client import HTTPConnection

import pytest

from handed_in import AGENCY, BRANCH, branch_book, open_libraries
from hostile_uploads import HOSTILE, far_corner
from iecscore.dashboard import create_app, load_dashboards
from iecscore.dashboard.serving import open_server
from iecscore.desk.people import add_user
from iecscore.desk.submitting import check_part, list_submissions
from page_visits import PASSWORD, Visitor, question

HAND_IN = "..submitting-told.children...submitting-list.children...submitting-upload.contents.."
DECIDE = "..deciding-checked.children...deciding-told.children...deciding-list.children...deciding-reason.value...deciding-upload.contents.."
PEOPLE = {"own": ("branch", "L01/B01"), "office": ("office", "")}


@pytest.fixture(scope="module")
def libraries(tmp_path_factory):
    made = open_libraries(tmp_path_factory.mktemp("hostile"))
    for name, (role, scope) in PEOPLE.items():
        add_user(made, AGENCY, name, role, scope, PASSWORD)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def pages(libraries, library_content):
    return create_app(libraries, load_dashboards(libraries.system, library_content))


@pytest.fixture(scope="module")
def people(pages):
    return {name: Visitor(pages, name) for name in PEOPLE}


def run(server):
    """Answer until the server is closed under its feet."""
    with suppress(OSError):
        server.run()


def as_sent(data):
    return f"data:application/octet-stream;base64,{b64encode(data).decode()}"


def hand_in(name, contents):
    told = {"submitting-upload.contents": contents, "*do": []}
    return question(HAND_IN, told, {"submitting-upload.filename": name}, ("submitting-upload.contents",))


def stage(names, contents):
    told = {"deciding-upload.contents": contents, "deciding-accept.n_clicks": None, "deciding-refuse.n_clicks": None}
    state = {"deciding-upload.filename": names, "*checked": [], "*id": [], "deciding-reason.value": ""}
    return question(DECIDE, told, state, ("deciding-upload.contents",))


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_nothing_is_stored(people, libraries, kind):
    name, make, code = HOSTILE[kind]
    data = make()
    assert check_part(libraries, BRANCH, name, data).faults[0].code == code
    for answer in (people["own"].ask(hand_in(name, as_sent(data))), people["office"].ask(stage([name], [as_sent(data)]))):
        assert answer.status_code == 200
        assert "refused" in answer.text
        assert "could not be shown" not in answer.text
    assert list_submissions(libraries, AGENCY) == ()


@pytest.mark.parametrize(
    "contents", [5, "x", "data:,x", "data:a;base64,??", ["data:a;base64,"], {"a": 1}, [[]], [None], "data:text/html;base64,PGI+"]
)
@pytest.mark.parametrize("name", [None, 7, ["a.xlsx"], {"a": 1}, "a.xlsx\0.exe"])
def test_what_no_browser_sends_is_refused_too(people, libraries, contents, name):
    for answer in (people["own"].ask(hand_in(name, contents)), people["office"].ask(stage(name, contents))):
        assert answer.status_code == 200
        assert "could not be shown" not in answer.text


def test_a_body_of_20_megabytes_is_not_read(people):
    assert people["own"].ask(hand_in("a.xlsx", as_sent(b"\0" * 15_000_000))).status_code == 413


def test_others_are_answered_while_a_bomb_is_looked_at(pages, people):
    server = open_server(pages, "127.0.0.1", 0)
    threading.Thread(target=run, args=(server,), daemon=True).start()
    data, ended = as_sent(far_corner()), []
    bombs = [threading.Thread(target=lambda: ended.append(people["own"].ask(hand_in("a.xlsx", data)).status_code)) for _ in range(4)]
    for bomb in bombs:
        bomb.start()
    waits = []
    for _ in range(5):
        began = time.monotonic()
        asked = HTTPConnection("127.0.0.1", server.effective_port, timeout=10)
        asked.request("GET", "/login")
        assert asked.getresponse().status == 200
        asked.close()
        waits.append(time.monotonic() - began)
    for bomb in bombs:
        bomb.join()
    server.close()
    assert ended == [200] * 4
    assert max(waits) < 5


def test_after_all_that_a_good_file_is_still_read(people, libraries):
    answer = people["own"].ask(hand_in("good.xlsx", as_sent(branch_book())))
    assert "has no errors" in answer.text or "检查无误" in answer.text
    assert [item.submission.file for item in list_submissions(libraries, AGENCY)] == ["good.xlsx"]
