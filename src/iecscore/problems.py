"""Problems: what is wrong with what people hand in, as values with a code, a place and the words' parameters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

Parameter: TypeAlias = str | int | float
UNWRITABLE: Final = re.compile("[\ud800-\udfff]")


def show_name(name: str) -> str:
    """A file's name as it can be printed and stored: a byte that is no UTF-8, as old archives leave them, becomes �."""
    return name if name.isascii() else UNWRITABLE.sub("\ufffd", name)


class Severity(StrEnum):
    """How much a problem stops: an error refuses the part, a query is stored with it, a note only tells."""

    ERROR = "error"
    QUERY = "query"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is: a file, in it a sheet and cell, or a line, or a key."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int = 0
    key: str = ""

    def __post_init__(self) -> None:
        """Hold a name that can be written."""
        object.__setattr__(self, "file", show_name(self.file))

    def __str__(self) -> str:
        """Write the place as people do: file, sheet!cell, line."""
        cell = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell
        line = f":{self.line}" if self.line else ""
        return " ".join(part for part in (f"{self.file}{line}", cell, self.key) if part)


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: `code` names cause and remedy in `iecscore.text`, `parameters` fill their words."""

    code: str
    place: Place = NOWHERE
    severity: Severity = Severity.ERROR
    parameters: tuple[tuple[str, Parameter], ...] = field(default=())

    @property
    def words(self) -> dict[str, Parameter]:
        """The parameters by name."""
        return dict(self.parameters)


def error(code: str, place: Place = NOWHERE, /, **parameters: Parameter) -> Problem:
    """Make a problem that refuses the part it is in."""
    return Problem(code, place, Severity.ERROR, tuple(parameters.items()))


def query(code: str, place: Place = NOWHERE, /, **parameters: Parameter) -> Problem:
    """Make a problem that is stored with the data and asked back."""
    return Problem(code, place, Severity.QUERY, tuple(parameters.items()))


def note(code: str, place: Place = NOWHERE, /, **parameters: Parameter) -> Problem:
    """Make a problem that only tells."""
    return Problem(code, place, Severity.NOTE, tuple(parameters.items()))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep the problems that refuse."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


class Misuse(Exception):  # noqa: N818 - it is the caller's misuse, named so in every sentence
    """The program was asked for what it cannot do; carries the problems to print."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems."""
        super().__init__("; ".join(f"{problem.code} {problem.place}" for problem in problems))
        self.problems = problems


def refuse(code: str, place: str, **words: Parameter) -> Misuse:
    """Make what refuses an argument or a key of a document at a place in it, such as `matrix[3][1]`."""
    return Misuse(error(code, Place(key=place), place=place, **words))
