"""A report workbook on paper: sheets with heading, frozen heads and footer, tables, marks; text is never a formula."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from math import ceil
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from iecscore.report.looks import BAR, FONT, LOOKS, MIDDLE, STRONG, WEAK
from iecscore.sheets.writing import open_book

Cell: TypeAlias = str | float | None
A3, A4, HEADING = 8, 9, 5
LINE, LEAST, WIDE, NARROW = 14.5, 19.0, 1.95, 1.1


class Book:
    """A workbook being written; the label (for example that data are synthetic) and the provenance stand on every sheet."""

    def __init__(self, workbook: Workbook, provenance: str, label: str) -> None:
        """Take an open workbook."""
        self._workbook = workbook
        self._formats: dict[tuple[str, tuple[tuple[str, Any], ...]], Format] = {}
        self.provenance, self.label = provenance, label

    def look(self, name: str, **more: Any) -> Format:  # noqa: ANN401 - xlsxwriter's properties
        """A format by name, changed in some properties."""
        key = name, tuple(sorted(more.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**FONT, **LOOKS[name], **more})
        return self._formats[key]

    def add(self, name: str, title: str, subtitle: str, widths: Sequence[float], *, wide: bool = False, fit: bool = True) -> "Paper":
        """Add a sheet with its heading; tables begin in row 5 (counted from 0). A wide one prints on A3; one that does not fit, page beside page."""
        sheet = self._workbook.add_worksheet(name[:31])
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A3 if wide else A4)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        if fit:
            sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8{_footed(self.label)}&C&8{_footed(title)}&R&8&P / &N")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        paper = Paper(self, sheet, widths)
        for row, (text, look) in enumerate(((title, "title"), (subtitle, "subtitle"), (self.provenance, "subtitle"), (self.label, "warning"))):
            paper.put(row, 0, text or None, look)
        sheet.set_row(0, 30)
        sheet.set_row(HEADING - 1, 8)
        return paper


class Paper:
    """One sheet being written; rows grow with the texts in them."""

    def __init__(self, book: Book, sheet: Worksheet, widths: Sequence[float]) -> None:
        """Take a worksheet of a book, with the widths of its columns."""
        self.book, self.sheet, self.widths = book, sheet, widths
        self._heights: dict[int, float] = {}

    @property
    def columns(self) -> int:
        """How many columns the sheet has."""
        return len(self.widths)

    def put(self, row: int, column: int, cell: Cell, look: str, **more: Any) -> None:  # noqa: ANN401 - xlsxwriter's properties
        """Write one cell: text as text, numbers as numbers, nothing as a blank with its look."""
        written = self.book.look(look, **more)
        if cell is None:
            self.sheet.write_blank(row, column, None, written)
        elif isinstance(cell, str):
            self.sheet.write_string(row, column, cell, written)
            if LOOKS[look].get("text_wrap"):
                self.grow(row, count_lines(cell, self.widths[column]))
        else:
            self.sheet.write_number(row, column, cell, written)

    def grow(self, row: int, lines: float) -> None:
        """Make a row high enough for so many lines; spreadsheet programs do not all do it by themselves."""
        height = max(self._heights.get(row, LEAST), lines * LINE + 4)
        if height != self._heights.get(row):
            self._heights[row] = height
            self.sheet.set_row(row, height)

    def line(self, row: int, cells: Sequence[Cell], looks: Sequence[str], first: int = 0) -> None:
        """Write cells side by side."""
        for column, (cell, look) in enumerate(zip(cells, looks, strict=True), start=first):
            self.put(row, column, cell, look)

    def table(self, row: int, heads: Sequence[str], rows: Sequence[Sequence[Cell]], looks: Sequence[str]) -> int:
        """Write a table with its heading row; returns the next free row."""
        self.line(row, heads, ["head"] * len(heads))
        for offset, cells in enumerate(rows, start=1):
            self.line(row + offset, cells, looks)
        return row + len(rows) + 1

    def across(self, row: int, text: str, look: str) -> None:
        """Write a text over the whole width, as high as it needs."""
        self.merge(row, 0, row, self.columns - 1, text, look)

    def merge(self, row: int, column: int, last_row: int, last_column: int, text: str, look: str) -> None:
        """Write one text over a rectangle."""
        written = self.book.look(look)
        if (row, column) != (last_row, last_column):
            self.sheet.merge_range(row, column, last_row, last_column, "", written)
        self.sheet.write_string(row, column, text, written)
        if row == last_row:
            self.grow(row, count_lines(text, sum(self.widths[column : last_column + 1])))

    def bands(self, row: int, first: int, keys: Sequence[object], texts: Sequence[str], look: str) -> None:
        """Write headings side by side; neighbours with equal keys are one."""
        column = first
        for _, group in groupby(zip(keys, texts, strict=True), key=lambda item: item[0]):
            told = [text for _, text in group]
            self.merge(row, column, row, column + len(told) - 1, told[0], look)
            column += len(told)

    def freeze(self, heads: int, row: int, columns: int) -> None:
        """Keep the headings in sight and on every printed page: rows `heads` to `row` - 1, and the first columns."""
        self.sheet.freeze_panes(row, columns)
        self.sheet.repeat_rows(heads, row - 1)
        if columns:
            self.sheet.repeat_columns(0, columns - 1)

    def colour(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Colour scores from 0 (weak) over 50 to 100 (strong), the same on every sheet."""
        ends = {"min_type": "num", "min_value": 0, "mid_type": "num", "mid_value": 50, "max_type": "num", "max_value": 100}
        colours = {"min_color": WEAK, "mid_color": MIDDLE, "max_color": STRONG}
        self.sheet.conditional_format(row, column, last_row, last_column, {"type": "3_color_scale", **ends, **colours})

    def bars(self, row: int, column: int, last_row: int) -> None:
        """Draw scores from 0 to 100 as bars."""
        ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 100}
        look = {"bar_color": BAR, "bar_solid": True, "data_bar_2010": True}
        self.sheet.conditional_format(row, column, last_row, column, {"type": "data_bar", **ends, **look})


@contextmanager
def open_report(path: Path, title: str, provenance: str = "", label: str = "") -> Iterator[Book]:
    """Open a report workbook to write; equal content is an equal file."""
    with open_book(path, title) as workbook:
        yield Book(workbook, provenance, label)


def width_of(text: str) -> int:
    """How many half-width signs wide a text is."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def count_lines(text: str, width: float) -> int:
    """How many lines a text takes in a column."""
    return sum(max(1, ceil(_stretch(part) / max(width - 1, 1))) for part in text.split("\n"))


def _stretch(text: str) -> float:
    """The width of a text as it is set: words leave gaps at line ends, Chinese does not."""
    wide = width_of(text) - len(text)
    return WIDE * wide + NARROW * (len(text) - wide)


def fit_width(texts: Sequence[str], least: int, most: int) -> int:
    """A column width that holds the texts, within limits."""
    return min(max([least, *(width_of(text) + 3 for text in texts)]), most)


def _footed(text: str) -> str:
    return text.replace("&", "&&")[:80]
