"""Which ranks the rows of a plain table have whatever the weights, as it is told."""

from typing import Final

import numpy as np

from iecscore.robustness.free_weights import FreeRanks
from iecscore.scoring import TableRanking
from iecscore.text import say
from iecscore.values import Floats
from iecscore.views.doubt_tables import Table
from iecscore.views.naming import DASH, name_interval
from iecscore.views.robustness import write_share

HEAVIEST: Final = 3


def view_free(ranking: TableRanking, found: FreeRanks, language: str) -> Table:
    """Row by row: how often it is first, between which ranks it is, and which weights put it first."""
    rows = tuple(_tell(ranking, found, row, language) for row in ranking.order)
    heads = [say(text, language) for text in ("Rank", "Name", "First in", "Exactly", "Ranks", "Mean weights when first")]
    if found.exact is None:
        del heads[3]
    right = (0, 2, 3, 4) if found.exact is not None else (0, 2, 3)
    return Table("free", say("With any weights", language), _tell_draws(found, language), tuple(heads), rows, right)


def view_free_shares(ranking: TableRanking, found: FreeRanks, language: str) -> Table:
    """Row by row the share of each rank."""
    shares = found.shares if found.exact is None else found.exact
    ranks = tuple(str(rank) for rank in range(1, shares.shape[1] + 1))
    rows = tuple((ranking.table.names[row], *map(write_share, shares[row].tolist())) for row in ranking.order)
    title = say("Share of each rank", language)
    return Table("free_shares", title, "", (say("Name", language), *ranks), rows, tuple(range(1, len(ranks) + 1)))


def _tell(ranking: TableRanking, found: FreeRanks, row: int, language: str) -> tuple[str, ...]:
    there = np.flatnonzero(found.shares[row]) + 1
    exact = () if found.exact is None else (f"{found.exact[row, 0]:.2%}",)
    return (
        str(ranking.ranks[row]),
        ranking.table.names[row],
        f"{write_share(float(found.shares[row, 0]))} ± {100 * found.errors[row, 0]:.1f}",
        *exact,
        name_interval(int(there.min()), int(there.max())) if len(there) else DASH,
        _tell_weights(found.central[row], ranking.table.criteria, language),
    )


def _tell_weights(central: Floats, criteria: tuple[str, ...], language: str) -> str:
    """The heaviest of them."""
    if np.isnan(central).any():
        return DASH
    heaviest = np.argsort(-central, kind="stable")[:HEAVIEST].tolist()
    return say(", ", language).join(f"{criteria[place]} {central[place]:.0%}" for place in heaviest)


def _tell_draws(found: FreeRanks, language: str) -> str:
    text = say("{draws} draws of weights, all alike likely; shares with their standard errors.", language, draws=f"{found.draws:,}")
    more = [say("They keep: {orders}.", language, orders=say(", ", language).join(found.orders))] if found.orders else []
    more += [say("Exactly: worked out by geometry, without drawing.", language)] if found.exact is not None else []
    for sentence in more:
        text = say("{cause} {remedy}", language, cause=text, remedy=sentence)
    return text
