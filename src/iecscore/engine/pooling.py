"""Pool the lots of a unit to one figure. Sums are exact, so that neither order nor grouping changes a bit."""

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

import numpy as np

from iecscore.system.formula import Aggregate, Literal, exact_sum

LEAST_CODES: Final = 2


class Pooled(NamedTuple):
    """A figure, and how many values or what total it rests on; no figure where it is not defined."""

    figure: Any
    base: float


def pool(aggregate: Aggregate, parts: Sequence[Any], counts: Sequence[int], declared: Sequence[str]) -> Pooled:
    """The figure of an aggregate from its parts, a part a lot; `declared` are the codes that evenness compares with."""
    told = [part for part in parts if part is not None]
    if aggregate.kind in {"sum", "count"} and not aggregate.distinct:
        return Pooled(exact_sum(told), float(sum(counts)))
    if aggregate.kind in {"min", "max"}:
        return Pooled((min if aggregate.kind == "min" else max)(told, default=None), float(sum(counts)))
    values = [value for part in told for value in part]
    if aggregate.distinct:
        return Pooled(len(set(values)), float(len(set(values))))
    if aggregate.kind == "median":
        return Pooled(statistics.median(values) if values else None, float(len(values)))
    if aggregate.kind == "winsorised_mean":
        return Pooled(winsorised_mean(values, float(_written(aggregate, 1, 1))), float(len(values)))
    return evenness(values, declared, int(_written(aggregate, 2, LEAST_CODES)))


def _written(aggregate: Aggregate, place: int, otherwise: int) -> Decimal:
    part = aggregate.parts[place] if place < len(aggregate.parts) else Literal(otherwise)
    assert isinstance(part, Literal)  # noqa: S101 - its kind was checked
    return Decimal(str(part.value))


def winsorised_mean(values: Sequence[Any], share: float) -> float | None:
    """The mean after values above the quantile are set to it (linear interpolation between order statistics)."""
    if not values:
        return None
    ordered = np.sort(np.array([float(value) for value in values]))
    return math.fsum(np.minimum(ordered, np.quantile(ordered, share))) / len(ordered)


def evenness(codes: Sequence[str], declared: Sequence[str], least: int) -> Pooled:
    """Normalised Shannon entropy −Σ p ln p ÷ ln K of the codes over the K declared ones; undefined where fewer than `least` are declared."""
    kinds = set(declared)
    counts = Counter(code for code in codes if code in kinds)
    total = counts.total()
    if len(kinds) < max(least, LEAST_CODES) or not total:
        return Pooled(None, float(total))
    entropy = -math.fsum(count / total * math.log(count / total) for count in counts.values())
    return Pooled(entropy / math.log(len(kinds)), float(total))


def compare(kind: str, left: Mapping[Any, Any], right: Mapping[Any, Any]) -> Pooled:
    """A statistic over the sums of two columns by key."""
    return structure_overlap(left, right) if kind == "structure_overlap" else weighted_error(left, right)


def structure_overlap(left: Mapping[Any, Any], right: Mapping[Any, Any]) -> Pooled:
    """1 − ½ Σ |share − share| over the keys of both sides; rests on the smaller of the two totals."""
    totals = float(exact_sum(left.values())), float(exact_sum(right.values()))
    if not all(totals):
        return Pooled(None, min(totals))
    apart = (abs(float(left.get(key, 0)) / totals[0] - float(right.get(key, 0)) / totals[1]) for key in left.keys() | right.keys())
    return Pooled(1 - 0.5 * math.fsum(apart), min(totals))


def weighted_error(released: Mapping[Any, Any], actual: Mapping[Any, Any]) -> Pooled:
    """Σ |released − actual| ÷ Σ actual over the keys of both sides; rests on Σ actual."""
    total = exact_sum(actual.values())
    if not released or not total:
        return Pooled(None, float(total))
    apart = exact_sum(abs(Decimal(released.get(key, 0)) - Decimal(actual.get(key, 0))) for key in released.keys() | actual.keys())
    return Pooled(float(apart) / float(total), float(total))
