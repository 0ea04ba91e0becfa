"""The frame: faults of dashboards by line, publishing by hand, what others see before it, sessions that run out, the vendored charts."""

import hashlib
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import plotly
import pytest
from plotly.offline import get_plotlyjs_version
from sqlalchemy import update

import iecscore.dashboard
from iecscore.dashboard import create_app, load_dashboards
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.people import IDLE
from iecscore.desk.publishing import publish_evaluation, withdraw_evaluation
from iecscore.desk.workspace import operator
from iecscore.problems import Misuse
from iecscore.store.schema import sessions
from iecscore.values import Options, Principal, Sight
from library_round import SYSTEM, SYSTEMS
from page_visits import Visitor, question

SOUND = """key: reader
name: {en: Reader, zh: 读者}
sees: published
pages:
  - key: first
    name: {en: First, zh: 首页}
    lead: {en: A page., zh: 一页。}
    panels:
      - {kind: ranking, options: {level: library}}
"""
BROKEN = [
    ("kind: ranking", "kind: rankin", "dashboard.unknown_kind", 9),
    ("level: library", "level: librarie", "dashboard.unknown_level", 9),
    ("{level: library}", "{level: library, colour: red}", "system.unknown_key", 9),
    ("zh: 首页", "fr: Accueil", "system.missing_translation", 6),
    ("sees: published", "sees: everything", "system.not_one_of", 3),
    ("SECOND", "  - {key: first, name: {en: A, zh: 甲}, lead: {en: A., zh: 甲。}, panels: [{kind: evaluations}]}\n", "dashboard.page_twice", 10),
]
ACT = "..evaluations-table.children...evaluations-told.children...evaluations-reason.value...evaluations-replace.checked.."


def written(tmp_path, text):
    folder = shutil.copytree(SYSTEMS, tmp_path / "content")
    path = folder / "dashboards" / "reader" / "dashboard.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_sound_dashboard_is_loaded_by_its_role(tmp_path):
    assert list(load_dashboards(SYSTEM, written(tmp_path, SOUND))) == ["reader"]


@pytest.mark.parametrize(("right", "wrong", "code", "line"), BROKEN)
def test_each_fault_of_a_dashboard_is_named_with_its_line(tmp_path, right, wrong, code, line):
    text = SOUND + wrong if right == "SECOND" else SOUND.replace(right, wrong)
    with pytest.raises(Misuse) as refused:
        load_dashboards(SYSTEM, written(tmp_path, text))
    assert (code, line) in [(problem.code, problem.place.line) for problem in refused.value.problems]
    assert all("reader" in problem.place.file for problem in refused.value.problems)


def test_a_folder_without_its_file_and_a_file_that_is_no_yaml_are_told(tmp_path):
    folder = written(tmp_path, "key: [")
    with pytest.raises(Misuse) as refused:
        load_dashboards(SYSTEM, folder)
    assert "reader/dashboard.yaml" in str(refused.value)
    (folder / "dashboards" / "reader" / "dashboard.yaml").unlink()
    with pytest.raises(Misuse, match=r"dashboard\.no_file reader/dashboard\.yaml"):
        load_dashboards(SYSTEM, folder)


@pytest.fixture
def draft(libraries):
    """An evaluation that nobody has published, by another method."""
    yield evaluate_round(libraries, operator(), Options("library", "2025", method="weighted-mean")).evaluation
    with libraries.store.reading(operator()) as repository:
        first = repository.list_publications()
        made = evaluate_round(libraries, operator(), Options("library", "2025")).evaluation
    if not first[made.id].shown:
        publish_evaluation(libraries, operator(), made.id, "as it was")


def press(visitor, what, which, reason, *, replace=True):
    buttons = {f"evaluations-{name}.n_clicks": 1 for name in ("provisional", "publish", "withdraw")}
    told = {"evaluations-which.value": which, "evaluations-reason.value": reason, "evaluations-replace.checked": replace}
    return visitor.ask(question(ACT, buttons, told, (f"evaluations-{what}.n_clicks",)))


def seen(libraries, principal, identity):
    with libraries.store.reading(principal) as repository:
        listed = identity in [made.id for made in repository.list_evaluations("library")]
        return listed, repository.load_evaluation(identity) is not None


MINISTRY = Principal("ministry", "ministry", Sight.PUBLISHED)
COLLEGE = Principal("own", "library", Sight.OWN, "L01")
OTHERS = (MINISTRY, COLLEGE)


@pytest.mark.parametrize("principal", OTHERS)
def test_an_evaluation_is_hidden_from_others_until_it_is_published_and_again_after_it_is_withdrawn(visit, libraries, draft, principal):
    office = visit("office")
    assert not any(seen(libraries, principal, draft.id)[1:])
    for pressed, visible in (("provisional", True), ("publish", True), ("withdraw", False)):
        told = press(office, pressed, draft.id, "the panel has looked at it")
        assert ("Withdrawn." if pressed == "withdraw" else "Done.") in told.text
        assert seen(libraries, principal, draft.id) == (visible, visible)
        assert seen(libraries, operator(), draft.id) == (True, True)


def test_another_of_the_same_round_is_withdrawn_for_the_one_published_and_the_reason_kept(libraries, draft):
    publish_evaluation(libraries, operator(), draft.id, "  mended  ", replace=True)
    with libraries.store.reading(operator()) as repository:
        states = repository.list_publications()
        shown = repository.list_shown("library", 2025)
    assert shown == (draft.id,)
    assert states[draft.id].reason == "mended"
    replaced = next(state for identity, state in states.items() if identity != draft.id and state.state == "withdrawn")
    assert replaced.reason == f"→ {draft.id[:12]}: mended"
    withdraw_evaluation(libraries, operator(), draft.id, "enough")


@pytest.mark.parametrize(
    ("which", "reason", "pressed", "code"),
    [
        ("draft", " ", "publish", "There is no reason."),
        ("none", "why", "publish", "no such evaluation"),
        ("draft", "why", "withdraw", "not published"),
    ],
)
def test_publishing_by_hand_is_refused_in_words(visit, draft, which, reason, pressed, code):
    told = press(visit("office"), pressed, draft.id if which == "draft" else "0" * 64, reason)
    assert told.status_code == 200
    assert code in told.text


def test_what_is_shown_is_replaced_only_where_that_is_said(visit, libraries, draft):
    told = press(visit("office"), "publish", draft.id, "why", replace=False)
    assert "would take its place" in told.text
    with libraries.store.reading(operator()) as repository:
        assert draft.id not in repository.list_shown("library", 2025)


@pytest.mark.parametrize("principal", OTHERS)
def test_nobody_else_publishes(libraries, draft, principal):
    for act in (publish_evaluation, withdraw_evaluation):
        with pytest.raises(Misuse, match=r"store\.not_yours"):
            act(libraries, principal, draft.id, "why")


@pytest.mark.parametrize(("ago", "answer"), [(IDLE - timedelta(minutes=2), 200), (IDLE + timedelta(minutes=2), 401)])
def test_a_session_nobody_used_for_long_has_run_out(pages, libraries, ago, answer):
    visitor = Visitor(pages, "ministry")
    digest = hashlib.sha256(visitor.client.get_cookie("iecscore_session").value.encode()).hexdigest()
    with libraries.store.engine.begin() as connection:
        connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=datetime.now(UTC) - ago))
    assert visitor.client.get("/_dash-layout").status_code == answer
    assert visitor.client.get("/_dash-layout").status_code == answer


def test_the_vendored_charts_are_those_of_the_library_in_use():
    bundle = Path(iecscore.dashboard.__file__).parent / "assets" / "plotly-cartesian.min.js"
    told = re.search(r"plotly\.js \(cartesian[^)]*\) v(\d+\.\d+\.\d+)", bundle.read_text(encoding="utf-8")[:400])
    assert told is not None
    assert told[1] == get_plotlyjs_version(), plotly.__version__


def test_the_application_is_put_together_twice_in_one_process(libraries, library_content):
    dashboards = load_dashboards(libraries.system, library_content)
    assert create_app(libraries, dashboards) is not create_app(libraries, dashboards)
