"""What the stages of a composite index did by policy, in sentences."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from iecscore.matrix.missing import Marks
from iecscore.matrix.stages import Aggregation, Balanced, Doubted, Imputed, ImputedRounds, Scaled, Screen, Screened, Treated, share_weights
from iecscore.matrix.stages.scaling import FRACTION, PERCENTILE, TO_REFERENCE, TO_TARGET, ZSCORE
from iecscore.values import Floats

SHOWN: Final = 12
ONE_SLACK: Final = 1e-9
UNDEFINED: Final = {
    TO_REFERENCE: "the reference unit has no value there, or the worst one",
    TO_TARGET: "the target is the worst value, or beyond it",
    FRACTION: "the maximum (of a ratio's cost the minimum) is not above 0",
}


def note_scaling(matrix: Floats, scaled: Scaled, rule: str) -> list[str]:
    """Constant indicators, indicators without a score, gaps."""
    still = "the mean wanted" if rule == ZSCORE else "the middle"
    alone = "has one value only" if rule == PERCENTILE else "does not vary"
    return _told(
        (scaled.constant.any(), f"values: indicator {name(scaled.constant)} {alone} and scores {still}"),
        (scaled.undefined.any(), f"values: indicator {name(scaled.undefined)} has no score: {UNDEFINED.get(rule, 'its values allow none')}"),
        (np.isnan(matrix).any(), "values: a gap stays null"),
    )


def note_treatment(treated: Treated) -> list[str]:
    """Indicators that fail the test after all, and those that could not be tested."""
    failing = np.array([not column.passes for column in treated.columns])
    untested = np.array([np.isnan(column.before.kurtosis) for column in treated.columns])
    return _told(
        (failing.any(), f"indicator {name(failing)} fails the test after treatment too"),
        (untested.any(), f"indicators: {name(untested)} has fewer than four values or does not vary and is not tested; null stands for its moments"),
        (np.isnan(treated.values).any(), "values: a gap stays null"),
    )


def note_imputation(matrix: Floats, found: Imputed) -> list[str]:
    """Gaps that stay, errors nobody knows, and whether a regression settled."""
    return [
        *_note_gaps(matrix, found.values, found.errors),
        *([] if found.settled else ["values: the regressions had not settled after 200 passes; the last pass stands"]),
    ]


def note_rounds(cube: Floats, found: ImputedRounds) -> list[str]:
    """Gaps that stay, and errors nobody knows."""
    return _note_gaps(cube, found.values, found.errors)


def _note_gaps(before: Floats, after: Floats, errors: Floats) -> list[str]:
    left, filled = int(np.isnan(after).sum()), np.isnan(before) & ~np.isnan(after)
    return _told(
        (left > 0, f"values: {left} of {int(np.isnan(before).sum())} gaps could not be filled and stay null"),
        (left > 0 or np.isnan(errors[filled]).any(), "errors: null where a gap stays, or where too little is there to say how wrong the rule is"),
    )


def note_aggregation(matrix: Floats, weights: Floats, how: Aggregation, scores: Floats) -> list[str]:
    """Rescaled weights, gaps, zeros, and units without a score."""
    counted, gaps = matrix[:, weights > 0], np.asarray(np.isnan(matrix).any(axis=1))
    _, enough = share_weights(matrix, weights, how)
    powers = {"geometric": 0.0, "harmonic": -1.0, "power": how.power}
    zero = np.asarray((counted == 0).any(axis=1) & (powers.get(how.rule, 1.0) <= 0))
    lacking, silent = np.logical_not(enough), np.asarray(np.isnan(scores) & enough)
    return _told(
        (abs(weights.sum() - 1) > ONE_SLACK, "weights are rescaled to a sum of 1"),
        (gaps.any(), f"unit {name(gaps)} has gaps; its weights are rescaled over what is there"),
        (zero.any(), f"unit {name(zero)} has a zero, which makes this mean 0"),
        (lacking.any(), f"scores: unit {name(lacking)} has too little to be scored"),
        (silent.any(), f"scores: unit {name(silent)} has a mean that is not above 0, for which the penalty is undefined"),
        (np.isnan(scores).any(), "ranking: a unit without a score has no rank"),
        (len(set(scores[~np.isnan(scores)].tolist())) == 1 and len(scores) > 1, "all scores are equal"),
    )


def note_screen(found: Screened, screen: Screen) -> list[str]:
    """Units decided by name, and units with nothing there."""
    empty = np.isnan(found.nonzero)
    named = sorted({*screen.included, *screen.excluded})
    return _told(
        (bool(named), f"unit {', '.join(map(str, named))} stays in or out whatever it holds"),
        (empty.any(), f"nonzero: unit {name(empty)} has no value at all, so that no share of zeros exists"),
    )


def note_denominators(before: Floats, after: Floats) -> list[str]:
    """Values that lost their meaning, and gaps."""
    lost = int((np.isnan(after) & ~np.isnan(before)).sum())
    return _told(
        (lost > 0, f"values: {lost} became null, since the denominator is missing or not above 0"),
        (np.isnan(before).any(), "values: a gap stays null"),
    )


def note_doubt(found: Doubted) -> list[str]:
    """Units that score nothing."""
    nothing = ~(found.scores > 0)
    told = f"shares: unit {name(nothing)} scores 0 and has no shares: it has nothing, or nothing where a share is demanded"
    return [*_told((nothing.any(), told)), "weights: the score is unique; where several weights reach it, one set is given"]


def note_balance(found: Balanced) -> list[str]:
    """Whether balance is exact, and indicators without a weight."""
    still = np.isnan(found.correlations)
    idle = (found.weights == 0) & ~still
    return _told(
        (still.any(), f"correlations: indicator {name(still)} does not vary, has weight 0 and no correlation"),
        (idle.any(), f"indicator {name(idle)} has weight 0: it correlates by itself more than its target asks"),
        (not found.exact, "no weights from 0 up balance exactly; these come nearest"),
    )


def name(marked: Marks) -> str:
    """The numbers of what is marked, the first dozen."""
    places: Sequence[int] = np.flatnonzero(marked).tolist()
    return ", ".join(map(str, places[:SHOWN])) + (f" and {len(places) - SHOWN} more" if len(places) > SHOWN else "")


def _told(*pairs: tuple[bool | np.bool_, str]) -> list[str]:
    said: Iterable[str] = (sentence for holds, sentence in pairs if holds)
    return list(said)
