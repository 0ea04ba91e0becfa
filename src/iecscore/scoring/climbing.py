"""Scores up a tree whose nodes each join their children by a rule of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from iecscore.matrix import Dues, Marks, lower
from iecscore.matrix.chain import Chained
from iecscore.matrix.chain_scaling import find_positions
from iecscore.matrix.stages import Aggregation, aggregate, share_weights
from iecscore.matrix.stages.aggregating import COMPARING
from iecscore.scoring.joints import flatten, more_is_better, refuse_below_zero
from iecscore.scoring.lowest import rank_among
from iecscore.scoring.metric import measure_mean
from iecscore.scoring.nodes import rank_nodes
from iecscore.scoring.ranks import Ranks, rank_in_leagues
from iecscore.scoring.scorecard import Rules, Scorecard, name_marked, put_numbers, put_places
from iecscore.scoring.tiers import find_tier
from iecscore.system.model import ROOT
from iecscore.values import Contribution, Floats, NodeScore, RankRow, Unit, Weights
from iecscore.weights.shares import shares_in
from iecscore.weights.tree import Tree


@dataclass(frozen=True, slots=True)
class Climbed:
    """The figure of every node, leaves and root among them, and the weight in force of each leaf (units, leaves)."""

    nodes: Mapping[str, Floats]
    weights: Floats

    @property
    def root(self) -> Floats:
        """The index."""
        return self.nodes[ROOT]


@dataclass(frozen=True, slots=True)
class Ladder:
    """A tree with its weights and its rules."""

    tree: Tree
    shares: Mapping[str, Floats]
    joints: Mapping[str, Aggregation]

    def climb(self, scores: Floats) -> Climbed:
        """Join (units, leaves) with NaN for gaps, criterion by criterion, dimension by dimension; a gap hands its weight to what is there."""
        nodes = dict(zip(self.tree.indicators, scores.T, strict=True))
        handed: dict[str, Floats] = {}
        for parent, children in tuple(self.tree.children.items())[::-1]:
            columns, joint = np.column_stack([nodes[child] for child in children]), self.joints[parent]
            refuse_below_zero(parent, joint, columns, self.shares[parent])
            nodes[parent] = aggregate(columns, self.shares[parent], joint)
            handed |= dict(zip(children, share_weights(columns, self.shares[parent], joint)[0].T, strict=True))
        in_force = {ROOT: np.ones(len(scores))}
        for parent, children in self.tree.children.items():
            in_force |= {child: in_force[parent] * handed[child] for child in children}
        return Climbed(nodes, np.column_stack([in_force[leaf] for leaf in self.tree.indicators]))

    def cover(self, told: Marks) -> dict[str, Floats]:
        """The weight share of every node that was told, gaps filled or not."""
        shares = dict(zip(self.tree.indicators, told.astype(np.float64).T, strict=True))
        for parent, children in tuple(self.tree.children.items())[::-1]:
            shares[parent] = np.column_stack([shares[child] for child in children]) @ self.shares[parent]
        return shares


def climb_units(
    chained: Chained, ladder: Ladder, weights: Weights, units: Sequence[Unit], told: Marks, dues: Dues, rules: Rules, full: float
) -> Scorecard:
    """Score and rank by the rules of the nodes; `told` marks what was told, `dues` what the lowest case and the policy of zero take away.

    `full` is what scores are multiplied by to stand on the scale the index is told on.
    """
    leagues = [unit.league for unit in units]
    scores, low, high = chained.scores.values * full, chained.low * full, chained.high * full
    removed = {item.unit for item in chained.removed}
    dues = dues.forgive(np.array([[unit.code in removed] for unit in units]))
    used = np.where(dues.owed, low, scores) if rules.owed_is_zero else scores
    climbed = ladder.climb(used)
    sign = 1.0 if more_is_better(ladder.joints[ROOT]) else -1.0
    lowest, lowest_rank = _climb_lowest(ladder, used, lower(used, dues.kept, low), dues.kept < 1, climbed.root, sign, leagues)
    plain = Ladder(ladder.tree, ladder.shares, flatten(ladder.joints)).climb(used).root
    cover = ladder.cover(told)
    columns = zip(
        units,
        put_numbers(climbed.root),
        put_places(rank_in_leagues(sign * climbed.root, leagues)),
        put_numbers(lowest),
        put_places(lowest_rank),
        cover[ROOT].tolist(),
        _name_withheld(ladder.tree, climbed, removed, units),
        (name_marked(ladder.tree.indicators, gaps) for gaps in np.isnan(scores)),
        put_numbers(plain),
        put_places(rank_in_leagues(plain, leagues)),
        strict=True,
    )
    ranking = tuple(
        RankRow(unit.code, unit.league, figure, rank, least, least_rank, find_tier(figure, rules.tiers), *more)
        for unit, figure, rank, least, least_rank, *more in columns
    )
    kept = chained.scores.changed(used / full, "owed gaps take the low end") if rules.owed_is_zero else chained.scores
    return Scorecard(
        kept, _list_nodes(ladder.tree, climbed, cover, weights, units), _list_shares(climbed, used, low, high, ladder.tree, units), ranking
    )


def _climb_lowest(
    ladder: Ladder, scores: Floats, worst: Floats, owing: Marks, regular: Floats, sign: float, leagues: Sequence[tuple[str, ...]]
) -> tuple[Floats, Ranks]:
    """Each unit with what it owes taken away; where a rule sets units against each other all are joined anew for each such unit."""
    if not any(joint.rule in COMPARING for joint in ladder.joints.values()):
        lowest = np.where(np.isnan(regular), np.nan, ladder.climb(worst).root)
        return lowest, rank_among(sign * regular, sign * lowest, leagues)
    lowest, ranks = regular.copy(), rank_in_leagues(sign * regular, leagues)
    for row in np.flatnonzero(owing.any(axis=1) & ~np.isnan(regular)).tolist():
        case = scores.copy()
        case[row] = worst[row]
        found = ladder.climb(case).root
        lowest[row], ranks[row] = found[row], rank_in_leagues(sign * found, leagues)[row]
    return lowest, ranks


def _name_withheld(tree: Tree, climbed: Climbed, removed: set[str], units: Sequence[Unit]) -> list[tuple[str, ...]]:
    """The criteria without a figure of units that have no index; one screened out is not told them."""
    gone = np.column_stack([np.isnan(climbed.nodes[criterion]) for criterion in tree.criteria]) & np.isnan(climbed.root)[:, None]
    return [() if unit.code in removed else name_marked(tree.criteria, marks) for unit, marks in zip(units, gone, strict=True)]


def _list_nodes(tree: Tree, climbed: Climbed, cover: Mapping[str, Floats], weights: Weights, units: Sequence[Unit]) -> tuple[NodeScore, ...]:
    found = [
        NodeScore(unit.code, node, figure, share)
        for nodes in (tree.dimensions, tree.criteria)
        for node in nodes
        for unit, figure, share in zip(units, put_numbers(climbed.nodes[node]), cover[node].tolist(), strict=True)
    ]
    order = {unit.code: place for place, unit in enumerate(units)}
    return rank_nodes(sorted(found, key=lambda item: order[item.unit]), weights, units)


def _list_shares(climbed: Climbed, scores: Floats, low: Floats, high: Floats, tree: Tree, units: Sequence[Unit]) -> tuple[Contribution, ...]:
    """What each leaf weighs for a unit, and its share as if all nodes were arithmetic means."""
    measured = measure_mean(find_positions(scores, low, high), climbed.weights)
    figures = (scores, climbed.weights, measured.holds_back, measured.carries)
    return tuple(
        Contribution(unit.code, code, *(float(figure[row, place]) for figure in figures))
        for row, unit in enumerate(units)
        if not np.isnan(climbed.root[row])
        for place, code in enumerate(tree.indicators)
        if not np.isnan(scores[row, place])
    )


def make_ladder(tree: Tree, weights: Weights, joints: Mapping[str, Aggregation]) -> Ladder:
    """A tree with the weights in force and the rule of each node."""
    return Ladder(tree, shares_in(weights, tree), joints)
