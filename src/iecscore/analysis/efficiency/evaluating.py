"""Data envelopment analysis of units among themselves, from data to result."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from iecscore.analysis.efficiency.layout import CONSTANT, OUTPUT
from iecscore.analysis.efficiency.model import RADIAL, SUPER_SLACKS, Model, choose_model
from iecscore.analysis.efficiency.production import PARTS, Production, check_production
from iecscore.analysis.efficiency.programmes import Projection, place_rows, put_rows
from iecscore.analysis.efficiency.radial import SAME
from iecscore.analysis.efficiency.remarks import remark
from iecscore.analysis.efficiency.returns import Scale, judge_scale, unclear_scale
from iecscore.problems import Problem
from iecscore.values import Floats


@dataclass(frozen=True, slots=True)
class Efficiency:
    """What a model says of each of n units; matrices by name: inputs, outputs, and undesirable where there are such.

    `efficiency` (n,) is 1 for an efficient unit and below for the others, in every model and orientation (1 / phi for output); of the super
    models it is 1 or more for efficient units, NaN where the others cannot reach the unit. `plain` is the score without `super`. `factor` is
    theta or phi of radial models. `distances`, of super-sbm, are from an efficient unit to the nearest point of the others. `peers` and
    `weights` list for each unit who makes up its target, and with how much.
    """

    efficiency: Floats
    plain: Floats
    factor: Floats | None
    scale: Scale
    slacks: Mapping[str, Floats]
    targets: Mapping[str, Floats]
    distances: Mapping[str, Floats] | None
    peers: tuple[tuple[int, ...], ...]
    weights: tuple[tuple[float, ...], ...]
    orientation: str
    notes: tuple[Problem, ...]


def evaluate_efficiency(
    production: Production, model: str = RADIAL, orientation: str | None = None, returns: str = CONSTANT, shifts: Floats | None = None
) -> Efficiency:
    """Evaluate units among themselves by one of `MODELS`.

    radial: charnes1978, banker1984; sbm: tone2001, with undesirable outputs tone2003; super-radial: andersen1993; super-sbm: tone2002.
    The orientation is input unless told, for slacks-based models none. Radial models with undesirable outputs work on `shifts - bad`
    (seiford2002), shifts (b,), and need variable returns.

    Raises:
        Misuse: data that no model can take (see `check_production`), an orientation or returns the model has not, a shift too small.
    """
    check_production(production)
    chosen = choose_model(production, model, orientation, returns)
    worked, notes = chosen.prepare(production, shifts)
    plain = _stand_alone(chosen.project(worked), worked)
    found = _look_beyond(chosen, worked, plain) if chosen.beyond else plain
    slacks, distances = (plain.slacks, found.slacks) if chosen.name == SUPER_SLACKS else (found.slacks, None)
    return Efficiency(
        efficiency=found.score,
        plain=plain.score,
        factor=(1 / found.score if chosen.orientation == OUTPUT else found.score) if chosen.radial else None,
        scale=_find_scale(chosen, production, worked, plain.score),
        slacks=_part(slacks, production),
        targets=_part(_aim(production, found), production),
        distances=None if distances is None else _part(distances, production),
        peers=tuple(_split(found.weights, found.weights.indices)),
        weights=tuple(_split(found.weights, found.weights.data)),
        orientation=chosen.orientation,
        notes=(*notes, *remark(chosen, production, plain.score, found.score)),
    )


def _find_scale(model: Model, production: Production, worked: Production, plain: Floats) -> Scale:
    if model.radial and production.undesirable.size:
        return unclear_scale(len(production))
    return judge_scale(lambda returns, units: model.score(worked, returns, units), {model.returns: plain})


def _stand_alone(plain: Projection, production: Production) -> Projection:
    """An efficient unit without slack is its own target, also where a mixture of others is the same point."""
    figures = _join(production)
    slight = plain.slacks <= SAME * np.where(figures > 0, figures, figures.max(axis=0))
    alone = np.flatnonzero((plain.score == 1) & slight.all(axis=1))
    own = csr_array((np.ones(len(alone)), (alone, alone)), shape=plain.weights.shape)
    return Projection(plain.score, np.where(slight, 0, plain.slacks), put_rows(plain.weights, alone, own))


def _look_beyond(model: Model, production: Production, plain: Projection) -> Projection:
    """Efficient units as the others see them; of super-sbm the others' score is 1, and the distance of all but efficient units 0."""
    efficient = np.flatnonzero(plain.score == 1)
    beyond = model.project_beyond(production, efficient)
    score, slacks = (plain.score.copy(), plain.slacks.copy()) if model.radial else (np.ones(len(production)), np.zeros(plain.slacks.shape))
    score[efficient], slacks[efficient] = beyond.score, beyond.slacks
    return Projection(score, slacks, put_rows(plain.weights, efficient, place_rows(beyond.weights, efficient, len(production))))


def _aim(production: Production, found: Projection) -> Floats:
    """The peers' mixture, which is the target; NaN where there is none."""
    return np.where(np.isnan(found.score)[:, None], np.nan, found.weights @ _join(production))


def _join(production: Production) -> Floats:
    return np.concatenate([production.inputs, production.outputs, production.undesirable], axis=1)


def _part(matrix: Floats, production: Production) -> dict[str, Floats]:
    ends = np.cumsum([getattr(production, name).shape[1] for name in PARTS])
    return {name: part for name, part in zip(PARTS, np.split(matrix, ends[:-1], axis=1), strict=True) if part.shape[1]}


def _split(weights: Any, values: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - sparse arrays
    return (tuple(values[start:end].tolist()) for start, end in zip(weights.indptr, weights.indptr[1:], strict=False))
