"""Child processes that read files under limits of time and memory; started when first needed, replaced after any breach."""

import atexit
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import LifoQueue
from types import TracebackType
from typing import Any, Final, Self

from iecscore.problems import Place, error, show_name
from iecscore.sheets import child
from iecscore.sheets.book import Limits, Request
from iecscore.sheets.pipes import READY, receive, send
from iecscore.values import Read

WORKERS: Final = max(2, min(4, os.cpu_count() or 1))
FILES_PER_CHILD: Final = 200
OUTSIDE: Final = Limits(8_000_000, 100_000_000, 400_000, 1_500_000, 20.0, 1_500_000_000)
AHEAD: Final = 2
SPARING: Final = {"MALLOC_ARENA_MAX": "1", "RUST_BACKTRACE": "0"}
WINDOWLESS: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Child:
    """One reading process."""

    def __init__(self, limits: Limits) -> None:
        """Keep the limits; the process is started by the first request."""
        self.limits = limits
        self.process: subprocess.Popen[bytes] | None = None
        self.served = 0

    def ask(self, request: Request) -> Read[Any]:
        """Let the child read a file; the file that ends it gets a problem, the next file a new child."""
        try:
            process = self._running()
        except OSError:
            self.end()
            return _refuse(request, "sheets.no_reader")
        late = threading.Event()
        watch = threading.Timer(self.limits.seconds, _stop, (process, late))
        watch.start()
        try:
            read = _exchange(process, request)
        except (OSError, EOFError, ValueError):
            read = None
        finally:
            watch.cancel()
            watch.join()
        self.served += 1
        if read is None or late.is_set() or self.served >= FILES_PER_CHILD or _is_heavy(read):
            self.end()
        return read or _refuse(request, "sheets.too_slow" if late.is_set() else "sheets.broke_reader")

    def _running(self) -> "subprocess.Popen[bytes]":
        if self.process and self.process.poll() is not None:
            self.end()
        if self.process is None:
            command = [sys.executable, "-P", str(child.__file__), str(self.limits.memory_bytes)]
            environment, pipe = {**os.environ, **SPARING}, subprocess.PIPE
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment, creationflags=WINDOWLESS
            )
            self.served = 0
            if self.process.stdout and self.process.stdout.read(1) != READY:
                raise ChildProcessError
        return self.process

    def end(self) -> None:
        """End the process."""
        process, self.process = self.process, None
        if process:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
            process.wait()


def _stop(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    process.kill()


def _exchange(process: "subprocess.Popen[bytes]", request: Request) -> Read[Any]:
    assert process.stdin  # noqa: S101 - both are pipes
    assert process.stdout  # noqa: S101
    send(process.stdin, request)
    return Read(*receive(process.stdout))


def _refuse(request: Request, code: str) -> Read[Any]:
    return Read(None, (error(code, Place(request.name), seconds=round(request.limits.seconds)),))


def _is_heavy(read: Read[Any]) -> bool:
    return any(problem.code == "sheets.too_heavy" for problem in read.problems)


class Pool:
    """A few children; whoever reads takes one that is free, rather one that has been started."""

    def __init__(self, limits: Limits | None = None, workers: int = WORKERS) -> None:
        """Prepare children without starting them."""
        self.limits = limits or Limits()
        self.workers = workers
        self.children = [Child(self.limits) for _ in range(workers)]
        self.free: LifoQueue[Child] = LifoQueue()
        for reader in self.children:
            self.free.put(reader)

    def __enter__(self) -> Self:
        """Use inside `with`, so that no child outlives the work."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        """End the children."""
        self.close()

    def read(self, kind: str, path: Path, name: str = "") -> Read[Any]:
        """Read one file in a child."""
        reader = self.free.get()
        try:
            return reader.ask(Request(kind, str(path.absolute()), show_name(name or path.name), self.limits))
        except BaseException:
            reader.end()
            raise
        finally:
            self.free.put(reader)

    def read_all(self, kind: str, files: Iterable[tuple[Path, str]]) -> Iterator[tuple[Path, Read[Any]]]:
        """Read many files, as many at once as there are children; in the order given."""
        waiting: deque[tuple[Path, Future[Read[Any]]]] = deque()
        threads = ThreadPoolExecutor(self.workers)
        try:
            for path, name in files:
                waiting.append((path, threads.submit(self.read, kind, path, name)))
                if len(waiting) >= self.workers * AHEAD:
                    first, future = waiting.popleft()
                    yield first, future.result()
            for first, future in waiting:
                yield first, future.result()
        finally:
            threads.shutdown(cancel_futures=True)

    def close(self) -> None:
        """End all children."""
        for reader in self.children:
            reader.end()


def shared_pool() -> Pool:
    """The pool of this process, ended with it; a process forked off has one of its own."""
    return _pool_of(os.getpid())


def outside_pool() -> Pool:
    """The pool for files that come from outside over the network: tighter limits, and what hangs there keeps no other file waiting."""
    return _pool_of(os.getpid(), OUTSIDE)


@cache
def _pool_of(process: int, limits: Limits | None = None) -> Pool:
    pool = Pool(limits)
    atexit.register(lambda: pool.close() if os.getpid() == process else None)
    return pool
