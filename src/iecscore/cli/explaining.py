"""`iecscore explain`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from iecscore.cli.screen import screen, show, table
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.explaining import system_of, trace_value
from iecscore.text import say
from iecscore.views import Explanation, view_explanation, write_figure

if TYPE_CHECKING:
    from rich.console import Console

MOST_CELLS = 60


@command("explain", "Explain INDICATOR of UNIT: value, score, weights, contribution, formula with its numbers, and every source cell.")
@click.argument("unit")
@click.argument("indicator")
@option("--round", "year", default=0, help="Round, by its year; by default the latest evaluated.")
@option("--evaluation", "identity", default="", help="Id of an evaluation, or its beginning.")
@option("--all-cells", is_flag=True, help="Print every source cell, however many.")
@pass_session
def run(session: Session, unit: str, indicator: str, year: int, identity: str, *, all_cells: bool) -> None:
    """Explain a figure."""
    workspace = session.workspace
    traced = trace_value(workspace, session.principal, unit, indicator, year, identity)
    view = view_explanation(
        traced.evaluation, system_of(workspace, traced.evaluation), traced.unit, traced.value, traced.cells, traced.columns, session.language
    )
    console = screen()
    console.print(f"{view.unit} {view.unit_name} · {view.indicator} {view.indicator_name}", style="bold", markup=False, highlight=False)
    console.print(view.definition, style="dim", markup=False, highlight=False)
    for name, told in _facts(view, session.language):
        console.print(f"  {name}: {told}", markup=False, highlight=False, soft_wrap=True)
    _print_cells(console, view, session.language, everything=all_cells)
    _print_columns(console, view, session.language)


def _facts(view: Explanation, language: str) -> Iterator[tuple[str, str]]:
    yield say("Evaluation", language), say("{id}, round {round}", language, id=view.evaluation[:16], round=view.round)
    yield say("Value", language), " ".join(part for part in (view.shown, f"[{view.mark}]" if view.mark else "", view.reason) if part)
    yield from view.changes
    yield say("Score", language), f"{write_figure(view.score, 2)} ({view.scoring})"
    yield from _weights(view, language)
    if view.rank is not None:
        yield (
            say("Standing", language),
            say(
                "rank {rank} among {league}, score {score}, tier {tier}",
                language,
                rank=view.rank,
                league=view.league,
                score=write_figure(view.unit_score, 2),
                tier=view.tier,
            ),
        )
    if view.formula:
        yield say("Formula", language), " ".join(view.formula.split())
        yield say("With its numbers", language), view.with_numbers
    yield from ((f"  {part.text}", write_figure(part.value, 4)) for part in view.parts)
    yield from _base(view, language)
    yield from ((say("Flagged", language), flag) for flag in view.flags)
    yield from ((say("Watched, not flagged", language), guard) for guard in view.guards)


def _weights(view: Explanation, language: str) -> Iterator[tuple[str, str]]:
    path = " → ".join(f"{step.node} {step.name} {step.local:.4f}" for step in view.path)
    whole = view.path[-1].overall if view.path else None
    yield say("Weight", language), f"{path} = {write_figure(whole, 4)}"
    if view.weight_in_force is not None and view.holds_back is not None and view.carries is not None:
        yield say("Weight in force for this unit", language), write_figure(view.weight_in_force, 4)
        yield (
            say("Contribution", language),
            say(
                "{back} of what holds the unit back (D+), {carried} of what carries it (D-)",
                language,
                back=f"{view.holds_back:.1%}",
                carried=f"{view.carries:.1%}",
            ),
        )


def _base(view: Explanation, language: str) -> Iterator[tuple[str, str]]:
    if view.denominator is not None:
        yield say("Denominator", language), f"{view.denominator:g}"
    if view.years:
        yield say("Years at hand", language), ", ".join(map(str, view.years))
    if view.votes is not None:
        yield say("Votes", language), str(view.votes)
    if view.formula:
        yield say("Row coverage", language), f"{view.row_coverage:.0%}"


def _print_cells(console: "Console", view: Explanation, language: str, *, everything: bool) -> None:
    if not view.cells:
        return
    heads = [say(text, language) for text in ("File", "Sheet", "Cell", "Field", "Name", "Content", "Counted")]
    shown = view.cells if everything else [cell for cell in view.cells if cell.near][:MOST_CELLS]
    rows = [[cell.file, cell.sheet, cell.cell, cell.field, cell.name, cell.content, cell.told] for cell in shown]
    show(console, table(say("Source cells", language), heads, rows, right=(5,)))
    if left := len(view.cells) - len(shown):
        console.print(say("… and {count} more; --all-cells prints them", language, count=left), style="dim", highlight=False)


def _print_columns(console: "Console", view: Explanation, language: str) -> None:
    if not view.columns:
        return
    heads = [say(text, language) for text in ("File", "Sheet", "Cells", "Item", "Answers")]
    title = say("Answers beside it" if view.formula else "Answers behind it", language)
    rows = [[column.file, column.sheet, column.cells, column.item, str(column.answers)] for column in view.columns]
    show(console, table(title, heads, rows, right=(4,)))
