"""Split a workbook into parts by who fills them in; an error in one touches no other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from iecscore.problems import Problem, Severity
from iecscore.sheets import letter_of
from iecscore.system.model import System
from iecscore.values import Rows
from iecscore.workbook.cells import Filled
from iecscore.workbook.envelope import Envelope, PartRead
from iecscore.workbook.folding import fold
from iecscore.workbook.lining import Finding
from iecscore.workbook.parts import belongs_to_members, part_of

Slot: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Split:
    """What is split: the sheets read, what was found in them, and whose the workbook is."""

    system: System
    envelope: Envelope
    sheets: Sequence[Filled]
    findings: Sequence[Finding]

    def slot(self, table: str, owner: str) -> Slot:
        """The part and member a row belongs to."""
        if self.envelope.part:
            return self.envelope.part, self.envelope.member
        part = part_of(self.system, table)
        return part, owner if belongs_to_members(self.system, part) else ""

    def slots(self) -> list[Slot]:
        """Every part and member the workbook tells of, in the order of the system's parts."""
        if self.envelope.part:
            return [(self.envelope.part, self.envelope.member)]
        rows = {slot: None for filled in self.sheets for slot in self.shares(filled)}
        told = {self.slot(finding.table, finding.owner): None for finding in self.findings if finding.owner is not None}
        order = list(self.system.parts)
        return sorted(rows | told, key=lambda slot: order.index(slot[0]))

    def shares(self, filled: Filled) -> dict[Slot, list[int]]:
        """The rows of a sheet by whose they are; in a member's workbook the rows of others stay out."""
        table, member = filled.lined.plan.table, self.envelope.member
        found: dict[Slot, list[int]] = {}
        for index in range(len(filled.rows)):
            if not (member and table.owner and filled.is_foreign(index, member)):
                found.setdefault(self.slot(table.key, filled.owner(index)), []).append(index)
        return found

    def placed(self, slots: Sequence[Slot]) -> dict[Slot, list[Finding]]:
        """The findings of each part; an error of a sheet is one of all its parts, a note is told once."""
        found: dict[Slot, list[Finding]] = {slot: [] for slot in slots}
        for finding in self.findings:
            for slot in self._homes(finding, slots):
                found[slot].append(finding)
        return found

    def _homes(self, finding: Finding, slots: Sequence[Slot]) -> Iterable[Slot]:
        if finding.owner is not None:
            return [self.slot(finding.table, finding.owner)]
        alike = [slot for slot in slots if slot[0] == self.slot(finding.table, "")[0]]
        return alike if alike and finding.problem.severity is Severity.ERROR else (alike or slots)[:1]


def split(parts: Split, notes: Sequence[Problem]) -> tuple[PartRead, ...]:
    """The parts with their rows and problems; what concerns the file is told with the first."""
    slots = parts.slots()
    placed = parts.placed(slots)
    shares = [(filled, parts.shares(filled)) for filled in parts.sheets]
    reads = []
    for number, slot in enumerate(slots):
        tables = tuple(_build(parts, filled, shared[slot], slot) for filled, shared in shares if slot in shared)
        problems = (*(notes if number == 0 else ()), *fold(placed[slot]))
        reads.append(PartRead(Envelope(parts.envelope.unit, parts.envelope.year, *slot), tables, problems, whole=not parts.envelope.part))
    return tuple(reads)


def _build(parts: Split, filled: Filled, indices: Sequence[int], slot: Slot) -> Rows:
    lined = filled.lined
    return Rows(
        table=lined.plan.table.key,
        unit=parts.envelope.unit,
        year=parts.envelope.year,
        file=lined.file,
        sheet=lined.sheet.name,
        columns=tuple(lined.columns),
        letters=tuple(map(letter_of, lined.columns.values())),
        rows=tuple(tuple(filled.rows[index].values()) for index in indices),
        numbers=tuple(filled.numbers[index] for index in indices),
        reasons={
            (place, code): filled.reasons[index, code]
            for place, index in enumerate(indices)
            for code in lined.columns
            if (index, code) in filled.reasons
        },
        submitter=Envelope(parts.envelope.unit, parts.envelope.year, *slot).submitter,
    )
