"""How much was told beside a unit's place: of its core indicators, and of the rows behind its values."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from iecscore.matrix import Marks
from iecscore.values import Floats, RankRow, Weights


def tell_coverage(
    ranking: Sequence[RankRow], weights: Weights, indicators: Sequence[str], told: Marks, rows: Floats, core: frozenset[str]
) -> tuple[RankRow, ...]:
    """Put beside each row the weight share of core indicators told and the lowest row coverage; `told` and `rows` are (units, indicators)."""
    overall = {node.node: node.overall for node in weights.nodes}
    asked = np.array([overall[code] if code in core else 0.0 for code in indicators])
    shares = (told @ asked / asked.sum()).tolist() if asked.any() else [None] * len(ranking)
    lowest = np.where(told, rows, 1.0).min(axis=1).tolist()
    return tuple(replace(row, core_coverage=share, row_coverage=least) for row, share, least in zip(ranking, shares, lowest, strict=True))
