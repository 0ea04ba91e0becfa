"""Whose a workbook is, and what one part of it told."""

from dataclasses import dataclass
from typing import NamedTuple

from iecscore.problems import NOWHERE, Place, Problem, errors_in
from iecscore.values import Rows


@dataclass(frozen=True, slots=True)
class Envelope:
    """Unit and round a part tells of; an empty `part` is the whole workbook, `member` the one it belongs to."""

    unit: str
    year: int
    part: str = ""
    member: str = ""

    @property
    def submitter(self) -> str:
        """The identity rows carry: `part`, or `part:MEMBER`."""
        return f"{self.part}:{self.member}" if self.member else self.part


class Label(NamedTuple):
    """A name written beside a member's code, and where: `B01 · Centre`."""

    member: str
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class PartRead:
    """One part as it was read: its rows, and every problem met; `whole` tells that it came in a workbook of the whole unit.

    `cover` is the cell in which the cover names the unit; `labels` are the names written beside the member's code.
    """

    envelope: Envelope
    tables: tuple[Rows, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = False
    cover: Place = NOWHERE
    labels: tuple[Label, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether an error keeps the part out."""
        return bool(errors_in(self.problems))
