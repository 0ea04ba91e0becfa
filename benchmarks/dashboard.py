"""Measure pages against an empty Dash callback in the same run: each page at three sizes, their weight in a browser, and many people at once."""

import http.client
import json
import logging
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from dash import Dash, Input, Output, html
from drawn_pages import LEVEL, ROUND, draw_workspace
from flask import Flask

from iecscore.dashboard import create_app, load_dashboards
from iecscore.dashboard.cookies import CSRF, TOKEN
from iecscore.dashboard.serving import open_server
from iecscore.dashboard.specification import Dashboard
from iecscore.desk.workspace import Workspace, operator
from iecscore.store import User

JSON = {"Content-Type": "application/json", "Accept-Encoding": "br, gzip"}
TURN = "..page.children...navigation.children...language.href...notice.children.."
EMPTY = "there.children"
FULL, AIMED = 24, 200
AIM = 120 / 5
COLD, WARM = 1700, 40
ENDING = 5
CONNECTED: list[http.client.HTTPConnection] = []
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]


@dataclass
class Browser:
    """Somebody's connection that is kept, with a session opened for them."""

    port: int
    token: str = ""
    csrf: str = ""
    held: http.client.HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        """Connect."""
        self.held = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        CONNECTED.append(self.held)

    def ask(self, body: dict[str, object]) -> tuple[int, int]:
        """Ask a question: the status of the answer, and its length as it was sent."""
        told = {**JSON, "Cookie": f"{TOKEN}={self.token}; {CSRF}={self.csrf}; iecscore_language=en", "X-CSRFToken": self.csrf}
        self.held.request("POST", "/_dash-update-component", json.dumps(body), told)
        answer = self.held.getresponse()
        return answer.status, len(answer.read())

    def find(self, part: str, values: dict[str, str]) -> dict[str, object]:
        """The question whose answer goes to a part of the page first, told some values."""
        self.held.request("GET", "/_dash-dependencies", headers={"Cookie": f"{TOKEN}={self.token}"})
        told = next(item for item in json.loads(self.held.getresponse().read()) if item["output"].startswith(f"..{part}."))
        inputs, state = ([(item["id"], item["property"], values.get(item["id"])) for item in told[name]] for name in ("inputs", "state"))
        return question(told["output"], inputs, state)

    def turn(self, path: str) -> tuple[int, int]:
        """Turn to a page."""
        return self.ask(question(TURN, [("place", "pathname", path)], [("place", "search", "")]))


def question(output: str, inputs: list[tuple[str, str, object]], state: list[tuple[str, str, object]] | None = None) -> dict[str, object]:
    """What a browser sends to ask one."""
    outputs = [dict(zip(("id", "property"), part.rsplit(".", 1), strict=True)) for part in output.strip(".").split("...")]
    told = [[{"id": name, "property": of, "value": value} for name, of, value in part] for part in (inputs, state or [])]
    changed = [f"{name}.{of}" for name, of, _ in inputs[:1]]
    asked = outputs if output.startswith("..") else outputs[0]
    return {"output": output, "outputs": asked, "inputs": told[0], "state": told[1], "changedPropIds": changed}


@contextmanager
def serve(app: Flask) -> Iterator[int]:
    """The port at which an application answers."""
    server = open_server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        while CONNECTED:
            CONNECTED.pop().close()
        server.close()
        thread.join(ENDING)


def let_in(workspace: Workspace, name: str, role: str, scope: str = "") -> tuple[str, str]:
    """Somebody signed in without the time that a password takes: token and what changes are sent with."""
    token, csrf = secrets.token_urlsafe(32), secrets.token_hex(16)
    with workspace.store.acting(operator()) as repository:
        repository.people.add_user(User(name, role, scope, "no password fits"), "bench")
        repository.people.open_session(sha256(token.encode()).hexdigest(), name, csrf, timedelta(hours=2))
    return token, csrf


Run = Callable[[], tuple[int, int]]


def clock(runs: list[Run], times: int) -> tuple[list[float], int]:
    """Median milliseconds of each, one after the other in every round, and the length of the last one's answer; the first round does not count."""
    taken: list[list[float]] = [[] for _ in runs]
    size = 0
    for number in range(times + 1):
        for place, run in enumerate(runs):
            begin = time.perf_counter()
            status, size = run()
            taken[place] += [1000 * (time.perf_counter() - begin)] if number else []
            if status != http.client.OK:
                raise SystemExit(f"answered {status}")
        time.sleep(0.06)
    return [statistics.median(told) for told in taken], size


def make_empty() -> Flask:
    """An application of one empty callback and nothing else."""
    app = Dash("empty", use_async=False, enable_mcp=False, compress=True)
    app.layout = html.Div([html.Div(id="here"), html.Div(id="there")])
    app.callback(Output("there", "children"), Input("here", "children"))(lambda told: told)
    server: Flask = app.server
    return server


def measure_pages(workspace: Workspace, dashboards: dict[str, Dashboard], count: int, times: int) -> None:
    """Each page of each audience of one size, each beside the empty callback."""
    print(f"{count} units; baseline: an empty Dash callback, asked before each")
    with serve(make_empty()) as beside, serve(create_app(workspace, dashboards)) as port:
        empty = partial(Browser(beside).ask, question(EMPTY, [("here", "children", "")]))
        for role, scope in (("ministry", ""), ("agency", ""), (LEVEL, "C0001")):
            browser = Browser(port, *let_in(workspace, role, role, scope))
            for page in dashboards[role].pages:
                report(f"{role:<10} {page.key}", *clock([empty, partial(browser.turn, f"/{page.key}")], times), count)
            if any(use.kind == "ranking" for page in dashboards[role].pages for use in page.panels):
                asked = browser.find("ranking-grid", {"ranking-name": "C00", "ranking-round": ROUND, "ranking-level": LEVEL})
                report(f"{role:<10} filter by name", *clock([empty, partial(browser.ask, asked)], times), count)


def report(name: str, taken: list[float], size: int, count: int) -> None:
    """Print one line; the aim is for 200 units."""
    empty, page = taken
    aim = f", aim {AIM:.0f}" if count == AIMED else ""
    print(f"  {name:<28}{page:8.1f} ms {size / 1000:8.1f} kB sent  empty {empty:5.1f} ms  ratio {page / empty:6.1f}{aim}")


def measure_weight(workspace: Workspace, dashboards: dict[str, Dashboard]) -> None:
    """What a browser loads for a first page, and for the same page once more."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a checker's library, not there where the program only runs

    token, csrf = let_in(workspace, "weigher", "ministry")
    with serve(create_app(workspace, dashboards)) as port, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        context = browser.new_context()
        address = f"http://127.0.0.1:{port}"
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in ((TOKEN, token), (CSRF, csrf))])
        page = context.new_page()
        sizes: list[float] = []
        listener = context.new_cdp_session(page)
        listener.send("Network.enable")
        listener.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        for name, aim in (("cold", COLD), ("warm", WARM)):
            sizes.clear()
            page.goto(f"{address}/overview")
            page.wait_for_selector(".js-plotly-plot .main-svg")
            page.wait_for_load_state("networkidle")
            print(f"  overview with its figure, {name}: {sum(sizes) / 1000:.0f} kB sent in {len(sizes)} answers, aim {aim}")
        browser.close()


def measure_crowd(workspace: Workspace, dashboards: dict[str, Dashboard], people: int, seconds: float, thinking: float) -> None:
    """Units looking at their own pages, at first one alone, then many with some thinking in between, asked from another process."""
    units = [f"C{number:04}" for number in range(people)]
    sessions = [let_in(workspace, f"unit {unit}", LEVEL, unit) for unit in units]
    pages = [f"/{page.key}" for page in dashboards[LEVEL].pages]
    with serve(create_app(workspace, dashboards)) as port:
        alone, crowd = (
            _run_crowd({"port": port, "sessions": told, "pages": pages, "seconds": last, "thinking": pause})
            for told, last, pause in ((sessions[:1], min(seconds, 10), 0.06), (sessions, seconds, thinking))
        )
    for name, found in (("one alone", alone), (f"{people} at once, thinking {thinking:g} s", crowd)):
        print(
            f"  {name:<34}{found['asked']:6.0f} asked, {found['errors']:.0f} errors, median {found['middle']:.0f} ms, p95 {found['p95']:.0f} ms"
            f"  ratio of p95 {found['p95'] / alone['p95']:.2f}"
        )


def _run_crowd(told: dict[str, object]) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, "crowd"], input=json.dumps(told), check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def be_crowd(told: dict[str, object]) -> None:
    """Ask as many people would, each on a connection of its own; prints what came of it."""
    taken: list[float] = []
    errors: list[int] = []
    end = time.monotonic() + float(str(told["seconds"]))

    def be_one(number: int, session: list[str]) -> None:
        browser, pause = Browser(int(str(told["port"])), *session), float(str(told["thinking"]))
        time.sleep(pause * (number % 100) / 100)
        while time.monotonic() < end:
            for path in list(told["pages"]):  # type: ignore[call-overload]
                begin = time.perf_counter()
                status, _ = browser.turn(path)
                taken.append(1000 * (time.perf_counter() - begin))
                if status != http.client.OK:
                    errors.append(status)
                time.sleep(pause)

    threads = [threading.Thread(target=be_one, args=pair) for pair in enumerate(told["sessions"])]  # type: ignore[arg-type]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    p95 = statistics.quantiles(taken, n=20)[-1]
    print(json.dumps({"asked": len(taken), "errors": len(errors), "middle": statistics.median(taken), "p95": p95}))


def main() -> None:
    """Measure; `smoke` does the least that shows the benchmark runs."""
    smoke = "smoke" in sys.argv[1:]
    logging.getLogger("waitress").setLevel(logging.CRITICAL)
    times = 1 if smoke else 9
    for count in (FULL,) if smoke else (FULL, AIMED, 8500):
        with tempfile.TemporaryDirectory() as folder:
            workspace = draw_workspace(Path(folder) / "workspace", count)
            dashboards = load_dashboards(workspace.system)
            measure_pages(workspace, dashboards, count, times)
            if count == (FULL if smoke else AIMED):
                if shutil.which("chromium"):
                    measure_weight(workspace, dashboards)
                measure_crowd(workspace, dashboards, *((3, 1.0, 0.2) if smoke else (200, 60.0, 5.0)))
            workspace.store.close()


if __name__ == "__main__":
    if sys.argv[1:] == ["crowd"]:
        be_crowd(json.load(sys.stdin))
    else:
        main()
        sys.stdout.flush()
        os._exit(0)  # a server's threads may still hold the database library, which complains of it at an ordinary end
