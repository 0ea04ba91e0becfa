"""PROMETHEE II: what an alternative gains over the others less what it loses to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.scoring.mcdm.columns import Columns, check_length, scale_weights, take_columns
from iecscore.scoring.mcdm.preference import GAINS, NEEDS, Threshold, prefer
from iecscore.values import Floats


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
    columns = scale_weights(take_columns(matrix, weights, types))
    shapes = _spread_names(preference, columns.criteria)
    told = {name: _spread(name, value, columns.criteria) for name, value in (("q", q), ("p", p), ("s", s))}
    mine = [(shapes[place], _threshold(shapes[place], told, place)) for place in columns.places.tolist()]
    gained, lost = _add_up(columns, mine)
    if len(gained) == 1:
        nobody = "scores: undefined, since there is no other alternative to compare with"
        return Flows(np.full(1, np.nan), np.full(1, np.nan), np.full(1, np.nan), (*columns.notes, nobody))
    positive, negative = (flow / (len(flow) - 1) for flow in (gained, lost))
    return Flows(positive - negative, positive, negative, columns.notes)


def _add_up(columns: Columns, shapes: Sequence[tuple[str, Threshold]]) -> tuple[Floats, Floats]:
    gained, lost = np.zeros(len(columns.matrix)), np.zeros(len(columns.matrix))
    for column, weight, (shape, at) in zip(columns.directed.T, columns.weights, shapes, strict=True):
        won, given = prefer(column, shape, at)
        gained += weight * won
        lost += weight * given
    return gained, lost


def _spread_names(preference: str | Sequence[str], criteria: int) -> list[str]:
    names = [preference] * criteria if isinstance(preference, str) else list(preference)
    if len(names) != criteria:
        raise refuse("compute.length", "preference", found=len(names), wanted=criteria)
    for place, name in enumerate(names):
        if name not in GAINS:
            where = "preference" if isinstance(preference, str) else f"preference[{place}]"
            raise refuse("compute.not_one_of", where, given=str(name)[:60], known=", ".join(GAINS))
    return names


def _spread(name: str, value: ArrayLike | None, criteria: int) -> list[tuple[str, float]]:
    """A threshold for each criterion with its place: one number for all, or one each."""
    told = np.asarray(np.nan if value is None else value, dtype=np.float64)
    if not told.ndim:
        return [(name, float(told))] * criteria
    check_length(name, told, criteria)
    return [(f"{name}[{place}]", number) for place, number in enumerate(told.tolist())]


def _threshold(shape: str, told: Mapping[str, Sequence[tuple[str, float]]], place: int) -> Threshold:
    limits = {name: each[place] for name, each in told.items()}
    for where, value in (limits[name] for name in NEEDS[shape]):
        if np.isnan(value):
            raise refuse("compute.threshold_missing", where, preference=shape)
        if value < 0 or (value == 0 and shape in {"vshape", "gaussian"}):
            raise refuse("compute.threshold_low", where, preference=shape, value=value)
    (where, low), (_, high) = limits["q"], limits["p"]
    if NEEDS[shape] == "qp" and low > high:
        raise refuse("compute.threshold_order", where, q=low, p=high)
    return Threshold(**{name: value for name, (_, value) in limits.items()})
