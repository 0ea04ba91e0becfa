"""A scheduler and two workers of their own on loopback: equal bytes with threads and cluster, and a worker killed costs time only."""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
import warnings
from contextlib import contextmanager

import numpy as np
import pytest

from iecscore.execute import open_executor, run_in_order, share
from iecscore.problems import Misuse
from iecscore.robustness.counting import Asked
from iecscore.robustness.data_sources import ReportedValues, lay_scales
from iecscore.robustness.field import CHUNK, Field
from iecscore.robustness.points import Layout
from iecscore.robustness.running import Plan, run_plan
from iecscore.robustness.weight_sources import FlatWeights
from iecscore.system.indicators import Goalposts

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("distributed") is None and "CI" not in os.environ, reason="distributed is not there: no cluster was tried"
)
UNITS, LEAVES, DRAWS = 60, 30, 24 * CHUNK


@contextmanager
def started(*told):
    """A process of the cluster, ended with the test."""
    quiet = {**os.environ, "DASK_DISTRIBUTED__DASHBOARD__LINK": "", "OMP_NUM_THREADS": "1"}
    process = subprocess.Popen([sys.executable, "-m", *told], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=quiet)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def wait_for(happened):
    until = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < until, "the cluster did not come up"
        time.sleep(0.1)


@pytest.fixture
def cluster(tmp_path):
    """The address of a scheduler and its two workers."""
    told = tmp_path / "scheduler.json"
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told))
    worker = ("distributed.cli.dask_worker", "--scheduler-file", str(told), "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
    with started(*scheduler):
        wait_for(told.exists)
        with started(*worker, "--local-directory", str(tmp_path / "a")) as one, started(*worker, "--local-directory", str(tmp_path / "b")) as two:
            yield json_address(told), (one, two)


def json_address(path):
    wait_for(lambda: path.read_text(encoding="utf-8").strip().endswith("}"))
    return json.loads(path.read_text(encoding="utf-8"))["address"]


@pytest.fixture
def plan():
    layout, rng = Layout(3, (("weights", LEAVES),)), np.random.default_rng(1)
    field = Field(rng.random((UNITS, LEAVES)), np.zeros(UNITS), np.repeat(np.arange(10), 3), tiers=(60.0, 50.0))
    posts = lay_scales([[Goalposts(zero=0, full=1)] * UNITS] * LEAVES)
    errors = ReportedValues(np.arange(LEAVES), field.scores.T, field.scores.T * 0.1, np.zeros(LEAVES), posts, layout.cells("errors"))
    return Plan(field, FlatWeights(layout.points("weights")), (errors,))


def in_bytes(tally):
    arrays = (tally.ranks, tally.tiers, *tally.wins, tally.first_weights, tally.scores, tally.squares)
    return b"".join(array.tobytes() for array in arrays)


def test_a_cluster_gives_the_bytes_that_threads_give_even_when_a_worker_is_killed(cluster, plan):
    address, (victim, other) = cluster
    with open_executor(2) as threads:
        expected = in_bytes(run_plan(plan, DRAWS, threads, chunks=1))
    with open_executor(cluster=address) as crew:
        wait_for(lambda: crew.places == 2)
        assert in_bytes(run_plan(plan, DRAWS, crew, chunks=1)) == expected
        done = []

        def kill_midway(count):
            done.append(count)
            if len(done) == 5:
                os.kill(victim.pid, signal.SIGKILL)

        assert in_bytes(run_plan(plan, DRAWS, crew, kill_midway, chunks=1)) == expected
        assert victim.wait(10) == -signal.SIGKILL
        wait_for(lambda: crew.places == 1)
        assert other.poll() is None


def test_a_large_plan_is_sent_to_each_worker_once(cluster):
    field = Field(np.random.default_rng(1).random((45_000, LEAVES)), np.arange(45_000) // 100, np.repeat(np.arange(10), 3))
    wide = Plan(field, FlatWeights(Layout(3, (("weights", LEAVES),)).points("weights")), asked=Asked(duels=False, firsts=False))
    with open_executor(1) as threads:
        expected = in_bytes(run_plan(wide, 3 * CHUNK, threads, chunks=1))
    with open_executor(cluster=cluster[0]) as crew:
        wait_for(lambda: crew.places == 2)
        sent = share(crew, wide)
        assert len(crew.client.who_has([sent])[sent.key]) == 2
        assert in_bytes(run_plan(wide, 3 * CHUNK, crew, chunks=1)) == expected


def test_a_task_that_fails_on_the_cluster_fails_here(cluster):
    with open_executor(cluster=cluster[0]) as crew, pytest.raises(ZeroDivisionError):
        list(run_in_order(crew, divmod, [(1, 1), (1, 0), (1, 1)]))


def test_work_given_up_is_not_waited_for(cluster):
    with open_executor(cluster=cluster[0]) as crew:
        crew.submit(time.sleep, 30)
        begin = time.monotonic()
        crew.shutdown(cancel_futures=True)
        assert time.monotonic() - begin < 10


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://x"])
def test_a_scheduler_that_does_not_answer_is_a_misuse(address, monkeypatch):
    monkeypatch.setattr("iecscore.execute.PATIENCE", "1s")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        with pytest.raises(Misuse, match=r"execute\.no_scheduler"), open_executor(cluster=address):
            pass
