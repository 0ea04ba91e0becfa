"""Work asked for on pages, as lines: what, how far, by whom, and what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from iecscore.store import Job
from iecscore.system import System
from iecscore.text import say, word_problem

STATES: Final[Mapping[str, str]] = {"waiting": "waiting", "running": "at work", "done": "done", "failed": "failed", "lost": "interrupted"}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A piece of work; `evaluation` is what came of it, `again` whether it can be asked for once more, `percent` how far it is."""

    number: int
    what: str
    state: str
    percent: int | None
    asked: str
    outcome: str
    evaluation: str
    again: bool


@dataclass(frozen=True, slots=True)
class WorkView:
    """All work, the latest first, and whether something is still to come of any."""

    lines: tuple[WorkLine, ...]
    pending: bool


def view_work(jobs: Sequence[Job], system: System, language: str) -> WorkView:
    """The work that was asked for."""
    return WorkView(tuple(_line(job, system, language) for job in jobs), any(job.pending for job in jobs))


def _line(job: Job, system: System, language: str) -> WorkLine:
    percent = 100 * job.done // job.total if job.state == "running" and job.total else None
    made = job.result if job.state == "done" else ""
    outcome = _tell_outcome(job, language)
    asked = f"{job.asked_at:%Y-%m-%d %H:%M} {job.asked_by}"
    return WorkLine(job.id, _tell_what(job, system, language), say(STATES[job.state], language), percent, asked, outcome, made, _may_again(job))


def _may_again(job: Job) -> bool:
    return job.state in {"failed", "lost"}


def _tell_what(job: Job, system: System, language: str) -> str:
    told = {name: str(value) for name, value in job.detail.items()}
    level = system.levels[told["level"]].plural.say(language) if told["level"] in system.levels else told["level"]
    parts = [level, told["round"], told["weights"], told["method"] or say("method of the level", language)]
    return " · ".join([*parts, *([say("with intervals", language)] if job.detail["intervals"] else [])])


def _tell_outcome(job: Job, language: str) -> str:
    if job.state == "lost":
        return say("The program was stopped while this was being worked on. Nothing is half stored; start it again.", language)
    said = [word_problem(problem, language) for problem in job.problems]
    return " ".join(f"{item.cause} {item.remedy}" for item in said) or job.result[:12]
