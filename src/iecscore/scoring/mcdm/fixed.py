"""Methods on fixed bounds, whose scores do not move when another alternative comes or goes: SPOTIS and RIM."""

import numpy as np
from numpy.typing import ArrayLike

from iecscore.problems import refuse
from iecscore.scoring.mcdm.columns import Columns, check_length, leave_out_constant, scale_weights, take_columns
from iecscore.scoring.mcdm.normalising import take_bounds, take_pairs
from iecscore.scoring.mcdm.scored import Scored, leave_undefined
from iecscore.values import Floats

OBSERVED = "bounds: taken from the alternatives at hand, so ranks can change when one is added"


def score_spotis(matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, bounds: ArrayLike | None = None, esp: ArrayLike | None = None) -> Scored:
    """Distance sum w |x - x*| / (high - low) from the ideal, or expected, solution point; lower is better [dezert2020].

    `matrix` (alternatives, criteria) inside `bounds` (criteria, 2), the observed range unless given; `esp` (criteria) inside them, the better
    bound unless given. Weights scaled to a sum of 1.

    Raises:
        Misuse: see `take_columns`; bounds of another shape or order, a value or an expected point outside.
    """
    columns, ends = _bound(scale_weights(take_columns(matrix, weights, types)), bounds)
    point = np.where(columns.costs, ends[:, 0], ends[:, 1]) if esp is None else _take_point(columns, esp, ends)
    distance = np.abs(columns.matrix - point) / (ends[:, 1] - ends[:, 0])
    return Scored(distance @ columns.weights, columns.notes, _worked_out(columns, bounds=(bounds, ends), esp=(esp, point)))


def score_rim(
    matrix: ArrayLike, weights: ArrayLike, types: ArrayLike, *, bounds: ArrayLike | None = None, reference_ideal: ArrayLike | None = None
) -> Scored:
    """I- / (I+ + I-) on columns that are 1 inside the reference ideal and fall to 0 at the ends of the range [cables2016].

    `matrix` (alternatives, criteria) inside `bounds` (criteria, 2), the observed range unless given; `reference_ideal` (criteria, 2) inside
    them, the better bound by `types` unless given. Undefined where the range is observed and all alternatives are alike.

    Raises:
        Misuse: see `take_columns`; bounds or ideals of another shape or order, a value or an ideal outside.
    """
    columns, ends = _bound(take_columns(matrix, weights, types), bounds)
    better = np.where(columns.costs, ends[:, 0], ends[:, 1])
    ideal = np.column_stack([better, better]) if reference_ideal is None else _take_ideal(columns, reference_ideal, ends)
    if not columns.places.size:
        return leave_undefined(columns)
    seen = _approach(columns.matrix, ends, ideal)
    to_ideal, to_nothing = (np.sqrt(((columns.weights * part) ** 2).sum(axis=1)) for part in (1 - seen, seen))
    used = _worked_out(columns, bounds=(bounds, ends), reference_ideal=(reference_ideal, ideal))
    return Scored(to_nothing / (to_ideal + to_nothing), columns.notes, used)


def _approach(values: Floats, ends: Floats, ideal: Floats) -> Floats:
    (low, high), (start, stop) = ends.T, ideal.T
    rising = (values - low) / np.where(start > low, start - low, 1)
    falling = (high - values) / np.where(high > stop, high - stop, 1)
    return np.where(values < start, rising, np.where(values > stop, falling, 1.0))


def _bound(columns: Columns, bounds: ArrayLike | None) -> tuple[Columns, Floats]:
    if bounds is not None:
        return columns, take_bounds(columns, bounds)
    kept = leave_out_constant(columns)
    told = Columns(kept.matrix, kept.weights, kept.types, kept.places, kept.criteria, (*kept.notes, OBSERVED))
    return told, np.column_stack([kept.matrix.min(axis=0), kept.matrix.max(axis=0)])


def _take_point(columns: Columns, esp: ArrayLike, ends: Floats) -> Floats:
    point = np.asarray(esp, dtype=np.float64)
    check_length("esp", point, columns.criteria)
    mine = np.asarray(point[columns.places])
    _refuse_outside(columns, mine[:, None], ends, "esp")
    return mine


def _take_ideal(columns: Columns, reference_ideal: ArrayLike, ends: Floats) -> Floats:
    ideal = take_pairs(columns, reference_ideal, "reference_ideal")
    for place, (start, stop) in zip(columns.places.tolist(), ideal.tolist(), strict=True):
        if start > stop:
            raise refuse("compute.bounds_order", f"reference_ideal[{place}]", low=start, high=stop)
    _refuse_outside(columns, ideal, ends, "reference_ideal")
    return ideal


def _refuse_outside(columns: Columns, points: Floats, ends: Floats, name: str) -> None:
    outside = ((points < ends[:, :1]) | (points > ends[:, 1:])).any(axis=1)
    for index in np.flatnonzero(outside)[:1].tolist():
        raise refuse("compute.out_of_range", f"{name}[{columns.places[index]}]", low=float(ends[index, 0]), high=float(ends[index, 1]))


def _worked_out(columns: Columns, **used: tuple[ArrayLike | None, Floats]) -> dict[str, Floats]:
    """Options that were not told, as worked out, NaN for criteria left out."""
    found = {}
    for name, (told, value) in used.items():
        if told is None:
            found[name] = np.full((columns.criteria, *value.shape[1:]), np.nan)
            found[name][columns.places] = value
    return found
