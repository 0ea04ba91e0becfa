"""Saltelli's design: the runs from which first-order and total Sobol' indices of groups of factors are estimated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from iecscore.problems import Misuse, error
from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class SensitivityDesign:
    """`points` (n, groups + 2, columns) in [0, 1): of each base point the runs A, B, and A with one group after another taken from B.

    `from_b` (groups + 2, groups) says which groups a run takes from B. A group without columns draws by itself, A and B independent of each
    other: from other streams or other dimensions, never from scenarios i and n + i of one Sobol' sequence, which lie a fixed step apart.
    """

    groups: tuple[str, ...]
    points: Floats
    from_b: NDArray[np.bool_]


def design_sensitivity(groups: Mapping[str, int], n: int, seed: int) -> SensitivityDesign:
    """Lay out n base points for groups of so many columns each, from a scrambled Sobol' sequence of twice the columns [saltelli2010].

    Raises:
        Misuse: n is no power of two, for which the sequence is not balanced.
    """
    from scipy.stats.qmc import Sobol  # noqa: PLC0415 - read late: the command must start at once

    if n < 1 or n & (n - 1):
        raise Misuse(error("robustness.base_points", n=n))
    columns = sum(groups.values())
    drawn = Sobol(2 * columns, scramble=True, rng=seed).random(n) if columns else np.empty((n, 0))
    from_b = list_runs(len(groups))
    by_column = np.repeat(from_b, list(groups.values()), axis=1)
    points = np.where(by_column, drawn[:, None, columns:], drawn[:, None, :columns])
    return SensitivityDesign(tuple(groups), points, from_b)


def list_runs(groups: int) -> NDArray[np.bool_]:
    """Which groups are taken from B (groups + 2, groups) in the runs A, B, and A with one group after another from B."""
    return np.vstack([np.zeros(groups, dtype=bool), np.ones(groups, dtype=bool), np.eye(groups, dtype=bool)])


def work_design(groups: Sequence[str], work: Callable[[Mapping[str, bool]], Floats]) -> Floats:
    """Outputs (n, groups + 2, outputs) of groups that draw by themselves: `work`, told which are from B, gives (n, outputs) of all base points."""
    return np.stack([work(dict(zip(groups, row, strict=True))) for row in list_runs(len(groups)).tolist()], axis=1)
