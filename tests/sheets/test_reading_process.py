"""Files are read in children: a file that kills, stalls or overfills one costs that file only. The children here are real."""

import io
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from queue import SimpleQueue

import pytest

from iecscore.sheets import Limits, Pool, child, pool, read_books, read_grids, read_table, read_workbook, serving
from iecscore.sheets.book import Request
from iecscore.sheets.pipes import receive, send
from sheets.drawn_files import draw_book, draw_package, draw_text_cells, told

PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a file that never ends is drawn as a named pipe")
PROC = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are watched in /proc")
LIMITED = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")


@pytest.fixture
def good(tmp_path):
    return draw_book(tmp_path / "good.xlsx", 表=[["甲", 1], ["乙", 2]])


@pytest.fixture
def endless(tmp_path):
    """A file whose reading never ends."""
    os.mkfifo(tmp_path / "endless.xlsx")
    return tmp_path / "endless.xlsx"


def codes(read):
    assert (read.result is None) == bool(read.problems)
    return [code for code, _ in told(read.problems)]


def process_of(readers):
    (process,) = [reader.process for reader in readers.children if reader.process]
    return process


def alive(number):
    """Whether a process runs; one that has ended and was not yet fetched does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition, seconds=20):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def test_one_child_reads_one_file_after_another(good):
    with Pool() as readers:
        first = readers.read("book", good)
        process = process_of(readers)
        second = readers.read("grids", good, "报表.xlsx")
        assert process_of(readers) is process
    assert first.result.sheets[0].grid() == second.result["表"] == (("甲", 1), ("乙", 2))
    assert process.poll() is not None
    assert readers.read("grids", good).result
    readers.close()


@PIPES
def test_a_file_that_takes_too_long_costs_that_file_only(good, endless):
    with Pool(Limits(seconds=1)) as readers:
        readers.read("grids", good)
        first = process_of(readers)
        assert codes(readers.read("book", endless)) == ["too_slow"]
        assert first.poll() is not None
        assert codes(readers.read("grids", good)) == []


@LIMITED
def test_a_file_that_takes_too_much_memory_costs_that_file_only(good, tmp_path):
    heavy = draw_package(tmp_path / "heavy.xlsx", draw_text_cells(8000, 20))
    with Pool(Limits(memory_bytes=70_000_000)) as readers:
        assert codes(readers.read("book", heavy)) == ["too_heavy"]
        assert not any(reader.process for reader in readers.children)
        assert codes(readers.read("book", good)) == []


@LIMITED
def test_a_file_that_kills_its_reader_costs_that_file_only(good, tmp_path):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000"><c r="B1000000"><v>1</v></c></row>'
    wide = draw_package(tmp_path / "wide.xlsx", cells)
    with Pool(Limits(memory_bytes=80_000_000)) as readers:
        assert codes(readers.read("grids", wide)) == ["broke_reader"]
        assert codes(readers.read("grids", good)) == []


@PIPES
def test_a_child_that_is_killed_in_the_middle_is_replaced(good, endless):
    with Pool() as readers:
        readers.read("grids", good)
        threading.Timer(0.2, process_of(readers).kill).start()
        assert codes(readers.read("book", endless)) == ["broke_reader"]
        assert codes(readers.read("grids", good)) == []


def test_a_child_that_died_between_two_files_costs_neither(good):
    with Pool() as readers:
        readers.read("grids", good)
        process_of(readers).kill()
        process_of(readers).wait()
        assert codes(readers.read("grids", good)) == []


def test_a_child_is_replaced_after_many_files(good, monkeypatch):
    monkeypatch.setattr(pool, "FILES_PER_CHILD", 2)
    with Pool() as readers:
        readers.read("grids", good)
        assert process_of(readers)
        readers.read("grids", good)
        assert not any(reader.process for reader in readers.children)


@pytest.mark.parametrize("program", ["/nowhere/python", None])
def test_a_child_that_cannot_start_is_no_fault_of_the_file(good, monkeypatch, program):
    monkeypatch.setattr(sys, "executable", program or sys.executable)
    monkeypatch.setattr(child, "__file__", child.__file__ if program else str(good))
    with Pool() as readers:
        assert codes(readers.read("book", good)) == ["no_reader"]
        assert not any(reader.process for reader in readers.children)


@PIPES
def test_two_threads_read_at_once(good, endless):
    with Pool() as readers:
        slow = []
        thread = threading.Thread(target=lambda: slow.append(readers.read("book", endless)))
        thread.start()
        assert until(lambda: any(reader.process for reader in readers.children))
        assert codes(readers.read("grids", good)) == []
        assert slow == []
        endless.open("wb").close()
        thread.join()
    assert codes(slow[0]) == ["empty_file"]


@PIPES
def test_a_pool_closed_in_the_middle_of_a_file_ends_its_reading(good, endless):
    readers, broken = Pool(), []
    readers.read("grids", good)
    thread = threading.Thread(target=lambda: broken.append(readers.read("book", endless)))
    thread.start()
    time.sleep(0.3)
    readers.close()
    thread.join(10)
    assert [codes(read) for read in broken] == [["broke_reader"]]


@PIPES
def test_a_reading_that_is_interrupted_leaves_no_answer_for_the_next(good, endless, monkeypatch):
    with Pool(workers=1) as readers:
        readers.read("grids", good)

        def interrupt(_stream):
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr(pool, "receive", interrupt)
            with pytest.raises(KeyboardInterrupt):
                readers.read("book", endless)
        assert codes(readers.read("grids", good)) == []


def test_many_files_come_in_the_order_given_each_with_its_own_fate(tmp_path):
    paths = [draw_book(tmp_path / f"{number}.xlsx", 表=[[number]]) for number in range(9)]
    paths[4].write_bytes(b"%PDF")
    names = [f"报表{number}.xlsx" for number in range(9)]
    reads = list(read_books(paths, names))
    assert [path for path, _ in reads] == paths
    assert [read.result and (read.result.file, read.result.grids()["表"]) for _, read in reads] == [
        None if number == 4 else (names[number], ((number,),)) for number in range(9)
    ]
    assert told(reads[4][1].problems) == [("is_pdf", "报表4.xlsx")]


def test_reading_many_files_may_be_broken_off(tmp_path):
    paths = [draw_book(tmp_path / f"{number}.xlsx", 表=[[number]]) for number in range(9)]
    reads = read_books(paths)
    assert next(reads)[0] == paths[0]
    reads.close()
    assert read_workbook(paths[8]).result.file == "8.xlsx"


def test_one_table_is_read_by_its_name_or_as_the_first_that_holds_something(tmp_path):
    path = draw_book(tmp_path / "answers.xlsx", 空=[], 一=[[1]], 二=[[2]])
    assert read_table(path).result == ((1,),)
    assert read_table(path, sheet="二").result == ((2,),)
    assert told(read_table(path, "答卷.xlsx", sheet="三").problems) == [("no_such_sheet", "答卷.xlsx")]
    assert told(read_table(draw_book(path, 空=[])).problems) == [("no_table", "answers.xlsx")]
    assert told(read_table(tmp_path / "gone.csv").problems) == [("unreadable", "gone.csv")]
    assert read_grids(tmp_path / "gone.csv").result is None


PARENT = """
    import os, sys, threading
    from pathlib import Path
    from iecscore.sheets import Pool
    pool = Pool()
    pool.read("grids", Path(sys.argv[1]))
    threading.Timer(0.2, lambda: print(pool.children[-1].process.pid, flush=True)).start()
    pool.read("book", Path(sys.argv[2]))
"""


@PIPES
@PROC
def test_no_child_outlives_a_parent_that_is_killed_even_in_the_middle_of_a_file(good, endless):
    command = [sys.executable, "-c", textwrap.dedent(PARENT), str(good), str(endless)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        number = int(parent.stdout.readline())
        assert alive(number)
        parent.send_signal(signal.SIGKILL)
    assert until(lambda: not alive(number))


SHARED = """
    import os, sys
    from pathlib import Path
    from iecscore.sheets import read_grids
    from iecscore.sheets.pool import shared_pool
    read_grids(Path(sys.argv[1]))
    mine = shared_pool()
    if hasattr(os, "fork") and os.fork() == 0:
        assert shared_pool() is not mine
        assert read_grids(Path(sys.argv[1])).result
        sys.exit(0)
    if hasattr(os, "fork"):
        assert os.wait()[1] == 0
    assert read_grids(Path(sys.argv[1])).result
    print([reader.process.pid for reader in mine.children if reader.process])
"""


@PROC
def test_the_shared_pool_ends_with_its_process_and_is_not_shared_with_a_fork(good):
    command = [sys.executable, "-c", textwrap.dedent(SHARED), str(good)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    (number,) = [int(text) for text in done.stdout.strip("[]\n").split(",")]
    assert not alive(number)


def test_a_child_starts_without_what_reading_does_not_need():
    command = [sys.executable, "-X", "importtime", "-P", child.__file__, "1000000000"]
    done = subprocess.run(command, input=b"", capture_output=True, check=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.decode().splitlines()}
    assert {"iecscore.sheets.loading", "zipfile"} <= loaded
    assert not loaded & {"numpy", "pandas", "openpyxl", "iecscore.values", "iecscore.text", "iecscore.sheets.pool"}


def test_without_limits_of_the_system_a_child_reads_all_the_same(good, tmp_path, monkeypatch):
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "resource.py").write_text("raise ImportError", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "bare"))
    with Pool(Limits(memory_bytes=1)) as readers:
        assert codes(readers.read("grids", good)) == []


@PIPES
def test_the_clock_of_the_system_ends_a_child_that_nobody_watches(endless, monkeypatch):
    monkeypatch.setattr(serving, "GRACE", 0.05)
    alarms = []
    previous = signal.signal(signal.SIGALRM, lambda *_: alarms.append("rung"))
    try:
        threading.Timer(0.5, lambda: endless.open("wb").close()).start()
        serving.answer(Request("book", str(endless), "x", Limits(seconds=0.05)), io.BytesIO())
    finally:
        signal.signal(signal.SIGALRM, previous)
    assert alarms == ["rung"]


def test_an_answer_too_large_to_be_sent_is_a_problem(good, monkeypatch):
    monkeypatch.delattr(signal, "setitimer", raising=False)
    answers, sending = io.BytesIO(), [MemoryError]

    def send_second(stream, message):
        if sending:
            raise sending.pop()
        send(stream, message)

    monkeypatch.setattr(serving, "send", send_second)
    serving.answer(Request("grids", str(good), "good.xlsx", Limits()), answers)
    answers.seek(0)
    result, problems = receive(answers)
    assert (result, told(problems)) == (None, [("too_heavy", "good.xlsx")])


def test_a_child_hears_requests_and_leaves_when_they_end(monkeypatch):
    left, waiting, requests = [], SimpleQueue(), io.BytesIO()
    monkeypatch.setattr(os, "_exit", left.append)
    request = Request("book", "a.xlsx", "a.xlsx", Limits())
    send(requests, request)
    requests.write(b"\x00\x00")
    requests.seek(0)
    serving.listen(requests, waiting)
    assert (waiting.get_nowait(), left) == (request, [0])
