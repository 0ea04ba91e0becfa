"""The whole evaluation on one page, pure: rows and answers go in, a finished evaluation comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from iecscore.engine import Reported, check_reported, compute_units, compute_values
from iecscore.matrix import Chained, Dues, Round, build_matrix, find_dues, lay_shares, looks_at_rounds, mark_accepted, run_chain
from iecscore.problems import Misuse, Problem, error
from iecscore.records import digest_of, to_json
from iecscore.responses import SurveyScores
from iecscore.scoring import (
    INDEX,
    METHODS,
    TOPSIS,
    Rules,
    Scorecard,
    climb_units,
    find_joints,
    make_ladder,
    reset_weights,
    score_units,
    tell_coverage,
)
from iecscore.survey import Survey, survey_digest, survey_text
from iecscore.system import System, canonical_text, override, read_settings, system_digest
from iecscore.system.chain import NORMALISE
from iecscore.values import Evaluation, IndicatorValue, Matrix, Options, RankRow, Rows, Unit, Weights
from iecscore.weights import COMBINATIONS, INDICATOR_SETS, RANDOM_INDICES, Judgements, Tree, build_tree, name_dropped, weigh

REDISTRIBUTE, ZERO = "redistribute", "zero"
POLICIES: Final = (REDISTRIBUTE, ZERO)
NO_SURVEYS: Final[Mapping[int, SurveyScores]] = {}
NOT_COUNTED: Final = Reported({})


@dataclass(frozen=True, slots=True)
class Ranked:
    """What ranking values gives: weights, the scorecard, what the chain changed on the way, and notes."""

    weights: Weights
    card: Scorecard
    chained: Chained
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """The units of a round and their values."""

    year: int
    units: Sequence[Unit]
    values: Sequence[IndicatorValue]


def evaluate(  # noqa: PLR0913, PLR0917 - everything an evaluation is made of
    system: System,
    options: Options,
    rows: Sequence[Rows],
    answers: SurveyScores | None,
    judgements: Judgements | None,
    inputs: Sequence[tuple[str, str]],
    version: str,
    surveys: Mapping[int, SurveyScores] = NO_SURVEYS,
    survey: Survey | None = None,
) -> Evaluation:
    """Evaluate one level of one round: units, values, scores, weights, ranking.

    `rows` are the accepted rows of this round and those before, of all rounds where the chain looks at them (`needs_rounds`); `surveys` are the
    scores of the other rounds' answers then; `inputs` are name and digest of each file they came from; `survey` is the questionnaire answered.

    Raises:
        Misuse: the options ask for what there is not, or for weights the data or the panel cannot give.
    """
    refuse_unknown(system, options)
    told = _tell(system, options.level, int(options.round), rows, answers)
    reported = check_reported(system, told.year, rows, told.units, answers.answered if answers else ())
    if not told.units and reported.notes:
        raise Misuse(error("rank.no_units", level=options.level, round=options.round), *reported.notes)
    others = tell_others(system, options, rows, surveys)
    return seal(system, options, told.units, told.values, judgements, inputs, version, others, survey, reported)


def tell_others(system: System, options: Options, rows: Sequence[Rows], surveys: Mapping[int, SurveyScores]) -> tuple[Told, ...]:
    """The units and values of the other rounds told, where the chain of the level looks at them."""
    years = sorted({item.year for item in rows} - {int(options.round)}) if needs_rounds(system, options) else []
    return tuple(_tell(system, options.level, year, rows, surveys.get(year)) for year in years)


def _tell(system: System, level: str, year: int, rows: Sequence[Rows], answers: SurveyScores | None) -> Told:
    heard = [item for item in rows if item.year <= year]
    return Told(year, compute_units(system, level, year, heard), compute_values(system, level, year, heard, answers))


def needs_rounds(system: System, options: Options) -> bool:
    """Whether the chain of the level looks at other rounds than the one evaluated."""
    refuse_unknown(system, options)
    return looks_at_rounds(override(system, options.level, options.overrides).levels[options.level])


def settle_method(system: System, options: Options) -> Options:
    """The options with the method of the level where none is told: `index` where its chain aggregates, else TOPSIS."""
    if options.method:
        return options
    return replace(options, method=INDEX if override(system, options.level, options.overrides).levels[options.level].aggregated else TOPSIS)


def seal(  # noqa: PLR0913, PLR0917 - everything an evaluation is made of
    system: System,
    options: Options,
    units: Sequence[Unit],
    values: Sequence[IndicatorValue],
    judgements: Judgements | None,
    inputs: Sequence[tuple[str, str]],
    version: str,
    others: Sequence[Told] = (),
    survey: Survey | None = None,
    reported: Reported = NOT_COUNTED,
) -> Evaluation:
    """Rank values and put everything the ranking rests on beside it, under a digest of what went in; `reported` is which parts came in."""
    refuse_unknown(system, options)
    options = settle_method(system, options)
    ranked = rank_values(system, options, units, values, judgements, others)
    told = tuple(sorted(inputs))
    digest, asked = system_digest(system), [survey_digest(survey)] if survey else []
    silent = [reported.notes] if reported.notes else []
    return Evaluation(
        id=digest_of((digest, _choices(options), told, digest_of(judgements), version, *asked, *silent)),
        options=options,
        system=system.key,
        system_version=system.version,
        system_digest=digest,
        inputs=told,
        version=version,
        units=tuple(units),
        values=tuple(values),
        scores=ranked.card.scores,
        weights=ranked.weights,
        nodes=ranked.card.nodes,
        contributions=ranked.card.contributions,
        ranking=tuple(_count_parts(row, reported) for row in ranked.card.ranking),
        notes=(*ranked.notes, *reported.notes),
        system_text=canonical_text(system),
        imputed=ranked.chained.imputed,
        treated=ranked.chained.treated,
        removed=ranked.chained.removed,
        tested=ranked.chained.tested,
        survey_digest="".join(asked),
        survey_text=survey_text(survey) if survey else "",
    )


def _count_parts(row: RankRow, reported: Reported) -> RankRow:
    told, due = reported.counts.get(row.unit, (0, 0))
    return replace(row, parts_told=told, parts_due=due)


def _choices(options: Options) -> dict[str, Any]:
    """The options as they enter the number of an evaluation; without settings it is the number it had before there were any."""
    told: dict[str, Any] = to_json(options)
    return told if options.overrides else {name: value for name, value in told.items() if name != "overrides"}


def rank_values(
    system: System,
    options: Options,
    units: Sequence[Unit],
    values: Sequence[IndicatorValue],
    judgements: Judgements | None = None,
    others: Sequence[Told] = (),
) -> Ranked:
    """Build the matrix, run the level's chain (without one: goalposts), weigh the tree, score and rank the units."""
    refuse_unknown(system, options)
    if not units:
        raise Misuse(error("rank.no_units", level=options.level, round=options.round))
    tree, options = build_tree(system, options.level, options.indicator_set), settle_method(system, options)
    codes = [unit.code for unit in units]
    matrix = build_matrix(values, codes, tree.indicators)
    in_force = override(system, options.level, options.overrides)
    rounds = [lay_out(told, tree) for told in others if told.units]
    chained = run_chain(in_force, in_force.levels[options.level], matrix, units, int(options.round), rounds)
    core = frozenset(code for code in tree.indicators if system.indicators[code].set == "core")
    accepted, shares = mark_accepted(values, codes, tree.indicators), lay_shares(values, codes, tree.indicators)
    weights = weigh(system, options, tree, chained.positions, judgements)
    told = {item.node: float(item.value) for item in read_settings(system.levels[options.level], options.overrides) if item.stage == "weights"}
    weights = reset_weights(tree, weights, told)
    card = _score(in_force, options, tree, weights, units, chained, matrix, find_dues(matrix, accepted, shares, core))
    notes = (*name_dropped(system, tree), *weights.notes)
    ranking = tell_coverage(card.ranking, weights, tree.indicators, ~np.isnan(matrix.values), shares, core)
    return Ranked(replace(weights, notes=notes), replace(card, ranking=ranking), chained, (*notes, *card.notes))


def lay_out(told: Told, tree: Tree) -> Round:
    """The matrix of another round."""
    matrix = build_matrix(told.values, [unit.code for unit in told.units], tree.indicators)
    return Round(told.year, tuple(told.units), matrix.values)


def _score(
    system: System, options: Options, tree: Tree, weights: Weights, units: Sequence[Unit], chained: Chained, matrix: Matrix, dues: Dues
) -> Scorecard:
    level = system.levels[options.level]
    rules = Rules(options.method, system.criterion_coverage, level.tiers, options.missing == ZERO)
    if options.method != INDEX:
        scores = chained.positions
        filled = np.isnan(matrix.values) & ~np.isnan(scores.values)
        return score_units(scores, tree, weights, units, dues.forgive(filled), rules)
    full = 100.0 if level.link(NORMALISE) is None else 1.0
    ladder = make_ladder(tree, weights, find_joints(level, tree))
    return climb_units(chained, ladder, weights, units, ~np.isnan(matrix.values), dues, rules, full)


def refuse_unknown(system: System, options: Options) -> None:
    """Refuse every option that has no such value, all at once, whether the weights in force use it or not."""
    choices = (
        ("level", options.level, tuple(system.levels)),
        ("method", options.method or TOPSIS, METHODS),
        ("indicator_set", options.indicator_set, INDICATOR_SETS),
        ("missing", options.missing, POLICIES),
        ("combine", options.combine, COMBINATIONS),
        ("random_index", options.random_index, tuple(RANDOM_INDICES)),
    )
    problems = [
        error("rank.unknown_choice", option=name, given=given, known=", ".join(known)) for name, given, known in choices if given not in known
    ]
    if not (options.round.isascii() and options.round.isdigit()):
        problems.append(error("rank.not_a_year", given=options.round))
    if problems:
        raise Misuse(*problems)
    level = override(system, options.level, options.overrides).levels[options.level]
    if options.method == INDEX and not level.aggregated:
        raise Misuse(error("rank.no_chain", level=options.level))
