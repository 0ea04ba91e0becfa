"""Second treatments: one transformation of a whole column that pulls its long tail in and keeps the order of its values."""

from collections.abc import Callable
from typing import Final

import numpy as np

from iecscore.matrix.stages.moments import measure_moments
from iecscore.values import Floats

LOG, LOG_ORIGINAL, LOG_EITHER_SIDE, LOG_GII, BOXCOX = "log-ct", "log-ct-original", "log-ct-plus", "log-gii", "box-cox"
SHARE: Final = 0.01


def transform(column: Floats, rule: str, exponent: float = 0.0) -> Floats:
    """Transform a column that varies; NaN stays NaN [becker2022; boxcox1964].

    log-ct: ln(x - min + 0.01 range); log-ct-original: ln(x - min + 1); log-ct-plus: log-ct, of a column skewed to the left its mirror image
    -ln(max - x + 0.01 range); log-gii: ln((max - 1) (x - min) / range + 1), which needs a maximum above 1 and gives the column back below;
    box-cox: (y^e - 1) / e of y = x - min + 1, ln y where e is 0, e the `exponent`.
    """
    if rule == BOXCOX:
        lifted = column - np.nanmin(column) + 1
        return np.log(lifted) if exponent == 0 else (lifted**exponent - 1) / exponent
    return _LOGS[rule](column, np.nanmin(column), np.nanmax(column))


def _log_ct(column: Floats, low: float, high: float) -> Floats:
    return np.log(column - low + SHARE * (high - low))


def _log_ct_original(column: Floats, low: float, _high: float) -> Floats:
    return np.log(column - low + 1)


def _log_ct_plus(column: Floats, low: float, high: float) -> Floats:
    if measure_moments(column).skewness < 0:
        return -np.log(high - column + SHARE * (high - low))
    return _log_ct(column, low, high)


def _log_gii(column: Floats, low: float, high: float) -> Floats:
    return np.log((high - 1) * (column - low) / (high - low) + 1) if high > 1 else column


def find_exponent(column: Floats) -> float:
    """The exponent of box-cox under which a column, lifted to a least value of 1, is likeliest to be normal [boxcox1964]."""
    from scipy.stats import boxcox_normmax  # noqa: PLC0415 - read late: the command must start at once

    there = np.sort(column[~np.isnan(column)])
    return float(boxcox_normmax(there - there.min() + 1, method="mle"))


_LOGS: Final[dict[str, Callable[[Floats, float, float], Floats]]] = {
    LOG: _log_ct,
    LOG_ORIGINAL: _log_ct_original,
    LOG_EITHER_SIDE: _log_ct_plus,
    LOG_GII: _log_gii,
}
TRANSFORMS: Final = (*_LOGS, BOXCOX)
