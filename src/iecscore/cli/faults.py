"""Tell what went wrong, to a person."""

import errno
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from iecscore.cli.screen import screen
from iecscore.problems import Misuse, Place, Problem, Severity, error
from iecscore.text import say, word_problem

SIGNS: Final = {Severity.ERROR: "×", Severity.QUERY: "?", Severity.NOTE: "·"}
COLOURS: Final = {Severity.ERROR: "bold red", Severity.QUERY: "yellow", Severity.NOTE: "dim"}
DEBUG: Final = "IECSCORE_DEBUG"
REASONS: Final = {
    errno.EACCES: "access is denied",
    errno.EPERM: "access is denied",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.ENOENT: "there is no such file or folder",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EEXIST: "a part of the path is a file, not a folder",
    errno.EISDIR: "it is a folder, not a file",
    errno.ENAMETOOLONG: "the name is too long",
}


def tell_fault(fault: Exception, language: str) -> int:
    """Tell misuse, and files that cannot be had, in words; anything else is the program's own fault, and says where its account lies."""
    if isinstance(fault, Misuse):
        print_problems(fault.problems, language, error=True)
        return 2
    if os.environ.get(DEBUG):
        traceback.print_exception(fault)
    if isinstance(fault, OSError) and fault.errno:
        print_problems([_word_file(fault)], language, error=True)
        return 2
    with tempfile.NamedTemporaryFile("w", prefix="iecscore-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace") as stream:
        stream.write("".join(traceback.format_exception(fault)))
    told = say(
        "This is a fault of the program: {fault}. Each step is stored whole or not at all. Please send {file} to those who keep the program.",
        language,
        fault=f"{type(fault).__name__}: {fault}"[:300],
        file=Path(stream.name),
    )
    print(told, file=sys.stderr)
    return 3


def _word_file(fault: OSError) -> Problem:
    known = REASONS.get(fault.errno or 0)
    reasons = {f"reason_{language}": say(known, language) if known else str(fault.strerror) for language in ("en", "zh")}
    return error("desk.file_refused", Place(os.fsdecode(fault.filename) if isinstance(fault.filename, str | bytes) else ""), **reasons)


def print_problems(problems: Sequence[Problem], language: str, *, error: bool = False) -> None:
    """Print problems file by file: where, what is wrong, what to do."""
    console = screen(error=error)
    for file, told in groupby(problems, key=lambda problem: problem.place.file):
        if file:
            console.print(file, style="bold", markup=False, highlight=False)
        for problem in _folded(told):
            console.print(*line_of(problem, language), sep="", markup=False, highlight=False, soft_wrap=True)


def _folded(problems: Iterable[Problem]) -> Iterable[Problem]:
    return dict.fromkeys(problems)


def line_of(problem: Problem, language: str) -> list[object]:
    """One problem as a line: its sign, its place, cause and remedy."""
    from rich.text import Text

    worded = word_problem(problem, language)
    place = problem.place
    where = f"{place.sheet}!{place.cell}" if place.sheet and place.cell else place.sheet or place.cell
    line = say("line {line}", language, line=place.line) if place.line else ""
    at = " ".join(part for part in (where, line, place.key if not where else "") if part)
    return [
        Text(f"  {SIGNS[problem.severity]} ", COLOURS[problem.severity]),
        Text(f"{at}  " if at else "", "cyan"),
        Text(f"{worded.cause} "),
        Text(worded.remedy, "dim"),
    ]
