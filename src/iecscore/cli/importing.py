"""`iecscore import`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from iecscore.cli.faults import print_problems
from iecscore.cli.screen import progress_bar, screen, show, table
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.importing import Imported, Outcome, State, import_files, list_queries
from iecscore.desk.returning import write_fault_lists
from iecscore.problems import Problem, Severity
from iecscore.responses import count_unread
from iecscore.store import ANSWERS
from iecscore.text import say

ABOUT: Final = "desk."
TAKEN: Final = frozenset({State.NEW, State.CHANGED, State.SAME})


@command("import", "Take in files, or folders of files: workbooks by part or whole, and survey answers. Exit code 1 where something was refused.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@option("--queries", is_flag=True, help="Print queries and notes too, not only errors.")
@pass_session
def run(session: Session, paths: tuple[Path, ...], *, queries: bool) -> int:
    """Import files; the workspace's inbox where none are named."""
    workspace, language = session.open(new=True), session.language
    with progress_bar(say("Reading", language), say("Listing the files", language)) as progress:
        done = import_files(workspace, session.principal, paths or (workspace.inbox,), progress)
    show_import(done, language, queries=queries)
    if queries:
        known = {outcome.file for outcome in done.outcomes if not outcome.unit}
        print_problems(list_queries(workspace, session.principal, known), language)
    for path in write_fault_lists(workspace.reports, done, language):
        screen().print(say("List of faults to send back: {path}", language, path=path), highlight=False)
    return 1 if done.refused else 0


def show_import(done: Imported, language: str, *, queries: bool = False) -> None:
    """Print what was taken and what was refused, file by file, then every error."""
    console = screen()
    if not done.outcomes:
        console.print(say("There is nothing to read here.", language))
        return
    heads = [say(text, language) for text in ("File", "Unit", "Round", "Parts taken", "Parts refused", "Rows", "Errors", "Queries", "Result")]
    files = {outcome.file: [item for item in done.outcomes if item.file == outcome.file] for outcome in done.outcomes}
    show(console, table("", heads, [_line(file, told, language) for file, told in files.items()], right=(3, 4, 5, 6, 7)))
    shown = [problem for problem in done.problems if queries or problem.severity is Severity.ERROR or _is_about_import(problem)]
    print_problems(shown, language)
    kept = [problem for outcome in done.outcomes if outcome.state in TAKEN for problem in outcome.problems if not _is_about_import(problem)]
    asked = sum(problem.severity is not Severity.ERROR for problem in kept)
    if unread := sum(count_unread(outcome.problems) for outcome in done.outcomes if outcome.part == ANSWERS):
        text = say("Of the survey answers, {count} could not be read and count as not answered; --queries prints where.", language, count=unread)
        console.print(text, highlight=False)
    if asked and not queries:
        console.print(say("{count} queries and notes are stored with the data; --queries prints them.", language, count=asked), highlight=False)


def _is_about_import(problem: Problem) -> bool:
    """Whether a note tells what became of a file, not what stands in it; such are always printed."""
    return problem.severity is Severity.NOTE and problem.code.startswith(ABOUT)


def _line(file: str, told: Sequence[Outcome], language: str) -> list[str]:
    states = Counter(outcome.state for outcome in told)
    severities = Counter(problem.severity for outcome in told for problem in outcome.problems)
    taken = [outcome for outcome in told if outcome.state in TAKEN]
    return [
        file,
        ", ".join(dict.fromkeys(outcome.unit for outcome in told if outcome.unit)),
        ", ".join(dict.fromkeys(str(outcome.year) for outcome in told if outcome.year)),
        str(len(taken)),
        str(states[State.REFUSED]),
        str(sum(outcome.rows for outcome in taken)),
        str(severities[Severity.ERROR]),
        str(severities[Severity.QUERY]),
        _result(states, language),
    ]


def _result(states: Counter[State], language: str) -> str:
    if states[State.REFUSED]:
        return say("refused" if len(states) == 1 else "partly refused", language)
    if states[State.CHANGED]:
        return say("taken as a new version", language)
    if states[State.NEW]:
        return say("taken", language)
    if states[State.PASSED]:
        return say("not read", language)
    return say("other data hold" if states[State.PAST] else "known already", language)
