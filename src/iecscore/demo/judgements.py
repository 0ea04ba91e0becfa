"""The judgements of a small synthetic panel, as a YAML file and as the workbook its members would fill in."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np

from iecscore.demo.binding import LABEL
from iecscore.demo.members import draw
from iecscore.panel import read_judgements, write_judgement_book
from iecscore.problems import Misuse
from iecscore.system.model import ROOT, System
from iecscore.weights import build_tree

EXPERTS: Final = ("示例专家甲（院校）", "示例专家乙（企业）", "示例专家丙（政府）", "示例专家丁（高校）", "示例专家戊（行业组织）")
STEPS: Final = tuple(range(1, 10))
NOISE: Final = 0.18
FILE: Final = "judgements"


def write_judgements(folder: Path, system: System, language: str) -> tuple[Path, Path]:
    """Write the panel's judgements in both forms.

    Raises:
        Misuse: the panel's own reader does not take them.
    """
    text, book = folder / f"{FILE}.yaml", folder / f"{FILE}.xlsx"
    text.write_text(judgement_text(system, LABEL.say(language)), encoding="utf-8")
    trees = {level: build_tree(system, level) for level in system.levels}
    read = read_judgements(text, trees)
    if read.result is None:
        raise Misuse(*read.problems)
    write_judgement_book(book, system, trees, EXPERTS, language, read.result, leaves=False, label=LABEL.say(language))
    return text, book


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
                yield from _pairs(children, draw(50, number, place, *map(ord, parent)))


def _pairs(children: tuple[str, ...], dice: np.random.Generator) -> Iterator[str]:
    worth = 1.0 + 0.35 * np.arange(len(children))[::-1] + dice.normal(0, 0.5, len(children)).clip(-0.8, 1.2)
    for (left, a), (right, b) in combinations(zip(children, worth, strict=True), 2):
        ratio = float(a / b * np.exp(dice.normal(0, NOISE)))
        yield f"        {left} over {right}: {_step(ratio)}"


def _step(ratio: float) -> str:
    step = min(STEPS, key=lambda item: abs(item - max(ratio, 1 / ratio)))
    return str(step) if ratio >= 1 or step == 1 else f"1/{step}"
