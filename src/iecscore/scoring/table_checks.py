"""What stops a plain table from being ranked, each cell by name."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from iecscore.matrix import Marks
from iecscore.problems import NOWHERE, Parameter, Problem, error, note
from iecscore.values import Floats
from iecscore.weights.spread import varies

LEAST: Final = 2


def check_table(values: Floats, names: Sequence[str], criteria: Sequence[str], types: Sequence[int]) -> tuple[Problem, ...]:
    """Gaps, too few alternatives, no criteria, names twice, types that are neither benefit nor cost."""
    problems = [error("rank.few_alternatives", found=len(names))] if len(names) < LEAST else []
    problems += [error("rank.no_criteria")] if not criteria else []
    problems += [error("rank.name_twice", name=name) for name in dict.fromkeys(names) if names.count(name) > 1]
    problems += [error("rank.bad_type", criterion=name) for name, kind in zip(criteria, types, strict=True) if kind not in {1, -1}]
    return (*problems, *_cells(~np.isfinite(values), names, criteria, "rank.not_a_number"))


def check_columns(values: Floats, names: Sequence[str], criteria: Sequence[str], rule: str, method: str) -> tuple[Problem, ...]:
    """Values that a rule or method cannot take, and a note for each column that tells nobody apart."""
    problems: list[Problem] = []
    if rule == "entropy":
        problems += _cells(values < 0, names, criteria, "rank.negative", rule=rule)
    if method == "weighted-sum":
        problems += _cells(values <= 0, names, criteria, "rank.not_positive", method=method)
    still = [name for name, moves in zip(criteria, varies(values), strict=True) if not moves]
    problems += [error("rank.all_alike")] if len(still) == len(criteria) else [note("rank.constant", criterion=name) for name in still]
    return tuple(problems)


def _cells(bad: Marks, names: Sequence[str], criteria: Sequence[str], code: str, **words: Parameter) -> list[Problem]:
    return [error(code, NOWHERE, alternative=names[i], criterion=criteria[j], **words) for i, j in np.argwhere(bad).tolist()]
