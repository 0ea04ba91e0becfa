"""The method design: the data as they came, other ways of counting that could have been chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from iecscore.problems import Misuse
from iecscore.robustness.counting import Asked
from iecscore.robustness.data_sources import ReportedValues, lay_scales
from iecscore.robustness.ground import Ground, lay_field
from iecscore.robustness.points import Layout
from iecscore.robustness.running import Plan
from iecscore.robustness.sources import ChosenWeights, DataSource, FixedWeights
from iecscore.scoring.ranks import split_leagues
from iecscore.scoring.shape import shape_tree
from iecscore.system.robustness import MethodDoubt
from iecscore.values import Floats
from iecscore.weights import Judgements, weigh

GOALPOSTS: Final = "goalposts"
BAND, CHOICE = "band", "weights"


@dataclass(frozen=True, slots=True)
class Way:
    """One way of counting: how values are normalised and by which method they are joined, and its plan."""

    normalisation: str
    method: str
    plan: Plan


def design_method(ground: Ground, doubt: MethodDoubt, seed: int, judgements: Judgements | None) -> tuple[tuple[Way, ...], tuple[str, ...]]:
    """Every admissible pair of normalisation and method, each with the weight sets drawn alike; beside them the sets that the round gives.

    On goalposts each end of a scale moves within the declared band. A weight set that cannot be had, for want of a panel or of units, is left
    out, and so is everything that declares no goalposts at all (a level with a chain of its own keeps its scores and varies method and weights).
    """
    sets = find_sets(ground, doubt, judgements)
    layout = Layout(seed, ((CHOICE, 1), (BAND, 2 * len(ground.tree.indicators))))
    weights = ChosenWeights(tuple(FixedWeights(row) for row in sets.values()), layout.points(CHOICE))
    names = (GOALPOSTS,) if ground.chained else doubt.normalisations
    pairs = [(name, method) for name in names for method in doubt.methods if (name, method) not in doubt.excluded]
    ways = []
    for name, method in pairs:
        scores = ground.scores.values if name == GOALPOSTS else normalise_field(ground, name)
        data: tuple[DataSource, ...] = (_move_goalposts(ground, doubt.goalpost_band, layout),) if name == GOALPOSTS and not ground.chained else ()
        ways.append(Way(name, method, Plan(lay_field(ground, method, scores), weights, data, Asked(duels=False, firsts=False, keep=True))))
    return tuple(ways), tuple(sets)


def find_sets(ground: Ground, doubt: MethodDoubt, judgements: Judgements | None) -> dict[str, Floats]:
    """The weights (leaves,) of every set that can be had, those in force among them."""
    found = {ground.options.weights: ground.overall}
    for name in doubt.weights:
        try:
            weights = weigh(ground.system, replace(ground.options, weights=name), ground.tree, ground.scores, judgements)
        except Misuse:
            continue
        found[name] = shape_tree(ground.tree, weights).overall
    return found


def normalise_field(ground: Ground, name: str) -> Floats:
    """Scores (units, leaves) by the league's own values: good is high; an ideal interval counts by its score on goalposts."""
    straight = np.where(np.isnan(ground.scores.values), np.nan, _straighten(ground))
    scores = np.full(straight.shape, np.nan)
    for mine in split_leagues(ground.leagues):
        scores[mine] = NORMALISERS[name](straight[mine])
    return scores


def _straighten(ground: Ground) -> Floats:
    """Values in which more is better: those of costs turned round, those of intervals as scores."""
    columns = []
    for column, code in enumerate(ground.tree.indicators):
        direction = ground.system.indicators[code].direction
        raw = ground.raw.values[:, ground.raw.indicators.index(code)]
        columns.append({"benefit": raw, "cost": -raw}.get(direction, ground.scores.values[:, column]))
    return np.column_stack(columns)


def _to_span(values: Floats) -> Floats:
    low, high = _nan_ends(values)
    return np.asarray(np.where(high > low, (values - low) / np.where(high > low, high - low, 1.0), np.where(np.isnan(values), np.nan, 0.5)))


def _nan_ends(values: Floats) -> tuple[Floats, Floats]:
    return (
        np.min(np.where(np.isnan(values), np.inf, values), axis=0),
        np.max(np.where(np.isnan(values), -np.inf, values), axis=0),
    )


def _to_percentile(values: Floats) -> Floats:
    from scipy.stats import rankdata  # noqa: PLC0415 - read late: the command must start at once

    ranks = np.asarray(rankdata(values, axis=0, nan_policy="omit"))
    counted = (~np.isnan(values)).sum(axis=0)
    return np.asarray(np.where(counted > 1, (ranks - 1) / np.maximum(counted - 1, 1), np.where(np.isnan(values), np.nan, 0.5)))


def _to_z(values: Floats) -> Floats:
    counted = np.maximum((~np.isnan(values)).sum(axis=0), 1)
    mean = np.nansum(values, axis=0) / counted
    spread = np.sqrt(np.nansum((values - mean) ** 2, axis=0) / counted)
    return np.asarray((values - mean) / np.where(spread > 0, spread, 1.0))


NORMALISERS: Final[Mapping[str, Callable[[Floats], Floats]]] = {"min-max": _to_span, "percentile": _to_percentile, "z-score": _to_z}


def _move_goalposts(ground: Ground, band: float, layout: Layout) -> ReportedValues:
    """Values as reported, on goalposts whose ends move within the band."""
    leaves = ground.tree.indicators
    known = ~np.isnan(ground.scores.values.T)
    values = np.where(known, np.array([ground.raw.values[:, ground.raw.indicators.index(code)] for code in leaves]), np.nan)
    scales = lay_scales([[ground.system.indicators[code].scored_in(unit.profile) for unit in ground.units] for code in leaves])
    still = np.zeros(len(leaves))
    return ReportedValues(np.arange(len(leaves)), values, np.zeros(values.shape), still, scales, layout.cells("none"), band, layout.points(BAND))
