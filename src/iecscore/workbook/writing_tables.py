"""Write the sheet of one table: four header rows, then the cells to fill in."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from xlsxwriter.worksheet import Worksheet

from iecscore.sheets import letter_of
from iecscore.system.tables import Column, Table
from iecscore.values import Cell
from iecscore.workbook.choices import name_choice
from iecscore.workbook.looks import TABS, look_of, need_of
from iecscore.workbook.measuring import HEADER_ROWS, LEAST_ROWS, count_lines, width_of
from iecscore.workbook.parts import part_of
from iecscore.workbook.pen import Pen, Told
from iecscore.workbook.rules import word_rule
from iecscore.workbook.validating import validate

SPARE_ROWS, PRINTED_ROWS = 100, 16
HEADER_LINE, RULE_LINE, BOLD, SMALL = 13.5, 11.5, 1.05, 1.3
A3, A4, ON_A4 = 8, 9, 170
ALLOWED: Final = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}


def write_table(pen: Pen, table: Table) -> None:
    """Add the sheet of a table."""
    sheet = pen.book.add_worksheet(table.sheet)
    rows = pen.rows[table.key]
    last = max(LEAST_ROWS, HEADER_ROWS + len(rows) + SPARE_ROWS) - 1
    widths = [width_of(column, pen.choices.get(name_choice(pen.system, column)), pen.language) for column in table.entered.values()]
    _write_heads(sheet, pen, table, widths)
    for number, (code, column) in enumerate(table.entered.items()):
        sheet.set_column(number, number, widths[number], pen.looks[look_of(code, column)])
        sheet.data_validation(HEADER_ROWS, number, last, number, validate(pen, column))
        _write_cells(sheet, pen, number, column, code, rows)
    _shade(sheet, pen, table, last)
    _set_up(sheet, pen, table, sum(widths), HEADER_ROWS + max(len(rows), PRINTED_ROWS) - 1)


def _write_heads(sheet: Worksheet, pen: Pen, table: Table, widths: Sequence[float]) -> None:
    rules = [word_rule(pen.system, table, code, pen.language) for code in table.entered]
    for number, (code, column) in enumerate(table.entered.items()):
        need = "must" if column.required is True else "free"
        sheet.write_string(0, number, column.name.zh, pen.looks[f"zh_{need}"])
        sheet.write_string(1, number, column.name.en, pen.looks[f"en_{need}"])
        sheet.write_string(2, number, code, pen.looks["code"])
        sheet.write_string(3, number, rules[number], pen.looks["rule"])
    names = [column.name for column in table.entered.values()]
    sheet.set_row(0, _height([name.zh for name in names], widths, HEADER_LINE + 3, BOLD))
    sheet.set_row(1, _height([name.en for name in names], widths, HEADER_LINE, SMALL))
    sheet.set_row(3, _height(rules, widths, RULE_LINE, SMALL))


def _height(texts: Sequence[str], widths: Sequence[float], line: float, scale: float) -> float:
    return 6 + line * max(count_lines(text, width, scale) for text, width in zip(texts, widths, strict=True))


def _write_cells(sheet: Worksheet, pen: Pen, number: int, column: Column, code: str, rows: Sequence[Told]) -> None:
    look = pen.looks[look_of(code, column)]
    for row, told in enumerate(rows, start=HEADER_ROWS):
        _write_cell(sheet, row, number, pen.show(column, told.get(code)), look)


def _write_cell(sheet: Worksheet, row: int, number: int, cell: Cell, look: object) -> None:
    match cell:
        case None:
            return
        case str():
            sheet.write_string(row, number, cell, look)
        case date():
            sheet.write_datetime(row, number, cell, look)
        case _:
            sheet.write_number(row, number, cell, look)


def _shade(sheet: Worksheet, pen: Pen, table: Table, last: int) -> None:
    for need in dict.fromkeys(need_of(column) for column in table.entered.values()):
        areas = [
            f"{letter_of(number)}{HEADER_ROWS + 1}:{letter_of(number)}{last + 1}"
            for number, column in enumerate(table.entered.values(), start=1)
            if need_of(column) == need
        ]
        look = {"type": "formula", "criteria": "=TRUE", "format": pen.shades[need], "multi_range": " ".join(areas)}
        sheet.conditional_format(areas[0], look)


def _set_up(sheet: Worksheet, pen: Pen, table: Table, width: float, last: int) -> None:
    leading = next((number for number, code in enumerate(table.entered) if code not in table.keys), len(table.keys))
    sheet.freeze_panes(HEADER_ROWS - 1, min(leading, 2))
    sheet.hide_gridlines(2)
    sheet.set_default_row(18)
    sheet.set_zoom(90)
    sheet.set_tab_color(TABS[list(pen.system.parts).index(part_of(pen.system, table.key)) % len(TABS)])
    sheet.set_landscape()
    sheet.set_paper(A4 if width <= ON_A4 else A3)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.print_area(0, 0, last, len(table.entered) - 1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, HEADER_ROWS - 1)
    sheet.set_header(f"&L&9{table.name.zh}  {table.name.en}&R&9{pen.label}")
    sheet.set_footer("&C&9&P / &N")
    sheet.ignore_errors({"number_stored_as_text": f"A{HEADER_ROWS + 1}:{letter_of(len(table.entered))}{last + 1}"})
    sheet.protect("", ALLOWED)
