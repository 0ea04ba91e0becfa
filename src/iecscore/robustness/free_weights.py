"""SMAA-2 on a plain table: which ranks its rows have when nothing is known of the weights but perhaps their order [lahdelma2001]."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.problems import Misuse, error
from iecscore.robustness.branches import Branches, Siblings
from iecscore.robustness.central_weights import find_central_weights
from iecscore.robustness.exact_acceptability import find_acceptability, is_exact
from iecscore.robustness.ordering import Order
from iecscore.robustness.points import Layout
from iecscore.robustness.rank_shares import find_share_error, share_ranks
from iecscore.robustness.sources import WeightSource
from iecscore.robustness.weight_sources import FlatWeights, FreeWeights
from iecscore.scoring import TableRanking, place_rows
from iecscore.system.checking_robustness import AT_LEAST, read_order
from iecscore.values import Floats, frozen

DRAWS: Final = 8192
LINEAR: Final = "weighted-sum"
WEIGHTS: Final = "weights"


@dataclass(frozen=True, slots=True)
class FreeRanks:
    """Shares (rows, ranks) of the draws in which a row has each rank, their standard errors, and where it can be worked out the shares exactly.

    `central` (rows, criteria) are the mean weights with which a row is first, NaN for one never first; `orders` what the weights had to keep.
    """

    draws: int
    orders: tuple[str, ...]
    shares: Floats
    errors: Floats
    central: Floats
    exact: Floats | None

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        for name in ("shares", "errors", "central"):
            object.__setattr__(self, name, frozen(getattr(self, name)))


def free_weights(ranking: TableRanking, orders: Sequence[str] = (), seed: int = 0, draws: int = DRAWS) -> FreeRanks:
    """Rank the rows by their method with weights drawn evenly from all there are, of those that keep `orders` (`quality >= price`).

    Raises:
        Misuse: an order names no two criteria of the table, or hardly a weighting keeps them all.
    """
    criteria, rows = ranking.table.criteria, len(ranking.table.names)
    pairs = [_read(text, criteria) for text in orders]
    weights = _draw(criteria, pairs, seed).draw(0, draws)
    ranks = np.array([place_rows(ranking.table, ranking.method, row) for row in weights])
    counts = np.array([np.bincount(column, minlength=rows + 1) for column in ranks.T])
    firsts = (ranks == 1).astype(np.float64)
    shares = share_ranks(counts)[:, 1:]
    central = find_central_weights(firsts.T @ weights, counts[:, 1])
    exact = ranking.method == LINEAR and is_exact(rows, len(criteria))
    places = [(criteria.index(order.more), criteria.index(order.less)) for order in pairs]
    found = find_acceptability(np.nan_to_num(ranking.normalised), places)[:, 1:] if exact else None
    return FreeRanks(draws, tuple(orders), shares, find_share_error(shares, draws), central, found)


def _read(text: str, criteria: Sequence[str]) -> Order:
    more, less = read_order(text)
    if AT_LEAST not in text or more == less or more not in criteria or less not in criteria:
        raise Misuse(error("rank.unknown_order", given=text, known=", ".join(criteria)))
    return Order(more, less)


def _draw(criteria: tuple[str, ...], orders: Sequence[Order], seed: int) -> WeightSource:
    layout = Layout(seed, ((WEIGHTS, len(criteria)),))
    if not orders:
        return FlatWeights(layout.points(WEIGHTS))
    family = Siblings(WEIGHTS, criteria, np.full(len(criteria), 1 / len(criteria)))
    branches = Branches((family,), np.arange(len(criteria), dtype=np.intp)[:, np.newaxis])
    return FreeWeights(branches, layout.points(WEIGHTS), layout.cells("orders"), tuple(orders))
