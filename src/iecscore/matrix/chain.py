"""The chain of a level run over its rounds: fill gaps, screen units, treat outliers, normalise; every changed cell is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from iecscore.matrix.chain_scaling import find_positions, scale_leaves
from iecscore.matrix.chain_settings import bundle, describe, make_imputation, make_screen, make_treatment
from iecscore.matrix.goalposts import normalise
from iecscore.matrix.missing import Marks
from iecscore.matrix.stages import TreatedColumn, Treatment, impute, impute_rounds, screen_units, treat_columns
from iecscore.problems import Misuse, error
from iecscore.system.chain import AGGREGATE, BY_ROUND, NORMALISE, ROUNDS, SCREEN, Link
from iecscore.system.model import Level, System
from iecscore.values import Floats, ImputedValue, Matrix, OutlierTest, RemovedUnit, Step, TreatedValue, Unit


@dataclass(frozen=True, slots=True)
class Round:
    """The units of a round and their values, as they were told."""

    year: int
    units: tuple[Unit, ...]
    values: Floats


@dataclass(frozen=True, slots=True)
class Chained:
    """Scores on the scale of the chain, the ends of each leaf's scale, where scores stand between them, and what was changed on the way."""

    scores: Matrix
    low: Floats
    high: Floats
    imputed: tuple[ImputedValue, ...] = ()
    treated: tuple[TreatedValue, ...] = ()
    removed: tuple[RemovedUnit, ...] = ()
    tested: tuple[OutlierTest, ...] = ()

    @property
    def positions(self) -> Matrix:
        """The scores between 0 and 1, between the ends of their scales."""
        return replace(self.scores, values=find_positions(self.scores.values, self.low, self.high))


def looks_at_rounds(level: Level) -> bool:
    """Whether a stage of the chain, or an exception, asks for other rounds."""
    told = [link.settings for link in level.chain]
    told += [item for exception in level.exceptions.values() for item in (exception.impute, exception.normalise) if item is not None]
    return any(getattr(item, "over", None) == ROUNDS or getattr(item, "method", None) in BY_ROUND for item in told)


def run_chain(system: System, level: Level, matrix: Matrix, units: Sequence[Unit], year: int, others: Sequence[Round] = ()) -> Chained:
    """Run the stages of a level's chain on its matrix; `others` are the other rounds at hand, for rules that look at them.

    Units screened out keep their row, and have no scores. Without a normalising stage scores are those of goalposts, from 0 to 1.

    Raises:
        Misuse: no unit is left, or a rule names a unit that is not there.
    """
    run = _Run(system, level, matrix.indicators, [Round(year, tuple(units), matrix.values), *others])
    stages = {"impute": run.impute, SCREEN: run.screen, "treat": run.treat}
    for link in level.chain:
        if link.name in stages:
            stages[link.name](link)
            run.steps.append(_step(level, link))
    scaled = run.normalise(matrix)
    joining = level.link(AGGREGATE)
    steps = (*scaled.scores.steps, *((_step(level, joining),) if joining else ()))
    return replace(scaled, scores=replace(scaled.scores, steps=steps))


def _step(level: Level, link: Link) -> Step:
    return Step(link.name, tuple(describe(level, link).items()))


@dataclass
class _Run:
    """The rounds as the stages leave them, the round evaluated first."""

    system: System
    level: Level
    codes: tuple[str, ...]
    rounds: list[Round]
    steps: list[Step] = field(default_factory=list)
    imputed: list[ImputedValue] = field(default_factory=list)
    treated: list[TreatedValue] = field(default_factory=list)
    removed: list[RemovedUnit] = field(default_factory=list)
    tested: list[OutlierTest] = field(default_factory=list)

    @property
    def now(self) -> Round:
        return self.rounds[0]

    def impute(self, link: Link) -> None:
        """Fill the gaps of each leaf by its rule; rules that look at other leaves see all of them as they came."""
        filled = [found.values.copy() for found in self.rounds]
        for told, places in bundle(self.level, link, self.codes):
            if told["method"] in BY_ROUND:
                self._impute_from_rounds(told, places, filled)
                continue
            for number, found in enumerate(self.rounds):
                done = impute(found.values, make_imputation(self.system, self.level, told, self.codes, found.units))
                filled[number][:, places] = done.values[:, places]
                if number == 0:
                    cells = [cell for cell in done.cells if cell.indicator in places]
                    self.imputed += [
                        ImputedValue(found.units[cell.unit].code, self.codes[cell.indicator], cell.value, _known(cell.error), told["method"])
                        for cell in cells
                    ]
        self.rounds = [replace(found, values=values) for found, values in zip(self.rounds, filled, strict=True)]

    def _impute_from_rounds(self, told: Mapping[str, Any], places: Marks | Any, filled: list[Floats]) -> None:  # noqa: ANN401 - an index
        order = sorted(range(len(self.rounds)), key=lambda number: self.rounds[number].year)
        units = {unit.code: None for found in self.rounds for unit in found.units}
        rows = dict(zip(units, range(len(units)), strict=True))
        cube = np.full((len(order), len(rows), len(places)), np.nan)
        own = [np.array([rows[unit.code] for unit in found.units], dtype=np.intp) for found in self.rounds]
        for layer, number in enumerate(order):
            cube[layer, own[number]] = self.rounds[number].values[:, places]
        years = [self.rounds[number].year for number in order]
        done = impute_rounds(cube, np.array(years, dtype=np.float64), told["method"], told["reach"])
        for layer, number in enumerate(order):
            filled[number][:, places] = done.values[layer, own[number]]
        here, codes = order.index(0), {rows[unit.code]: unit.code for unit in self.now.units}
        self.imputed += [
            ImputedValue(
                codes[cell.unit],
                self.codes[places[cell.indicator]],
                cell.value,
                _known(cell.error),
                told["method"],
                tuple(years[source] for source in cell.sources),
            )
            for cell in done.cells
            if cell.round == here and cell.unit in codes
        ]

    def screen(self, link: Link) -> None:
        """Take out units of which too little is there."""
        rounds = []
        for found in self.rounds:
            codes = [unit.code for unit in found.units]
            told, screen = make_screen(link, found.units)
            done = screen_units(found.values, np.ones(len(self.codes)), screen)
            if found is self.now:
                gone = np.flatnonzero(~done.kept).tolist()
                self.removed = [RemovedUnit(codes[row], float(done.available[row]), _known(float(done.nonzero[row]))) for row in gone]
            kept = tuple(unit for unit, stays in zip(found.units, done.kept.tolist(), strict=True) if stays)
            rounds.append(replace(found, units=kept, values=found.values[done.kept]))
        if not rounds[0].units:
            raise Misuse(error("rank.all_removed", least=f"{told['available']:.0%}"))
        self.rounds = [rounds[0], *(found for found in rounds[1:] if found.units)]

    def treat(self, link: Link) -> None:
        """Pull in outliers, leaf by leaf."""
        treatments = [Treatment()] * len(self.codes)
        for told, places in bundle(self.level, link, self.codes):
            for place in places.tolist():
                treatments[place] = make_treatment(told)
        done = [treat_columns(found.values, treatments) for found in self.rounds]
        self.treated = [
            TreatedValue(self.now.units[cell.unit].code, self.codes[cell.indicator], cell.before, cell.after, cell.treatment)
            for cell in done[0].cells
        ]
        self.tested = [_record(code, column) for code, column in zip(self.codes, done[0].columns, strict=True)]
        self.rounds = [replace(found, values=item.values) for found, item in zip(self.rounds, done, strict=True)]

    def normalise(self, matrix: Matrix) -> Chained:
        """Put every leaf on its scale; those screened out get an empty row."""
        kept = {unit.code: row for row, unit in enumerate(self.now.units)}
        rows = [row for row, unit in enumerate(matrix.units) if unit in kept]
        values = np.full(matrix.values.shape, np.nan)
        low, high = np.zeros(len(self.codes)), np.ones(len(self.codes))
        link = self.level.link(NORMALISE)
        if link is None:
            plain = Matrix(self.now.values, tuple(kept), self.codes, (*matrix.steps, *self.steps))
            scored = normalise(plain, self.system, [unit.profile for unit in self.now.units])
            values[rows] = scored.values
            return self._finish(matrix, values, scored.steps, low, high)
        for told, places in bundle(self.level, link, self.codes):
            rounds = self.rounds if told["over"] == ROUNDS else self.rounds[:1]
            columns = np.vstack([found.values[:, places] for found in rounds])
            indicators = [self.system.indicators[self.codes[place]] for place in places.tolist()]
            scaled = scale_leaves(columns, self.now.units, indicators, told, len(self.now.units))
            values[np.ix_(np.array(rows), places)], low[places], high[places] = scaled.values, scaled.low, scaled.high
        return self._finish(matrix, values, (*matrix.steps, *self.steps, _step(self.level, link)), low, high)

    def _finish(self, matrix: Matrix, values: Floats, steps: tuple[Step, ...], low: Floats, high: Floats) -> Chained:
        scores = replace(matrix, values=values, steps=steps)
        return Chained(scores, low, high, tuple(self.imputed), tuple(self.treated), tuple(self.removed), tuple(self.tested))


def _record(code: str, column: TreatedColumn) -> OutlierTest:
    return OutlierTest(
        indicator=code,
        treatment=column.treatment,
        points=column.points,
        skewness_before=_known(column.before.skewness),
        kurtosis_before=_known(column.before.kurtosis),
        skewness_after=_known(column.after.skewness),
        kurtosis_after=_known(column.after.kurtosis),
        passes=column.passes,
        exponent=_known(column.exponent),
    )


def _known(figure: float) -> float | None:
    return None if np.isnan(figure) else figure
