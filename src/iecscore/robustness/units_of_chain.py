"""Units that come and go where the level has a chain of its own: the chain runs anew without them, or with them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from iecscore.matrix import run_chain
from iecscore.problems import Misuse
from iecscore.robustness.field import Places
from iecscore.robustness.ground import Ground, lay_field, name_scorer
from iecscore.robustness.rank_reversals import STEP
from iecscore.robustness.setting_against import ByMethod, Scorer
from iecscore.values import Floats, Unit

TOWARDS: Final = {"benefit": -1.0, "cost": 1.0}


@dataclass(frozen=True, slots=True)
class Cast:
    """The units of a league as rows (units, 1 + leaves): the place of each in front of its values. Those of other leagues always take part."""

    ground: Ground
    rows: Floats
    beside: Floats

    def score(self, rows: Floats, weights: Floats) -> Floats:
        """The scores (rows,) of these units in a round of theirs and all other leagues, through the whole chain.

        NaN where the chain cannot do without a unit that is missing.
        """
        ground, here = self.ground, np.vstack([rows, self.beside])
        units = tuple(_name(ground.units, here[:, 0].astype(np.intp).tolist()))
        raw = replace(ground.raw, values=here[:, 1:], units=tuple(unit.code for unit in units))
        try:
            chained = run_chain(ground.system, ground.system.levels[ground.options.level], raw, units, int(ground.options.round), ground.others)
        except Misuse:
            return np.full(len(rows), np.nan)
        scores = chained.scores.values * ground.full if ground.indexed else chained.positions.values
        scorer: Scorer = name_scorer(ground) or ByMethod(replace(lay_field(ground), scores=scores, league=np.zeros(len(scores), dtype=np.intp)))
        return np.asarray(scorer(scores, weights)[: len(rows)])

    @property
    def weaker(self) -> Floats:
        """Each unit once more, worse on every leaf by a step of the spread of the leaf; one whose best is in between stays."""
        indicators = self.ground.system.indicators
        towards = np.array([TOWARDS.get(indicators[leaf].direction, 0.0) for leaf in self.ground.tree.indicators])
        values = self.rows[:, 1:]
        spread = np.nanmax(values, axis=0) - np.nanmin(values, axis=0)
        return np.column_stack([self.rows[:, 0], values + STEP * towards * spread])


def _name(units: Sequence[Unit], places: Sequence[int]) -> Iterator[Unit]:
    """The units at these places; one that comes again under another code."""
    seen: set[int] = set()
    for place in places:
        unit = units[place]
        yield replace(unit, code=f"{unit.code}′") if place in seen else unit
        seen.add(place)


def gather_cast(ground: Ground, mine: Places) -> Cast:
    """The units of a league, by their places."""
    rows = np.column_stack([np.arange(len(ground.units)), ground.raw.values])
    return Cast(ground, rows[mine], np.delete(rows, mine, axis=0))
