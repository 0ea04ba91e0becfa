"""How sure ranks are, on the screen: the message first."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from iecscore.cli.screen import screen, show, table
from iecscore.robustness.assessment import Assessment
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import DASH, DoubtLeague, DoubtLine, Table, UnitView, view_robustness, write_share

if TYPE_CHECKING:
    from rich.console import Console

NARROW: Final = 120
NAME: Final = "Name"
HEADS: Final = ("Rank", "Code", NAME, "90 % interval", "Confidence set", "Method range", "Compromise", "Tier in so many scenarios")
FIGURES: Final = (0, 3, 4, 5, 6)
IN_FULL: Final = ("Method range", "Compromise")
SHOWN: Final = ("drivers", "levers", "named")


def print_robustness(evaluation: Evaluation, assessment: Assessment, system: System, language: str) -> None:
    """Print how sure the ranks are, group by group, how to read it, then the tables that matter most; the others stand in the workbook."""
    view, console = view_robustness(evaluation, assessment, system, language, named=False), screen()
    console.print(view.title, style="bold", markup=False, highlight=False)
    _dim(console, (view.made,))
    named = console.width >= NARROW
    for league in view.leagues:
        _print_league(console, league, language, named=named)
    _dim(console, (*view.notes, ""))
    for told in view.tables:
        if told.key in SHOWN:
            print_table(console, told)
    left = [told.title for told in view.tables if told.key not in SHOWN]
    if left:
        names = say(", ", language).join(left)
        _dim(console, (say("In the result workbook, sheet “{sheet}”: {names}.", language, sheet=say("Sources of doubt", language), names=names),))


def print_unit(view: UnitView) -> None:
    """Print what is told of one unit."""
    console = screen()
    console.print(view.title, style="bold", markup=False, highlight=False)
    _dim(console, (view.made,))
    for sentence in view.sentences:
        console.print(f"– {sentence}", markup=False, highlight=False, soft_wrap=True)
    console.print()
    for told in view.tables:
        print_table(console, told)


def _print_league(console: "Console", league: DoubtLeague, language: str, *, named: bool) -> None:
    rows = [
        [line.rank, line.unit, line.name, line.interval, line.confident, line.methods, line.compromise, _tell_tiers(line, language)]
        for line in league.lines
    ]
    shown = [
        place for place, head in enumerate(HEADS) if (named or head != NAME) and (head not in IN_FULL or any(row[place] != DASH for row in rows))
    ]
    heads, rows = [say(HEADS[place], language) for place in shown], [[row[place] for place in shown] for row in rows]
    right = [number for number, place in enumerate(shown) if place in FIGURES]
    show(console, table(league.name, heads, rows, right=right, whole=(1, 2)))
    for text in (*league.doubtful, league.counted):
        if text:
            console.print(text, markup=False, highlight=False, soft_wrap=True)
    console.print()


def _tell_tiers(line: DoubtLine, language: str) -> str:
    return say(", ", language).join(f"{tier} {write_share(share)}" for tier, share in line.tiers if share)


def print_table(console: "Console", told: Table) -> None:
    """Print a table with what it says."""
    show(console, table(told.title, told.heads, told.rows, right=told.right))
    _dim(console, (told.about, "") if told.about else ())


def _dim(console: "Console", texts: Iterable[str]) -> None:
    for text in texts:
        console.print(text, style="dim", markup=False, highlight=False, soft_wrap=True)
