"""The normalising stage of a chain: every leaf by its own rule, the low and the high end of its scale beside the scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from iecscore.matrix.goalposts import score_values
from iecscore.matrix.stages.columns import find_highest, find_lowest
from iecscore.matrix.stages.scaling import ENDS, RANK_RULES, ZSCORE, Scaling, scale_columns
from iecscore.problems import Misuse, error
from iecscore.system.chain import ON_POSTS, SCALED, TO_REFERENCE
from iecscore.system.indicators import Direction, Goalposts, Indicator
from iecscore.values import Floats, Unit

UNBOUNDED: Final = frozenset({*RANK_RULES, ZSCORE})


@dataclass(frozen=True, slots=True)
class OnScale:
    """Scores on the scale a rule gives, and the ends of that scale: of ranks and z-scores those that occur."""

    values: Floats
    low: Floats
    high: Floats


def scale_leaves(
    columns: Floats, units: Sequence[Unit], indicators: Sequence[Indicator], told: Mapping[str, Any], now: int, scenarios: int = 1
) -> OnScale:
    """Normalise the columns of leaves that share their options; the first `now` rows are of the round, others of other rounds.

    Each leaf has so many columns, side by side, as there are scenarios.
    """
    if told["method"] in ON_POSTS and told["goalposts"] is None:
        blocks = [columns[:now, place * scenarios : (place + 1) * scenarios] for place in range(len(indicators))]
        scores = np.hstack([_score_on_own(block, units[:now], item, told) for block, item in zip(blocks, indicators, strict=True)])
    else:
        types = np.repeat(_types(indicators), scenarios)
        scores = scale_columns(columns, types, _scaling(told, units[:now], len(types))).values[:now]
    if told["method"] in UNBOUNDED:
        return OnScale(scores, np.nan_to_num(find_lowest(scores)), np.nan_to_num(find_highest(scores)))
    low, high = told["ends"] or ENDS[told["method"]]
    return OnScale(scores, np.full(scores.shape[1], low), np.full(scores.shape[1], high))


def find_positions(scores: Floats, low: Floats, high: Floats) -> Floats:
    """Where scores stand between the ends of their scales, from 0 to 1; the middle where the ends meet."""
    span = high - low
    return np.where(np.isnan(scores), np.nan, np.clip(np.where(span > 0, (scores - low) / np.where(span > 0, span, 1.0), 0.5), 0, 1))


def _types(indicators: Sequence[Indicator]) -> Floats:
    return np.array([-1.0 if item.direction is Direction.COST else 1.0 for item in indicators])


def _scaling(told: Mapping[str, Any], units: Sequence[Unit], count: int) -> Scaling:
    def each(value: float | tuple[float, float] | None) -> Floats | None:
        return None if value is None else np.array([value] * count, dtype=np.float64)

    return Scaling(
        rule=told["method"],
        ends=told["ends"],
        posts=each(told["goalposts"]),
        targets=each(told["target"]),
        reference=_find_reference(told["reference"], units) if told["method"] == TO_REFERENCE else 0,
        centres=each(told["centre"]),
        clip=told["clip"],
        ties=told["ties"],
        fraction=told["fraction"],
        directed=told["directed"],
    )


def _find_reference(code: str, units: Sequence[Unit]) -> int:
    known = [unit.code for unit in units]
    if code not in known:
        raise Misuse(error("rank.unknown_choice", option="reference", given=code, known=", ".join(known)))
    return known.index(code)


def _score_on_own(columns: Floats, units: Sequence[Unit], indicator: Indicator, told: Mapping[str, Any]) -> Floats:
    """Scores on the goalposts or the trapezoid of each unit's profile."""
    scores, profiles = np.full(columns.shape, np.nan), np.array([unit.profile for unit in units])
    for profile in sorted(set(profiles.tolist())):
        posts, mine = indicator.scored_in(profile), profiles == profile
        cut = told["clip"] is not False and told["method"] != SCALED
        if cut or not isinstance(posts, Goalposts):
            scores[mine] = score_values(columns[mine], posts)
        else:
            scores[mine] = (columns[mine] - posts.zero) / (posts.full - posts.zero)
    low, high = told["ends"] or ENDS[told["method"]]
    return np.asarray(low + (high - low) * scores)
