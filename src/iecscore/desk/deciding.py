"""Decide on what was handed in: accepted as an import takes it in, or refused with a reason; nothing is taken without it."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from iecscore.desk.arriving import Told
from iecscore.desk.gathering import File
from iecscore.desk.importing import Imported, Outcome, take_in
from iecscore.desk.submitting import Checked, demand_own, draft_of, name_whose, tell_state
from iecscore.desk.uploading import Upload, look_at, name_upload, read_uploads, take_place
from iecscore.desk.workspace import Workspace
from iecscore.problems import Misuse, Problem, error
from iecscore.store import Repository, Submission
from iecscore.store.submissions import ACCEPTED, CHECKED, REFUSED, SUBMITTED
from iecscore.values import Principal, Sight


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of those that were to be accepted: taken in, with what came of each part; and why the others were not."""

    accepted: tuple[Submission, ...]
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]


def stage_file(workspace: Workspace, principal: Principal, name: str, data: bytes) -> Checked:
    """Check a workbook or answers for whoever sees everything, and put it with what waits where it has no error.

    Raises:
        Misuse: the principal does not see everything, or as many files are being read already.
    """
    demand_all(principal)
    looked = look_at(workspace, principal, Upload(name_upload(name), data))
    draft = draft_of(workspace.system, looked)
    if draft is None:
        return Checked(0, looked.upload.name, looked.problems)
    with workspace.store.submitting(principal) as held:
        number = held.save_draft(draft, CHECKED if looked.faults else SUBMITTED)
        if (found := held.find(number)) and found.waits:
            held.replace(found)
            held.record("submit", name_whose(found), file=found.file, round=found.year, part=found.part)
    return Checked(number, draft.file, looked.problems, draft.rows)


def demand_all(principal: Principal) -> None:
    """Refuse whoever does not see everything.

    Raises:
        Misuse: it does not.
    """
    if principal.sight is not Sight.ALL:
        raise Misuse(error("store.not_yours"))


def accept_submissions(workspace: Workspace, principal: Principal, numbers: Collection[int]) -> Decision:
    """Take in what waits under these numbers, as an import would, in one transaction; what an import refuses waits on, with its problems.

    Raises:
        Misuse: the principal does not see everything, or nothing was chosen.
    """
    demand_all(principal)
    if not numbers:
        raise Misuse(error("submitting.none_chosen"))
    with _reading(workspace, principal, numbers) as (found, files, told), workspace.store.acting(principal) as repository:
        claimed, late = _claim(repository, found)
        outcomes, refused = _take_in(workspace, repository, claimed, files, told)
        taken = tuple(item for item in claimed if item.id not in refused)
        for item in taken:
            repository.record("accept", name_whose(item), file=item.file, round=item.year, by=item.by)
        for item in claimed:
            if item.id in refused:
                repository.submissions.put_back(item)
    missing = tuple(error("submitting.gone") for _ in set(numbers) - {item.id for item in found})
    problems = tuple(problem for told_problems in refused.values() for problem in told_problems)
    return Decision(taken, outcomes, (*missing, *late, *problems))


@contextmanager
def _reading(workspace: Workspace, principal: Principal, numbers: Collection[int]) -> Iterator[tuple[list[Submission], list[File], Told]]:
    """What waits under these numbers, and its files as they are read; a file that was handed in twice is read once."""
    with workspace.store.reading(principal) as repository:
        held = repository.submissions
        found = [item for number in sorted(set(numbers)) if (item := held.find(number))]
        data = {item.digest: held.load_data(item) for item in found if item.waits}
    with TemporaryDirectory() as folder, take_place():
        first = {item.digest: item for item in reversed(found) if item.waits}
        names = _tell_apart(list(first.values()))
        uploads = [(names[item.id], Upload(item.file, data[digest])) for digest, item in first.items()]
        files, told = read_uploads(workspace, Path(folder), uploads)
    yield found, files, told


def _tell_apart(found: Sequence[Submission]) -> dict[int, str]:
    """A name for each file: with its number before it where another is called the same."""
    names = [item.file for item in found]
    return {item.id: item.file if names.count(item.file) == 1 else f"{item.id}/{item.file}" for item in found}


def _claim(repository: Repository, found: Sequence[Submission]) -> tuple[list[Submission], tuple[Problem, ...]]:
    """Those that still wait, now ours; and what is said of those that somebody else was first to decide on."""
    held = repository.submissions
    claimed = [item for item in found if held.decide(item, ACCEPTED)]
    late = [held.find(item.id) or item for item in found if item not in claimed]
    return claimed, tuple(error("submitting.settled", file=item.file, **tell_state(item)) for item in late)


def _take_in(
    workspace: Workspace, repository: Repository, claimed: Sequence[Submission], files: Sequence[File], told: Told
) -> tuple[tuple[Outcome, ...], dict[int, tuple[Problem, ...]]]:
    """File everything; where a file has a part that is refused nothing of it is kept, and the others are filed without it."""
    digests, refused = {item.digest for item in claimed}, dict[int, tuple[Problem, ...]]()
    while True:
        names = {file.name: file.digest for file in files if file.digest in digests}
        chosen = [file for file in files if file.digest in digests]
        parts = [part for part in told[0] if part.file.digest in digests]
        replies = [reply for reply in told[1] if reply.file.digest in digests]
        step = repository.connection.begin_nested()
        outcomes = take_in(workspace, repository, chosen, (parts, replies))
        bad = Imported(outcomes).refused
        if not bad:
            step.commit()
            return outcomes, refused
        step.rollback()
        for item in claimed:
            if why := tuple(problem for outcome in bad if names[outcome.file] == item.digest for problem in outcome.problems):
                refused[item.id] = why
        digests -= {names[outcome.file] for outcome in bad}


def refuse_submissions(workspace: Workspace, principal: Principal, numbers: Collection[int], reason: str) -> int:
    """Send back what waits under these numbers, all of it or nothing, with a reason that its senders read; how many.

    Raises:
        Misuse: no reason, nothing chosen, one is not there, somebody has decided on it, or the principal does not see everything.
    """
    demand_all(principal)
    why = reason.strip()[:1000]
    if not why:
        raise Misuse(error("submitting.no_reason"))
    if not numbers:
        raise Misuse(error("submitting.none_chosen"))
    with workspace.store.acting(principal) as repository:
        held = repository.submissions
        for number in sorted(set(numbers)):
            found = demand_own(held, number, SUBMITTED)
            held.decide(found, REFUSED, why)
            held.record("refuse", name_whose(found), file=found.file, round=found.year, reason=why)
    return len(set(numbers))
