"""One ranking out of several."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from iecscore.values import Floats


def count_borda(positions: Floats) -> Floats:
    """Borda points (names,) of positions (rankings, names), 1 the best: in each ranking as many as names stand below, half for a tie [borda1784]."""
    return np.asarray((positions.shape[1] - positions).sum(axis=0))


def count_copeland(positions: Floats) -> Floats:
    """Copeland points: names beaten in more rankings than not, less names lost to; evens count nothing [copeland1951]."""
    ahead = np.sign(positions[:, None, :] - positions[:, :, None]).sum(axis=0)
    return np.asarray(np.sign(ahead).sum(axis=1))


def average_ranks(positions: Floats) -> Floats:
    """The mean position, lower is better."""
    return np.asarray(positions.mean(axis=0))


RULES: Final[Mapping[str, Callable[[Floats], Floats]]] = MappingProxyType(
    {"borda": count_borda, "copeland": count_copeland, "mean-rank": average_ranks}
)
LOWER_IS_BETTER: Final = frozenset({"mean-rank"})
