"""Who moves when one part of an evaluation is left out: of its tree, of the panel, of those who answered the surveys."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

import numpy as np

from iecscore.problems import Misuse
from iecscore.robustness.assessment import EXPERT, LeftOut
from iecscore.robustness.data_design import Sampled, score_sampled
from iecscore.robustness.ground import Ground, lay_field, name_scorer
from iecscore.robustness.leaving_out import compare_without, leave_out_units
from iecscore.robustness.listing import put_number
from iecscore.robustness.setting_against import ByMethod, Scorer
from iecscore.robustness.structure import FEW, score_alone
from iecscore.robustness.units_of_chain import gather_cast
from iecscore.scoring import compares
from iecscore.scoring.ranks import split_leagues
from iecscore.scoring.shape import shape_tree
from iecscore.values import Floats
from iecscore.weights import AHP, Judgements, weigh


def leave_out(ground: Ground, judgements: Judgements | None, groups: Mapping[str, Sampled]) -> Iterator[LeftOut]:
    """Leave out one indicator, then one criterion, dimension, expert, group of respondents and unit at a time.

    What is left keeps the proportions of its weights; a chain runs anew where a unit is left out. An expert is left out where the weights in force
    come from the panel. `groups` holds the survey values (1, units, indicators) without each group of respondents; an indicator told by no other
    group goes with it.
    """
    method, scores, overall = name_scorer(ground) or ByMethod(lay_field(ground)), lay_field(ground).scores, ground.overall
    found = [(kind, key, _weigh_without(method, scores, overall, leaves)) for kind, key, leaves in _list_parts(ground)]
    found += [(EXPERT, expert, method(scores, weights)) for expert, weights in _weigh_others(ground, judgements)]
    for group, sampled in groups.items():
        told, leaves = _score_others(ground, sampled)
        found.append(("group", group, _weigh_without(method, told, overall, leaves)))
    compared = compare_without(method(scores, overall), np.array([variant for _, _, variant in found]), ground.leagues)
    for row, (kind, key, _) in enumerate(found):
        farthest = int(compared.farthest[row])
        moves = ground.units[farthest].code if farthest >= 0 else ""
        yield LeftOut(kind, key, put_number(compared.largest[row]), put_number(compared.mean[row]), moves)
    yield from _leave_out_units(ground)


def _leave_out_units(ground: Ground) -> Iterator[LeftOut]:
    """One unit of a league at a time, in leagues of up to 200 units: only a method that compares units, or a chain, moves the others."""
    scores, score = lay_field(ground).scores, score_alone(ground)
    for mine in split_leagues(ground.leagues) if ground.chained or compares(ground.options.method) else ():
        if len(mine) > FEW:
            continue
        cast = gather_cast(ground, mine) if ground.chained else None
        found = leave_out_units(cast.rows, ground.overall, cast.score) if cast else leave_out_units(scores[mine], ground.overall, score)
        for row, unit in enumerate(mine.tolist()):
            farthest = int(found.farthest[row])
            moves = ground.units[mine[farthest]].code if farthest >= 0 else ""
            yield LeftOut("unit", ground.units[unit].code, put_number(found.largest[row]), put_number(found.mean[row]), moves)


def _list_parts(ground: Ground) -> Iterator[tuple[str, str, list[int]]]:
    """The parts of the tree, and the leaves that go with each."""
    tree = ground.tree
    place = {code: column for column, code in enumerate(tree.indicators)}
    for code in tree.indicators:
        yield "indicator", code, [place[code]]
    for key in tree.criteria:
        yield "criterion", key, [place[code] for code in tree.children[key]]
    for key in tree.dimensions:
        yield "dimension", key, [place[code] for criterion in tree.children[key] for code in tree.children[criterion]]


def _weigh_without(method: Scorer, scores: Floats, weights: Floats, leaves: Sequence[int]) -> Floats:
    kept = weights.copy()
    kept[leaves] = 0.0
    return method(scores, kept / kept.sum()) if kept.sum() > 0 else np.full(len(scores), np.nan)


def _weigh_others(ground: Ground, judgements: Judgements | None) -> Iterator[tuple[str, Floats]]:
    """The weights (leaves,) as they would be without each expert of the panel."""
    if judgements is None or AHP not in ground.options.weights.split("+"):
        return
    for expert in judgements.experts:
        others = Judgements(tuple(item for item in judgements.comparisons if item.expert != expert))
        with suppress(Misuse):
            yield expert, shape_tree(ground.tree, weigh(ground.system, ground.options, ground.tree, ground.scores, others)).overall


def _score_others(ground: Ground, sampled: Sampled) -> tuple[Floats, list[int]]:
    """The scores (units, leaves) with the survey values told by others, and the leaves that nobody else tells."""
    scores, gone = lay_field(ground).scores.copy(), []
    for column, code in enumerate(ground.tree.indicators):
        if code in sampled.indicators:
            told = score_sampled(ground, sampled, code)[0]
            gone += [column] if np.isnan(told).all() else []
            scores[:, column] = np.where(np.isnan(scores[:, column]), np.nan, told)
    return scores, gone
