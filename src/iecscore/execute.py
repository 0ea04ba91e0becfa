"""Where heavy work runs: one protocol, that of `concurrent.futures`, on threads of this machine or on a running cluster."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, TypeVar

from iecscore.problems import Misuse, error

RETRIES: Final = 2
PATIENCE: Final = "10s"
T = TypeVar("T")


@contextmanager
def open_executor(workers: int | None = None, cluster: str = "") -> Iterator[Executor]:
    """Threads, as many as the machine has processors unless told, or the workers of the Dask scheduler at an address such as `tcp://host:8786`.

    Raises:
        Misuse: the extra for clusters is not installed, or no scheduler answers.
    """
    if cluster:
        with _join_cluster(cluster) as executor:
            yield executor
        return
    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as threads:
        yield threads


@contextmanager
def _join_cluster(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client  # noqa: PLC0415 - only who names a cluster needs it
    except ImportError:
        raise Misuse(error("execute.no_extra", address=address)) from None
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as refusal:
        raise Misuse(error("execute.no_scheduler", address=address, reason=str(refusal) or type(refusal).__name__)) from refusal
    with client, Crew(client) as crew:
        yield crew


class Crew(Executor):
    """The workers of a cluster; a task of a worker that dies is given to another."""

    def __init__(self, client: Any) -> None:  # noqa: ANN401 - distributed is not always installed
        """Give out work through a client."""
        self.client = client
        self.inner = client.get_executor(pure=False, retries=RETRIES)

    @property
    def places(self) -> int:
        """How many tasks can run at once now."""
        return sum(self.client.nthreads().values())

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401 - as the protocol has it
        """Give out one task."""
        given: Future[T] = self.inner.submit(fn, *args, **kwargs)
        return given

    def share(self, value: T) -> T:
        """Send a value to every worker once; what comes back stands for it in the arguments of tasks."""
        self.client.wait_for_workers(1)
        sent: T = self.client.scatter(value, broadcast=True, hash=False)
        return sent

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as the protocol has it
        """Wait for what was given out, or give it up."""
        self.inner.shutdown(wait=wait and not cancel_futures)


def share(executor: Executor, value: T) -> T:
    """A value as many tasks are given it: on a cluster every worker has it once, and tasks but name it."""
    return executor.share(value) if isinstance(executor, Crew) else value


def run_in_order(
    executor: Executor, function: Callable[..., T], jobs: Iterable[tuple[Any, ...]], progress: Callable[[int], None] | None = None
) -> Iterator[T]:
    """Give the results of `function(*job)` in the order of the jobs; `progress` is told how many are done.

    So many are given out at once as keep all places busy, so that memory does not grow with the number of jobs. Where one fails, or the caller
    stops, what has not begun is cancelled.
    """
    left = iter(jobs)
    places = getattr(executor, "places", None) or os.cpu_count() or 1
    waiting = deque(executor.submit(function, *job) for job in islice(left, places + 1))
    done = 0
    try:
        while waiting:
            result = waiting.popleft().result()
            waiting.extend(executor.submit(function, *job) for job in islice(left, 1))
            done += 1
            if progress is not None:
                progress(done)
            yield result
    finally:
        for future in waiting:
            future.cancel()
