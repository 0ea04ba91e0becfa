"""Coupling coordination of the scores of two or more sides, each in [0, 1]."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Coupled:
    """How sides go together: coupling C, joint level T, coordination D = sqrt(C T); C and D are none where every side is 0."""

    coupling: float | None
    level: float
    coordination: float | None


def couple_sides(scores: Sequence[float], shares: Sequence[float] = ()) -> Coupled:
    """The standard form: C is the geometric mean of the sides divided by their mean (wang2021); `shares` weigh the sides in T."""
    total = math.fsum(scores)
    coupling = len(scores) * math.prod(scores) ** (1 / len(scores)) / total if total else None
    return _coordinate(coupling, scores, shares)


def couple_sides_modified(scores: Sequence[float], shares: Sequence[float] = ()) -> Coupled:
    """The modified form (wang2021), whose C uses all of [0, 1]: it falls with the distance of the sides and with their ratio.

    C² = (1 - mean |Ui - Uj| over pairs) x prod(Ui / max U) ** (1 / (n - 1)); for two sides (1 - |U1 - U2|) min / max.
    """
    highest = max(scores)
    if not highest:
        return _coordinate(None, scores, shares)
    pairs = [abs(left - right) for left, right in combinations(scores, 2)]
    nearness = 1 - math.fsum(pairs) / len(pairs)
    ratio = math.prod(score / highest for score in scores) ** (1 / (len(scores) - 1))
    return _coordinate(math.sqrt(nearness * ratio), scores, shares)


def _coordinate(coupling: float | None, scores: Sequence[float], shares: Sequence[float]) -> Coupled:
    weights = shares or [1 / len(scores)] * len(scores)
    level = math.fsum(weight * score for weight, score in zip(weights, scores, strict=True))
    return Coupled(coupling, level, None if coupling is None else math.sqrt(coupling * level))
