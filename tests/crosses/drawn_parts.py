"""Parts of library workbooks as reading gives them, drawn row by row."""

import shutil
from datetime import date
from pathlib import Path

from iecscore.sheets import letter_of
from iecscore.system import load_system
from iecscore.values import Rows
from iecscore.workbook import Envelope, PartRead

HERE = Path(__file__).parent
LIBRARY = HERE.parent / "systems" / "indicators" / "library"


def load_extended(folder):
    """The library system, with tables and checks added that it lacks."""
    shutil.copytree(LIBRARY, folder, dirs_exist_ok=True)
    shutil.copytree(HERE / "extended", folder, dirs_exist_ok=True)
    system = load_system(folder).result
    assert system is not None
    return system


class Desk:
    """Draws parts for one system: `part` by table and row, a row as what its cells hold; what is not told is blank."""

    def __init__(self, system) -> None:
        self.system = system

    def part(self, part, unit="L01", year=2025, member="", file="", problems=(), **tables):
        envelope = Envelope(unit, year, part, member)
        name = file or f"{year}_{unit}_{member or part}.xlsx"
        told = {key: tables[key] for key in self.system.parts[part].tables if tables.get(key)}
        assert told or not tables or not any(tables.values())
        return PartRead(envelope, tuple(self._rows(envelope, name, key, rows) for key, rows in told.items()), tuple(problems))

    def office(self, *branches, unit="L01", year=2025, library=None, **tables):
        own = {"library_id": unit, "name": f"Library {unit}", "residents": 1000} | (library or {})
        return self.part("office", unit, year, library=[own], branch=list(branches), **tables)

    def branch(self, member, unit="L01", year=2025, **tables):
        return self.part("branch", unit, year, member, **tables)

    def _rows(self, envelope, file, key, rows):
        table = self.system.tables[key]
        columns = tuple(table.entered)
        assert all(code in columns for row in rows for code in row)
        cells = tuple(tuple(None if isinstance(row.get(code), Reason) else row.get(code) for code in columns) for row in rows)
        reasons = {(number, code): cell for number, row in enumerate(rows) for code, cell in row.items() if isinstance(cell, Reason)}
        letters = tuple(letter_of(number) for number in range(1, len(columns) + 1))
        numbers = tuple(range(5, 5 + len(rows)))
        return Rows(key, envelope.unit, envelope.year, file, table.sheet, columns, letters, cells, numbers, reasons, "", envelope.submitter)


class Reason(str):
    """The code of a missing reason, where a figure was to stand."""

    __slots__ = ()


def branch(code, **more):
    """A row of the list of branches: a full branch since 2001, known by its own identifier."""
    return {"branch_id": code, "name": f"Branch {code}", "kind": "full", "isil": f"CN-{code}", "opened": date(2001, 5, 1)} | more


def stored(*parts):
    """The rows of parts accepted before."""
    return [rows for part in parts for rows in part.tables]


def faults(reads):
    """Submitter, code and cell of every problem."""
    return [(read.envelope.submitter, problem.code.removeprefix("crosses."), problem.place.cell) for read in reads for problem in read.problems]
