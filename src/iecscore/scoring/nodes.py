"""Scores and contributions, unit by unit and node by node."""

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

import numpy as np

from iecscore.matrix import Marks
from iecscore.scoring.metric import Measured
from iecscore.scoring.ranks import rank_in_leagues
from iecscore.scoring.redistribution import Redistributed
from iecscore.scoring.shape import Shape
from iecscore.values import Contribution, Floats, Matrix, NodeScore, Unit, Weights


def score_nodes(scores: Matrix, shape: Shape, spread: Redistributed, coverage: Floats) -> tuple[NodeScore, ...]:
    """Weighted means of goalpost scores, 0 to 100, of each dimension and criterion; none where one is withheld in it.

    `coverage` (units, criteria) is what is told beside them.
    """
    criteria = 100 * shape.by_criterion(spread.local * np.nan_to_num(scores.values))
    criteria[spread.withheld] = np.nan
    blocked = shape.by_dimension((spread.withheld & (shape.criterion_local > 0)).astype(np.float64)) > 0
    dimensions = shape.by_dimension(np.nan_to_num(criteria) * shape.criterion_local)
    dimensions[blocked] = np.nan
    reach = shape.by_dimension(coverage * shape.criterion_local)
    return tuple(
        found
        for row, unit in enumerate(scores.units)
        for nodes, figures, shares in (
            (shape.tree.dimensions, dimensions[row], reach[row]),
            (shape.tree.criteria, criteria[row], coverage[row]),
        )
        for found in _node_scores(unit, nodes, figures, shares)
    )


def _node_scores(unit: str, nodes: Sequence[str], figures: Floats, shares: Floats) -> list[NodeScore]:
    told = zip(nodes, figures.tolist(), shares.tolist(), strict=True)
    return [NodeScore(unit, node, None if isnan(figure) else figure, share) for node, figure, share in told]


def rank_nodes(found: Sequence[NodeScore], weights: Weights, units: Sequence[Unit]) -> tuple[NodeScore, ...]:
    """Rank each unit by each node's score within its league, and put the node's weight in the whole beside it."""
    overall, places = {item.node: item.overall for item in weights.nodes}, {unit.code: place for place, unit in enumerate(units)}
    scores = {item.node: np.full(len(units), np.nan) for item in found}
    for item in found:
        scores[item.node][places[item.unit]] = np.nan if item.score is None else item.score
    ranks = {node: rank_in_leagues(figures, [unit.league for unit in units]).tolist() for node, figures in scores.items()}
    return tuple(replace(item, rank=ranks[item.node][places[item.unit]] or None, weight=overall[item.node]) for item in found)


def list_contributions(scores: Matrix, weights: Floats, ranked: Marks, measured: Measured | None) -> tuple[Contribution, ...]:
    """How each scored indicator acts for each ranked unit, with the weights (units, leaves) in force; no shares where nothing was measured."""
    nothing = np.full(scores.values.shape, np.nan)
    shares = (nothing, nothing) if measured is None else (measured.holds_back, measured.carries)
    figures = (scores.values * 100, weights, *shares)
    return tuple(
        Contribution(unit, code, score, weight, _known(short), _known(long))
        for row, unit in enumerate(scores.units)
        if ranked[row]
        for code, score, weight, short, long in zip(scores.indicators, *(figure[row].tolist() for figure in figures), strict=True)
        if not isnan(score)
    )


def _known(share: float) -> float | None:
    return None if isnan(share) else share
