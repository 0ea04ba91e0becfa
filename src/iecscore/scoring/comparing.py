"""Scores that units have only beside each other: classical TOPSIS, VIKOR, PROMETHEE II, each league by itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.problems import Problem, note
from iecscore.scoring.mcdm import Compromise, score_promethee, score_topsis, score_vikor
from iecscore.scoring.ranks import split_leagues
from iecscore.values import Floats
from iecscore.weights.spread import varies

VECTOR, VIKOR, PROMETHEE = "topsis-vector", "vikor", "promethee"
PAIR: Final = 2
SEPARATOR: Final = " · "


def _as_benefits(whole: Floats) -> Floats:
    return np.ones(whole.shape[1])


def compromise(whole: Floats, weights: Floats) -> Compromise:
    """VIKOR on scores without a gap, v = 0.5."""
    return score_vikor(whole, weights, _as_benefits(whole))


COMPARED: Final[Mapping[str, Callable[[Floats, Floats], Floats]]] = MappingProxyType(
    {
        VECTOR: lambda whole, weights: 100 * score_topsis(whole, weights, _as_benefits(whole)).scores,
        VIKOR: lambda whole, weights: 100 * (1 - compromise(whole, weights).scores),
        PROMETHEE: lambda whole, weights: 50 * (1 + score_promethee(whole, weights, _as_benefits(whole)).scores),
    }
)


def compare_units(method: str, whole: Floats, weights: Floats, leagues: Sequence[tuple[str, ...]]) -> Floats:
    """Score units without a gap (units, leaves; NaN rows have none), 0 to 100, league by league; it needs two that are not alike, else NaN.

    VIKOR is shown as 100 (1 - Q), PROMETHEE II (usual preference) as 50 (1 + net flow), classical TOPSIS as 100 times the closeness.
    """
    scores = np.full(len(whole), np.nan)
    for mine in _find_rivals(whole, weights, leagues):
        scores[mine] = COMPARED[method](whole[mine], weights)
    return scores


def _find_rivals(whole: Floats, weights: Floats, leagues: Sequence[tuple[str, ...]]) -> Iterator[NDArray[np.intp]]:
    """The places of the units of each league in which at least two are there and not all alike."""
    for league in split_leagues(leagues):
        mine = league[~np.isnan(whole[league]).any(axis=1)]
        if len(mine) >= PAIR and varies(whole[mine][:, weights > 0]).any():
            yield mine


def tell_compromises(whole: Floats, weights: Floats, units: Sequence[str], leagues: Sequence[tuple[str, ...]]) -> list[Problem]:
    """VIKOR's two conditions and compromise set in each league that has scores."""
    return [
        _tell(compromise(whole[mine], weights), [units[place] for place in mine.tolist()], leagues[int(mine[0])])
        for mine in _find_rivals(whole, weights, leagues)
    ]


def _tell(found: Compromise, units: Sequence[str], league: tuple[str, ...]) -> Problem:
    name = SEPARATOR.join(league)
    return note(
        "rank.compromise",
        league_en=name or "all units",
        league_zh=name or "全部对象",
        units=", ".join(units[row] for row in found.compromise_set),
        **_word("advantage", holds=found.acceptable_advantage),
        **_word("stability", holds=found.acceptable_stability),
    )


def _word(name: str, *, holds: bool) -> dict[str, str]:
    return {f"{name}_en": "met" if holds else "not met", f"{name}_zh": "满足" if holds else "不满足"}
