"""Evaluations that outlast a page: worked off in order, told as interrupted after a kill, asked for again, and never twice at once."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import update

from iecscore.desk import working
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.importing import import_files
from iecscore.desk.robustness import load_assessment
from iecscore.desk.working import Pulse, ask_again, ask_evaluation, list_work, work_beside, work_off
from iecscore.desk.workspace import init_workspace
from iecscore.problems import Misuse, error
from iecscore.store.jobs import DONE, FAILED, LOST, RUNNING, WAITING
from iecscore.store.schema import jobs
from iecscore.values import Options, Principal, Sight
from iecscore.views.work import view_work
from library_round import FAIR, GOOD, POOR, SYSTEMS, write_whole

WHO, OTHER = Principal("anna"), Principal("berta")
LIBRARIES = Options("library", "2025")
KILLED = """
import sys, time
from pathlib import Path
from iecscore.desk import working
from iecscore.desk.workspace import open_workspace

def hang(*told):
    print("begun", flush=True)
    time.sleep(600)

working._evaluate = hang
working.work_off(open_workspace(Path(sys.argv[1])))
"""


@pytest.fixture
def ready(tmp_path):
    made = init_workspace(tmp_path / "ready", "library", "en", content=SYSTEMS)
    drawn = {"L01": (GOOD, FAIR), "L02": (FAIR, POOR), "L03": (POOR, GOOD)}
    import_files(made, WHO, [write_whole(made.inbox / f"{unit}.xlsx", unit, 90_000, *figures) for unit, figures in drawn.items()])
    yield made
    made.store.close()


def codes(refused):
    return [problem.code for problem in refused.value.problems]


def test_what_is_asked_for_is_evaluated_as_who_asked_and_its_result_is_told(ready):
    number = ask_evaluation(ready, WHO, LIBRARIES, intervals=True)
    assert [(job.id, job.state, job.asked_by) for job in list_work(ready, OTHER)] == [(number, WAITING, "anna")]
    assert work_off(ready)
    [job] = list_work(ready, WHO)
    expected = evaluate_round(ready, WHO, LIBRARIES)
    assert (job.state, job.result, expected.new) == (DONE, expected.evaluation.id, False)
    assert load_assessment(ready, WHO, expected.evaluation) is not None
    with ready.store.reading(WHO) as repository:
        assert ("anna", "evaluate", job.result) in repository.list_deeds()
        assert repository.list_publications() == {}


def test_without_intervals_none_are_found_and_with_them_they_are_found_once(ready):
    ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
    work_off(ready)
    made = evaluate_round(ready, WHO, LIBRARIES).evaluation
    assert load_assessment(ready, WHO, made) is None
    for _ in range(2):
        ask_evaluation(ready, WHO, LIBRARIES, intervals=True)
        work_off(ready)
    with ready.store.reading(WHO) as repository:
        assert [action for _, action, _ in repository.list_deeds()].count("robustness") == 1


def test_work_is_done_in_the_order_it_was_asked_for(ready):
    ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
    ask_evaluation(ready, WHO, Options("branch", "2025"), intervals=False)
    work_off(ready)
    assert [(job.detail["level"], job.state) for job in list_work(ready, WHO)] == [("branch", WAITING), ("library", DONE)]
    assert work_off(ready)
    assert not work_off(ready)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Options("shelf", "2025"), "rank.unknown_choice"),
        (Options("library", "2025", method="guess"), "rank.unknown_choice"),
        (Options("library", "None"), "rank.not_a_year"),
        (Options("library", "1999"), "desk.no_round"),
    ],
)
def test_what_cannot_be_evaluated_is_refused_when_it_is_asked_for(ready, asked, code):
    with pytest.raises(Misuse) as refused:
        ask_evaluation(ready, WHO, asked, intervals=True)
    assert codes(refused) == [code]
    assert list_work(ready, WHO) == ()


def test_who_does_not_see_everything_may_neither_ask_nor_look(ready):
    college = Principal("college", "college", Sight.OWN, "L01")
    for attempt in (
        lambda: ask_evaluation(ready, college, LIBRARIES, intervals=True),
        lambda: ask_again(ready, college, 1),
        lambda: list_work(ready, college),
    ):
        with pytest.raises(Misuse) as refused:
            attempt()
        assert codes(refused) == ["store.not_yours"]


def test_of_two_who_ask_at_once_one_is_served_and_the_other_told_who_was_first(ready):
    ready_both, told = Barrier(2), []

    def ask(who):
        ready_both.wait()
        try:
            told.append((who.name, ask_evaluation(ready, who, LIBRARIES, intervals=True)))
        except Misuse as fault:
            told.append((who.name, fault.problems[0]))

    threads = [Thread(target=ask, args=(who,)) for who in (WHO, OTHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [job] = list_work(ready, WHO)
    refused = next(found for name, found in told if name != job.asked_by)
    assert (refused.code, refused.words["by"], refused.words["number"]) == ("dashboard.job_there", job.asked_by, job.id)
    assert (job.asked_by, job.id) in told


def test_the_same_may_be_asked_for_again_once_it_is_done(ready):
    ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
    work_off(ready)
    ask_evaluation(ready, OTHER, LIBRARIES, intervals=False)
    assert [job.state for job in list_work(ready, WHO)] == [WAITING, DONE]


def test_work_killed_in_the_middle_is_told_as_interrupted_and_is_done_when_started_again(ready):
    number = ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(ready.folder)], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout.readline() == "begun\n"
        assert [job.state for job in list_work(ready, WHO)] == [RUNNING]
        os.kill(process.pid, signal.SIGKILL)
    grow_old(ready)
    assert not work_off(ready)
    [lost] = list_work(ready, WHO)
    assert lost.state == LOST
    view = view_work([lost], ready.system, "en")
    assert (view.lines[0].state, view.lines[0].again, view.pending) == ("interrupted", True, False)
    assert "start it again" in view.lines[0].outcome
    again = ask_again(ready, OTHER, number)
    work_off(ready)
    assert [(job.id, job.state, job.asked_by) for job in list_work(ready, WHO)] == [(again, DONE, "berta"), (number, LOST, "anna")]


def grow_old(workspace):
    with workspace.store.engine.begin() as connection:
        connection.execute(update(jobs).values(beat_at=datetime.now(UTC) - timedelta(minutes=1)))


def test_what_was_taken_for_lost_and_gives_a_sign_is_at_work_again(ready):
    ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
    with ready.store.acting(WHO) as repository:
        job = repository.take_job()
    grow_old(ready)
    assert not work_off(ready)
    assert [item.state for item in list_work(ready, WHO)] == [LOST]
    Pulse(ready, WHO, job.id).beat()
    assert [item.state for item in list_work(ready, WHO)] == [RUNNING]


def test_work_that_is_unknown_or_still_to_be_done_is_not_asked_for_again(ready):
    number = ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
    for given, code in ((number, "dashboard.job_there"), (99, "dashboard.no_job")):
        with pytest.raises(Misuse) as refused:
            ask_again(ready, WHO, given)
        assert codes(refused) == [code]


def test_what_the_data_do_not_allow_fails_with_its_reason(ready):
    ask_evaluation(ready, WHO, replace(LIBRARIES, weights="critic"), intervals=True)
    work_off(ready)
    [job] = list_work(ready, WHO)
    assert (job.state, job.result) == (FAILED, "")
    line = view_work([job], ready.system, "en").lines[0]
    assert (line.state, line.again, line.evaluation) == ("failed", True, "")
    assert "units" in line.outcome


def test_a_fault_of_the_program_fails_the_work_and_not_the_worker(ready, monkeypatch):
    ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
    monkeypatch.setattr(working, "_evaluate", lambda *_: 1 / 0)
    assert work_off(ready)
    [job] = list_work(ready, WHO)
    assert (job.state, [item.code for item in job.problems]) == (FAILED, ["dashboard.job_failed"])


def test_progress_is_written_down_and_seen_by_others(ready, monkeypatch):
    seen = []

    def slow(_workspace, job, tell):
        tell(1, 4, "")
        seen.extend((item.done, item.total) for item in list_work(ready, OTHER))
        seen.append(view_work(list_work(ready, OTHER), ready.system, "en").lines[0].percent)
        return job.detail["level"]

    monkeypatch.setattr(working, "_evaluate", slow)
    monkeypatch.setattr(working, "TELL_SECONDS", 0)
    ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
    work_off(ready)
    assert seen == [(1, 4), 25]


def test_long_work_without_progress_gives_a_sign_of_life(ready, monkeypatch):
    beats = []
    monkeypatch.setattr(working, "BEAT_SECONDS", 0.01)
    monkeypatch.setattr(Pulse, "beat", lambda _: beats.append(1))
    monkeypatch.setattr(working, "_evaluate", lambda *_: time.sleep(0.2) or "")
    ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
    work_off(ready)
    assert beats


def test_progress_told_within_a_second_is_not_written_down_each_time(ready, monkeypatch):
    monkeypatch.setattr(Pulse, "beat", lambda _: pytest.fail("written down"))
    Pulse(ready, WHO, 1).tell(1, 4, "")


def test_a_sign_that_cannot_be_given_does_not_stop_the_work(ready):
    Pulse(ready, Principal("college", "college", Sight.OWN, "L01"), 1).beat()
    assert list_work(ready, WHO) == ()


def test_the_worker_beside_the_server_takes_on_what_is_asked_for(ready, monkeypatch):
    monkeypatch.setattr(working, "POLL_SECONDS", 0.01)
    with work_beside(ready):
        ask_evaluation(ready, WHO, LIBRARIES, intervals=False)
        wait_until(lambda: [job.state for job in list_work(ready, WHO)] == [DONE])


def test_the_worker_goes_on_after_the_store_refused_it(ready, monkeypatch):
    tries = []

    def refuse(_):
        tries.append(1)
        raise Misuse(error("store.not_yours"))

    monkeypatch.setattr(working, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(working, "work_off", refuse)
    with work_beside(ready):
        wait_until(lambda: len(tries) > 1)
    assert len(tries) > 1


def wait_until(true):
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)
