"""Score and rank units: everything an evaluation says about them, from scores and weights."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iecscore.matrix import Marks, fill_owed
from iecscore.scoring.lowest import rank_lowest
from iecscore.scoring.methods import measure, other_method, refuse_unknown, score_field
from iecscore.scoring.nodes import list_contributions, rank_nodes, score_nodes
from iecscore.scoring.ranks import Ranks, rank_in_leagues
from iecscore.scoring.redistribution import redistribute
from iecscore.scoring.shape import shape_tree
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
    """The scores that entered, node scores, contributions, and the ranking in the order of the units."""

    scores: Matrix
    nodes: tuple[NodeScore, ...]
    contributions: tuple[Contribution, ...]
    ranking: tuple[RankRow, ...]


def score_units(scores: Matrix, tree: Tree, weights: Weights, units: Sequence[Unit], owed: Marks, rules: Rules) -> Scorecard:
    """Score and rank; `scores` (units, leaves of the tree) in [0, 1], `owed` marks the gaps that score 0 in the lowest case.

    Coverage and what is missing are told of the scores as they come, whatever the policy puts in the gaps.
    """
    refuse_unknown(rules.method)
    shape, leagues = shape_tree(tree, weights), [unit.league for unit in units]
    used = fill_owed(scores, owed) if rules.owed_is_zero else scores
    there = redistribute(scores.values, shape, rules.least_coverage)
    spread = redistribute(used.values, shape, rules.least_coverage)
    score, other = (score_field(method, used.values, shape, spread, leagues) for method in (rules.method, other_method(rules.method)))
    lowest, lowest_rank = rank_lowest(rules.method, used.values, owed, score, shape, rules.least_coverage, leagues)
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
    ranking = tuple(
        RankRow(unit.code, unit.league, figure, rank, low, low_rank, find_tier(figure, rules.tiers), *more)
        for unit, figure, rank, low, low_rank, *more in columns
    )
    measured = measure(rules.method, used.values, spread.overall)
    return Scorecard(
        used, rank_nodes(score_nodes(used, shape, spread, there.coverage), weights, units), list_contributions(used, spread, measured), ranking
    )


def put_numbers(figures: Floats) -> list[float | None]:
    """Figures, none where they are NaN."""
    return [None if np.isnan(figure) else figure for figure in figures.tolist()]


def put_places(ranks: Ranks) -> list[int | None]:
    """Ranks, none where they are 0."""
    return [rank or None for rank in ranks.tolist()]


def name_marked(codes: Sequence[str], marked: Marks) -> tuple[str, ...]:
    """The codes that are marked."""
    return tuple(code for code, there in zip(codes, marked.tolist(), strict=True) if there)
