"""What the sheets of a report share: the units in their order, the nodes of the tree, the columns on the left."""

from collections.abc import Sequence
from dataclasses import dataclass

from iecscore.report.book import HEADING, Cell, Paper, fit_width
from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Evaluation, RankRow, Unit
from iecscore.views import name_league, order_rows


@dataclass(frozen=True, slots=True)
class Listed:
    """One unit in the order of the report: best first in its league."""

    row: RankRow
    unit: Unit
    league: str


@dataclass(frozen=True, slots=True)
class Left:
    """The columns on the left of every wide sheet: league where there are several, rank, code, name."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    looks: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.heads)


def list_units(evaluation: Evaluation, system: System, language: str) -> tuple[Listed, ...]:
    """All units, league by league."""
    units = {unit.code: unit for unit in evaluation.units}
    return tuple(
        Listed(row, units[row.unit], name_league(system, evaluation.options.level, league, language))
        for league in sorted({row.league for row in evaluation.ranking})
        for row in order_rows(evaluation, league)
    )


def list_left(listed: Sequence[Listed], language: str) -> Left:
    """The columns on the left."""
    several = len({item.league for item in listed}) > 1
    name = fit_width([item.unit.name for item in listed], 16, 40)
    heads = (say("Rank", language), say("Unit code", language), say("Name", language))
    cells = tuple((item.row.rank if item.row.rank is not None else "–", item.unit.code, item.unit.name) for item in listed)
    if not several:
        return Left(heads, (6, 10, name), ("rank", "code", "name"), cells)
    league = fit_width([item.league for item in listed], 8, 24)
    led = tuple((item.league, *row) for item, row in zip(listed, cells, strict=True))
    return Left((say("League", language), *heads), (league, 6, 10, name), ("text", "rank", "code", "name"), led)


def write_left(paper: Paper, left: Left, first: int) -> None:
    """Write the columns on the left: heads over all heading rows, then the units from row `first`."""
    for column, head in enumerate(left.heads):
        paper.merge(HEADING, column, first - 1, column, head, "head")
    for offset, cells in enumerate(left.cells):
        paper.line(first + offset, cells, left.looks)


def list_nodes(evaluation: Evaluation, system: System) -> dict[str, tuple[str, ...]]:
    """The criteria of each dimension in force."""
    children: dict[str, list[str]] = {}
    for node in evaluation.weights.nodes:
        children.setdefault(node.parent, []).append(node.node)
    return {dimension: tuple(children[dimension]) for dimension in children[ROOT] if dimension in system.dimensions}
