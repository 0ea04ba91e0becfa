"""`iecscore robustness`."""

from pathlib import Path

import click

from iecscore.cli.evaluating import report_on
from iecscore.cli.screen import near, progress_bar, screen, show, table, write_line
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.cli.targets import prepare_target, write_target
from iecscore.desk.evaluating import Finished
from iecscore.desk.explaining import system_of
from iecscore.desk.robustness import Asked, Doubted, assess_evaluation
from iecscore.system import System
from iecscore.text import say
from iecscore.views import DoubtLeague, DoubtView, view_robustness


@command("robustness", "Find out how sure the ranks of the latest evaluation of a level are, or of one by its id; kept with the evaluation.")
@option("--level", default="", help="Level, by its key in the system file; by default that of the latest evaluation.")
@option("--round", "year", type=click.IntRange(2000, 2100), help="Round, by its year; by default the latest evaluated.")
@option("--evaluation", "identity", default="", help="Id of an evaluation, or its beginning.")
@option("--draws", type=click.IntRange(256, 1_000_000), default=None, help="Scenarios; by default as many as the system file declares.")
@option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed draws other scenarios.")
@option("--without", multiple=True, help="Leave a part as it is: respondents, figures, gaps or experts; repeatable.")
@option("--judgements", type=click.Path(path_type=Path), help="Judgements of the panel; by default the workspace's own.")
@option("--brief", is_flag=True, help="Intervals only: no other ways of counting, sources of doubt or structural tests.")
@option("--workers", type=click.IntRange(1), default=None, help="Threads; by default as many as the machine has processors.")
@option("--cluster", default="", help="Address of a running Dask scheduler, as tcp://scheduler:8786.")
@option("--json", "target", type=click.Path(path_type=Path), help="Also write what was found as JSON into this file.")
@pass_session
def run(session: Session, /, level: str, year: int | None, identity: str, target: Path | None, draws: int | None, **asked: object) -> None:
    """Assess an evaluation."""
    workspace, language = session.workspace, session.language
    if target:
        prepare_target(target)
    wanted = Asked(draws=draws or 0, **asked)  # type: ignore[arg-type]
    with progress_bar(say("Working scenarios", language), say("Drawing respondents", language)) as progress:
        found = assess_evaluation(workspace, session.principal, wanted, level, year or 0, identity, progress)
    system = system_of(workspace, found.evaluation)
    path = report_on(workspace, Finished(found.evaluation, new=False, queries=found.queries), language, found.assessment)
    print_robustness(found, system, language)
    write_line(say("Result workbook: {path}", language, path=near(path)))
    if target:
        _write_json(found, target, language)


def _write_json(found: Doubted, target: Path, language: str) -> None:
    import json

    from iecscore.records import to_json

    write_target(target, json.dumps(to_json(found.assessment), ensure_ascii=False, allow_nan=False))
    write_line(say("Robustness as JSON: {path}", language, path=near(target)))


def print_robustness(found: Doubted, system: System, language: str) -> None:
    """Print how sure the ranks are, group by group, then the tables."""
    view, console = view_robustness(found.evaluation, found.assessment, system, language), screen()
    console.print(view.title, style="bold", markup=False, highlight=False)
    console.print(view.made, style="dim", markup=False, highlight=False, soft_wrap=True)
    for league in view.leagues:
        show(console, table(league.name, _heads(view, language), _rows(league), right=(0, 3, 4, 5, 6, *range(7, 8 + len(view.tiers))), whole=(1, 2)))
        for sentence in league.sentences:
            console.print(sentence, markup=False, highlight=False, soft_wrap=True)
        console.print()
    for told in view.tables:
        show(console, table(told.title, told.heads, told.rows, right=told.right))
        console.print(told.about, style="dim", markup=False, highlight=False, soft_wrap=True)
        console.print()
    for text in view.notes:
        console.print(text, style="dim", markup=False, highlight=False, soft_wrap=True)


def _heads(view: DoubtView, language: str) -> list[str]:
    names = ("Rank", "Code", "Name", "Interval", "Confidence set", "Method range", "First")
    return [*(say(name, language) for name in names), *view.tiers]


def _rows(league: DoubtLeague) -> list[list[str]]:
    return [
        [
            line.rank,
            line.unit,
            line.name,
            line.interval,
            line.confident,
            line.methods,
            f"{line.first:.0%}",
            *(f"{share:.0%}" for _, share in line.tiers),
        ]
        for line in league.lines
    ]
