"""Read the sheets of a workbook: their cells, and everything wrong with them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from iecscore.problems import error
from iecscore.sheets import address_of
from iecscore.workbook.cells import Filled, Reader, fill, read_cell
from iecscore.workbook.checking_words import name_both
from iecscore.workbook.lining import Finding, Lined
from iecscore.workbook.needs import check_needs
from iecscore.workbook.parts import part_of, tables_of, top_level
from iecscore.workbook.row_checks import OTHER_OWNER, check_rows
from iecscore.workbook.telling import tell_sheet

BLANKS: Final = frozenset({"workbook.blank", "workbook.blank_where", "workbook.blank_key"})


def read_sheets(reader: Reader, sheets: Sequence[Lined]) -> tuple[list[Filled], list[Finding]]:
    """Read the sheets that hold anything; those of other parts are only named."""
    own = tables_of(reader.plan.system, reader.envelope.part)
    used = [lined for lined in sheets if lined.is_used]
    filled = [fill(reader, lined) for lined in used if lined.plan.table in own]
    findings = [finding for lined in used if lined.plan.table not in own for finding in _tell_foreign(reader, lined)]
    findings += [finding for sheet in filled for finding in _check(reader, sheet)]
    return filled, [*findings, *_check_doubles(filled), *_check_unit_row(reader, filled)]


def _tell_foreign(reader: Reader, lined: Lined) -> Iterator[Finding]:
    parts = reader.plan.system.parts
    names = name_both("part", parts[lined.plan.part].name) | name_both("own", parts[reader.envelope.part].name)
    yield lined.find(error("workbook.other_part", lined.place(), **names))


def _check(reader: Reader, filled: Filled) -> Iterator[Finding]:
    yield from tell_sheet(filled.lined)
    yield from _tell_bare(reader, filled.lined)
    read = (filled.find(index, code, problem) for index, code, problem in filled.problems)
    for finding in (*read, *check_needs(reader, filled), *check_rows(reader, filled)):
        if finding.problem.code == OTHER_OWNER or finding.owner in {None, "", reader.envelope.member} or not reader.envelope.member:
            yield _name_merging(filled.lined, finding)


def _name_merging(lined: Lined, finding: Finding) -> Finding:
    """A cell is blank because it is merged with one that is not: that is its fault."""
    _, row, column = finding.order
    area = next((area for area in lined.sheet.merged if finding.problem.code in BLANKS and area.holds(row, column)), None)
    if area is None or (row, column) == (area.row, area.column):
        return finding
    told = (*finding.problem.parameters, ("first", address_of(area.row, area.column)))
    return replace(finding, problem=replace(finding.problem, code="workbook.blank_merged", parameters=told))


def _tell_bare(reader: Reader, lined: Lined) -> Iterator[Finding]:
    owner = lined.plan.table.owner
    for row in lined.bare:
        column = min(lined.below[row])
        raw = lined.below[row].get(lined.columns.get(str(owner), 0))
        told = str(read_cell(lined.plan.columns[str(owner)], raw, reader.names).cell or "") if raw else reader.envelope.member
        yield lined.find(error("workbook.row_unfilled", lined.place(row, column), row=row), row, column, told)


def _check_doubles(sheets: Sequence[Filled]) -> Iterator[Finding]:
    first: dict[str, Lined] = {}
    for lined in (filled.lined for filled in sheets):
        other = first.setdefault(lined.plan.table.key, lined)
        if other is not lined:
            yield lined.find(error("workbook.sheet_twice", lined.place(), first=other.sheet.name, **name_both("table", lined.plan.table.name)))


def _check_unit_row(reader: Reader, sheets: Sequence[Filled]) -> Iterator[Finding]:
    """The unit's own row must be there where its part tells anything."""
    system, units = reader.plan.system, top_level(reader.plan.system).units
    alike = [filled.lined for filled in sheets if filled.lined.plan.part == part_of(system, units)]
    if alike and not any(lined.plan.table.key == units for lined in alike):
        problem = error("workbook.no_unit_row", alike[0].place(), sheet=system.tables[units].sheet, **name_both("level", top_level(system).name))
        yield Finding((alike[0].position, 0, 0), units, "", problem)
