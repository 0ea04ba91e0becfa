"""One expert's pairwise judgements of one set of things: checked, completed, weighed, and asked how consistent they are."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.values import Floats
from iecscore.weights.ahp.blanks import COMPLETIONS, HARKER, LOGARITHMS, fill_blanks, refuse_parted
from iecscore.weights.ahp.consistency import CR_LIMIT, consistency_index, consistency_ratio, geometric_index
from iecscore.weights.ahp.prioritising import EIGENVECTOR, GEOMETRIC_MEAN, PRIORITISATIONS, prioritise
from iecscore.weights.ahp.random_index import FIRST_SIZE, RANDOM_INDICES, count_spare, fit_index
from iecscore.weights.refusing import refuse_cells, refuse_unknown

SLACK: Final = 0.05
EXACT: Final = 1e-9
LEADING_INDEX: Final = "alonso-lamata"


@dataclass(frozen=True, slots=True)
class Judged:
    """Weights (n), lambda max, CI, CR, GCI, the random index in force, the matrix without blanks (n, n), and what was decided on the way."""

    weights: Floats
    lambda_max: float
    ci: float
    cr: float
    gci: float
    random_index: float
    filled: Floats
    prioritisation: str
    notes: tuple[str, ...] = ()


def judge(
    matrix: ArrayLike,
    *,
    prioritisation: str | None = None,
    incomplete: str = HARKER,
    random_index: str | float = LEADING_INDEX,
    place: str = "matrix",
) -> Judged:
    """Weigh n things by the pairwise judgements of a matrix (n, n): how many times as important the row is as the column; NaN for a blank.

    Priorities are the eigenvector unless told otherwise, and the geometric mean where blanks are filled by logarithmic least squares, which
    then are those least squares [saaty1977, harker1987, bozoki2010]. CR uses the random index fitted to the blanks [agoston2022].

    Raises:
        Misuse: see `take_judgements`; no such method; more things than the random index knows.
    """
    judged, notes = take_judgements(matrix, place)
    refuse_parted(judged, place)
    return judge_taken(judged, prioritisation, incomplete, check_index(random_index, len(judged), place), notes)


def judge_taken(judged: Floats, prioritisation: str | None, incomplete: str, index: str | float, notes: tuple[str, ...] = ()) -> Judged:
    """As `judge`, for judgements already taken."""
    refuse_unknown(incomplete, COMPLETIONS, "incomplete")
    size, blanks = len(judged), int(np.isnan(judged).sum()) // 2
    method = prioritisation or (GEOMETRIC_MEAN if blanks and incomplete == LOGARITHMS else EIGENVECTOR)
    refuse_unknown(method, PRIORITISATIONS, "prioritisation")
    filled = fill_blanks(judged, incomplete)
    weights, peak = prioritise(filled, method)
    ratio = consistency_ratio(peak, size, index, blanks)
    told = (*notes, *_note_blanks(size, blanks, index), *_note_doubt(ratio))
    fitted = fit_index(index, size, blanks)
    return Judged(weights, peak, consistency_index(peak, size), ratio, geometric_index(judged), fitted, filled, method, told)


def take_judgements(matrix: ArrayLike, place: str = "matrix") -> tuple[Floats, tuple[str, ...]]:
    """The judgements (n, n), exactly reciprocal, NaN for a blank, and notes on what was set right.

    Of a pair whose two numbers are reciprocal to 5 % the larger one counts, since reciprocals are what gets rounded; a pair judged on one
    side only counts as told.

    Raises:
        Misuse: not square, an entry not above 0, a diagonal that is not 1, a pair that is not reciprocal.
    """
    given = np.array(matrix, dtype=np.float64)
    if given.ndim != 2 or not given.size or given.shape[0] != given.shape[1]:  # noqa: PLR2004 - rows and columns
        raise refuse("weights.not_square", place)
    refuse_cells(np.isinf(given) | (given <= 0), "compute.not_above_zero", place)
    diagonal = np.diag(given)
    refuse_cells(np.diag(np.abs(np.where(np.isnan(diagonal), 1.0, diagonal) - 1) > EXACT), "weights.diagonal", place)
    np.fill_diagonal(given, 1.0)
    turned = 1 / given.T
    product = given * given.T
    refuse_cells(np.triu(np.abs(product - 1) > SLACK), "weights.not_reciprocal", place)
    notes = [f"{place}: some pairs are reciprocal only as rounded; the larger number of a pair counts"] if _differ(product) else []
    notes += [f"{place}: pairs judged on one side only count as judged"] if (np.isnan(given) & ~np.isnan(turned)).any() else []
    counts = (given > given.T) | ((given == given.T) & np.triu(np.ones(given.shape, dtype=bool))) | np.isnan(turned)
    return np.where(counts, given, turned), tuple(notes)


def check_index(index: str | float, size: int, place: str) -> str | float:
    """The random index as told: the name of a table that reaches so far, or a number above 0.

    Raises:
        Misuse: neither.
    """
    if not isinstance(index, str):
        refuse_cells(np.array(not 0 < index < np.inf), "compute.not_above_zero", "random_index")
        return index
    refuse_unknown(index, tuple(RANDOM_INDICES), "random_index")
    if size >= FIRST_SIZE + len(RANDOM_INDICES[index]):
        raise refuse("weights.index_ends", place, size=size, table=index, most=FIRST_SIZE + len(RANDOM_INDICES[index]) - 1)
    return index


def _differ(product: Floats) -> bool:
    return bool((np.abs(product - 1) > EXACT).any())


def _note_blanks(size: int, blanks: int, index: str | float) -> tuple[str, ...]:
    if not blanks:
        return ()
    if count_spare(size, blanks) <= 0:
        return ("cr: the judgements given are as few as can be, so that they cannot contradict each other",)
    if isinstance(index, str):
        return (f"random_index: {index} fitted to {blanks} blank pairs by RI (1 - 2m / ((n - 1)(n - 2))) (Ágoston & Csató 2022)",)
    return (f"random_index: the number given is used as it is, for {blanks} blank pairs",)


def _note_doubt(ratio: float) -> tuple[str, ...]:
    return (f"cr: {ratio:.3f} is above {CR_LIMIT}: some judgements contradict each other",) if ratio > CR_LIMIT else ()
