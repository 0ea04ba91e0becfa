"""Who may sign in, and serving the pages, as somebody types it."""

import io
import shutil
import threading
import urllib.request

import pytest

from iecscore.cli import main, serving
from iecscore.dashboard.roles import find_scope
from iecscore.dashboard.serving import open_server
from iecscore.dashboard.specification import Dashboard
from iecscore.desk.people import find_session, list_users, sign_in
from iecscore.desk.working import ask_evaluation, list_work
from iecscore.desk.workspace import open_workspace, operator
from iecscore.problems import Misuse
from iecscore.store.jobs import DONE
from iecscore.values import Options, Sight
from library_round import FAIR, GOOD, SYSTEMS, write_whole

PASSWORD = "four plain words here"  # noqa: S105 - of a drawn account
OTHER = "other words than before"
READER = """key: {key}
name: {{en: Reader, zh: 读者}}
sees: {sees}
pages:
  - key: first
    name: {{en: First, zh: 首页}}
    lead: {{en: A page., zh: 一页。}}
    panels:
      - {{kind: ranking, options: {{level: library}}}}
"""


@pytest.fixture
def workspace(tmp_path, monkeypatch):
    monkeypatch.setenv("IECSCORE_LANG", "en")
    content = shutil.copytree(SYSTEMS, tmp_path / "content")
    for key, sees in (("reader", "published"), ("branch", "own")):
        path = content / "dashboards" / key / "dashboard.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(READER.format(key=key, sees=sees), encoding="utf-8")
    assert main(["--content", str(content), "init", str(tmp_path / "round"), "--system", "library"]) == 0
    monkeypatch.chdir(tmp_path / "round")
    return tmp_path / "round"


@pytest.fixture
def user(workspace, monkeypatch, capsys):
    def run(*arguments, password=PASSWORD):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        capsys.readouterr()
        ended = main(["user", *arguments])
        told = capsys.readouterr()
        return ended, told.out + told.err

    return run


def test_somebody_is_added_listed_and_shut_out(user):
    assert user("add", "anna", "--role", "reader", "--password-stdin") == (0, "anna may sign in now, as reader.\n")
    ended, told = user("list")
    assert ended == 0
    assert "anna" in told
    assert "disabled" not in told
    assert user("disable", "anna") == (0, "anna may not sign in any more.\n")
    assert "disabled" in user("list")[1]


def test_a_unit_is_named_for_whom_sees_one_unit_only(user):
    assert user("add", "north", "--role", "branch", "--scope", "L01/B01", "--password-stdin")[0] == 0
    assert "L01/B01" in user("list")[1]


def test_a_unit_is_written_as_in_the_data_and_one_that_is_not_there_is_refused(user, workspace):
    write_whole(workspace / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    assert main(["import"]) == 0
    assert user("add", "north", "--role", "branch", "--scope", "l01", "--password-stdin")[0] == 0
    assert " L01 " in user("list")[1]
    ended, told = user("add", "south", "--role", "branch", "--scope", "L09", "--password-stdin")
    assert ended != 0
    assert "No unit “L09” has handed anything in. The nearest is “L01”." in " ".join(told.split())
    assert user("add", "south", "--role", "branch", "--scope", "L09", "--new-unit", "--password-stdin")[0] == 0


def test_somebody_is_changed_gets_a_password_and_is_let_in_again(user, workspace):
    user("add", "anna", "--role", "reader", "--password-stdin")
    opened = open_workspace(workspace)
    admitted = sign_in(opened, "anna", PASSWORD, "here")
    assert "anna is branch from now on" in user("change", "anna", "--role", "branch", "--scope", "L01")[1]
    assert find_session(opened, admitted.token) is None
    assert user("change", "anna", "--scope", "L02")[0] == 0
    assert [(item.role, item.scope) for item in list_users(opened)] == [("branch", "L02")]
    assert user("change", "anna", "--role", "reader")[0] == 0
    assert [(item.role, item.scope) for item in list_users(opened)] == [("reader", "")]
    admitted = sign_in(opened, "anna", PASSWORD, "here")
    assert user("password", "anna", "--password-stdin", password=OTHER) == (
        0,
        "anna has to sign in again, with the new password.\n",
    )
    assert find_session(opened, admitted.token) is None
    assert sign_in(opened, "anna", PASSWORD, "here") is None
    user("disable", "anna")
    assert sign_in(opened, "anna", OTHER, "here") is None
    assert user("enable", "anna") == (0, "anna may sign in again.\n")
    assert find_session(opened, sign_in(opened, "anna", OTHER, "here").token).user.name == "anna"
    with opened.store.reading(operator()) as repository:
        deeds = [action for _, action, _ in repository.list_deeds()]
    assert deeds == ["add user", *["change user"] * 3, "set password", "disable user", "enable user"]
    opened.store.close()


@pytest.mark.parametrize("scope", ["9", "L01"])
def test_a_value_of_a_column_is_one_of_its_dictionary(scope, workspace):
    opened = open_workspace(workspace)
    dictionary = next(iter(opened.system.dictionaries))
    column = next(
        f"{key}.{name}" for key, table in opened.system.tables.items() for name, column in table.columns.items() if column.dictionary == dictionary
    )
    dashboard = Dashboard.model_construct(sees=Sight.PUBLISHED, scope=column, pages=())
    code = next(iter(opened.system.dictionaries[dictionary].codes))
    assert find_scope(opened, dashboard, code.upper()) == code
    with pytest.raises(Misuse, match=r"dashboard\.unknown_scope"):
        find_scope(opened, dashboard, scope, new_unit=True)
    plain = Dashboard.model_construct(sees=Sight.PUBLISHED, scope="library.name", pages=())
    assert find_scope(opened, plain, "Harbour") == "Harbour"
    opened.store.close()


@pytest.mark.parametrize(
    ("arguments", "password", "told"),
    [
        (("add", "berta", "--role", "readers", "--password-stdin"), PASSWORD, "There is no role “readers”. The nearest is “reader”."),
        (("add", "berta", "--role", "branch", "--password-stdin"), PASSWORD, "sees one unit only, and none is named"),
        (("add", "berta", "--role", "reader", "--scope", "L01", "--password-stdin"), PASSWORD, "Role reader has no scope."),
        (("add", "berta", "--role", "reader", "--password-stdin"), "short", "The password is shorter than 10 characters."),
        (("add", "anna", "--role", "reader", "--password-stdin"), PASSWORD, "There is a user anna already."),
        (("disable", "nobody"), PASSWORD, "There is no user nobody."),
        (("enable", "nobody"), PASSWORD, "There is no user nobody."),
        (("password", "nobody", "--password-stdin"), PASSWORD, "There is no user nobody."),
        (("password", "anna", "--password-stdin"), "short", "The password is shorter than 10 characters."),
        (("change", "nobody", "--role", "reader"), PASSWORD, "There is no user nobody."),
        (("change", "anna"), PASSWORD, "Neither a role nor a scope is told."),
        (("change", "anna", "--role", "branch"), PASSWORD, "sees one unit only, and none is named"),
        (("add", " anna", "--role", "reader", "--password-stdin"), PASSWORD, "A user's name has 1 to 100 characters"),
        (("add", "a\nb", "--role", "reader", "--password-stdin"), PASSWORD, "A user's name has 1 to 100 characters"),
    ],
)
def test_what_does_not_hold_is_refused_in_words(user, arguments, password, told):
    user("add", "anna", "--role", "reader", "--password-stdin")
    ended, said = user(*arguments, password=password)
    assert ended != 0
    assert told in " ".join(said.split())


def test_serving_answers_and_works_off_what_is_asked_for_until_it_is_stopped(workspace, monkeypatch, capsys):
    write_whole(workspace / "inbox" / "L01.xlsx", "L01", 1000, GOOD, FAIR)
    assert main(["import"]) == 0
    opened = open_workspace(workspace)
    ask_evaluation(opened, operator(), Options("library", "2025"), intervals=False)
    told = []

    class Visited:
        """A server that stops as soon as it was visited and its work is done."""

        def __init__(self, server):  # noqa: ANN204 - tests are not annotated
            self.inner, self.effective_port = server, server.effective_port

        def run(self):
            threading.Thread(target=self.inner.run, daemon=True).start()
            with urllib.request.urlopen(f"http://127.0.0.1:{self.effective_port}/health") as answer:
                told.append(answer.read())
            for _ in range(200):
                if list_work(opened, operator())[0].state == DONE:
                    break
                threading.Event().wait(0.05)
            self.inner.close()

    monkeypatch.setattr(serving, "open_server", lambda *given: Visited(open_server(*given)))
    assert main(["serve", "--port", "0"]) == 0
    assert told == [b"ok"]
    assert [job.state for job in list_work(opened, operator())] == [DONE]
    assert "Serving at http://127.0.0.1:" in capsys.readouterr().out
    opened.store.close()


def test_a_fault_in_a_dashboard_stops_serving_with_its_line(workspace, tmp_path, capsys):
    path = tmp_path / "content" / "dashboards" / "reader" / "dashboard.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: ranking", "kind: rankin"), encoding="utf-8")
    assert main(["serve", "--port", "0"]) != 0
    said = capsys.readouterr()
    assert "reader/dashboard.yaml" in said.err
    assert "line 9" in said.err
