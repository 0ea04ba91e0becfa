"""The screen: tables, progress, plain lines, on a terminal or into a file."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from iecscore.desk.arriving import Progress

WIDE: Final = 160
WIDEST: Final = 220


def screen(*, error: bool = False) -> "Console":
    """A console; where the output is no terminal, wide and plain."""
    from rich.console import Console

    console = Console(stderr=error)
    if not console.is_terminal:
        console = Console(stderr=error, width=WIDE, color_system=None)
    console.on_broken_pipe = _leave  # type: ignore[method-assign] # rich would end the program with a fault
    return console


def _leave() -> None:
    raise BrokenPipeError


def write_line(text: str, *, error: bool = False) -> None:
    """Write a plain line."""
    print(text, file=sys.stderr if error else sys.stdout)


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = (), whole: Sequence[int] = ()) -> "Table":
    """A table of plain texts; the columns `right` stand right, the columns `whole` are never broken, empty last columns are left out."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    found = Table(title=Text(title, "bold") if title else None, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    told = len(heads) if any(row[-1] for row in rows) or not rows else len(heads) - 1
    for number, head in enumerate(heads[:told]):
        found.add_column(Text(head), justify="right" if number in right else "left", overflow="fold", no_wrap=number in whole)
    for row in rows:
        found.add_row(*(Text(cell) for cell in row[:told]))
    return found


def show(console: "Console", found: "Table") -> None:
    """Print a table as wide as it is; a narrow terminal breaks its lines, never its figures."""
    from rich.measure import Measurement

    wide = Measurement.get(console, console.options.update(max_width=WIDEST), found).maximum
    console.width = max(console.width, min(wide, WIDEST))
    console.print(found, soft_wrap=True)


def near(path: Path) -> Path:
    """A path as it is shorter to type: from this folder, where it lies in it."""
    here = Path.cwd()
    return path.resolve().relative_to(here) if path.resolve().is_relative_to(here) else path


@contextmanager
def progress_bar(told: str, first: str = "") -> Iterator["Progress"]:
    """A progress bar on a terminal, which says what comes `first` until there is something to count; silence elsewhere."""
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = screen(error=True)
    with Bar(
        TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.fields[count]}"), TimeRemainingColumn(), console=console,
        transient=True, disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task(first or told, total=None, count="")
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=f"{told} {name[:40]}", count=f"{done}/{total}")
