"""Follow a value to the cells it was made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iecscore.engine.plan import Source, is_windowed, needed_fields, read_formula, sources_of
from iecscore.engine.selection import Told, select_rows
from iecscore.engine.units import compute_units, top_level
from iecscore.system.formula import Context, Field, Formula, RowExpression, evaluate_row, fields_in, write_node
from iecscore.system.model import System
from iecscore.values import Cell, IndicatorValue, Rows


@dataclass(frozen=True, slots=True)
class TracedCell:
    """One cell behind a figure: where it stands, what it holds, and whether its row entered."""

    file: str
    sheet: str
    cell: str
    field: str
    value: Cell
    counted: bool
    year: int
    reason: str = ""


def trace_cells(system: System, level: str, year: int, rows: Sequence[Rows], unit: str, indicator: str) -> tuple[TracedCell, ...]:
    """Every cell that a unit's indicator reads, in the order of sheets and rows."""
    found = next((item for item in compute_units(system, level, year, rows) if item.code == unit), None)
    formula = read_formula(system, indicator, found.profile) if found else None
    if formula is None:
        return ()
    sources = dict.fromkeys(source for aggregate in formula.aggregates for source in sources_of(aggregate))
    cells = (cell for source in sources for cell in _trace_source(system, level, year, rows, unit, indicator, formula, source))
    return tuple(sorted(dict.fromkeys(cells), key=lambda cell: (cell.file, cell.sheet, _order(cell.cell), cell.field)))


def describe_formula(system: System, profile: str, value: IndicatorValue, digits: int = 12) -> str:
    """The formula of a value with its numbers put in."""
    formula = read_formula(system, value.indicator, profile)
    if formula is None:
        return ""
    figures = {part.text: part.value for part in value.parts}
    shown = {aggregate: _figure(figures.get(write_node(aggregate)), digits) for aggregate in formula.aggregates}
    return write_node(formula.root, shown)


def _figure(figure: float | None, digits: int) -> str:
    return "…" if figure is None else f"{figure:.{digits}g}"


def _order(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    return int(cell[len(letters) :] or 0), len(letters), letters


def _trace_source(
    system: System, level: str, year: int, rows: Sequence[Rows], unit: str, indicator: str, formula: Formula, source: Source
) -> Iterator[TracedCell]:
    table, previous = source
    parent, _, member = unit.partition("/")
    window = system.indicators[indicator].window
    told = select_rows(system, system.tables[table], year - 1 if previous else year, rows)
    inside = [row for row in told if row.unit == parent and (not member or row.member == member) and _in_window(system, table, row, year, window)]
    fields = _fields(formula, source)
    needed = () if previous else needed_fields(system, formula, table)
    conditions = [aggregate.where for aggregate in formula.aggregates if aggregate.table == table]
    carried = _carried(system, level, year, rows, parent)
    for row in inside:
        counted = all(row.cells.get(column) is not None for column in needed) and _meets(conditions, {**carried, **row.cells}, Context(year, window))
        for column in fields:
            if address := row.address(column):
                yield TracedCell(
                    row.rows.file,
                    row.rows.sheet,
                    address,
                    f"{table}.{column}",
                    row.rows.column(column)[row.index],
                    counted,
                    row.year,
                    row.reason(column),
                )


def _fields(formula: Formula, source: Source) -> tuple[str, ...]:
    table, previous = source
    named = [field.column for field in fields_in(formula.root) if field.table == table and field.previous == previous]
    keys = [
        part.column for aggregate in formula.aggregates if source in sources_of(aggregate) for part in aggregate.parts[2:] if isinstance(part, Field)
    ]
    return tuple(dict.fromkeys([*named, *keys]))


def _in_window(system: System, table: str, row: Told, year: int, window: int) -> bool:
    return not is_windowed(system, table) or year - window < row.year <= year


def _carried(system: System, level: str, year: int, rows: Sequence[Rows], parent: str) -> dict[str, Cell]:
    table = top_level(system, level).units
    own = next((row for row in select_rows(system, system.tables[table], year, rows) if row.unit == parent), None)
    return {f"{table}.{column}": cell for column, cell in own.cells.items()} if own else {}


def _meets(conditions: Sequence[object], cells: dict[str, Cell], context: Context) -> bool:
    if any(condition is None for condition in conditions) or not conditions:
        return True
    return any(evaluate_row(RowExpression("", condition), cells, context) is True for condition in conditions)  # type: ignore[arg-type]
