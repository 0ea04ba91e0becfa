"""Settings put over a level's chain for one evaluation: `treat.most=0`, `Physical.aggregate.method=geometric`, `weights.StMob=0`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml
from pydantic import ValidationError

from iecscore.problems import NOWHERE, Misuse, Problem, error, errors_in
from iecscore.system.chain import STAGES, Exceptions, Link
from iecscore.system.checking_chain import check_chain
from iecscore.system.checking_trees import children_of
from iecscore.system.loading_names import find_nearest
from iecscore.system.model import ROOT, Level, System

WEIGHTS: Final = "weights"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: a key of a stage of the whole level (`node` empty) or at a node, or the weight of a node (`stage` is `weights`)."""

    text: str
    node: str
    stage: str
    key: str
    value: Any


def override(system: System, level: str, settings: Sequence[str]) -> System:
    """The system with settings put over the chain of a level; those of weights are left to whoever weighs.

    Raises:
        Misuse: a setting names no stage, node or key there is, or has a value that cannot be, all at once.
    """
    told = read_settings(system.levels[level], settings)
    if all(item.stage == WEIGHTS for item in told):
        return system
    changed = system.levels[level]
    for item in told:
        changed = changed if item.stage == WEIGHTS else _put(changed, item)
    found = [*check_chain(system, changed, lambda *_path: NOWHERE)]
    if errors_in(found):
        raise Misuse(*found)
    return system.model_copy(update={"levels": {**system.levels, level: changed}})


def read_settings(level: Level, settings: Sequence[str]) -> tuple[Setting, ...]:
    """The settings, taken apart.

    Raises:
        Misuse: one has no such form, or names what there is not.
    """
    read = [_read(text) for text in settings]
    if problems := [problem for item in read for problem in _doubt(level, item)]:
        raise Misuse(*problems)
    return tuple(read)


def _read(text: str) -> Setting:
    path, equals, told = text.partition("=")
    names = path.strip().split(".")
    try:
        value = yaml.safe_load(told) if equals else None
    except yaml.YAMLError:
        value = None
    if names[0] == WEIGHTS:
        return Setting(text, ".".join(names[1:]), WEIGHTS, "", value)
    return Setting(text, ".".join(names[:-2]), names[-2] if len(names) > 1 else "", names[-1], value)


def _doubt(level: Level, item: Setting) -> Iterator[Problem]:
    parents, leaves = children_of(level), level.paths
    if item.value is None or item.stage not in {*STAGES, WEIGHTS}:
        yield error("rank.bad_setting", given=item.text, known=", ".join(STAGES))
        return
    known = [*([] if item.stage == WEIGHTS else [ROOT]), *(node for node in (*parents, *leaves) if node != ROOT)]
    if (item.node or item.stage == WEIGHTS) and item.node not in known:
        yield error("rank.setting_node", given=item.text, node=item.node, nearest=find_nearest(item.node, known))
    elif item.stage == WEIGHTS:
        if isinstance(item.value, bool) or not isinstance(item.value, int | float) or not 0 <= item.value < float("inf"):
            yield error("rank.setting_weight", given=item.text)
    else:
        yield from _doubt_key(item)


def _doubt_key(item: Setting) -> Iterator[Problem]:
    try:
        _shape(item)
    except ValidationError as fault:
        yield error("rank.setting_value", given=item.text, reason=fault.errors()[0]["msg"])


def _shape(item: Setting) -> Link | Exceptions:
    return (Exceptions if item.node else Link).model_validate({item.stage: {item.key: item.value}})


def _put(level: Level, item: Setting) -> Level:
    if item.node:
        told = level.exceptions.get(item.node, Exceptions())
        changed = _merge(told.model_dump(exclude_none=True), item)
        return level.model_copy(update={"exceptions": {**level.exceptions, item.node: Exceptions.model_validate(changed)}})
    chain = list(level.chain)
    for number, link in enumerate(chain):
        if link.name == item.stage:
            chain[number] = Link.model_validate(_merge(link.model_dump(exclude_none=True), item))
            return level.model_copy(update={"chain": tuple(chain)})
    place = sum(STAGES.index(link.name) < STAGES.index(item.stage) for link in chain)
    chain.insert(place, Link.model_validate({item.stage: {item.key: item.value}}))
    return level.model_copy(update={"chain": tuple(chain)})


def _merge(told: dict[str, Any], item: Setting) -> dict[str, Any]:
    return {**told, item.stage: {**told.get(item.stage, {}), item.key: item.value}}
