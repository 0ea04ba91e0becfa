"""A hierarchy of pairwise judgements: goal, criteria of any depth, alternatives; and the totals they come to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.ahp.judging import LEADING_INDEX, Judged, judge
from iecscore.weights.refusing import refuse_unknown

DISTRIBUTIVE, IDEAL = "distributive", "ideal"
SYNTHESES: Final = (DISTRIBUTIVE, IDEAL)


@dataclass(frozen=True, slots=True)
class Node:
    """Things compared under one parent, their judgements (n, n), and the node below each of those that are parents themselves."""

    names: tuple[str, ...]
    matrix: Floats
    children: Mapping[str, "Node"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weighing:
    """What one node's judgements come to; `path` are the names that lead to it from the goal."""

    path: tuple[str, ...]
    names: tuple[str, ...]
    judged: Judged
    last: bool


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The totals of the names that are nobody's parent, sum 1, and each node's weighing, from the goal down."""

    totals: Mapping[str, float]
    nodes: tuple[Weighing, ...]
    notes: tuple[str, ...] = ()


def synthesise(
    tree: Node,
    *,
    synthesis: str = DISTRIBUTIVE,
    prioritisation: str | None = None,
    random_index: str | float = LEADING_INDEX,
) -> Hierarchy:
    """Multiply priorities down the tree and add them up by name [saaty1980].

    distributive: priorities under each last criterion sum to 1; ideal: they are divided by the largest, and the totals scaled to a sum of 1, so
    that an alternative like another does not reverse the order [millet2000].

    Raises:
        Misuse: see `judge`; names that are not one a row, stand twice, or do not exist; in the ideal synthesis, alternatives that differ
            from one last criterion to another.
    """
    refuse_unknown(synthesis, SYNTHESES, "synthesis")
    nodes = tuple(_weigh(tree, (), "tree", prioritisation, random_index))
    last = [node for node in nodes if node.last]
    alike = all(set(node.names) == set(last[0].names) for node in last)
    parents = {path for node in nodes for path in _list_paths(node)} & {node.path for node in nodes}
    mixed = any(0 < sum(path in parents for path in _list_paths(node)) < len(node.names) for node in nodes)
    if synthesis == IDEAL and (mixed or not alike):
        raise refuse("weights.alternatives_differ", "tree")
    overall: dict[tuple[str, ...], float] = {(): 1.0}
    totals: dict[str, float] = {}
    for node in nodes:
        top = float(node.judged.weights.max()) if synthesis == IDEAL and node.last else 1.0
        for path, name, weight in zip(_list_paths(node), node.names, node.judged.weights.tolist(), strict=True):
            overall[path] = overall[node.path] * weight / top
            if path not in parents:
                totals[name] = totals.get(name, 0.0) + overall[path]
    whole = sum(totals.values())
    return Hierarchy({name: total / whole for name, total in totals.items()}, nodes, tuple(note for node in nodes for note in _tell(node)))


def _weigh(tree: Node, path: tuple[str, ...], place: str, prioritisation: str | None, random_index: str | float) -> Iterator[Weighing]:
    _check_names(tree, place)
    judged = judge(tree.matrix, prioritisation=prioritisation, random_index=random_index, place=f"{place}.matrix")
    yield Weighing(path, tree.names, judged, last=not tree.children)
    for name in tree.names:
        if name in tree.children:
            yield from _weigh(tree.children[name], (*path, name), f"{place}.children.{name}", prioritisation, random_index)


def _check_names(tree: Node, place: str) -> None:
    if len(tree.names) != np.shape(tree.matrix)[0]:
        raise refuse("weights.names_length", f"{place}.names", found=len(tree.names), wanted=np.shape(tree.matrix)[0])
    for name in tree.names:
        if tree.names.count(name) > 1:
            raise refuse("weights.name_twice", f"{place}.names", name=name[:60])
    for name in tree.children:
        if name not in tree.names:
            raise refuse("weights.no_such_name", f"{place}.children", name=name[:60], known=", ".join(tree.names))


def _list_paths(node: Weighing) -> list[tuple[str, ...]]:
    return [(*node.path, name) for name in node.names]


def _tell(node: Weighing) -> Iterator[str]:
    under = " > ".join(node.path) or "the goal"
    yield from (f"under {under}: {note}" for note in node.judged.notes)
