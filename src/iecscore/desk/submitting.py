"""Hand in a unit's own part: checked first, handed in when its sender says so, taken back as long as nobody has decided on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from iecscore.desk.differing import Change, count_changes, find_changes
from iecscore.desk.returning import make_fault_list
from iecscore.desk.uploading import Looked, Upload, look_at, name_upload
from iecscore.desk.workspace import Workspace
from iecscore.problems import Misuse, Place, Problem, error, errors_in
from iecscore.store import ANSWERS, Draft, Submission, Submissions
from iecscore.store.submissions import CHECKED, SUBMITTED, TAKEN_BACK
from iecscore.system import System
from iecscore.values import Principal, Rows, Sight

WHOLE: Final = "whole"
MOST_PROBLEMS: Final = 2000


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after its check: the number it is kept under, 0 where nothing is kept, and every problem."""

    number: int
    file: str
    problems: tuple[Problem, ...]
    rows: int = 0

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What keeps it from being handed in."""
        return errors_in(self.problems)


def check_part(workspace: Workspace, principal: Principal, name: str, data: bytes) -> Checked:
    """Read a file handed in for the principal's own unit and check it in full; it is kept until it is handed in or another is checked.

    A file of which nothing could be read, or of another unit, is not kept.

    Raises:
        Misuse: the principal hands nothing in, or as many files are being read already.
    """
    demand_sender(principal)
    looked = look_at(workspace, principal, Upload(name_upload(name), data))
    years = list_rounds_open(workspace, principal)
    draft = draft_of(workspace.system, looked)
    if draft and years and principal.sight is Sight.OWN and draft.year not in years:
        late = error("submitting.other_round", Place(draft.file), given=draft.year, known=", ".join(map(str, years)))
        return Checked(0, draft.file, (late,))
    if draft is None:
        return Checked(0, looked.upload.name, looked.problems)
    with workspace.store.submitting(principal) as held:
        return Checked(held.save_draft(draft), draft.file, looked.problems, draft.rows)


def demand_sender(principal: Principal) -> None:
    """Refuse whoever hands nothing in, before anything is read.

    Raises:
        Misuse: neither a unit of its own, nor does it see everything.
    """
    if principal.sight is Sight.PUBLISHED:
        raise Misuse(error("store.not_yours"))


def list_rounds_open(workspace: Workspace, principal: Principal) -> tuple[int, ...]:
    """The rounds that something is handed in for on a page: the latest known and the one after it."""
    with workspace.store.reading(principal) as repository:
        last = max(repository.list_rounds(), default=0)
    return (last, last + 1) if last else ()


def draft_of(system: System, looked: Looked) -> Draft | None:
    """What is kept of a file; nothing where it tells of no unit and round."""
    told = [part.read.envelope for part in looked.parts if part.read.envelope.year]
    answers = [reply.read.result for reply in looked.replies if reply.read.result]
    if not told and not answers:
        return None
    first = told[0] if told else answers[0]
    whole = any(part.read.whole for part in looked.parts)
    member = told[0].member if told and not whole else ""
    part = (WHOLE if whole else told[0].part) if told else ANSWERS
    rows = sum(len(item.rows) for item in looked.tables) + sum(item.size for item in answers)
    upload = looked.upload
    data = None if looked.faults else upload.data
    problems = looked.problems[:MOST_PROBLEMS]
    return Draft(level_of(system, member), first.unit, first.year, part, member, upload.name, upload.digest, rows, data, looked.tables, problems)


def level_of(system: System, member: str) -> str:
    """The level whose units hand a part in: that of members, or the topmost."""
    return next((key for key, level in system.levels.items() if (level.parent is not None) == bool(member)), "")


def demand_own(held: Submissions, number: int, state: str) -> Submission:
    """What was handed in under a number, in a state.

    Raises:
        Misuse: there is none that the principal may see, or something became of it meanwhile.
    """
    found = _demand_there(held, number)
    if found.state != state:
        raise Misuse(error("submitting.settled", file=found.file, **tell_state(found)))
    return found


def tell_state(found: Submission) -> dict[str, str]:
    """Who last did something with it and when, for a sentence."""
    at = found.decided_at or found.submitted_at or found.at
    return {"by": found.decided_by or found.by, "at": f"{at:%Y-%m-%d %H:%M}"}


def submit_part(workspace: Workspace, principal: Principal, number: int) -> Submission:
    """Hand a checked file in; what of the same part waits gives way to it. The cells changed since the last preview are counted.

    Raises:
        Misuse: it is not there, has errors, or was handed in already.
    """
    with workspace.store.submitting(principal) as held:
        found = demand_own(held, number, CHECKED)
        if faults := errors_in(found.problems):
            raise Misuse(error("submitting.has_faults", file=found.file, count=len(faults)))
        shown = held.find_previewed(found)
        changed = count_changes(workspace.system, held.load_tables(shown), held.load_tables(found)) if shown else None
        if not held.submit(found, changed):
            raise Misuse(error("submitting.settled", file=found.file, **tell_state(found)))
        seen = "no preview" if changed is None else changed
        held.record("submit", name_whose(found), file=found.file, round=found.year, part=found.part, changed_since_preview=seen)
        return held.find(number) or found


def take_back(workspace: Workspace, principal: Principal, number: int) -> None:
    """Take back what was handed in and nobody has decided on yet.

    Raises:
        Misuse: it is not there, or somebody has decided.
    """
    with workspace.store.submitting(principal) as held:
        found = demand_own(held, number, SUBMITTED)
        held.decide(found, TAKEN_BACK)
        held.record("take back", name_whose(found), file=found.file, round=found.year)


def name_whose(found: Submission) -> str:
    """The unit, and its member where there is one."""
    return f"{found.unit}/{found.member}" if found.member else found.unit


@dataclass(frozen=True, slots=True)
class Handed:
    """What was handed in, and in how many cells it differs from what is in force of the same part; none where nothing is."""

    submission: Submission
    differs: int | None = None


def list_submissions(workspace: Workspace, principal: Principal, state: str = "", most: int = 100) -> tuple[Handed, ...]:
    """What was handed in, the latest first: a unit its own, whoever sees everything all of it.

    Raises:
        Misuse: the principal hands nothing in.
    """
    with workspace.store.reading(principal) as repository:
        held = repository.submissions
        found = held.list_all(state)[:most]
        fresh = [item for item in found if item.state in {CHECKED, SUBMITTED}]
        rows = repository.load_own_rows(max((item.year for item in fresh), default=0)) if fresh else ()
        return tuple(Handed(item, _count(workspace.system, held, item, rows) if item in fresh else None) for item in found)


def _count(system: System, held: Submissions, found: Submission, rows: Sequence[Rows]) -> int | None:
    told = held.load_tables(found)
    before = _same_parts(rows, told)
    return count_changes(system, before, told) if before else None


def _same_parts(rows: Sequence[Rows], told: Sequence[Rows]) -> list[Rows]:
    whose = {(item.unit, item.year, item.submitter) for item in told}
    return [item for item in rows if (item.unit, item.year, item.submitter) in whose]


@dataclass(frozen=True, slots=True)
class Differing:
    """What was handed in, and cell by cell what differs from what is in force and from what was shown last; nothing where there is neither."""

    submission: Submission
    from_force: tuple[Change, ...]
    from_preview: tuple[Change, ...]


def list_changes(workspace: Workspace, principal: Principal, number: int) -> Differing:
    """What was changed in a file.

    Raises:
        Misuse: there is no such file that the principal may see.
    """
    with workspace.store.reading(principal) as repository:
        held, system = repository.submissions, workspace.system
        found = _demand_there(held, number)
        told, shown = held.load_tables(found), held.find_previewed(found)
        before = _same_parts(repository.load_own_rows(found.year), told)
        since = find_changes(system, held.load_tables(shown), told) if shown else ()
        return Differing(found, find_changes(system, before, told) if before else (), since)


def load_file(workspace: Workspace, principal: Principal, number: int) -> tuple[str, bytes]:
    """A file as it was handed in: its name and itself.

    Raises:
        Misuse: there is no such file that the principal may see.
    """
    with workspace.store.reading(principal) as repository:
        found = _demand_there(repository.submissions, number)
        return found.file, repository.submissions.load_data(found)


def _demand_there(held: Submissions, number: int) -> Submission:
    found = held.find(number)
    if found is None:
        raise Misuse(error("submitting.gone"))
    return found


def list_faults(workspace: Workspace, principal: Principal, number: int, language: str) -> tuple[str, bytes]:
    """What is to be corrected in a checked file, or where nothing is what is asked about it, as a workbook to hand out: its name and itself.

    Raises:
        Misuse: there is no such file that the principal may see.
    """
    with workspace.store.reading(principal) as repository:
        found = _demand_there(repository.submissions, number)
    return make_fault_list(found.file, errors_in(found.problems) or found.problems, language)
