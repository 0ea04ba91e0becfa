"""What is to be said of each pair of neighbours in a ranking."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from iecscore.problems import Problem, note
from iecscore.robustness.field import Places
from iecscore.scoring.ranks import Ranks
from iecscore.values import Floats

SURE: Final = 0.95


def order_neighbours(ranks: Ranks, members: Sequence[Places]) -> list[tuple[int, int]]:
    """The pairs (one ahead, one behind) next to each other in ranks (units,) of each league's members; ties keep their order, 0 is left out."""
    orders = [mine[np.argsort(ranks[mine], kind="stable")] for mine in members]
    return [pair for order in orders for pair in pairwise(order[ranks[order] > 0].tolist())]


def tell_neighbours(names: Sequence[str], pairs: Sequence[tuple[int, int]], ahead: Floats, sure: float = SURE) -> list[Problem]:
    """One sentence a pair: whether the two can be told apart, and in what share of scenarios the first is ahead (pairs,).

    Told apart are two where one is ahead in at least `sure` of the scenarios: the 5 % that a 90 % interval leaves on each side.
    """
    return [
        _tell(names[first], names[second], share, sure) for (first, second), share in zip(pairs, ahead.tolist(), strict=True) if not np.isnan(share)
    ]


def _tell(first: str, second: str, share: float, sure: float) -> Problem:
    return note(find_verdict(share, sure), first=first, second=second, share=f"{100 * share:.0f}")


def find_verdict(share: float, sure: float = SURE) -> str:
    """What is to be said of a pair whose first unit is ahead in this share of scenarios: the code of a note."""
    return "robustness.apart" if share >= sure else "robustness.turned" if share <= 1 - sure else "robustness.alike"
