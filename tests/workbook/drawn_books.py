"""Workbooks of the tiny library system as `sheets` gives them, drawn as text tables, without touching Excel."""

import re
import shutil
from datetime import datetime
from pathlib import Path

from iecscore.sheets import ERROR, UNCOMPUTED, Area, Book, Raw, Sheet, number_of
from iecscore.system import load_system
from iecscore.workbook import read_parts

HERE = Path(__file__).parent
LIBRARY = HERE.parent / "systems" / "indicators" / "library"
FIRST_ROW = 5


def load_more(folder):
    """The library system with two more tables, which have the kinds of columns it lacks."""
    shutil.copytree(LIBRARY, folder, dirs_exist_ok=True)
    shutil.copytree(HERE / "more", folder, dirs_exist_ok=True)
    path = folder / "system.yaml"
    text = path.read_text(encoding="utf-8").replace("[branch_year]", "[branch_year, course]").replace("branch, wish]", "branch, wish, forecast]")
    path.write_text(text, encoding="utf-8")
    system = load_system(folder).result
    assert system is not None
    return system


def raw(text):
    """A cell as drawn: `'007` is text, `2025-03-01` a date, `#N/A` an error, `=A1` a formula nobody computed, `12%` a percentage."""
    if text.startswith("'"):
        return Raw(text[1:], "@")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return Raw(datetime.fromisoformat(text), "yyyy-mm-dd")
    if re.fullmatch(r"-?\d+(\.\d+)?%", text):
        return Raw(float(text[:-1]) / 100, "0%")
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return Raw(float(text) if "." in text else int(text))
    state = ERROR if text.startswith("#") else UNCOMPUTED if text.startswith("=") else ""
    return Raw({"TRUE": True, "FALSE": False}.get(text, text), "General", state)


def draw(title, text, first_row=1, hidden_rows=(), hidden_columns=(), merged=(), *, hidden=False):
    """A sheet as it is drawn: a line a row, cells between bars."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    cells = {(row, column): raw(cell) for row, line in enumerate(lines, first_row) for column, cell in enumerate(line, 1) if cell}
    return Sheet(title, cells, hidden, frozenset(hidden_rows), frozenset(map(number_of, hidden_columns)), tuple(Area(*area) for area in merged))


def cover(unit="L01", year="2025", part="", member=""):
    """The cover of a workbook that came back."""
    return draw("00", f"Library | {unit} | unit\nRound | {year} | round\nPart | {part} | part\nMember | {member} | member")


class Desk:
    """Draws books for one system and reads them."""

    def __init__(self, system) -> None:
        self.system = system

    def table(self, key, text, title="", *, codes=True, rules=True, **marks):
        """The sheet of a table: drawn are the field codes and, from row 5 on, the data; the other header rows are added."""
        head, *rows = text.strip("\n").splitlines()
        columns = self.system.tables[key].columns
        names = [columns[code].name.both() if code in columns else ("", "") for code in map(str.strip, head.split("|"))]
        header = ["|".join(name[language] for name in names) for language in (0, 1)]
        lines = [*header, head if codes else "", "|".join("必填" if name[0] else "" for name in names) if rules else "", *rows]
        return draw(title or self.system.tables[key].sheet, "\n".join(line or "|" for line in lines), **marks)

    def office(self, *, library=True, branches=True):
        """The sheets the head office has always filled in: the library, and its branches B01 Centre and B02 Harbour."""
        own = self.table("library", "library_id|name|residents\nL01|Rivertown|4000")
        listed = "branch_id|name|kind|isil|district|opened|closed\nB01|Centre|full|CN-1|N|2001-05-01|\nB02|Harbour|small|CN-2|S|2012-09-01|"
        return (*([own] if library else []), *([self.table("branch", listed)] if branches else []))

    def read(self, *sheets, file="L01.xlsx", epoch_1904=False, **more):
        """Read a book of these sheets."""
        return read_parts(self.system, Book(file, tuple(sheets), epoch_1904), **more)

    def whole(self, *sheets, **more):
        """Read a whole workbook: cover, the office's sheets, and these."""
        return self.read(cover(), *self.office(), *sheets, **more)

    def branch(self, *sheets, member="B01", **more):
        """Read the workbook of a branch; it gives one part."""
        (part,) = self.read(cover(part="branch", member=member), *sheets, **more)
        return part

    def courses(self, text):
        """Read courses as a branch tells them; branch, year and code stand in the first columns."""
        head, *rows = text.strip("\n").splitlines()
        lines = [f"branch_id|year|course_code|{head}", *(f"B01|2025|K{number:03}|{row}" for number, row in enumerate(rows, 1))]
        return self.branch(self.table("course", "\n".join(lines)))


def faults(part):
    """Code and cell of each problem but the notes on columns and sheets that are not drawn."""
    return [
        (problem.code, problem.place.cell) for problem in part.problems if problem.code not in {"workbook.column_absent", "workbook.sheet_absent"}
    ]


def rows_of(part, table):
    """The rows of a table as dictionaries."""
    (told,) = [rows for rows in part.tables if rows.table == table]
    return [dict(zip(told.columns, row, strict=True)) for row in told.rows]
