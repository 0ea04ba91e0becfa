"""The chain of a level run for many scenarios at once: other values, the same units and gaps; nothing is told of single cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from iecscore.matrix.chain_scaling import find_positions, scale_leaves
from iecscore.matrix.chain_settings import bundle, make_imputation, make_screen, make_treatment
from iecscore.matrix.goalposts import score_values
from iecscore.matrix.stages import Imputation, fill_gaps, screen_units, treat_lines
from iecscore.matrix.stages.imputing import BY_COLUMN
from iecscore.problems import Misuse, error
from iecscore.system.chain import AGGREGATE, NORMALISE, SCREEN, Link
from iecscore.system.indicators import Indicator
from iecscore.system.model import Level, System
from iecscore.values import Floats, Unit


@dataclass(frozen=True, slots=True)
class ChainedScenarios:
    """Scores (scenarios, leaves, units) on the scale of the chain, and the ends (scenarios, leaves) of each leaf's scale."""

    scores: Floats
    low: Floats
    high: Floats

    @property
    def positions(self) -> Floats:
        """The scores between 0 and 1, between the ends of their scales."""
        return find_positions(self.scores, self.low[:, :, None], self.high[:, :, None])


@dataclass(frozen=True, slots=True)
class Part:
    """What a stage does to the leaves that share their options."""

    told: dict[str, Any]
    places: NDArray[np.intp]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class ScenarioChain:
    """The chain of a level laid out once for many runs: its stages in order, each with its parts."""

    system: System
    level: Level
    codes: tuple[str, ...]
    units: tuple[Unit, ...]
    stages: tuple[tuple[Link, tuple[Part, ...]], ...]

    def run(self, values: Floats, moves: Floats | None = None) -> ChainedScenarios:
        """Run the chain as `run_chain` does, on values (scenarios, units, leaves) of a round.

        Each value that is imputed is moved by its error times its figure in `moves`, of the same shape. Where scenarios differ in the units that
        are screened out they are run one by one.

        Raises:
            Misuse: no unit is left, or a rule names a unit that is not there.
        """
        lines = np.ascontiguousarray(values.transpose(2, 0, 1))
        run = _Run(self, self.units, np.arange(len(self.units)), lines, None if moves is None else moves.transpose(2, 0, 1))
        for link, parts in self.stages:
            if link.name == SCREEN and not run.agree():
                alone = [slice(number, number + 1) for number in range(len(values))]
                return _join([self.run(values[one], None if moves is None else moves[one]) for one in alone])
            getattr(run, link.name)(link, parts)
        return run.finish(len(self.units))


def lay_chain(system: System, level: Level, codes: Sequence[str], units: Sequence[Unit]) -> ScenarioChain:
    """Lay out a chain that looks at no other round."""
    known, stages = system.indicators, []
    for link in level.chain:
        if link.name != AGGREGATE:
            told = bundle(level, link, codes) if link.name != SCREEN else []
            parts = tuple(Part(options, places, tuple(known[codes[place]] for place in places.tolist())) for options, places in told)
            stages.append((link, parts))
    return ScenarioChain(system, level, tuple(codes), tuple(units), tuple(sorted(stages, key=lambda stage: stage[0].name == NORMALISE)))


def _join(parts: Sequence[ChainedScenarios]) -> ChainedScenarios:
    return ChainedScenarios(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("scores", "low", "high")))


@dataclass
class _Run:
    """Values and moves (leaves, scenarios, units) as the stages leave them; `rows` are the places of the units still there."""

    chain: ScenarioChain
    units: tuple[Unit, ...]
    rows: NDArray[np.intp]
    lines: Floats
    moves: Floats | None
    scaled: ChainedScenarios | None = None

    def impute(self, _link: Link, parts: Sequence[Part]) -> None:
        """Fill the gaps of each leaf by its rule; rules that look at other leaves see all of them as they came."""
        before, gapped = self.lines, np.asarray(np.isnan(self.lines).any(axis=(1, 2)))
        self.lines = before.copy()
        for part in parts:
            places = part.places[gapped[part.places]]
            if len(places):
                imputation = make_imputation(self.chain.system, self.chain.level, part.told, self.chain.codes, self.units)
                values, errors = self._fill(before, places, imputation)
                self.lines[places] = values if self.moves is None else values + np.nan_to_num(errors) * self.moves[places]

    def _fill(self, before: Floats, places: NDArray[np.intp], imputation: Imputation) -> tuple[Floats, Floats]:
        """Values and errors (leaves, scenarios, units) of the leaves at `places`; rules that look along rows take scenario by scenario."""
        shape = len(places), *before.shape[1:]
        if imputation.rule in BY_COLUMN:
            values, errors, _ = fill_gaps(np.ascontiguousarray(before[places].reshape(-1, shape[2]).T), imputation)
            return values.T.reshape(shape), errors.T.reshape(shape)
        found = [fill_gaps(before[:, number].T, imputation)[:2] for number in range(shape[1])]
        values, errors = (np.stack([pair[side].T[places] for pair in found], axis=1) for side in (0, 1))
        return values, errors

    def agree(self) -> bool:
        """Whether the same cells are gaps, and the same are 0, in all scenarios."""
        first = self.lines[:, :1]
        return bool(((np.isnan(self.lines) == np.isnan(first)) & ((self.lines == 0) == (first == 0))).all())

    def screen(self, link: Link, _parts: Sequence[Part]) -> None:
        """Take out units of which too little is there, in all scenarios the same ones."""
        told, screen = make_screen(link, self.units)
        kept = screen_units(self.lines[:, 0].T, np.ones(len(self.lines)), screen).kept
        if not kept.any():
            raise Misuse(error("rank.all_removed", least=f"{told['available']:.0%}"))
        self.units = tuple(unit for unit, stays in zip(self.units, kept.tolist(), strict=True) if stays)
        self.lines, self.rows = self.lines[:, :, kept], self.rows[kept]
        self.moves = None if self.moves is None else self.moves[:, :, kept]

    def treat(self, _link: Link, parts: Sequence[Part]) -> None:
        """Pull in outliers, leaf by leaf."""
        treated = np.empty(self.lines.shape)
        for part in parts:
            mine = self._pick(part)
            treated[part.places] = treat_lines(mine.reshape(-1, mine.shape[2]), make_treatment(part.told)).values.reshape(mine.shape)
        self.lines = treated

    def _pick(self, part: Part) -> Floats:
        """The lines of a part; of all leaves, as they are."""
        return self.lines if len(part.places) == len(self.lines) else self.lines[part.places]

    def normalise(self, _link: Link, parts: Sequence[Part]) -> None:
        """Put every leaf on its scale."""
        shape = self.lines.shape
        scores, low, high = np.empty(shape), np.empty(shape[:2]), np.empty(shape[:2])
        for part in parts:
            own = len(part.places), *shape[1:]
            columns = np.ascontiguousarray(self._pick(part).reshape(-1, shape[2]).T)
            found = scale_leaves(columns, self.units, part.indicators, part.told, len(self.units), shape[1])
            scores[part.places] = found.values.T.reshape(own)
            low[part.places], high[part.places] = found.low.reshape(own[:2]), found.high.reshape(own[:2])
        self.scaled = ChainedScenarios(scores, low, high)

    def finish(self, count: int) -> ChainedScenarios:
        """Scenarios first; those screened out get no scores."""
        found = self.scaled or self._score_on_posts()
        scores = found.scores.swapaxes(0, 1)
        if len(self.rows) < count:
            whole = np.full((*scores.shape[:2], count), np.nan)
            whole[:, :, self.rows] = scores
            scores = whole
        return ChainedScenarios(scores, found.low.T, found.high.T)

    def _score_on_posts(self) -> ChainedScenarios:
        scores, profiles = np.full(self.lines.shape, np.nan), np.array([unit.profile for unit in self.units])
        indicators = self.chain.system.indicators
        for place, code in enumerate(self.chain.codes):
            for profile in sorted(set(profiles.tolist())):
                mine = profiles == profile
                scores[place][:, mine] = score_values(self.lines[place][:, mine], indicators[code].scored_in(profile))
        return ChainedScenarios(scores, np.zeros(scores.shape[:2]), np.ones(scores.shape[:2]))
