"""`iecscore ranking`."""

from iecscore.cli.screen import screen, show, table
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.explaining import load_ranking, system_of
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import Line, RankingView, view_ranking, write_figure


@command("ranking", "Print the ranking of the latest evaluation of a level, or of one by its id.")
@option("--level", default="", help="Level, by its key in the system file; by default that of the latest evaluation.")
@option("--round", "year", default=0, help="Round, by its year; by default the latest evaluated.")
@option("--evaluation", "identity", default="", help="Id of an evaluation, or its beginning.")
@option("--top", default=0, help="Print only so many units of each group.")
@pass_session
def run(session: Session, level: str, year: int, identity: str, top: int) -> None:
    """Print a ranking."""
    workspace = session.workspace
    evaluation = load_ranking(workspace, session.principal, level, year, identity)
    print_ranking(evaluation, system_of(workspace, evaluation), session.language, top)


def print_ranking(evaluation: Evaluation, system: System, language: str, top: int = 0) -> None:
    """Print the ranking of an evaluation, group by group."""
    view = view_ranking(evaluation, system, language)
    console = screen()
    console.print(view.title, style="bold", markup=False, highlight=False)
    told = say("{method}; evaluation {id}", language, method=view.method, id=view.evaluation[:16])
    console.print(told, style="dim", markup=False, highlight=False, soft_wrap=True)
    legend = " · ".join(f"{code} {name}" for code, name in zip(view.codes, view.dimensions, strict=True))
    console.print(legend, style="dim", markup=False, highlight=False)
    for league in view.leagues:
        shown = league.lines[:top] if top else league.lines
        numbers = (0, 3, 5, 6, 7, *range(8, 8 + len(view.dimensions)))
        show(console, table(league.name, _heads(view, language), [_cells(line) for line in shown], right=numbers, whole=(1, 2)))
        if left := len(league.lines) - len(shown):
            console.print(say("… and {count} more", language, count=left), style="dim", highlight=False)


def _heads(view: RankingView, language: str) -> list[str]:
    names = ("Rank", "Code", "Name", "Score", "Tier", "Lowest case", "Other method", "Coverage")
    return [*(say(name, language) for name in names), *view.codes, say("Remark", language)]


def _cells(line: Line) -> list[str]:
    return [
        _place(line.rank),
        line.unit,
        line.name,
        write_figure(line.score, 1),
        line.tier,
        _place(line.lowest_rank),
        _place(line.other_rank),
        f"{line.coverage:.0%}",
        *(write_figure(score, 1) for score in line.dimensions),
        line.remark,
    ]


def _place(rank: int | None) -> str:
    return "–" if rank is None else str(rank)
