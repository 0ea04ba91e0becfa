"""The pages of a small workspace of the library system: two systems of libraries, one evaluation published, one not, and an account of each kind."""

import shutil

import pytest

from iecscore.dashboard import create_app, load_dashboards
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.importing import import_files
from iecscore.desk.people import add_user
from iecscore.desk.publishing import publish_evaluation
from iecscore.desk.workspace import init_workspace, operator
from iecscore.values import Options
from library_round import FAIR, GOOD, POOR, SYSTEMS, write_whole
from page_visits import PASSWORD, Visitor

DASHBOARD = """
key: {key}
name: {{en: {key}, zh: {key}}}
sees: {sees}
{scope}
pages:
  - key: first
    name: {{en: First page, zh: 第一页}}
    lead: {{en: A page., zh: 一页。}}
    panels:
      - {{kind: {kind}, options: {options}}}
{more}"""
PAGE = """  - key: {kind}
    name: {{en: {kind}, zh: {kind}}}
    lead: {{en: A page., zh: 一页。}}
    panels:
      - {{kind: {kind}, options: {{level: library}}}}
"""
PLAIN = PAGE.replace(", options: {{level: library}}", "")
MORE = {
    "office": "".join(f"      - {{kind: {kind}}}\n" for kind in ("evaluating", "deeds", "arrivals", "differences")),
    "ministry": "".join(PAGE.format(kind=kind) for kind in ("overview", "detail", "compare", "robustness", "method")),
}
MORE["office"] += "".join(PAGE.format(kind=kind) for kind in ("detail", "weights", "exploring"))
MORE["office"] += PAGE.format(kind="detail").replace("key: detail", "key: branches").replace("level: library", "level: branch")
MORE["office"] += PLAIN.format(kind="deciding")
MORE["branch"] = PLAIN.format(kind="submitting")
PAGES = {
    "office": ("all", "", "evaluations", "{}"),
    "ministry": ("published", "scope: library.name", "ranking", "{level: library}"),
    "branch": ("own", "", "profile", "{level: branch}"),
}
ACCOUNTS = {
    "office": ("office", ""),
    "ministry": ("ministry", ""),
    "north": ("ministry", "Library L01"),
    "own": ("branch", "L01/B01"),
    "other": ("branch", "L02/B02"),
}


@pytest.fixture(scope="session")
def library_content(tmp_path_factory):
    folder = shutil.copytree(SYSTEMS, tmp_path_factory.mktemp("pages") / "content")
    for key, (sees, scope, kind, options) in PAGES.items():
        path = folder / "dashboards" / key / "dashboard.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(DASHBOARD.format(key=key, sees=sees, scope=scope, kind=kind, options=options, more=MORE.get(key, "")), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def libraries(tmp_path_factory, library_content):
    made = init_workspace(tmp_path_factory.mktemp("workspace"), "library", "en", content=library_content)
    drawn = {"L01": (GOOD, FAIR), "L02": (FAIR, POOR), "L03": (POOR, GOOD), "L04": (GOOD, GOOD)}
    files = [write_whole(made.inbox / f"{unit}.xlsx", unit, 90_000, *figures) for unit, figures in drawn.items()]
    assert not import_files(made, operator(), files).refused
    for level in ("library", "branch"):
        done = evaluate_round(made, operator(), Options(level, "2025"))
        publish_evaluation(made, operator(), done.evaluation.id, "checked")
    for name, (role, scope) in ACCOUNTS.items():
        add_user(made, operator(), name, role, scope, PASSWORD)
    yield made
    made.store.close()


@pytest.fixture(scope="session")
def pages(libraries, library_content):
    return create_app(libraries, load_dashboards(libraries.system, library_content))


@pytest.fixture(scope="session")
def visit(pages):
    held = {}

    def come(name=""):
        if name and name not in held:
            held[name] = Visitor(pages, name)
        return held[name] if name else Visitor(pages)

    return come
