"""Weights from the data, within each criterion only; dimensions and criteria keep the weights they are given."""

from collections.abc import Callable, Mapping

import numpy as np

from iecscore.problems import Misuse, Problem, error, note
from iecscore.values import Floats, Matrix, Weights
from iecscore.weights.shares import assemble, scale_to_one, shares_in
from iecscore.weights.spread import earn_by_conflict, earn_by_deviation, earn_by_entropy, earn_by_inequality, earn_by_variation
from iecscore.weights.tree import Tree

RULES: dict[str, Callable[[Floats], Floats]] = {
    "entropy": earn_by_entropy,
    "critic": earn_by_conflict,
    "standard-deviation": earn_by_deviation,
    "coefficient-of-variation": earn_by_variation,
    "gini": earn_by_inequality,
}
LEAST = 2


def weigh_entropy(tree: Tree, scores: Matrix, base: Weights, least: int, *, force: bool = False) -> Weights:
    """Entropy weights of the indicators within each criterion, on goalpost scores."""
    return weigh_by_data(tree, scores, base, "entropy", least, force=force)


def weigh_critic(tree: Tree, scores: Matrix, base: Weights, least: int, *, force: bool = False) -> Weights:
    """CRITIC weights of the indicators within each criterion, on goalpost scores, where more is always better."""
    return weigh_by_data(tree, scores, base, "critic", least, force=force)


def weigh_by_data(tree: Tree, scores: Matrix, base: Weights, rule: str, least: int, *, force: bool = False) -> Weights:
    """Replace the weights of `base` within each criterion by what the rule gives on the units with no gap there.

    Raises:
        Misuse: a criterion has fewer than `least` such units and `force` is off.
    """
    whole = {criterion: _whole_rows(scores, tree.children[criterion]) for criterion in tree.criteria}
    notes = [*_doubt_few(whole, rule, least, force=force), *_name_left_out(whole, len(scores.units))]
    shares, earned = shares_in(base, tree), {criterion: _earn(rows, RULES[rule]) for criterion, rows in whole.items()}
    shares |= {criterion: scale_to_one(row) for criterion, row in earned.items() if row.any()}
    return assemble(tree, shares, rule, (*base.notes, *notes, *_name_silent(tree, earned)), base.consistency)


def _whole_rows(scores: Matrix, indicators: tuple[str, ...]) -> Floats:
    columns = scores.values[:, [scores.indicators.index(code) for code in indicators]]
    return np.asarray(columns[~np.isnan(columns).any(axis=1)])


def _earn(rows: Floats, earn: Callable[[Floats], Floats]) -> Floats:
    return earn(rows) if len(rows) >= LEAST else np.zeros(rows.shape[1])


def _doubt_few(whole: Mapping[str, Floats], rule: str, least: int, *, force: bool) -> list[Problem]:
    few = ", ".join(f"{criterion} ({len(rows)})" for criterion, rows in whole.items() if len(rows) < least)
    if few and not force:
        raise Misuse(error("weights.too_few_units", rule=rule, least=least, found=few))
    return [note("weights.forced", rule=rule, least=least, found=few)] if few else []


def _name_left_out(whole: Mapping[str, Floats], units: int) -> list[Problem]:
    short = [f"{criterion} ({units - len(rows)})" for criterion, rows in whole.items() if len(rows) < units]
    return [note("weights.rows_left_out", found=", ".join(short), units=units)] if short else []


def _name_silent(tree: Tree, earned: Mapping[str, Floats]) -> list[Problem]:
    """Criteria of several indicators in which the data say nothing, and indicators that earn no weight where others do."""
    silent = [criterion for criterion, row in earned.items() if not row.any() and len(row) > 1]
    idle = [code for criterion, row in earned.items() if row.any() for code, gain in zip(tree.children[criterion], row, strict=True) if not gain]
    told = [note("weights.no_information", criteria=", ".join(silent))] if silent else []
    return told + ([note("weights.no_weight", indicators=", ".join(idle))] if idle else [])
