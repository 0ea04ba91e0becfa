"""Score and rank units: everything an evaluation says about them, from scores and weights."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iecscore.matrix import Dues, Marks, fill_owed
from iecscore.problems import Problem
from iecscore.scoring.lowest import rank_lowest
from iecscore.scoring.methods import MEASURES, WITH_TIERS, other_method, refuse_unknown, score_field, tell_of_method
from iecscore.scoring.nodes import list_contributions, rank_nodes, score_nodes
from iecscore.scoring.ranks import Ranks, rank_in_leagues
from iecscore.scoring.redistribution import Redistributed, redistribute
from iecscore.scoring.shape import Shape, shape_tree
from iecscore.scoring.tiers import find_tier
from iecscore.system.model import Tier
from iecscore.values import Contribution, Floats, Matrix, NodeScore, RankRow, Unit, Weights
from iecscore.weights.tree import Tree


@dataclass(frozen=True, slots=True)
class Rules:
    """What scoring depends on beside scores and weights; by `owed_is_zero` an owed gap scores 0 in the regular score too."""

    method: str
    least_coverage: float
    tiers: tuple[Tier, ...]
    owed_is_zero: bool = False


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scores that entered, node scores, contributions, the ranking in the order of the units, and what a reader must know of the method."""

    scores: Matrix
    nodes: tuple[NodeScore, ...]
    contributions: tuple[Contribution, ...]
    ranking: tuple[RankRow, ...]
    notes: tuple[Problem, ...] = ()


def score_units(scores: Matrix, tree: Tree, weights: Weights, units: Sequence[Unit], dues: Dues, rules: Rules) -> Scorecard:
    """Score and rank; `scores` (units, leaves of the tree) in [0, 1], `dues` tell what the lowest case and the policy of zero take away.

    Coverage and what is missing are told of the scores as they come, whatever the policy puts in the gaps.
    """
    refuse_unknown(rules.method)
    shape, leagues = shape_tree(tree, weights), [unit.league for unit in units]
    used = fill_owed(scores, dues.owed) if rules.owed_is_zero else scores
    there = redistribute(scores.values, shape, rules.least_coverage)
    spread = redistribute(used.values, shape, rules.least_coverage)
    score, other = (score_field(method, used.values, shape, spread, leagues) for method in (rules.method, other_method(rules.method)))
    lowest, lowest_rank = rank_lowest(rules.method, used.values, dues.kept, score, shape, rules.least_coverage, leagues)
    columns = zip(
        units,
        put_numbers(score),
        put_places(rank_in_leagues(score, leagues)),
        put_numbers(lowest),
        put_places(lowest_rank),
        (there.coverage @ shape.criterion_overall).tolist(),
        (name_marked(tree.criteria, gone) for gone in spread.withheld),
        (name_marked(tree.indicators, gaps) for gaps in np.isnan(scores.values)),
        put_numbers(other),
        put_places(rank_in_leagues(other, leagues)),
        strict=True,
    )
    tiers = rules.tiers if rules.method in WITH_TIERS else ()
    ranking = tuple(
        RankRow(unit.code, unit.league, figure, rank, low, low_rank, find_tier(figure, tiers), *more)
        for unit, figure, rank, low, low_rank, *more in columns
    )
    notes = tell_of_method(rules.method, used.values, score, shape, spread, used.units, leagues)
    nodes = rank_nodes(score_nodes(used, shape, spread, there.coverage), weights, units)
    return Scorecard(used, nodes, _list_shares(rules.method, used, shape, spread), ranking, notes)


def _list_shares(method: str, used: Matrix, shape: Shape, spread: Redistributed) -> tuple[Contribution, ...]:
    """Contributions by the method in force; one that compares units has none, and a gap hands no weight on there."""
    if method in MEASURES:
        return list_contributions(used, spread.overall, spread.ranked, MEASURES[method](used.values, spread.overall))
    return list_contributions(used, np.broadcast_to(shape.overall, used.values.shape), spread.ranked, None)


def put_numbers(figures: Floats) -> list[float | None]:
    """Figures, none where they are NaN."""
    return [None if np.isnan(figure) else figure for figure in figures.tolist()]


def put_places(ranks: Ranks) -> list[int | None]:
    """Ranks, none where they are 0."""
    return [rank or None for rank in ranks.tolist()]


def name_marked(codes: Sequence[str], marked: Marks) -> tuple[str, ...]:
    """The codes that are marked."""
    return tuple(code for code, there in zip(codes, marked.tolist(), strict=True) if there)
