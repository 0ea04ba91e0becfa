"""PROMETHEE II: what an alternative gains over the others less what it loses to them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from iecscore.scoring.mcdm.columns import Columns, check_length, refuse, take_columns
from iecscore.scoring.mcdm.preference import GAINS, NEEDS, Threshold, prefer
from iecscore.values import Floats

EVEN = 1e-9


@dataclass(frozen=True, slots=True)
class Flows:
    """Net, positive and negative flow of each alternative, in [-1, 1] and [0, 1]; NaN where there is nobody to compare with."""

    scores: Floats
    positive: Floats
    negative: Floats
    notes: tuple[str, ...] = ()


def score_promethee(
    matrix: ArrayLike,
    weights: ArrayLike,
    types: ArrayLike,
    *,
    preference: str | Sequence[str] = "usual",
    q: ArrayLike | None = None,
    p: ArrayLike | None = None,
    s: ArrayLike | None = None,
) -> Flows:
    """phi+ - phi-, each the mean of pi over the others, pi = sum w P(d) / sum w [brans1985].

    `matrix` (alternatives, criteria). `preference`: one name or one a criterion; `usual`: 1 for d > 0; `ushape`: 1 for d > q; `vshape`:
    d / p up to 1; `level`: 0.5 for q < d <= p, 1 beyond; `linear`: (d - q) / (p - q) between; `gaussian`: 1 - exp(-d² / 2s²). q, p, s: one
    number, or one a criterion (NaN where not needed). Differences equal to a threshold up to rounding count as equal. All but the
    Gaussian take n log n steps.

    Raises:
        Misuse: see `take_columns`; no such function, a threshold missing, below 0, or q above p.
    """
    columns = take_columns(matrix, weights, types)
    shapes = _spread_names(preference, columns.criteria)
    limits = {name: _spread(name, value, columns.criteria) for name, value in (("q", q), ("p", p), ("s", s))}
    thresholds = [_check(shapes[place], {name: float(of[place]) for name, of in limits.items()}, place) for place in columns.places.tolist()]
    gained, lost = _add_up(columns, [shapes[place] for place in columns.places.tolist()], thresholds)
    total = float(columns.weights.sum())
    notes = () if abs(total - 1) <= EVEN else (f"weights sum to {total:.6g} and were scaled to a sum of 1",)
    if len(gained) == 1:
        nobody = ("scores: undefined, since there is no other alternative to compare with",)
        return Flows(*(np.full(1, np.nan) for _ in range(3)), notes=(*columns.notes, *notes, *nobody))
    positive, negative = (flow / total / (len(flow) - 1) for flow in (gained, lost))
    return Flows(positive - negative, positive, negative, columns.notes + notes)


def _add_up(columns: Columns, shapes: Sequence[str], thresholds: Sequence[Threshold]) -> tuple[Floats, Floats]:
    gained, lost = np.zeros(len(columns.matrix)), np.zeros(len(columns.matrix))
    for column, weight, shape, at in zip(columns.directed.T, columns.weights, shapes, thresholds, strict=True):
        won, given = prefer(column, shape, at)
        gained += weight * won
        lost += weight * given
    return gained, lost


def _spread_names(preference: str | Sequence[str], criteria: int) -> list[str]:
    names = [preference] * criteria if isinstance(preference, str) else list(preference)
    if len(names) != criteria:
        raise refuse("length", "preference", found=len(names), wanted=criteria)
    for place, name in enumerate(names):
        if name not in GAINS:
            where = "preference" if isinstance(preference, str) else f"preference[{place}]"
            raise refuse("not_one_of", where, given=str(name)[:60], known=", ".join(GAINS))
    return names


def _spread(name: str, value: ArrayLike | None, criteria: int) -> Floats:
    told = np.asarray(np.nan if value is None else value, dtype=np.float64)
    if told.ndim:
        check_length(name, told, criteria)
    return np.broadcast_to(told, (criteria,))


def _check(shape: str, limits: dict[str, float], place: int) -> Threshold:
    for name in NEEDS[shape]:
        if np.isnan(limits[name]):
            raise refuse("threshold_missing", f"{name}[{place}]", preference=shape)
        if limits[name] < 0 or (limits[name] == 0 and shape in {"vshape", "gaussian"}):
            raise refuse("threshold_low", f"{name}[{place}]", preference=shape, value=limits[name])
    if NEEDS[shape] == "qp" and limits["q"] > limits["p"]:
        raise refuse("threshold_order", f"q[{place}]", q=limits["q"], p=limits["p"])
    return Threshold(**limits)
