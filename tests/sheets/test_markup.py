"""Cells as the XML of a sheet tells them, against what openpyxl reads from the same file."""

from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iecscore.sheets import ERROR, UNCOMPUTED, Area, Raw
from sheets.drawn_files import MAIN, OFFICE, PACKAGE, PARTS, draw_package, read_here

STRINGS = "xl/sharedStrings.xml"
TYPES = PARTS["[Content_Types].xml"].replace(
    "</Types>",
    f'<Override PartName="/{STRINGS}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
)
FACES = st.sampled_from(["General", "0%", "#,##0.00", "yyyy-mm-dd", "[h]:mm", "@", '0"%"', "000000"])
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=12).filter(lambda text: not text.startswith("=")),
    st.integers(-(10**14), 10**14),
    st.floats(-1e9, 1e9),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
)


def sheet_of(path, cells, *, after="", strings=None):
    parts = {"[Content_Types].xml": TYPES, STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>'} if strings else {}
    book, problems = read_here(draw_package(path / "report.xlsx", cells, after=after, parts=parts))
    assert problems == []
    return book.sheets[0]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', Raw(value=True)),
        ('<c r="A1" t="str"><v>甲</v></c>', Raw("甲")),
        ('<c r="A1" t="d"><v>2025-03-01T08:30:00</v></c>', Raw(datetime(2025, 3, 1, 8, 30))),  # noqa: DTZ001 - cells know no zones
        ('<c r="A1"><v>1.50</v></c>', Raw(1.5)),
        ('<c r="A1"><v>2E3</v></c>', Raw(2000.0)),
        ('<c r="A1"><v>7</v><extLst><ext><v>8</v></ext></extLst></c>', Raw(78)),
        ('<c r="A1" t="inlineStr"><is><t>甲</t></is></c>', Raw("甲")),
        ('<c r="A1" t="inlineStr"><is><r><t>甲 </t></r><r><t>乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></is></c>', Raw("甲 乙")),
        ('<c r="A1" t="inlineStr"><is><t>a &amp; b\n</t></is></c>', Raw("a & b\n")),
    ],
)
def test_each_type_of_cell_is_understood(tmp_path, cell, found):
    assert sheet_of(tmp_path, f'<row r="1">{cell}</row>').cells == {(1, 1): found}


def test_blank_cells_are_not_there(tmp_path):
    cells = '<row r="1"><c r="A1" s="0"/><c r="B1" t="s"><v/></c><c r="C1"><v></v></c><c r="D1"><v>4</v></c></row>'
    assert sheet_of(tmp_path, cells).cells == {(1, 4): Raw(4)}


def test_shared_texts_come_whole_and_without_their_phonetic_guides(tmp_path):
    rich = '<si><r><t xml:space="preserve">乙 </t></r><r><rPr><b/></rPr><t>丙</t></r><rPh sb="0" eb="1"><t>yi</t></rPh></si>'
    cells = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c></row>'
    sheet = sheet_of(tmp_path, cells, strings=f"<si><t>甲</t></si>{rich}<si/>")
    assert sheet.cells == {(1, 1): Raw("乙 丙"), (1, 2): Raw("甲"), (1, 3): Raw("")}


def test_a_text_that_looks_like_an_escape_keeps_its_letters(tmp_path):
    sheet = sheet_of(tmp_path, '<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><t>_x005F_x000D_</t></si>")
    assert sheet.at(1, 1).value == "_x000D_"


def test_cells_and_rows_without_addresses_follow_each_other(tmp_path):
    cells = '<row><c><v>1</v></c><c><v>2</v></c></row><row r="4.0"><c r="C4"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>'
    assert sheet_of(tmp_path, cells).cells == {(1, 1): Raw(1), (1, 2): Raw(2), (4, 3): Raw(3), (4, 4): Raw(4), (5, 1): Raw(5)}


def test_what_lies_under_a_merged_area_is_not_seen(tmp_path):
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2"><c r="A2"><f>A1</f></c></row>'
    sheet = sheet_of(tmp_path, cells, after='<mergeCells><mergeCell ref="$A$1:B2"/><mergeCell ref="D9"/></mergeCells>')
    assert sheet.cells == {(1, 1): Raw(1), (1, 3): Raw(3), (2, 1): Raw("=A1", "General", UNCOMPUTED)}
    assert sheet.merged == (Area(1, 1, 2, 2), Area(9, 4, 9, 4))


def test_hidden_rows_and_columns_are_told_whichever_way_it_is_written(tmp_path):
    cells = '<row r="1" hidden="true"/><row r="2" hidden="0"/><row r="3" hidden="false"/><row r="4" spans="1:2"/><row r="5" hidden="1"/>'
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="9"/><col min="6" max="6" hidden="true"/></cols>'
    body = f'<worksheet xmlns="{MAIN}">{columns}<sheetData>{cells}</sheetData></worksheet>'
    book, _ = read_here(draw_package(tmp_path / "report.xlsx", parts={"xl/worksheets/sheet1.xml": body}))
    assert book.sheets[0].hidden_rows == {1, 5}
    assert book.sheets[0].hidden_columns == {2, 3, 6}


@pytest.mark.parametrize("address", ["AAAA1", "1", "A", "甲1"])
def test_a_cell_that_stands_nowhere_refuses_the_file(tmp_path, address):
    assert read_here(draw_package(tmp_path / "report.xlsx", f'<row r="1"><c r="{address}"><v>1</v></c></row>')) == (
        None,
        [("not_read", "report.xlsx")],
    )


def test_sheets_of_charts_and_sheets_that_lack_are_left_out(tmp_path):
    sheets = "".join(f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(("图", "表", "缺"), start=1))
    targets = (("chartsheet", "chartsheets/sheet1.xml"), ("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet9.xml"))
    relations = "".join(f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, start=1))
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "xl/chartsheets/sheet1.xml": f'<chartsheet xmlns="{MAIN}"/>',
    }
    book, problems = read_here(draw_package(tmp_path / "report.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', parts=parts))
    assert problems == []
    assert [sheet.name for sheet in book.sheets] == ["表"]


@pytest.mark.filterwarnings("ignore:Cell [A-D]:UserWarning")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(st.tuples(VALUES, FACES), max_size=4), max_size=5))
def test_cells_are_what_openpyxl_reads(tmp_path, rows):
    book = openpyxl.Workbook()
    for row, cells in enumerate(rows, start=1):
        for column, (value, face) in enumerate(cells, start=1):
            cell = book.active.cell(row, column, value)
            cell.number_format = cell.number_format if isinstance(value, date) else face
    book.save(path := tmp_path / "report.xlsx")
    told = openpyxl.load_workbook(path, data_only=True).active
    found, problems = read_here(path)
    assert problems == []
    expected = {
        (cell.row, cell.column): Raw(cell.value, cell.number_format, ERROR if cell.data_type == "e" else "")
        for cells in told.iter_rows()
        for cell in cells
        if cell.value is not None
    }
    assert found.sheets[0].cells == expected
    assert {place: type(raw.value) for place, raw in found.sheets[0].cells.items()} == {place: type(raw.value) for place, raw in expected.items()}
