"""What options and origins are called in reports; the key a reader would type stands behind each name."""

from collections.abc import Iterable, Mapping
from typing import Final

from iecscore.system import ROOT, System
from iecscore.text import say
from iecscore.values import Evaluation, Options

METHODS: Final[Mapping[str, str]] = {
    "topsis": "TOPSIS on goalpost scores, ideals fixed at 0 and 100",
    "weighted-mean": "weighted mean of goalpost scores",
    "geometric-mean": "weighted geometric mean of goalpost scores, those below 1 counted as 1",
    "gra": "grey relational grade of goalpost scores against the ideal 100",
    "topsis-vector": "classical TOPSIS: vector normalisation, ideals observed in the league",
    "vikor": "VIKOR within the league: 100 · (1 − Q), v = 0.5",
    "promethee": "PROMETHEE II within the league: 50 · (1 + net flow), usual preference",
    "index": "index: indicators joined up the tree by the rules of the level",
}
SHORT: Final[Mapping[str, str]] = {
    "topsis": "TOPSIS",
    "weighted-mean": "weighted mean",
    "geometric-mean": "geometric mean",
    "gra": "grey relational grade",
    "topsis-vector": "classical TOPSIS",
    "vikor": "VIKOR",
    "promethee": "PROMETHEE II",
    "index": "index",
}
WEIGHTS: Final[Mapping[str, str]] = {
    "neutral": "neutral weights, equal within each parent",
    "ahp": "AHP, judgements of the panel",
    "entropy": "entropy of the data within each criterion",
    "critic": "CRITIC on the data within each criterion",
    "standard-deviation": "standard deviation of the data within each criterion",
    "coefficient-of-variation": "coefficient of variation of the data within each criterion",
    "gini": "Gini coefficient of the data within each criterion",
}
RULES: Final[Mapping[str, str]] = {
    "entropy": "entropy",
    "critic": "CRITIC",
    "standard-deviation": "standard deviation",
    "coefficient-of-variation": "coefficient of variation",
    "gini": "Gini coefficient",
}
COMBINATIONS: Final[Mapping[str, str]] = {
    "multiplicative": "product of the two weights, scaled to 100 %",
    "linear": "weighted mean of the two weights",
    "geometric": "weighted geometric mean of the two weights, scaled to 100 %",
}
POLICIES: Final[Mapping[str, str]] = {
    "redistribute": "the weight of a gap goes to the other indicators of its criterion",
    "zero": "a gap without an accepted reason scores 0, in core and extended indicators",
}
SETS: Final[Mapping[str, str]] = {"full": "all indicators", "core": "core indicators only", "administrative": "without survey indicators"}
INDICES: Final[Mapping[str, str]] = {
    "alonso-lamata": "Alonso & Lamata 2006",
    "saaty-1980": "Saaty 1980",
    "saaty-2005": "Saaty 2005",
    "donegan-dodd": "Donegan & Dodd 1991",
    "tummala-ling": "Tummala & Ling 1998",
}
WORDINGS: Final = (METHODS, SHORT, WEIGHTS, RULES, COMBINATIONS, POLICIES, SETS)


def name_choice(names: Mapping[str, str], key: str, language: str) -> str:
    """A choice in words, and its key."""
    return say("{name} ({key})", language, name=say(names[key], language), key=key)


def name_weights(options: Options, language: str) -> str:
    """Where the weights come from, in words, and the name to type."""
    parts = (say(WEIGHTS[part], language) if part in WEIGHTS else name_set(part, language) for part in options.weights.split("+"))
    return say("{name} ({key})", language, name=" + ".join(parts), key=options.weights)


def word_weights(options: Options, language: str) -> str:
    """Where the weights come from, in words alone."""
    return " + ".join(say(WEIGHTS[part], language) if part in WEIGHTS else name_set(part, language) for part in options.weights.split("+"))


def word_way(options: Options, language: str) -> str:
    """Weights and method in one line, in words alone."""
    return " · ".join((word_weights(options, language), say(SHORT[options.method], language) if options.method in SHORT else options.method))


def list_choices(options: Options, language: str) -> list[tuple[str, str]]:
    """Method and what becomes of gaps, and what else differs from the plain options, in words alone."""
    told = [(say("Scoring method", language), say(SHORT[options.method], language) if options.method in SHORT else options.method)]
    told += [(say("Data that are missing", language), say(POLICIES.get(options.missing, options.missing), language))]
    told += [(say("Set of indicators", language), say(SETS[options.indicator_set], language))] if options.indicator_set != "full" else []
    return told + ([(say("Settings", language), join(options.overrides, language))] if options.overrides else [])


def join(texts: Iterable[str], language: str) -> str:
    """Texts as a list in a sentence."""
    return say(", ", language).join(texts)


def name_set(name: str, language: str) -> str:
    """A weight set declared with the system."""
    return say("declared set {name}", language, name=name)


def name_origins(evaluation: Evaluation, system: System, language: str) -> dict[str, str]:
    """By parent, where the weights of its children come from."""
    parents = {node.parent: 0 for node in evaluation.weights.nodes}
    for node in evaluation.weights.nodes:
        parents[node.parent] += 1
    return {parent: _name_origin(evaluation, system, parent, language) if count > 1 else "–" for parent, count in parents.items()}


def _name_origin(evaluation: Evaluation, system: System, parent: str, language: str) -> str:
    first, *rest = evaluation.options.weights.split("+")
    rule = next((part for part in (first, *rest) if part in RULES), "")
    subjective = _name_subjective(evaluation, system, "neutral" if first in RULES else first, parent, language)
    if not rule or parent == ROOT or parent in system.dimensions or parent in _silent(evaluation):
        return subjective
    return f"{subjective} × {say(RULES[rule], language)}" if rest else say(RULES[rule], language)


def _name_subjective(evaluation: Evaluation, system: System, name: str, parent: str, language: str) -> str:
    judged = {item.parent: item.experts for item in evaluation.weights.consistency}
    if name == "ahp" and parent in judged:
        return say("AHP, experts: {count}", language, count=judged[parent])
    declared = system.weights.get("neutral" if name == "ahp" else name, {}).get(evaluation.options.level, {})
    if parent in declared:
        return name_set("neutral" if name == "ahp" else name, language)
    return say("neutral, not judged", language) if name == "ahp" else say("neutral", language)


def _silent(evaluation: Evaluation) -> set[str]:
    """The criteria in which the data said nothing, so that the weights from before hold."""
    told = (str(note.words["criteria"]) for note in evaluation.weights.notes if note.code == "weights.no_information")
    return {criterion for criteria in told for criterion in criteria.split(", ")}
