"""What a source of variation is, and the plain ones: fixed weights, and weights chosen among named sets."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from iecscore.robustness.points import Points
from iecscore.values import Floats, frozen


class WeightSource(Protocol):
    """Overall weights by the scenario's index."""

    def draw(self, first: int, last: int) -> Floats:
        """Weights (last - first, leaves) with rows that sum to 1; `first` begins a chunk."""


class DataSource(Protocol):
    """Scores by the scenario's index; one that takes several blocks at once says how many by `together`, a divisor of 16."""

    def change(self, scores: Floats, first: int, last: int) -> Floats:
        """Change scores (last - first, leaves, units) of one block, which it may write to, and give them back."""


@dataclass(frozen=True, slots=True)
class FixedWeights:
    """The same weights (leaves,) in every scenario."""

    weights: Floats

    def __post_init__(self) -> None:
        """Make the array read-only."""
        object.__setattr__(self, "weights", frozen(self.weights))

    def draw(self, first: int, last: int) -> Floats:
        """Repeat them."""
        return np.tile(self.weights, (last - first, 1))


@dataclass(frozen=True, slots=True)
class ChosenWeights:
    """One of several sources in each scenario, each as often as the others; `points` has one dimension."""

    sources: tuple[WeightSource, ...]
    points: Points

    def draw(self, first: int, last: int) -> Floats:
        """Draw from all and keep what was chosen."""
        chosen = (self.points.draw(first, last)[:, 0] * len(self.sources)).astype(np.intp)
        drawn = np.array([source.draw(first, last) for source in self.sources])
        return np.asarray(drawn[chosen, np.arange(last - first)])
