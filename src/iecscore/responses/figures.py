"""What survey answers come to: a value for each unit and indicator, and figures of single items."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from iecscore.values import IndicatorValue


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """One item among the answers of a unit, as it was asked: how many, their mean, the share of each answer."""

    n: int
    mean: float | None
    shares: Mapping[int, float] = field(default_factory=dict)
    shown: bool = True

    @property
    def agreement(self) -> float:
        """The share of answers 4 and 5, in per cent."""
        return 100 * (self.shares.get(4, 0.0) + self.shares.get(5, 0.0))


@dataclass(frozen=True, slots=True)
class SurveyScores:
    """Survey values by (unit, indicator) and item figures by (unit, item)."""

    values: Mapping[tuple[str, str], IndicatorValue]
    items: Mapping[tuple[str, str], ItemFigure] = field(default_factory=dict)

    def figures_of(self, unit: str) -> dict[tuple[str, ...], float | None]:
        """What guards ask of a unit: item means and agreement; nothing of a suppressed item."""
        found: dict[tuple[str, ...], float | None] = {}
        for (owner, item), figure in self.items.items():
            if owner == unit and figure.shown:
                found["item_mean", item] = figure.mean
                found["item_agreement", item] = figure.agreement
        return found
