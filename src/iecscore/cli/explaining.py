"""`iecscore explain`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from iecscore.cli.explaining_nodes import print_node
from iecscore.cli.screen import screen, show, table
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.desk.explaining import find_node, is_node, system_of, trace_value
from iecscore.text import say
from iecscore.views import Explanation, view_explanation, view_node, write_figure

if TYPE_CHECKING:
    from rich.console import Console

MOST_CELLS = 60


@command("explain", "Explain INDICATOR of UNIT down to every source cell; or a criterion or dimension, or, with none named, the total, by its parts.")
@click.argument("unit")
@click.argument("indicator", default="")
@option("--round", "year", type=click.IntRange(0, 2100), default=0, help="Round, by its year; by default the latest evaluated.")
@option("--evaluation", "identity", default="", help="Id of an evaluation, or its beginning.")
@option("--all-cells", is_flag=True, help="Print every source cell, however many.")
@pass_session
def run(session: Session, unit: str, indicator: str, year: int, identity: str, *, all_cells: bool) -> None:
    """Explain a figure."""
    workspace = session.workspace
    if not indicator or is_node(workspace, indicator):
        placed = find_node(workspace, session.principal, unit, indicator, year, identity)
        node = view_node(placed.evaluation, system_of(workspace, placed.evaluation), placed.unit, placed.node, session.language)
        print_node(node, session.language)
        return
    traced = trace_value(workspace, session.principal, unit, indicator, year, identity)
    system = system_of(workspace, traced.evaluation)
    view = view_explanation(traced.evaluation, system, traced.unit, traced.value, traced.cells, traced.columns, session.language, traced.counted)
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
                tier=view.tier or "–",
            ),
        )
    if view.formula:
        yield say("Formula", language), " ".join(view.formula.split())
        yield from [(say("With its numbers", language), view.with_numbers)] if view.with_numbers else []
    yield from _groups(view, language) if view.asked else ((f"  {part.text}", write_figure(part.value, 4)) for part in view.parts)
    yield from _base(view, language)
    yield from ((say("Flagged", language), flag) for flag in view.flags)
    yield from ((say("Watched, not flagged", language), guard) for guard in view.guards)


def _weights(view: Explanation, language: str) -> Iterator[tuple[str, str]]:
    path = " → ".join(f"{step.node} {step.name} {step.local:.4f}" for step in view.path)
    whole = view.path[-1].overall if view.path else None
    yield say("Weight", language), f"{path} = {write_figure(whole, 4)}"
    if view.weight_in_force is not None:
        yield say("Weight in force for this unit", language), write_figure(view.weight_in_force, 4)
        yield say("Contribution", language), view.shares


def _base(view: Explanation, language: str) -> Iterator[tuple[str, str]]:
    if view.denominator is not None and not view.asked:
        yield say("Denominator", language), f"{view.denominator:g}"
    if view.years:
        yield say("Years at hand", language), ", ".join(map(str, view.years))
    if view.votes is not None:
        yield say("Votes", language), str(view.votes)
    if view.formula and not view.asked:
        share = f"{view.row_coverage:.0%}"
        yield (
            say("Row coverage", language),
            say("{share}; in the lowest case the score is multiplied by it", language, share=share) if view.lowered else share,
        )


def _groups(view: Explanation, language: str) -> Iterator[tuple[str, str]]:
    """Each group of respondents: its items, how many sheets count, how many votes they are, the minimum, the mean."""
    for group, counted in view.groups:
        hidden = group.mean is None
        told = say(
            "mean {mean}; answer sheets counted {sheets}, votes {votes} (minimum {least}); items {items}",
            language,
            mean=write_figure(group.mean, 4),
            sheets=group.count if hidden or counted is None else counted.sheets,
            votes=group.count,
            least=group.minimum,
            items=group.items,
        )
        yield f"  {group.name}", told if group.enters else say("shown beside, not counted: {told}", language, told=told)


def _print_cells(console: "Console", view: Explanation, language: str, *, everything: bool) -> None:
    if not view.cells:
        return
    heads = [say(text, language) for text in ("File", "Sheet", "Cell", "Field", "Name", "Content", "Counted")]
    shown = view.cells if everything else [cell for cell in view.cells if cell.near][:MOST_CELLS]
    rows = [[cell.file, cell.sheet, cell.cell, cell.field, cell.name, cell.content, cell.told] for cell in shown]
    show(console, table(say("Source cells", language), heads, rows, right=(5,)))
    if left := len(view.cells) - len(shown):
        console.print(say("… and {count} more; --all-cells prints them", language, count=left), style="dim", highlight=False)
    told = say("Cells are cited in the files in force when the evaluation was made; evaluate again to cite files handed in since.", language)
    console.print(told, style="dim", highlight=False, soft_wrap=True)


def _print_columns(console: "Console", view: Explanation, language: str) -> None:
    if not view.columns:
        return
    heads = [say(text, language) for text in ("File", "Sheet", "Cells", "Item", "Cells answered")]
    title = say("Answers behind it" if view.asked else "Answers beside it", language)
    rows = [[column.file, column.sheet, column.cells, column.item, str(column.answers)] for column in view.columns]
    show(console, table(title, heads, rows, right=(4,)))
    if view.asked:
        told = say(
            "Cells answered are all with an answer; answer sheets counted leave out careless ones and those that answer too few items.", language
        )
        console.print(told, style="dim", highlight=False, soft_wrap=True)
