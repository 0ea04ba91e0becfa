"""Which judgements contradict the others most, and what the others would have said."""

from dataclasses import dataclass

import numpy as np

from iecscore.values import Floats
from iecscore.weights.ahp.blanks import HARKER, fill_blanks, find_parts
from iecscore.weights.ahp.judging import Judged, judge_taken

TOP = 9
ALIKE = 9


@dataclass(frozen=True, slots=True)
class Doubt:
    """A judgement of the pair i, j (i < j) as given, what the others suggest on the scale from 1/9 to 9, and CR with that in its place."""

    i: int
    j: int
    given: float
    suggested: float
    cr_after: float


def find_doubts(judged: Floats, found: Judged, index: str | float, incomplete: str = HARKER) -> tuple[Doubt, ...]:
    """The judgements that the weights do not bear out, worst first: by |ln e_ij|, e_ij = a_ij w_j / w_i [saaty2003].

    `judged` (n, n) as `take_judgements` gives it, `found` what `judge` makes of it. The value suggested is w_i / w_j of the judgements
    without this one, rounded to the scale; a judgement that alone joins its two sides contradicts nothing and is left out.
    """
    errors = np.abs(np.log(judged * found.weights / found.weights[:, None])).round(ALIKE)
    rows, columns = np.nonzero(np.triu(errors > 0, 1))
    order = np.argsort(-errors[rows, columns], kind="stable")
    doubts = []
    for i, j in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        without = _put(judged, i, j, np.nan)
        if len(find_parts(without)) == 1:
            suggested = round_to_scale(float(fill_blanks(without, incomplete)[i, j]))
            mended = judge_taken(_put(judged, i, j, suggested), found.prioritisation, incomplete, index)
            doubts.append(Doubt(i, j, float(judged[i, j]), suggested, mended.cr))
    return tuple(doubts)


def round_to_scale(ratio: float) -> float:
    """The nearest whole number from 1 to 9, or its reciprocal for a ratio below 1."""
    steps = float(np.clip(np.floor(max(ratio, 1 / ratio) + 0.5), 1, TOP))
    return steps if ratio >= 1 else 1 / steps


def _put(judged: Floats, i: int, j: int, value: float) -> Floats:
    changed = judged.copy()
    changed[i, j], changed[j, i] = value, 1 / value
    return changed
