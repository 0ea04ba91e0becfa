"""Write the demonstration: the workbooks of three rounds, survey answers, the panel's judgements, and workbooks with planted faults."""

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import groupby
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Final, TypeAlias

from iecscore.demo.binding import Bindery
from iecscore.demo.judgements import write_judgements
from iecscore.demo.planning import Book, plan_books
from iecscore.demo.planting import write_planted
from iecscore.problems import Misuse, Place, error
from iecscore.survey import Survey
from iecscore.system import System

SYSTEM: Final = "iec"
FEW: Final = 6
MOST_PROCESSES: Final = 8
Progress: TypeAlias = Callable[[int, int, str], None]


def write_demo(
    folder: Path,
    system: System,
    survey: Survey,
    *,
    language: str,
    progress: Progress | None = None,
    parts: bool = False,
    workbooks: int | None = None,
) -> tuple[Path, ...]:
    """Write the inbox, the panel's judgements and the workbooks with planted faults; with `workbooks` only so many into the inbox.

    Raises:
        Misuse: the indicator system is not the one the demonstration is made for.
    """
    if system.key != SYSTEM:
        raise Misuse(error("demo.other_system", Place(str(folder)), given=system.key, known=SYSTEM))
    bindery, books = Bindery(folder, system, survey, language), plan_books(language, parts=parts, workbooks=workbooks)
    for parent in sorted({(folder / book.path).parent for book in books}):
        parent.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(_write_all(bindery, books), start=1):
        if progress:
            progress(number, len(books), Path(path).name)
    more = (*write_judgements(folder, system, language), *(() if workbooks else write_planted(bindery)))
    return (*(folder / book.path for book in books), *more)


def _write_all(bindery: Bindery, books: Sequence[Book]) -> Iterator[str]:
    """Write few books here, many in other processes too, which begin at the other end; paths in the order they are done."""
    shelves = [list(shelf) for _, shelf in groupby(sorted(books, key=_shelve), _shelve)]
    processes = min(MOST_PROCESSES, cpu_count() or 1, len(shelves))
    if len(books) <= FEW or processes == 1:
        yield from map(bindery.write, books)
        return
    with ProcessPoolExecutor(processes - 1, get_context("spawn"), _open, (bindery,)) as pool, _uncollected():
        tasks = {pool.submit(_write_shelf, shelf): shelf for shelf in sorted(shelves, key=len, reverse=True)}
        for task, shelf in reversed(tuple(tasks.items())):
            if task.cancel():
                del tasks[task]
                yield from map(bindery.write, shelf)
                yield from _take_finished(tasks)
        for task in as_completed(tasks):
            yield from task.result()


def _shelve(book: Book) -> tuple[int, int]:
    return book.community, book.year


def _take_finished(tasks: dict[Future[list[str]], list[Book]]) -> Iterator[str]:
    for task in [task for task in tasks if task.done()]:
        del tasks[task]
        yield from task.result()


@contextmanager
def _uncollected() -> Iterator[None]:
    # A workbook is many small objects with few cycles: looking for them takes a tenth of the time.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


_HELD: list[Bindery] = []


def _open(bindery: Bindery) -> None:
    gc.disable()
    _HELD[:] = [bindery]


def _write_shelf(shelf: Sequence[Book]) -> list[str]:
    return [_HELD[0].write(book) for book in shelf]
