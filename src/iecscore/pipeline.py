"""The whole evaluation on one page, pure: rows and answers go in, a finished evaluation comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from iecscore.matrix import build_matrix, fill_lowest, mark_accepted, mark_owed, normalise
from iecscore.problems import Misuse, Problem, error
from iecscore.records import digest_of
from iecscore.scoring import Rules, Scorecard, score_units
from iecscore.system.digest import canonical_text, system_digest
from iecscore.system.model import System
from iecscore.values import Evaluation, IndicatorValue, Matrix, Options, Rows, Unit, Weights
from iecscore.weights import Judgements, build_tree, name_dropped, weigh

REDISTRIBUTE, ZERO = "redistribute", "zero"


@dataclass(frozen=True, slots=True)
class Ranked:
    """What ranking values gives: goalpost scores, weights, the scorecard, and notes on the way."""

    scores: Matrix
    weights: Weights
    card: Scorecard
    notes: tuple[Problem, ...]


def evaluate(
    system: System,
    options: Options,
    rows: Sequence[Rows],
    answers: object,
    judgements: Judgements | None,
    inputs: Sequence[tuple[str, str]],
    version: str,
) -> Evaluation:
    """Evaluate one level of one round: units, values, scores, weights, ranking.

    `rows` are the accepted rows of this round and those before, `inputs` name and digest of each file they came from.

    Raises:
        Misuse: the options ask for what there is not, or for weights the data or the panel cannot give.
    """
    from iecscore.engine import compute_units, compute_values

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
        scores=ranked.scores,
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
    scores = fill_lowest(scores, owed) if options.missing == ZERO else scores
    weights = weigh(system, options, tree, scores, judgements)
    rules = Rules(options.method, system.criterion_coverage, system.levels[options.level].tiers)
    card = score_units(scores, tree, weights, units, owed, rules)
    notes = (*name_dropped(system, tree), *weights.notes)
    return Ranked(scores, replace(weights, notes=notes), card, notes)


def refuse_unknown(system: System, options: Options) -> None:
    """Refuse a level, round or missing policy that there is not, all at once."""
    choices = (("level", options.level, tuple(system.levels)), ("missing", options.missing, (REDISTRIBUTE, ZERO)))
    problems = [
        error("rank.unknown_choice", option=name, given=given, known=", ".join(known)) for name, given, known in choices if given not in known
    ]
    if not (options.round.isascii() and options.round.isdigit()):
        problems.append(error("rank.not_a_year", given=options.round))
    if problems:
        raise Misuse(*problems)
