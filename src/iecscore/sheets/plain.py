"""Load the plain values of large files: .xlsx and .xls by the fast reader, and text with separators."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeAlias

from iecscore.problems import Place, Problem, error
from iecscore.sheets.book import Grid, Request, Told
from iecscore.sheets.guarding import inspect_file
from iecscore.sheets.scanning import At
from iecscore.sheets.signature import WIDE_TEXT, check_size, is_locked, kind_of

Grids: TypeAlias = tuple[dict[str, Grid] | None, tuple[Problem, ...]]
UTF8_MARK: Final = b"\xef\xbb\xbf"
SEPARATORS: Final = (",", "\t", ";")
BEGINNING, FIRST_RECORDS = 1 << 20, 20
EXACT: Final = 1e15


def load_grids(request: Request) -> Grids:
    """Read every sheet as rows of plain values, from A1 on; errors and formulas never computed stand there as text."""
    path, limits = Path(request.path), request.limits
    if problems := check_size(path, request.name, limits.file_bytes):
        return None, problems
    kind = kind_of(path)
    if kind == "text":
        return _load_text(path, request)
    if kind == "ole2" and not is_locked(path):
        return _load_old(path, request)
    problems, marks = inspect_file(path, request.name, limits, limits.plain_cells)
    if problems:
        return None, problems
    return _load_sheets(path, request, {title: told.errors | told.uncomputed for title, told in marks.items()})


def _refuse(request: Request, code: str, **parameters: int) -> Grids:
    return None, (error(code, Place(request.name), **parameters),)


def _load_old(path: Path, request: Request) -> Grids:
    from python_calamine import CalamineError  # noqa: PLC0415 - only the child needs it

    try:
        return _load_sheets(path, request, {})
    except CalamineError:
        return _refuse(request, "sheets.old_unread")


def _load_sheets(path: Path, request: Request, marks: Mapping[str, Mapping[At, str]]) -> Grids:
    from python_calamine import CalamineWorkbook, SheetTypeEnum  # noqa: PLC0415 - only the child needs it

    with path.open("rb") as stream, CalamineWorkbook.from_filelike(stream) as book:
        sheets = [book.get_sheet_by_name(told.name) for told in book.sheets_metadata if told.typ == SheetTypeEnum.WorkSheet]
    if sum((row + 1) * (column + 1) for row, column in (sheet.end or (-1, -1) for sheet in sheets)) > request.limits.plain_cells:
        return _refuse(request, "sheets.too_many_cells", limit=request.limits.plain_cells)
    return {sheet.name: _fill_in(sheet.to_python(skip_empty_area=False), marks.get(sheet.name, {})) for sheet in sheets}, ()


def _fill_in(rows: list[list[Any]], marks: Mapping[At, str]) -> Grid:
    """The rows with what the reader left blank."""
    for (row, column), told in marks.items():
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([""] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = told
    return _square([[_value(cell) for cell in row] for row in rows])


def _value(cell: Any) -> Told:  # noqa: ANN401 - whatever the reader gives
    if cell == "":
        return None
    return int(cell) if isinstance(cell, float) and cell.is_integer() and abs(cell) < EXACT else cell


def _square(rows: Sequence[Sequence[Told]]) -> Grid:
    width = max(map(len, rows), default=0)
    return tuple((*row, *[None] * (width - len(row))) for row in rows)


def _load_text(path: Path, request: Request) -> Grids:
    text = decode_text(path.read_bytes())
    if text is None:
        return _refuse(request, "sheets.unknown_letters")
    separator, most = _separator(text), request.limits.plain_cells
    if text.count(separator) + text.count("\n") > most:
        return _refuse(request, "sheets.too_many_cells", limit=most)
    rows = [[cell or None for cell in row] for row in _records(text, separator)]
    if len(rows) * max(map(len, rows), default=0) > most:
        return _refuse(request, "sheets.too_many_cells", limit=most)
    return {Path(request.name).stem: _square(rows)}, ()


def decode_text(data: bytes) -> str | None:
    """Text in one of the encodings spreadsheets write; never with letters left out."""
    encodings = ("utf-16",) if data.startswith(WIDE_TEXT) else ("utf-8-sig",) if data.startswith(UTF8_MARK) else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _records(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _separator(text: str) -> str:
    """The sign that parts the first records most often, with no regard to the odd one, such as a title."""
    return max(SEPARATORS, key=lambda sign: _parting(text[:BEGINNING], sign))


def _parting(text: str, separator: str) -> tuple[int, int]:
    fields = sorted(len(record) for record in islice(_records(text, separator), FIRST_RECORDS) if record) or [0]
    return fields[len(fields) // 2], sum(fields)
