"""Photograph every page of every audience at both widths and in both languages, from a demonstration workspace that is copied first.

The pages in `PICTURES` are also laid beside the documents that show them.
"""

import os
import secrets
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from iecscore.cli.welcoming import list_roles, publish_demo
from iecscore.dashboard import create_app, load_dashboards
from iecscore.dashboard.serving import open_server
from iecscore.dashboard.specification import Dashboard
from iecscore.desk.people import add_user, list_users
from iecscore.desk.workspace import Workspace, open_workspace, operator

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "docs" / "screenshots"
PICTURED = ROOT / "docs" / "pictures"
PICTURES = (
    "ministry-ranking-desk",
    "ministry-compare-desk",
    "ministry-robustness-desk",
    "college-profile-phone",
    "college-submit-desk",
    "agency-weights-desk",
)
WIDTHS = {"desk": 1440, "phone": 390}
SPOKEN = {"en": "en-GB", "zh": "zh-CN"}
SETTLED = 1500
PASSWORD = secrets.token_urlsafe(12)


@contextmanager
def serve(workspace: Workspace, dashboards: dict[str, Dashboard]) -> Iterator[str]:
    """The address of the pages."""
    server = open_server(create_app(workspace, dashboards), "127.0.0.1", 0)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


def prepare(workspace: Workspace, dashboards: dict[str, Dashboard]) -> None:
    """Publish, where nothing is yet, and let a photographer of each role in."""
    with workspace.store.reading(operator()) as repository:
        shown = any(state.shown for state in repository.list_publications().values())
    if not shown:
        publish_demo(workspace, operator(), "en")
    there = {user.name for user in list_users(workspace)}
    for role, scope in list_roles(workspace, operator(), dashboards):
        if f"photographer-{role}" not in there:
            add_user(workspace, operator(), f"photographer-{role}", role, scope, PASSWORD)


def photograph(browser: Browser, address: str, dashboard: Dashboard, language: str, width: str) -> None:
    """Every page of an audience."""
    context = browser.new_context(locale=SPOKEN[language], viewport={"width": WIDTHS[width], "height": 900})
    page = context.new_page()
    page.goto(address)
    page.fill("#name", f"photographer-{dashboard.key}")
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")
    for told in dashboard.pages:
        page.goto(f"{address}/{told.key}")
        page.wait_for_selector("main h1")
        page.wait_for_timeout(SETTLED)
        path = SHOTS / f"{dashboard.key}-{told.key}-{language}-{width}.png"
        page.screenshot(path=path, full_page=True)
        if f"{dashboard.key}-{told.key}-{width}" in PICTURES:
            page.screenshot(path=PICTURED / path.name)
        print(path.relative_to(ROOT))
    context.close()


def main(folder: Path) -> None:
    """Photograph the pages of a workspace; the workspace itself stays as it is."""
    for place in (SHOTS, PICTURED):
        place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        workspace = open_workspace(Path(shutil.copytree(folder, Path(place) / "copy")), ROOT)
        dashboards = load_dashboards(workspace.system, ROOT)
        prepare(workspace, dashboards)
        flags = ["--no-sandbox", "--disable-dev-shm-usage"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        with serve(workspace, dashboards) as address:
            for dashboard in dashboards.values():
                for language in SPOKEN:
                    for width in WIDTHS:
                        photograph(browser, address, dashboard, language, width)
        browser.close()
        workspace.store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
