"""The tables on how sure ranks are: what the doubt comes from, other ways of counting, what is left out, what would turn neighbours round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from iecscore.robustness.assessment import Assessment, Driver, Swap, WayRanks
from iecscore.system import System
from iecscore.text import say
from iecscore.views.naming import DASH, name_interval, name_node, say_unit, write_figure

GROUPS: Final[Mapping[str, str]] = {
    "respondents": "who answered the surveys",
    "figures": "errors in reported figures",
    "gaps": "what is missing",
    "weights": "the weights",
    "method": "the method",
}
KINDS: Final[Mapping[str, str]] = {
    "indicator": "indicator",
    "criterion": "criterion",
    "dimension": "dimension",
    "expert": "expert",
    "group": "group of respondents",
    "unit": "unit",
}
NODES: Final = ("indicator", "criterion", "dimension")
TESTS: Final[Mapping[str, str]] = {"drop": "one unit leaves", "clone": "a copy of one unit joins", "dominated": "a weaker unit joins"}
NORMALISATIONS: Final[Mapping[str, str]] = {
    "goalposts": "goalposts within their band",
    "min-max": "lowest to highest value",
    "percentile": "percentile",
    "z-score": "standard score",
}
MOST: Final = 10
LEAST_FIRST: Final = 0.01
ALWAYS_FIRST: Final = 0.99


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: its key, title, what it says in a sentence, heads and rows; columns `right` hold figures."""

    key: str
    title: str
    about: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()


def list_tables(assessment: Assessment, system: System, names: Mapping[str, str], language: str) -> Iterator[Table]:
    """All of them, in the order a reader asks for them; `names` are those of units."""
    yield _drivers(assessment.drivers, language)
    yield _levers(assessment, system, names, language)
    yield _named(assessment, system, language)
    yield _ways(assessment, language)
    yield _left_out(assessment, system, names, language)
    yield _swaps(assessment.swaps, system, names, language)
    yield _central(assessment, names, language)
    yield _reversals(assessment, language)


def _drivers(drivers: Sequence[Driver], language: str) -> Table:
    shift = sorted((driver for driver in drivers if driver.output == "shift"), key=lambda driver: -driver.total)
    rows = tuple(
        (
            say(GROUPS[item.group], language),
            _share(item.first),
            _span(item.first_low, item.first_high),
            _share(item.total),
            _span(item.total_low, item.total_high),
        )
        for item in shift
    )
    heads = ("Source", "Alone", "90 % interval", "With what it takes part in", "90 % interval")
    about = say("Shares of the variance of the mean shift of ranks.", language)
    return Table("drivers", say("What the uncertainty comes from", language), about, _say_all(heads, language), rows, (1, 2, 3, 4))


def _ways(assessment: Assessment, language: str) -> Table:
    """A row a method, a column a normalisation: agreement, and how many units are ranked otherwise."""
    scales = tuple(dict.fromkeys(way.normalisation for way in assessment.ways))
    cells = {(way.method, way.normalisation): way for way in assessment.ways}
    methods = tuple(dict.fromkeys(way.method for way in assessment.ways))
    rows = tuple((method, *(_tell_way(assessment, cells.get((method, scale))) for scale in scales)) for method in methods)
    about = say(
        "Agreement with the ranks in force (WS, 1 = the same) and, in brackets, how many units are ranked otherwise. Weights: {sets}.",
        language,
        sets=", ".join(assessment.weight_sets),
    )
    heads = (say("Joined by", language), *(say(NORMALISATIONS[scale], language) for scale in scales))
    return Table("ways", say("Other ways of counting", language), about, heads, rows, tuple(range(1, len(heads))))


def _tell_way(assessment: Assessment, way: WayRanks | None) -> str:
    if way is None:
        return DASH
    return f"{DASH if way.agreement is None else f'{way.agreement:.3f}'} ({_count_moved(assessment, way.ranks)})"


def _named(assessment: Assessment, system: System, language: str) -> Table:
    rows = []
    for item in assessment.named:
        scenario = system.robustness.scenarios.get(item.key)
        name = scenario.name.say(language) if scenario else item.key
        if not item.ranks:
            rows.append((name, DASH, DASH, say("cannot be had for this round", language)))
            continue
        moved = _list_moved(assessment, item.ranks)
        told = say(", ", language).join(f"{code} {before}→{after or DASH}" for code, before, after in moved[:5])
        agreement = DASH if item.agreement is None else f"{item.agreement:.3f}"
        rows.append((name, agreement, str(len(moved)), told))
    heads = ("Scenario", "Agreement", "Units moved", "Farthest")
    return Table(
        "named",
        say("Scenarios by name", language),
        say("The same data, evaluated otherwise.", language),
        _say_all(heads, language),
        tuple(rows),
        (1, 2),
    )


def _left_out(assessment: Assessment, system: System, names: Mapping[str, str], language: str) -> Table:
    told = sorted((item for item in assessment.left_out if item.largest), key=lambda item: (-(item.largest or 0), -(item.mean or 0)))[:MOST]
    rows = tuple(
        (
            say(KINDS[item.kind], language),
            f"{item.part} {name_node(system, item.part, language)}" if item.kind in NODES else say_unit(item.part, names),
            f"{item.largest:.0f}",
            write_figure(item.mean, 2),
            say_unit(item.unit, names),
        )
        for item in told
    )
    heads = ("Left out", "Which", "Largest shift", "Mean shift", "Moves farthest")
    return Table(
        "left_out",
        say("When one part is left out", language),
        say("The other weights keep their proportions.", language),
        _say_all(heads, language),
        rows,
        (2, 3),
    )


def _swaps(swaps: Sequence[Swap], system: System, names: Mapping[str, str], language: str) -> Table:
    rows = tuple(
        (
            say_unit(item.first, names),
            say_unit(item.second, names),
            DASH if item.weight is None or item.weight_needed is None else f"{item.weight_of}: {item.weight:.1%} → {item.weight_needed:.1%}",
            DASH
            if item.value_needed is None
            else f"{item.value_of}: {_figure(item.value, item.value_of, system)} → {_figure(item.value_needed, item.value_of, system)}",
        )
        for item in swaps
    )
    heads = ("Ahead", "Behind", "One weight that would tie them", "One figure of the unit behind that would tie them")
    return Table(
        "swaps",
        say("What would turn neighbours round", language),
        say("The smallest change of one weight, and of one figure.", language),
        _say_all(heads, language),
        rows,
    )


def _central(assessment: Assessment, names: Mapping[str, str], language: str) -> Table:
    """Units that come first in more than one of a hundred scenarios, and with which weights they do."""
    told = sorted(
        (unit for unit in assessment.units if LEAST_FIRST < unit.first < ALWAYS_FIRST and unit.central), key=lambda unit: (unit.league, -unit.first)
    )
    rows = tuple(
        (
            say_unit(unit.unit, names),
            f"{unit.first:.0%}",
            DASH if unit.confidence is None else f"{unit.confidence:.0%}",
            say(", ", language).join(f"{leaf} {own:.1%} → {central:.1%}" for leaf, central, own in unit.central),
        )
        for unit in told
    )
    about = say("Mean weights of the scenarios in which the unit is first; told are those that differ most from the weights in force.", language)
    heads = ("Unit", "First", "First with these weights", "Weight in force → mean weight when first")
    return Table("central", say("Weights that put a unit first", language), about, _say_all(heads, language), rows, (1, 2))


def _levers(assessment: Assessment, system: System, names: Mapping[str, str], language: str) -> Table:
    told = sorted((item for item in assessment.levers if item.best != item.worst), key=lambda item: -(item.worst - item.best))[:MOST]
    rows = tuple(
        (say_unit(item.unit, names), f"{item.indicator} {name_node(system, item.indicator, language)}", name_interval(item.best, item.worst))
        for item in told
    )
    about = say("The one figure that moves a unit most within its plausible range.", language)
    return Table("levers", say("Figures worth verifying first", language), about, _say_all(("Unit", "Figure", "Ranks it reaches"), language), rows)


def _reversals(assessment: Assessment, language: str) -> Table:
    rows = []
    for test, words in TESTS.items():
        told = [item for item in assessment.reversals if item.test == test]
        compared, turned = sum(item.compared for item in told), sum(item.turned for item in told)
        if compared:
            rows.append((say(words, language), f"{compared:,}", f"{turned:,}"))
    heads = ("When", "Pairs compared", "Turned round")
    return Table(
        "reversals",
        say("Rank reversal", language),
        say("Do others change places when a unit comes or goes?", language),
        _say_all(heads, language),
        tuple(rows),
        (1, 2),
    )


def _count_moved(assessment: Assessment, ranks: Sequence[int | None]) -> int:
    return len(_list_moved(assessment, ranks))


def _list_moved(assessment: Assessment, ranks: Sequence[int | None]) -> list[tuple[str, int, int | None]]:
    """Units whose rank differs, the farthest first."""
    moved = [(unit.unit, unit.rank, rank) for unit, rank in zip(assessment.units, ranks, strict=True) if unit.rank and unit.rank != rank]
    return sorted(moved, key=lambda item: -abs((item[2] or 0) - item[1]) if item[2] else -len(ranks))


def _say_all(texts: Sequence[str], language: str) -> tuple[str, ...]:
    return tuple(say(text, language) for text in texts)


def _share(figure: float) -> str:
    return f"{max(figure, 0.0):.0%}"


def _span(low: float, high: float) -> str:
    return f"{max(low, 0.0):.0%}–{max(high, 0.0):.0%}"


def _figure(value: float | None, indicator: str, system: System) -> str:
    return write_figure(value, system.indicators[indicator].decimals)
