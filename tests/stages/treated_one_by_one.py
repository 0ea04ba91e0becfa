"""Treating a column as it reads: value by value and step by step, the oracle of treating all columns at once."""

import numpy as np

from iecscore.matrix.stages.columns import STILL, varies
from iecscore.matrix.stages.transforms import find_exponent


def moments(column):
    values = np.sort(column[~np.isnan(column)])
    count = len(values)
    if count < 3 or np.ptp(values) <= STILL * np.abs(values).max():
        return np.nan, np.nan
    apart = values - values.mean()
    second, third, fourth = ((apart**power).mean() for power in (2, 3, 4))
    skewness = third / second**1.5 * np.sqrt(count * (count - 1)) / (count - 2)
    if count < 4:
        return skewness, np.nan
    return skewness, ((count + 1) * (fourth / second**2 - 3) + 6) * (count - 1) / ((count - 2) * (count - 3))


def passes(column, limits):
    skewness, kurtosis = moments(column)
    return np.isnan(kurtosis) or abs(skewness) < limits.skewness or kurtosis < limits.kurtosis


def winsorise(column, treatment):
    values, high, low, points = column.copy(), np.zeros(len(column), bool), np.zeros(len(column), bool), 0
    forced = treatment.forced == "winsorise"
    while (treatment.most is None or points < treatment.most) and not np.isnan(moments(values)[0]):
        if not forced and passes(values, treatment.limits):
            break
        if moments(values)[0] >= -STILL:
            high = values == np.nanmax(values)
            values[high] = np.nanmax(values[~high])
        else:
            low = values == np.nanmin(values)
            values[low] = np.nanmin(values[~low])
        points = int(high.sum() + low.sum())
    marks = np.where(low, "winsorised-low", np.where(high, "winsorised-high", ""))
    return values, marks.tolist(), points


def transform(column, rule, exponent):
    low, high = np.nanmin(column), np.nanmax(column)
    if rule == "box-cox":
        lifted = column - low + 1
        return np.log(lifted) if exponent == 0 else (lifted**exponent - 1) / exponent
    if rule == "log-ct-original":
        return np.log(column - low + 1)
    if rule == "log-gii":
        return np.log((high - 1) * (column - low) / (high - low) + 1) if high > 1 else column
    if rule == "log-ct-plus" and moments(column)[0] < -STILL:
        return -np.log(high - column + 0.01 * (high - low))
    return np.log(column - low + 0.01 * (high - low))


def treat(column, treatment):
    """Values, what was done to each, and the points pulled in."""
    values, marks, points = column, [""] * len(column), 0
    if treatment.forced in {"as-tested", "winsorise"}:
        values, marks, points = winsorise(column, treatment)
    wanted = treatment.forced == "transform" or not passes(values, treatment.limits)
    if "none" in {treatment.second, treatment.forced} or not varies(values[:, None])[0] or not wanted:
        return values, marks, points
    if not treatment.combine:
        values, marks, points = column, [""] * len(column), 0
    exponent = find_exponent(values) if treatment.exponent is None and treatment.second == "box-cox" else treatment.exponent
    second = transform(values, treatment.second, exponent)
    if second is not values:
        told = [f"{mark}+{treatment.second}" if mark else treatment.second for mark in marks]
        marks = ["" if np.isnan(value) else mark for mark, value in zip(told, second, strict=True)]
    return second, marks, points
