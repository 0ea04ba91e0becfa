"""Units by the values of a column, as places or fields: how many, in which tiers, and how their scores lie where there are enough of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from iecscore.scoring import WITH_TIERS
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Cell, Evaluation, RankRow
from iecscore.views.movement import FEW
from iecscore.views.naming import name_tier, write_figure
from iecscore.views.overview import find_scale
from iecscore.views.sides import name_value


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """The units of one value: all, the ranked, those in each tier; of fewer than three ranked units no score is told.

    `upper` is the share of the ranked in the upper half of the tiers; `coverage` the least of all its units.
    """

    code: str
    name: str
    units: int
    ranked: int
    tiers: tuple[int, ...]
    upper: float | None
    middle: float | None
    low: float | None
    high: float | None
    coverage: float | None

    @property
    def few(self) -> bool:
        """Whether there are too few ranked units for a median."""
        return self.ranked < FEW


@dataclass(frozen=True, slots=True)
class PlacesView:
    """The values of a column with their units, in the order of its dictionary; `upper` names the tiers counted as upper ones."""

    name: str
    tiers: tuple[str, ...]
    upper: str
    lines: tuple[PlaceLine, ...]
    sentences: tuple[str, ...]
    decimals: int


def view_places(
    evaluation: Evaluation, system: System, place: str, traits: Mapping[str, tuple[Cell, ...]], league: tuple[str, ...] | None, language: str
) -> PlacesView:
    """The units of an evaluation, or of one of its leagues, by the values of a column; `traits` are each unit's values."""
    table, _, column = place.partition(".")
    declared, level = system.tables[table].columns[column], evaluation.options.level
    rows = [row for row in evaluation.ranking if league is None or row.league == league]
    tiers = [tier.key for tier in system.levels[level].tiers] if evaluation.options.method in WITH_TIERS else []
    lines = tuple(
        _line(str(value), name_value(system, place, value, language), [row for row in rows if value in traits.get(row.unit, ())], tiers)
        for value in _list_values(system.dictionaries[declared.dictionary].codes if declared.dictionary else (), traits)
    )
    names = tuple(name_tier(system, level, tier, language) for tier in tiers)
    several = sum(len(traits.get(row.unit, ())) > 1 for row in rows)
    decimals = find_scale(evaluation).decimals
    sentences = tuple(_tell(declared.name.say(language), lines, several, decimals, language))
    return PlacesView(declared.name.say(language), names, say(", ", language).join(names[: _half(tiers)]), lines, sentences, decimals)


def _list_values(codes: Sequence[str] | Mapping[str, object], traits: Mapping[str, tuple[Cell, ...]]) -> list[Cell]:
    """The codes of the dictionary in its order, then what else was told."""
    told = {value for values in traits.values() for value in values}
    return [*codes, *sorted(told - set(codes), key=str)]


def _half(tiers: Sequence[str]) -> int:
    """How many of the tiers are upper ones."""
    return max(1, len(tiers) // 2) if tiers else 0


def _line(code: str, name: str, rows: Sequence[RankRow], tiers: Sequence[str]) -> PlaceLine:
    ranked = [row for row in rows if row.rank is not None and row.score is not None]
    counts = tuple(sum(row.tier == tier for row in ranked) for tier in tiers)
    coverage = min((row.coverage for row in rows), default=None)
    if len(ranked) < FEW:
        return PlaceLine(code, name, len(rows), len(ranked), counts, None, None, None, None, coverage)
    scores = [row.score for row in ranked if row.score is not None]
    upper = sum(counts[: _half(tiers)]) / len(ranked) if tiers else None
    return PlaceLine(code, name, len(rows), len(ranked), counts, upper, median(scores), min(scores), max(scores), coverage)


def _tell(name: str, lines: Sequence[PlaceLine], several: int, decimals: int, language: str) -> Iterator[str]:
    """How many values have units, how many enough of them, and between which medians these lie; nothing of one ahead of another."""
    there, enough = [line for line in lines if line.units], [line for line in lines if not line.few]
    words = {"name": name, "there": len(there), "enough": len(enough)}
    yield say("{name}: {there} have units, {enough} of them at least 3 that are ranked; of fewer no median is told.", language, **words)
    if several:
        yield say("{name}: {count} units have more than one value and are counted with each.", language, name=name, count=several)
    if len(enough) > 1:
        middles = sorted(line.middle for line in enough if line.middle is not None)
        ends = {"low": write_figure(middles[0], decimals), "high": write_figure(middles[-1], decimals)}
        yield say(
            "{name}: medians lie between {low} and {high}. They rest on few units and are not tested against each other; no order is claimed.",
            language,
            name=name,
            **ends,
        )
