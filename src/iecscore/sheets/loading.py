"""Load workbooks that passed the guard. This runs in a child process, so that a file that breaks a reader breaks nothing else."""

import hashlib
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from iecscore.problems import Place, Problem, error
from iecscore.sheets.book import ERROR, UNCOMPUTED, Area, Book, Raw, Request, Sheet
from iecscore.sheets.guarding import inspect_file
from iecscore.sheets.plain import load_grids

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Answer: TypeAlias = tuple[Any, tuple[Problem, ...]]
LATER_EPOCH: Final = 1904


def load(request: Request) -> Answer:
    """Do what a request asks; every fault is a problem."""
    try:
        return load_book(request) if request.kind == "book" else load_grids(request)
    except MemoryError:
        return refuse(request, "sheets.too_heavy")
    except Exception as fault:  # noqa: BLE001 - a reader may fail in any way on a foreign file
        return refuse(request, "sheets.not_read", reason=f"{type(fault).__name__}: {fault}"[:200])


def refuse(request: Request, code: str, **parameters: str) -> Answer:
    """Answer with nothing but a problem of the file."""
    return None, (error(code, Place(request.name), **parameters),)


def load_book(request: Request) -> Answer:
    """Load a workbook once, with its computed values; the guard has noted what never was computed."""
    from openpyxl import load_workbook  # noqa: PLC0415 - it takes long to import, and plain values do without

    path = Path(request.path)
    problems, marks = inspect_file(path, request.name, request.limits, request.limits.cells)
    if problems:
        return None, problems
    with warnings.catch_warnings(), path.open("rb") as stream:
        warnings.simplefilter("ignore")
        book = load_workbook(stream, data_only=True, keep_links=False)
    sheets = tuple(_read_sheet(sheet, marks[sheet.title].uncomputed if sheet.title in marks else {}) for sheet in book.worksheets)
    return Book(request.name, sheets, epoch_1904=book.epoch.year == LATER_EPOCH, digest=digest_of(path)), ()


def digest_of(path: Path) -> str:
    """sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_sheet(sheet: "Worksheet", uncomputed: Mapping[tuple[int, int], str]) -> Sheet:
    columns = [dimension for dimension in sheet.column_dimensions.values() if dimension.hidden]
    return Sheet(
        name=sheet.title,
        cells=_read_cells(sheet, uncomputed),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(row for row, dimension in sheet.row_dimensions.items() if dimension.hidden),
        hidden_columns=frozenset(column for dimension in columns for column in range(dimension.min or 1, (dimension.max or 0) + 1)),
        merged=tuple(Area(area.min_row, area.min_col, area.max_row, area.max_col) for area in sheet.merged_cells.ranges),
    )


def _read_cells(sheet: "Worksheet", uncomputed: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], Raw]:
    """The cells that are there; walking rows and columns would make all others too."""
    told = sheet._cells  # noqa: SLF001
    cells = {place: _raw(cell) for place, cell in told.items() if cell.value is not None}
    return cells | {place: Raw(formula, told[place].number_format, UNCOMPUTED) for place, formula in uncomputed.items() if place in told}


def _raw(cell: "Cell | MergedCell") -> Raw:
    return Raw(cell.value, cell.number_format, ERROR if cell.data_type == "e" else "")  # type: ignore[arg-type]
