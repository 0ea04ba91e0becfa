"""The tables on how sure ranks are: what the doubt comes from, other ways of counting, what is left out, what would turn neighbours round."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from iecscore.robustness.assessment import EXPERT, Assessment, Driver, LeftOut, Lever, NamedRanks, Swap, UnitDoubt, WayRanks
from iecscore.system import System
from iecscore.text import say
from iecscore.views.filled_numbers import say_cell, write_number
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
GROUP: Final = "group"
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


def list_tables(assessment: Assessment, system: System, names: Mapping[str, str], groups: Mapping[str, str], language: str) -> Iterator[Table]:
    """All of them, in the order a reader asks for them; `names` are those of units, `groups` those of respondents."""
    yield _drivers(assessment.drivers, language)
    yield _levers(assessment, system, names, language)
    yield _named(assessment, system, language)
    yield _ways(assessment, language)
    yield _left_out(assessment, system, names, groups, language)
    yield _swaps(assessment.swaps, system, names, language)
    yield _central(assessment, names, language)
    yield _reversals(assessment, language)
    yield _parts(assessment, system, names, language)
    yield _side_by_side(assessment, system, names, language)


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


def _side_by_side(assessment: Assessment, system: System, names: Mapping[str, str], language: str) -> Table:
    """Each unit's rank in every scenario by name, beside the one in force."""
    told = [item for item in assessment.named if item.ranks]
    places = sorted(range(len(assessment.units)), key=lambda place: _order(assessment.units[place]))
    rows = tuple(
        (say_unit(assessment.units[place].unit, names), *(str(rank or DASH) for rank in (assessment.units[place].rank, *_pick(told, place))))
        for place in places
        if told
    )
    heads = (say("Unit", language), say("Rank in force", language), *(_name_scenario(item.key, system, language) for item in told))
    title, about = say("Scenarios by name, side by side", language), say("The rank of each unit in each of them.", language)
    return Table("side_by_side", title, about, heads, rows, tuple(range(1, len(heads))))


def _order(unit: UnitDoubt) -> tuple[tuple[str, ...], bool, int]:
    return unit.league, unit.rank is None, unit.rank or 0


def _pick(told: Sequence[NamedRanks], place: int) -> list[int | None]:
    return [item.ranks[place] for item in told]


def _name_scenario(key: str, system: System, language: str) -> str:
    scenario = system.robustness.scenarios.get(key)
    return scenario.name.say(language) if scenario else key


def _named(assessment: Assessment, system: System, language: str) -> Table:
    rows = []
    for item in assessment.named:
        name = _name_scenario(item.key, system, language)
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


def _left_out(assessment: Assessment, system: System, names: Mapping[str, str], groups: Mapping[str, str], language: str) -> Table:
    told = sorted((item for item in assessment.left_out if item.largest), key=lambda item: (-(item.largest or 0), -(item.mean or 0)))[:MOST]
    rows = tuple(
        (
            say(KINDS[item.kind], language),
            _name_part(item, system, {**names, **groups} if item.kind == GROUP else names, language),
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


def _name_part(item: LeftOut, system: System, names: Mapping[str, str], language: str) -> str:
    """A part by its code and name; an expert whose name is kept by a number."""
    if item.kind == EXPERT:
        return say("expert {number}", language, number=item.part) if item.part.isdecimal() else item.part
    return f"{item.part} {name_node(system, item.part, language)}" if item.kind in NODES else say_unit(item.part, names)


def _swaps(swaps: Sequence[Swap], system: System, names: Mapping[str, str], language: str) -> Table:
    rows = tuple(
        (
            say_unit(item.first, names),
            say_unit(item.second, names),
            DASH if item.weight is None or item.weight_needed is None else f"{item.weight_of}: {item.weight:.1%} → {item.weight_needed:.1%}",
            DASH
            if item.value_needed is None
            else f"{item.value_of}: {_figure(item.value, item.value_of, system)} → {_figure(item.value_needed, item.value_of, system)}",
            DASH
            if item.cell is None or item.cell_needed is None
            else f"{say_cell(item.cell, system, language)}: {write_number(item.cell.value)} → {write_number(item.cell_needed)}",
        )
        for item in swaps
    )
    heads = (
        "Ahead",
        "Behind",
        "One weight that would tie them",
        "One figure of the unit behind that would tie them",
        "One number filled in that would",
    )
    return Table(
        "swaps",
        say("What would turn neighbours round", language),
        say("The smallest change of one weight, of one figure, and of one number filled in, with every figure that counts it.", language),
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
    told = sorted((item for item in assessment.levers if _reach(item)), key=lambda item: -_reach(item))[:MOST]
    rows = tuple(
        (
            say_unit(item.unit, names),
            f"{item.indicator} {name_node(system, item.indicator, language)}",
            name_interval(item.best, item.worst),
            *_tell_cell(item, system, language),
        )
        for item in told
    )
    about = say("The one figure, and of the numbers filled in the one, that moves a unit most within its plausible range.", language)
    heads = ("Unit", "Figure", "Ranks it reaches", "Number filled in", "Ranks it reaches")
    return Table("levers", say("Figures worth verifying first", language), about, _say_all(heads, language), rows, (2, 4))


def _reach(item: Lever) -> int:
    """How many ranks a unit moves by its figure or its number, whichever moves it more."""
    return max(item.worst - item.best, (item.cell_worst or 0) - (item.cell_best or 0))


def _tell_cell(item: Lever, system: System, language: str) -> tuple[str, str]:
    if item.cell is None or item.cell_low is None or item.cell_high is None:
        return DASH, DASH
    ends = f"{write_number(item.cell_low)}–{write_number(item.cell_high)}"
    return f"{say_cell(item.cell, system, language)}: {write_number(item.cell.value)} ({ends})", name_interval(item.cell_best, item.cell_worst)


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


def _parts(assessment: Assessment, system: System, names: Mapping[str, str], language: str) -> Table:
    """The units whose score is most in doubt, and from which parts of the tree."""
    spread = {unit.unit: unit.spread or 0.0 for unit in assessment.units}
    told = sorted(assessment.parts_of_tree, key=lambda item: -spread[item.unit])[:MOST]
    nodes = [node for node, _ in told[0].shares] if told else []
    rows = tuple((say_unit(item.unit, names), write_figure(spread[item.unit], 2), *(_share(share) for _, share in item.shares)) for item in told)
    about = say(
        "Shares of the variance of a unit's score, the weights as they are (Shapley effects, for parts that share respondents and cells).", language
    )
    heads = (say("Unit", language), say("Spread of the score", language), *(f"{node} {name_node(system, node, language)}" for node in nodes))
    return Table("parts", say("From which part of the tree the doubt comes", language), about, heads, rows, tuple(range(1, len(heads))))


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
