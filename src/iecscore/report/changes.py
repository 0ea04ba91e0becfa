"""The sheet of what a chain changed: gaps filled, outliers treated, units screened out."""

from collections.abc import Sequence

from iecscore.report.book import HEADING, Book, Cell
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import RULES

HEADS = ("Unit code", "Name", "Indicator code", "Indicator", "Done", "Before", "After", "Error to expect", "Method")
LOOKS = ("code", "text", "code", "text", "text", "figure", "figure", "figure", "text")
DIGITS = "#,##0.####"


def write_changes(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    """Write each filled gap, each treated value and each unit screened out, unit by unit."""
    title = say("Filled, treated and screened", language)
    note = say("What the chain changed between the values and the scores. Errors are standard deviations; blank where they cannot be told.", language)
    paper = book.add(title, title, note, (10, 26, 10, 36, 16, 13, 13, 13, 40))
    rows = (*_list_removed(evaluation, language), *_list_cells(evaluation, system, language))
    paper.line(HEADING, [say(head, language) for head in HEADS], ["head"] * len(HEADS))
    for row, cells in enumerate(rows, start=HEADING + 1):
        for column, (cell, look) in enumerate(zip(cells, LOOKS, strict=True)):
            more = {"num_format": DIGITS} if look == "figure" else {}
            paper.put(row, column, cell, look if cell is not None else "empty", **more)
    paper.freeze(HEADING, HEADING + 1, 2)


def _list_removed(evaluation: Evaluation, language: str) -> list[Sequence[Cell]]:
    names, done = _names(evaluation), say("screened out", language)
    told = [(item, say("{share} of its data are there", language, share=f"{item.available:.0%}")) for item in evaluation.removed]
    return [(item.unit, names[item.unit], None, None, done, None, None, None, how) for item, how in told]


def _list_cells(evaluation: Evaluation, system: System, language: str) -> list[Sequence[Cell]]:
    names, filled, treated = _names(evaluation), say("filled in", language), say("treated", language)
    rows: list[Sequence[Cell]] = []
    for cell in evaluation.imputed:
        how = say(RULES[cell.method], language)
        how += f" ({', '.join(map(str, cell.sources))})" if cell.sources else ""
        name = system.indicators[cell.indicator].name.say(language)
        rows.append((cell.unit, names[cell.unit], cell.indicator, name, filled, None, cell.value, cell.error, how))
    for done in evaluation.treated:
        name = system.indicators[done.indicator].name.say(language)
        rows.append((done.unit, names[done.unit], done.indicator, name, treated, done.before, done.after, None, done.treatment))
    return sorted(rows, key=lambda row: (str(row[0]), evaluation.scores.indicators.index(str(row[2])), str(row[4])))


def _names(evaluation: Evaluation) -> dict[str, str]:
    return {unit.code: unit.name for unit in evaluation.units}
