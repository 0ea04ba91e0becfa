"""The data design: the method in force, other data and other judges that could have come in."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from iecscore.matrix import Marks
from iecscore.robustness.branches import Branches, read_branches
from iecscore.robustness.counting import Asked
from iecscore.robustness.data_sources import Replicates as ReplicatedScores
from iecscore.robustness.data_sources import ReportedValues, Unranked, find_donors, lay_scales, measure_error
from iecscore.robustness.field import Field, Places, still
from iecscore.robustness.ground import Ground, lay_field, name_scorer, score_in_force
from iecscore.robustness.ordering import Order, refuse_apart
from iecscore.robustness.points import Cells, Layout
from iecscore.robustness.rerunning import RerunChain
from iecscore.robustness.running import Plan
from iecscore.robustness.sources import DataSource, FixedWeights, WeightSource
from iecscore.robustness.weight_sources import BoundedWeights, JudgedWeights
from iecscore.system.checking_robustness import read_order
from iecscore.system.robustness import DataDoubt
from iecscore.values import Floats, Unit
from iecscore.weights import AHP, Judgements
from iecscore.weights.ahp import find_priorities
from iecscore.weights.judgements import fill_matrices
from iecscore.weights.tree import Tree

RESPONDENTS, FIGURES, GAPS, EXPERTS = "respondents", "figures", "gaps", "experts"
PARTS: Final = (RESPONDENTS, FIGURES, GAPS, EXPERTS)
SEVERAL: Final = 2
PLAIN: Final = Asked()


@dataclass(frozen=True, slots=True)
class Sampled:
    """Survey values (replicates, units, indicators) under other respondents, of named units and indicators."""

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Floats


def design_data(
    ground: Ground,
    doubt: DataDoubt,
    seed: int,
    judgements: Judgements | None,
    sampled: Sampled | None,
    parts: Sequence[str] = PARTS,
    other: Collection[str] = (),
) -> Plan:
    """The plan of the data interval; what the system switches off, and what is not among `parts`, stays as it is.

    Who is ranked stays as the evaluation decided: no scenario takes the coverage of a criterion by its own weights.
    Respondents, then figures, change scores; gaps are filled last, so that they take scores as they are in the scenario. A level with a
    chain of its own runs it anew on values drawn within their error, what it imputes within the error of the imputation. The parts in `other`
    draw by other dimensions and streams, independent of those they draw by otherwise.
    """
    told = [part for part in PARTS if part in parts and getattr(doubt, part)]
    branches = read_branches(ground.tree, ground.weights)
    layout = Layout(seed, ((EXPERTS, branches.size), (_name(EXPERTS, {EXPERTS}), branches.size)))
    field, ranked = replace(lay_field(ground), least=0.0), np.isfinite(score_in_force(ground))
    data: list[DataSource] = []
    if RESPONDENTS in told and sampled is not None and not ground.chained:
        data += _resample(ground, sampled, layout, _name(RESPONDENTS, other))
    if FIGURES in told:
        cells = layout.cells(_name(FIGURES, other))
        data += [_rerun(ground, doubt, cells)] if ground.chained else _doubt_figures(ground, doubt, cells)
    if GAPS in told and not ground.chained:
        data += _fill(ground, field, ranked, layout.cells(_name(GAPS, other)))
    if not ranked.all():
        data.append(Unranked(np.flatnonzero(~ranked)))
    weights = (
        _spread_weights(ground, doubt, branches, (layout, _name(EXPERTS, other)), judgements) if EXPERTS in told else FixedWeights(ground.overall)
    )
    return Plan(field, weights, tuple(data), PLAIN, name_scorer(ground))


def _name(part: str, other: Collection[str]) -> str:
    """Under which name a part draws."""
    return f"{part} once more" if part in other else part


def _resample(ground: Ground, sampled: Sampled, layout: Layout, part: str) -> list[DataSource]:
    """Scores of the survey leaves under the replicates; a unit without replicates, and a value that is not scored, stays as it is."""
    leaves = [code for code in ground.tree.indicators if code in sampled.indicators]
    if not leaves or not len(sampled.values):
        return []
    figures = np.empty((len(sampled.values), len(leaves), len(ground.units)))
    for row, code in enumerate(leaves):
        own, scored = ground.scores.values[:, ground.scores.indicators.index(code)], score_sampled(ground, sampled, code)
        figures[:, row, :] = np.where(np.isnan(own) | np.isnan(scored), own, scored)
    cells = layout.cells(part)
    shuffled = figures if part == RESPONDENTS else figures[cells.block(0).permutation(len(figures))]
    return [ReplicatedScores(_places(ground, leaves), shuffled, cells)]


def score_sampled(ground: Ground, sampled: Sampled, code: str) -> Floats:
    """Scores (replicates, units) of one indicator under other respondents, NaN where a unit has none."""
    posts = lay_scales([[ground.system.indicators[code].scored_in(unit.profile) for unit in ground.units]])
    return posts.score(_pick(sampled, code, ground.units)[:, np.newaxis, :])[:, 0, :]


def _pick(sampled: Sampled, code: str, units: Sequence[Unit]) -> Floats:
    rows = {unit: row for row, unit in enumerate(sampled.units)}
    column, picked = sampled.indicators.index(code), np.full((len(sampled.values), len(units)), np.nan)
    for place, unit in enumerate(units):
        if unit.code in rows:
            picked[:, place] = sampled.values[:, rows[unit.code], column]
    return picked


def _doubt_figures(ground: Ground, doubt: DataDoubt, cells: Cells) -> list[DataSource]:
    """Administrative leaves: as their cells err; else the relative error, and half of the last digit told to either side."""
    indicators = ground.system.indicators
    leaves = [code for code in ground.tree.indicators if indicators[code].source != "survey"]
    if not leaves:
        return []
    values = np.array([ground.raw.values[:, ground.raw.indicators.index(code)] for code in leaves])
    known = ~np.isnan(np.array([ground.scores.values[:, ground.scores.indicators.index(code)] for code in leaves]))
    values = np.where(known, values, np.nan)
    scales = lay_scales([[indicators[code].scored_in(unit.profile) for unit in ground.units] for code in leaves])
    if ground.errors is not None:
        rows = {ground.tree.indicators.index(code): row for row, code in enumerate(leaves)}
        shared = tuple((rows[leaf], rows[other], factors) for leaf, other, factors in ground.errors.shared)
        return [ReportedValues(_places(ground, leaves), values, ground.errors.own.T[list(rows)], np.zeros(len(leaves)), scales, cells, shared=shared)]
    error = np.nan_to_num(measure_error(values, doubt.figure_error))
    digits = np.array([10.0 ** -indicators[code].decimals if doubt.rounding else 0.0 for code in leaves])
    return [ReportedValues(_places(ground, leaves), values, error, digits, scales, cells)]


def _fill(ground: Ground, field: Field, ranked: Marks, cells: Cells) -> list[DataSource]:
    """Gaps of ranked units that nothing excuses take the score of another unit of the league."""
    donated = find_donors(field, cells, np.isnan(field.scores) & ~ground.accepted & ranked[:, np.newaxis])
    return [donated] if len(donated.leaves) else []


def _rerun(ground: Ground, doubt: DataDoubt, cells: Cells) -> DataSource:
    values = ground.raw.values
    return RerunChain(ground, np.nan_to_num(measure_error(values, doubt.figure_error)), cells)


def _spread_weights(ground: Ground, doubt: DataDoubt, branches: Branches, drawn: tuple[Layout, str], judgements: Judgements | None) -> WeightSource:
    """The judges drawn anew where several judged and AHP alone is in force; else each weight within the declared bound."""
    layout, part = drawn
    judged = judge_each(ground.tree, judgements) if judgements is not None and ground.options.weights == AHP else {}
    if any(len(rows) >= SEVERAL for rows in judged.values()):
        return JudgedWeights(branches, judged, layout.cells(part))
    orders = tuple(Order(*read_order(text)) for text in doubt.order)
    own = {child for family in branches.families for child in family.children}
    orders = tuple(order for order in orders if {order.more, order.less} <= own)
    refuse_apart(branches, orders)
    return BoundedWeights(branches, doubt.weight_bound, layout.points(part), layout.cells(f"orders of {part}"), orders)


def judge_each(tree: Tree, judgements: Judgements) -> Mapping[str, Floats]:
    """The weights (judges, siblings) of each expert's own matrix by parent; a row of NaN for one who did not judge there."""
    experts, judged = judgements.experts, {}
    for parent, children in tree.children.items():
        matrices = fill_matrices(judgements, tree.level, parent, children)
        if matrices:
            rows = np.full((len(experts), len(children)), np.nan)
            for expert, matrix in matrices.items():
                rows[experts.index(expert)] = find_priorities(matrix)[0]
            judged[parent] = rows
    return judged


def _places(ground: Ground, leaves: Sequence[str]) -> Places:
    return still(np.array([ground.tree.indicators.index(code) for code in leaves], dtype=np.intp))
