"""The whole way of a part in a real browser, in both languages: faulty, corrected, previewed, handed in, accepted, evaluated, published, read."""

import os
import shutil
import threading
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from handed_in import AGENCY, branch_book, open_libraries
from iecscore.dashboard import create_app, load_dashboards
from iecscore.dashboard.serving import open_server
from iecscore.desk.people import add_user
from iecscore.desk.working import work_beside
from library_round import FAIR
from page_visits import PASSWORD

CHROMIUM = shutil.which("chromium")
PEOPLE = {"own": ("branch", "L01/B01"), "anna": ("office", "")}
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {
    "en-GB": ("A preview, not a result", "as previewed", "branches", "See it in the list", "accepted"),
    "zh-CN": ("此为预览，不是评价结果", "与预览一致", "分馆", "在评价列表中查看", "已接收"),
}
pytestmark = [
    pytest.mark.skipif(not CHROMIUM and os.environ.get("CI") != "true", reason="NO CHROMIUM HERE: pages were not looked at in a browser"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture
def libraries(tmp_path):
    made = open_libraries(tmp_path)
    for name, (role, scope) in PEOPLE.items():
        add_user(made, AGENCY, name, role, scope, PASSWORD)
    yield made
    made.store.close()


def run(server):
    """Answer until the server is closed under its feet."""
    with suppress(OSError):
        server.run()


@pytest.fixture
def enter(libraries, library_content):
    """Open the pages as somebody; in the end nothing was complained about and nothing was asked of another host."""
    server = open_server(create_app(libraries, load_dashboards(libraries.system, library_content)), "127.0.0.1", 0)
    threading.Thread(target=run, args=(server,), daemon=True).start()
    address, complaints = f"http://127.0.0.1:{server.effective_port}", []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])

        def open_page(name, language, width, path):
            page = browser.new_context(locale=language, viewport={"width": width, "height": 900}).new_page()
            page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
            page.on("dialog", lambda told: complaints.append(told.message))
            page.on("pageerror", lambda told: complaints.append(str(told)))
            page.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith((address, "data:", "blob:")) else None)
            page.goto(f"{address}/{path}")
            page.fill("#name", name)
            page.fill("#password", PASSWORD)
            page.click("button[type=submit]")
            page.wait_for_selector("h1")
            return page

        yield open_page
        browser.close()
    server.close()
    assert complaints == []


def give(page, data, name="part.xlsx"):
    page.set_input_files(".upload input[type=file]", {"name": name, "mimeType": BOOK, "buffer": data})


def check_barriers(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response
    assert [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]] == []
    assert "color-contrast" in {item["id"] for item in found["passes"]}


@pytest.mark.parametrize(("language", "width"), [("zh-CN", 1440), ("en-GB", 390)])
def test_a_unit_corrects_previews_and_hands_in_and_the_agency_accepts_evaluates_and_publishes(enter, libraries, language, width):
    preview, alike, level, listed, accepted = WORDS[language]
    own = enter("own", language, width, "submitting")
    give(own, branch_book(n_loans="many"))
    own.wait_for_selector("#submitting-told td:has-text('many')")
    assert own.inner_text("#submitting-told tbody td:nth-child(3)")[-1].isdigit()
    check_barriers(own, width)
    give(own, branch_book(figures=FAIR))
    own.click("#submitting-told .done ~ .buttons button >> nth=0")
    own.wait_for_selector(f"#submitting-preview:has-text('{preview}')")
    check_barriers(own, width)
    own.click("#submitting-preview .buttons button")
    own.click(".sure button >> nth=0")
    own.wait_for_selector("#submitting-told .done")

    anna = enter("anna", language, width, "deciding")
    anna.wait_for_selector(f"#deciding-list td:has-text('{alike}')")
    check_barriers(anna, width)
    anna.check("#deciding-list input[type=checkbox]")
    anna.click("#deciding-accept")
    anna.wait_for_selector("#deciding-told .done")
    anna.goto(anna.url.replace("/deciding", "/"))
    anna.click("#evaluating-level")
    anna.click(f"[role=option]:has-text('{level}')")
    anna.uncheck("#evaluating-intervals")
    with work_beside(libraries):
        anna.click("#evaluating-go")
        anna.wait_for_selector(f"#evaluating-table tbody tr:first-child:has-text('{listed}')")
    anna.reload()
    anna.fill("#evaluations-reason", "checked")
    anna.check("#evaluations-replace")
    anna.click("#evaluations-publish")
    anna.wait_for_selector("#evaluations-told .done")

    own.goto(own.url.replace("/submitting", "/"))
    own.wait_for_selector(".facts")
    own.goto(own.url.rstrip("/") + "/submitting")
    own.wait_for_selector(f"#submitting-list td:has-text('{accepted}')")


def test_the_upload_works_by_keyboard_and_refuses_what_is_too_large_before_it_is_sent(enter):
    own = enter("own", "en-GB", 390, "submitting")
    own.wait_for_selector(".upload input[type=file][aria-label]")
    own.focus("#submitting-template")
    own.keyboard.press("Tab")
    with own.expect_file_chooser():
        own.keyboard.press("Enter")
    asked = []
    own.on("request", lambda request: asked.append(request.url))
    give(own, b"PK" + b"\0" * 8_000_001)
    own.wait_for_selector(".too-large:visible")
    assert asked == []
    give(own, branch_book(), '<img src=x onerror="alert(1)">.xlsx')
    own.wait_for_selector("#submitting-told .done:has-text('onerror')")
    assert own.locator(".too-large:visible").count() == 0
    with own.expect_download() as taken:
        own.click("#submitting-template")
    assert taken.value.suggested_filename == "2025_L01_B01.xlsx"
