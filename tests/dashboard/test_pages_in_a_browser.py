"""The pages in a real browser: signing in, both languages, both widths; nothing complains, nothing is asked of another host."""

import os
import shutil
import threading
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from iecscore.dashboard.serving import open_server
from iecscore.desk.working import work_beside
from page_visits import PASSWORD

CHROMIUM = shutil.which("chromium")
WIDTHS = (1440, 390)
SPOKEN = {"zh-CN": "退出登录", "en-GB": "Sign out"}
FIRST = {"office": "#evaluations-table table", "ministry": "#ranking-grid .ag-row", "own": "h1"}
pytestmark = [
    pytest.mark.skipif(not CHROMIUM and os.environ.get("CI") != "true", reason="NO CHROMIUM HERE: pages were not looked at in a browser"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def address(pages):
    server = open_server(pages, "127.0.0.1", 0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield opened
        opened.close()


@pytest.fixture
def look(browser, address):
    complaints, contexts = [], []

    def open_page(name, language, width):
        context = browser.new_context(locale=language, viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda told: complaints.append(str(told)))
        page.on("request", lambda asked: complaints.append(asked.url) if not asked.url.startswith((address, "data:", "blob:")) else None)
        page.goto(address)
        page.fill("#name", name)
        page.fill("#password", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_selector(FIRST[name])
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("name", FIRST)
@pytest.mark.parametrize(("language", "width"), [("zh-CN", 1440), ("en-GB", 390)])
def test_each_role_signs_in_and_finds_a_page_without_barriers(look, name, language, width):
    page = look(name, language, width)
    assert page.inner_text("#logout") == SPOKEN[language]
    assert page.locator("[data-title*='Share'], [data-title*='Cloud']").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context={"exclude": [[".ag-root-wrapper"]]}).response
    assert [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]] == []
    assert "color-contrast" in {item["id"] for item in found["passes"]}


def test_the_language_is_switched_on_the_page_itself(look):
    page = look("ministry", "zh-CN", 1440)
    page.click("#language")
    page.wait_for_selector("text=Sign out")
    assert page.get_attribute("html", "lang") == "en"


def test_a_filter_is_kept_in_the_address_and_holds_when_it_is_opened_anew(look):
    page = look("ministry", "en-GB", 1440)
    page.fill("#ranking-name", "L02")
    page.wait_for_selector("#ranking-count:has-text('1 units')")
    assert "name=L02" in page.url
    page.reload()
    page.wait_for_selector("#ranking-count:has-text('1 units')")


def test_an_evaluation_is_withdrawn_only_with_a_reason(look):
    page = look("office", "en-GB", 1440)
    page.click("#evaluations-withdraw")
    page.wait_for_selector("#evaluations-told [role=alert]")
    assert "There is no reason." in page.inner_text("#evaluations-told")


def test_an_evaluation_is_asked_for_survives_a_reload_and_is_done(look, libraries):
    page = look("office", "en-GB", 1440)
    page.click("#evaluating-go")
    page.wait_for_selector("#evaluating-told .done")
    page.reload()
    page.wait_for_selector("#evaluating-table tbody tr:first-child:has-text('waiting')")
    with work_beside(libraries):
        page.wait_for_selector("#evaluating-table tbody tr:first-child:has-text('See it in the list')")
    page.click("#evaluating-table tbody tr:first-child a")
    page.wait_for_selector("#evaluations-table table")


def test_a_row_leads_down_to_a_figure_and_units_are_set_side_by_side(look):
    page = look("ministry", "en-GB", 1440)
    page.click("#ranking-grid .ag-row a >> nth=0")
    page.click("td a >> nth=0")
    page.click("td a >> nth=0")
    page.wait_for_selector(".trail li:nth-child(3)")
    page.goto(f"{page.url.split('/detail')[0]}/compare?units=L01,L02")
    page.wait_for_selector("#compare-figure .js-plotly-plot")
    page.click("button[type=submit]")
    page.wait_for_selector("#compare-figure .js-plotly-plot")
    assert "units=L01%2CL02" in page.url


@pytest.mark.parametrize(("language", "width"), [("zh-CN", 1440), ("en-GB", 390)])
def test_weights_are_tried_out_by_key_kept_in_the_address_and_put_back(look, address, language, width):
    page = look("office", language, width)
    page.goto(f"{address}/exploring")
    thumb = page.locator("#exploring-sliders [role=slider]").first
    assert thumb.get_attribute("aria-label").startswith("S ")
    thumb.press("ArrowRight")
    page.wait_for_url("**/exploring?w=S%3A51")
    page.reload()
    page.wait_for_selector("#exploring-sliders .slider-head:has-text('50.5%')")
    found = Axe().run(page, context={"exclude": [[".ag-root-wrapper"]]}).response
    assert [(item["id"], item["nodes"][0]["html"]) for item in found["violations"]] == []
    page.click("#exploring-reset")
    page.wait_for_url(f"{address}/exploring")
    page.wait_for_selector("#exploring-sliders [role=slider][aria-valuenow='50']")
    page.goto(f"{address}/weights")
    page.wait_for_selector("#weights-force .js-plotly-plot")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_table_is_taken_as_the_filters_show_it(look):
    page = look("ministry", "en-GB", 1440)
    page.fill("#ranking-name", "L02")
    page.wait_for_selector("#ranking-count:has-text('1 units')")
    with page.expect_download() as taken:
        page.click("a.take[href*='ranking-grid-0.csv']")
    assert taken.value.suggested_filename.startswith("ranking-grid-0-library-2025-")
    rows = Path(taken.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [",L02 " in row for row in rows[1:]] == [True]


def test_on_paper_a_grid_is_a_table_of_all_its_rows(look):
    page = look("ministry", "en-GB", 390)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("table.printed tbody tr:visible").count() == 4
    assert page.locator("nav:visible, .takes:visible, .ag-root:visible").count() == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("table.printed").count() == 0


def test_going_back_in_the_browser_brings_the_filters_back(look):
    page = look("ministry", "en-GB", 1440)
    page.fill("#ranking-name", "L02")
    page.wait_for_selector("#ranking-count:has-text('1 units')")
    page.go_back()
    page.wait_for_selector("#ranking-count:has-text('4 units')")
    assert page.input_value("#ranking-name") == ""
