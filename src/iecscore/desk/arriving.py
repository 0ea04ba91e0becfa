"""Read what was handed in: workbooks into their parts, survey answers into answers, each unit spelled as it is known."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from iecscore.desk.gathering import File
from iecscore.desk.workspace import JUDGEMENT_BOOK, Workspace
from iecscore.panel import holds_judgements
from iecscore.problems import Place, Problem, error, note
from iecscore.responses import Answers, read_answers
from iecscore.sheets import Book, Grid, Pool, peek_titles, read_books, read_many_grids, same_key
from iecscore.system import System
from iecscore.values import Read, Rows
from iecscore.workbook import Envelope, PartRead, read_parts

Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it came in a file, and what is told about its import; `outranked`: the member's own workbook holds."""

    file: File
    read: PartRead
    notes: tuple[Problem, ...] = ()
    outranked: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """Answers as they came in a file, and what is told about their import."""

    file: File
    read: Read[Answers]
    notes: tuple[Problem, ...] = ()


Told: TypeAlias = tuple[list[Part], list[Reply]]


@contextmanager
def pause_collecting() -> Iterator[None]:
    """Reading makes millions of objects and no rings of them; looking for rings meanwhile would take a fifth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class Reading:
    """Reads files of both kinds, and tells how far it is."""

    def __init__(self, workspace: Workspace, progress: Progress, pool: Pool | None = None) -> None:
        """Know what sheets of answers are called; files are read in the children of a pool, by default the program's own."""
        self.system, self.survey, self.progress, self.pool = workspace.system, workspace.survey, progress, pool
        self.tables = {same_key(table.sheet) for table in self.system.tables.values()}
        groups = self.survey.ordered if self.survey else ()
        self.groups = {same_key(word) for group in groups for word in (*group.short.both(), *group.name.both())}

    def read(self, files: Sequence[File]) -> Told:
        """Every part and every answer file; what could not be read is a part or answers with problems only."""
        answering = [file for file in files if self._holds_answers(file.path)]
        told = {file.path for file in answering}
        books = [file for file in files if file.path not in told]
        parts: list[Part] = []
        for number, (file, (_, book)) in enumerate(zip(books, read_books(*_split(books), self.pool), strict=True), start=1):
            self.progress(number, len(files), file.name)
            parts += [Part(file, part) for part in self._read_parts(book)]
        replies: list[Reply] = []
        told_grids = read_many_grids(*_split(answering), self.pool)
        for number, (file, (_, grids)) in enumerate(zip(answering, told_grids, strict=True), start=len(books) + 1):
            self.progress(number, len(files), file.name)
            replies.append(Reply(file, self._read_answers(file, grids)))
        return parts, replies

    def _holds_answers(self, path: Path) -> bool:
        titles = {same_key(title) for title in peek_titles(path)} if self.survey else set()
        return bool(titles & self.groups) and not titles & self.tables

    def _read_parts(self, book: Read[Book]) -> tuple[PartRead, ...]:
        if book.result is None:
            return (PartRead(Envelope("", 0), problems=book.problems),)
        parts = read_parts(self.system, book.result)
        if not any(part.envelope.year for part in parts) and holds_judgements(book.result):
            return (PartRead(Envelope("", 0), problems=(error("desk.judgements_here", Place(book.result.file), name=JUDGEMENT_BOOK),)),)
        return parts

    def _read_answers(self, file: File, grids: Read[dict[str, Grid]]) -> Read[Answers]:
        assert self.survey  # noqa: S101 - `_holds_answers` saw to it
        return Read(None, grids.problems) if grids.result is None else read_answers(self.system, self.survey, file.name, grids.result)


def _split(files: Sequence[File]) -> tuple[list[Path], list[str]]:
    return [file.path for file in files], [file.name for file in files]


class Spelling:
    """The spelling of each unit that is known: codes that differ only in case, width or blanks are one unit."""

    def __init__(self, system: System, known: Sequence[str]) -> None:
        """Take the units of the store; those of an import join them in their order."""
        self.top = next(level for level in system.levels.values() if level.parent is None)
        self.exact, self.known = frozenset(known), {same_key(unit): unit for unit in reversed(known)}

    def spell_part(self, part: Part) -> Part:
        """The part under the known spelling of its unit."""
        given = part.read.envelope
        unit = self._spell(given.unit)
        if unit == given.unit:
            return part
        tables = tuple(self._rename(rows, unit) for rows in part.read.tables)
        read = replace(part.read, envelope=replace(given, unit=unit), tables=tables)
        return replace(part, read=read, notes=(*part.notes, _tell(part.file, given.unit, unit)))

    def spell_reply(self, reply: Reply) -> Reply:
        """The answers under the known spelling of their unit."""
        answers = reply.read.result
        unit = self._spell(answers.unit) if answers else ""
        if answers is None or unit == answers.unit:
            return reply
        read = replace(reply.read, result=replace(answers, unit=unit))
        return replace(reply, read=read, notes=(*reply.notes, _tell(reply.file, answers.unit, unit)))

    def _spell(self, unit: str) -> str:
        return unit if not unit or unit in self.exact else self.known.setdefault(same_key(unit), unit)

    def _rename(self, rows: Rows, unit: str) -> Rows:
        """The rows under a unit's known spelling, in the column that names it too."""
        if rows.table != self.top.units or self.top.unit not in rows.columns:
            return replace(rows, unit=unit)
        place = rows.columns.index(self.top.unit)
        cells = tuple((*row[:place], unit if same_key(str(row[place])) == same_key(unit) else row[place], *row[place + 1 :]) for row in rows.rows)
        return replace(rows, unit=unit, rows=cells)


def _tell(file: File, given: str, unit: str) -> Problem:
    return note("desk.unit_spelled", Place(file.name), given=given, unit=unit)
