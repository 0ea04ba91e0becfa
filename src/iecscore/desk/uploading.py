"""Look at a file that comes over the network: guarded, read in a child process, checked in full; nothing of it is kept here."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Final

from iecscore.desk.arriving import Part, Reading, Reply, Spelling, Told, pause_collecting
from iecscore.desk.gathering import File
from iecscore.desk.importing import check_rounds, judge_reply
from iecscore.desk.settling import refuse_twice
from iecscore.desk.workspace import Workspace
from iecscore.problems import Misuse, Place, Problem, Severity, error, errors_in, show_name
from iecscore.sheets import glance_at, outside_pool, same_key
from iecscore.values import Principal, Rows, Sight

AT_ONCE, WAITING, PATIENCE = 2, 5, 20.0
LONGEST: Final = 120
ENDING: Final = ".xlsx"
UNIT_FIRST: Final = "crosses.part_first"
PLACES: Final = BoundedSemaphore(AT_ONCE)
QUEUE: Final = BoundedSemaphore(WAITING)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: the name it bears, and what it holds."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """sha256 of the file."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it was read and checked: its parts and answers, and every problem."""

    upload: Upload
    parts: tuple[Part, ...]
    replies: tuple[Reply, ...]
    problems: tuple[Problem, ...]

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What refuses it."""
        return errors_in(self.problems)

    @property
    def tables(self) -> tuple[Rows, ...]:
        """The tables of all its parts."""
        return tuple(rows for part in self.parts for rows in part.read.tables)


def name_upload(told: str) -> str:
    """The last part of a name that somebody gave a file, without what cannot be seen, and not too long; never used as a path."""
    last = show_name(told).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    if len(shown) > LONGEST:
        stem, dot, ending = shown.rpartition(".")
        shown = f"{stem or ending}"[: LONGEST - len(ENDING)] + (ENDING if dot else "")
    return shown or "–"


@contextmanager
def take_place() -> Iterator[None]:
    """Only a few files are read at once and few wait for it, so that pages are answered meanwhile.

    Raises:
        Misuse: as many are being read or wait already.
    """
    if not QUEUE.acquire(blocking=False):
        raise Misuse(error("submitting.busy"))
    try:
        if not PLACES.acquire(timeout=PATIENCE):
            raise Misuse(error("submitting.busy"))
        try:
            yield
        finally:
            PLACES.release()
    finally:
        QUEUE.release()


def read_uploads(workspace: Workspace, folder: Path, uploads: Sequence[tuple[str, Upload]]) -> tuple[list[File], Told]:
    """Read files, each under a name of its own, in the children for what comes from outside."""
    files = []
    for number, (name, upload) in enumerate(uploads):
        path = folder / f"{number}.xlsx"
        path.write_bytes(upload.data)
        files.append(File(path, name, upload.digest))
    with pause_collecting():
        return files, Reading(workspace, lambda _done, _total, _name: None, outside_pool()).read(files)


def look_at(workspace: Workspace, principal: Principal, upload: Upload) -> Looked:
    """Read a file and check it in full; for a principal with a unit of its own, against that unit only.

    Raises:
        Misuse: as many files are being read already.
    """
    with take_place(), TemporaryDirectory() as folder:
        path = Path(folder) / "upload.xlsx"
        path.write_bytes(upload.data)
        if refused := glance_at(path, upload.name):
            return Looked(upload, (), (), refused)
        _, (parts, replies) = read_uploads(workspace, Path(folder), [(upload.name, upload)])
    with workspace.store.reading(principal) as repository:
        known = [principal.scope.partition("/")[0]] if principal.sight is Sight.OWN else list(repository.load_standing().units)
        spelling = Spelling(workspace.system, known)
        parts, replies = [spelling.spell_part(part) for part in parts], [spelling.spell_reply(reply) for reply in replies]
        if foreign := tuple(_refuse_foreign(principal, upload.name, parts, replies)):
            return Looked(upload, (), (), foreign)
        years = [part.read.envelope.year for part in parts] + [reply.read.result.year for reply in replies if reply.read.result]
        stored = repository.load_own_rows(max(years, default=0))
    return _check(workspace, upload, parts, replies, stored)


def _check(workspace: Workspace, upload: Upload, parts: Sequence[Part], replies: Sequence[Reply], stored: Sequence[Rows]) -> Looked:
    checked = check_rounds(workspace.system, refuse_twice(parts), stored)
    judged = [judge_reply(workspace, reply, stored) for reply in replies]
    told = [problem for part in checked for problem in (*part.notes, *map(_let_wait, part.read.problems))]
    told += [problem for reply in judged for problem in (*reply.notes, *reply.read.problems)]
    return Looked(upload, tuple(checked), tuple(judged), tuple(dict.fromkeys(told)))


def _let_wait(problem: Problem) -> Problem:
    """A member need not wait until its unit's own part is in force; both are accepted together."""
    return replace(problem, severity=Severity.QUERY) if problem.code == UNIT_FIRST else problem


def _refuse_foreign(principal: Principal, name: str, parts: Sequence[Part], replies: Sequence[Reply]) -> Iterator[Problem]:
    """What a principal with a unit of its own may not hand in: answers, and the part of anybody else."""
    if principal.sight is not Sight.OWN:
        return
    if replies:
        yield error("submitting.answers", Place(name))
    unit, _, member = principal.scope.partition("/")
    for part in parts:
        told = part.read.envelope
        if not told.year:
            continue
        if same_key(told.unit) != same_key(unit) or (member and not part.read.whole and same_key(told.member) != same_key(member)):
            given = f"{told.unit}/{told.member}" if told.member else told.unit
            yield error("submitting.not_yours", Place(name), given=given, own=principal.scope)
            return
        if member and part.read.whole:
            yield error("submitting.whole", Place(name), own=principal.scope)
            return
        if not member and told.member and not part.read.whole:
            yield error("submitting.members_part", Place(name), member=told.member)
            return
