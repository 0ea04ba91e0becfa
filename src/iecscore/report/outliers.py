"""The sheet of the tests for outliers: what each indicator showed before and after treatment."""

from iecscore.report.book import HEADING, Book
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation, OutlierTest

HEADS = (
    "Indicator code",
    "Indicator",
    "Treatment",
    "Values pulled in",
    "Skewness before",
    "Skewness after",
    "Kurtosis before",
    "Kurtosis after",
    "Passes",
    "Exponent",
)
LOOKS = ("code", "text", "text", "integer", "figure", "figure", "figure", "figure", "centre", "figure")
WIDTHS = (10, 40, 24, 12, 12, 12, 12, 12, 10, 12)
DIGITS = "0.000"


def write_tests(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    """Write skewness and kurtosis of each indicator before and after treatment, and what was done."""
    title = say("Tests for outliers", language)
    note = say(
        "Skewness and excess kurtosis of the values there are; blank: fewer than four, or all alike. The limits stand on the method sheet.", language
    )
    paper = book.add(title, title, note, WIDTHS)
    paper.line(HEADING, [say(head, language) for head in HEADS], ["head"] * len(HEADS))
    for row, item in enumerate(evaluation.tested, start=HEADING + 1):
        for column, (cell, look) in enumerate(zip(_list_cells(item, system, language), LOOKS, strict=True)):
            more = {"num_format": DIGITS} if look == "figure" else {}
            paper.put(row, column, cell, look if cell is not None else "empty", **more)
    paper.freeze(HEADING, HEADING + 1, 2)


def _list_cells(item: OutlierTest, system: System, language: str) -> tuple[str | int | float | None, ...]:
    return (
        item.indicator,
        system.indicators[item.indicator].name.say(language),
        item.treatment,
        item.points,
        item.skewness_before,
        item.skewness_after,
        item.kurtosis_before,
        item.kurtosis_after,
        say("yes", language) if item.passes else say("no", language),
        item.exponent,
    )
