"""A level's own chain run anew in each scenario: values within their error, gaps imputed within the error of the imputation."""

from dataclasses import dataclass

from iecscore.matrix import Chained, run_chain
from iecscore.robustness.ground import Ground
from iecscore.robustness.points import Cells
from iecscore.values import Floats, frozen


@dataclass(frozen=True, slots=True)
class RerunChain:
    """Values drawn about those reported, `error` (units, leaves) their standard deviation, through every stage of the chain."""

    ground: Ground
    error: Floats
    cells: Cells

    def __post_init__(self) -> None:
        """Make the array read-only."""
        object.__setattr__(self, "error", frozen(self.error))

    def change(self, scores: Floats, first: int, last: int) -> Floats:
        """Run the chain once a scenario; `scores` are (scenarios, leaves, units)."""
        moves = self.cells.normal(first, last, 2, *self.error.shape)
        for place, (figures, gaps) in enumerate(moves):
            scores[place] = self._run(figures, gaps).T
        return scores

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
