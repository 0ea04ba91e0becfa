"""Structural tests of a ranking: who changes places when units come and go, what turns neighbours round, which figure moves a unit most."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, TypeAlias

import numpy as np

from iecscore.engine import Behind
from iecscore.matrix import Marks
from iecscore.matrix.stages.aggregating import COMPARING
from iecscore.robustness.assessment import Lever, ReportedCell, Reversal, Swap
from iecscore.robustness.cell_swaps import RowScorer, swap_by_cell
from iecscore.robustness.field import Places
from iecscore.robustness.ground import Ground, lay_field, name_scorer, score_in_force
from iecscore.robustness.leverage import measure_leverage
from iecscore.robustness.listing import put_number
from iecscore.robustness.measuring import MEASURED
from iecscore.robustness.neighbours import order_neighbours
from iecscore.robustness.rank_reversals import Reversals, add_dominated, add_units, clone_each, drop_each
from iecscore.robustness.reported_cells import find_cell_lever, lay_goals, lay_row, swap_by_reported
from iecscore.robustness.setting_against import ByMethod
from iecscore.robustness.units_of_chain import gather_cast
from iecscore.robustness.weight_turns import turn_by_weight
from iecscore.scoring import find_joints
from iecscore.scoring.ranks import Ranks, split_leagues
from iecscore.values import Floats

Score: TypeAlias = Callable[[Floats, Floats], Floats]
FEW: Final = 200
DROP, CLONE, DOMINATED = "drop", "clone", "dominated"
TESTS: Final[dict[str, Callable[[Floats, Floats, Score], Reversals]]] = {DROP: drop_each, CLONE: clone_each, DOMINATED: add_dominated}


def score_alone(ground: Ground) -> Score:
    """The method in force on scores (units, leaves) of one league and weights (leaves,)."""
    field = lay_field(ground)

    def score(scores: Floats, weights: Floats) -> Floats:
        return ByMethod(replace(field, scores=scores, league=np.zeros(len(scores), dtype=np.intp)))(scores, weights)

    return score


def try_reversals(ground: Ground) -> Iterator[Reversal]:
    """Drop, clone and undercut each unit within its league, on units that have all their scores.

    A chain runs anew each time, on all that are ranked: what it makes of one unit may hang on the others.
    """
    scores = lay_field(ground).scores
    ranked: Marks = np.isfinite(score_in_force(ground)) if ground.chained else np.asarray(np.isfinite(scores).all(axis=1))
    for mine in split_leagues(ground.leagues):
        whole = mine[ranked[mine]]
        if 2 < len(whole) <= FEW:  # noqa: PLR2004 - of two none can be dropped
            tests = _try_chain(ground, whole) if ground.chained else _try_scores(ground, scores[whole])
            for name, found in tests:
                yield Reversal(ground.units[mine[0]].league, name, found.compared, len(found.pairs))


def _try_scores(ground: Ground, scores: Floats) -> Iterator[tuple[str, Reversals]]:
    for name, test in TESTS.items():
        yield name, test(scores, ground.overall, score_alone(ground))


def _try_chain(ground: Ground, whole: Places) -> Iterator[tuple[str, Reversals]]:
    cast = gather_cast(ground, whole)
    yield DROP, drop_each(cast.rows, ground.overall, cast.score)
    yield CLONE, clone_each(cast.rows, ground.overall, cast.score)
    yield DOMINATED, add_units(cast.rows, ground.overall, cast.score, cast.weaker)


def find_swaps(ground: Ground, ranks: Ranks, behind: Behind | None = None) -> Iterator[Swap]:
    """For each pair of neighbours, the one weight nearest to the present, and the one figure easiest to change, that turn them round.

    Where the formulas are at hand (`behind`), also the one filled-in number. What a chain makes of a figure hangs on others: there weights alone do.
    """
    if not _scores_apart(ground):
        return
    field, units, leaves, overall, scorer = lay_field(ground), ground.units, ground.tree.indicators, ground.overall, name_scorer(ground)
    for first, second in order_neighbours(ranks, split_leagues(ground.leagues)):
        pair = replace(field, scores=field.scores[[first, second]], league=np.zeros(2, dtype=np.intp))
        by_weight = turn_by_weight(pair, overall, scorer)
        nearest = _nearest(np.abs(by_weight - overall))
        yield Swap(
            units[first].code,
            units[second].code,
            leaves[nearest] if nearest >= 0 else "",
            float(overall[nearest]) if nearest >= 0 else None,
            float(by_weight[nearest]) if nearest >= 0 else None,
            *(("", None, None) if ground.chained else _swap_by_figure(ground, pair.scores, second, behind)),
        )


def _swap_by_figure(ground: Ground, pair: Floats, second: int, behind: Behind | None) -> Iterator[str | float | ReportedCell | None]:
    """What the figure, and the number, of the unit behind that is easiest to change would have to be: as the fields of a swap stand."""
    leaves, whole = ground.tree.indicators, _fix_weights(ground)
    target, known = float(whole(pair)[0]), ground.raw.values[second]
    cells = swap_by_cell(pair[1], known, target, lay_goals(ground, leaves, second), whole)
    easiest = cells.easiest
    yield from ("", None, None) if easiest < 0 else (leaves[easiest], put_number(known[easiest]), put_number(cells.value[easiest]))
    nearby = np.argsort(np.abs(cells.points))[: int(np.isfinite(cells.points).sum())].tolist()
    reported = swap_by_reported(lay_row(ground, leaves, second, pair[1], whole), behind, target, nearby) if behind else None
    yield from reported or (None, None)


def find_levers(ground: Ground, low: Floats, high: Floats) -> Iterator[Lever]:
    """The figure of each unit that moves it most when it lies at either end of its plausible range (units, leaves), all else as it is."""
    if not _scores_apart(ground):
        return
    scores, leaves, whole = lay_field(ground).scores, ground.tree.indicators, _fix_weights(ground)
    for mine in split_leagues(ground.leagues):
        found, figures = measure_leverage(scores[mine], low[mine], high[mine], whole), whole(scores[mine])
        for row, unit in enumerate(mine.tolist()):
            leaf = int(found.strongest[row])
            if leaf >= 0:
                cells = ground.errors.cells[unit] if ground.errors else ()
                cell = find_cell_lever(lay_row(ground, leaves, unit, scores[unit], whole), cells, np.delete(figures, row)) if cells else None
                yield Lever(ground.units[unit].code, leaves[leaf], int(found.best[row, leaf]), int(found.worst[row, leaf]), *(cell or ()))


def _scores_apart(ground: Ground) -> bool:
    """Whether each unit is scored by itself, so that two of them, or a row that is none, can be scored alone."""
    if ground.indexed:
        return all(joint.rule not in COMPARING for joint in find_joints(ground.system.levels[ground.options.level], ground.tree).values())
    return ground.options.method in MEASURED


def _fix_weights(ground: Ground) -> RowScorer:
    """The method in force, or the rules of the nodes, on scores (rows, leaves), by the weights in force."""
    score, overall = name_scorer(ground) or score_alone(ground), ground.overall
    return lambda rows: score(rows, overall)


def _nearest(away: Floats) -> int:
    return -1 if np.isnan(away).all() else int(np.nanargmin(away))
