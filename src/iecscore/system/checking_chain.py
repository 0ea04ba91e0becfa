"""Check each level's chain: its order, its groups, and that every node has what the rule in force there needs."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeAlias

from iecscore.problems import Place, Problem, error
from iecscore.system.chain import (
    AGGREGATE,
    BY_GROUP,
    IMPUTE,
    LESS_IS_BETTER,
    NORMALISE,
    ON_POSTS,
    STAGES,
    TO_REFERENCE,
    TO_TARGET,
    Impute,
    Normalise,
    settle_leaf,
)
from iecscore.system.checking_tables import demand_field
from iecscore.system.checking_trees import children_of
from iecscore.system.indicators import Direction, Indicator
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import offer_names
from iecscore.system.model import ROOT, Level, System

At: TypeAlias = Callable[..., Place]


def check_chains(system: System, sources: Sources) -> Iterator[Problem]:
    """Check the chain of each level, and that each indicator has the goalposts some level scores it on."""
    for key, level in system.levels.items():
        at = partial(sources.at, "levels", key)
        for name, field in level.groups.items():
            yield from demand_field(system, field, at("groups", name))
        yield from check_chain(system, level, at)
    for criterion in system.criteria.values():
        for code, indicator in criterion.indicators.items():
            if lacks_goalposts(system, code, indicator):
                yield error("system.needs_goalposts", sources.place("criteria", criterion.key, "indicators", code, "direction"))


def check_chain(system: System, level: Level, at: At) -> Iterator[Problem]:
    """Check one level's chain and exceptions; `at` names the place of a path of keys below the level."""
    yield from _check_order(level, at)
    faults = list(_check_nodes(level, at))
    yield from faults
    if not faults:
        found = (*_check_leaves(system, level, at), *_check_joints(level, at))
        yield from {(problem.code, problem.place): problem for problem in reversed(found)}.values()


def _check_leaves(system: System, level: Level, at: At) -> Iterator[Problem]:
    for code, path in level.paths.items():
        if code in system.indicators:
            yield from _check_imputation(level, path, at)
            yield from _check_scale(level, code, system.indicators[code], at)


def _check_joints(level: Level, at: At) -> Iterator[Problem]:
    if level.aggregated:
        for node, children in children_of(level).items():
            yield from _check_joined(level, node, children, at)


def lacks_goalposts(system: System, code: str, indicator: Indicator) -> bool:
    """Whether some level scores an indicator on goalposts of its own, and there are none."""
    levels = [system.levels[key] for key in indicator.levels if key in system.levels and code in system.levels[key].paths]
    needed = not levels or any(_on_own_posts(level.normalised(code)) for level in levels)
    return needed and not indicator.goalposts and indicator.direction is not Direction.INTERVAL


def _on_own_posts(told: Normalise | None) -> bool:
    return told is None or (told.method in ON_POSTS and told.goalposts is None)


def _check_order(level: Level, at: At) -> Iterator[Problem]:
    seen: list[str] = []
    for number, link in enumerate(level.chain):
        before = {AGGREGATE} if link.name == NORMALISE else set() if link.name == AGGREGATE else {NORMALISE, AGGREGATE}
        if link.name in seen or before & set(seen):
            yield error("system.chain_order", at("chain", number, link.name), stage=link.name)
        seen.append(link.name)


def _check_nodes(level: Level, at: At) -> Iterator[Problem]:
    parents, leaves = children_of(level), level.paths
    for node, told in level.exceptions.items():
        place = at("exceptions", node)
        if node not in parents and node not in leaves:
            yield error("system.unknown_node", place, **offer_names(node, (*parents, *leaves)))
            continue
        for stage in STAGES:
            if getattr(told, stage, None) is not None and not level.link(stage):
                yield error("system.stage_absent", at("exceptions", node, stage), stage=stage)
        if told.aggregate is not None and node in leaves:
            yield error("system.aggregate_of_leaf", at("exceptions", node, AGGREGATE), node=node)


def _place(level: Level, path: tuple[str, ...], stage: str, key: str, at: At) -> Place:
    """Where a key of a stage was told last on the way down, or the stage itself."""
    for node in reversed(path):
        told = getattr(level.exceptions.get(node), stage, None)
        if told is not None and getattr(told, key) is not None:
            return at("exceptions", node, stage, key)
    number = next(number for number, link in enumerate(level.chain) if link.name == stage)
    return at("chain", number, stage, *((key,) if getattr(level.chain[number].settings, key) is not None else ()))


def _check_imputation(level: Level, path: tuple[str, ...], at: At) -> Iterator[Problem]:
    link = level.link(IMPUTE)
    if not link or not isinstance(link.impute, Impute):
        return
    told = settle_leaf(link.impute, IMPUTE, level.exceptions, path)
    if told.groups and told.groups not in level.groups:
        yield error("system.unknown_group", _place(level, path, IMPUTE, "groups", at), **offer_names(told.groups, level.groups))
    elif told.method in BY_GROUP and not told.groups:
        yield error("system.needs_group", _place(level, path, IMPUTE, "method", at), method=told.method)


def _check_scale(level: Level, code: str, indicator: Indicator, at: At) -> Iterator[Problem]:
    told, path = level.normalised(code), level.paths[code]
    if told is None:
        return
    method = told.method or "min-max"
    place = partial(_place, level, path, NORMALISE)
    if indicator.direction is Direction.INTERVAL and not _on_own_posts(told):
        yield error("system.interval_needs_goalposts", place("method", at), node=code, method=method)
    if method == TO_TARGET and told.target is None:
        yield error("system.needs_target", place("method", at), node=code)
    if method == TO_REFERENCE and told.reference is None:
        yield error("system.needs_unit", place("method", at), node=code)
    if told.ends and not (told.ends[1] > 0 if method == "z-score" else told.ends[0] < told.ends[1]):
        yield error("system.ends_order", place("ends", at), low=f"{told.ends[0]:g}", high=f"{told.ends[1]:g}")
    if told.goalposts and not told.goalposts[0] < told.goalposts[1]:
        yield error("system.posts_order", place("goalposts", at), low=f"{told.goalposts[0]:g}", high=f"{told.goalposts[1]:g}")


def _check_joined(level: Level, node: str, children: tuple[str, ...], at: At) -> Iterator[Problem]:
    told = level.joined(node)
    place = partial(_place, level, (node,), AGGREGATE)
    if told.method == LESS_IS_BETTER and node != ROOT:
        yield error("system.not_at_root", place("method", at), node=node, method=told.method)
    for key in ("orders", "centres"):
        if (given := getattr(told, key)) and len(given) != len(children):
            yield error("system.one_a_child", place(key, at), key=key, node=node, found=len(given), wanted=len(children))
    if told.orders and (min(told.orders) < 0 or max(told.orders) == 0):
        yield error("system.order_weights", place("orders", at))
