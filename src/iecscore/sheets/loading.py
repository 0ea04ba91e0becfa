"""Load workbooks that passed the guard. This runs in a child process, so that a file that breaks a reader breaks nothing else."""

import hashlib
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from iecscore.problems import Place, Problem, error
from iecscore.sheets.addresses import address_of
from iecscore.sheets.book import Book, Grid, Request
from iecscore.sheets.guarding import glance_file, inspect_file
from iecscore.sheets.plain import load_grids

Answer: TypeAlias = tuple[Any, tuple[Problem, ...]]
LONGEST_TEXT: Final = 32_767


def load(request: Request) -> Answer:
    """Do what a request asks; every fault is a problem."""
    try:
        read = load_book(request) if request.kind == "book" else glance(request) if request.kind == "glance" else load_grids(request)
        return _refuse_overlong(request, read)
    except MemoryError:
        return refuse(request, "sheets.too_heavy")
    except Exception as fault:  # noqa: BLE001 - a reader may fail in any way on a foreign file
        return refuse(request, "sheets.not_read", reason=f"{type(fault).__name__}: {fault}"[:200])


def refuse(request: Request, code: str, **parameters: str) -> Answer:
    """Answer with nothing but a problem of the file."""
    return None, (error(code, Place(request.name), **parameters),)


def _refuse_overlong(request: Request, read: Answer) -> Answer:
    """What was read, unless a cell holds more than a spreadsheet program can write into one: such text never leaves this process."""
    for sheet, row, column, value in _list_texts(read[0]):
        if len(value) > LONGEST_TEXT:
            place = Place(request.name, sheet, address_of(row, column))
            return None, (error("sheets.overlong", place, count=len(value), most=LONGEST_TEXT),)
    return read


def _list_texts(loaded: Book | Mapping[str, Grid] | None) -> Iterator[tuple[str, int, int, str]]:
    if isinstance(loaded, Book):
        for sheet in loaded.sheets:
            yield from ((sheet.name, *place, raw.value) for place, raw in sheet.cells.items() if isinstance(raw.value, str))
        return
    for name, grid in (loaded or {}).items():
        for number, row in enumerate(grid, start=1):
            yield from ((name, number, column, cell) for column, cell in enumerate(row, start=1) if isinstance(cell, str))


def load_book(request: Request) -> Answer:
    """Load a workbook once, with its computed values; the guard has noted what never was computed."""
    from iecscore.sheets.unfolding import unfold  # noqa: PLC0415 - openpyxl takes long to import, and plain values do without

    path = Path(request.path)
    problems, marks = inspect_file(path, request.name, request.limits, request.limits.cells)
    if problems:
        return None, problems
    with warnings.catch_warnings(), path.open("rb") as stream:
        warnings.simplefilter("ignore")
        sheets, epoch_1904 = unfold(stream, {title: told.uncomputed for title, told in marks.items()})
    return Book(request.name, sheets, epoch_1904=epoch_1904, digest=digest_of(path)), ()


def glance(request: Request) -> Answer:
    """Look at a file from outside only."""
    return None, glance_file(Path(request.path), request.name, request.limits)


def digest_of(path: Path) -> str:
    """sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
