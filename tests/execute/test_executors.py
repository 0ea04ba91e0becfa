"""Threads and clusters behind one protocol: results in order, little in flight, what has not begun cancelled."""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from iecscore.execute import open_executor, run_in_order
from iecscore.problems import Misuse
from iecscore.text import word_problem


def test_results_come_in_the_order_of_the_jobs():
    def work(number):
        time.sleep(0.02 if number == 0 else 0)
        return number

    told = []
    with open_executor(3) as executor:
        assert list(run_in_order(executor, work, ((number,) for number in range(20)), told.append)) == list(range(20))
    assert told == list(range(1, 21))


def test_threads_are_as_many_as_asked_for():
    with open_executor(3) as executor:
        assert executor._max_workers == 3
    with open_executor() as executor:
        assert executor._max_workers >= 1


class Counting(ThreadPoolExecutor):
    places = 2

    def __init__(self) -> None:
        super().__init__(2)
        self.futures = []

    def submit(self, *given):
        self.futures.append(super().submit(*given))
        return self.futures[-1]


def test_no_more_is_given_out_than_keeps_all_places_busy():
    with Counting() as executor:
        results = run_in_order(executor, abs, ((number,) for number in range(100)))
        for place in range(5):
            assert next(results) == place
        assert len(executor.futures) <= 5 + executor.places + 1
        results.close()


def test_no_jobs_give_no_results():
    with open_executor(1) as executor:
        assert list(run_in_order(executor, abs, [])) == []


def test_a_failure_is_raised_and_what_has_not_begun_is_cancelled():
    gate = threading.Event()

    def work(number):
        if number == 0:
            raise ZeroDivisionError
        gate.wait(10)

    with Counting() as executor:
        executor.submit(gate.wait, 10)
        results = run_in_order(executor, work, ((number,) for number in range(10)))
        with pytest.raises(ZeroDivisionError):
            next(results)
        assert any(future.cancelled() for future in executor.futures)
        gate.set()


def test_without_the_extra_the_remedy_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(Misuse) as refused, open_executor(cluster="tcp://127.0.0.1:8786"):
        pass
    assert "pip install iecscore[cluster]" in word_problem(refused.value.problems[0], "en").remedy
