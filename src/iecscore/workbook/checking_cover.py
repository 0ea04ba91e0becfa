"""Check that a workbook is the unit's whose code its cover bears, by the codes and names of other units in its rows."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from iecscore.problems import Place, Problem, error, query
from iecscore.sheets import fold_code, same_key
from iecscore.system import System
from iecscore.system.tables import ColumnType
from iecscore.values import Rows
from iecscore.workbook.checking_scene import file_of
from iecscore.workbook.envelope import PartRead

END: Final = re.compile(r"[^0-9A-Za-z]|$")


@dataclass(slots=True)
class Codes:
    """The keys of a file: how many there are, how many begin with the code of which other unit, and where each of these stands first."""

    keys: int = 0
    foreign: Counter[str] = field(default_factory=Counter)
    first: dict[str, Place] = field(default_factory=dict)


class Covers:
    """What is known of units: their codes, and the names of their members."""

    def __init__(self, system: System, parts: Sequence[PartRead], stored: Sequence[Rows]) -> None:
        """Take in the units of the rows accepted before and of those that come in."""
        told = [*stored, *(rows for part in parts for rows in part.tables)]
        self.system = system
        self.units = {fold_code(unit): unit for unit in {rows.unit for rows in told} | {part.envelope.unit for part in parts} if unit}
        self.members: dict[str, set[str]] = {}
        self.listed = {rows.unit for rows in told if rows.table == system.members.table}
        for rows in told:
            if rows.table == system.members.table and system.members.name in rows.columns:
                for name in rows.column(system.members.name):
                    self.members.setdefault(same_key(str(name)), set()).add(rows.unit)

    def check(self, numbered: Mapping[int, PartRead]) -> Iterator[tuple[int, Problem]]:
        """Refuse all of a file whose keys are mostly another unit's, and a part that is called as another unit's member is."""
        files: dict[tuple[str, str], dict[int, PartRead]] = {}
        for number, part in numbered.items():
            files.setdefault((file_of(part), part.envelope.unit), {})[number] = part
        for together in files.values():
            yield from self._check_keys(together)
        for number, part in numbered.items():
            yield from ((number, problem) for problem in self._check_labels(part))

    def _check_keys(self, together: Mapping[int, PartRead]) -> Iterator[tuple[int, Problem]]:
        codes = Codes()
        for part in together.values():
            self._count(part, codes)
        if not codes.foreign:
            return
        other, count = codes.foreign.most_common(1)[0]
        told: dict[str, str | int] = {"other": other, "count": count, "keys": codes.keys}
        for number, part in together.items():
            unit, where = part.envelope.unit, codes.first[other]
            if 2 * count > codes.keys:
                place = part.cover if part.cover.cell else Place(where.file)
                yield number, error("crosses.other_cover", place, unit=unit, sheet=where.sheet, cell=where.cell, **told)
            elif any(rows.sheet == where.sheet for rows in part.tables):
                yield number, query("crosses.other_unit_key", where, unit=unit, **told)

    def _count(self, part: PartRead, codes: Codes) -> None:
        for rows in part.tables:
            table = self.system.tables[rows.table]
            keys = [key for key in table.keys if table.columns[key].type is ColumnType.TEXT and key in rows.columns and not self._is_unit(rows, key)]
            codes.keys += len(rows.rows) if keys else 0
            for key in keys[:1]:
                self._count_column(rows, key, codes)

    def _count_column(self, rows: Rows, key: str, codes: Codes) -> None:
        own = fold_code(rows.unit)
        for index, cell in enumerate(rows.column(key)):
            text = fold_code(str(cell or ""))
            begins_own = text.startswith(own) and not text[len(own) : len(own) + 1].isalnum()
            found = None if begins_own else next(filter(None, (self.units.get(text[: end.start()]) for end in END.finditer(text))), None)
            if found:
                codes.foreign[found] += 1
                codes.first.setdefault(found, Place(rows.file, rows.sheet, rows.address(index, key)))

    def _is_unit(self, rows: Rows, key: str) -> bool:
        return any(level.units == rows.table and level.unit == key for level in self.system.levels.values())

    def _check_labels(self, part: PartRead) -> Iterator[Problem]:
        """A name that only other units list; a member may be one of several units, so a unit without a list of its own accuses nobody."""
        unit = part.envelope.unit
        for label in part.labels if unit in self.listed else ():
            units = self.members.get(same_key(label.name), {unit})
            if unit not in units:
                cover = f"{part.cover.sheet}!{part.cover.cell}" if part.cover.cell else "–"
                yield error("crosses.other_label", label.place, told=label.name, member=label.member, unit=unit, other=min(units), cover=cover)
