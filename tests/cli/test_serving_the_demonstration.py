"""`iecscore demo --serve`: what was evaluated is published, each role has an account, the passwords are told once and let in."""

import shutil

import click
import pytest

from iecscore.cli import demonstrating, main, serving
from iecscore.cli.session import Session
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.importing import import_files
from iecscore.desk.people import sign_in
from iecscore.desk.workspace import init_workspace, operator
from iecscore.values import Options
from library_round import FAIR, GOOD, POOR, SYSTEMS, write_whole

PAGES = """key: {key}
name: {{en: The {key}, zh: 读者}}
sees: {sees}
pages:
  - key: first
    name: {{en: First, zh: 首页}}
    lead: {{en: A page., zh: 一页。}}
    panels:
      - {{kind: {kind}, options: {options}}}
"""
ROLES = {
    "office": ("all", "evaluations", "{}"),
    "reader": ("published", "ranking", "{level: library}"),
    "branch": ("own", "profile", "{level: branch}"),
}


@pytest.fixture
def session(tmp_path, monkeypatch):
    monkeypatch.setenv("IECSCORE_LANG", "en")
    content = shutil.copytree(SYSTEMS, tmp_path / "content")
    for key, (sees, kind, options) in ROLES.items():
        path = content / "dashboards" / key / "dashboard.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(PAGES.format(key=key, sees=sees, kind=kind, options=options), encoding="utf-8")
    made = init_workspace(tmp_path / "round", "library", "en", content=content)
    files = [write_whole(made.inbox / f"{unit}.xlsx", unit, 90_000, *told) for unit, told in {"L01": (GOOD, FAIR), "L02": (FAIR, POOR)}.items()]
    import_files(made, operator(), files)
    for options in (Options("library", "2025"), Options("branch", "2025"), Options("branch", "2025", weights="neutral")):
        evaluate_round(made, operator(), options)
    opened = Session(click.Context(click.Command("demo")), made.folder, content)
    opened.use(made)
    yield opened
    made.store.close()


def serve(session, monkeypatch):
    served = []
    monkeypatch.setattr(serving, "serve_pages", lambda *told, ports: served.append((*told, ports)))
    demonstrating.serve_demo(session, session.workspace)
    return served


def test_each_role_has_an_account_whose_password_lets_in(session, monkeypatch, capsys):
    assert len(serve(session, monkeypatch)) == 1
    told = {line.split()[0]: line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("  ")}
    assert sorted(told) == ["branch", "office", "reader"]
    assert [sign_in(session.workspace, name, words[1], "::1") is not None for name, words in told.items()] == [True] * 3
    assert told["branch"][-1] == "L01/B01"
    assert len({words[1] for words in told.values()}) == 3


def test_the_latest_evaluation_of_each_level_is_published(session, monkeypatch):
    serve(session, monkeypatch)
    with session.workspace.store.reading(operator()) as repository:
        shown = {identity for identity, state in repository.list_publications().items() if state.shown}
        latest = {repository.list_evaluations(level)[0].id for level in ("library", "branch")}
    assert shown == latest


@pytest.mark.parametrize("asked", [True, False])
def test_the_demonstration_serves_where_it_is_asked_to(asked, tmp_path, monkeypatch):
    served = []
    for name in ("write_demo", "import_demo", "evaluate_demo"):
        monkeypatch.setattr(demonstrating, name, lambda *_, **__: None)
    monkeypatch.setattr(demonstrating, "serve_demo", lambda *told: served.append(told))
    assert main(["demo", str(tmp_path / "demo"), *(["--serve"] if asked else [])]) == 0
    assert len(served) == asked


def test_a_port_in_use_is_told_with_what_to_do(session, monkeypatch, capsys):
    def refuse(*_):
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(serving, "open_server", refuse)
    assert main(["--content", str(session.content), "--workspace", str(session.workspace.folder), "serve", "--port", "8123"]) != 0
    told = " ".join(capsys.readouterr().err.split())
    assert "127.0.0.1, port 8123" in told
    assert "type another port" in told


def test_the_demonstration_takes_another_port_where_the_usual_one_is_in_use(session, monkeypatch, capsys):
    opened = serving.open_server
    tried = []

    def refuse_usual(app, host, port, proxy):
        tried.append(port)
        if port:
            raise OSError(98, "Address already in use")
        server = opened(app, host, port, proxy)
        monkeypatch.setattr(server, "run", server.close)
        return server

    monkeypatch.setattr(serving, "open_server", refuse_usual)
    demonstrating.serve_demo(session, session.workspace)
    assert tried == [serving.PORT, 0]
    assert "Serving at http://127.0.0.1:" in capsys.readouterr().out
