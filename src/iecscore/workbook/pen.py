"""What every sheet of a workbook is written with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from iecscore.system.model import System
from iecscore.system.tables import Column, Table
from iecscore.values import Cell
from iecscore.workbook.choices import REASONS, Choice, yes_or_no
from iecscore.workbook.envelope import Envelope
from iecscore.workbook.parts import refers_to_member

Told: TypeAlias = Mapping[str, Cell]
SPLIT = {"zh": "；", "en": "; "}


@dataclass(frozen=True, slots=True)
class Pen:
    """The book with its formats, the system, whose it is, and what is known beforehand."""

    book: Workbook
    looks: Mapping[str, Format]
    shades: Mapping[str, Format]
    system: System
    envelope: Envelope
    language: str
    tables: tuple[Table, ...]
    rows: Mapping[str, Sequence[Told]]
    choices: Mapping[str, Choice]
    members: Mapping[str, str]
    label: str

    def show(self, column: Column, cell: Cell) -> Cell:
        """A cell as it is written: codes as their wording, members with their names, numbers and dates as such."""
        if isinstance(cell, bool):
            return yes_or_no(cell, self.language)
        if isinstance(cell, Decimal):
            return float(cell)
        if isinstance(cell, tuple):
            return SPLIT[self.language].join(self._word(column, code) for code in cell)
        return self._word(column, cell) if isinstance(cell, str) else cell

    def _word(self, column: Column, text: str) -> str:
        codes = self.system.dictionaries[column.dictionary].codes if column.dictionary else {}
        reasons = self.system.dictionaries[REASONS].codes
        if words := codes.get(text) or reasons.get(text):
            return words.say(self.language)
        return self.members.get(text, text) if refers_to_member(self.system, column) else text
