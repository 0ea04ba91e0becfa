"""The best-worst method, linear model: weights from the best against the others and the others against the worst."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.refusing import refuse_cells

NEARLY: Final = 1e-9
MOST: Final = 1000
FIRST_SIZE: Final = 3
THRESHOLDS: Final = {
    3: (0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667),
    4: (0.1121, 0.1529, 0.1898, 0.2206, 0.2527, 0.2577, 0.2683),
    5: (0.1354, 0.1994, 0.2306, 0.2546, 0.2716, 0.2844, 0.2960),
    6: (0.1330, 0.1990, 0.2643, 0.3044, 0.3144, 0.3221, 0.3262),
    7: (0.1294, 0.2457, 0.2819, 0.3029, 0.3144, 0.3251, 0.3403),
    8: (0.1309, 0.2521, 0.2958, 0.3154, 0.3408, 0.3620, 0.3657),
    9: (0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662),
}


@dataclass(frozen=True, slots=True)
class BestWorst:
    """Weights (n), xi of the model, the input-based ratio of each criterion (n), the largest of them, and its threshold (NaN: not tabled)."""

    weights: Floats
    xi: float
    ratios: Floats
    ratio: float
    threshold: float
    notes: tuple[str, ...] = ()


def weigh_best_worst(best: int, worst: int, best_to_others: ArrayLike, others_to_worst: ArrayLike) -> BestWorst:
    """Weights w with the least xi such that |w_B - a_Bj w_j| <= xi and |w_j - a_jW w_W| <= xi, sum w = 1 [rezaei2016].

    `best`, `worst` are places; `best_to_others`, `others_to_worst` (n) are judgements from 1 to 1000. Input-based consistency of a criterion
    is |a_Bj a_jW - a_BW| / (a_BW² - a_BW), 0 where a_BW is 1 [liang2020].

    Raises:
        Misuse: best and worst the same or not there, different lengths, a judgement outside 1 to 1000, one of a thing with itself that is not 1, two
            different judgements of the best against the worst.
    """
    over, under = (np.asarray(vector, dtype=np.float64) for vector in (best_to_others, others_to_worst))
    _check(best, worst, over, under)
    size, span = len(over), float(over[worst])
    ratios = np.abs(over * under - span) / (span**2 - span) if span > 1 else np.zeros(size)
    weights, xi = _solve(best, worst, over, under)
    return BestWorst(weights, xi, ratios, float(ratios.max()), find_threshold(span, size), _note_order(best, worst, over, under))


def find_threshold(span: float, size: int) -> float:
    """The largest ratio that is acceptable where the best is `span` times the worst, of `size` criteria, 3 to 9 each [liang2020]; else NaN."""
    row = THRESHOLDS.get(int(span), ()) if span == int(span) else ()
    return row[size - FIRST_SIZE] if row and 0 <= size - FIRST_SIZE < len(row) else np.nan


def _check(best: int, worst: int, over: Floats, under: Floats) -> None:
    if under.shape != over.shape:
        raise refuse("compute.length", "others_to_worst", found=under.size, wanted=over.size)
    for name, place in (("best", best), ("worst", worst)):
        if not 0 <= place < over.size:
            raise refuse("compute.out_of_range", name, low=0, high=over.size - 1)
    if best == worst:
        raise refuse("weights.best_is_worst", "worst")
    for name, told, itself in (("best_to_others", over, best), ("others_to_worst", under, worst)):
        refuse_cells(~(told >= 1), "weights.below_one", name)
        refuse_cells(told > MOST, "compute.out_of_range", name, low=1, high=MOST)
        refuse_cells((np.arange(told.size) == itself) & (np.abs(told - 1) > NEARLY), "weights.diagonal", name)
    if abs(over[worst] - under[best]) > NEARLY:
        raise refuse("weights.two_answers", f"others_to_worst[{best}]", given=float(under[best]), other=float(over[worst]))


def _solve(best: int, worst: int, over: Floats, under: Floats) -> tuple[Floats, float]:
    from scipy.optimize import linprog  # noqa: PLC0415 - read late: the command must start at once

    size = len(over)
    unit = np.eye(size)
    gaps = np.vstack([unit[best] - over[:, None] * unit, unit - under[:, None] * unit[worst]])
    limits = np.hstack([np.vstack([gaps, -gaps]), np.full((4 * size, 1), -1.0)])
    cost, whole = np.append(np.zeros(size), 1.0), np.append(np.ones(size), 0.0)
    found = linprog(cost, A_ub=limits, b_ub=np.zeros(4 * size), A_eq=whole[None], b_eq=[1.0], method="highs")
    solved = np.maximum(np.asarray(found.x, dtype=np.float64), 0)
    return solved[:-1] / solved[:-1].sum(), float(solved[-1])


def _note_order(best: int, worst: int, over: Floats, under: Floats) -> tuple[str, ...]:
    told = (("best_to_others", over > over[worst] + NEARLY), ("others_to_worst", under > under[best] + NEARLY))
    return tuple(
        f"{name}[{place}]: above the judgement of the best against the worst, which should be the largest"
        for name, marks in told
        for place in np.flatnonzero(marks).tolist()
    )
