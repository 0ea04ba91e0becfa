"""Weights from the data, within each criterion only; dimensions and criteria keep the weights they are given."""

from collections.abc import Callable

import numpy as np

from iecscore.problems import Misuse, Problem, error, note
from iecscore.values import Floats, Matrix, Weights
from iecscore.weights.shares import assemble, scale_to_one, shares_in
from iecscore.weights.spread import earn_by_conflict, earn_by_entropy, varies
from iecscore.weights.tree import Tree

RULES: dict[str, Callable[[Floats], Floats]] = {"entropy": earn_by_entropy, "critic": earn_by_conflict}
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
    if not force:
        _refuse_few(whole, rule, least)
    shares, notes = shares_in(base, tree), list(base.notes)
    for criterion, rows in whole.items():
        share, told = _share(rows, RULES[rule], shares[criterion])
        shares[criterion] = share
        notes += _tell(criterion, tree.children[criterion], rows, told, len(scores.units))
    return assemble(tree, shares, rule, tuple(notes), base.consistency)


def _whole_rows(scores: Matrix, indicators: tuple[str, ...]) -> Floats:
    columns = scores.values[:, [scores.indicators.index(code) for code in indicators]]
    return np.asarray(columns[~np.isnan(columns).any(axis=1)])


def _refuse_few(whole: dict[str, Floats], rule: str, least: int) -> None:
    few = {criterion: len(rows) for criterion, rows in whole.items() if len(rows) < least}
    if few:
        raise Misuse(error("weights.too_few_units", rule=rule, least=least, found=", ".join(f"{key} ({n})" for key, n in few.items())))


def _share(rows: Floats, earn: Callable[[Floats], Floats], before: Floats) -> tuple[Floats, str]:
    if len(rows) < LEAST:
        return before, "few"
    earned = earn(rows)
    return (scale_to_one(earned), "") if earned.any() else (before, "flat")


def _tell(criterion: str, codes: tuple[str, ...], rows: Floats, told: str, units: int) -> list[Problem]:
    notes = []
    if len(rows) < units:
        notes.append(note("weights.rows_left_out", criterion=criterion, left_out=units - len(rows), units=units))
    if told:
        notes.append(note("weights.no_information", criterion=criterion))
    elif not varies(rows).all():
        still = ", ".join(np.array(codes)[~varies(rows)].tolist())
        notes.append(note("weights.constant", criterion=criterion, indicators=still))
    return notes
