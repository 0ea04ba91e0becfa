"""The sheets' titles of a workbook, read from its directory alone."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from posixpath import join, normpath
from typing import Final

BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
LONGEST: Final = 1 << 20
SHEET: Final = re.compile(rb"[<:]sheet\s([^<>]{1,2000})>")
RELATION: Final = re.compile(rb"[<:]Relationship\s([^<>]{1,2000})>")
PAIR: Final = re.compile(rb"""([\w:]{1,80})\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")


def peek_titles(path: Path) -> tuple[str, ...]:
    """The titles of an .xlsx, in order, to tell what kind of file it is before it is opened; none where the file is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(told.get("name", "") for told in _attributes(archive, BOOK, SHEET))
    except BROKEN:
        return ()


def name_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The sheets' titles by the part that holds them, as far as the workbook tells."""
    targets = {told.get("Id", ""): told.get("Target", "") for told in _attributes(archive, RELATIONS, RELATION)}
    found = {}
    for told in _attributes(archive, BOOK, SHEET):
        identity = next((value for key, value in told.items() if key.endswith(":id")), "")
        found[normpath(join("/xl", targets.get(identity, ""))).removeprefix("/")] = told.get("name", "")
    return found


def words_of(text: bytes) -> str:
    """Text as XML holds it, in ordinary letters."""
    return unescape(text.decode("utf-8", "replace"))


def _attributes(archive: zipfile.ZipFile, part: str, tag: re.Pattern[bytes]) -> Iterator[dict[str, str]]:
    if part in archive.namelist():
        with archive.open(part) as stream:
            text = stream.read(LONGEST)
        for found in tag.finditer(text):
            yield {key.decode(): words_of(double or single) for key, double, single in PAIR.findall(found[1])}
