"""Scan the sheets of an .xlsx as a stream, before any reader unpacks them in memory."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final, NamedTuple, TypeAlias

from iecscore.problems import Place, Problem, error
from iecscore.sheets.addresses import number_of
from iecscore.sheets.titles import name_sheets, words_of

At: TypeAlias = tuple[int, int]
CHUNK: Final = 1 << 20
OPEN, SHUT, EQUALS, ATTRIBUTES = rb"[<:]", rb"</[^<>]{1,80}>", rb"""\s*+=\s*+["']""", rb"[^<>]{0,400}"
CELL: Final = re.compile(OPEN + rb"c\s{1,4}(?:[^<>]{0,400}?\s)??r" + EQUALS + rb"([A-Za-z]{1,3})([0-9]{1,7})[^<>]*+(?<!/)>")
PLACED: Final = re.compile(rb"\br" + EQUALS + rb"([A-Za-z]{1,3})([0-9]{1,7})")
TEXT_RESULT: Final = re.compile(rb"\bt" + EQUALS + rb"str\b")
ANY_FORMULA: Final = re.compile(OPEN + rb"f[\s/>]")
TOLD_FORMULA: Final = rb"<(?:\w{1,20}:)?f\b" + ATTRIBUTES + rb"(?:(?<=/)>|>([^<]*+)" + SHUT + rb")\s*+"
NO_VALUE: Final = rb"(<(?:\w{1,20}:)?v\b" + ATTRIBUTES + rb"(?:(?<=/)>|>" + SHUT + rb"))?\s*+</(?:\w{1,20}:)?c>"
FORMULA: Final = re.compile(OPEN + rb"c\b(" + ATTRIBUTES + rb")>\s*+" + TOLD_FORMULA + NO_VALUE)
ERROR_VALUE: Final = re.compile(
    OPEN + rb"c\b(" + ATTRIBUTES + rb"\bt" + EQUALS + rb"e\b" + ATTRIBUTES + rb")>\s*+(?:" + TOLD_FORMULA + rb")?<(?:\w{1,20}:)?v\b[^<>]*+>([^<]*+)<"
)
SPAN: Final = re.compile(
    OPEN + rb"(?:mergeCell|hyperlink)\s(?:[^<>]{0,2000}?\s)??ref" + EQUALS + rb"\$?([A-Za-z]{1,3})\$?([0-9]{1,7}):\$?([A-Za-z]{1,3})\$?([0-9]{1,7})"
)
SHEETS_FOLDER: Final = "xl/worksheets/"
WIDEST_SPAN: Final = 200_000
SPARSE, ROOMY = 10, 2_000_000
NOWHERE_AT: Final = (0, 0)


class Marks(NamedTuple):
    """Cells a reader would leave blank: formulas that were never computed, and error values."""

    uncomputed: dict[At, str]
    errors: dict[At, str]


@dataclass(slots=True)
class Extent:
    """How many cells a sheet tells, how far those with content reach, the farthest of them, and how wide its ranges are."""

    cells: int = 0
    row: int = 0
    column: int = 0
    far: str = ""
    spanned: int = 0
    span: str = ""
    marks: Marks = field(default_factory=lambda: Marks({}, {}))

    def add(self, text: bytes) -> None:
        """Take in a piece of the sheet's XML."""
        found = CELL.findall(text)
        self.cells += max(len(found), text.count(b"<c ") + text.count(b"<c>") + text.count(b"<c/>"))
        if found:
            self._reach(found)
        for span in SPAN.findall(text) if b"mergeCell" in text or b"hyperlink" in text else ():
            self._span(*span)
        self.marks.uncomputed.update(_find_uncomputed(text))
        self.marks.errors.update(_find_errors(text))

    def _span(self, left: bytes, top: bytes, right: bytes, bottom: bytes) -> None:
        self.spanned += (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)
        if self.spanned > WIDEST_SPAN and not self.span:
            self.span = f"{(left + top).decode()}:{(right + bottom).decode()}"

    def _reach(self, found: list[tuple[bytes, bytes]]) -> None:
        lowest = max({digits for _, digits in found}, key=int)
        rightmost = max({letters for letters, _ in found}, key=_column)
        if _column(rightmost) > self.column:
            self.column, self.far = _column(rightmost), _last(found, 0, rightmost)
        if int(lowest) > self.row:
            self.row, self.far = int(lowest), _last(found, 1, lowest)


def _last(found: list[tuple[bytes, bytes]], side: int, sought: bytes) -> str:
    return next(b"".join(cell) for cell in reversed(found) if cell[side] == sought).decode().upper()


def scan_sheets(archive: zipfile.ZipFile, name: str, most_cells: int) -> tuple[tuple[Problem, ...], dict[str, Marks]]:
    """Refuse sheets with cells far outside the table, too many cells, or ranges over the whole sheet; else their marks by sheet name."""
    titles, total = name_sheets(archive), 0
    problems: list[Problem] = []
    marks: dict[str, Marks] = {}
    for part in archive.namelist():
        if part not in titles and not (part.startswith(SHEETS_FOLDER) and part.endswith(".xml")):
            continue
        with archive.open(part) as stream:
            extent = measure(stream, most_cells)
        total += extent.cells
        title = titles.get(part, part.removeprefix(SHEETS_FOLDER))
        problems += _judge(extent, Place(name, title))
        marks[title] = extent.marks
        if total > most_cells:
            return (*problems, error("sheets.too_many_cells", Place(name, title), limit=most_cells)), {}
    return tuple(problems), marks


def _judge(extent: Extent, place: Place) -> Iterator[Problem]:
    if extent.row * extent.column > SPARSE * extent.cells + ROOMY:
        yield error("sheets.far_cell", Place(place.file, place.sheet, extent.far))
    if extent.span:
        yield error("sheets.wide_range", Place(place.file, place.sheet, extent.span))
    if NOWHERE_AT in extent.marks.uncomputed:
        yield error("sheets.uncomputed", place, told=extent.marks.uncomputed[NOWHERE_AT])


def measure(stream: IO[bytes], most_cells: int) -> Extent:
    """Count the cells of a sheet's XML, find the farthest that holds something, and note what readers leave blank."""
    extent = Extent()
    for text in _pieces(stream):
        extent.add(text)
        if extent.cells > most_cells:
            break
    return extent


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that cut no cell in two, nor any tag; only what is longer than a piece loses its beginning."""
    rest = b""
    while block := stream.read(CHUNK):
        text = rest + block
        end = max(text.rfind(b"<c "), text.rfind(b":c "))
        if end < 0 or len(text) - end > CHUNK:
            end = text.rfind(b">") + 1
        yield text[:end]
        rest = text[end:][-CHUNK:]
    yield rest


def _column(letters: bytes) -> int:
    return number_of(letters.decode())


def _at(attributes: bytes) -> At:
    found = PLACED.search(attributes)
    return (int(found[2]), _column(found[1])) if found else NOWHERE_AT


def _find_uncomputed(text: bytes) -> Iterator[tuple[At, str]]:
    for attributes, formula, value in FORMULA.findall(text) if ANY_FORMULA.search(text) else ():
        if not (value and TEXT_RESULT.search(attributes)):
            yield _at(attributes), f"={words_of(formula)}"


def _find_errors(text: bytes) -> Iterator[tuple[At, str]]:
    for attributes, _, value in ERROR_VALUE.findall(text) if b'"e"' in text or b"'e'" in text else ():
        yield _at(attributes), words_of(value)
