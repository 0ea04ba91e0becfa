"""The tiny library system as a round of workbooks: what its offices and branches return, drawn and written as real files."""

from datetime import date
from pathlib import Path

from iecscore.system import load_system
from iecscore.workbook import Envelope, write_template

SYSTEMS = Path(__file__).parent / "systems"
SYSTEM = load_system(SYSTEMS / "indicators" / "library").result
BRANCH = ("n_loans", "n_visits", "n_visits_young", "n_events", "n_event_visitors", "n_stock", "n_new", "cost")


def members_of(unit):
    return [
        {"branch_id": f"B0{number}", "name": f"{unit} branch {number}", "kind": "full", "isil": f"{unit}-{number}", "opened": date(2001, 5, number)}
        for number in (1, 2)
    ]


def office_rows(unit, residents):
    return {"library": [{"library_id": unit, "name": f"Library {unit}", "residents": residents}], "branch": members_of(unit), "wish": []}


def year_row(member, figures, year=2025):
    return {"branch_id": member, "year": year, **dict(zip(BRANCH, figures, strict=True))}


def write_whole(path, unit, residents, first, second, *, year=2025, **changes):
    """One workbook of a library system: its office and two branches; `changes` replace cells of the first branch."""
    rows = office_rows(unit, residents) | {"branch_year": [year_row("B01", first, year) | changes, year_row("B02", second, year)]}
    write_template(path, SYSTEM, Envelope(unit, year), language="en", rows=rows, members=members_of(unit))
    return path


def write_part(path, unit, part, member="", **rows):
    write_template(path, SYSTEM, Envelope(unit, 2025, part, member), language="en", rows=rows, members=members_of(unit))
    return path


GOOD, FAIR = (3000, 600, 200, 6, 150, 600, 40, 3), (1000, 400, 100, 4, 100, 400, 20, 1)
POOR = (900, 1000, 500, 10, 150, 1000, 30, 3)
