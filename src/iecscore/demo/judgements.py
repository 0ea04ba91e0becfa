"""The judgements of a small synthetic panel, as a YAML file."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from iecscore.demo.world import draw
from iecscore.system.model import ROOT, System

EXPERTS = ("专家甲（院校）", "专家乙（企业）", "专家丙（政府）", "专家丁（高校）", "专家戊（行业组织）")
STEPS = tuple(range(1, 10))
NOISE = 0.18


def judgement_text(system: System, label: str) -> str:
    """The panel's file: each expert judges dimensions and criteria of every level, pair by pair."""
    lines = [f"# {label}", "experts:"]
    for number, expert in enumerate(EXPERTS):
        lines += [f"  {expert}:", *_levels(system, number)]
    return "\n".join(lines) + "\n"


def _levels(system: System, number: int) -> Iterator[str]:
    for place, (level, declared) in enumerate(system.levels.items()):
        yield f"    {level}:"
        parents = {ROOT: tuple(declared.tree), **{dimension: tuple(criteria) for dimension, criteria in declared.tree.items()}}
        for parent, children in parents.items():
            if len(children) > 1:
                yield f"      {parent}:"
                yield from _pairs(children, draw(50, number, place, len(parent), sum(map(ord, parent))))


def _pairs(children: tuple[str, ...], dice: np.random.Generator) -> Iterator[str]:
    worth = 1.0 + 0.35 * np.arange(len(children))[::-1] + dice.normal(0, 0.5, len(children)).clip(-0.8, 1.2)
    for (left, a), (right, b) in combinations(zip(children, worth, strict=True), 2):
        ratio = float(a / b * np.exp(dice.normal(0, NOISE)))
        yield f"        {left} over {right}: {_step(ratio)}"


def _step(ratio: float) -> str:
    step = min(STEPS, key=lambda item: abs(item - max(ratio, 1 / ratio)))
    return str(step) if ratio >= 1 or step == 1 else f"1/{step}"
