"""Refusals that name the argument and the place in it, as a document does: `matrix[3][1]`."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from iecscore.problems import refuse
from iecscore.values import Floats


def refuse_cells(bad: NDArray[np.bool_], code: str, name: str, **words: Any) -> None:  # noqa: ANN401 - words of any kind
    """Refuse the first marked entry of an argument by its indices.

    Raises:
        Misuse: an entry is marked.
    """
    if bad.any():
        found = np.argwhere(bad)[0].tolist()
        raise refuse(code, name + "".join(f"[{index}]" for index in found), **words)


def refuse_unknown(given: str, known: Sequence[str], name: str) -> None:
    """Refuse a word that is none of those known.

    Raises:
        Misuse: it is not.
    """
    if given not in known:
        raise refuse("compute.not_one_of", name, given=str(given)[:60], known=", ".join(known))


def take_table(table: ArrayLike, name: str = "matrix") -> Floats:
    """Rows and columns of finite numbers.

    Raises:
        Misuse: another shape, or a number that is not finite.
    """
    values = np.asarray(table, dtype=np.float64)
    if values.ndim != 2 or not values.size:  # noqa: PLR2004 - rows and columns
        raise refuse("compute.not_a_list", name)
    refuse_cells(~np.isfinite(values), "compute.not_a_number", name)
    return values


def take_shares(weights: ArrayLike, name: str, size: int) -> Floats:
    """One weight for each of `size`, from 0 up, not all 0, scaled to a sum of 1.

    Raises:
        Misuse: another length, a weight below 0, no weight at all.
    """
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != (size,):
        raise refuse("compute.length", name, found=given.size, wanted=size)
    refuse_cells(~(given >= 0), "compute.negative_weight", name)
    total = float(given.sum())
    if not 0 < total < np.inf:
        raise refuse("compute.no_weight", name)
    return given / total
