"""How far the rankings of several methods agree, and one ranking out of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.analysis import COEFFICIENTS, LOWER_IS_BETTER, RULES, rank_rows_evenly
from iecscore.scoring import rank_scores
from iecscore.scoring.ranks import Ranks
from iecscore.values import Floats

TOLD: Final = ("weighted-spearman", "ws", "kendall-tau-b")
LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """Coefficients by name, each a table (methods, methods): row the reference (WS is not symmetric); and the units (units,) ranked by all."""

    tables: dict[str, Floats]
    ranked: Ranks


def measure_agreement(ranks: Ranks, coefficients: Sequence[str] = TOLD) -> Agreement:
    """Compare the rankings (methods, units), 0 not ranked, over the units that all rank; ties share their mean rank; NaN for fewer than two."""
    ranked = np.flatnonzero((ranks > 0).all(axis=0))
    rows = rank_rows_evenly(ranks[:, ranked].astype(np.float64))
    return Agreement({name: _tabulate(rows, COEFFICIENTS[name]) for name in coefficients}, ranked)


def _tabulate(rows: Floats, coefficient: Callable[[Floats, Floats], float]) -> Floats:
    if rows.shape[1] < LEAST:
        return np.full((len(rows), len(rows)), np.nan)
    return np.array([[coefficient(mine, other) for other in rows] for mine in rows])


def find_compromise(ranks: Ranks, rule: str = "copeland") -> Ranks:
    """One ranking (units,) of the rankings (methods, units) by copeland, borda or mean-rank; 0 for a unit that some method does not rank."""
    ranked = (ranks > 0).all(axis=0)
    points = RULES[rule](rank_rows_evenly(ranks[:, ranked].astype(np.float64)))
    found = np.zeros(ranks.shape[1], dtype=np.int64)
    found[ranked] = rank_scores(-points if rule in LOWER_IS_BETTER else points)
    return found


def measure_places(reference: Sequence[int | None], other: Sequence[int | None], coefficient: str = "ws") -> float | None:
    """How far one ranking agrees with another that is the reference, over the units both rank; none for fewer than two."""
    rows = np.array([[rank or 0 for rank in ranks] for ranks in (reference, other)], dtype=np.int64)
    found = float(measure_agreement(rows, (coefficient,)).tables[coefficient][0, 1])
    return None if np.isnan(found) else found
