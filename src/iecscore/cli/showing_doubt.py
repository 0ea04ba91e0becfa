"""How sure ranks are, on the screen: the message first."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from iecscore.cli.screen import screen, show, table
from iecscore.robustness.assessment import Assessment
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import DoubtLeague, DoubtLine, Table, UnitView, view_robustness, write_share

if TYPE_CHECKING:
    from rich.console import Console

NARROW: Final = 120
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
            _print_table(console, told)
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
        _print_table(console, told)


def _print_league(console: "Console", league: DoubtLeague, language: str, *, named: bool) -> None:
    heads = ("Rank", "Code", "90 % interval", "Confidence set", "Method range", "Tier in so many scenarios")
    told = [say(head, language) for head in heads]
    rows = [[line.rank, line.unit, line.interval, line.confident, line.methods, _tell_tiers(line, language)] for line in league.lines]
    if named:
        told.insert(2, say("Name", language))
        rows = [[*row[:2], line.name, *row[2:]] for row, line in zip(rows, league.lines, strict=True)]
    more = 1 if named else 0
    show(console, table(league.name, told, rows, right=(0, *range(2 + more, 5 + more)), whole=(1, 2)))
    for text in (*league.doubtful, league.counted):
        if text:
            console.print(text, markup=False, highlight=False, soft_wrap=True)
    console.print()


def _tell_tiers(line: DoubtLine, language: str) -> str:
    return say(", ", language).join(f"{tier} {write_share(share)}" for tier, share in line.tiers if share)


def _print_table(console: "Console", told: Table) -> None:
    show(console, table(told.title, told.heads, told.rows, right=told.right))
    _dim(console, (told.about, "") if told.about else ())


def _dim(console: "Console", texts: Iterable[str]) -> None:
    for text in texts:
        console.print(text, style="dim", markup=False, highlight=False, soft_wrap=True)
