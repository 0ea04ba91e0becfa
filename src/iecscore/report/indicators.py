"""The sheets of indicator values, with their marks, and of indicator scores."""

from collections.abc import Sequence
from itertools import groupby

from iecscore.report.book import HEADING, Book, Cell, Paper
from iecscore.report.layout import Left, Listed, list_left, list_units, write_left
from iecscore.scoring import INDEX
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation, IndicatorValue, Status
from iecscore.views import mark_of

FIRST = HEADING + 4
WIDTH, REACH, SCALE = 11, 246, 62
SMALL = "†"
LEGEND = (
    ("missing", "", "no value: not handed in, not answered, or not complete enough"),
    ("missing", "hard_range", "no value: the figure is outside the possible range; see the sheet “Values not scored”"),
    ("missing", "too_large", "no value: a figure is too large to be computed exactly"),
    ("not_applicable", "", "no value: the unit has told that the indicator does not apply to it"),
    ("suppressed", "", "no value shown: so few have answered that persons could be known"),
    ("below_minimum", "", "shown and not scored: the denominator, or the number of answers, is below the minimum"),
    ("flagged", "", "scored, with a flag: see the sheet “Flags beside values”"),
)


def write_values(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    """Write the value of each unit and indicator in its unit of measure; a mark where there is none."""
    note = say("In the unit of measure at the head of each column. The legend of the marks stands below the table.", language)
    listed, paper, left = _open(book, evaluation, system, language, (say("Indicator values", language), note))
    codes = evaluation.scores.indicators
    for column, code in enumerate(codes, start=left.count):
        paper.put(FIRST - 1, column, system.indicators[code].unit.say(language), "head_small")
    values = {(value.unit, value.indicator): value for value in evaluation.values}
    for row, item in enumerate(listed, start=FIRST):
        for column, code in enumerate(codes, start=left.count):
            write_value(paper, row, column, values.get((item.unit.code, code)), system, language)
    _write_legend(paper, FIRST + len(listed) + 1, left.count, language)


def write_value(paper: Paper, row: int, column: int, value: IndicatorValue | None, system: System, language: str) -> None:
    """Write one value with the digits of its indicator, or the mark in its place."""
    if value is None:
        paper.put(row, column, None, "empty")
        return
    digits = "#,##0" + (f".{'0' * system.indicators[value.indicator].decimals}" if system.indicators[value.indicator].decimals else "")
    if value.scored:
        paper.put(row, column, value.value, "flagged" if value.flags else "figure", num_format=digits)
    elif value.status is Status.BELOW_MINIMUM and value.value is not None:
        paper.put(row, column, value.value, "below_minimum", num_format=f'{digits}"{SMALL}"')
    else:
        paper.put(row, column, mark_of(value, language), str(value.status))


def write_scores(book: Book, evaluation: Evaluation, system: System, language: str) -> None:
    """Write the goalpost score of each unit and indicator, coloured."""
    note = say("0 to 100 on goalposts. Under each name: its weight in the whole. Blank: not scored.", language)
    if evaluation.options.method == INDEX:
        note = say("On the scale the chain normalises to. Under each name: its weight in the whole. Blank: not scored.", language)
    listed, paper, left = _open(book, evaluation, system, language, (say("Indicator scores", language), note))
    scores = evaluation.scores
    for column, code in enumerate(scores.indicators, start=left.count):
        paper.put(FIRST - 1, column, evaluation.weights.overall(code), "head_share", num_format="0.00%")
    place = {unit: row for row, unit in enumerate(scores.units)}
    for row, item in enumerate(listed, start=FIRST):
        cells: list[Cell] = [None if score != score else evaluation.full_score * score for score in scores.values[place[item.unit.code]].tolist()]  # noqa: PLR0124 - NaN
        paper.line(row, cells, ["empty" if cell is None else "score" for cell in cells], left.count)
    paper.colour(FIRST, left.count, FIRST + len(listed) - 1, left.count + len(scores.indicators) - 1)


def _open(book: Book, evaluation: Evaluation, system: System, language: str, titles: tuple[str, str]) -> tuple[tuple[Listed, ...], Paper, Left]:
    """A wide sheet with the units on the left and dimension, criterion and indicator at the head of each column."""
    listed = list_units(evaluation, system, language)
    left, codes = list_left(listed, language), evaluation.scores.indicators
    paper = book.add(titles[0], titles[0], titles[1], (*left.widths, *([WIDTH] * len(codes))), wide=True, fit=False)
    write_left(paper, left, FIRST)
    above = {node.node: node.parent for node in evaluation.weights.nodes}
    criteria = [above[code] for code in codes]
    dimensions = [above[criterion] for criterion in criteria]
    pages = _lay_pages(dimensions, criteria, int((REACH - sum(left.widths)) // WIDTH))
    for offset, nodes, look in ((0, dimensions, "head"), (1, criteria, "head_light")):
        names = [f"{node} {system.node_name(node).say(language)}" for node in nodes]
        paper.bands(HEADING + offset, left.count, list(zip(pages, nodes, strict=True)), names, look)
    for column, code in enumerate(codes, start=left.count):
        paper.put(HEADING + 2, column, f"{code}\n{system.indicators[code].name.say(language)}", "head_small")
    paper.sheet.autofilter(FIRST - 1, 0, FIRST + len(listed) - 1, left.count + len(codes) - 1)
    paper.freeze(HEADING, FIRST, left.count)
    paper.sheet.set_print_scale(SCALE)
    paper.sheet.set_v_pagebreaks([left.count + place for place, page in enumerate(pages) if place and page != pages[place - 1]])
    return listed, paper, left


def _lay_pages(dimensions: Sequence[str], criteria: Sequence[str], fit: int) -> list[int]:
    """The printed page of each column: dimensions begin a page, criteria stay together where they fit; `fit` columns have room."""
    pages: list[int] = []
    page, used, before = -1, 0, ""
    for (dimension, _), group in groupby(zip(dimensions, criteria, strict=True)):
        size = len(list(group))
        if dimension != before or used + size > fit:
            page, used = page + 1, 0
        pages += [page] * size
        used, before = used + size, dimension
    return pages


def _write_legend(paper: Paper, row: int, column: int, language: str) -> None:
    paper.put(row, column - 1, say("Legend", language), "section")
    for offset, (look, reason, text) in enumerate(LEGEND, start=1):
        paper.put(row + offset, column - 1, _sample(look, reason, language), look)
        paper.put(row + offset, column, say(text, language), "subtitle")


def _sample(look: str, reason: str, language: str) -> str:
    samples = {"below_minimum": f"12.3{SMALL}", "flagged": "12.3"}
    return samples[look] if look in samples else mark_of(IndicatorValue("", "", None, Status(look), reason), language)
