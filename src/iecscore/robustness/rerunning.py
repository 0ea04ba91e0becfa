"""A level's own chain run anew in each scenario: values within their error, gaps imputed within the error of the imputation."""

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np

from iecscore.matrix import Chained, ScenarioChain, lay_chain, looks_at_rounds, run_chain
from iecscore.robustness.ground import Ground
from iecscore.robustness.points import Cells
from iecscore.values import Floats, frozen


@dataclass(frozen=True, slots=True)
class RerunChain:
    """Values drawn about those reported, `error` (units, leaves) their standard deviation, through every stage of the chain."""

    ground: Ground
    error: Floats
    cells: Cells

    chain: ScenarioChain = field(init=False, repr=False)
    together: ClassVar[int] = 2

    def __post_init__(self) -> None:
        """Make the array read-only, and lay out the chain."""
        object.__setattr__(self, "error", frozen(self.error))
        ground = self.ground
        chain = lay_chain(ground.system, ground.system.levels[ground.options.level], ground.raw.indicators, ground.units)
        object.__setattr__(self, "chain", chain)

    def change(self, scores: Floats, first: int, last: int) -> Floats:
        """Run the chain for all scenarios of some blocks at once, one by one where it looks at other rounds: scores (scenarios, leaves, units)."""
        figures = self.cells.normal(first, last, *self.error.shape)
        gaps, empty = np.zeros(figures.shape), np.isnan(self.ground.raw.values)
        gaps[:, empty] = Cells(self.cells.seed, f"gaps among {self.cells.part}").normal(first, last, int(empty.sum()))
        if looks_at_rounds(self.chain.level):
            for place, moves in enumerate(zip(figures, gaps, strict=True)):
                scores[place] = self._run(*moves).T
            return scores
        figures *= self.error
        figures += self.ground.raw.values
        found = self.chain.run(figures, gaps)
        return found.scores * self.ground.full if self.ground.indexed else found.positions

    def _run(self, figures: Floats, gaps: Floats) -> Floats:
        ground = self.ground
        level, year = ground.system.levels[ground.options.level], int(ground.options.round)
        raw = ground.raw.changed(ground.raw.values + self.error * figures, "drawn")
        chained = run_chain(ground.system, level, raw, ground.units, year, ground.others)
        if any(item.error for item in chained.imputed):
            chained = run_chain(
                ground.system, level, raw.changed(self._impute(raw.values, chained, gaps), "imputed"), ground.units, year, ground.others
            )
        return chained.scores.values * ground.full if ground.indexed else chained.positions.values

    def _impute(self, values: Floats, chained: Chained, gaps: Floats) -> Floats:
        """Put what was imputed in its place, moved by its error."""
        filled = values.copy()
        rows = {unit.code: row for row, unit in enumerate(self.ground.units)}
        columns = {code: column for column, code in enumerate(self.ground.raw.indicators)}
        for item in chained.imputed:
            row, column = rows[item.unit], columns[item.indicator]
            filled[row, column] = item.value + (item.error or 0.0) * gaps[row, column]
        return filled
