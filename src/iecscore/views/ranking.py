"""A ranking as it is shown: league by league, each unit with what its place rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from iecscore.problems import Problem
from iecscore.robustness.assessment import Assessment
from iecscore.scoring import INDEX, compares
from iecscore.scoring.comparing import SEPARATOR
from iecscore.system import System
from iecscore.text import say, word_problem
from iecscore.values import Evaluation, Options, RankRow, Unit
from iecscore.views.changes import explain_removed
from iecscore.views.marks import MISSING, mark_nodes
from iecscore.views.naming import DASH, name_interval, name_league, name_tier, remark_on

NOT_REPORTED: Final = "rank.not_reported"


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in its league; ranks and scores are empty where it is not ranked, and `remark` says why, or what is missing.

    `coverage` is of all indicators, `core_coverage` of the core ones; `row_coverage` is the lowest share of rows told behind a scored value.
    `interval` are the ranks of 90 % of scenarios, empty where nobody asked how sure the rank is; `marks` stand in place of dimensions.
    """

    unit: str
    name: str
    rank: int | None
    score: float | None
    tier: str
    lowest_rank: int | None
    other_rank: int | None
    coverage: float
    core_coverage: float
    row_coverage: float
    dimensions: tuple[float | None, ...]
    remark: str
    interval: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class League:
    """Units ranked together, best first, those without a rank last."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RankingView:
    """All leagues of an evaluation, and what the method has to say of its scores."""

    title: str
    evaluation: str
    method: str
    codes: tuple[str, ...]
    dimensions: tuple[str, ...]
    leagues: tuple[League, ...]
    notes: tuple[str, ...] = ()

    @property
    def tells_intervals(self) -> bool:
        """Whether ranks stand with their intervals."""
        return any(line.interval for league in self.leagues for line in league.lines)

    @property
    def tells_core(self) -> bool:
        """Whether the core indicators are covered otherwise than all are, for some unit."""
        return any(round(line.coverage, 4) != round(line.core_coverage, 4) for league in self.leagues for line in league.lines)


def view_ranking(evaluation: Evaluation, system: System, language: str, assessment: Assessment | None = None) -> RankingView:
    """The ranking of an evaluation in a language, with what was found out about its ranks."""
    doubts = {unit.unit: name_interval(unit.low, unit.high) for unit in assessment.units if unit.rank is not None} if assessment else {}
    unsure = DASH if assessment else ""
    level = system.levels[evaluation.options.level]
    units = {unit.code: unit for unit in evaluation.units}
    found = {(item.unit, item.node): item.score for item in evaluation.nodes}
    reasons, marks = _explain_unranked(evaluation, language), mark_nodes(evaluation)
    dimensions = tuple(node.node for node in evaluation.weights.nodes if node.node in system.dimensions)
    leagues = [
        League(
            name_league(system, evaluation.options.level, league, language),
            tuple(
                replace(
                    _line(row, units[row.unit], tuple(found.get((row.unit, node)) for node in dimensions), system, language, reasons),
                    interval=doubts.get(row.unit, unsure),
                    marks=tuple(marks.get((row.unit, node), "") for node in dimensions),
                )
                for row in order_rows(evaluation, league)
            ),
        )
        for league in sorted({row.league for row in evaluation.ranking})
    ]
    silent = tuple(replace(line, interval=unsure) for line in _list_silent(evaluation, len(dimensions), language))
    return RankingView(
        title=say(
            "{system}: {level}, round {round}",
            language,
            system=system.name.say(language),
            level=level.plural.say(language),
            round=evaluation.options.round,
        ),
        evaluation=evaluation.id,
        method=describe_options(evaluation.options, language),
        codes=dimensions,
        dimensions=tuple(system.dimensions[node].say(language) for node in dimensions),
        leagues=(*leagues, *([League(say("not evaluated", language), silent)] if silent else [])),
        notes=(*_explain_total(evaluation.options.method, language), *_list_notes(evaluation, system, language)),
    )


def _explain_unranked(evaluation: Evaluation, language: str) -> dict[str, str]:
    """Why units have no rank, but for those that lack data: screened out, or a comparing method found nobody to compare with."""
    alone = [row.unit for row in evaluation.ranking if row.rank is None and not row.withheld] if compares(evaluation.options.method) else []
    told = dict.fromkeys(alone, say("not ranked: nobody in its group to compare it with", language))
    return told | {item.unit: explain_removed(item, language) for item in evaluation.removed}


def _list_notes(evaluation: Evaluation, system: System, language: str) -> tuple[str, ...]:
    named = {
        SEPARATOR.join(row.league): name_league(system, evaluation.options.level, row.league, language) for row in evaluation.ranking if row.league
    }
    told = (word_problem(_name_group(note, named, language), language) for note in evaluation.notes if note not in evaluation.weights.notes)
    return tuple(say("{cause} {remedy}", language, cause=said.cause, remedy=said.remedy) for said in told)


def _name_group(note: Problem, named: Mapping[str, str], language: str) -> Problem:
    """A note on a league, which knows its codes, with the league's name."""
    name = named.get(str(note.words.get("league_en")))
    return replace(note, parameters=(*note.parameters, (f"league_{language}", name))) if name else note


def describe_options(options: Options, language: str) -> str:
    """Weights and method in one line, and what else differs from the plain options."""
    told = [say("weights: {weights}; method: {method}", language, weights=options.weights, method=options.method)]
    plain = Options(options.level, options.round)
    told += [say("indicators: {set}", language, set=options.indicator_set)] if options.indicator_set != plain.indicator_set else []
    told += [say("gaps: {policy}", language, policy=options.missing)] if options.missing != plain.missing else []
    told += [say("settings: {settings}", language, settings=", ".join(options.overrides))] if options.overrides else []
    return "; ".join(told)


def _explain_total(method: str, language: str) -> tuple[str, ...]:
    """Why a total may lie outside its dimension scores, where it may."""
    if method in {"weighted-mean", INDEX}:
        return ()
    if "topsis" in method:
        return (
            say(
                "Total score: how close to the best case and how far from the worst (TOPSIS), not the mean of the dimension scores; "
                "it can lie above or below all of them.",
                language,
            ),
        )
    return (say("Total score: by a method of its own, not the mean of the dimension scores; it can lie above or below all of them.", language),)


def word_lowest(language: str) -> str:
    """What the lowest case is, and of which indicators."""
    return say("Lowest case, core indicators only: gaps without an accepted reason score 0; what lacks rows scores × row coverage.", language)


def word_row_coverage(language: str) -> str:
    """What stands in the column of row coverage."""
    return say("Row coverage: the lowest share of rows told behind any of the unit's scored values; accepted reasons do not count.", language)


def order_rows(evaluation: Evaluation, league: tuple[str, ...]) -> list[RankRow]:
    """The rows of a league, best first, those without a rank last."""
    mine = [row for row in evaluation.ranking if row.league == league]
    return sorted(mine, key=lambda row: (row.rank is None, row.rank or 0, row.unit))


def _line(row: RankRow, unit: Unit, dimensions: tuple[float | None, ...], system: System, language: str, reasons: Mapping[str, str]) -> Line:
    return Line(
        row.unit,
        unit.name,
        row.rank,
        row.score,
        name_tier(system, unit.level, row.tier, language),
        row.lowest_rank,
        row.other_rank,
        row.coverage,
        row.coverage if row.core_coverage is None else row.core_coverage,
        row.row_coverage,
        dimensions,
        _join_remarks((reasons.get(row.unit) or remark_on(system, row, language), _count_parts(row, language)), language),
    )


def _join_remarks(remarks: Iterable[str], language: str) -> str:
    return ("；" if language == "zh" else "; ").join(filter(None, remarks))


def _count_parts(row: RankRow, language: str) -> str:
    """How many of the parts expected are in; nothing where all are."""
    return say("{told} of {due} parts in", language, told=row.parts_told, due=row.parts_due) if row.parts_told < row.parts_due else ""


def _list_silent(evaluation: Evaluation, dimensions: int, language: str) -> Iterator[Line]:
    """The units that cannot be evaluated: nothing is known of them but that others tell of them."""
    for told in evaluation.notes:
        if told.code == NOT_REPORTED:
            remark = say("not evaluated: the {part} workbook is not there", language, part=told.words[f"part_{language}"])
            for unit in str(told.words["units"]).split(", "):
                yield Line(unit, DASH, None, None, "", None, None, 0.0, 0.0, 0.0, (None,) * dimensions, remark, marks=(MISSING,) * dimensions)
