"""Read spreadsheets: guarded, in a child process, with every fault a problem."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from iecscore.problems import Place, Problem, error
from iecscore.sheets.book import Book, Grid
from iecscore.sheets.pool import Pool, outside_pool, shared_pool
from iecscore.values import Read


def read_workbook(path: Path, name: str = "") -> Read[Book]:
    """Read a workbook with its formats, hidden parts, merged cells and error cells; `name` is the file named in places."""
    return shared_pool().read("book", path, name)


def glance_at(path: Path, name: str) -> tuple[Problem, ...]:
    """What refuses a file from outside before it is opened: its size, its kind, what its directory promises."""
    return outside_pool().read("glance", path, name).problems


def read_books(paths: Iterable[Path], names: Iterable[str] = (), pool: Pool | None = None) -> Iterator[tuple[Path, Read[Book]]]:
    """Read many workbooks, a few at a time, in the order given; `names` are the files named in places."""
    given, named = list(paths), list(names)
    return (pool or shared_pool()).read_all("book", zip(given, named or [path.name for path in given], strict=True))


def read_many_grids(paths: Iterable[Path], names: Iterable[str], pool: Pool | None = None) -> Iterator[tuple[Path, Read[dict[str, Grid]]]]:
    """Read the plain values of many files, a few at a time, in the order given; `names` are the files named in places."""
    return (pool or shared_pool()).read_all("grids", zip(paths, names, strict=True))


def read_grids(path: Path, name: str = "") -> Read[dict[str, Grid]]:
    """Read the plain values of every sheet of an .xlsx, .xls or text file, rows from A1 on and all as wide; fast, for large files."""
    return shared_pool().read("grids", path, name)


def read_table(path: Path, name: str = "", sheet: str = "") -> Read[Grid]:
    """Read the plain values of one sheet, by default the first that holds something."""
    read = read_grids(path, name)
    if read.result is None:
        return Read(None, read.problems)
    chosen = next((title for title, grid in read.result.items() if title == sheet or (not sheet and grid)), None)
    if chosen is None:
        place = Place(name or path.name)
        return Read(
            None, (error("sheets.no_such_sheet", place, told=sheet, known=", ".join(read.result)) if sheet else error("sheets.no_table", place),)
        )
    return Read(read.result[chosen])
