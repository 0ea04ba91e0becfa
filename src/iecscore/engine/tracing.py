"""Follow a value to the cells it was made of, and to those that were left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from iecscore.engine.bench import Bench, set_up
from iecscore.engine.coverage import Cover, Covering
from iecscore.engine.judging import Judged, judge_row
from iecscore.engine.plan import Frame, Source, plan_jobs, read_formula
from iecscore.engine.units import compute_units
from iecscore.system import Told
from iecscore.system.formula import Field, Node, fields_in, keys_of, parse_row, sides_of, terms_in, write_node
from iecscore.system.model import System
from iecscore.values import Cell, IndicatorValue, Rows, Unit


@dataclass(frozen=True, slots=True)
class TracedCell:
    """One cell behind a figure: where it stands, what it holds, and whether its row entered.

    `reason` is what was told for a blank; `used` the value as the formula used it (money in prices of the base year); `left_out` why the row did not
    enter: incomplete, condition, outside_window, year_left_out, not_a_member, not_handed_in, unpaired; `terms` the terms of the formula it entered.
    """

    file: str
    sheet: str
    cell: str
    field: str
    value: Cell
    counted: bool
    year: int
    reason: str = ""
    used: Cell = None
    left_out: str = ""
    terms: tuple[str, ...] = ()


def trace_cells(system: System, level: str, year: int, rows: Sequence[Rows], unit: str, indicator: str) -> tuple[TracedCell, ...]:
    """Every cell that a unit's indicator reads, in the order of files, sheets and rows; none of a survey indicator."""
    found = next((item for item in compute_units(system, level, year, rows) if item.code == unit), None)
    if found is None:
        return ()
    frame, own = Frame(system, level, year), [item for item in rows if item.unit == (found.parent or found.code)]
    jobs = plan_jobs(frame, [indicator], [found])
    bench = set_up(frame, jobs, own, threads=1)
    cells = (cell for covering in bench.coverings for cell in _trace(bench, covering, found))
    return tuple(sorted(dict.fromkeys(cells), key=lambda cell: (cell.file, cell.sheet, _order(cell.cell), cell.field, cell.terms)))


def _order(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), len(letters), letters


def _trace(bench: Bench, covering: Covering, unit: Unit) -> Iterator[TracedCell]:
    cover = covering.cover(unit)
    for node, text, _ in covering.job.terms:
        if isinstance(node, Field):
            yield from _cells_of(bench, bench.row_of(unit), [node.column], Judged(()), (text,))
    for source in covering.job.reads:
        columns = _columns(covering, source)
        for row in bench.rows_of(source, unit):
            judged = _judge(bench, covering, cover, source, row)
            yield from _cells_of(bench, row, columns, judged, tuple(map(write_node, judged.entered)))
            yield from _carried(bench, covering, source, row, judged, unit)


def _judge(bench: Bench, covering: Covering, cover: Cover, source: Source, row: Told) -> Judged:
    barred = covering.bar(source, cover.terms, row.member, row.year)
    return Judged((), barred) if barred else judge_row(bench, covering, source, row, cover.terms.unit)


def _columns(covering: Covering, source: Source) -> list[str]:
    """The columns of a table that the formula reads."""
    aggregates = [aggregate for aggregate, _ in covering.job.reads[source].takers]
    fields = (field for aggregate in aggregates for field in fields_in(aggregate))
    named = [field.column for field in fields if (field.table, field.previous) in {(source.table, source.previous), (source.table, False)}]
    return list(dict.fromkeys([*named, *(key for aggregate in aggregates for key in keys_of(aggregate))]))


def _carried(bench: Bench, covering: Covering, source: Source, row: Told, judged: Judged, unit: Unit) -> Iterator[TracedCell]:
    """The cells of the unit's and the member's row that came along."""
    others = {bench.frame.unit_table: bench.row_of(unit), bench.frame.member_table: covering.roll.listed.get((row.unit, row.member))}
    for aggregate in judged.entered:
        for field in fields_in(aggregate):
            if field.table != source.table and field.table in others and field not in sides_of(aggregate):
                yield from _cells_of(bench, others[field.table], [field.column], Judged(()), (write_node(aggregate),))


def _cells_of(bench: Bench, row: Told | None, columns: Sequence[str], judged: Judged, terms: tuple[str, ...]) -> Iterator[TracedCell]:
    if row is None:
        return
    for column in dict.fromkeys(entered for asked in columns for entered in _entered(bench.frame.system, row, asked)):
        yield TracedCell(
            file=row.rows.file,
            sheet=row.rows.sheet,
            cell=row.address(column),
            field=f"{row.rows.table}.{column}",
            value=row.rows.column(column)[row.index],
            counted=bool(terms),
            year=row.year,
            reason=row.reason(column),
            used=row.cells.get(column),
            left_out=judged.left_out,
            terms=terms,
        )


def _entered(system: System, row: Told, column: str) -> Iterator[str]:
    """The columns people filled in behind a column: itself, or those a derived one is computed from."""
    table = system.tables[row.rows.table]
    if column in row.rows.columns:
        yield column
    elif derived := table.columns[column].derived:
        read = parse_row(derived, table).result
        for field in fields_in(read.root) if read else ():
            yield from _entered(system, row, field.column)


def describe_formula(system: System, profile: str, value: IndicatorValue, digits: int = 12) -> str:
    """The formula of a value with its numbers put in; `…` where one is not known, nothing where none is."""
    formula = read_formula(system, value.indicator, profile)
    if formula is None:
        return ""
    figures = {part.text: part.value for part in value.parts}
    if value.parts and all(figure is None for figure in figures.values()):
        return ""
    shown: dict[Node, str] = {term: _figure(figures.get(write_node(term)), digits) for term in terms_in(formula.root)}
    return write_node(formula.root, shown)


def _figure(figure: float | None, digits: int) -> str:
    if figure is None:
        return "…"
    written = format(Decimal(f"{figure:.{digits}g}"), "f")
    return f"({written})" if figure < 0 else written
