"""What was handed in on pages: checked, handed in, accepted or refused; each principal sees and changes its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, insert, select, update

from iecscore.problems import Misuse, Parameter, Place, Problem, Severity, error
from iecscore.store.deeds import record_deed
from iecscore.store.packing import pack_tables, unpack
from iecscore.store.people import aware
from iecscore.store.schema import submissions
from iecscore.values import Principal, Rows, Sight

CHECKED: Final = "checked"
SUBMITTED: Final = "submitted"
ACCEPTED: Final = "accepted"
REFUSED: Final = "refused"
TAKEN_BACK: Final = "taken back"
REPLACED: Final = "replaced"
FORGET: Final = timedelta(days=1)
KEY: Final = ("scope", "unit", "year", "part", "member")
HEAVY: Final = frozenset({"data", "payload"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it was checked: whose part it holds, what it tells, and every problem; `data` is the file itself, none where it has errors."""

    level: str
    unit: str
    year: int
    part: str
    member: str
    file: str
    digest: str
    rows: int
    data: bytes | None
    tables: tuple[Rows, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in, as it is listed; `changed` are the cells changed since what was previewed, none where nothing was."""

    id: int
    scope: str
    level: str
    unit: str
    year: int
    part: str
    member: str
    file: str
    digest: str
    rows: int
    problems: tuple[Problem, ...]
    state: str
    by: str
    at: datetime
    submitted_at: datetime | None
    decided_by: str
    decided_at: datetime | None
    reason: str
    previewed: str
    previewed_at: datetime | None
    changed: int | None

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide on it."""
        return self.state == SUBMITTED


@dataclass(frozen=True, slots=True)
class Submissions:
    """What a principal handed in, or for whoever sees everything all of it, within one transaction."""

    connection: Connection
    principal: Principal

    def save_draft(self, draft: Draft, state: str = CHECKED) -> int:
        """Keep a checked file in place of those of the same part that were not handed in; its number. What was previewed of them stays known."""
        named = {"unit": draft.unit, "year": draft.year, "part": draft.part, "member": draft.member}
        key = {**named, "scope": self._scope}
        self._forget(_of(key))
        now = datetime.now(UTC)
        told = {
            **key,
            "level": draft.level,
            "file": draft.file,
            "digest": draft.digest,
            "rows": draft.rows,
            "data": draft.data,
            "payload": pack_tables(draft.tables).payload,
            "problems": [_write(problem) for problem in draft.problems],
            "state": state,
            "by": self.principal.name,
            "at": now,
            "submitted_at": now if state == SUBMITTED else None,
        }
        return int(self.connection.execute(insert(submissions).values(**told).returning(submissions.c.id)).scalar_one())

    def _forget(self, same: ColumnElement[bool]) -> None:
        """Drafts give way to a newer one of the same part, and after a day; of a previewed one the figures it told stay."""
        old = submissions.c.at < datetime.now(UTC) - FORGET
        drafts = (submissions.c.state == CHECKED) & (submissions.c.scope == self._scope) & (same | old)
        self.connection.execute(delete(submissions).where(drafts, submissions.c.previewed == ""))
        self.connection.execute(update(submissions).where(drafts).values(state=REPLACED, data=None))

    @property
    def _scope(self) -> str:
        return self.principal.scope if self.principal.sight is Sight.OWN else ""

    def list_all(self, state: str = "") -> tuple[Submission, ...]:
        """What was handed in or is checked, the latest first; of replaced drafts nothing."""
        told = self._seen().where((submissions.c.state != REPLACED) | submissions.c.submitted_at.is_not(None)).order_by(submissions.c.id.desc())
        found = self.connection.execute(told.where(submissions.c.state == state) if state else told)
        return tuple(_submission(row) for row in found.mappings())

    def find(self, number: int) -> Submission | None:
        """One of them by its number."""
        row = self.connection.execute(self._seen().where(submissions.c.id == number)).mappings().one_or_none()
        return _submission(row) if row else None

    def _seen(self) -> Select[tuple[object, ...]]:
        """The rows somebody sees, without what they hold.

        Raises:
            Misuse: the principal sees none.
        """
        if self.principal.sight is Sight.PUBLISHED:
            raise Misuse(error("store.not_yours"))
        told: Select[tuple[object, ...]] = select(*(column for column in submissions.c if column.name not in HEAVY))
        return told.where(submissions.c.scope == self.principal.scope) if self.principal.sight is Sight.OWN else told

    def load_data(self, found: Submission) -> bytes:
        """The file itself; nothing of one that was left."""
        return self.connection.execute(select(submissions.c.data).where(submissions.c.id == found.id)).scalar() or b""

    def load_tables(self, found: Submission) -> tuple[Rows, ...]:
        """The tables it tells."""
        told = select(submissions.c.payload).where(submissions.c.id == found.id)
        return unpack(tuple[Rows, ...], self.connection.execute(told).scalar_one())

    def find_previewed(self, found: Submission) -> Submission | None:
        """The last of the same part of which figures were shown."""
        told = self._seen().where(_of({name: getattr(found, name) for name in KEY}), submissions.c.previewed != "")
        row = self.connection.execute(told.order_by(submissions.c.previewed_at.desc()).limit(1)).mappings().one_or_none()
        return _submission(row) if row else None

    def note_preview(self, found: Submission, digest: str) -> None:
        """Write down which figures were shown."""
        told = update(submissions).where(submissions.c.id == found.id)
        self.connection.execute(told.values(previewed=digest, previewed_at=datetime.now(UTC)))

    def submit(self, found: Submission, changed: int | None) -> bool:
        """Hand a checked file in, in place of what of the same part waits; false where it is handed in already."""
        mine = update(submissions).where(submissions.c.id == found.id, submissions.c.state == CHECKED)
        done = self.connection.execute(mine.values(state=SUBMITTED, submitted_at=datetime.now(UTC), changed=changed, by=self.principal.name))
        if done.rowcount:
            self.replace(found)
        return bool(done.rowcount)

    def replace(self, found: Submission) -> None:
        """What of the same part waits gives way to this one."""
        same = _of({name: getattr(found, name) for name in KEY})
        others = update(submissions).where(same, submissions.c.state == SUBMITTED, submissions.c.id != found.id)
        self.connection.execute(others.values(state=REPLACED, data=None))

    def decide(self, found: Submission, state: str, reason: str = "") -> bool:
        """Put what waits into another state; false where somebody else was first."""
        told = update(submissions).where(submissions.c.id == found.id, submissions.c.state == SUBMITTED)
        values = {"state": state, "decided_by": self.principal.name, "decided_at": datetime.now(UTC), "reason": reason}
        return self.connection.execute(told.values(**values)).rowcount == 1

    def put_back(self, found: Submission) -> None:
        """Let it wait again, as if nobody had decided."""
        told = update(submissions).where(submissions.c.id == found.id)
        self.connection.execute(told.values(state=SUBMITTED, decided_by="", decided_at=None, reason=""))

    def record(self, action: str, subject: str, **detail: Parameter) -> None:
        """Write down who did what."""
        record_deed(self.connection, self.principal.name, action, subject, detail)


def _of(key: dict[str, object]) -> ColumnElement[bool]:
    """Whether a row is of a part."""
    scope, *rest = [submissions.c[name] == value for name, value in sorted(key.items())]
    for one in rest:
        scope &= one
    return scope


def _write(problem: Problem) -> list[object]:
    place = problem.place
    return [problem.code, str(problem.severity), [place.file, place.sheet, place.cell, place.line, place.key], problem.words]


def _read(told: Sequence[object]) -> Problem:
    code, severity, place, words = told
    return Problem(str(code), Place(*place), Severity(str(severity)), tuple(dict(words).items()))  # type: ignore[misc, call-overload]


def _submission(row: RowMapping) -> Submission:
    told = {name: row[name] for name in Submission.__slots__}
    moments = {name: aware(told[name]) for name in ("at", "submitted_at", "decided_at", "previewed_at") if told[name]}
    return Submission(**{**told, **moments, "problems": tuple(_read(problem) for problem in told["problems"])})
