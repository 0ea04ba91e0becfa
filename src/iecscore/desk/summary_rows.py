"""Rows of a plain table that sum up the others: a total or an average is no alternative."""

from collections.abc import Sequence
from math import isclose
from typing import Final

SUMMARY_NAMES: Final = frozenset({
    "合计", "总计", "小计", "总和", "共计", "平均", "平均值", "均值",
    "total", "totals", "grandtotal", "subtotal", "sum", "average", "averages", "avg", "mean",
})  # fmt: skip
ROUNDED: Final = 1e-3


def sums_up(figures: Sequence[float | None], columns: Sequence[Sequence[float | None]]) -> bool:
    """Whether each figure of a row is the sum or the mean of its column, as far as the row tells figures at all."""
    told = [(figure, column) for figure, column in zip(figures, columns, strict=True) if figure is not None]
    return bool(told) and all(_sums_up(figure, [cell for cell in column if cell is not None]) for figure, column in told)


def _sums_up(figure: float, column: Sequence[float]) -> bool:
    return bool(column) and any(isclose(figure, summary, rel_tol=ROUNDED) for summary in (sum(column), sum(column) / len(column)))
