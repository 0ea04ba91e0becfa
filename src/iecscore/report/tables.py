"""A single table as a file to take away: a workbook or plain text; text is never a formula in either."""

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from iecscore.report.book import HEADING, Cell, fit_width, open_report

DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


def make_workbook(name: str, title: str, about: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]], label: str = "") -> bytes:
    """The table on one sheet with its heading; the same table is the same file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        with open_report(path, title, about, label) as book:
            widths = [fit_width([head, *(str(row[column] or "") for row in rows)], 8, 44) for column, head in enumerate(heads)]
            paper = book.add(name, title, "", widths)
            for offset, row in enumerate((heads, *rows)):
                paper.line(HEADING + offset, row, [_look(cell) if offset else "head" for cell in row])
            paper.freeze(HEADING, HEADING + 1, 0)
        return path.read_bytes()


def _look(cell: Cell) -> str:
    return "score" if isinstance(cell, float) else "integer" if isinstance(cell, int) else "text"


def make_csv(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """The table as UTF-8 with a mark that spreadsheet programs know it by; text that would begin a formula gets an apostrophe."""
    written = io.StringIO(newline="")
    csv.writer(written).writerows([[_escape(cell) for cell in row] for row in (heads, *rows)])
    return b"\xef\xbb\xbf" + written.getvalue().encode("utf-8")


def _escape(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell
