"""An evaluation is asked for on a page and seen there until it is done, whoever looks."""

import pytest

from iecscore.desk import working
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.working import list_work, work_off
from iecscore.desk.workspace import operator
from iecscore.store.jobs import DONE, FAILED
from iecscore.values import Options
from page_visits import question

WORK = "..evaluating-told.children...evaluating-table.children...evaluating-beat.disabled.."
FORM = {"round": "2025", "level": "library", "weights": "neutral", "method": "geometric-mean"}


def ask(visitor, pressed, again=(), **changes):
    form = {f"evaluating-{name}.value": value for name, value in (FORM | changes).items()} | {"evaluating-intervals.checked": False}
    buttons = [{"id": {"kind": "evaluating-again", "number": number}, "property": "n_clicks", "value": clicks} for number, clicks in again]
    inputs = {"evaluating-go.n_clicks": 1, "*evaluating-again": buttons, "evaluating-beat.n_intervals": 1}
    told = visitor.ask(question(WORK, inputs, form, (pressed,))).json["response"]
    return told.get("evaluating-told", {}).get("children"), told["evaluating-table"]["children"], told["evaluating-beat"]["disabled"]


def again_button(number):
    return f'{{"kind":"evaluating-again","number":{number}}}.n_clicks'


@pytest.fixture
def emptied(libraries):
    while work_off(libraries):
        pass
    yield libraries
    while work_off(libraries):
        pass


def test_what_is_asked_for_stands_in_the_table_for_everybody_until_it_is_done(visit, emptied):
    office = visit("office")
    said, table, still = ask(office, "evaluating-go.n_clicks")
    [job, *_] = list_work(emptied, operator())
    assert f"Asked for as no. {job.id}." in str(said)
    assert "waiting" in str(table)
    assert not still
    assert "waiting" in office.turn().text
    said, _, _ = ask(office, "evaluating-go.n_clicks")
    assert f"office has asked for the same already, at {job.asked_at:%Y-%m-%d %H:%M} (no. {job.id})." in str(said)
    assert work_off(emptied)
    said, table, still = ask(office, "evaluating-beat.n_intervals")
    made = evaluate_round(emptied, operator(), Options("library", "2025", method="geometric-mean")).evaluation
    assert (said, still) == (None, True)
    assert made.id[:12] in str(table)
    assert made.id[:12] in office.turn().text


def test_what_failed_is_started_again_by_its_button(visit, emptied, monkeypatch):
    office = visit("office")
    with monkeypatch.context() as broken:
        broken.setattr(working, "_evaluate", lambda *_: 1 / 0)
        ask(office, "evaluating-go.n_clicks", method="weighted-mean")
        work_off(emptied)
    [failed, *_] = list_work(emptied, operator())
    assert failed.state == FAILED
    _, table, _ = ask(office, "evaluating-beat.n_intervals")
    assert "Start again" in str(table)
    ask(office, again_button(failed.id), [(failed.id, None)])
    assert list_work(emptied, operator())[0].id == failed.id
    said, _, still = ask(office, again_button(failed.id), [(failed.id, 1)])
    assert "Asked for as no." in str(said)
    assert not still
    work_off(emptied)
    assert list_work(emptied, operator())[0].state == DONE


def test_a_number_made_up_by_hand_is_told_as_unknown(visit, emptied):
    said, _, _ = ask(visit("office"), '{"kind":"evaluating-again","number":"x"}.n_clicks', [("x", 1)])
    assert "There is no work with the number 0." in str(said)
    assert not work_off(emptied)


def test_what_cannot_be_evaluated_is_told_where_it_was_asked(visit, emptied):
    said, _, still = ask(visit("office"), "evaluating-go.n_clicks", level="shelf")
    assert "shelf" in str(said)
    assert still
    assert not work_off(emptied)
