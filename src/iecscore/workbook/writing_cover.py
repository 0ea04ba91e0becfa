"""Write the cover: whose the workbook is, how to fill it in, and what sheets it has."""

from collections.abc import Iterator
from typing import Final

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from iecscore.system.tables import ColumnType
from iecscore.text import say
from iecscore.workbook.choices import REASONS
from iecscore.workbook.cover import identify, title_cover, word_part
from iecscore.workbook.measuring import count_lines
from iecscore.workbook.parts import part_of
from iecscore.workbook.pen import SPLIT, Pen

WIDTHS: Final = (3, 24, 34, 36, 14)
LAST: Final = len(WIDTHS) - 1
STEP_WIDTH: Final = sum(WIDTHS[1:])
LINE, FITTING = 18, 1.15


def write_cover(pen: Pen) -> None:
    """Add the cover sheet."""
    sheet = pen.book.add_worksheet(title_cover(pen.language))
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    row = _write_title(sheet, pen)
    row = _write_identity(sheet, pen, row)
    row = _write_steps(sheet, pen, row + 1)
    row = _write_legend(sheet, pen, row + 1)
    _write_contents(sheet, pen, row + 1)
    _set_up(sheet)


def _write_title(sheet: Worksheet, pen: Pen) -> int:
    name = pen.system.name.say(pen.language)
    sheet.set_row(0, 34)
    sheet.write_string(0, 1, say("{system}: data workbook {year}", pen.language, system=name, year=pen.envelope.year), pen.looks["title"])
    purpose = say("With the figures in this workbook the indicators of the round are computed; every figure can be traced to its cell.", pen.language)
    sheet.write_string(1, 1, purpose, pen.looks["subtitle"])
    if pen.label:
        sheet.write_string(2, 1, pen.label, pen.looks["warning"])
    return 4


def _write_identity(sheet: Worksheet, pen: Pen, row: int) -> int:
    row = _write_section(sheet, pen, row, say("Whose this is", pen.language))
    for name, value, code in identify(pen):
        sheet.write_string(row, 1, name, pen.looks["label"])
        sheet.write_string(row, 2, value, pen.looks["identity" if value else "identity_open"])
        sheet.write_string(row, 3, code, pen.looks["mark"])
        row += 1
    for question in _questions(pen.language):
        sheet.write_string(row, 1, question, pen.looks["label"])
        sheet.write_blank(row, 2, None, pen.looks["answer"])
        row += 1
    return row


def _questions(language: str) -> tuple[str, ...]:
    return (
        say("To be returned by", language),
        say("Filled in by", language),
        say("Telephone", language),
        say("Filled in on", language),
        say("Checked by", language),
    )


def _write_section(sheet: Worksheet, pen: Pen, row: int, title: str) -> int:
    sheet.set_row(row, 24)
    for number in range(1, LAST + 1):
        sheet.write_string(row, number, title if number == 1 else "", pen.looks["section"])
    return row + 1


def _write_steps(sheet: Worksheet, pen: Pen, row: int) -> int:
    row = _write_section(sheet, pen, row, say("How to fill it in", pen.language))
    for number, step in enumerate(_steps(pen), start=1):
        sheet.write_number(row, 0, number, pen.looks["step_number"])
        sheet.merge_range(row, 1, row, LAST, step, pen.looks["step"])
        sheet.set_row(row, LINE * count_lines(step, STEP_WIDTH, FITTING))
        row += 1
    return row


def _write_legend(sheet: Worksheet, pen: Pen, row: int) -> int:
    for look, meaning in _legend(pen.language):
        sheet.merge_range(row, 1, row, 2, meaning, pen.looks[look])
        row += 1
    return row


def _legend(language: str) -> tuple[tuple[str, str], ...]:
    return (
        ("must", say("Cells in this colour must be filled in", language)),
        ("perhaps", say("Must be filled in where the rule in row 4 says so", language)),
        ("free", say("May stay blank", language)),
    )


def _steps(pen: Pen) -> Iterator[str]:
    language = pen.language
    reasons = SPLIT[language].join(words.say(language) for words in pen.system.dictionaries[REASONS].codes.values())
    yield say("Enter data from row 5 on, a row for each case. Rows 1 to 4 explain the columns and must stay as they are.", language)
    yield say(
        "Where a required figure cannot be given, enter the reason in its cell: {reasons}. A blank is not a zero: for none enter 0.",
        language,
        reasons=reasons,
    )
    if units := _money_units(pen):
        yield say("Amounts of money are in {units}, with two decimals.", language, units=units)
    yield say("Enter counts and amounts, never shares. Do not add total rows, and do not merge cells.", language)
    yield say(
        "Where a cell has a list, choose from it. All lists stand on the last sheet; several entries in one cell are separated by a semicolon.",
        language,
    )
    yield say("Codes are text and keep their leading zeros. Dates are given to the day, as 2025-03-01.", language)
    yield say("When you copy from another file, paste values only. Formulas must have been computed before the file is saved.", language)
    yield say(
        "Save the workbook as .xlsx and return it to the office that sent it to you. Where something is wrong you get a list of it, cell by cell.",
        language,
    )


def _money_units(pen: Pen) -> str:
    columns = (column for table in pen.tables for column in table.entered.values())
    units = dict.fromkeys(column.unit.say(pen.language) for column in columns if column.type is ColumnType.MONEY and column.unit)
    return SPLIT[pen.language].join(units)


def _write_contents(sheet: Worksheet, pen: Pen, row: int) -> None:
    row = _write_section(sheet, pen, row, say("Sheets", pen.language))
    heads = ("Sheet", "In English", "What a row is", "Who fills it in")
    for number, head in enumerate(heads, start=1):
        sheet.write_string(row, number, say(head, pen.language), pen.looks["head"])
    for line, table in enumerate(pen.tables, start=row + 1):
        sheet.write_url(line, 1, f"internal:{quote_sheetname(table.sheet)}!A5", pen.looks["link"], table.sheet)
        sheet.write_string(line, 2, table.name.en, pen.looks["line"])
        sheet.write_string(line, 3, table.grain.say(pen.language), pen.looks["line"])
        sheet.write_string(line, 4, word_part(pen.system, part_of(pen.system, table.key), pen.language), pen.looks["line"])
        sheet.set_row(line, LINE * count_lines(table.grain.say(pen.language), WIDTHS[3], FITTING))


def _set_up(sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_default_row(LINE)
    sheet.set_tab_color("#1F3A5F")
    sheet.set_paper(9)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.fit_to_pages(1, 1)
    sheet.set_footer("&C&9&P / &N")
    sheet.protect("", {"format_columns": True, "format_rows": True})
