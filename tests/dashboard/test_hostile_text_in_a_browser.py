"""Hostile text in every field that ends up on a page: every page of every role shows it as text, runs none of it, and keeps its width."""

import os
import shutil
import threading
from dataclasses import replace
from urllib.parse import quote

import pytest
from playwright.sync_api import sync_playwright

from drawn_doubts import UNITS as DOUBTS
from drawn_doubts import draw_whole
from iecscore.dashboard import create_app, load_dashboards
from iecscore.dashboard.serving import open_server
from iecscore.desk.importing import import_files
from iecscore.desk.people import add_user
from iecscore.desk.publishing import publish_evaluation
from iecscore.desk.working import ask_evaluation
from iecscore.desk.workspace import init_workspace, operator
from iecscore.pipeline import seal
from iecscore.problems import Place, query
from iecscore.robustness.assessment import LeftOut, NamedRanks
from iecscore.store.submissions import REFUSED, Draft
from iecscore.values import Options, Principal, Sight
from library_round import FAIR, GOOD, write_whole
from page_visits import PASSWORD
from report.drawn_evaluation import INPUTS, OPTIONS, PANEL, SYSTEM, UNITS, VALUES, draw_branches

CHROMIUM = shutil.which("chromium")
IMAGE = '<img src=x onerror="window.hacked=1">'
SCRIPT = '"><script>window.hacked=1</script><svg onload=window.hacked=1>'
TEXTS = (
    IMAGE,
    SCRIPT,
    "javascript:window.hacked=1",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe\u2066 \u200f{{7*7}} [a](javascript:window.hacked=1)",
    "长" * 10_000,
)
LONG = "x" * 10_000
OFFICE = Principal(IMAGE, "office")
SEEN = {IMAGE: ("ministry", ""), "office": ("office", ""), "own": ("branch", "L01/B01")}
WIDTHS = (1440, 390)
pytestmark = [
    pytest.mark.skipif(not CHROMIUM and os.environ.get("CI") != "true", reason="NO CHROMIUM HERE: hostile text was not looked at in a browser"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def spoil(units):
    return tuple(replace(unit, name=TEXTS[place % len(TEXTS)]) for place, unit in enumerate(units))


def draw_spoilt():
    """The five libraries and four branches, by hostile names, judged by hostile experts."""
    panel = replace(PANEL, comparisons=tuple(replace(item, expert=IMAGE if item.expert == "E1" else LONG) for item in PANEL.comparisons))
    options = replace(OPTIONS, weights="ahp")
    whole = seal(SYSTEM, options, spoil(UNITS), VALUES, panel, [(IMAGE, "f" * 64), *INPUTS], "9.9")
    return whole, replace(draw_branches(), units=spoil(draw_branches().units))


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory, library_content):
    made = init_workspace(tmp_path_factory.mktemp("spoilt"), "library", "en", content=library_content)
    name = f"{IMAGE}.xlsx".replace("/", "")
    assert not import_files(made, OFFICE, [write_whole(made.inbox / name, "L01", 9000, GOOD, FAIR)]).refused
    whole, branches = draw_spoilt()
    with made.store.acting(OFFICE) as repository:
        for evaluation in (whole, branches):
            repository.save_evaluation(evaluation)
        left = (LeftOut("expert", IMAGE, 1.0, 0.25, "L03"), LeftOut("expert", LONG, 1.0, 0.25, "L03"))
        named = tuple(NamedRanks(text, "f" * 64, (1, 3, 2, None), 0.95) for text in TEXTS)
        repository.save_assessment(draw_whole(whole.id, units=DOUBTS, left_out=left, named=named), None)
        repository.record(IMAGE, SCRIPT, reason=LONG)
    publish_evaluation(made, OFFICE, whole.id, LONG[:900])
    publish_evaluation(made, OFFICE, branches.id, SCRIPT)
    for user, (role, scope) in SEEN.items():
        add_user(made, OFFICE, user, role, scope, PASSWORD)
    ask_evaluation(made, OFFICE, Options("library", "2025"), intervals=False)
    _hand_in(made)
    yield made
    made.store.close()


def _hand_in(made):
    """A file under a hostile name with hostile faults, refused for a hostile reason."""
    faults = tuple(query("desk.no_workbook_yet", Place(text, text, "B2"), unit=text, year=2025, known=text, nearest=text) for text in TEXTS)
    draft = Draft("branch", "L01", 2025, "branch", "B01", IMAGE, "d" * 64, 3, b"", (), faults)
    with made.store.submitting(Principal(SCRIPT, "branch", Sight.OWN, "L01/B01")) as submissions:
        submissions.submit(submissions.find(submissions.save_draft(draft)), None)
    with made.store.submitting(operator()) as submissions:
        submissions.decide(submissions.list_all()[0], REFUSED, LONG)


@pytest.fixture(scope="module")
def address(spoilt, library_content):
    server = open_server(create_app(spoilt, load_dashboards(spoilt.system, library_content)), "127.0.0.1", 0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


def settle(page, width):
    """How wide the page is in a window of a width, once its charts have followed."""
    page.set_viewport_size({"width": width, "height": 900})
    for _ in range(20):
        if (found := page.evaluate("document.documentElement.scrollWidth")) <= width:
            break
        page.wait_for_timeout(100)
    return found


@pytest.mark.parametrize("name", SEEN, ids=["ministry", "office", "branch"])
def test_hostile_text_stays_text_on_every_page(browser, address, spoilt, library_content, name):
    complaints = []
    dashboard = load_dashboards(spoilt.system, library_content)[SEEN[name][0]]
    context = browser.new_context(locale="en-GB", viewport={"width": WIDTHS[0], "height": 900})
    page = context.new_page()
    page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda told: complaints.append(str(told)))
    page.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith((address, "data:", "blob:")) else None)
    page.on("dialog", lambda told: complaints.append(told.message))
    page.goto(f"{address}/?next={quote(SCRIPT)}")
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector("main h1")
    asked = f"?name={quote(IMAGE)}&group={quote(SCRIPT)}&unit={quote(SCRIPT)}&units={quote(IMAGE)},L01,L02&node={quote(IMAGE)}&round={quote(SCRIPT)}"
    for key in (told.key for told in dashboard.pages):
        for query_of in ("", asked):
            page.set_viewport_size({"width": WIDTHS[0], "height": 900})
            page.goto(f"{address}/{key}{query_of}")
            page.wait_for_selector("main .head h1")
            page.wait_for_timeout(300)
            assert page.evaluate("window.hacked") is None, key
            for width in WIDTHS:
                assert settle(page, width) <= width, (key, width)
            assert "could not be shown" not in page.inner_text("main"), key
    context.close()
    assert complaints == []
