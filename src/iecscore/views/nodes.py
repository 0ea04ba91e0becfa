"""A criterion, a dimension or the whole of a unit explained: its children with scores, weights, contributions, and what was missing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum, isnan

from iecscore.scoring import INDEX
from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Contribution, Evaluation, IndicatorValue, RankRow, Unit
from iecscore.views.explanation import Weighted, weight_path
from iecscore.views.naming import mark_of, name_league, name_node, name_tier, remark_on
from iecscore.views.questionnaire import survey_of
from iecscore.views.reasons import explain_reason

MEAN = "weighted-mean"


@dataclass(frozen=True, slots=True)
class Child:
    """One child of a node: its score, its weight there as declared and as in force, what it gives, and what is to be said of it.

    `points` are the part of the node's score, weight in force × score; none where the node is no weighted mean of its children.
    """

    node: str
    name: str
    score: float | None
    weight: float
    in_force: float | None
    points: float | None
    holds_back: float | None
    carries: float | None
    coverage: float
    remark: str


@dataclass(frozen=True, slots=True)
class NodeExplanation:
    """Everything behind one node of one unit; `handed_on` is the weight that missing children gave to the others."""

    unit: str
    unit_name: str
    node: str
    name: str
    evaluation: str
    round: str
    method: str
    score: float | None
    rank: int | None
    league: str
    tier: str
    coverage: float
    core_coverage: float | None
    row_coverage: float
    lowest_score: float | None
    lowest_rank: int | None
    remark: str
    path: tuple[Weighted, ...]
    children: tuple[Child, ...]
    handed_on: float
    whole: bool


def view_node(evaluation: Evaluation, system: System, unit: Unit, node: str, language: str) -> NodeExplanation:
    """Explain a node of the tree, or the whole (`ROOT`), for a unit of an evaluation."""
    row = next(item for item in evaluation.ranking if item.unit == unit.code)
    whole = node == ROOT
    found = next((item for item in evaluation.nodes if (item.unit, item.node) == (unit.code, node)), None)
    children = tuple(_list_children(evaluation, system, unit, node, language))
    lost = fsum(child.weight for child in children if child.in_force is None)
    kept = any(child.in_force is not None for child in children)
    return NodeExplanation(
        unit=unit.code,
        unit_name=unit.name,
        node=node,
        name=name_node(system, node, language),
        evaluation=evaluation.id,
        round=evaluation.options.round,
        method=evaluation.options.method,
        score=row.score if found is None else found.score,
        rank=row.rank if found is None else found.rank,
        league=name_league(system, unit.level, row.league, language),
        tier=name_tier(system, unit.level, row.tier, language) if whole else "",
        coverage=row.coverage if found is None else found.coverage,
        core_coverage=row.core_coverage if whole else None,
        row_coverage=row.row_coverage,
        lowest_score=row.lowest_score,
        lowest_rank=row.lowest_rank,
        remark=_remark(system, row, node, language),
        path=weight_path(evaluation, system, node, language),
        children=children,
        handed_on=lost if kept else 0.0,
        whole=whole,
    )


def _remark(system: System, row: RankRow, node: str, language: str) -> str:
    """Why the node has no score, or the unit no rank."""
    if node in row.withheld:
        return say("withheld: less than {share} of its weight is there", language, share=f"{system.criterion_coverage:.0%}")
    return remark_on(system, row, language)


def _list_children(evaluation: Evaluation, system: System, unit: Unit, node: str, language: str) -> Iterator[Child]:
    weights = [item for item in evaluation.weights.nodes if item.parent == node]
    scores = {item.node: _score_of(evaluation, unit.code, item.node) for item in weights}
    there = fsum(item.local for item in weights if scores[item.node] is not None)
    adds = evaluation.options.method != INDEX and (node != ROOT or evaluation.options.method == MEAN)
    shares = [item for item in evaluation.contributions if item.unit == unit.code]
    values = {value.indicator: value for value in evaluation.values if value.unit == unit.code}
    for item in weights:
        score = scores[item.node]
        force = item.local / there if score is not None and there > 0 else None
        mine = [share for share in shares if share.indicator in _leaves(evaluation, item.node)]
        yield Child(
            node=item.node,
            name=name_node(system, item.node, language),
            score=score,
            weight=item.local,
            in_force=force,
            points=force * score if adds and force is not None and score is not None else None,
            holds_back=_add(mine, "holds_back"),
            carries=_add(mine, "carries"),
            coverage=_coverage_of(evaluation, unit.code, item.node, values.get(item.node)),
            remark=_tell(evaluation, system, item.node, values.get(item.node), score, language),
        )


def _score_of(evaluation: Evaluation, unit: str, node: str) -> float | None:
    if node in evaluation.scores.indicators:
        score = evaluation.full_score * evaluation.scores.of(unit, node)
        return None if isnan(score) else score
    return next((item.score for item in evaluation.nodes if (item.unit, item.node) == (unit, node)), None)


def _coverage_of(evaluation: Evaluation, unit: str, node: str, value: IndicatorValue | None) -> float:
    if node in evaluation.scores.indicators:
        return value.coverage if value and value.scored else 0.0
    return next((item.coverage for item in evaluation.nodes if (item.unit, item.node) == (unit, node)), 0.0)


def _leaves(evaluation: Evaluation, node: str) -> set[str]:
    """The indicators under a node, or the indicator itself."""
    children = [item.node for item in evaluation.weights.nodes if item.parent == node]
    return set().union(*(_leaves(evaluation, child) for child in children)) if children else {node}


def _add(shares: Sequence[Contribution], name: str) -> float | None:
    told = [share for item in shares if (share := getattr(item, name)) is not None]
    return fsum(told) if told else None


def _tell(evaluation: Evaluation, system: System, node: str, value: IndicatorValue | None, score: float | None, language: str) -> str:
    """What is missing of a child, and what became of its weight."""
    if node not in evaluation.scores.indicators:
        return "" if score is not None else say("withheld", language)
    if value is None or value.scored:
        return ""
    reason = explain_reason(system, value, survey_of(evaluation), language)
    why = say("{mark}: {why}", language, mark=mark_of(value, language), why=reason)
    return why if score is None else say("{why}; a score was put in its place", language, why=why)
