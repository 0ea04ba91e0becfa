"""Draws small files for the tests: workbooks cell by cell, packages part by part."""

import zipfile
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from iecscore.problems import Severity
from iecscore.sheets.book import Limits, Request
from iecscore.sheets.loading import load
from iecscore.text import word_problem

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
        </Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
        <Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>
        <sheet name="表 &amp; 一" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
        <Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""",
}
SHEET = "xl/worksheets/sheet1.xml"


def draw_book(path, *, formats=None, epoch_1904=False, **sheets):
    """A workbook of these sheets: rows of values; a text with `=` is a formula, whose result is 7."""
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", "date_1904": epoch_1904}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for row, cells in enumerate(rows):
                for column, value in enumerate(cells):
                    form = book.add_format({"num_format": formats[value]}) if formats and value in formats else None
                    if isinstance(value, str) and value.startswith("="):
                        sheet.write_formula(row, column, value, form, 7)
                    elif isinstance(value, datetime | date):
                        sheet.write_datetime(row, column, value)
                    elif value is not None:
                        sheet.write(row, column, value, form)
    return path


def draw_package(path, cells="", *, after="", parts=None, without=()):
    """A package of hand-written parts: the `cells` of one sheet, and any part besides or instead."""
    body = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData>{after}</worksheet>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (PARTS | {SHEET: body} | (parts or {})).items():
            if name not in without:
                archive.writestr(name, text)
    return path


def draw_text_cells(rows, columns, text="字"):
    """The XML of a block of cells that each hold their own text."""
    cell = "<c r={q}{{}}{{}}{q} t={q}inlineStr{q}><is><t>{}{{}}</t></is></c>".format(escape(text), q='"')
    letters = [chr(ord("A") + column) for column in range(columns)]
    return "".join(f'<row r="{row}">' + "".join(cell.format(letter, row, row) for letter in letters) + "</row>" for row in range(1, rows + 1))


def read_here(path: Path, kind="book", name="", **limits):
    """Read a file in this process, as the child does; every problem is worded, to see that it can be."""
    result, problems = load(Request(kind, str(path), name or path.name, Limits(**limits)))
    return result, told(problems)


def told(problems):
    """Codes and places of problems, each of which refuses and can be worded in both languages."""
    for problem in problems:
        assert problem.severity is Severity.ERROR
        assert all(sentence for language in ("en", "zh") for sentence in word_problem(problem, language)), problem
    return [(problem.code.removeprefix("sheets."), str(problem.place)) for problem in problems]
