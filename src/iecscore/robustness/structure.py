"""Structural tests of a ranking: who changes places when units come and go, what turns neighbours round, which figure moves a unit most."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

import numpy as np

from iecscore.robustness.assessment import Lever, Reversal, Swap
from iecscore.robustness.cell_swaps import Goals, swap_by_cell
from iecscore.robustness.ground import Ground, lay_field
from iecscore.robustness.leverage import measure_leverage
from iecscore.robustness.listing import put_number
from iecscore.robustness.measuring import MEASURED
from iecscore.robustness.neighbours import order_neighbours
from iecscore.robustness.rank_reversals import Reversals, add_dominated, clone_each, drop_each
from iecscore.robustness.setting_against import ByMethod
from iecscore.robustness.weight_turns import turn_by_weight
from iecscore.scoring.ranks import Ranks, split_leagues
from iecscore.system.indicators import Goalposts
from iecscore.values import Floats

Score: TypeAlias = Callable[[Floats, Floats], Floats]
FEW: Final = 200
TESTS: Final[dict[str, Callable[[Floats, Floats, Score], Reversals]]] = {"drop": drop_each, "clone": clone_each, "dominated": add_dominated}


def score_alone(ground: Ground) -> Score:
    """The method in force on scores (units, leaves) of one league and weights (leaves,)."""
    field = lay_field(ground)

    def score(scores: Floats, weights: Floats) -> Floats:
        return ByMethod(replace(field, scores=scores, league=np.zeros(len(scores), dtype=np.intp)))(scores, weights)

    return score


def try_reversals(ground: Ground) -> Iterator[Reversal]:
    """Drop, clone and undercut each unit within its league, on units that have all their scores."""
    scores = lay_field(ground).scores
    for mine in split_leagues(ground.leagues):
        whole = mine[~np.isnan(scores[mine]).any(axis=1)]
        if 2 < len(whole) <= FEW:  # noqa: PLR2004 - of two none can be dropped
            for name, test in TESTS.items():
                found = test(scores[whole], ground.overall, score_alone(ground))
                yield Reversal(ground.units[mine[0]].league, name, found.compared, len(found.pairs))


def find_swaps(ground: Ground, ranks: Ranks) -> Iterator[Swap]:
    """For each pair of neighbours, the one weight nearest to the present and the one figure easiest to change that turn them round."""
    if ground.options.method not in MEASURED:
        return
    scores, units, leaves, score = lay_field(ground).scores, ground.units, ground.tree.indicators, score_alone(ground)
    for first, second in order_neighbours(ranks, split_leagues(ground.leagues)):
        pair = scores[[first, second]]
        by_weight = turn_by_weight(replace(lay_field(ground), scores=pair, league=np.zeros(2, dtype=np.intp)), ground.overall)
        nearest = _nearest(np.abs(by_weight - ground.overall))
        figures = score(pair, ground.overall)
        cells = swap_by_cell(
            pair[1],
            ground.raw.values[second],
            float(figures[0]),
            _goals(ground, second),
            lambda rows: score(rows, ground.overall),
        )
        yield Swap(
            units[first].code,
            units[second].code,
            leaves[nearest] if nearest >= 0 else "",
            float(ground.overall[nearest]) if nearest >= 0 else None,
            float(by_weight[nearest]) if nearest >= 0 else None,
            leaves[cells.easiest] if cells.easiest >= 0 else "",
            put_number(ground.raw.values[second, cells.easiest]) if cells.easiest >= 0 else None,
            put_number(cells.value[cells.easiest]) if cells.easiest >= 0 else None,
        )


def _goals(ground: Ground, unit: int) -> Goals:
    """The straight piece of each leaf's scale that the unit's value stands on."""
    rows = []
    for column, code in enumerate(ground.tree.indicators):
        indicator = ground.system.indicators[code]
        posts = indicator.scored_in(ground.units[unit].profile)
        if isinstance(posts, Goalposts):
            ends = (posts.zero, posts.full)
        else:
            low = ground.raw.values[unit, column] <= posts.ideal.low
            ends = (posts.limits.low, posts.ideal.low) if low else (posts.limits.high, posts.ideal.high)
        rows.append((*ends, indicator.hard_range.low, indicator.hard_range.high))
    return Goals(*(np.array(column) for column in zip(*rows, strict=True)))


def find_levers(ground: Ground, low: Floats, high: Floats) -> Iterator[Lever]:
    """The figure of each unit that moves it most when it lies at either end of its plausible range (units, leaves), all else as it is."""
    if ground.options.method not in MEASURED:
        return
    scores, score = lay_field(ground).scores, score_alone(ground)
    for mine in split_leagues(ground.leagues):
        found = measure_leverage(scores[mine], low[mine], high[mine], lambda rows: score(rows, ground.overall))
        for row, unit in enumerate(mine.tolist()):
            leaf = int(found.strongest[row])
            if leaf >= 0:
                yield Lever(ground.units[unit].code, ground.tree.indicators[leaf], int(found.best[row, leaf]), int(found.worst[row, leaf]))


def _nearest(away: Floats) -> int:
    return -1 if np.isnan(away).all() else int(np.nanargmin(away))
