"""Write the workbook that a unit, or one part of it, fills in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from iecscore.sheets.writing import open_book
from iecscore.system.model import System
from iecscore.system.tables import Table, Time
from iecscore.workbook.choices import label_members, list_choices
from iecscore.workbook.envelope import Envelope
from iecscore.workbook.filling import fill_rows
from iecscore.workbook.looks import make_looks, shade
from iecscore.workbook.parts import tables_of, top_level
from iecscore.workbook.pen import Pen, Told
from iecscore.workbook.writing_cover import write_cover
from iecscore.workbook.writing_lists import write_lists
from iecscore.workbook.writing_tables import write_table


def write_template(
    path: Path,
    system: System,
    envelope: Envelope,
    *,
    language: str,
    rows: Mapping[str, Sequence[Told]] | None = None,
    members: Sequence[Told] | None = None,
    label: str = "",
) -> None:
    """Write the whole workbook, or the part the envelope names, with the rows given; equal content is an equal file."""
    given = rows or {}
    known = tuple(members or given.get(system.members.table, ()))
    tables = tuple(_of_round(table, envelope.year) for table in tables_of(system, envelope.part))
    units = top_level(system).units
    filled = {units: given.get(units, ())} | fill_rows(system, envelope, tables, given, known)
    with open_book(path, f"{system.name.say(language)} {envelope.unit} {envelope.year}") as book:
        pen = Pen(
            book=book,
            looks=make_looks(book),
            shades=shade(book),
            system=system,
            envelope=envelope,
            language=language,
            tables=tables,
            rows=filled,
            choices=list_choices(system, tables, known),
            members=label_members(system, known),
            label=label,
        )
        write_cover(pen)
        for table in tables:
            write_table(pen, table)
        write_lists(pen)


def _of_round(table: Table, year: int) -> Table:
    """A table whose years are limited to those this round takes."""
    if table.time is not Time.YEAR:
        return table
    limits = {"minimum": year, "maximum": year + table.years_ahead}
    return table.model_copy(update={"columns": table.columns | {"year": table.columns["year"].model_copy(update=limits)}})
