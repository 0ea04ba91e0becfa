"""Whose a workbook is, and what one part of it told."""

from dataclasses import dataclass

from iecscore.problems import Problem, errors_in
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


@dataclass(frozen=True, slots=True)
class PartRead:
    """One part as it was read: its rows, and every problem met."""

    envelope: Envelope
    tables: tuple[Rows, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether an error keeps the part out."""
        return bool(errors_in(self.problems))
