"""The method sheet: every option by name, every rule, every input by digest."""

from collections.abc import Iterator
from typing import Final

from iecscore.report.book import HEADING, Book, Cell
from iecscore.report.wording import COMBINATIONS, INDICES, METHODS, POLICIES, RULES, SETS, SHORT, join, name_choice, name_weights
from iecscore.scoring import other_method
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation, Options
from iecscore.views import list_stages

FORMULAS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "Goalpost score",
        (
            "s = (x − zero) ÷ (full − zero), cut at 0 and 1, for benefit and cost.",
            "For an interval a trapezoid: 1 between the ideal ends, falling to 0 at the limits.",
            "Goalposts belong to the version of the system: a unit's score moves only when the unit does.",
        ),
    ),
    (
        "Score, TOPSIS",
        (
            "D⁺² = Σ w (1 − s)², D⁻² = Σ w s², score = 100 · D⁻ ÷ (D⁺ + D⁻); w is the weight in the whole, the ideals are fixed at 1 and 0.",
            "Source: Deng, Yeh & Willis 2000.",
            "An indicator's share of D⁺² is what it holds a unit back, its share of D⁻² what it carries.",
        ),
    ),
    ("Score, weighted mean", ("100 · Σ w s.",)),
    (
        "Score, classical TOPSIS",
        (
            "Vector normalisation of goalpost scores, squared weights in the distance, ideals observed in the league; computed by pymcdm.",
            "Source: Hwang & Yoon 1981.",
            "A gap takes the unit's own score of the criterion. A unit that joins can reverse the order of two others.",
        ),
    ),
    (
        "Score, index",
        (
            "Values pass the stages of the level's chain in their order; each node joins its children by the rule in force there.",
            "Of a node's children that are there the weights are scaled to sum 1; a unit with less than the least share has no figure.",
            "Lowest case: an owed gap takes the low end of its scale, of ranks and z-scores the lowest figure there is, filled in or not.",
            "TOPSIS and weights from data read a chain's scores from 0 to 1, between the ends of their scales.",
        ),
    ),
    ("Dimension and criterion", ("Weighted means of goalpost scores, with the weights in force for the unit.",)),
    (
        "Missing",
        (
            "Within a criterion the weight of a gap goes to the indicators that are there.",
            "A criterion below the least coverage is withheld; a unit with a withheld criterion has no score and no rank.",
        ),
    ),
    (
        "Lowest case of a unit",
        (
            "Each of the unit's own gaps in a core indicator without an accepted reason scores 0; all other units keep their scores.",
            "A figure told in full whose denominator is too small is no such gap.",
        ),
    ),
    (
        "AHP",
        (
            "Principal eigenvector of the judgements; several experts are joined by the geometric mean.",
            "CR = (λ − n) ÷ ((n − 1) · RI).",
            "Source: Saaty 1977; Aczél & Saaty 1983.",
        ),
    ),
    (
        "Weights from the data",
        (
            "Within each criterion only, on goalpost scores of the units without a gap there; dimensions and criteria keep their weights.",
            "An indicator that does not tell the units apart gets weight 0.",
            "Entropy 1 − e; CRITIC sd · Σ (1 − r); standard deviation; coefficient of variation sd ÷ mean; Gini coefficient; each scaled to 100 %.",
            "Source: Shannon 1948; Diakoulaki, Mavrotas & Papayannakis 1995; Pearson 1896; Gini 1912.",
        ),
    ),
    ("Rank", ("Within a league; scores closer than 0.000000001 share the better rank.",)),
)


def write_method(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    """Write the method sheet."""
    title = say("How these figures were made", language)
    paper = book.add(
        say("Method", language), title, say("Whoever has the same files, options and version gets the same figures", language), (30, 118)
    )
    row = HEADING
    sections: tuple[tuple[str, Iterator[tuple[str, Cell]]], ...] = (
        (say("What was evaluated", language), _list_subject(evaluation, system, language)),
        (say("Options", language), _list_options(evaluation.options, language)),
        *_list_chain(evaluation, language),
        (say("Rules of the system", language), _list_rules(evaluation, system, language)),
        (say("Formulas", language), ((say(name, language), "\n".join(say(text, language) for text in texts)) for name, texts in FORMULAS)),
        (say("Provenance", language), _list_provenance(evaluation, language)),
    )
    for section, lines in sections:
        paper.put(row, 0, section, "section")
        paper.put(row, 1, None, "section")
        for name, cell in lines:
            row += 1
            paper.line(row, (name, cell), ("label", "digest" if section == sections[-1][0] else "text"))
        row += 2


def _list_chain(evaluation: Evaluation, language: str) -> tuple[tuple[str, Iterator[tuple[str, Cell]]], ...]:
    """The stages of the level's chain, where it has one."""
    stages = tuple(list_stages(evaluation, language))
    return ((say("Stages of the chain", language), iter(stages)),) if stages else ()


def _list_subject(evaluation: Evaluation, system: System, language: str) -> Iterator[tuple[str, Cell]]:
    ranked = sum(row.rank is not None for row in evaluation.ranking)
    level = system.levels[evaluation.options.level]
    yield say("Indicator system", language), _keyed(system.name.say(language), evaluation.system, language)
    yield say("Version of the system", language), evaluation.system_version
    yield say("Level (level)", language), _keyed(level.name.say(language), evaluation.options.level, language)
    yield say("Round (round)", language), evaluation.options.round
    yield say("Units", language), say("{count}, of which ranked {ranked}", language, count=len(evaluation.ranking), ranked=ranked)
    yield say("Indicators", language), str(len(evaluation.scores.indicators))


def _list_options(options: Options, language: str) -> Iterator[tuple[str, Cell]]:
    unused = say("not used by these weights", language)
    parts = options.weights.split("+")
    joined, panel, data = len(parts) > 1, "ahp" in parts, set(RULES) & set(parts)
    shared = joined and options.combine != "multiplicative"
    yield say("Weights (weights)", language), name_weights(options, language)
    yield (
        say("Random index of CR (random_index)", language),
        _keyed(INDICES[options.random_index], options.random_index, language) if panel else unused,
    )
    yield say("Joining of two weights (combine)", language), name_choice(COMBINATIONS, options.combine, language) if joined else unused
    yield say("Share of the first weight (ahp_share)", language), f"{options.ahp_share:g}" if shared else unused
    yield say("Data weights whatever the number of units (force)", language), _yes(options.force, language) if data else unused
    yield say("Ranked by (method)", language), name_choice(METHODS, options.method, language)
    yield say("Shown beside", language), say(SHORT[other_method(options.method)], language)
    yield say("Indicator set (indicator_set)", language), name_choice(SETS, options.indicator_set, language)
    yield say("Gaps (missing)", language), name_choice(POLICIES, options.missing, language)
    yield say("Seed (seed)", language), str(options.seed)
    yield say("Settings for this evaluation (overrides)", language), "\n".join(options.overrides) or say("none", language)


def _list_rules(evaluation: Evaluation, system: System, language: str) -> Iterator[tuple[str, Cell]]:
    tiers = system.levels[evaluation.options.level].tiers
    yield say("Tiers: least score", language), join((f"{tier.name.say(language)} ≥ {tier.from_:g}" for tier in tiers), language)
    yield say("Least coverage of a criterion", language), f"{system.criterion_coverage:.0%}"
    yield say("Least coverage of rows in a pooled value", language), f"{system.row_coverage:.0%}"
    yield say("Least number of units for data weights", language), str(system.data_weights_from)


def _list_provenance(evaluation: Evaluation, language: str) -> Iterator[tuple[str, Cell]]:
    yield say("Evaluation number", language), evaluation.id
    yield "iecscore", evaluation.version
    yield say("Digest of the system", language), evaluation.system_digest
    yield say("Input files", language), say("{count}, each with its digest on the last sheet", language, count=len(evaluation.inputs))


def write_inputs(book: Book, evaluation: Evaluation, language: str) -> None:
    """Write every file the figures rest on, with its digest."""
    title = say("Input files", language)
    paper = book.add(title, title, say("SHA-256 of what was read; a file that was changed has another.", language), (84, 76))
    heads = (say("Input", language), "SHA-256")
    paper.table(HEADING, heads, evaluation.inputs, ("text", "digest"))
    paper.freeze(HEADING, HEADING + 1, 0)


def _keyed(name: str, key: str, language: str) -> str:
    return say("{name} ({key})", language, name=name, key=key)


def _yes(told: bool, language: str) -> str:  # noqa: FBT001 - the option itself
    return say("yes", language) if told else say("no", language)
