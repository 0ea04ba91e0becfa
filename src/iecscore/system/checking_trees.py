"""Check each level's tree and the named weight sets over it."""

from collections.abc import Iterator, Mapping
from math import fsum, isclose
from typing import Final

from iecscore.problems import Problem, error
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import list_known, offer_names
from iecscore.system.model import ROOT, Level, System

TOLERANCE: Final = 1e-6


def check_trees(system: System, sources: Sources) -> Iterator[Problem]:
    """Check that trees hold what there is, once, and that weights are of their nodes and sum to 1."""
    for key, level in system.levels.items():
        yield from _check_nodes(system, sources, key, level)
        yield from _check_leaves(system, sources, key, level)
        yield from _check_absent(system, sources, key)
    yield from _check_weights(system, sources)


def _check_nodes(system: System, sources: Sources, key: str, level: Level) -> Iterator[Problem]:
    inner = {*system.criteria, *system.nodes}
    for dimension, criteria in level.tree.items():
        place = sources.at("levels", key, "tree", dimension)
        if dimension not in system.dimensions:
            yield error("system.unknown_dimension", place, **offer_names(dimension, system.dimensions))
        if not criteria:
            yield error("system.empty_node", place, node=dimension)
        for criterion, leaves in criteria.items():
            below = sources.at("levels", key, "tree", dimension, criterion)
            if criterion not in inner:
                yield error("system.unknown_criterion", below, **offer_names(criterion, sorted(inner)))
            elif (wanted := _dimension_of(system, criterion, dimension)) != dimension:
                yield error("system.other_dimension", below, criterion=criterion, dimension=dimension, wanted=wanted)
            if not leaves:
                yield error("system.empty_node", below, node=criterion)


def _dimension_of(system: System, criterion: str, otherwise: str) -> str:
    told = system.criteria[criterion].dimension if criterion in system.criteria else otherwise
    return told if {told, otherwise} <= set(system.dimensions) else otherwise


def _check_leaves(system: System, sources: Sources, key: str, level: Level) -> Iterator[Problem]:
    seen: set[str] = set()
    for dimension, criteria in level.tree.items():
        for criterion, leaves in criteria.items():
            for number, code in enumerate(leaves):
                place = sources.at("levels", key, "tree", dimension, criterion, number)
                if code not in system.indicators:
                    yield error("system.unknown_indicator", place, **offer_names(code, system.indicators))
                elif key not in system.indicators[code].levels:
                    yield error("system.not_of_level", place, indicator=code, level=key)
                if code in seen:
                    yield error("system.twice_in_tree", place, indicator=code, level=key)
                seen.add(code)


def _check_absent(system: System, sources: Sources, key: str) -> Iterator[Problem]:
    present = set(system.indicators_of(key))
    for criterion in system.criteria.values():
        for code, indicator in criterion.indicators.items():
            if key in indicator.levels and code not in present:
                number = indicator.levels.index(key)
                yield error(
                    "system.not_in_tree", sources.place("criteria", criterion.key, "indicators", code, "levels", number), indicator=code, level=key
                )


def _check_weights(system: System, sources: Sources) -> Iterator[Problem]:
    for name, levels in system.weights.items():
        for level, parents in levels.items():
            if level not in system.levels:
                yield error("system.unknown_level", sources.at("weights", name, level), **offer_names(level, system.levels))
                continue
            known = children_of(system.levels[level])
            for parent, weights in parents.items():
                if parent in known:
                    yield from _check_family(sources, (name, level, parent), known[parent], weights)
                else:
                    yield error("system.unknown_node", sources.at("weights", name, level, parent), **offer_names(parent, known))


def _check_family(sources: Sources, path: tuple[str, str, str], children: tuple[str, ...], weights: Mapping[str, float]) -> Iterator[Problem]:
    place = sources.at("weights", *path)
    for node, weight in weights.items():
        if node not in children:
            yield error("system.unknown_node", sources.at("weights", *path, node), **offer_names(node, children))
        if weight < 0:
            yield error("system.out_of_range", sources.at("weights", *path, node), key=node, value=str(weight), limit="≥ 0")
    if absent := [child for child in children if child not in weights]:
        yield error("system.weights_absent", place, parent=path[-1], absent=list_known(absent))
    total = fsum(weights.values())
    if not isclose(total, 1.0, abs_tol=TOLERANCE):
        yield error(
            "system.weights_sum", place, parent=path[-1], total=f"{total:.6g}", parts=" + ".join(f"{weight:g}" for weight in weights.values())
        )


def children_of(level: Level) -> dict[str, tuple[str, ...]]:
    """The children of each parent node of a level's tree, `ROOT` first."""
    families: dict[str, tuple[str, ...]] = {ROOT: tuple(level.tree)}
    for dimension, criteria in level.tree.items():
        families[dimension] = tuple(criteria)
        families |= criteria
    return families
