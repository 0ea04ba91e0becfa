"""Workbooks as units hand them in on their pages, drawn from the library system."""

import shutil
import tempfile
from pathlib import Path

from iecscore.desk.importing import import_files
from iecscore.desk.workspace import init_workspace, operator
from iecscore.values import Principal, Sight
from library_round import FAIR, GOOD, POOR, SYSTEMS, office_rows, write_part, write_whole, year_row

BRANCH = Principal("bea", "branch", Sight.OWN, "L01/B01")
OTHER = Principal("otto", "branch", Sight.OWN, "L02/B02")
OFFICE = Principal("olga", "office", Sight.OWN, "L01")
AGENCY = Principal("anna", "agency")
SECOND = Principal("berta", "agency")
MINISTRY = Principal("mina", "ministry", Sight.PUBLISHED)


def open_libraries(folder, old="", new=""):
    """A workspace with two systems of libraries in force; a text of the system file may be replaced by another."""
    content = shutil.copytree(SYSTEMS, folder / "content")
    declared = content / "indicators" / "library" / "system.yaml"
    declared.write_text(declared.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    made = init_workspace(folder / "workspace", "library", "en", content=content)
    drawn = {"L01": (GOOD, FAIR), "L02": (FAIR, POOR)}
    assert not import_files(made, operator(), [write_whole(folder / f"{unit}.xlsx", unit, 90_000, *told) for unit, told in drawn.items()]).refused
    return made


def draw(write):
    """The bytes of a workbook that a function writes at a path."""
    with tempfile.TemporaryDirectory() as folder:
        return write(Path(folder) / "drawn.xlsx").read_bytes()


def branch_book(unit="L01", member="B01", figures=GOOD, year=2025, **changes):
    """A branch's own workbook; `changes` replace cells."""
    row = {**year_row(member, figures, year), **changes}
    return draw(lambda path: write_part(path, unit, "branch", member, branch_year=[row]))


def office_book(unit="L01"):
    """The workbook of a head office alone."""
    return draw(lambda path: write_part(path, unit, "office", **office_rows(unit, 95_000)))


def whole_book(unit="L01", **changes):
    """The workbook of a whole unit."""
    return draw(lambda path: write_whole(path, unit, 90_000, GOOD, FAIR, **changes))
