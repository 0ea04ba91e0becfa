"""How sure the ranks of an evaluation are, as it is told: intervals, pairs, what the doubt comes from, other ways, what would turn neighbours."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from iecscore.problems import Problem, note
from iecscore.robustness.assessment import Assessment, PairDoubt, UnitDoubt
from iecscore.robustness.data_design import EXPERTS, FIGURES
from iecscore.robustness.neighbours import SURE, find_verdict
from iecscore.system import System
from iecscore.text import say, word_problem
from iecscore.values import Evaluation
from iecscore.views.doubt_tables import GROUPS, Table, list_tables
from iecscore.views.naming import DASH, name_interval, name_league, name_tier, say_unit
from iecscore.views.questionnaire import survey_of
from iecscore.weights import AHP

NEAR: Final = 0.005
KINDS: Final[Mapping[str, str]] = {"integer": "whole numbers", "number": "other numbers", "money": "amounts of money"}


@dataclass(frozen=True, slots=True)
class DoubtLine:
    """One unit: its rank, the ranks of 90 % of scenarios, its confidence set, the method range, its rank in the compromise of all ways.

    Then shares of scenarios, none where never ranked: by tier, of being first and among the first so many, and the largest standard error of them.
    """

    unit: str
    name: str
    rank: str
    median: str
    interval: str
    confident: str
    methods: str
    tiers: tuple[tuple[str, float | None], ...]
    first: float | None
    mean: float | None
    spread: float | None
    compromise: str = DASH
    top: tuple[tuple[int, float | None], ...] = ()
    error: float | None = None


@dataclass(frozen=True, slots=True)
class DoubtLeague:
    """Units ranked together, best first; what is said of each pair of neighbours, of those in doubt by their codes, and how many are not."""

    name: str
    lines: tuple[DoubtLine, ...]
    sentences: tuple[str, ...]
    doubtful: tuple[str, ...]
    counted: str


@dataclass(frozen=True, slots=True)
class DoubtView:
    """Everything that is told of the ranks of an evaluation."""

    title: str
    made: str
    tiers: tuple[str, ...]
    leagues: tuple[DoubtLeague, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...]


def view_robustness(evaluation: Evaluation, assessment: Assessment, system: System, language: str, *, named: bool = True) -> DoubtView:
    """An assessment in words; tables tell units by their codes alone where they are not `named`."""
    level = system.levels[evaluation.options.level]
    names = {unit.code: unit.name for unit in evaluation.units}
    leagues, survey = sorted({unit.league for unit in assessment.units}), survey_of(evaluation)
    told = names if named else {}
    groups = {key: group.name.say(language) for key, group in survey.groups.items()} if survey else {}
    return DoubtView(
        title=say("How sure the ranks are: {level}, round {round}", language, level=level.plural.say(language), round=evaluation.options.round),
        made=tell_made(assessment, language),
        tiers=tuple(tier.name.say(language) for tier in level.tiers),
        leagues=tuple(_view_league(evaluation, assessment, system, league, names, language) for league in leagues),
        tables=tuple(table for table in (*list_tables(assessment, system, told, groups, language), _pairs(assessment, told, language)) if table.rows),
        notes=(
            *_list_notes(assessment, language),
            *_note_figures(assessment, system, language),
            *_note_weights(evaluation, assessment, system, language),
        ),
    )


def word_interval(assessment: Assessment, language: str) -> str:
    """What the interval beside a rank means."""
    return say(
        "90 % interval: the ranks a unit has in 90 % of {draws} scenarios of other data and weights that could have come in.",
        language,
        draws=f"{assessment.draws:,}",
    )


def word_pair(pair: PairDoubt, names: Mapping[str, str], language: str) -> str:
    """The sentence on a pair of neighbours."""
    return say("{cause} {remedy}", language, **word_problem(_note(pair, names), language)._asdict())


def _note(pair: PairDoubt, names: Mapping[str, str]) -> Problem:
    first, second = (say_unit(code, names) for code in (pair.first, pair.second))
    return note(find_verdict(pair.ahead), first=first, second=second, share=f"{100 * pair.ahead:.0f}")


def tell_made(assessment: Assessment, language: str) -> str:
    """What was varied, how often, with which seed, of which evaluation."""
    parts = say(", ", language).join(say(GROUPS["weights" if part == EXPERTS else part], language) for part in assessment.parts)
    return say(
        "{draws} scenarios in which these vary: {parts}; seed {seed}; evaluation {id}.",
        language,
        draws=f"{assessment.draws:,}",
        parts=parts or DASH,
        seed=assessment.seed,
        id=assessment.evaluation[:16],
    )


def _view_league(
    evaluation: Evaluation, assessment: Assessment, system: System, league: tuple[str, ...], names: Mapping[str, str], language: str
) -> DoubtLeague:
    mine = sorted((unit for unit in assessment.units if unit.league == league), key=lambda unit: (unit.rank is None, unit.rank or 0, unit.unit))
    codes, agreed = {unit.unit for unit in mine}, find_agreed(assessment)
    pairs = [pair for pair in assessment.pairs if pair.neighbours and pair.first in codes]
    doubtful = [pair for pair in pairs if pair.ahead < SURE]
    counted = say("Neighbours whose order can be relied on: {sure} of {all} pairs.", language, sure=len(pairs) - len(doubtful), all=len(pairs))
    return DoubtLeague(
        name_league(system, evaluation.options.level, league, language),
        tuple(_view_line(unit, agreed.get(unit.unit, DASH), evaluation, system, names, language) for unit in mine),
        tuple(word_pair(pair, names, language) for pair in pairs),
        tuple(word_pair(pair, {}, language) for pair in doubtful),
        counted if pairs else "",
    )


def _view_line(unit: UnitDoubt, compromise: str, evaluation: Evaluation, system: System, names: Mapping[str, str], language: str) -> DoubtLine:
    level = evaluation.options.level
    return DoubtLine(
        unit.unit,
        names.get(unit.unit, ""),
        str(unit.rank or DASH),
        str(unit.median or DASH),
        name_interval(unit.low, unit.high),
        name_interval(unit.set_best, unit.set_worst),
        name_interval(unit.method_low, unit.method_high),
        tuple((name_tier(system, level, key, language), share if unit.median else None) for key, share in unit.tiers),
        unit.first if unit.median else None,
        unit.mean,
        unit.spread,
        compromise,
        tuple((top, share if unit.median else None) for top, share in unit.top if top > 1),
        unit.error if unit.median else None,
    )


def find_agreed(assessment: Assessment) -> dict[str, str]:
    """The rank of each unit in the compromise of all ways of counting."""
    ranks = assessment.compromise or (None,) * len(assessment.units)
    return {unit.unit: str(rank or DASH) for unit, rank in zip(assessment.units, ranks, strict=True)}


def _pairs(assessment: Assessment, names: Mapping[str, str], language: str) -> Table:
    """What is said of each pair of neighbours, and the share it rests on."""
    pairs = [pair for pair in assessment.pairs if pair.neighbours] if assessment.ways else []
    rows = tuple((word_pair(pair, names, language), write_share_error(pair.ahead, pair.error)) for pair in pairs)
    heads = (say("Neighbours", language), say("Ahead in", language))
    return Table("pairs", say("Neighbours, pair by pair", language), say("Shares with their standard errors.", language), heads, rows, (1,))


def _list_notes(assessment: Assessment, language: str) -> Iterator[str]:
    yield say(
        "Interval: the ranks a unit has in 90 % of the scenarios, the method staying as it is. It says how far the data and the weights decide.",
        language,
    )
    yield say("Confidence set: the ranks its true score may have; with 90 % confidence the true rank is among them.", language)
    if assessment.ways:
        yield say("Method range: the ranks of 90 % of other ways of counting, on the data as they came.", language)
        yield say("Compromise: one ranking of all these ways, by how many of the others each unit is ahead of in most of them (Copeland).", language)
    if not assessment.settled:
        yield say(
            "For {count} units the ends of the interval still move by more than a rank: ask for more scenarios.", language, count=assessment.restless
        )


def _note_figures(assessment: Assessment, system: System, language: str) -> Iterator[str]:
    """How far figures were taken to be off."""
    data = system.robustness.data
    if FIGURES in assessment.parts and data.cells:
        told = say(", ", language).join(f"{_name_cells(name, system, language)} {doubt.error:.1%}" for name, doubt in data.cells.items())
        yield say("Figures: as the numbers filled in behind them are off, one standard deviation each: {cells}.", language, cells=told)
    elif FIGURES in assessment.parts:
        yield say("Figures: each off by {error}, one standard deviation.", language, error=f"{data.figure_error:.1%}")


def _name_cells(name: str, system: System, language: str) -> str:
    """What an error of cells is declared for: a kind of column, a table, or a column."""
    if name in KINDS:
        return say(KINDS[name], language)
    table, _, column = name.partition(".")
    declared = system.tables[table]
    return declared.columns[column].name.say(language) if column else declared.name.say(language)


def _note_weights(evaluation: Evaluation, assessment: Assessment, system: System, language: str) -> Iterator[str]:
    """How the weights were varied."""
    if assessment.judges:
        yield say(
            "Weights: the {count} experts of the panel drawn anew, each with the whole of their own judgements.", language, count=assessment.judges
        )
    elif EXPERTS in assessment.parts:
        yield say("Weights: each up to {bound} higher or lower than it is.", language, bound=f"{system.robustness.data.weight_bound:.0%}")
        if evaluation.options.weights == AHP:
            yield say("The experts were not drawn anew: only one judged, or the judgement file has changed since the evaluation.", language)


def write_share_error(share: float, error: float) -> str:
    """A share with its standard error."""
    return f"{write_share(share)} ± {100 * error:.1f}"


def write_share(share: float | None) -> str:
    """A share in per cent; what is not quite none or all is told as such."""
    if share is None:
        return DASH
    told = max(share, 0.0)
    return "<1%" if 0 < told < NEAR else ">99%" if 1 - NEAR < told < 1 else f"{told:.0%}"
