"""Units side by side: every part of the tree, how far they lie apart there, what each part gives, and which pairs can be told apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, isnan

from iecscore.robustness.assessment import Assessment, PairDoubt
from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Evaluation, IndicatorValue, RankRow, Unit
from iecscore.views.naming import DASH, mark_of, name_interval, name_league, name_node, name_tier, write_figure
from iecscore.views.robustness import word_pair, write_share

MOST = 5


@dataclass(frozen=True, slots=True)
class Facing:
    """A part of the tree: the score of each unit or the mark in its place, how far apart they lie, and each one's share in what holds it back."""

    node: str
    name: str
    depth: int
    scores: tuple[float | None, ...]
    shown: tuple[str, ...]
    apart: float | None
    holds_back: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one of the units stands."""

    unit: str
    name: str
    league: str
    tier: str
    rank: str
    score: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """The units, what is said of each pair, every part of the tree, and the parts where they differ most."""

    places: tuple[Place, ...]
    pairs: tuple[str, ...]
    rows: tuple[Facing, ...]
    differ: tuple[Facing, ...]
    sentence: str


def view_comparison(evaluation: Evaluation, system: System, units: Sequence[Unit], assessment: Assessment | None, language: str) -> ComparisonView:
    """Two or more units of an evaluation side by side."""
    rows = tuple(_list_rows(evaluation, system, units, language))
    criteria = [row for row in rows if row.node in system.criteria and row.apart is not None]
    differ = tuple(sorted(criteria, key=lambda row: -(row.apart or 0))[:MOST])
    names = say(", ", language).join(f"{row.name} ({row.apart:.0f})" for row in differ)
    return ComparisonView(
        tuple(_place(evaluation, system, unit, assessment, language) for unit in units),
        tuple(_word_pair(evaluation, pair, assessment, language) for pair in combinations(units, 2)),
        rows,
        differ,
        say("They differ most in {names}; in brackets the points between the highest and the lowest.", language, names=names) if differ else "",
    )


def _list_rows(evaluation: Evaluation, system: System, units: Sequence[Unit], language: str) -> Iterator[Facing]:
    """The tree from top to bottom, each node with its children below it."""
    found = {(item.unit, item.node): item.score for item in evaluation.nodes}
    values = {(item.unit, item.indicator): item for item in evaluation.values}
    children: dict[str, list[str]] = {}
    for item in evaluation.weights.nodes:
        children.setdefault(item.parent, []).append(item.node)

    def walk(node: str, depth: int) -> Iterator[Facing]:
        leaf = node not in children
        scores = tuple(_score(evaluation, unit.code, node) if leaf else found.get((unit.code, node)) for unit in units)
        there = [score for score in scores if score is not None]
        marks = [values.get((unit.code, node)) for unit in units]
        yield Facing(
            node,
            f"{node} {name_node(system, node, language)}",
            depth,
            scores,
            tuple(_write(score, value, language) for score, value in zip(scores, marks, strict=True)),
            max(there) - min(there) if len(there) > 1 else None,
            tuple(_sum_back(evaluation, unit.code, gather(node)) for unit in units),
        )
        for child in children.get(node, ()):
            yield from walk(child, depth + 1)

    def gather(node: str) -> set[str]:
        return set().union(*map(gather, children[node])) if node in children else {node}

    for top in children.get(ROOT, ()):
        yield from walk(top, 0)


def _write(score: float | None, value: IndicatorValue | None, language: str) -> str:
    """The score, or the mark in its place."""
    return write_figure(score, 1) if score is not None else (mark_of(value, language) if value else "") or DASH


def _score(evaluation: Evaluation, unit: str, indicator: str) -> float | None:
    score = evaluation.scores.of(unit, indicator)
    return None if isnan(score) else evaluation.full_score * score


def _sum_back(evaluation: Evaluation, unit: str, leaves: set[str]) -> float | None:
    shares = [item.holds_back for item in evaluation.contributions if item.unit == unit and item.indicator in leaves]
    told = [share for share in shares if share is not None]
    return fsum(told) if told else None


def _row_of(evaluation: Evaluation, unit: str) -> RankRow:
    return next(row for row in evaluation.ranking if row.unit == unit)


def _place(evaluation: Evaluation, system: System, unit: Unit, assessment: Assessment | None, language: str) -> Place:
    row = _row_of(evaluation, unit.code)
    doubt = next((item for item in assessment.units if item.unit == unit.code), None) if assessment else None
    rank = say("{rank}, interval not computed yet", language, rank=row.rank) if row.rank else DASH
    return Place(
        unit.code,
        unit.name,
        name_league(system, unit.level, unit.league, language),
        name_tier(system, unit.level, row.tier, language) or DASH,
        name_interval(doubt.low, doubt.high) if doubt else rank,
        write_figure(row.score, 1),
    )


def _word_pair(evaluation: Evaluation, pair: tuple[Unit, Unit], assessment: Assessment | None, language: str) -> str:
    """Whether two can be told apart, with the share of scenarios; or why that is not known."""
    names = {unit.code: unit.name for unit in pair}
    first, second = sorted(pair, key=lambda unit: (_row_of(evaluation, unit.code).rank or len(evaluation.ranking) + 1, unit.code))
    words = {"first": first.code, "second": second.code}
    if first.league != second.league:
        return say("{first} and {second} are ranked in different groups; their ranks are not compared.", language, **words)
    found = next((item for item in assessment.pairs if {item.first, item.second} == set(names)), None) if assessment else None
    if found is None:
        return say("Whether {first} and {second} can be told apart has not been found out.", language, **words)
    ahead = found.ahead if found.first == first.code else 1 - found.ahead
    told = word_pair(PairDoubt(first.code, second.code, ahead, found.error), names, language)
    share = say("P({first} above {second}) = {share}.", language, **words, share=write_share(ahead))
    return f"{told} {share}"
