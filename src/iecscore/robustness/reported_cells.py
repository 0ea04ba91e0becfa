"""The filled-in numbers behind a rank: which moves a unit most, and which has to change least to bring it level with the one ahead."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from iecscore.engine import Behind, NumberCell, Reading
from iecscore.matrix.goalposts import score_values
from iecscore.robustness.assessment import ReportedCell
from iecscore.robustness.cell_swaps import Goals, RowScorer
from iecscore.robustness.figure_errors import CellError
from iecscore.robustness.ground import Ground
from iecscore.scoring.ranks import TIE
from iecscore.system import System
from iecscore.system.indicators import Goalposts, Indicator
from iecscore.system.tables import Column, ColumnType
from iecscore.values import Floats, Unit

TRIED: Final = 8
SOUGHT: Final = 5
FIGURES: Final = 8
REACH: Final = 1.6448536269514722
STEP: Final = 1e-6
FARTHEST: Final = 4.0


@dataclass(frozen=True, slots=True)
class Row:
    """A unit as it is scored: its values and scores (leaves,), how they make the score in the whole, and by how much one more of each value adds."""

    system: System
    unit: Unit
    leaves: Mapping[str, int]
    declared: tuple[Indicator, ...]
    values: Floats
    scores: Floats
    score: RowScorer
    gains: Floats

    def put(self, values: Mapping[int, float]) -> Floats:
        """The scores with other values of some leaves; what is not scored stays so."""
        changed = self.scores.copy()
        for leaf, value in values.items():
            if not np.isnan(changed[leaf]):
                changed[leaf] = score_values(np.array(value), self.declared[leaf].scored_in(self.unit.profile))
        return changed

    def gain(self, moves: Mapping[int, float]) -> float:
        """By how much the score in the whole grows, at first, as values move so."""
        return float(sum(move * self.gains[leaf] for leaf, move in moves.items()))


def lay_row(ground: Ground, leaves: tuple[str, ...], unit: int, scores: Floats, score: RowScorer) -> Row:
    """A unit by its place, with its scores on the scale of the method."""
    known = np.flatnonzero(np.isfinite(scores))
    higher = np.repeat(scores[None], len(known), axis=0)
    higher[np.arange(len(known)), known] += STEP
    gains, goals = np.zeros(len(scores)), lay_goals(ground, leaves, unit)
    gains[known] = (score(higher) - score(scores[None])) / STEP
    indicators, places = ground.system.indicators, {leaf: place for place, leaf in enumerate(leaves)}
    told = tuple(indicators[leaf] for leaf in leaves)
    slopes = np.nan_to_num(gains / (goals.full - goals.zero))
    return Row(ground.system, ground.units[unit], places, told, ground.raw.values[unit], scores, score, slopes)


def lay_goals(ground: Ground, leaves: Sequence[str], unit: int) -> Goals:
    """The straight piece of each leaf's scale that the unit's value stands on."""
    rows, indicators = [], ground.system.indicators
    for column, code in enumerate(leaves):
        indicator = indicators[code]
        posts = indicator.scored_in(ground.units[unit].profile)
        if isinstance(posts, Goalposts):
            ends = (posts.zero, posts.full)
        else:
            low = ground.raw.values[unit, column] <= posts.ideal.low
            ends = (posts.limits.low, posts.ideal.low) if low else (posts.limits.high, posts.ideal.high)
        rows.append((*ends, indicator.hard_range.low, indicator.hard_range.high))
    return Goals(*(np.array(column) for column in zip(*rows, strict=True)))


class CellLever(NamedTuple):
    """A number, the ends of its plausible range, and the ranks its unit has at them, the better first."""

    cell: ReportedCell
    low: float
    high: float
    best: int
    worst: int


def find_cell_lever(row: Row, cells: Iterable[CellError], others: Floats) -> CellLever | None:
    """Which of a unit's numbers moves it most within its plausible range; `others` are the scores in the whole of those ranked with it."""
    found = []
    for item in sorted(cells, key=lambda item: -abs(row.gain(item.moves)))[:TRIED]:
        best, worst, apart = _reach(row, others, item)
        found += [(worst - best, apart, CellLever(_report(item.cell), *_range(item), best, worst))] if apart else []
    return max(found, key=lambda lever: lever[:2])[2] if found else None


def _range(item: CellError) -> tuple[float, float]:
    return item.cell.value - REACH * item.error, item.cell.value + REACH * item.error


def _reach(row: Row, others: Floats, item: CellError) -> tuple[int, int, float]:
    """The best and worst rank at the ends of a number's range, and how far apart the scores are."""
    ends = [{leaf: row.values[leaf] + sign * REACH * move for leaf, move in item.moves.items()} for sign in (-1, 1)]
    scores = row.score(np.array([row.put(values) for values in ends]))
    tie = TIE * np.nanmax(np.abs(others), initial=0.0)
    ranks = [1 + int((others > figure + tie).sum()) for figure in scores.tolist()]
    return min(ranks), max(ranks), float(abs(scores[1] - scores[0]))


class CellSwap(NamedTuple):
    """A number and what it would have to be."""

    cell: ReportedCell
    needed: float


def swap_by_reported(row: Row, behind: Behind, target: float, nearest: Sequence[int]) -> CellSwap | None:
    """The number of a unit whose least change, in proportion to itself, brings its score in the whole to `target`.

    It is sought among the numbers behind the figures `nearest` (leaves), which have to change least themselves, and worked out with every figure
    that counts it, by the formulas.
    """
    gap = target - float(row.score(row.scores[None])[0])
    codes = tuple(row.leaves)
    read = (behind.read(row.unit.code, codes[leaf]) for leaf in nearest[:FIGURES])
    wanted = {}
    for cell in dict.fromkeys(cell for reading in read if reading for cell in reading.numbers):
        readers = [reading for reading in behind.find_readers(row.unit.code, cell) if reading.indicator in row.leaves]
        gain = row.gain({row.leaves[reading.indicator]: reading.slope(cell) for reading in readers})
        if gain:
            wanted[cell] = (gap / gain, readers)
    easiest = sorted(wanted.items(), key=lambda item: abs(item[1][0]) / (abs(item[0].value) or 1.0))[:SOUGHT]
    solved = (_solve(row, cell, change, readers, target) for cell, (change, readers) in easiest)
    return next((found for found in solved if found), None)


def _solve(row: Row, cell: NumberCell, change: float, readers: Sequence[Reading], target: float) -> CellSwap | None:
    """What the number has to be, within what its column allows; a whole number is rounded away from what it is."""
    from scipy.optimize import brentq  # noqa: PLC0415 - read late: the command must start at once

    def miss(amount: float) -> float:
        return float(row.score(row.put(dict(_revalue(row, cell, amount, readers)))[None])[0]) - target

    column = _column(row.system, cell)
    least, most = (-np.inf if column.minimum is None else column.minimum), (np.inf if column.maximum is None else column.maximum)
    far = float(np.clip(cell.value + FARTHEST * change, least, most))
    here, there = miss(cell.value), miss(far)
    if not here * there < 0:
        return None
    needed = float(brentq(miss, cell.value, far))
    if column.type is ColumnType.INTEGER:
        needed = float(np.ceil(needed - STEP) if needed > cell.value else np.floor(needed + STEP))
    return CellSwap(_report(cell), needed)


def _revalue(row: Row, cell: NumberCell, amount: float, readers: Iterable[Reading]) -> Iterator[tuple[int, float]]:
    """The figures with another amount in a cell; one that leaves its possible range is unknown."""
    for reading in readers:
        leaf, value = row.leaves[reading.indicator], reading.revalue(cell, amount)
        possible = row.declared[leaf].hard_range
        within = value is not None and possible.low <= value <= possible.high
        yield leaf, value if value is not None and within else np.nan


def _column(system: System, cell: NumberCell) -> Column:
    table, _, column = cell.field.partition(".")
    return system.tables[table].columns[column]


def _report(cell: NumberCell) -> ReportedCell:
    """A number as an assessment keeps it."""
    return ReportedCell(cell.file, cell.sheet, cell.cell, cell.field, cell.value)
