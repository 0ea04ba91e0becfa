"""The method sheet: every option by name, every input by digest."""

from dataclasses import asdict

from iecscore.system.model import System
from iecscore.text import say, word_problem
from iecscore.values import Evaluation

OPTION_NAMES = {
    "level": "Level",
    "round": "Round",
    "weights": "Weights",
    "method": "Ranking method",
    "indicator_set": "Indicator set",
    "missing": "Missing policy",
    "combine": "Rule of combination",
    "ahp_share": "Share of AHP in the combination",
    "random_index": "Random index",
    "force": "Data weights forced below the least number of units",
    "seed": "Seed",
}
FORMULAS = (
    ("Goalposts", "score = clip((x − zero) / (full − zero), 0, 1) × 100; interval indicators by a trapezoid"),
    (
        "TOPSIS",
        "D⁺² = Σ w (1 − s)², D⁻² = Σ w s², closeness = 100 · D⁻ / (D⁺ + D⁻); s in [0, 1], fixed ideals 1 and 0 (Deng, Yeh & Willis 2000)",
    ),
    ("Other method", "Beside each rank: classical vector TOPSIS (Hwang & Yoon 1981) on units with all indicators, or the weighted mean"),
    ("Missing", "Weights are redistributed within the criterion; a criterion below the least coverage is withheld and its unit is not ranked"),
    ("Lowest case", "The rank if each missing core cell without an accepted reason scored 0"),
    ("Tiers", "Declared score cut-offs, versioned with the system"),
)


def method_rows(evaluation: Evaluation, system: System, language: str) -> list[tuple[str, str]]:
    """Option and what is in force, line by line."""
    options = [(say(OPTION_NAMES[name], language), _worded(value, language)) for name, value in asdict(evaluation.options).items()]
    cutoffs = [f"{tier.name.say(language)} ≥ {tier.from_:g}" for tier in system.levels[evaluation.options.level].tiers]
    return [
        (say("Evaluation", language), evaluation.id),
        (
            say("Indicator system", language),
            f"{system.name.say(language)} ({evaluation.system} {evaluation.system_version}, {evaluation.system_digest[:16]})",
        ),
        (say("iecscore", language), evaluation.version),
        *options,
        (say("Cut-offs of the tiers", language), "; ".join(cutoffs)),
        (say("Least coverage of a criterion", language), f"{system.criterion_coverage:.0%}"),
        (say("Least row coverage of a pooled value", language), f"{system.row_coverage:.0%}"),
        *((say(name, language), say(text, language)) for name, text in FORMULAS),
        *((say("Note on the weights", language), word_problem(note, language).cause) for note in evaluation.weights.notes),
        *((say("Input", language), f"{name}  sha256 {digest}") for name, digest in evaluation.inputs),
    ]


def _worded(value: object, language: str) -> str:
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    return say(str(value), language)
