"""Fold a long run of the same fault in one column into its first cells and a count."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from iecscore.problems import Problem
from iecscore.workbook.lining import Finding

SHOWN: Final = 50
LETTERS: Final = re.compile(r"[A-Z]*")


def fold(findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """The problems in the order of sheets and rows; of each kind in a column at most 50, and how many more there are."""
    kinds: dict[tuple[str, str, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.order):
        kinds.setdefault(_kind(finding.problem), []).append(finding)
    shown = [finding for alike in kinds.values() for finding in (*alike[:SHOWN], *_rest(alike))]
    return tuple(dict.fromkeys(finding.problem for finding in sorted(shown, key=lambda finding: finding.order)))


def _kind(problem: Problem) -> tuple[str, str, str, str]:
    letters = LETTERS.match(problem.place.cell)
    return problem.code, problem.severity, problem.place.sheet, letters[0] if letters else ""


def _rest(alike: list[Finding]) -> list[Finding]:
    rest = alike[SHOWN:]
    if not rest:
        return []
    first, last = alike[0].problem.place.cell, rest[-1].problem.place.cell
    told = (("count", len(rest)), ("like", first), ("first", rest[0].problem.place.cell), ("last", last))
    return [replace(rest[0], problem=replace(rest[0].problem, code="workbook.more_of_the_same", parameters=told))]
