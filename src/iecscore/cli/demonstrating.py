"""`iecscore demo`."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from iecscore.cli.evaluating import ask_intervals, report_on
from iecscore.cli.faults import print_problems
from iecscore.cli.importing import show_import
from iecscore.cli.screen import near, progress_bar, screen, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.showing import print_ranking
from iecscore.cli.speaking import command, option
from iecscore.demo import LABEL, RETURNED, SYSTEM, write_demo
from iecscore.desk.evaluating import evaluate_round
from iecscore.desk.importing import Imported, import_files
from iecscore.desk.workspace import Workspace, init_workspace
from iecscore.problems import Misuse, Place, Severity, error
from iecscore.text import say
from iecscore.values import Options

MARK = ".demonstration"
SHOWN = 5


@command("demo", "Write a synthetic demonstration into FOLDER, import it, evaluate it with AHP weights and TOPSIS, print the rankings.")
@click.argument("folder", type=click.Path(path_type=Path))
@option("--replace", is_flag=True, help="Replace an earlier demonstration in this folder.")
@option("--write-only", is_flag=True, help="Only write the workspace and its workbooks.")
@option("--parts", is_flag=True, help="Write the last round as one workbook a part.")
@option("--workbooks", type=click.IntRange(1), help="Write only so many workbooks.")
@option("--serve", is_flag=True, help="Then publish the evaluations, make an account of each role and serve the pages.")
@pass_session
def run(session: Session, folder: Path, workbooks: int | None, *, replace: bool, write_only: bool, parts: bool, serve: bool) -> None:
    """Write and run the demonstration."""
    language = session.language
    clear(folder, replace=replace)
    workspace = init_workspace(folder, SYSTEM, language, content=session.content, label=LABEL)
    session.use(workspace)
    (folder / MARK).touch()
    assert workspace.survey  # noqa: S101 - the shipped system has one
    with progress_bar(say("Writing", language), say("Inventing the units", language)) as progress:
        write_demo(folder, workspace.system, workspace.survey, language=language, progress=progress, parts=parts, workbooks=workbooks)
    if write_only:
        write_line(say("Written: {path}", language, path=near(workspace.inbox)))
        return
    import_demo(session, workspace, language)
    evaluate_demo(session, workspace, language, intervals=serve)
    if serve:
        serve_demo(session, workspace)


def serve_demo(session: Session, workspace: Workspace) -> None:
    """Publish, make accounts, serve; what this needs is loaded only now, as it takes a while."""
    from iecscore.cli.serving import PORT, load_pages, serve_pages
    from iecscore.cli.welcoming import publish_demo, welcome

    dashboards = load_pages(session)
    publish_demo(workspace, session.principal, session.language)
    welcome(workspace, session.principal, dashboards, session.language)
    serve_pages(session, dashboards, ports=(PORT, 0))


def clear(folder: Path, *, replace: bool) -> None:
    """Make room for a demonstration; only an earlier demonstration is replaced.

    Raises:
        Misuse: something else is in the folder.
    """
    if replace and (folder / MARK).is_file():
        shutil.rmtree(folder)
    elif folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Misuse(error("desk.folder_not_empty", Place(str(folder))))


def command_name() -> str:
    """How the command is called from here: by its name, or by the path of the environment it lies in."""
    beside = Path(sys.executable).parent / "iecscore"
    if shutil.which("iecscore"):
        return "iecscore"
    return str(near(beside)) if beside.exists() else f"{sys.executable} -m iecscore"


def import_demo(session: Session, workspace: Workspace, language: str) -> None:
    """Take in the inbox, then show how the workbooks with planted faults are refused."""
    with progress_bar(say("Reading", language), say("Listing the files", language)) as progress:
        done = import_files(workspace, session.principal, [workspace.inbox], progress)
    _show_taken(done, language)
    if not (workspace.folder / RETURNED).exists():
        return
    write_line(say("Three more workbooks came back with faults; the parts that have them are refused:", language))
    show_import(import_files(workspace, session.principal, [workspace.folder / RETURNED]), language)


def _show_taken(done: Imported, language: str) -> None:
    files = {outcome.file for outcome in done.outcomes}
    rows = sum(outcome.rows for outcome in done.outcomes)
    queries = sum(problem.severity is Severity.QUERY for problem in done.problems)
    told = say(
        "Taken: {files} files, {parts} parts, {rows} rows, {queries} queries.",
        language,
        files=len(files),
        parts=len(done.outcomes),
        rows=rows,
        queries=queries,
    )
    write_line(told)
    print_problems([problem for outcome in done.refused for problem in outcome.problems if problem.severity is Severity.ERROR], language)


def evaluate_demo(session: Session, workspace: Workspace, language: str, *, intervals: bool = False) -> None:
    """Evaluate every round and level, with intervals where asked, so that changes can be judged; print and report the last round."""
    with workspace.store.reading(session.principal) as repository:
        years: Sequence[int] = repository.list_rounds()
    paths = []
    for year in years:
        for level in workspace.system.levels:
            finished = evaluate_round(workspace, session.principal, Options(level=level, round=str(year), weights="ahp"))
            assessment = ask_intervals(session, workspace, finished) if intervals else None
            if year == years[-1]:
                shown = SHOWN if workspace.system.levels[level].parent else None
                print_ranking(finished.evaluation, workspace.system, language, shown, assessment)
                paths.append(report_on(workspace, finished, language, assessment))
    console = screen()
    for path in paths:
        console.print(say("Result workbook: {path}", language, path=near(path)), highlight=False, soft_wrap=True)
    told = say(
        "Open {path} next; then try: {command} --workspace {folder} robustness (how sure each rank is), or … explain C01 T2.1",
        language,
        path=near(paths[0]),
        command=command_name(),
        folder=near(workspace.folder),
    )
    console.print(told, style="bold", highlight=False, soft_wrap=True)
