"""Guard against files that would break or stall a reader: what is refused here is never opened by one."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from iecscore.problems import Place, Problem, error
from iecscore.sheets.book import Limits
from iecscore.sheets.scanning import Marks, scan_sheets
from iecscore.sheets.signature import check_signature, check_size
from iecscore.sheets.titles import BROKEN

MOST_PARTS: Final = 4000
LOCKED_FLAG: Final = 0x1
HEAD: Final = 4096
TYPES: Final = "[Content_Types].xml"
BOOKS: Final = {"xl/workbook.xml": "", "xl/workbook.bin": "sheets.binary_form", "word/document.xml": "sheets.is_document"}
STRICT: Final = b"purl.oclc.org/ooxml/spreadsheetml"
DOCTYPE: Final = b"<!DOCTYPE"
PACKED: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
PROGRAM: Final = "vbaproject.bin"
READ: Final = ("xl/", "_rels/", "docProps/", TYPES)
OPENING: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<[A-Za-z_]", re.DOTALL)


class Inspection(NamedTuple):
    """What refuses a file, and where nothing does, the cells of each sheet that a reader would leave blank."""

    problems: tuple[Problem, ...]
    marks: dict[str, Marks] = {}  # noqa: RUF012 - never written to


def guard_file(path: Path, name: str = "", limits: Limits | None = None) -> tuple[Problem, ...]:
    """Check an .xlsx without opening it in a reader: signature, zip directory, sizes, cells far out; nothing is an exception."""
    limits = limits or Limits()
    return inspect_file(path, name or path.name, limits, limits.cells).problems


def glance_file(path: Path, name: str, limits: Limits) -> tuple[Problem, ...]:
    """Check a file that comes from anywhere by size, signature and zip directory alone; one that carries a program is refused."""
    if refused := check_size(path, name, limits.file_bytes) or check_signature(path, name):
        return refused
    try:
        with zipfile.ZipFile(path) as archive:
            return _first(_check_directory(archive, name, limits)) or _first(_check_bare(archive, name))
    except BROKEN:
        return (error("sheets.damaged", Place(name)),)


def _check_bare(archive: zipfile.ZipFile, name: str) -> Iterator[Problem]:
    names = [part.lower() for part in archive.namelist()]
    if any(part.startswith("xl/") and part.endswith(PROGRAM) for part in names):
        yield error("sheets.program", Place(name))
    if len(set(names)) < len(names) or any(part.startswith("/") or ".." in part.split("/") for part in names):
        yield error("sheets.damaged", Place(name))


def inspect_file(path: Path, name: str, limits: Limits, most_cells: int) -> Inspection:
    """Check an .xlsx, and note what readers pass over in silence: errors and formulas that were never computed."""
    if refused := check_size(path, name, limits.file_bytes) or check_signature(path, name):
        return Inspection(refused)
    try:
        with zipfile.ZipFile(path) as archive:
            if refused := _first(_check_directory(archive, name, limits)) or _first(_check_parts(archive, name)):
                return Inspection(refused)
            return Inspection(*scan_sheets(archive, name, most_cells))
    except BROKEN:
        return Inspection((error("sheets.damaged", Place(name)),))


def _first(problems: Iterator[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in [next(problems, None)] if problem)


def _check_directory(archive: zipfile.ZipFile, name: str, limits: Limits) -> Iterator[Problem]:
    parts, place = archive.infolist(), Place(name)
    if any(part.flag_bits & LOCKED_FLAG for part in parts):
        yield error("sheets.password", place)
    size = sum(part.file_size for part in parts)
    if size > limits.unpacked_bytes or len(parts) > MOST_PARTS:
        yield error("sheets.bomb", place, size=-(-size // 1_000_000), parts=len(parts))
    names = {part.filename for part in parts}
    strange = "sheets.damaged" if any(part.startswith("xl/") for part in names) else "sheets.other_archive"
    if code := next((code for part, code in BOOKS.items() if part in names), strange):
        yield error(code, place)
    elif TYPES not in names or any(part.compress_type not in PACKED for part in parts):
        yield error("sheets.damaged", place)


def _check_parts(archive: zipfile.ZipFile, name: str) -> Iterator[Problem]:
    for part in archive.namelist():
        if part.lower().endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                begins = stream.read(HEAD)
            if DOCTYPE in begins:
                yield error("sheets.doctype", Place(name))
            if begins and part.startswith(READ) and not OPENING.match(begins):
                yield error("sheets.damaged", Place(name))
            if part == "xl/workbook.xml" and STRICT in begins:
                yield error("sheets.strict_form", Place(name))
