"""A unit's profile: its scores beside the middle half of its peers, strengths first, then gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from iecscore.robustness.assessment import Assessment
from iecscore.store import Band, Peers
from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Evaluation, IndicatorValue, Options, RankRow, Unit
from iecscore.views.naming import DASH, mark_of, name_interval, name_league, name_node, name_tier, write_figure

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the tree: the own score, or the mark in its place, beside the peers' middle half; `ahead` is the distance to their median."""

    node: str
    name: str
    depth: int
    score: float | None
    shown: str
    low: float | None
    median: float | None
    high: float | None
    band: str
    middle: str
    standing: str
    ahead: float | None


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Where a unit stands: tier, rank with its interval, and every part of the tree."""

    unit: str
    name: str
    league: str
    tier: str
    rank: str
    score: str
    method: str
    about: str
    sentence: str
    rows: tuple[Row, ...]
    strengths: tuple[Row, ...]
    gaps: tuple[Row, ...]


def view_profile(
    evaluation: Evaluation, system: System, unit: Unit, peers: Peers | None, assessment: Assessment | None, language: str
) -> ProfileView:
    """The profile of a unit; without peers no bands are told."""
    rows = tuple(_list_rows(evaluation, system, unit, peers, language))
    own = next(row for row in evaluation.ranking if row.unit == unit.code)
    leaves = [row for row in rows if row.node in evaluation.scores.indicators and row.ahead is not None]
    above = sorted((row for row in leaves if _lies(row) > 0), key=lambda row: -(row.ahead or 0))
    below = sorted((row for row in leaves if _lies(row) < 0), key=lambda row: row.ahead or 0)
    return ProfileView(
        unit.code,
        unit.name,
        name_league(system, unit.level, unit.league, language),
        name_tier(system, unit.level, own.tier, language),
        _tell_rank(own, unit, assessment, language),
        write_figure(own.score, 1),
        _tell_method(evaluation.options, language),
        _tell_peers(peers, language),
        say("{above} indicators lie above the middle half of peers, {below} below it.", language, above=len(above), below=len(below)),
        rows,
        tuple(above[:MOST]),
        tuple(below[:MOST]),
    )


def _tell_rank(own: RankRow, unit: Unit, assessment: Assessment | None, language: str) -> str:
    """The ranks of 90 % of scenarios; a rank never stands alone."""
    doubt = next((item for item in assessment.units if item.unit == unit.code), None) if assessment else None
    if own.rank is None:
        return say("not ranked", language)
    return name_interval(doubt.low, doubt.high) if doubt else say("interval not computed yet", language)


def _tell_method(options: Options, language: str) -> str:
    return say("weights: {weights}; method: {method}", language, weights=options.weights, method=options.method)


def _tell_peers(peers: Peers | None, language: str) -> str:
    if peers is None or not peers.size:
        return say("There is no group of peers large enough to show without naming anybody.", language)
    return say(
        "Peers: the {count} units of the same group, fixed for the round. Their scores are rounded, and nobody is named.", language, count=peers.size
    )


def _list_rows(evaluation: Evaluation, system: System, unit: Unit, peers: Peers | None, language: str) -> Iterator[Row]:
    """The tree from top to bottom, each node with its children below it."""
    scores = {item.node: item.score for item in evaluation.nodes if item.unit == unit.code}
    values = {item.indicator: item for item in evaluation.values if item.unit == unit.code}
    children: dict[str, list[str]] = {}
    for item in evaluation.weights.nodes:
        children.setdefault(item.parent, []).append(item.node)

    def walk(parent: str, depth: int) -> Iterator[Row]:
        for node in children.get(parent, ()):
            score = _score(evaluation, unit, node) if node in evaluation.scores.indicators else scores.get(node)
            yield _row(
                node, f"{node} {name_node(system, node, language)}", depth, score, values.get(node), peers.of(node) if peers else None, language
            )
            yield from walk(node, depth + 1)

    yield from walk(ROOT, 0)


def _score(evaluation: Evaluation, unit: Unit, indicator: str) -> float | None:
    score = evaluation.scores.of(unit.code, indicator)
    return None if score != score else evaluation.full_score * score  # noqa: PLR0124 - NaN


def _row(node: str, name: str, depth: int, score: float | None, value: IndicatorValue | None, band: Band | None, language: str) -> Row:
    told = write_figure(score, 1) if score is not None else (mark_of(value, language) if value else "") or DASH
    if band is None:
        return Row(node, name, depth, score, told, None, None, None, DASH, DASH, "", None)
    ahead = None if score is None else score - band.median
    shown = f"{band.low:g}–{band.high:g}"
    row = Row(node, name, depth, score, told, band.low, band.median, band.high, shown, f"{band.median:g}", "", ahead)
    words = {1: say("▲ above", language), -1: say("▼ below", language), 0: say("within", language)}
    standing = "" if score is None else words[_lies(row)]
    return Row(node, name, depth, score, told, band.low, band.median, band.high, shown, f"{band.median:g}", standing, ahead)


def _lies(row: Row) -> int:
    """1 above the peers' middle half, -1 below it, 0 within."""
    if row.score is None or row.low is None or row.high is None:
        return 0
    return (row.score > row.high) - (row.score < row.low)
