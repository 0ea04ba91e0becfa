"""The gate towards what is odd: addresses that lead elsewhere, files that are not there, a store that somebody else holds."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from iecscore.dashboard.gate import safe_path
from iecscore.problems import Misuse, error
from iecscore.store import Store
from iecscore.store.schema import sessions
from page_visits import PASSWORD, Visitor

ELSEWHERE = [
    "//evil.example",
    "/\t/evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/a\n/b",
    "/\x00/evil",
    "/logout",
    "/\tlogout",
    "/./logout",
    "",
]


@pytest.mark.parametrize("there", ELSEWHERE)
def test_signing_in_and_switching_language_never_lead_elsewhere(pages, there):
    assert safe_path(there) == "/"
    answer = Visitor(pages).client.get("/language/en", query_string={"next": there})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


@pytest.mark.parametrize("there", ["/", "/ranking?round=2025&group=%E5%B8%82", "/unit?unit=L01%2FB01"])
def test_an_address_of_our_own_is_kept(there):
    assert safe_path(there) == there


@pytest.mark.parametrize("path", ["nope/x.js", "dash/../../x.js", "dash/x.js"])
def test_a_part_that_is_not_there_is_not_found(pages, path):
    assert Visitor(pages).client.get(f"/_dash-component-suites/{path}").status_code == 404


@pytest.fixture
def held(monkeypatch):
    """Hold the store as another program does that writes: whoever wants to write is refused."""
    before = Store.admitting

    def admit(store, *, writing=True):
        if writing:
            raise Misuse(error("store.busy"))
        return before(store, writing=False)

    return lambda: monkeypatch.setattr(Store, "admitting", admit)


def test_readers_are_let_in_while_the_store_is_held(pages, libraries, held):
    visitor = Visitor(pages, "ministry")
    with libraries.store.engine.begin() as connection:
        connection.execute(update(sessions).values(seen_at=datetime.now(UTC) - timedelta(minutes=3)))
    held()
    assert visitor.turn("/overview").status_code == 200


@pytest.mark.parametrize(("language", "words"), [("en", "writing into the database"), ("zh", "写入数据库")])
def test_signing_in_while_the_store_is_held_says_so_in_words(pages, held, language, words):
    visitor = Visitor(pages)
    visitor.client.set_cookie("iecscore_language", language)
    door = visitor.find_door()
    held()
    answer = visitor.client.post("/login", data={"door": door, "name": "ministry", "password": PASSWORD, "next": "/"})
    assert answer.status_code == 503
    assert words in answer.text
