"""Units side by side: every part of the tree, how far they lie apart there, what each part gives, and which pairs can be told apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum, isnan

from iecscore.robustness.assessment import Assessment, PairDoubt
from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Contribution, Evaluation, IndicatorValue, RankRow, Unit
from iecscore.views.marks import WORDS, mark_nodes, word_mark
from iecscore.views.naming import DASH, mark_of, name_interval, name_league, name_node, name_tier, write_figure
from iecscore.views.robustness import word_pair, write_share

MOST = 5
CRITERION = 1


@dataclass(frozen=True, slots=True)
class Facing:
    """A part of the tree: each unit's score or the mark in its place, how far apart they lie, and its shares in what carries and holds back.

    `marks` are the kinds of the marks, empty where there is a score.
    """

    node: str
    name: str
    depth: int
    scores: tuple[float | None, ...]
    shown: tuple[str, ...]
    apart: float | None
    carries: tuple[float | None, ...]
    holds_back: tuple[float | None, ...]
    marks: tuple[str, ...] = ()


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
    """The units, what is said of each pair, every part of the tree, the parts where they differ most, and of each unit what carries it most."""

    places: tuple[Place, ...]
    pairs: tuple[str, ...]
    rows: tuple[Facing, ...]
    differ: tuple[Facing, ...]
    sentence: str
    contributions: tuple[str, ...] = ()


def view_comparison(evaluation: Evaluation, system: System, units: Sequence[Unit], assessment: Assessment | None, language: str) -> ComparisonView:
    """Two or more units of an evaluation side by side."""
    rows = tuple(_list_rows(evaluation, system, units, language))
    criteria = [row for row in rows if row.depth == CRITERION]
    differ = tuple(sorted((row for row in criteria if row.apart is not None), key=lambda row: -(row.apart or 0))[:MOST])
    names = say(", ", language).join(f"{row.name} ({row.apart:.0f})" for row in differ)
    return ComparisonView(
        tuple(_place(evaluation, system, unit, assessment, language) for unit in units),
        tuple(_word_pair(evaluation, pair, assessment, language) for pair in combinations(units, 2)),
        rows,
        differ,
        say("They differ most in {names}; in brackets the points between the highest and the lowest.", language, names=names) if differ else "",
        tuple(_tell_most(criteria, unit, place, language) for place, unit in enumerate(units)),
    )


def _tell_most(criteria: Sequence[Facing], unit: Unit, place: int, language: str) -> str:
    """The criteria that carry a unit most and hold it back most, as far as the method in force has such shares."""
    backs, carried = ([(getattr(row, name)[place] or 0.0, row.name) for row in criteria] for name in ("holds_back", "carries"))
    lost, back = max(backs, default=(0.0, ""))
    won, carrier = max(carried, default=(0.0, ""))
    words = {"unit": unit.code, "back": back, "lost": write_share(lost), "carried": carrier, "won": write_share(won)}
    if not lost and not won:
        return say("{unit} has no shares: it is not ranked, or the method in force compares units as wholes.", language, unit=unit.code)
    if not won:
        return say("{unit} is held back most by {back} ({lost}).", language, **words)
    return say("{unit} is carried most by {carried} ({won}) and held back most by {back} ({lost}).", language, **words)


def _list_rows(evaluation: Evaluation, system: System, units: Sequence[Unit], language: str) -> Iterator[Facing]:
    """The tree from top to bottom, each node with its children below it."""
    codes = {unit.code for unit in units}
    found = {(item.unit, item.node): item.score for item in evaluation.nodes if item.unit in codes}
    values = {(item.unit, item.indicator): item for item in evaluation.values if item.unit in codes}
    lacking = mark_nodes(evaluation, codes) | {place: item.status.value for place, item in values.items() if item.status in WORDS}
    shares = {(item.unit, item.indicator): item for item in evaluation.contributions if item.unit in codes}
    children: dict[str, list[str]] = {}
    for item in evaluation.weights.nodes:
        children.setdefault(item.parent, []).append(item.node)

    def given(unit: Unit, node: str) -> list[Contribution]:
        return [shares[unit.code, leaf] for leaf in sorted(gather(node)) if (unit.code, leaf) in shares]

    def walk(node: str, depth: int) -> Iterator[Facing]:
        leaf = node not in children
        scores = tuple(_score(evaluation, unit.code, node) if leaf else found.get((unit.code, node)) for unit in units)
        there = [score for score in scores if score is not None]
        marks = tuple("" if score is not None else lacking.get((unit.code, node), "") for unit, score in zip(units, scores, strict=True))
        yield Facing(
            node,
            f"{node} {name_node(system, node, language)}",
            depth,
            scores,
            tuple(_write(score, kind, values.get((unit.code, node)), language) for unit, score, kind in zip(units, scores, marks, strict=True)),
            max(there) - min(there) if len(there) > 1 else None,
            tuple(_add(share.carries for share in given(unit, node)) for unit in units),
            tuple(_add(share.holds_back for share in given(unit, node)) for unit in units),
            marks,
        )
        for child in children.get(node, ()):
            yield from walk(child, depth + 1)

    def gather(node: str) -> set[str]:
        return set().union(*map(gather, children[node])) if node in children else {node}

    for top in children.get(ROOT, ()):
        yield from walk(top, 0)


def _write(score: float | None, kind: str, value: IndicatorValue | None, language: str) -> str:
    """The score, or the mark in its place."""
    return (mark_of(value, language) if value else word_mark(kind, language)) if kind else write_figure(score, 1)


def _score(evaluation: Evaluation, unit: str, indicator: str) -> float | None:
    score = evaluation.scores.of(unit, indicator)
    return None if isnan(score) else evaluation.full_score * score


def _add(shares: Iterable[float | None]) -> float | None:
    """Shares together; none where the method has no such shares."""
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
