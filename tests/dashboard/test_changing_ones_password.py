"""One gives oneself another password on a page: told the present one, written twice, and signed out everywhere else."""

import re

import pytest

from iecscore.dashboard import create_app, load_dashboards
from iecscore.desk.people import add_user, list_users
from iecscore.desk.workspace import operator
from page_visits import PASSWORD, Visitor

NEW = "four other words instead"


@pytest.fixture
def newcomer(libraries, library_content):
    pages = create_app(libraries, load_dashboards(libraries.system, library_content))
    name = f"newcomer {len(list_users(libraries))}"
    add_user(libraries, operator(), name, "ministry", "", PASSWORD)
    return lambda: Visitor(pages, name)


def change(visitor, old, new, again=None, csrf=None, **headers):
    form = {"csrf": find_csrf(visitor) if csrf is None else csrf, "old": old, "new": new, "again": new if again is None else again}
    return visitor.client.post("/password", data=form, headers=headers)


def find_csrf(visitor):
    return re.search(r'name="csrf" value="(\w+)"', visitor.client.get("/password").text)[1]


def test_the_new_password_holds_and_the_old_sessions_are_over(newcomer):
    visitor, elsewhere = newcomer(), newcomer()
    answer = change(visitor, PASSWORD, NEW)
    assert answer.status_code == 200
    assert "The password is changed." in answer.text
    assert visitor.client.get("/_dash-layout").status_code == 200
    assert elsewhere.client.get("/_dash-layout").status_code == 401
    assert change(visitor, NEW, PASSWORD).status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "again", "status", "told"),
    [
        (PASSWORD, NEW, "not the same", 400, "The new password was not written the same twice."),
        (PASSWORD, "short", None, 400, "The password is shorter than 10 characters."),
        ("wrong", NEW, None, 401, "The present password is not right."),
    ],
)
def test_what_does_not_hold_is_told_and_nothing_changes(newcomer, old, new, again, status, told):
    visitor = newcomer()
    visitor.client.get("/language/en")
    answer = change(visitor, old, new, again)
    assert answer.status_code == status
    assert told in answer.text
    assert newcomer().entered.status_code == 303


def test_a_form_from_elsewhere_changes_nothing(newcomer):
    visitor = newcomer()
    assert change(visitor, PASSWORD, NEW, csrf="").status_code == 403
    assert change(visitor, PASSWORD, NEW, **{"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert newcomer().entered.status_code == 303


def test_nobody_changes_a_password_without_signing_in(visit):
    assert visit().client.get("/password").status_code == 302
    assert visit().client.post("/password", data={"old": PASSWORD}).status_code == 401


def test_whoever_tries_often_waits(newcomer):
    visitor = newcomer()
    assert [change(visitor, "wrong", NEW).status_code for _ in range(6)][-1] == 429
