"""Lay the values of units out as a matrix."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from iecscore.matrix.missing import Marks
from iecscore.values import Floats, IndicatorValue, Matrix, Status, Step

NOT_ITS_OWN: Final = frozenset({"minimum_denominator", "votes_lacking"})


def build_matrix(values: Iterable[IndicatorValue], units: Sequence[str], indicators: Sequence[str]) -> Matrix:
    """Units by indicators; a value that is not scored, and a pair nobody told of, is NaN."""
    rows, columns = _places(units), _places(indicators)
    cells = np.full((len(units), len(indicators)), np.nan)
    for item in values:
        if item.value is not None and item.scored and item.unit in rows and item.indicator in columns:
            cells[rows[item.unit], columns[item.indicator]] = item.value
    return Matrix(cells, tuple(units), tuple(indicators), (Step("build"),))


def mark_accepted(values: Iterable[IndicatorValue], units: Sequence[str], indicators: Sequence[str]) -> Marks:
    """Which cells (units, indicators) are not scored for a reason that is accepted.

    A figure told in full, and not scored only because its denominator is small or because other units lack votes, is
    no gap that its unit could close.
    """
    rows, columns = _places(units), _places(indicators)
    cells = np.zeros((len(units), len(indicators)), dtype=np.bool_)
    for item in values:
        if item.unit in rows and item.indicator in columns:
            cells[rows[item.unit], columns[item.indicator]] = not item.scored and _is_accepted(item)
    return cells


def lay_shares(values: Iterable[IndicatorValue], units: Sequence[str], indicators: Sequence[str]) -> Floats:
    """The row coverage of each scored value (units, indicators); 1 where what lacks has an accepted reason, and where nothing is scored."""
    rows, columns = _places(units), _places(indicators)
    shares = np.ones((len(units), len(indicators)))
    for item in values:
        if item.scored and not item.accepted and item.unit in rows and item.indicator in columns:
            shares[rows[item.unit], columns[item.indicator]] = item.coverage
    return shares


def _is_accepted(item: IndicatorValue) -> bool:
    told = item.status is Status.BELOW_MINIMUM and item.reason in NOT_ITS_OWN
    return item.accepted or told or item.status is Status.NOT_APPLICABLE


def _places(labels: Sequence[str]) -> dict[str, int]:
    return {label: place for place, label in enumerate(labels)}
