"""What survey answers come to: a value for each unit and indicator, and figures of single items."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from iecscore.problems import Problem
from iecscore.values import Floats, IndicatorValue

Pair: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """One item among the answers of a unit, as it was asked: how many votes, their mean, the share of each answer (0 to 1).

    Shares are by point of the scale for ratings, by option for choices (of several choices: the share that chose it).
    """

    n: int
    mean: float | None
    shares: Mapping[int | str, float] = field(default_factory=dict)
    shown: bool = True

    @property
    def agreement(self) -> float:
        """The share of answers 4 and 5, in per cent."""
        return 100 * (self.shares.get(4, 0.0) + self.shares.get(5, 0.0))


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """The figures of one item for many units: `votes` and `means` by unit, `shares` by unit and answer; hidden below `least` votes."""

    units: Mapping[str, int]
    votes: NDArray[np.int64]
    means: Floats | None
    answers: tuple[int | str, ...]
    shares: Floats
    least: int

    def figure(self, unit: str) -> ItemFigure | None:
        """The figure of a unit; none where nobody answered."""
        row = self.units.get(unit)
        if row is None or not self.votes[row]:
            return None
        shares = dict(zip(self.answers, self.shares[row].tolist(), strict=True))
        votes = int(self.votes[row])
        return ItemFigure(votes, None if self.means is None else float(self.means[row]), shares, votes >= self.least)


class ItemFigures(Mapping[Pair, ItemFigure]):
    """Figures by (unit, item), made when they are asked for: of 9,000 units there would be a million."""

    def __init__(self, columns: Mapping[str, tuple[ItemColumn, ...]]) -> None:
        """Keep the columns of each item, one a level."""
        self.columns = columns

    def __getitem__(self, pair: Pair) -> ItemFigure:
        """The figure of a unit and item."""
        unit, item = pair
        found = next((figure for column in self.columns.get(item, ()) if (figure := column.figure(unit))), None)
        if found is None:
            raise KeyError(pair)
        return found

    def __iter__(self) -> Iterator[Pair]:
        """Every unit and item that somebody answered."""
        return (
            (unit, item) for item, columns in self.columns.items() for column in columns for unit, row in column.units.items() if column.votes[row]
        )

    def __len__(self) -> int:
        """How many figures there are."""
        return sum(int(np.count_nonzero(column.votes)) for columns in self.columns.values() for column in columns)


@dataclass(frozen=True, slots=True)
class SurveyScores:
    """Survey values by (unit, indicator), item figures by (unit, item; of shares each part, `M12a`), notes on the way, and the units with answers."""

    values: Mapping[Pair, IndicatorValue]
    items: Mapping[Pair, ItemFigure] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    answered: frozenset[str] = frozenset()

    def figures_of(self, unit: str) -> dict[tuple[str, ...], float | None]:
        """What guards ask of a unit: item means and agreement; nothing of a suppressed item."""
        codes = self.items.columns if isinstance(self.items, ItemFigures) else dict.fromkeys(item for _, item in self.items)
        found: dict[tuple[str, ...], float | None] = {}
        for item in codes:
            figure = self.items.get((unit, item))
            if figure and figure.shown:
                found["item_mean", item] = figure.mean
                found["item_agreement", item] = figure.agreement
        return found
