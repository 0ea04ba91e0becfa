"""Work that outlasts a page: asked for, under way, done, failed, or lost because nobody has heard of it for long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, RowMapping, insert, select, update

from iecscore.problems import Parameter, Problem, error
from iecscore.store.people import aware
from iecscore.store.schema import jobs

WAITING: Final = "waiting"
RUNNING: Final = "running"
DONE: Final = "done"
FAILED: Final = "failed"
LOST: Final = "lost"
SILENT: Final = timedelta(seconds=30)
PENDING: Final = frozenset({WAITING, RUNNING})
TAKEN: Final = (RUNNING, LOST)


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of work; `lost` work was under way and nobody has heard of it since `beat_at`. Failed work tells why."""

    id: int
    kind: str
    state: str
    done: int
    total: int
    asked_by: str
    asked_at: datetime
    beat_at: datetime | None
    detail: Mapping[str, Parameter]
    result: str
    problems: tuple[Problem, ...] = ()

    @property
    def pending(self) -> bool:
        """Whether something is still to come of it."""
        return self.state in PENDING


def ask_job(connection: Connection, kind: str, by: str, detail: Mapping[str, Parameter]) -> int:
    """Write down a piece of work to be done; its number."""
    told = insert(jobs).values(kind=kind, state=WAITING, done=0, total=0, asked_by=by, asked_at=_now(), detail=dict(detail), result="")
    return int(connection.execute(told.returning(jobs.c.id)).scalar_one())


def start_job(connection: Connection, number: int) -> bool:
    """Take a piece of work on; false where somebody else has taken it."""
    told = update(jobs).where(jobs.c.id == number, jobs.c.state == WAITING).values(state=RUNNING, started_at=_now(), beat_at=_now())
    return connection.execute(told).rowcount == 1


def beat_job(connection: Connection, number: int, done: int, total: int) -> None:
    """Tell how far a piece of work is, and that it lives; what was taken for lost is under way again."""
    told = update(jobs).where(jobs.c.id == number, jobs.c.state.in_(TAKEN))
    connection.execute(told.values(state=RUNNING, done=done, total=total, beat_at=_now()))


def finish_job(connection: Connection, number: int, state: str, result: str, problems: Sequence[Problem] = ()) -> None:
    """Tell what came of a piece of work, or why nothing came of it."""
    why = [[item.code, item.words] for item in problems]
    told = update(jobs).where(jobs.c.id == number, jobs.c.state.in_(TAKEN))
    connection.execute(told.values(state=state, result=result[:400], problem=why, beat_at=_now()))


def lose_jobs(connection: Connection, silent: timedelta = SILENT) -> int:
    """Mark work under way that nobody has heard of for long as lost; how many."""
    told = update(jobs).where(jobs.c.state == RUNNING, jobs.c.beat_at < _now() - silent).values(state=LOST)
    return connection.execute(told).rowcount


def list_jobs(connection: Connection) -> tuple[Job, ...]:
    """All work, the latest first."""
    return tuple(_job(row) for row in connection.execute(select(jobs).order_by(jobs.c.id.desc())).mappings())


def _job(row: RowMapping) -> Job:
    beat = aware(row["beat_at"]) if row["beat_at"] else None
    told = (row["id"], row["kind"], row["state"], row["done"], row["total"], row["asked_by"], aware(row["asked_at"]))
    why = tuple(error(code, **words) for code, words in row["problem"] or ())
    return Job(*told, beat, row["detail"], row["result"], why)


def _now() -> datetime:
    return datetime.now(UTC)
