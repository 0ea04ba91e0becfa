"""What a chain changed on the way from values to scores: gaps filled, outliers treated, units screened out, each stage with its options."""

from collections.abc import Iterator
from typing import Final

from iecscore.system import System, override
from iecscore.text import say
from iecscore.values import Evaluation, ImputedValue, RemovedUnit, TreatedValue
from iecscore.views.naming import write_figure

STAGES: Final = {
    "impute": "Gaps filled (impute)",
    "screen": "Units screened (screen)",
    "treat": "Outliers treated (treat)",
    "normalise": "Normalised (normalise)",
    "aggregate": "Joined up the tree (aggregate)",
}
RULES: Final = {
    "mean": "mean of the indicator",
    "median": "median of the indicator",
    "group-mean": "mean of the unit's group",
    "group-median": "median of the unit's group",
    "row-mean": "mean of the unit's other indicators",
    "row-median": "median of the unit's other indicators",
    "regression": "regression on other indicators",
    "nearest-neighbour": "value of the most similar unit",
    "latest": "the latest round before",
    "constant": "the nearest round",
    "linear": "on the line between two rounds",
    "linear-constant": "on the line between two rounds, else the nearest",
}


def list_stages(evaluation: Evaluation, language: str) -> Iterator[tuple[str, str]]:
    """Each stage the values went through with every option in force."""
    for step in evaluation.scores.steps:
        if step.name in STAGES:
            yield say(STAGES[step.name], language), "\n".join(f"{name}: {value}" for name, value in step.options)


def explain_changes(evaluation: Evaluation, unit: str, indicator: str, language: str) -> Iterator[tuple[str, str]]:
    """What was filled in or pulled in for a value."""
    for filled in evaluation.imputed:
        if (filled.unit, filled.indicator) == (unit, indicator):
            yield say("Filled in", language), word_imputed(filled, language)
    for treated in evaluation.treated:
        if (treated.unit, treated.indicator) == (unit, indicator):
            yield say("Treated", language), word_treated(treated)


def word_imputed(cell: ImputedValue, language: str) -> str:
    """A filled gap: its value, the error to expect, and the rule."""
    rule = say(RULES[cell.method], language)
    told = f"{rule} ({', '.join(map(str, cell.sources))})" if cell.sources else rule
    return f"{cell.value:,.6g} ± {write_figure(cell.error, 4)}: {told}"


def word_treated(cell: TreatedValue) -> str:
    """A treated value, before and after."""
    return f"{cell.before:,.6g} → {cell.after:,.6g} ({cell.treatment})"


def explain_removed(cell: RemovedUnit, language: str) -> str:
    """Why a unit is not scored: it was screened out."""
    return say("screened out: {share} of its data are there", language, share=f"{cell.available:.0%}")


def describe_normalising(evaluation: Evaluation, system: System, indicator: str, language: str) -> str:
    """How an indicator's values became scores, where its level normalises by a chain; else nothing."""
    level = override(system, evaluation.options.level, evaluation.options.overrides).levels[evaluation.options.level]
    told = level.normalised(indicator) if indicator in level.paths else None
    if told is None:
        return ""
    own = ", ".join(f"{name}: {value}" for name, value in told.model_dump(exclude_none=True).items() if name != "method")
    return say("normalised by {method}", language, method=" ".join((told.method or "min-max", f"({own})" if own else "")).strip())
