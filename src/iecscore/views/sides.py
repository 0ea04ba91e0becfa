"""Units of a kind beside the others, as the values of a column tell them apart: how their scores changed from one round to another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Cell, Evaluation
from iecscore.views.movement import FEW, Seen, find_scores, write_change
from iecscore.views.naming import name_code, name_league


@dataclass(frozen=True, slots=True)
class SideLine:
    """The units of a group with one value: their median in the first and last round and of their changes, with the middle half of these.

    `parts` are the median changes of the dimensions. Of fewer than three units nothing but their number is told.
    """

    league: str
    value: str
    count: int
    first: float | None
    last: float | None
    change: float | None
    low: float | None
    high: float | None
    parts: tuple[float | None, ...]

    @property
    def few(self) -> bool:
        """Whether there are too few units for a median."""
        return self.count < FEW


@dataclass(frozen=True, slots=True)
class Sides:
    """The values of a column side by side, and what is said of them."""

    name: str
    lines: tuple[SideLine, ...]
    sentences: tuple[str, ...]


def view_sides(held: Sequence[Seen], system: System, place: str, traits: Mapping[str, tuple[Cell, ...]], language: str) -> Sides:
    """The first and last of rounds counted alike, by the values of a column; `traits` are each unit's."""
    table, _, column = place.partition(".")
    last = held[-1].evaluation
    values = sorted({value for told in traits.values() for value in told}, key=lambda value: (value is not True, str(value)))
    leagues = sorted({unit.league for unit in last.units})
    scores = [find_scores(held[end].evaluation) for end in (0, -1)]
    lines = tuple(_line(last, scores, system, place, league, value, traits, language) for league in leagues for value in values)
    told = tuple(line for line in lines if line.count)
    return Sides(system.tables[table].columns[column].name.say(language), told, tuple(_tell(told, language)))


def name_value(system: System, place: str, value: Cell, language: str) -> str:
    """A value of a column in words: yes or no, the wording of its code, or as it was told."""
    if isinstance(value, bool):
        return say("yes", language) if value else say("no", language)
    return name_code(system, place, str(value), language)


def _line(
    last: Evaluation,
    scores: Sequence[Mapping[tuple[str, str], float]],
    system: System,
    place: str,
    league: tuple[str, ...],
    value: Cell,
    traits: Mapping[str, tuple[Cell, ...]],
    language: str,
) -> SideLine:
    there = [
        unit.code
        for unit in last.units
        if unit.league == league and value in traits.get(unit.code, ()) and all((unit.code, ROOT) in told for told in scores)
    ]
    names = (name_league(system, last.options.level, league, language), name_value(system, place, value, language))
    dimensions = [item.node for item in last.weights.nodes if item.parent == ROOT]
    if len(there) < FEW:
        return SideLine(*names, len(there), None, None, None, None, None, (None,) * len(dimensions))
    changes = _subtract(scores, there, ROOT)
    low, _, high = quantiles(changes, n=4, method="inclusive")
    ends = [median(told[unit, ROOT] for unit in there) for told in scores]
    parts = tuple(median(told) if (told := _subtract(scores, there, node)) else None for node in dimensions)
    return SideLine(*names, len(there), ends[0], ends[1], median(changes), low, high, parts)


def _subtract(scores: Sequence[Mapping[tuple[str, str], float]], units: Sequence[str], node: str) -> list[float]:
    first, last = scores
    return [last[unit, node] - first[unit, node] for unit in units if (unit, node) in first and (unit, node) in last]


def _tell(lines: Sequence[SideLine], language: str) -> Iterator[str]:
    """A sentence on each group in which two values or more can be set side by side; apart are only those whose middle halves do not meet."""
    for league in dict.fromkeys(line.league for line in lines):
        mine = [line for line in lines if line.league == league and not line.few]
        if len(mine) < 2:  # noqa: PLR2004 - it takes two to compare
            yield say("{league}: fewer than 3 units on a side, so the two are not compared.", language, league=league)
            continue
        told = say("; ", language).join(_word(line, language) for line in mine)
        if _meet(mine):
            yield say("{league}: {told}. The middle halves overlap: no difference between them is claimed.", language, league=league, told=told)
        else:
            yield say("{league}: {told}. The middle halves lie apart; why they do is not said by these figures.", language, league=league, told=told)


def _word(line: SideLine, language: str) -> str:
    return say(
        "{value}: median change {change}, middle half {low} to {high}, {count} units",
        language,
        value=line.value,
        change=write_change(line.change),
        low=write_change(line.low),
        high=write_change(line.high),
        count=line.count,
    )


def _meet(lines: Sequence[SideLine]) -> bool:
    """Whether the middle halves of any two overlap."""
    ordered = sorted(lines, key=lambda line: line.low or 0.0)
    return any((one.high or 0.0) >= (other.low or 0.0) for one, other in pairwise(ordered))
