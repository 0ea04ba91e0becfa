"""What is to be said of each pair of neighbours in a ranking."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from iecscore.robustness.field import Places
from iecscore.scoring.ranks import Ranks

SURE: Final = 0.95


def order_neighbours(ranks: Ranks, members: Sequence[Places]) -> list[tuple[int, int]]:
    """The pairs (one ahead, one behind) next to each other in ranks (units,) of each league's members; ties keep their order, 0 is left out."""
    orders = [mine[np.argsort(ranks[mine], kind="stable")] for mine in members]
    return [pair for order in orders for pair in pairwise(order[ranks[order] > 0].tolist())]


def find_verdict(share: float, sure: float = SURE) -> str:
    """What is to be said of a pair whose first unit is ahead in this share of scenarios: the code of a note.

    Told apart are two where one is ahead in at least `sure` of the scenarios: the 5 % that a 90 % interval leaves on each side.
    """
    return "robustness.apart" if share >= sure else "robustness.turned" if share <= 1 - sure else "robustness.alike"
