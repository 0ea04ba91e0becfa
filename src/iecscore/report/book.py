"""A result workbook on paper: formats, sheets, tables; text is never a formula."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

INK, PALE, RULE = "#1F3A5F", "#EAF0F7", "#C5D0DE"
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": INK},
    "subtitle": {"italic": True, "font_color": "#5A6B7F"},
    "label": {"italic": True, "bold": True, "font_color": "#B3261E"},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": INK,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
        "border": 1,
        "border_color": RULE,
    },
    "text": {"border": 1, "border_color": RULE, "valign": "top"},
    "wrap": {"border": 1, "border_color": RULE, "valign": "top", "text_wrap": True},
    "key": {"border": 1, "border_color": RULE, "bold": True, "bg_color": PALE, "valign": "top"},
    "integer": {"border": 1, "border_color": RULE, "num_format": "0", "align": "center"},
    "score": {"border": 1, "border_color": RULE, "num_format": "0.0"},
    "share": {"border": 1, "border_color": RULE, "num_format": "0.0%"},
    "weight": {"border": 1, "border_color": RULE, "num_format": "0.0000"},
    "value": {"border": 1, "border_color": RULE, "num_format": "#,##0.00"},
    "mark": {"border": 1, "border_color": RULE, "italic": True, "font_color": "#8A6D3B", "bg_color": "#FFF8E6", "align": "center"},
}


class Book:
    """An xlsx file being written; `label` (for example that data are synthetic) stands on every sheet."""

    def __init__(self, path: Path, title: str, label: str = "") -> None:
        """Open the file; the creation date is fixed, so equal results are equal files."""
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": False}
        self._workbook = xlsxwriter.Workbook(str(path), options)
        self._workbook.set_properties({"title": title, "created": datetime(2025, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        self._formats = {
            name: self._workbook.add_format({"font_name": "Microsoft YaHei", "font_size": 10, **style}) for name, style in STYLES.items()
        }
        self.label = label

    def __enter__(self) -> Self:
        """Write inside `with`."""
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        """Close and write the file."""
        self._workbook.close()

    def style(self, name: str) -> Format:
        """A format by name."""
        return self._formats[name]

    def sheet(self, name: str, title: str, subtitle: str = "", widths: Sequence[float] = ()) -> Worksheet:
        """Add a sheet with its heading; tables begin at row 4 (counted from 0)."""
        sheet = self._workbook.add_worksheet(name[:31])
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, title, self.style("title"))
        sheet.write_string(1, 0, subtitle, self.style("subtitle"))
        if self.label:
            sheet.write_string(2, 0, self.label, self.style("label"))
            sheet.set_footer(f"&C{self.label}")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def table(self, sheet: Worksheet, row: int, heads: Sequence[str], rows: Sequence[Sequence[object]], styles: Sequence[str]) -> int:
        """Write a table with its heading row; `None` is an empty cell. Returns the next free row."""
        for column, head in enumerate(heads):
            sheet.write_string(row, column, head, self.style("head"))
        for offset, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells):
                self.cell(sheet, row + offset, column, cell, styles[min(column, len(styles) - 1)])
        return row + len(rows) + 1

    def cell(self, sheet: Worksheet, row: int, column: int, cell: object, style: str) -> None:
        """Write one cell: numbers in the style, text in place of a number as a mark."""
        if cell is None:
            sheet.write_blank(row, column, None, self.style(style))
        elif isinstance(cell, int | float):
            sheet.write_number(row, column, cell, self.style(style))
        else:
            numeric = style in {"score", "share", "weight", "value", "integer"}
            sheet.write_string(row, column, str(cell), self.style("mark" if numeric else style))
