"""VIKOR: a compromise between the utility of the many and the regret of the one, and the set that may be put forward."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from iecscore.scoring.mcdm.columns import Marks, check_share, leave_out_constant, take_columns
from iecscore.scoring.ranks import TIE
from iecscore.values import Floats

SLACK = 1e-12


@dataclass(frozen=True, slots=True)
class Compromise:
    """VIKOR's figures for each alternative (lower is better), the two conditions, and the rows that make up the compromise.

    `alike` names S and R where all alternatives have the same, so that it has no say.
    """

    scores: Floats
    utility: Floats
    regret: Floats
    acceptable_advantage: bool
    acceptable_stability: bool
    compromise_set: tuple[int, ...]
    alike: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def score_vikor(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, v: float = 0.5) -> Compromise:
    """S = sum w d, R = max w d with d = (f* - f) / (f* - f-), Q = v S' + (1 - v) R', S' and R' scaled to [0, 1] [opricovic2004].

    `matrix` (alternatives, criteria), weights as given. A constant criterion is left out; where S or R is the same for all, its
    term is 0. Advantage: Q of the second less Q of the first is at least 1 / (alternatives - 1). Stability: the first by Q is also
    first by S or R. The set: the first; with the second, where stability fails; all within the advantage, where that fails.

    Raises:
        Misuse: see `take_columns`; v outside [0, 1].
    """
    check_share("v", v)
    columns = leave_out_constant(take_columns(matrix, weights, types))
    gap = columns.directed.max(axis=0) - columns.directed
    terms = columns.weights * gap / np.ptp(columns.matrix, axis=0)
    utility, regret = terms.sum(axis=1), terms.max(axis=1, initial=0)
    alike = tuple(name for name, figure in (("S", utility), ("R", regret)) if _still(figure))
    notes = [f"{name} is the same for all alternatives, its term of the score is 0" for name in alike]
    many, one = _scale(utility), _scale(regret)
    scores = v * many + (1 - v) * one
    advantage, stability, chosen = _compromise(scores, np.minimum(many, one) <= SLACK)
    return Compromise(scores, utility, regret, advantage, stability, tuple(np.flatnonzero(chosen).tolist()), alike, (*columns.notes, *notes))


def _still(figure: Floats) -> bool:
    return bool(np.ptp(figure) <= SLACK * figure.max())


def _scale(figure: Floats) -> Floats:
    return np.zeros(len(figure)) if _still(figure) else (figure - figure.min()) / np.ptp(figure)


def _compromise(scores: Floats, best: Marks) -> tuple[bool, bool, Marks]:
    lead = scores - scores.min()
    if len(scores) == 1:
        return True, True, lead == 0
    needed, first = 1 / (len(scores) - 1) - SLACK, lead <= TIE
    second = np.sort(lead)[1]
    advantage, stability = bool(second >= needed), bool(best[first].all())
    if not advantage:
        return advantage, stability, lead < needed
    return advantage, stability, first if stability else lead <= second + TIE
