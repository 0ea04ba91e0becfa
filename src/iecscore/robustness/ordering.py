"""Orders among siblings: "T matters at least as much as E"."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from iecscore.problems import Misuse, error
from iecscore.robustness.branches import Branches, Siblings
from iecscore.robustness.field import CHUNK
from iecscore.values import Floats

FLOOR: Final = 0.001
TRIALS: Final = 16 * CHUNK


@dataclass(frozen=True, slots=True)
class Order:
    """`more` weighs at least as much as `less`; both are children of one node."""

    more: str
    less: str


def refuse_apart(branches: Branches, orders: tuple[Order, ...]) -> None:
    """Refuse an order between nodes that are not children of one node."""
    families = [set(family.children) for family in branches.families]
    for order in orders:
        if not any({order.more, order.less} <= family for family in families):
            raise Misuse(error("robustness.order_apart", more=order.more, less=order.less))


def list_orders(family: Siblings, orders: tuple[Order, ...]) -> list[tuple[int, int]]:
    """The orders among the children of one parent, by their places."""
    own = family.children
    return [(own.index(order.more), own.index(order.less)) for order in orders if {order.more, order.less} <= set(own)]


def find_chain(size: int, pairs: list[tuple[int, int]]) -> list[int]:
    """The one order of all siblings that the pairs leave, heaviest first; empty where they leave several, or none."""
    ahead = np.zeros((size, size), dtype=np.bool_)
    for more, less in pairs:
        ahead[more, less] = True
    for middle in range(size):
        ahead |= ahead[:, [middle]] & ahead[[middle], :]
    beaten = ahead.sum(axis=1)
    return np.argsort(-beaten).tolist() if sorted(beaten.tolist()) == list(range(size)) and not ahead.diagonal().any() else []


def sort_along(weights: Floats, chain: list[int]) -> Floats:
    """Give the heaviest weight of each row (scenarios, siblings) to the first of the chain, and so on: exact where siblings are drawn alike."""
    ordered = np.empty_like(weights)
    ordered[:, chain] = -np.sort(-weights, axis=1)
    return ordered


def holds(weights: Floats, pairs: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which rows (scenarios, siblings) keep the orders."""
    kept = np.ones(len(weights), dtype=np.bool_)
    for more, less in pairs:
        kept &= weights[:, more] >= weights[:, less]
    return kept


def redraw(weights: Floats, pairs: list[tuple[int, int]], again: Callable[[int], Floats]) -> Floats:
    """Replace the rows that break an order by the first later draw that keeps it; `again` gives all rows anew for turn 1, 2, ..."""
    kept, turn = weights.copy(), 0
    open_rows = np.flatnonzero(~holds(kept, pairs))
    while len(open_rows):
        turn += 1
        fresh = again(turn)[open_rows]
        good = holds(fresh, pairs)
        kept[open_rows[good]] = fresh[good]
        open_rows = open_rows[~good]
    return kept


def check_acceptance(family: Siblings, pairs: list[tuple[int, int]], trial: Callable[[int], Floats], floor: float = FLOOR) -> float:
    """The share of draws that keep the orders.

    Raises:
        Misuse: it is below the floor: the orders go against the weights, or against each other.
    """
    share = float(np.mean([holds(trial(turn), pairs).mean() for turn in range(1, TRIALS // CHUNK + 1)]))
    if share < floor:
        names = ", ".join(f"{family.children[more]} >= {family.children[less]}" for more, less in pairs)
        raise Misuse(error("robustness.order_rare", parent=family.parent, orders=names, share=f"{share:.2%}", floor=f"{floor:.2%}"))
    return share
