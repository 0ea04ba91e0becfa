"""Files that would break or stall whoever opens them, drawn small."""

import io
import zipfile
import zlib

import openpyxl

from handed_in import branch_book

CELL = '<row r="{row}"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row>'


def rezip(data, change=None, extra=()):
    """A workbook with one part changed by a function, and others put beside it."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            told = old.read(name)
            new.writestr(name, change(name, told) if change else told)
        for name, told in extra:
            new.writestr(name, told)
    return kept.getvalue()


def first_sheet(name):
    return name == "xl/worksheets/sheet1.xml"


def far_corner():
    far = CELL.format(row=1_048_576, cell="XFD1048576").encode() + b"</sheetData>"
    return rezip(branch_book(), lambda name, told: told.replace(b"</sheetData>", far) if first_sheet(name) else told)


def expanding():
    return rezip(branch_book(), extra=[("xl/media/image1.bin", b"\0" * 400_000_000)])


def many_entries():
    return rezip(branch_book(), extra=[(f"xl/media/{number}.png", b"") for number in range(6000)])


def entities():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    return rezip(branch_book(), lambda name, told: bomb if name == "xl/sharedStrings.xml" else told)


def outside_entity():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    return rezip(branch_book(), lambda name, told: bomb if first_sheet(name) else told)


def twice_in_zip():
    data = branch_book()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        told = archive.read("xl/workbook.xml")
    return rezip(data, extra=[("xl/Workbook.xml", told)])


def locked():
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return head + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900


def locked_entry():
    data = bytearray(branch_book())
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def macros():
    return rezip(branch_book(), extra=[("xl/vbaProject.bin", b"Attribute VB_Name")])


def path_entry():
    return rezip(branch_book(), extra=[("../../../../tmp/escaped.xlsx", b"x")])


def cut_short():
    return branch_book()[:3000]


def foreign_book():
    kept = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(['=HYPERLINK("http://x")', "<script>alert(1)</script>", "x" * 30_000])
    book.save(kept)
    return kept.getvalue()


HOSTILE = {
    "far corner cell": ("a.xlsx", far_corner, "sheets.far_cell"),
    "expanding zip": ("a.xlsx", expanding, "sheets.bomb"),
    "many entries": ("a.xlsx", many_entries, "sheets.bomb"),
    "entity expansion": ("a.xlsx", entities, "sheets.doctype"),
    "entity from outside": ("a.xlsx", outside_entity, "sheets.doctype"),
    "duplicate zip entries": ("a.xlsx", twice_in_zip, "sheets.damaged"),
    "encrypted workbook": ("a.xlsx", locked, "sheets.password"),
    "encrypted entry": ("a.xlsx", locked_entry, "sheets.password"),
    "macros under another name": ("a.xlsx", macros, "sheets.program"),
    "macros": ("a.xlsm", macros, "sheets.program"),
    "old workbook by another name": ("a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, "sheets.old_form"),
    "text by another name": ("a.xlsx", lambda: b"branch,n_loans\nB01,=1+1\n", "sheets.is_text"),
    "text": ("a.csv", lambda: b"branch,n_loans\nB01,=1+1\n", "sheets.is_text"),
    "web page": ("a.xlsx", lambda: b"<html><script>alert(1)</script></html>", "sheets.is_html"),
    "no zip": ("a.xlsx", lambda: b"PK\x03\x04" + b"\xff" * 2000, "sheets.damaged"),
    "empty": ("a.xlsx", lambda: b"", "sheets.empty_file"),
    "null bytes": ("a.xlsx", lambda: b"\0" * 5000, "sheets.is_binary"),
    "packed noise": ("a.xlsx", lambda: zlib.compress(b"noise" * 1000), "sheets.is_binary"),
    "cut short": ("a.xlsx", cut_short, "sheets.damaged"),
    "another workbook": ("=cmd|' /C calc'!A0.xlsx", foreign_book, "workbook.no_unit"),
    "path in the zip": ("../../a.xlsx", path_entry, "sheets.damaged"),
}
