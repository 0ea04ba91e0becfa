"""`iecscore ranking`."""

from typing import Final

import click

from iecscore.cli.faults import print_problems
from iecscore.cli.screen import screen, show, table
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.explaining import load_ranking, system_of
from iecscore.desk.robustness import load_assessment
from iecscore.robustness.assessment import Assessment
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import Line, RankingView, view_ranking, word_interval, word_lowest, word_row_coverage, write_figure

DOUBTS: Final = frozenset({"weights.inconsistent", "weights.expert_inconsistent", "weights.forced"})


@command("ranking", "Print the ranking of the latest evaluation of a level, or of one by its id.")
@option("--level", default="", help="Level, by its key in the system file; by default that of the latest evaluation.")
@option("--round", "year", type=click.IntRange(2000, 2100), help="Round, by its year; by default the latest evaluated.")
@option("--evaluation", "identity", default="", help="Id of an evaluation, or its beginning.")
@option("--top", type=click.IntRange(1), help="Print only so many units of each group.")
@pass_session
def run(session: Session, level: str, year: int | None, identity: str, top: int | None) -> None:
    """Print a ranking."""
    workspace = session.workspace
    evaluation = load_ranking(workspace, session.principal, level, year or 0, identity)
    assessment = load_assessment(workspace, session.principal, evaluation)
    print_ranking(evaluation, system_of(workspace, evaluation), session.language, top, assessment)


def print_ranking(evaluation: Evaluation, system: System, language: str, top: int | None = None, assessment: Assessment | None = None) -> None:
    """Print the ranking of an evaluation, group by group."""
    view = view_ranking(evaluation, system, language, assessment)
    console = screen()
    console.print(view.title, style="bold", markup=False, highlight=False)
    told = say("{method}; evaluation {id}", language, method=view.method, id=view.evaluation[:16])
    console.print(told, style="dim", markup=False, highlight=False, soft_wrap=True)
    legend = " · ".join(f"{code} {name}" for code, name in zip(view.codes, view.dimensions, strict=True))
    console.print(legend, style="dim", markup=False, highlight=False)
    print_problems([told for told in evaluation.notes if told.code in DOUBTS], language)
    for league in view.leagues:
        shown = league.lines[:top]
        heads = _heads(view, language)
        more = 1 if view.tells_intervals else 0
        numbers = (*range(more + 1), 3 + more, *range(5 + more, len(heads) - 1))
        show(console, table(league.name, heads, [_cells(view, line) for line in shown], right=numbers, whole=(1 + more, 2 + more)))
        if left := len(league.lines) - len(shown):
            console.print(say("… and {count} more", language, count=left), style="dim", highlight=False)
    intervals = (word_interval(assessment, language),) if assessment else ()
    for text in (*intervals, word_lowest(language), word_row_coverage(language), *view.notes):
        console.print(text, style="dim", markup=False, highlight=False, soft_wrap=True)


def _heads(view: RankingView, language: str) -> list[str]:
    intervals = ("90 % interval",) if view.tells_intervals else ()
    names = ("Rank", *intervals, "Code", "Name", "Score", "Tier", "Lowest case", "Other method", "Coverage")
    more = ("Core coverage", "Row coverage") if view.tells_core else ("Row coverage",)
    return [*(say(name, language) for name in (*names, *more)), *view.codes, say("Remark", language)]


def _cells(view: RankingView, line: Line) -> list[str]:
    return [
        _place(line.rank),
        *([line.interval] if view.tells_intervals else []),
        line.unit,
        line.name,
        write_figure(line.score, 1),
        line.tier,
        _place(line.lowest_rank),
        _place(line.other_rank),
        f"{line.coverage:.0%}",
        *([f"{line.core_coverage:.0%}"] if view.tells_core else []),
        f"{line.row_coverage:.0%}",
        *(write_figure(score, 1) for score in line.dimensions),
        line.remark,
    ]


def _place(rank: int | None) -> str:
    return "–" if rank is None else str(rank)
