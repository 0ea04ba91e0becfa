"""What was handed in on pages, worded: how each stands, who did what with it, what changed; and the problems of a file cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from iecscore.desk.differing import REASON, Change
from iecscore.desk.submitting import WHOLE, Differing, Handed
from iecscore.problems import Problem, Severity
from iecscore.store import ANSWERS, Submission
from iecscore.store.submissions import ACCEPTED, CHECKED, REFUSED, REPLACED, SUBMITTED, TAKEN_BACK
from iecscore.system import System
from iecscore.text import say, word_problem
from iecscore.values import Cell
from iecscore.views.reasons import MISSING

STATES: Final[Mapping[str, str]] = {
    CHECKED: "checked, not handed in yet",
    SUBMITTED: "handed in, waits for the agency",
    ACCEPTED: "accepted",
    REFUSED: "sent back",
    TAKEN_BACK: "taken back",
    REPLACED: "replaced by a later one",
}
SEVERITIES: Final[Mapping[Severity, str]] = {Severity.ERROR: "to correct", Severity.QUERY: "query", Severity.NOTE: "note"}
ORDER: Final = (Severity.ERROR, Severity.QUERY, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One problem of a file: how grave, in which sheet and cell, what is wrong and what to do."""

    severity: str
    sheet: str
    cell: str
    cause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class SubmissionLine:
    """Something handed in: whose and what, how it stands, what was shown before and what changed since, and what is asked about it."""

    number: int
    whose: str
    what: str
    file: str
    state: str
    mood: str
    who: str
    told: str
    changed: str
    previewed: str
    queries: int
    faults: int
    differs: bool


def view_faults(problems: Sequence[Problem], language: str, most: int) -> tuple[FaultLine, ...]:
    """The problems of a file, those to correct first."""
    told = sorted(problems, key=lambda problem: (ORDER.index(problem.severity), problem.place))[:most]
    return tuple(_fault(problem, language) for problem in told)


def _fault(problem: Problem, language: str) -> FaultLine:
    said = word_problem(problem, language)
    return FaultLine(say(SEVERITIES[problem.severity], language), problem.place.sheet, problem.place.cell, said.cause, said.remedy)


def view_submissions(handed: Sequence[Handed], system: System, language: str) -> tuple[SubmissionLine, ...]:
    """What was handed in, in the order given."""
    return tuple(_line(item, system, language) for item in handed)


def _line(handed: Handed, system: System, language: str) -> SubmissionLine:
    told = handed.submission
    severities = [problem.severity for problem in told.problems]
    return SubmissionLine(
        told.id,
        f"{told.unit}/{told.member}" if told.member else told.unit,
        say("{year}, {part}", language, year=told.year, part=name_part(told, system, language)),
        told.file,
        say(STATES[told.state], language) if told.state in STATES else told.state,
        told.state,
        _tell_when(told.submitted_at or told.at, told.by),
        _tell_decision(told, language),
        _tell_changed(handed.differs, language),
        _tell_preview(told, language),
        severities.count(Severity.QUERY),
        severities.count(Severity.ERROR),
        bool(handed.differs or told.changed),
    )


def name_part(told: Submission, system: System, language: str) -> str:
    """The part that a file holds."""
    if told.part == WHOLE:
        return say("the whole unit", language)
    if told.part == ANSWERS:
        return say("survey answers", language)
    return system.parts[told.part].name.say(language) if told.part in system.parts else told.part


def _tell_when(at: datetime, by: str) -> str:
    return f"{at:%Y-%m-%d %H:%M} {by}"


def _tell_decision(told: Submission, language: str) -> str:
    if told.decided_at is None:
        return ""
    decided = _tell_when(told.decided_at, told.decided_by)
    return say("{decided}: {reason}", language, decided=decided, reason=told.reason) if told.reason else decided


def _tell_changed(differs: int | None, language: str) -> str:
    """Against what is in force of the same part."""
    if differs is None:
        return ""
    return say("{count} cells differ from what is in force", language, count=differs) if differs else say("the same as what is in force", language)


def _tell_preview(told: Submission, language: str) -> str:
    if told.changed is None:
        return say("handed in without a preview", language) if told.state != CHECKED and told.scope else ""
    return say("{count} cells changed since the preview", language, count=told.changed) if told.changed else say("as previewed", language)


def view_changes(told: Differing, system: System, language: str) -> tuple[tuple[str, ...], ...]:
    """What was changed, cell by cell: compared with what, in which sheet, cell, row and column, what it was and what it is."""
    compared = ((say("in force", language), told.from_force), (say("preview", language), told.from_preview))
    return tuple((name, *_change(item, system, language)) for name, changes in compared for item in changes)


def _change(item: Change, system: System, language: str) -> tuple[str, ...]:
    table = system.tables.get(item.table)
    column = table.columns.get(item.column) if table else None
    named = column.name.say(language) if column else item.column
    sheet = item.sheet or (table.sheet if table else item.table)
    return sheet, item.cell, " · ".join(item.key), named, _show(item.before, system, language), _show(item.now, system, language)


def _show(cell: Cell, system: System, language: str) -> str:
    """A cell as it is told; a reason in words."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(REASON):
        codes = system.dictionaries[MISSING].codes if MISSING in system.dictionaries else {}
        code = cell.removeprefix(REASON)
        return codes[code].say(language) if code in codes else code
    return "、".join(cell) if isinstance(cell, tuple) else str(cell)
