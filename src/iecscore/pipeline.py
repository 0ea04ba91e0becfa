"""The whole evaluation on one page, pure: rows and answers go in, a finished evaluation comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from iecscore.engine import compute_units, compute_values
from iecscore.matrix import build_matrix, mark_accepted, mark_owed, normalise
from iecscore.problems import Misuse, Problem, error
from iecscore.records import digest_of
from iecscore.responses import SurveyScores
from iecscore.scoring import METHODS, Rules, Scorecard, score_units
from iecscore.system import System, canonical_text, system_digest
from iecscore.values import Evaluation, IndicatorValue, Options, Rows, Unit, Weights
from iecscore.weights import COMBINATIONS, INDICATOR_SETS, RANDOM_INDICES, Judgements, build_tree, name_dropped, weigh

REDISTRIBUTE, ZERO = "redistribute", "zero"
POLICIES: Final = (REDISTRIBUTE, ZERO)


@dataclass(frozen=True, slots=True)
class Ranked:
    """What ranking values gives: weights, the scorecard, and notes on the way."""

    weights: Weights
    card: Scorecard
    notes: tuple[Problem, ...]


def evaluate(
    system: System,
    options: Options,
    rows: Sequence[Rows],
    answers: SurveyScores | None,
    judgements: Judgements | None,
    inputs: Sequence[tuple[str, str]],
    version: str,
) -> Evaluation:
    """Evaluate one level of one round: units, values, scores, weights, ranking.

    `rows` are the accepted rows of this round and those before, `inputs` name and digest of each file they came from.

    Raises:
        Misuse: the options ask for what there is not, or for weights the data or the panel cannot give.
    """
    refuse_unknown(system, options)
    units = compute_units(system, options.level, int(options.round), rows)
    values = compute_values(system, options.level, int(options.round), rows, answers)
    return seal(system, options, units, values, judgements, inputs, version)


def seal(
    system: System,
    options: Options,
    units: Sequence[Unit],
    values: Sequence[IndicatorValue],
    judgements: Judgements | None,
    inputs: Sequence[tuple[str, str]],
    version: str,
) -> Evaluation:
    """Rank values and put everything the ranking rests on beside it, under a digest of what went in."""
    ranked = rank_values(system, options, units, values, judgements)
    told = tuple(sorted(inputs))
    digest = system_digest(system)
    return Evaluation(
        id=digest_of((digest, options, told, digest_of(judgements), version)),
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
        ranking=ranked.card.ranking,
        notes=ranked.notes,
        system_text=canonical_text(system),
    )


def rank_values(
    system: System, options: Options, units: Sequence[Unit], values: Sequence[IndicatorValue], judgements: Judgements | None = None
) -> Ranked:
    """Build the matrix, score it on goalposts, weigh the tree, score and rank the units."""
    refuse_unknown(system, options)
    if not units:
        raise Misuse(error("rank.no_units", level=options.level, round=options.round))
    tree = build_tree(system, options.level, options.indicator_set)
    codes = [unit.code for unit in units]
    matrix = build_matrix(values, codes, tree.indicators)
    scores = normalise(matrix, system, [unit.profile for unit in units])
    core = frozenset(code for code in tree.indicators if system.indicators[code].set == "core")
    owed = mark_owed(scores, mark_accepted(values, codes, tree.indicators), core)
    weights = weigh(system, options, tree, scores, judgements)
    rules = Rules(options.method, system.criterion_coverage, system.levels[options.level].tiers, options.missing == ZERO)
    card = score_units(scores, tree, weights, units, owed, rules)
    notes = (*name_dropped(system, tree), *weights.notes)
    return Ranked(replace(weights, notes=notes), card, notes)


def refuse_unknown(system: System, options: Options) -> None:
    """Refuse every option that has no such value, all at once, whether the weights in force use it or not."""
    choices = (
        ("level", options.level, tuple(system.levels)),
        ("method", options.method, METHODS),
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
