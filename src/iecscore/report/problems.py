"""The sheets of problems: open queries of the data, flags beside values, and values that are not scored."""

from collections.abc import Mapping, Sequence
from typing import Final

from iecscore.problems import Place, Problem, Severity
from iecscore.report.book import HEADING, Book, Cell
from iecscore.system import System
from iecscore.text import say, word_problem
from iecscore.values import Evaluation, IndicatorValue
from iecscore.views import mark_of, survey_of, word_flag, write_figure
from iecscore.views.reasons import explain_reason

SEVERITIES: Final[Mapping[Severity, str]] = {Severity.ERROR: "error", Severity.QUERY: "query", Severity.NOTE: "note"}
PROBLEMS: Final = ("No.", "Kind", "File", "Worksheet", "Cell", "What is wrong", "What to do")
FLAGS: Final = ("No.", "Unit code", "Name", "Indicator", "Value", "Name of the indicator", "Flag")
GAPS: Final = ("No.", "Unit code", "Name", "Indicator", "Mark", "Name of the indicator", "Why there is no score")
LOOKS: Final = ("integer", "code", "text", "code", "centre", "text", "text")
WIDTHS: Final = (6, 10, 40, 18, 14, 56, 60)


def write_problems(book: Book, evaluation: Evaluation, system: System, problems: Sequence[Problem], language: str) -> None:
    """Write the three lists, each on a sheet of its own, so that its headings stand on every printed page."""
    units = {unit.code: unit.name for unit in evaluation.units}
    values = [value for value in evaluation.values if value.indicator in evaluation.scores.indicators]
    asked = survey_of(evaluation)
    gaps = [
        _list_value(value, units, mark_of(value, language), explain_reason(system, value, asked, language), system, language)
        for value in values
        if not value.scored
    ]
    flags = [
        _list_value(value, units, _write_value(value, system, language), word_flag(system, value, flag, language), system, language)
        for value in values
        for flag in value.flags
    ]
    queries = [_list_problem(problem, language) for problem in sorted(problems, key=lambda problem: problem.place)]
    _write_list(book, say("Open queries of the data", language), PROBLEMS, queries, language)
    _write_list(book, say("Flags beside values", language), FLAGS, flags, language)
    _write_list(book, say("Values not scored", language), GAPS, gaps, language)


def _write_list(book: Book, title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], language: str) -> None:
    paper = book.add(title, f"{title} ({len(rows)})", say("What an evaluator should know before quoting a figure", language), WIDTHS)
    numbered = [(number, *cells) for number, cells in enumerate(rows, start=1)]
    row = paper.table(HEADING, [say(text, language) for text in heads], numbered, LOOKS)
    if not rows:
        paper.put(row, 0, say("None.", language), "subtitle")
    paper.freeze(HEADING, HEADING + 1, 0)


def _list_problem(problem: Problem, language: str) -> tuple[Cell, ...]:
    cause, remedy = word_problem(problem, language)
    return say(SEVERITIES[problem.severity], language), problem.place.file, problem.place.sheet, _name_cell(problem.place), cause, remedy


def _name_cell(place: Place) -> str:
    return " ".join(part for part in (place.cell, str(place.line or ""), place.key) if part)


def _list_value(value: IndicatorValue, units: Mapping[str, str], shown: str, why: str, system: System, language: str) -> tuple[Cell, ...]:
    return value.unit, units[value.unit], value.indicator, shown, system.indicators[value.indicator].name.say(language), why


def _write_value(value: IndicatorValue, system: System, language: str) -> str:
    if value.value is None:
        return mark_of(value, language)
    indicator = system.indicators[value.indicator]
    return f"{write_figure(value.value, indicator.decimals)} {indicator.unit.say(language)}"
