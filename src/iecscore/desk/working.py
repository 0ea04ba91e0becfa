"""Evaluations that outlast a page: asked for, worked off one at a time, told as interrupted where nobody has heard of them, asked for again."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Event, Lock, Thread
from time import monotonic
from typing import Final

from iecscore.desk.evaluating import demand_round, evaluate_round
from iecscore.desk.robustness import Asked, assess_evaluation, load_assessment
from iecscore.desk.workspace import Workspace
from iecscore.pipeline import refuse_unknown
from iecscore.problems import Misuse, Parameter, Problem, error
from iecscore.store import Job, Repository
from iecscore.values import Options, Principal

EVALUATION: Final = "evaluation"
BEAT_SECONDS: Final = 5.0
TELL_SECONDS: Final = 1.0
POLL_SECONDS: Final = 1.0
LOG: Final = logging.getLogger("iecscore.desk")


def ask_evaluation(workspace: Workspace, principal: Principal, options: Options, *, intervals: bool) -> int:
    """Ask for an evaluation, with the intervals of its ranks where they are wanted; its number.

    Raises:
        Misuse: no such round, level, weights or method; the same is asked for already; or the principal may not.
    """
    refuse_unknown(workspace.system, options)
    detail: dict[str, Parameter] = {
        "level": options.level,
        "round": options.round,
        "weights": options.weights,
        "method": options.method,
        "intervals": int(intervals),
    }
    with workspace.store.acting(principal) as repository:
        demand_round(repository, options)
        return _ask(repository, detail)


def ask_again(workspace: Workspace, principal: Principal, number: int) -> int:
    """Ask once more for what was interrupted or failed; its new number.

    Raises:
        Misuse: there is no such work, it is still to be done, or the principal may not.
    """
    with workspace.store.acting(principal) as repository:
        found = next((job for job in repository.list_jobs() if job.id == number), None)
        if found is None:
            raise Misuse(error("dashboard.no_job", number=number))
        return _ask(repository, found.detail)


def _ask(repository: Repository, detail: Mapping[str, Parameter]) -> int:
    same = next((job for job in repository.list_jobs() if job.pending and job.detail == detail), None)
    if same:
        raise Misuse(error("dashboard.job_there", number=same.id, by=same.asked_by, at=f"{same.asked_at:%Y-%m-%d %H:%M}"))
    number = repository.ask_job(EVALUATION, **detail)
    repository.record("ask evaluation", str(number), **detail)
    return number


def list_work(workspace: Workspace, principal: Principal) -> tuple[Job, ...]:
    """What was asked for, the latest first, with how far it is."""
    with workspace.store.reading(principal) as repository:
        return repository.list_jobs()


@contextmanager
def work_beside(workspace: Workspace) -> Iterator[None]:
    """Work off what is asked for beside whatever else is done, until that ends."""
    ended = Event()
    thread = Thread(target=_work_until, args=(workspace, ended), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(BEAT_SECONDS)


def _work_until(workspace: Workspace, ended: Event) -> None:
    while not ended.is_set():
        try:
            busy = work_off(workspace)
        except Exception:
            LOG.exception("work was not taken on")
            busy = False
        if not busy:
            ended.wait(POLL_SECONDS)


def work_off(workspace: Workspace) -> bool:
    """Do the work that has waited longest; false where none waits."""
    worker = Principal("worker")
    job = _take(workspace, worker)
    if job is None:
        return False
    result, problems = "", tuple[Problem, ...]()
    with _alive(workspace, worker, job.id) as tell:
        try:
            result = _evaluate(workspace, job, tell)
        except Misuse as fault:
            problems = fault.problems
        except Exception:
            LOG.exception("work %s failed", job.id)
            problems = (error("dashboard.job_failed", number=job.id),)
    with workspace.store.acting(worker) as repository:
        repository.finish_job(job.id, result, problems)
    return True


def _take(workspace: Workspace, worker: Principal) -> Job | None:
    """Looking keeps nobody waiting; only where something is to be done is the store written to."""
    if not any(job.pending for job in list_work(workspace, worker)):
        return None
    with workspace.store.acting(worker) as repository:
        return repository.take_job()


def _evaluate(workspace: Workspace, job: Job, tell: Callable[[int, int, str], None]) -> str:
    """Evaluate as somebody asked; the evaluation's id."""
    told, who = {name: str(value) for name, value in job.detail.items()}, Principal(job.asked_by)
    options = Options(told["level"], told["round"], weights=told["weights"], method=told["method"])
    made = evaluate_round(workspace, who, options).evaluation
    if job.detail["intervals"] and load_assessment(workspace, who, made) is None:
        assess_evaluation(workspace, who, Asked(brief=True), identity=made.id, progress=tell)
    return made.id


@contextmanager
def _alive(workspace: Workspace, worker: Principal, number: int) -> Iterator[Callable[[int, int, str], None]]:
    """Let others see that work lives and how far it is, at least every few seconds."""
    pulse = Pulse(workspace, worker, number)
    thread = Thread(target=pulse.keep, name="pulse", daemon=True)
    thread.start()
    try:
        yield pulse.tell
    finally:
        pulse.ended.set()
        thread.join()


class Pulse:
    """The sign of life of one piece of work."""

    def __init__(self, workspace: Workspace, worker: Principal, number: int) -> None:
        """Begin with nothing done."""
        self._workspace, self._worker, self._number = workspace, worker, number
        self._far, self._last, self._lock = (0, 0), monotonic(), Lock()
        self.ended = Event()

    def tell(self, done: int, total: int, _what: str) -> None:
        """Tell how far the work is; written down at most once a second."""
        self._far = (done, total)
        if monotonic() - self._last >= TELL_SECONDS:
            self.beat()

    def keep(self) -> None:
        """Give a sign every few seconds until the work has ended."""
        while not self.ended.wait(BEAT_SECONDS):
            self.beat()

    def beat(self) -> None:
        """Give a sign; where the store is busy, the next one will do."""
        with self._lock:
            self._last = monotonic()
            try:
                with self._workspace.store.acting(self._worker) as repository:
                    repository.beat_job(self._number, *self._far)
            except Misuse:
                LOG.warning("work %s could not give a sign", self._number)
