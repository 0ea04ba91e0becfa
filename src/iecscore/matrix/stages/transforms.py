"""Second treatments: one transformation of a whole column that pulls its long tail in and keeps the order of its values."""

from collections.abc import Callable
from typing import Final

import numpy as np

from iecscore.matrix.missing import Marks
from iecscore.matrix.stages.columns import STILL
from iecscore.matrix.stages.moments import measure_lines
from iecscore.values import Floats

LOG, LOG_ORIGINAL, LOG_EITHER_SIDE, LOG_GII, BOXCOX = "log-ct", "log-ct-original", "log-ct-plus", "log-gii", "box-cox"
SHARE: Final = 0.01


def transform(column: Floats, rule: str, exponent: float = 0.0) -> Floats:
    """Transform a column that varies; NaN stays NaN [becker2022; boxcox1964].

    log-ct: ln(x - min + 0.01 range); log-ct-original: ln(x - min + 1); log-ct-plus: log-ct, of a column skewed to the left its mirror image
    -ln(max - x + 0.01 range); log-gii: ln((max - 1) (x - min) / range + 1), which needs a maximum above 1 and gives the column back below;
    box-cox: (y^e - 1) / e of y = x - min + 1, ln y where e is 0, e the `exponent`.
    """
    return np.asarray(transform_lines(column[None], rule, np.array([exponent]))[0])


def transform_lines(lines: Floats, rule: str, exponents: Floats) -> Floats:
    """Transform each row of `lines`, by its own exponent where the rule has one."""
    low, high = (np.asarray(ends.reduce(lines, axis=1))[:, None] for ends in (np.fmin, np.fmax))
    if rule == BOXCOX:
        lifted, power = lines - low + 1, exponents[:, None]
        return np.asarray(np.where(power == 0, np.log(lifted), (lifted**power - 1) / np.where(power == 0, 1.0, power)))
    return _LOGS[rule](lines, low, high)


def is_changed(lines: Floats, rule: str) -> Marks:
    """Which rows of `lines` the rule does anything to."""
    return np.asarray(np.fmax.reduce(lines, axis=1) > 1) if rule == LOG_GII else np.ones(len(lines), dtype=np.bool_)


def _log_ct(lines: Floats, low: Floats, high: Floats) -> Floats:
    return np.asarray(np.log(lines - low + SHARE * (high - low)))


def _log_ct_original(lines: Floats, low: Floats, _high: Floats) -> Floats:
    return np.asarray(np.log(lines - low + 1))


def _log_ct_plus(lines: Floats, low: Floats, high: Floats) -> Floats:
    left = measure_lines(lines)[0][:, None] < -STILL
    logged = np.log(np.where(left, high - lines, lines - low) + SHARE * (high - low))
    return np.where(left, -logged, logged)


def _log_gii(lines: Floats, low: Floats, high: Floats) -> Floats:
    usable = high > 1
    return np.where(usable, np.log((np.where(usable, high, 1.0) - 1) * (lines - low) / (high - low) + 1), lines)


def find_exponent(column: Floats) -> float:
    """The exponent of box-cox under which a column, lifted to a least value of 1, is likeliest to be normal [boxcox1964]."""
    from scipy.stats import boxcox_normmax  # noqa: PLC0415 - read late: the command must start at once

    there = np.sort(column[~np.isnan(column)])
    return float(boxcox_normmax(there - there.min() + 1, method="mle"))


_LOGS: Final[dict[str, Callable[[Floats, Floats, Floats], Floats]]] = {
    LOG: _log_ct,
    LOG_ORIGINAL: _log_ct_original,
    LOG_EITHER_SIDE: _log_ct_plus,
    LOG_GII: _log_gii,
}
TRANSFORMS: Final = (*_LOGS, BOXCOX)
