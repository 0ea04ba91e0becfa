"""A unit's profile: its scores beside the middle half of its peers, strengths first, then gaps."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isnan
from typing import Final

from iecscore.robustness.assessment import Assessment
from iecscore.store import Band, Peers
from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Evaluation, IndicatorValue, RankRow, Unit
from iecscore.views.naming import DASH, mark_of, name_interval, name_league, name_node, name_tier, word_standing, write_figure
from iecscore.views.robustness import write_share

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One part of the tree: the own score, or the mark in its place, beside the peers' middle half; `ahead` is the distance to their median.

    `mark` is the kind of the mark (missing, not applicable, suppressed), empty where there is a score; `moved` the change since the round before;
    `lies` 1 above the middle half, -1 below it.
    """

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
    mark: str
    moved: str
    lies: int = 0


@dataclass(frozen=True, slots=True)
class ProfileView:
    """Where a unit stands: tier, rank with its interval, and every part of the tree."""

    unit: str
    name: str
    league: str
    tier: str
    rank: str
    score: str
    about: str
    sentence: str
    moved: str
    full: float
    rows: tuple[Row, ...]
    strengths: tuple[Row, ...]
    gaps: tuple[Row, ...]


def view_profile(
    evaluation: Evaluation,
    system: System,
    unit: Unit,
    peers: Peers | None,
    assessment: Assessment | None,
    language: str,
    before: Evaluation | None = None,
) -> ProfileView:
    """The profile of a unit; without peers no bands are told, without an evaluation of a round before that counts alike no change."""
    alike = before if before and is_counted_alike(before, evaluation) else None
    then = _find_scores(alike, unit) if alike else {}
    rows = tuple(_list_rows(evaluation, system, unit, peers, then, language))
    own = next(row for row in evaluation.ranking if row.unit == unit.code)
    leaves = [row for row in rows if row.node in evaluation.scores.indicators and row.ahead is not None]
    above = sorted((row for row in leaves if row.lies > 0), key=lambda row: -(row.ahead or 0))
    below = sorted((row for row in leaves if row.lies < 0), key=lambda row: row.ahead or 0)
    return ProfileView(
        unit.code,
        unit.name,
        name_league(system, unit.level, unit.league, language),
        _tell_tier(own, unit, system, assessment, language),
        _tell_rank(own, unit, assessment, language),
        write_figure(own.score, 1),
        _tell_peers(peers, language),
        say("{above} indicators lie above the middle half of peers, {below} below it.", language, above=len(above), below=len(below)),
        _tell_moved(alike, language),
        evaluation.full_score,
        rows,
        tuple(above[:MOST]),
        tuple(below[:MOST]),
    )


def _tell_rank(own: RankRow, unit: Unit, assessment: Assessment | None, language: str) -> str:
    """The rank with those of 90 % of scenarios; it never stands alone."""
    doubt = next((item for item in assessment.units if item.unit == unit.code), None) if assessment else None
    if own.rank is None:
        return say("not ranked", language)
    if doubt is None:
        return say("interval not computed yet", language)
    return f"{own.rank} ({name_interval(doubt.low, doubt.high)})"


def _tell_tier(own: RankRow, unit: Unit, system: System, assessment: Assessment | None, language: str) -> str:
    """The tier, and in which share of scenarios it is kept."""
    name = name_tier(system, unit.level, own.tier, language)
    kept = next((dict(item.tiers).get(own.tier or "") for item in assessment.units if item.unit == unit.code), None) if assessment else None
    return name if kept is None else say("{tier}, kept in {share} of scenarios", language, tier=name, share=write_share(kept))


def _tell_peers(peers: Peers | None, language: str) -> str:
    if peers is None or not peers.size:
        return say("There is no group of peers large enough to show without naming anybody.", language)
    return say(
        "Peers: the {count} units of the same group, fixed for the round. Their scores are rounded, and nobody is named.", language, count=peers.size
    )


def is_counted_alike(before: Evaluation, evaluation: Evaluation) -> bool:
    """Whether scores of two rounds may be compared: the same system, weights and method."""
    same = replace(before.options, round=evaluation.options.round) == evaluation.options
    return same and before.system_digest == evaluation.system_digest


def _tell_moved(before: Evaluation | None, language: str) -> str:
    if before is None:
        return say("No earlier round that you may see was scored in the same way, so no change is told.", language)
    return say("Change: since round {year}, scored in the same way.", language, year=before.options.round)


def _list_rows(evaluation: Evaluation, system: System, unit: Unit, peers: Peers | None, then: Mapping[str, float], language: str) -> Iterator[Row]:
    """The tree from top to bottom, each node with its children below it."""
    scores = _find_scores(evaluation, unit)
    values = {item.indicator: item for item in evaluation.values if item.unit == unit.code}
    children: dict[str, list[str]] = {}
    for item in evaluation.weights.nodes:
        children.setdefault(item.parent, []).append(item.node)

    def walk(parent: str, depth: int) -> Iterator[Row]:
        for node in children.get(parent, ()):
            row = _row(node, f"{node} {name_node(system, node, language)}", depth, scores.get(node), values.get(node), language)
            row = replace(row, moved=_tell_move(then.get(node), row.score))
            band = peers.of(node) if peers else None
            yield _set_beside(row, band, language) if band else row
            yield from walk(node, depth + 1)

    yield from walk(ROOT, 0)


def _find_scores(evaluation: Evaluation, unit: Unit) -> dict[str, float]:
    """The scores a unit has, of nodes and of indicators."""
    told = {item.node: item.score for item in evaluation.nodes if item.unit == unit.code and item.score is not None}
    own = {code: float(evaluation.scores.of(unit.code, code)) for code in evaluation.scores.indicators if unit.code in evaluation.scores.units}
    return told | {code: evaluation.full_score * score for code, score in own.items() if not isnan(score)}


def _tell_move(then: float | None, now: float | None) -> str:
    """The change without an arrow, as nobody judged whether it is more than the data leave open; a dash where one of the two is not there."""
    return DASH if then is None or now is None else f"{now - then:+.1f}".replace("-0.0", "0.0").replace("+0.0", "0.0")


def _row(node: str, name: str, depth: int, score: float | None, value: IndicatorValue | None, language: str) -> Row:
    told = mark_of(value, language) if value and score is None else ""
    shown = write_figure(score, 1) if score is not None else told or DASH
    return Row(node, name, depth, score, shown, None, None, None, DASH, DASH, "", None, str(value.status) if value and told else "", DASH)


def _set_beside(row: Row, band: Band, language: str) -> Row:
    """The row beside its peers' middle half."""
    told = replace(row, low=band.low, median=band.median, high=band.high, band=f"{band.low:g}–{band.high:g}", middle=f"{band.median:g}")
    if row.score is None:
        return told
    lies = band.lies(row.score)
    return replace(told, ahead=row.score - band.median, lies=lies, standing=word_standing(lies, language))
