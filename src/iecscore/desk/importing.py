"""Import returned files: read, check, refuse what has errors, keep the rest in one transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from iecscore.desk.arriving import Part, Progress, Reading, Reply, Spelling, Told, pause_collecting
from iecscore.desk.gathering import File, Gathered, gather_files
from iecscore.desk.settling import find_vanished, refuse_twice, settle_parts, settle_replies, tell_vanished
from iecscore.desk.workspace import Workspace
from iecscore.engine import compute_units
from iecscore.problems import Place, Problem, errors_in, note, query
from iecscore.responses import Answers, check_members
from iecscore.store import ANSWERS, WORKBOOK, Folder, Key, Repository, Saved, Standing
from iecscore.system import System
from iecscore.system.loading_names import find_nearest, list_known
from iecscore.values import Principal, Read, Rows
from iecscore.workbook import Envelope, check_parts


class State(StrEnum):
    """What became of a part; `past`: another telling of it holds, `passed`: the file is of no kind that is read."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    PAST = "past"
    PASSED = "passed"


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


def import_files(workspace: Workspace, principal: Principal, paths: Sequence[Path], progress: Progress | None = None) -> Imported:
    """Import files and folders of files; parts with errors are refused one by one, everything else is kept at once.

    Raises:
        Misuse: a path does not exist.
    """
    given = gather_files(paths)
    with workspace.store.reading(principal) as repository:
        standing = repository.load_standing()
    waiting = tuple(file for file in given.files if not _is_settled(file, standing, given))
    with pause_collecting():
        read = Reading(workspace, progress or _tell_nobody).read(waiting)
        with workspace.store.acting(principal) as repository:
            outcomes = (*_tell_unread(given, waiting, standing), *take_in(workspace, repository, waiting, read))
            repository.record(
                "import", ", ".join(file.name for file in waiting[:20]), files=len(given.files), refused=len(Imported(outcomes).refused)
            )
    order = {name: number for number, name in enumerate(given.names)}
    return Imported(tuple(sorted(outcomes, key=lambda outcome: order[outcome.file])))


def list_queries(workspace: Workspace, principal: Principal, files: Collection[str]) -> tuple[Problem, ...]:
    """The queries and notes stored with the data of these files."""
    with workspace.store.reading(principal) as repository:
        told = [problem for year in repository.list_rounds() for problem in repository.load_queries(year)]
    return tuple(problem for problem in told if problem.place.file in files)


def _tell_nobody(_done: int, _total: int, _name: str) -> None:
    return None


def _is_settled(file: File, standing: Standing, given: Gathered) -> bool:
    """Whether nothing new can come of a file: it stands, or it gave way and is not asked for anew, in place of what holds now."""
    if file.digest not in standing.taken or not standing.gave_way(file.digest):
        return file.digest in standing.taken
    digests = {other.digest for other in given.files}
    return not file.named or bool(standing.successors(file.digest) & digests)


def _tell_unread(given: Gathered, waiting: Sequence[File], standing: Standing) -> Iterator[Outcome]:
    for file in given.files:
        if file not in waiting:
            past = standing.gave_way(file.digest)
            told = (note("desk.gave_way", Place(file.name)),) if past else ()
            yield Outcome(file.name, "", 0, "", "", State.PAST if past else State.SAME, problems=told)
    for file, first in given.copies:
        yield Outcome(file.name, "", 0, "", "", State.SAME, problems=(note("desk.same_file", Place(file.name), first=first),))
    for file in given.others:
        kind = file.path.suffix.lower() or "–"
        yield Outcome(file.name, "", 0, "", "", State.PASSED, problems=(note("desk.other_kind", Place(file.name), kind=kind),))


def take_in(workspace: Workspace, repository: Repository, files: Sequence[File], told: Told) -> tuple[Outcome, ...]:
    """Check what was read of files against everything in force and file what has no error, within somebody's transaction."""
    return tuple(_Filing(workspace, repository).file(files, *told))


def check_rounds(system: System, parts: Sequence[Part], stored: Sequence[Rows]) -> list[Part]:
    """Check parts beyond their own cells, round by round: against each other and what is stored, the earlier rounds first."""
    checked: list[Part] = []
    known = list(stored)
    for year in sorted({part.read.envelope.year for part in parts}):
        of_year = [part for part in parts if part.read.envelope.year == year]
        results = check_parts(system, [part.read for part in of_year], known)
        checked += [replace(part, read=result) for part, result in zip(of_year, results, strict=True)]
        taken = {(result.envelope.unit, result.envelope.year, result.envelope.submitter) for result in results if not result.refused}
        known = [rows for rows in known if (rows.unit, rows.year, rows.submitter) not in taken]
        known += [rows for result in results if not result.refused for rows in result.tables]
    return checked


def judge_reply(workspace: Workspace, reply: Reply, in_force: Sequence[Rows]) -> Reply:
    """Check answers against the unit's tables in force."""
    answers, system, survey = reply.read.result, workspace.system, workspace.survey
    if answers is None or survey is None:
        return reply
    asked = (*_ask_unknown(answers, in_force), *check_members(system, survey, answers, in_force))
    problems = (*reply.read.problems, *asked)
    return replace(reply, read=Read(None if errors_in(problems) else answers, problems))


class _Filing:
    """Checks parts beyond their own cells, round by round, and files what has no error."""

    def __init__(self, workspace: Workspace, repository: Repository) -> None:
        self.workspace, self.system, self.repository = workspace, workspace.system, repository
        self.schemas = workspace.store.schemas

    def file(self, files: Sequence[File], parts: Sequence[Part], replies: Sequence[Reply]) -> list[Outcome]:
        """The outcome of every part."""
        standing = self.repository.load_standing()
        spelling = Spelling(self.system, standing.units)
        spelled = [spelling.spell_part(part) for part in parts]
        settled = settle_parts(spelled, standing)
        heard, past = settle_replies([spelling.spell_reply(reply) for reply in replies], standing)
        years = sorted({part.read.envelope.year for part in parts} | {reply.read.result.year for reply in heard if reply.read.result})
        vanished = find_vanished(spelled, standing)
        stored = self.repository.load_rows(max(years, default=0))
        checked = check_rounds(self.system, refuse_twice(settled.parts), _leave_out(stored, vanished))
        checked, gone = self._withdraw(checked, vanished)
        in_force = (*_leave_out(stored, gone), *(item for part in checked if not part.read.refused for item in part.read.tables))
        judged = [judge_reply(self.workspace, reply, in_force) for reply in heard]
        numbers = self._open_files(files, (*checked, *settled.passed), (*judged, *past))
        outcomes = [*self._file_parts(checked, numbers), *self._file_answers(judged, numbers)]
        self._tell_units(years, in_force)
        return [*outcomes, *map(_tell_passed, settled.passed), *(_tell_answers(reply, State.PAST) for reply in past)]

    def _withdraw(self, parts: Sequence[Part], vanished: Mapping[str, tuple[Key, ...]]) -> tuple[list[Part], dict[str, tuple[Key, ...]]]:
        """Take out of force what whole workbooks without an error tell no more; each says so with its first part."""
        refused = {part.file.digest for part in parts if part.read.refused}
        gone = {digest: keys for digest, keys in vanished.items() if digest not in refused}
        first = {part.file.digest: part for part in reversed(parts) if part.file.digest in gone}
        for digest, part in first.items():
            self.repository.withdraw(part.read.envelope.unit, part.read.envelope.year, gone[digest])
        return [tell_vanished(part, gone[part.file.digest]) if part in first.values() else part for part in parts], gone

    def _open_files(self, files: Sequence[File], parts: Sequence[Part], replies: Sequence[Reply]) -> dict[str, int]:
        """File what was taken; of a file whose rows gave way to a member's own nothing is said to be taken whole."""
        kept = {part.file.digest for part in parts if not part.read.refused} | {reply.file.digest for reply in replies if reply.read.result}
        bad = {part.file.digest for part in parts if part.read.refused or part.outranked}
        replied = {reply.file.digest for reply in replies}
        schema = {file.digest: self.schemas.get(ANSWERS if file.digest in replied else WORKBOOK, "") for file in files}
        told = [Folder(file.name, file.digest, file.digest not in bad, schema[file.digest]) for file in files if file.digest in kept]
        return self.repository.save_files(told)

    def _file_parts(self, parts: Sequence[Part], numbers: dict[str, int]) -> list[Outcome]:
        good = [part for part in parts if not part.read.refused]
        saved = iter(self.repository.save_parts([(numbers[part.file.digest], part.read) for part in good]))
        return [_tell_part(part, State.REFUSED if part.read.refused else _state(next(saved))) for part in parts]

    def _file_answers(self, replies: Sequence[Reply], numbers: dict[str, int]) -> list[Outcome]:
        good = [(reply.file, reply.read.result, reply.read.problems) for reply in replies if reply.read.result]
        saved = iter(self.repository.save_answers([(numbers[file.digest], file.digest, told, problems) for file, told, problems in good]))
        return [_tell_answers(reply, _state(next(saved)) if reply.read.result else State.REFUSED) for reply in replies]

    def _tell_units(self, years: Sequence[int], in_force: Sequence[Rows]) -> None:
        for year in years:
            told = [unit for level in self.system.levels for unit in compute_units(self.system, level, year, in_force)]
            self.repository.save_units(year, told)


def _leave_out(rows: Sequence[Rows], vanished: Mapping[str, Sequence[Key]]) -> tuple[Rows, ...]:
    told = [Envelope(str(unit), int(year), str(part), str(member)) for keys in vanished.values() for _, unit, year, part, member in keys]
    gone = {(envelope.submitter, envelope.unit, envelope.year) for envelope in told}
    return tuple(item for item in rows if (item.submitter, item.unit, item.year) not in gone)


def _ask_unknown(answers: Answers, in_force: Sequence[Rows]) -> Iterator[Problem]:
    """Answers for a unit of which no workbook of the round is there are kept, and asked back."""
    known = sorted({rows.unit for rows in in_force if rows.year == answers.year})
    if answers.unit not in known:
        told = {"known": list_known(known), "nearest": find_nearest(answers.unit, known)}
        yield query("desk.no_workbook_yet", Place(answers.file), unit=answers.unit, year=answers.year, **told)


def _state(saved: Saved) -> State:
    return State(str(saved))


def _tell_passed(part: Part) -> Outcome:
    same = part.outranked and not part.notes
    return _tell_part(part, State.REFUSED if part.read.refused else State.SAME if same else State.PAST)


def _tell_part(part: Part, state: State) -> Outcome:
    told, rows = part.read.envelope, sum(len(item.rows) for item in part.read.tables)
    return Outcome(part.file.name, told.unit, told.year, told.part, told.member, state, rows, (*part.notes, *part.read.problems))


def _tell_answers(reply: Reply, state: State) -> Outcome:
    told, problems = reply.read.result, (*reply.notes, *reply.read.problems)
    return Outcome(reply.file.name, told.unit if told else "", told.year if told else 0, ANSWERS, "", state, told.size if told else 0, problems)
