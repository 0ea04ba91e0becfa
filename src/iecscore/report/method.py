"""The method sheet: every option by name, every rule, every input by digest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from iecscore.report.book import HEADING, Book, Cell
from iecscore.report.wording import COMBINATIONS, INDICES, METHODS, POLICIES, RULES, SETS, SHORT, join, name_choice, name_weights
from iecscore.scoring import other_method
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation, Options
from iecscore.views import list_stages

LIST: Final = 4
SUMMARY_LOOKS: Final = ("text", "integer", "digest")
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
            "Vector normalisation of goalpost scores, squared weights in the distance, ideals observed in the league.",
            "Source: Hwang & Yoon 1981.",
            "A gap takes the unit's own score of the criterion. A unit that joins can reverse the order of two others.",
        ),
    ),
    (
        "Score, geometric mean",
        (
            "100 · exp(Σ w ln s); an indicator score below 1 counts as 1, since a single 0 would make the whole 0.",
            "An indicator's share of −Σ w ln s is what it holds a unit back.",
        ),
    ),
    (
        "Score, grey relational grade",
        (
            "100 · Σ w ξ, ξ = 0.5 ÷ (1 − s + 0.5): nearest and furthest distance are those of the ideals 1 and 0, so no other unit moves a grade.",
            "Source: Deng 1989.",
            "A unit with 0 everywhere has 33.3. An indicator's share of Σ w (1 − ξ) is what it holds a unit back, of Σ w ξ what it carries.",
        ),
    ),
    (
        "Score, VIKOR",
        (
            "S = Σ w d, R = max w d, d = (best − s) ÷ (best − worst) of the league; Q is the mean of S and R, each from 0 to 1; 100 · (1 − Q).",
            "Source: Opricovic & Tzeng 2004.",
            "A gap takes the unit's own score of the criterion. Compromise set and conditions stand below the ranking.",
        ),
    ),
    (
        "Score, PROMETHEE II",
        (
            "Of each pair of units in the league the better one takes the weight of the indicator, however small the difference; 50 · (1 + φ⁺ − φ⁻).",
            "Source: Brans & Vincke 1985.",
            "A gap takes the unit's own score of the criterion.",
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
            "A core value of which only a part of the rows was told, without an accepted reason, keeps that part: score × row coverage.",
            "Extended indicators do not enter the lowest case.",
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


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the method sheet: its heading, and what is in force, each with its name."""

    title: str
    lines: tuple[tuple[str, Cell], ...]


def list_method(evaluation: Evaluation, system: System, language: str) -> tuple[Section, ...]:
    """Everything in force in an evaluation, section by section; the last tells what it rests on."""
    sections: tuple[tuple[str, Iterator[tuple[str, Cell]]], ...] = (
        (say("What was evaluated", language), _list_subject(evaluation, system, language)),
        (say("Options", language), _list_options(evaluation.options, language)),
        *_list_chain(evaluation, language),
        (say("Rules of the system", language), _list_rules(evaluation, system, language)),
        (say("Formulas", language), ((say(name, language), "\n".join(say(text, language) for text in texts)) for name, texts in FORMULAS)),
        (say("Provenance", language), _list_provenance(evaluation, language)),
    )
    return tuple(Section(title, tuple(lines)) for title, lines in sections)


def write_method(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    """Write the method sheet."""
    title = say("How these figures were made", language)
    paper = book.add(
        say("Method", language), title, say("Whoever has the same files, options and version gets the same figures", language), (30, 118)
    )
    row, sections = HEADING, list_method(evaluation, system, language)
    for section in sections:
        paper.put(row, 0, section.title, "section")
        paper.put(row, 1, None, "section")
        for name, cell in section.lines:
            row += 1
            paper.line(row, (name, cell), ("label", "digest" if section is sections[-1] else "text"))
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
    yield from [(say("Digest of the questionnaires", language), evaluation.survey_digest)] if evaluation.survey_digest else []
    yield say("Input files", language), say("{count}, each with its digest on the last sheet", language, count=len(evaluation.inputs))


def write_inputs(book: Book, evaluation: Evaluation, language: str) -> None:
    """Write what the figures rest on: printed, a digest a round; beside it on the screen, each file with its own."""
    title = say("Input files", language)
    note = say("SHA-256 of what was read; a changed file has another. Every file is listed from column E on, which is not printed.", language)
    paper = book.add(title, title, note, (22, 12, 84, 4, 84, 76))
    told = _sum_up(evaluation.inputs, language)
    last = paper.table(HEADING, (say("Round", language), say("Inputs", language), say("SHA-256 of the list", language)), told, SUMMARY_LOOKS)
    paper.line(HEADING, (say("Input", language), "SHA-256"), ("head", "head"), LIST)
    for row, item in enumerate(evaluation.inputs, start=HEADING + 1):
        paper.line(row, item, ("text", "digest"), LIST)
    paper.freeze(HEADING, HEADING + 1, 0)
    paper.sheet.print_area(0, 0, last - 1, LIST - 2)


def _sum_up(inputs: Sequence[tuple[str, str]], language: str) -> list[tuple[str, int, str]]:
    """By round, how many inputs there are and the digest of their list; what has no round is told as judgements."""
    rounds: dict[str, list[str]] = {}
    for name, digest in inputs:
        year, slash, _ = name.partition("/")
        rounds.setdefault(year if slash and year.isdigit() else say("Judgements", language), []).append(f"{name}\t{digest}\n")
    return [(key, len(lines), sha256("".join(lines).encode()).hexdigest()) for key, lines in sorted(rounds.items())]


def _keyed(name: str, key: str, language: str) -> str:
    return say("{name} ({key})", language, name=name, key=key)


def _yes(told: bool, language: str) -> str:  # noqa: FBT001 - the option itself
    return say("yes", language) if told else say("no", language)
