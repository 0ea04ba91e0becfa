"""Units under weights that are only tried out, beside their ranks in force."""

from dataclasses import dataclass

from iecscore.robustness.reweighing import Reweighed
from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views.naming import DASH, name_league, name_node, name_tier


@dataclass(frozen=True, slots=True)
class TriedWeight:
    """A dimension or criterion: its weight within its parent in force, and tried out."""

    node: str
    name: str
    parent: str
    in_force: float
    tried: float


@dataclass(frozen=True, slots=True)
class TriedLine:
    """A unit: rank, score and tier tried out, rank and tier in force, and the ranks gained (`shift`)."""

    unit: str
    name: str
    league: str
    rank: int | None
    was: int | None
    shift: int | None
    score: float | None
    tier: str
    tier_was: str


@dataclass(frozen=True, slots=True)
class TriedView:
    """The weights that can be moved, the units in their new order, group by group, and what came of it in a sentence."""

    weights: tuple[TriedWeight, ...]
    lines: tuple[TriedLine, ...]
    sentence: str


def view_tried(evaluation: Evaluation, system: System, found: Reweighed, language: str) -> TriedView:
    """An evaluation under weights that are tried out."""
    lines = _list_lines(evaluation, system, found, language)
    return TriedView(_list_weights(evaluation, system, found, language), lines, _tell(lines, language))


def _list_weights(evaluation: Evaluation, system: System, found: Reweighed, language: str) -> tuple[TriedWeight, ...]:
    """Every dimension with siblings, and every criterion with siblings, in the order of the tree."""
    tried = {item.node: item.local for item in found.weights.nodes}
    dimensions = {item.node for item in evaluation.weights.nodes if item.parent == ROOT}
    held = [item for item in evaluation.weights.nodes if item.parent == ROOT or item.parent in dimensions]
    families = [item.parent for item in held]
    return tuple(
        TriedWeight(item.node, f"{item.node} {name_node(system, item.node, language)}", item.parent, item.local, tried[item.node])
        for item in held
        if families.count(item.parent) > 1
    )


def _list_lines(evaluation: Evaluation, system: System, found: Reweighed, language: str) -> tuple[TriedLine, ...]:
    level = evaluation.options.level
    rows = {row.unit: row for row in evaluation.ranking}
    leagues = {league: name_league(system, level, league, language) for league in {unit.league for unit in evaluation.units}}
    lines = []
    for unit, score, rank, tier in zip(evaluation.units, found.scores, found.ranks, found.tiers, strict=True):
        row = rows[unit.code]
        shift = row.rank - rank if row.rank is not None and rank is not None else None
        tiers = (name_tier(system, level, key, language) or DASH for key in (tier, row.tier))
        lines.append(TriedLine(unit.code, unit.name, leagues[unit.league], rank, row.rank, shift, score, *tiers))
    return tuple(sorted(lines, key=lambda line: (line.league, line.rank is None, line.rank or 0, line.unit)))


def _tell(lines: tuple[TriedLine, ...], language: str) -> str:
    moved = sum(line.rank != line.was for line in lines)
    tiers = sum(line.tier != line.tier_was for line in lines)
    if not moved and not tiers:
        return say("Every unit has the rank and tier that it has in force.", language)
    told = say(
        "{moved} of {count} units have another rank than in force, {tiers} another tier.", language, moved=moved, count=len(lines), tiers=tiers
    )
    far = max(lines, key=lambda line: abs(line.shift or 0))
    if not far.shift:
        return told
    words = {"unit": f"{far.unit} {far.name}".strip(), "was": far.was, "rank": far.rank}
    far_told = say("{unit} moves most, from rank {was} to rank {rank}.", language, **words)
    return say("{cause} {remedy}", language, cause=told, remedy=far_told)
