"""What became of units from round to round: who moved by more than the data leave open, and how each part of the tree moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, sqrt
from statistics import median
from typing import Final

from iecscore.robustness.assessment import Assessment
from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views.naming import DASH, name_league, name_node, write_figure

FEW: Final = 3
NAMED: Final = 3
NORMAL_90: Final = 1.645
UP, DOWN, OPEN, UNKNOWN = "up", "down", "open", "unknown"


@dataclass(frozen=True, slots=True)
class Seen:
    """The evaluation of a round as far as it is seen, and how sure its ranks are, where somebody asked."""

    evaluation: Evaluation
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class Mover:
    """A unit's score of the part shown in the first and the last round, the change with half its 90 % interval, and what is to be said of it.

    `verdict` is up, down, open (the change lies within its interval) or unknown (no interval was worked out); `parts` are the dimensions' changes.
    """

    unit: str
    name: str
    league: str
    first: float
    last: float
    margin: float | None
    verdict: str
    told: str
    parts: tuple[float | None, ...]

    @property
    def change(self) -> float:
        """By how much the score is higher."""
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class NodeLine:
    """The median of a part in each round, over the units of the group scored there in all of them, and how many these are."""

    node: str
    name: str
    depth: int
    count: int
    medians: tuple[float | None, ...]
    change: float | None


@dataclass(frozen=True, slots=True)
class LeagueMovement:
    """The parts of the tree within a group of units ranked together."""

    name: str
    lines: tuple[NodeLine, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """Everything told of the change between rounds."""

    years: tuple[str, ...]
    part: str
    dimensions: tuple[str, ...]
    movers: tuple[Mover, ...]
    leagues: tuple[LeagueMovement, ...]
    messages: tuple[str, ...]
    judged: bool


def view_movement(held: Sequence[Seen], system: System, node: str, language: str) -> Movement:
    """Rounds counted alike, the earliest first and at least two, side by side; `node` is the part of the tree whose movers are listed."""
    scores = [find_scores(seen.evaluation) for seen in held]
    last = held[-1].evaluation
    dimensions = tuple(item.node for item in last.weights.nodes if item.parent == ROOT)
    movers = tuple(_list_movers(held, scores, system, node, dimensions, language))
    leagues = sorted({unit.league for unit in last.units})
    judged = any(mover.margin is not None for mover in movers)
    return Movement(
        tuple(seen.evaluation.options.round for seen in held),
        name_part(system, node, language),
        tuple(name_part(system, code, language) for code in dimensions),
        tuple(sorted(movers, key=lambda mover: (-mover.change, mover.unit))),
        tuple(
            LeagueMovement(name_league(system, last.options.level, one, language), _list_lines(last, scores, system, one, language))
            for one in leagues
        ),
        (*_count_units(held, movers, language), *_tell_movers(movers, node, language)),
        judged,
    )


def name_part(system: System, node: str, language: str) -> str:
    """Code and name of a part; the whole is the total score."""
    return say("Total score", language) if node == ROOT else f"{node} {name_node(system, node, language)}"


def find_scores(evaluation: Evaluation) -> dict[tuple[str, str], float]:
    """Every score of a unit and part: of the whole that of the ranked, of nodes and indicators those there are."""
    told = {(row.unit, ROOT): row.score for row in evaluation.ranking if row.score is not None and row.rank is not None}
    nodes = {(item.unit, item.node): item.score for item in evaluation.nodes if item.score is not None and item.node != ROOT}
    return nodes | told


def _list_movers(
    held: Sequence[Seen], scores: Sequence[Mapping[tuple[str, str], float]], system: System, node: str, dimensions: Sequence[str], language: str
) -> Iterator[Mover]:
    first, last = scores[0], scores[-1]
    evaluation = held[-1].evaluation
    spreads = [_find_spreads(held[place], node) for place in (0, -1)]
    for unit in evaluation.units:
        key = (unit.code, node)
        if key not in first or key not in last:
            continue
        change, margin = last[key] - first[key], _find_margin([told.get(unit.code) for told in spreads])
        verdict = _judge(change, margin)
        league = name_league(system, unit.level, unit.league, language)
        parts = tuple(_subtract(last.get((unit.code, code)), first.get((unit.code, code))) for code in dimensions)
        yield Mover(unit.code, unit.name, league, first[key], last[key], margin, verdict, _word(verdict, language), parts)


def _find_spreads(seen: Seen, node: str) -> dict[str, float]:
    """The standard deviation of each unit's total score over the scenarios of the data; of parts none is kept."""
    if seen.assessment is None or node != ROOT:
        return {}
    return {unit.unit: unit.spread for unit in seen.assessment.units if unit.spread is not None and not isnan(unit.spread)}


def _find_margin(spreads: Sequence[float | None]) -> float | None:
    """Half of the 90 % interval of a change, both rounds varying by themselves."""
    told = [spread for spread in spreads if spread is not None]
    return NORMAL_90 * sqrt(sum(spread**2 for spread in told)) if len(told) == len(spreads) else None


def _judge(change: float, margin: float | None) -> str:
    if margin is None:
        return UNKNOWN
    return OPEN if abs(change) <= margin else UP if change > 0 else DOWN


def _word(verdict: str, language: str) -> str:
    words = {
        UP: say("▲ rose", language),
        DOWN: say("▼ fell", language),
        OPEN: say("within its interval: no change is told", language),
        UNKNOWN: say("not judged: no interval", language),
    }
    return words[verdict]


def _subtract(last: float | None, first: float | None) -> float | None:
    return None if last is None or first is None else last - first


def _list_lines(
    last: Evaluation, scores: Sequence[Mapping[tuple[str, str], float]], system: System, league: tuple[str, ...], language: str
) -> tuple[NodeLine, ...]:
    """The whole, each dimension and its criteria; indicators are left to the pages of units."""
    units = [unit.code for unit in last.units if unit.league == league]
    return tuple(
        _line(node, depth, units, scores, name_part(system, node, language)) for node, depth in list_parts(last) if node not in last.scores.indicators
    )


def list_parts(evaluation: Evaluation) -> Iterator[tuple[str, int]]:
    """The parts of the tree above the indicators from top to bottom, each with how deep it lies."""
    children: dict[str, list[str]] = {}
    for item in evaluation.weights.nodes:
        children.setdefault(item.parent, []).append(item.node)

    def walk(node: str, depth: int) -> Iterator[tuple[str, int]]:
        if node in children:
            yield node, depth
        for child in children.get(node, ()):
            yield from walk(child, depth + 1)

    yield from walk(ROOT, 0)


def _line(node: str, depth: int, units: Sequence[str], scores: Sequence[Mapping[tuple[str, str], float]], name: str) -> NodeLine:
    there = [unit for unit in units if all((unit, node) in told for told in scores)]
    if len(there) < FEW:
        return NodeLine(node, name, depth, len(there), (None,) * len(scores), None)
    medians = tuple(median(told[unit, node] for unit in there) for told in scores)
    return NodeLine(node, name, depth, len(there), medians, median(scores[-1][unit, node] - scores[0][unit, node] for unit in there))


def _count_units(held: Sequence[Seen], movers: Sequence[Mover], language: str) -> Iterator[str]:
    first, last = held[0].evaluation, held[-1].evaluation
    units = {row.unit for seen in held for row in seen.evaluation.ranking}
    words = {"count": len(movers), "first": first.options.round, "last": last.options.round, "rest": len(units) - len(movers)}
    yield say("{count} units are scored in both round {first} and round {last}.", language, **words)
    if words["rest"]:
        yield say("Of {rest} units no change is told: they are not scored in one of the two.", language, **words)


def _tell_movers(movers: Sequence[Mover], node: str, language: str) -> Iterator[str]:
    """How many moved by more than the data leave open, and which the most; nothing of those that cannot be told apart from standing still."""
    counts = {verdict: sum(mover.verdict == verdict for mover in movers) for verdict in (UP, DOWN, OPEN, UNKNOWN)}
    if counts[UP] or counts[DOWN] or counts[OPEN]:
        yield say(
            "{up} rose and {down} fell by more than the data leave open; the change of {open} lies within its 90 % interval and is not called one.",
            language,
            **counts,
        )
    if counts[UP]:
        yield say("Rose the most: {names}.", language, names=_name_most(movers, UP, language))
    if counts[DOWN]:
        yield say("Fell the most: {names}.", language, names=_name_most(movers, DOWN, language))
    if node != ROOT and movers:
        yield say("Intervals are worked out for the total score only; changes of parts are figures and are not judged.", language)
    elif counts[UNKNOWN]:
        yield say(
            "For {unknown} units nobody has worked out how sure the scores of both rounds are; their changes are not judged.", language, **counts
        )


def _name_most(movers: Sequence[Mover], verdict: str, language: str) -> str:
    most = sorted((mover for mover in movers if mover.verdict == verdict), key=lambda mover: (-abs(mover.change), mover.unit))[:NAMED]
    return say(", ", language).join(f"{mover.unit} {write_change(mover.change)}" for mover in most)


def write_change(change: float | None, decimals: int = 1) -> str:
    """A change with its sign; a dash where none is told."""
    if change is None:
        return DASH
    told = write_figure(abs(change), decimals)
    return f"{'−' if change < 0 else '+'}{told}" if float(told.replace(",", "")) else told


def explain_unlike(before: Evaluation, evaluation: Evaluation, language: str) -> str:
    """Why scores of an earlier round are not set beside those of this one."""
    words = {"year": before.options.round, "then": before.system_version, "now": evaluation.system_version}
    if before.system_digest != evaluation.system_digest:
        return say(
            "Round {year} was scored with another state of the indicator system ({then} then, {now} now) and is not compared.", language, **words
        )
    return say("Round {year} was scored with other weights, another method or other settings and is not compared.", language, **words)
