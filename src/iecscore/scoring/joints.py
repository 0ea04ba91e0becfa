"""How each node of a tree joins its children: the rules in force, and what they ask of the scores below."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from iecscore.matrix.chain_settings import fill_in
from iecscore.matrix.stages import LESS_IS_BETTER, Aggregation
from iecscore.matrix.stages.aggregating import PENALISED, POSITIVE
from iecscore.problems import Misuse, error
from iecscore.system.chain import AGGREGATE, POWERS
from iecscore.system.model import ROOT, Level
from iecscore.values import Floats
from iecscore.weights.tree import Tree


def find_joints(level: Level, tree: Tree) -> dict[str, Aggregation]:
    """The rule of each parent node of a tree, which may be cut to fewer children than the level declares."""
    return {parent: _joint(level, parent, children) for parent, children in tree.children.items()}


def _joint(level: Level, node: str, children: tuple[str, ...]) -> Aggregation:
    told = fill_in(AGGREGATE, level.joined(node))
    rule, least, counted = told.pop("method"), told.pop("least_share"), told.pop("share_by")
    orders, centres = told.pop("orders"), told.pop("centres")
    declared = dict(zip(_children(level, node), centres, strict=True)) if centres else {}
    return Aggregation(
        rule,
        least,
        counted,
        **told,
        orders=np.array(orders) if orders else None,
        centres=np.array([declared[child] for child in children]) if centres else None,
    )


def _children(level: Level, node: str) -> tuple[str, ...]:
    if node == ROOT:
        return tuple(level.tree)
    return tuple(level.tree[node]) if node in level.tree else next(criteria[node] for criteria in level.tree.values() if node in criteria)


def flatten(joints: Mapping[str, Aggregation]) -> dict[str, Aggregation]:
    """The same nodes, every one an arithmetic mean: what the index is shown beside."""
    return {node: replace(joint, rule="arithmetic") for node, joint in joints.items()}


def more_is_better(root: Aggregation) -> bool:
    """Whether a high figure of the root is a good one."""
    return root.rule not in LESS_IS_BETTER and not (root.rule in PENALISED and root.penalty == POSITIVE)


def refuse_below_zero(node: str, joint: Aggregation, columns: Floats, weights: Floats) -> None:
    """Refuse a mean of powers over scores (units, children) below 0, for which it has no figure; `weights` may differ from unit to unit."""
    powers = joint.rule in POWERS and not (joint.rule == "power" and joint.power == 1)
    if powers and ((columns < 0) & (weights > 0)).any():
        raise Misuse(error("rank.below_zero", node=node, method=joint.rule))
