"""The ranking methods an evaluation may name, and the figure each is shown beside."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np

from iecscore.problems import Misuse, Problem, error, note
from iecscore.scoring.comparing import COMPARED, VECTOR, VIKOR, compare_units, tell_compromises
from iecscore.scoring.metric import FLOOR, Measured, measure_geometric, measure_grey, measure_mean, measure_topsis
from iecscore.scoring.redistribution import Redistributed
from iecscore.scoring.shape import Shape
from iecscore.values import Floats

TOPSIS, MEAN, GEOMETRIC, GREY, INDEX = "topsis", "weighted-mean", "geometric-mean", "gra", "index"
MEASURES: Final[Mapping[str, Callable[[Floats, Floats], Measured]]] = MappingProxyType(
    {TOPSIS: measure_topsis, MEAN: measure_mean, GEOMETRIC: measure_geometric, GREY: measure_grey}
)
METHODS: Final = (*MEASURES, *COMPARED, INDEX)
WITH_TIERS: Final = frozenset({TOPSIS, MEAN, GEOMETRIC, INDEX})


def refuse_unknown(method: str) -> None:
    """Refuse a method that scores no units, naming those that do."""
    known = (*MEASURES, *COMPARED)
    if method not in known:
        raise Misuse(error("rank.unknown_choice", option="method", given=method, known=", ".join(known)))


def other_method(method: str) -> str:
    """The method whose figure is shown beside."""
    return {TOPSIS: VECTOR, MEAN: VECTOR, GEOMETRIC: MEAN, INDEX: MEAN}.get(method, TOPSIS)


def compares(method: str) -> bool:
    """Whether a unit's score depends on the others of its league."""
    return method in COMPARED


def score_field(method: str, scores: Floats, shape: Shape, spread: Redistributed, leagues: Sequence[tuple[str, ...]]) -> Floats:
    """Score units, 0 to 100; NaN for a unit that is not ranked, and where a comparing method finds nothing to compare in a league."""
    if compares(method):
        return compare_units(method, fill_own(scores, shape, spread), shape.overall, leagues)
    return np.where(spread.ranked, MEASURES[method](scores, spread.overall).score, np.nan)


def fill_own(scores: Floats, shape: Shape, spread: Redistributed) -> Floats:
    """Put a unit's own score of the criterion in each gap: in a mean that is the same as handing its weight on; NaN where not ranked."""
    own = shape.by_criterion(spread.local * np.nan_to_num(scores))[:, shape.criterion_of]
    return np.where(spread.ranked[:, None], np.where(np.isnan(scores), own, scores), np.nan)


def tell_of_method(
    method: str, scores: Floats, score: Floats, shape: Shape, spread: Redistributed, units: Sequence[str], leagues: Sequence[tuple[str, ...]]
) -> tuple[Problem, ...]:
    """What a reader of these scores must know: VIKOR's compromise sets, units with nobody to compare with, scores lifted to a floor."""
    told = tell_compromises(fill_own(scores, shape, spread), shape.overall, units, leagues) if method == VIKOR else []
    alone = [unit for unit, ranked, figure in zip(units, spread.ranked.tolist(), score.tolist(), strict=True) if ranked and np.isnan(figure)]
    told += [note("rank.nothing_to_compare", method=method, units=", ".join(alone))] if alone else []
    lifted = int(((scores < FLOOR) & (spread.overall > 0) & spread.ranked[:, None]).sum()) if method == GEOMETRIC else 0
    return (*told, *([note("rank.floor", count=lifted, floor=round(100 * FLOOR))] if lifted else []))
