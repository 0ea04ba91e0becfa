"""Score and rank units: everything an evaluation says about them, from scores and weights."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from iecscore.matrix import Marks, fill_lowest
from iecscore.scoring.methods import VECTOR, measure, other_method, refuse_unknown, score_complete
from iecscore.scoring.nodes import list_contributions, score_nodes
from iecscore.scoring.ranks import Ranks, rank_in_leagues, rank_lowest
from iecscore.scoring.redistribution import Redistributed, redistribute
from iecscore.scoring.shape import Shape, shape_tree
from iecscore.scoring.tiers import find_tier
from iecscore.system.model import Tier
from iecscore.values import Contribution, Floats, Matrix, NodeScore, RankRow, Unit, Weights
from iecscore.weights.tree import Tree


@dataclass(frozen=True, slots=True)
class Rules:
    """What scoring depends on beside scores and weights."""

    method: str
    least_coverage: float
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Node scores, contributions, and the ranking in the order of the units."""

    nodes: tuple[NodeScore, ...]
    contributions: tuple[Contribution, ...]
    ranking: tuple[RankRow, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    score: Floats
    rank: Ranks
    lowest: Floats
    lowest_rank: Ranks
    other: Floats
    other_rank: Ranks
    coverage: Floats


def score_units(scores: Matrix, tree: Tree, weights: Weights, units: Sequence[Unit], owed: Marks, rules: Rules) -> Scorecard:
    """Score and rank; `scores` (units, leaves of the tree) in [0, 1], `owed` marks the gaps that score 0 in the lowest case."""
    refuse_unknown(rules.method)
    shape = shape_tree(tree, weights)
    spread = redistribute(scores.values, shape, rules.least_coverage)
    measured = measure(rules.method, scores.values, spread.overall)
    columns = _score_columns(scores, shape, spread, owed, [unit.league for unit in units], rules)
    ranking = tuple(_rank_row(unit, row, columns, spread, shape, scores, rules) for row, unit in enumerate(units))
    return Scorecard(score_nodes(scores, shape, spread), list_contributions(scores, spread, measured), ranking)


def _score_columns(scores: Matrix, shape: Shape, spread: Redistributed, owed: Marks, leagues: list[tuple[str, ...]], rules: Rules) -> _Columns:
    overall = shape.local * shape.criterion_overall[shape.criterion_of]
    figures = {
        method: score_complete(np.where(spread.ranked[:, None], scores.values, np.nan), overall, leagues)
        if method == VECTOR
        else _score_ranked(method, scores.values, spread)
        for method in (rules.method, other_method(rules.method))
    }
    score, other = figures.values()
    lowest = np.where(np.isnan(score), np.nan, _score_lowest(score, scores, shape, owed, rules))
    ranks = rank_in_leagues(score, leagues), rank_lowest(score, lowest, leagues), rank_in_leagues(other, leagues)
    return _Columns(score, ranks[0], lowest, ranks[1], other, ranks[2], spread.coverage @ shape.criterion_overall)


def _score_ranked(method: str, scores: Floats, spread: Redistributed) -> Floats:
    return np.where(spread.ranked, measure(method, scores, spread.overall).score, np.nan)


def _score_lowest(score: Floats, scores: Matrix, shape: Shape, owed: Marks, rules: Rules) -> Floats:
    if rules.method == VECTOR:
        return score
    filled = fill_lowest(scores, owed).values
    return _score_ranked(rules.method, filled, redistribute(filled, shape, rules.least_coverage))


def _rank_row(unit: Unit, row: int, columns: _Columns, spread: Redistributed, shape: Shape, scores: Matrix, rules: Rules) -> RankRow:
    score = _number(columns.score[row])
    return RankRow(
        unit.code,
        unit.league,
        score,
        _place(columns.rank[row]),
        _number(columns.lowest[row]),
        _place(columns.lowest_rank[row]),
        find_tier(score, rules.tiers),
        float(columns.coverage[row]),
        tuple(code for code, gone in zip(shape.tree.criteria, spread.withheld[row], strict=True) if gone),
        tuple(code for code, gap in zip(scores.indicators, np.isnan(scores.values[row]), strict=True) if gap),
        _number(columns.other[row]),
        _place(columns.other_rank[row]),
    )


def _number(figure: float) -> float | None:
    return None if np.isnan(figure) else float(figure)


def _place(rank: int) -> int | None:
    return int(rank) or None
