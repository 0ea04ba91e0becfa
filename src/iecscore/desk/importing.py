"""Import returned files: read, check, refuse what has errors, keep the rest in one transaction."""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from iecscore.desk.workspace import Workspace
from iecscore.engine import compute_units
from iecscore.problems import Misuse, Place, Problem, error, errors_in
from iecscore.responses import Answers, check_members, read_answers
from iecscore.sheets import Book, peek_titles, read_books, read_grids, same_key
from iecscore.store import ANSWERS, Repository, Saved
from iecscore.values import Principal, Read, Rows
from iecscore.workbook import Envelope, PartRead, check_parts, read_parts

READ: Final = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv")
Progress: TypeAlias = Callable[[int, int, str], None]


class State(StrEnum):
    """What became of a part."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one part of one file."""

    file: str
    unit: str
    year: int
    part: str
    member: str
    state: State
    rows: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of everything that was handed in."""

    outcomes: tuple[Outcome, ...]

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The parts with errors; nothing of them was kept."""
        return tuple(outcome for outcome in self.outcomes if outcome.state is State.REFUSED)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem, in the order of the files."""
        return tuple(problem for outcome in self.outcomes for problem in outcome.problems)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it came in a file."""

    file: _File
    read: PartRead


def import_files(workspace: Workspace, principal: Principal, paths: Sequence[Path], progress: Progress | None = None) -> Imported:
    """Import files and folders of files; parts with errors are refused one by one, everything else is kept at once.

    Raises:
        Misuse: a path does not exist.
    """
    files = _list_files(paths)
    with workspace.store.reading(principal) as repository:
        known = repository.known_whole([file.digest for file in files])
    fresh = [file for file in files if file.digest not in known]
    read = _Reading(workspace, progress or _tell_nobody).read(fresh)
    with workspace.store.acting(principal) as repository:
        outcomes = (*_tell_known(files, known), *_Filing(workspace, repository).file(fresh, read))
        repository.record("import", ", ".join(file.name for file in fresh[:20]), files=len(files), refused=len(Imported(outcomes).refused))
    order = {file.name: number for number, file in enumerate(files)}
    return Imported(tuple(sorted(outcomes, key=lambda outcome: order[outcome.file])))


def list_queries(workspace: Workspace, principal: Principal, files: Collection[str]) -> tuple[Problem, ...]:
    """The queries and notes stored with the data of these files."""
    with workspace.store.reading(principal) as repository:
        told = [problem for year in repository.list_rounds() for problem in repository.load_queries(year)]
    return tuple(problem for problem in told if problem.place.file in files)


def _tell_nobody(_done: int, _total: int, _name: str) -> None:
    return None


def _tell_known(files: Sequence[_File], known: frozenset[str]) -> tuple[Outcome, ...]:
    return tuple(Outcome(file.name, "", 0, "", "", State.SAME) for file in files if file.digest in known)


def _list_files(paths: Sequence[Path]) -> tuple[_File, ...]:
    if gone := [path for path in paths if not path.exists()]:
        raise Misuse(*(error("desk.no_such_file", Place(str(path))) for path in gone))
    found = list(dict.fromkeys(file for path in paths for file in (_walk(path) if path.is_dir() else [path])))
    twice = Counter(path.name for path in found)
    return tuple(_File(path, path.name if twice[path.name] == 1 else f"{path.parent.name}/{path.name}", digest_of(path)) for path in found)


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix.lower() in READ:
            yield path


def digest_of(path: Path) -> str:
    """sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class _Reading:
    """Reads files of both kinds, and tells how far it is."""

    def __init__(self, workspace: Workspace, progress: Progress) -> None:
        self.system, self.survey, self.progress = workspace.system, workspace.survey, progress

    def read(self, files: Sequence[_File]) -> tuple[list[_Part], list[tuple[_File, Read[Answers]]]]:
        """Every part and every answer file; what could not be read is a part or answers with problems only."""
        answering = {file.path for file in files if self._holds_answers(file.path)}
        books = [file for file in files if file.path not in answering]
        parts: list[_Part] = []
        reads = read_books([file.path for file in books], [file.name for file in books])
        for number, (file, (_, book)) in enumerate(zip(books, reads, strict=True), start=1):
            self.progress(number, len(files), file.name)
            parts += [_Part(file, part) for part in self._split(book)]
        answers: list[tuple[_File, Read[Answers]]] = []
        for number, file in enumerate((file for file in files if file.path in answering), start=len(books) + 1):
            self.progress(number, len(files), file.name)
            answers.append((file, self._read_answers(file)))
        return parts, answers

    def _holds_answers(self, path: Path) -> bool:
        if not self.survey:
            return False
        tables = {same_key(table.sheet) for table in self.system.tables.values()}
        groups = {same_key(word) for group in self.survey.ordered for word in (*group.short.both(), *group.name.both())}
        titles = {same_key(title) for title in peek_titles(path)}
        return bool(titles & groups) and not titles & tables

    def _split(self, book: Read[Book]) -> tuple[PartRead, ...]:
        if book.result is None:
            return (PartRead(Envelope("", 0), problems=book.problems),)
        return read_parts(self.system, book.result)

    def _read_answers(self, file: _File) -> Read[Answers]:
        assert self.survey  # noqa: S101 - `_holds_answers` saw to it
        grids = read_grids(file.path, file.name)
        return Read(None, grids.problems) if grids.result is None else read_answers(self.system, self.survey, file.name, grids.result)


class _Filing:
    """Checks parts beyond their own cells, round by round, and files what has no error."""

    def __init__(self, workspace: Workspace, repository: Repository) -> None:
        self.system, self.survey, self.repository = workspace.system, workspace.survey, repository

    def file(self, files: Sequence[_File], read: tuple[list[_Part], list[tuple[_File, Read[Answers]]]]) -> list[Outcome]:
        """The outcome of every part."""
        parts, answers = read
        years = sorted({part.read.envelope.year for part in parts} | {item.result.year for _, item in answers if item.result})
        stored = self.repository.load_rows(max(years, default=0))
        checked = self._check(refuse_twice(parts), years, stored)
        standing = (*stored, *(item for part in checked if not part.read.refused for item in part.read.tables))
        judged = [(file, self._judge(item, standing)) for file, item in answers]
        numbers = self._open_files(files, checked, judged)
        outcomes = [*self._file_parts(checked, numbers), *self._file_answers(judged, numbers)]
        self._tell_units(years)
        return outcomes

    def _check(self, parts: Sequence[_Part], years: Sequence[int], stored: Sequence[Rows]) -> list[_Part]:
        checked: list[_Part] = []
        known = list(stored)
        for year in years:
            of_year = [part for part in parts if part.read.envelope.year == year]
            results = check_parts(self.system, [part.read for part in of_year], known)
            checked += [replace(part, read=result) for part, result in zip(of_year, results, strict=True)]
            taken = {(result.envelope.unit, result.envelope.year, result.envelope.submitter) for result in results if not result.refused}
            known = [rows for rows in known if (rows.unit, rows.year, rows.submitter) not in taken]
            known += [rows for result in results if not result.refused for rows in result.tables]
        return checked

    def _judge(self, read: Read[Answers], standing: Sequence[Rows]) -> Read[Answers]:
        if read.result is None or self.survey is None:
            return read
        problems = (*read.problems, *check_members(self.system, self.survey, read.result, standing))
        return Read(None if errors_in(problems) else read.result, problems)

    def _open_files(self, files: Sequence[_File], parts: Sequence[_Part], answers: Sequence[tuple[_File, Read[Answers]]]) -> dict[str, int]:
        taken = [*((part.file, not part.read.refused) for part in parts), *((file, read.result is not None) for file, read in answers)]
        kept = {file.digest for file, good in taken if good}
        bad = {file.digest for file, good in taken if not good}
        names: dict[str, str] = {}
        for file in files:
            if file.digest in kept:
                names.setdefault(file.digest, file.name)
        return self.repository.save_files(names, kept - bad)

    def _file_parts(self, parts: Sequence[_Part], numbers: dict[str, int]) -> list[Outcome]:
        good = [part for part in parts if not part.read.refused]
        saved = iter(self.repository.save_parts([(numbers[part.file.digest], part.read) for part in good]))
        return [_tell_part(part, State.REFUSED if part.read.refused else _state(next(saved))) for part in parts]

    def _file_answers(self, answers: Sequence[tuple[_File, Read[Answers]]], numbers: dict[str, int]) -> list[Outcome]:
        good = [(file, read.result, read.problems) for file, read in answers if read.result]
        saved = iter(self.repository.save_answers([(numbers[file.digest], file.digest, told, problems) for file, told, problems in good]))
        return [_tell_answers(file, read, _state(next(saved)) if read.result else State.REFUSED) for file, read in answers]

    def _tell_units(self, years: Sequence[int]) -> None:
        for year in years:
            rows = self.repository.load_rows(year)
            self.repository.save_units(year, [unit for level in self.system.levels for unit in compute_units(self.system, level, year, rows)])


def _state(saved: Saved) -> State:
    return State(str(saved))


def _tell_part(part: _Part, state: State) -> Outcome:
    told, rows = part.read.envelope, sum(len(item.rows) for item in part.read.tables)
    return Outcome(part.file.name, told.unit, told.year, told.part, told.member, state, rows, part.read.problems)


def _tell_answers(file: _File, read: Read[Answers], state: State) -> Outcome:
    told = read.result
    return Outcome(file.name, told.unit if told else "", told.year if told else 0, ANSWERS, "", state, told.size if told else 0, read.problems)


def refuse_twice(parts: Iterable[_Part]) -> list[_Part]:
    """Refuse every telling of a part that comes more than once in one import, naming the other file."""
    given = list(parts)
    seen: dict[tuple[str, int, str, str], list[_Part]] = {}
    for part in given:
        told = part.read.envelope
        if part.read.tables:
            seen.setdefault((told.unit, told.year, told.part, told.member), []).append(part)
    return [_refuse_second(part, seen) for part in given]


def _refuse_second(part: _Part, seen: dict[tuple[str, int, str, str], list[_Part]]) -> _Part:
    told = part.read.envelope
    others = [item.file.name for item in seen.get((told.unit, told.year, told.part, told.member), ()) if item.file != part.file]
    if not others:
        return part
    problem = error("desk.part_twice", Place(part.file.name), unit=told.unit, part=told.submitter, other=others[0])
    return replace(part, read=replace(part.read, problems=(problem, *part.read.problems)))
