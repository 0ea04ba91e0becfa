"""Files that are not what their name says, or that would break a reader: each is refused, and told why."""

import io
import os
import re
import struct
import zipfile
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iecscore.problems import Place
from iecscore.sheets import Limits, guard_file, peek_titles, read_workbook
from sheets.drawn_files import MAIN, PARTS, SHEET, draw_book, draw_package, draw_text_cells, read_here, told

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusals(path, **limits):
    """What the guard says, which is what a reader of the file says too."""
    found = told(guard_file(path, limits=Limits(**limits)))
    result, read = read_here(path, **limits)
    assert (result, read) == (None, found)
    return found


def code(path, **limits):
    ((code, place),) = refusals(path, **limits)
    assert place.startswith(path.name)
    return code


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (OLE2 + bytes(600), "old_form"),
        (OLE2 + bytes(1 << 20) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b'<html xmlns:o="urn:schemas-microsoft-com:office:office"><table><tr><td>1</td></tr></table></html>', "is_html"),
        (b'\xef\xbb\xbf\r\n<?xml version="1.0"?><Workbook/>', "is_html"),
        (b"%PDF-1.7 ...", "is_pdf"),
        ("共同体,年份\n甲,2025\n".encode("gb18030"), "is_text"),
        ("共同体\t年份\n".encode("utf-16"), "is_text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is_binary"),
        (b"PK\x03\x04 and nothing more", "damaged"),
        (b"PK\x05\x06" + bytes(18), "other_archive"),
    ],
)
def test_a_file_is_told_by_its_content_not_by_its_name(tmp_path, content, reason):
    path = tmp_path / "report.xlsx"
    path.write_bytes(content)
    assert code(path) == reason
    assert peek_titles(path) == ()


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    assert code(tmp_path / "gone.xlsx") == "unreadable"
    assert peek_titles(tmp_path / "gone.xlsx") == ()


def test_a_problem_names_the_file_as_the_sender_knows_it(tmp_path):
    assert told(guard_file(tmp_path / "3f2a.upload", "报表.xlsx")) == [("unreadable", "报表.xlsx")]


@pytest.mark.parametrize(
    ("parts", "without", "reason"),
    [
        ({"word/document.xml": "<document/>"}, ("xl/workbook.xml",), "is_document"),
        ({"xl/workbook.bin": ""}, ("xl/workbook.xml",), "binary_form"),
        ({"content.xml": "<office/>"}, [name for name in (*PARTS, SHEET) if name.startswith("xl/")], "other_archive"),
        ({}, ("xl/workbook.xml",), "damaged"),
        ({}, ("[Content_Types].xml",), "damaged"),
        ({"xl/workbook.xml": PARTS["xl/workbook.xml"].replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")}, (), "strict_form"),
        ({"xl/sharedStrings.xml": '<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst>&a;</sst>'}, (), "doctype"),
        ({"docProps/core.xml": f"<!--{'.' * 5000}--><!DOCTYPE x []><x/>"}, (), "damaged"),
        ({SHEET: "<worksheet/>".encode("utf-16")}, (), "damaged"),
    ],
)
def test_a_package_of_another_kind_is_refused(tmp_path, parts, without, reason):
    assert code(draw_package(tmp_path / "report.xlsx", parts=parts, without=without)) == reason


def test_what_stands_before_the_first_tag_may_be_comments_and_instructions(tmp_path):
    workbook = '\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- made by hand -->\n' + PARTS["xl/workbook.xml"]
    path = draw_package(
        tmp_path / "report.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', parts={"xl/workbook.xml": workbook, "docProps/app.xml": ""}
    )
    assert told(guard_file(path)) == []


def test_a_password_on_the_archive_is_told(tmp_path):
    path = draw_package(tmp_path / "report.xlsx")
    data = bytearray(path.read_bytes())
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        data[found.start() + 8] |= 1
    path.write_bytes(data)
    assert code(path) == "password"


def test_a_way_of_packing_no_spreadsheet_program_uses_is_refused(tmp_path):
    path = draw_package(tmp_path / "report.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/theme.xml", "<theme/>")
    assert code(path) == "damaged"


def test_a_truncated_file_is_damaged(tmp_path):
    path = draw_book(tmp_path / "report.xlsx", 表=[["甲", 1], ["乙", 2]])
    path.write_bytes(path.read_bytes()[:-200])
    assert code(path) == "damaged"


def test_a_file_over_the_limit_is_not_opened(tmp_path):
    path = draw_book(tmp_path / "report.xlsx", 表=[["甲", 1]])
    assert code(path, file_bytes=1000) == "too_large"


def test_a_bomb_is_refused_by_what_its_directory_says(tmp_path):
    path = draw_package(tmp_path / "report.xlsx", parts={"xl/sharedStrings.xml": f"<sst>{' ' * 2_000_000}</sst>"})
    assert path.stat().st_size < 10_000
    assert code(path, unpacked_bytes=1_000_000) == "bomb"


def test_a_bomb_of_many_parts_is_refused(tmp_path):
    assert code(draw_package(tmp_path / "report.xlsx", parts={f"xl/media/{number}.png": "" for number in range(4001)})) == "bomb"


def test_a_directory_that_lies_about_a_size_is_damaged(tmp_path):
    path = draw_package(tmp_path / "report.xlsx", draw_text_cells(200, 5))
    data = path.read_bytes()
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(SHEET.encode()))
    path.write_bytes(data[: entry + 24] + struct.pack("<I", 50) + data[entry + 28 :])
    assert code(path) == "damaged"


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "cells",
    [
        FAR,
        FAR.replace('"', "'"),
        FAR.replace("<c ", "<x:c ").replace("</c>", "</x:c>"),
        FAR.replace(' r="XFD1048576" t="n"', ' t="n" r = "xfd1048576"'),
        '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    ],
)
def test_a_cell_far_outside_the_table_is_refused_and_named(tmp_path, cells):
    ((code, place),) = refusals(draw_package(tmp_path / "report.xlsx", cells))
    assert code == "far_cell"
    assert place in {"report.xlsx 表 & 一!XFD1048576", "report.xlsx 表 & 一!A1048576"}


def test_cells_that_are_far_but_empty_do_no_harm(tmp_path):
    path = draw_package(tmp_path / "report.xlsx", '<row r="1"><c r="B2"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"/></row>')
    book, problems = read_here(path)
    assert problems == []
    assert (book.sheets[0].last_row, book.sheets[0].last_column) == (2, 2)
    assert book.sheets[0].grid() == ((None, None), (None, 1))


def test_a_sheet_that_is_not_in_the_usual_folder_is_scanned_too(tmp_path):
    relations = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", "/xl/elsewhere/../other.xml")
    parts = {"xl/_rels/workbook.xml.rels": relations, "xl/other.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{FAR}</sheetData></worksheet>'}
    assert refusals(draw_package(tmp_path / "report.xlsx", parts=parts)) == [("far_cell", "report.xlsx 表 & 一!XFD1048576")]


@pytest.mark.parametrize("kind", ["mergeCell", "hyperlink"])
def test_a_range_over_the_whole_sheet_is_refused_and_named(tmp_path, kind):
    path = draw_package(tmp_path / "report.xlsx", after=f'<{kind}s><{kind} ref="A1:B2"/><{kind} ref="A3:XFD1048576"/></{kind}s>')
    assert refusals(path) == [("wide_range", "report.xlsx 表 & 一!A3:XFD1048576")]


def test_too_many_cells_are_counted_before_any_is_read(tmp_path):
    path = draw_package(tmp_path / "report.xlsx", draw_text_cells(40, 5))
    assert told(guard_file(path, limits=Limits(cells=200))) == []
    assert code(path, cells=199) == "too_many_cells"


def test_cells_without_an_address_are_counted(tmp_path):
    assert code(draw_package(tmp_path / "report.xlsx", "<row>" + "<c><v>1</v></c>" * 20 + "</row>"), cells=19) == "too_many_cells"


def test_text_longer_than_a_piece_of_the_scan_hides_nothing_after_it(tmp_path):
    long = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"字" * 1_500_000}</t></is></c></row>'
    ((code, place),) = refusals(draw_package(tmp_path / "report.xlsx", long + FAR.partition("</row>")[2]))
    assert (code, place) == ("far_cell", "report.xlsx 表 & 一!XFD1048576")


@pytest.mark.parametrize("kind", ["book", "grids"])
@pytest.mark.parametrize(("most", "answer"), [(32_767, None), (32_768, ("overlong", "report.xlsx 表 & 一!B2"))])
def test_more_text_than_a_cell_can_hold_is_refused_in_its_cell(tmp_path, kind, most, answer):
    cell = f'<row r="2"><c r="B2" t="inlineStr"><is><t>{"9" * most}</t></is></c></row>'
    _, problems = read_here(draw_package(tmp_path / "report.xlsx", cell), kind)
    assert problems == ([answer] if answer else [])


def test_tags_made_to_stall_the_scan_do_not(tmp_path):
    stalling = "<c" + " " * 300_000 + "<c " + "x " * 200_000 + "<sheet " * 20_000
    path = draw_package(tmp_path / "report.xlsx", stalling, parts={"xl/workbook.xml": PARTS["xl/workbook.xml"] + stalling})
    start = perf_counter()
    assert told(guard_file(path)) == []
    assert perf_counter() - start < 10


def whole_book():
    stream = io.BytesIO()
    draw_package(stream, draw_text_cells(3, 3))
    return stream.getvalue()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(whole_book()) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_file_with_flipped_bytes_gives_a_book_or_a_problem(tmp_path, flips):
    data = bytearray(whole_book())
    for place, byte in flips:
        data[place] = byte
    path = tmp_path / "report.xlsx"
    path.write_bytes(data)
    for kind in ("book", "grids"):
        result, problems = read_here(path, kind)
        assert (result is None) == bool(problems)


def test_titles_are_told_before_a_file_is_opened(tmp_path):
    assert peek_titles(draw_book(tmp_path / "a.xlsx", **{"00 说明": [], "01 <a> & 'b' c": []})) == ("00 说明", "01 <a> & 'b' c")
    assert peek_titles(draw_package(tmp_path / "b.xlsx", without=("xl/workbook.xml",))) == ()


def test_a_name_whose_bytes_are_no_utf_8_is_shown_with_signs_for_what_cannot_be_read(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "共同体.xlsx".encode("gbk")))
    path.write_text("no workbook", encoding="utf-8")
    for read in (read_workbook(path), read_workbook(path, path.name)):
        (problem,) = read.problems
        assert (problem.code, problem.place.file.encode()) == ("sheets.is_text", "��ͬ��.xlsx".encode())
    assert str(Place(str(path))).encode()
