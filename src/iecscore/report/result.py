"""The result workbook: what one sends to a ministry, and can defend line by line."""

from collections.abc import Sequence
from pathlib import Path

from iecscore.problems import Problem
from iecscore.report.book import open_report
from iecscore.report.changes import write_changes
from iecscore.report.indicators import write_scores, write_values
from iecscore.report.method import write_inputs, write_method
from iecscore.report.nodes import write_nodes
from iecscore.report.outliers import write_tests
from iecscore.report.problems import write_problems
from iecscore.report.ranking import write_ranking
from iecscore.report.robustness import write_robustness
from iecscore.report.weights import write_consistency, write_weights
from iecscore.robustness.assessment import Assessment
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import view_ranking


def write_result(
    evaluation: Evaluation,
    system: System,
    problems: Sequence[Problem],
    path: Path,
    language: str,
    label: str = "",
    assessment: Assessment | None = None,
) -> Path:
    """Write the result workbook of an evaluation.

    `problems` are the open queries of its data, `label` stands on every sheet, `assessment` tells how sure its ranks are.
    """
    with open_report(path, view_ranking(evaluation, system, language).title, name_provenance(evaluation, language), label) as book:
        write_ranking(book, evaluation, system, language, assessment)
        if assessment:
            write_robustness(book, evaluation, assessment, system, language)
        write_nodes(book, evaluation, system, language)
        write_values(book, evaluation, system, language)
        write_scores(book, evaluation, system, language)
        if evaluation.imputed or evaluation.treated or evaluation.removed:
            write_changes(book, evaluation, system, language)
        if evaluation.tested:
            write_tests(book, evaluation, system, language)
        write_weights(book, evaluation, system, language)
        if evaluation.weights.consistency:
            write_consistency(book, evaluation, system, language)
        write_problems(book, evaluation, system, problems, language)
        write_method(book, evaluation, system, language)
        write_inputs(book, evaluation, language)
    return path


def name_provenance(evaluation: Evaluation, language: str) -> str:
    """What every sheet says of where its figures come from."""
    return say(
        "Indicator system {system}, version {version} · round {round} · evaluation {id} · iecscore {program}",
        language,
        system=evaluation.system,
        version=evaluation.system_version,
        round=evaluation.options.round,
        id=evaluation.id[:16],
        program=evaluation.version,
    )
