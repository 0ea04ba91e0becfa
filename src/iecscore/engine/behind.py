"""What stands behind a figure: the numbers people filled in, and how the figure answers when one of them changes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final, TypeAlias

from iecscore.engine.bench import Bench, set_up
from iecscore.engine.coverage import Cover, Covering
from iecscore.engine.judging import cells_of, join_rows, judge_row
from iecscore.engine.plan import Frame, Source, plan_jobs, sources_of
from iecscore.engine.pooling import compare, pool
from iecscore.engine.settling import Figures, figures_of
from iecscore.engine.units import compute_units
from iecscore.system import Told
from iecscore.system.formula import Aggregate, Context, Field, Node, RowExpression, evaluate_row, fields_in, finish, keys_of, sides_of
from iecscore.system.model import System
from iecscore.system.tables import ColumnType
from iecscore.system.telling import derivations
from iecscore.values import Cell, Rows, Unit

NUMBERS: Final = frozenset({ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.MONEY})
LISTED: Final = ("median", "winsorised_mean")
UNMOVED: Final = ("count", "evenness")
SUM: Final = "sum"
STEP: Final = 1e-4
Derived: TypeAlias = Mapping[str, Mapping[str, RowExpression]]


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number that somebody filled in: where it stands, what it is, and by what factor formulas count it (money in prices of the base year)."""

    file: str
    sheet: str
    cell: str
    field: str
    value: float
    factor: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A row that enters aggregates of a formula, with the rows of its unit and member, by table, and all their cells by `table.column`."""

    source: Source
    rows: Mapping[str, Told]
    cells: Mapping[str, Cell]
    entered: tuple[Aggregate, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One figure of one unit, taken apart: what its formula computes with, and which rows each number enters by, none for the unit's own."""

    covering: Covering
    context: Context
    ending: Context
    figures: Figures
    entries: tuple[Entry, ...]
    numbers: Mapping[NumberCell, tuple[Entry, ...]]
    derived: Derived
    parts: dict[tuple[Aggregate, int], float | None] = field(default_factory=dict)
    leans: dict[Aggregate, float] = field(default_factory=dict)

    @property
    def indicator(self) -> str:
        """The indicator it is a figure of."""
        return self.covering.job.indicator

    def revalue(self, cell: NumberCell, amount: float) -> float | None:
        """The figure, were another amount filled in; who is counted stays as it is."""
        terms, used = dict(self.figures.terms), amount * cell.factor
        for node, _, _ in self.covering.job.terms:
            if isinstance(node, Field):
                terms[node] = used if not self.numbers[cell] and cell.field == f"{node.table}.{node.column}" else terms[node]
            elif any(node in entry.entered for entry in self.numbers[cell]):
                terms[node] = self._figure(node, cell, used)
        return self._finish(terms)

    def _finish(self, terms: Mapping[Node, Any]) -> float | None:
        try:
            return finish(self.covering.job.formula.root, terms, self.ending)
        except ArithmeticError:
            return None

    def slope(self, cell: NumberCell) -> float:
        """By how much the figure changes for one more in the cell, about what is filled in."""
        step = STEP * (abs(cell.value) or 1.0)
        counted = [(node, entry) for entry in self.numbers[cell] for node in entry.entered if node.kind not in UNMOVED]
        if counted and all(node.kind == SUM for node, _ in counted):
            return sum(self._lean(node) * self._grow(node, entry, cell, step) for node, entry in counted)
        return _slope(lambda amount: self.revalue(cell, amount), cell.value, step)

    def _lean(self, aggregate: Aggregate) -> float:
        """By how much the figure changes for one more in a sum."""
        if aggregate not in self.leans:
            known = float(self.figures.terms[aggregate] or 0)
            step = STEP * (abs(known) or 1.0)
            self.leans[aggregate] = _slope(lambda amount: self._finish({**self.figures.terms, aggregate: amount}), known, step)
        return self.leans[aggregate]

    def _grow(self, aggregate: Aggregate, entry: Entry, cell: NumberCell, step: float) -> float:
        """By how much what a row brings to a sum grows for one more in the cell."""
        ends = (self._change(aggregate, entry, cell, amount * cell.factor) for amount in (cell.value + step, cell.value - step))
        above, below = (end or 0.0 for end in ends)
        return (above - below) / (2 * step)

    def _figure(self, aggregate: Aggregate, cell: NumberCell, used: float) -> Any:  # noqa: ANN401 - exact numbers and floats
        """An aggregate with another number in a cell."""
        touched = [entry for entry in self.numbers[cell] if aggregate in entry.entered]
        if sides_of(aggregate):
            return compare(aggregate.kind, *(self._sum(aggregate, place, cell, used) for place in range(2))).figure
        if aggregate.kind == SUM:
            known = self.figures.terms[aggregate]
            changes = ((self._change(aggregate, entry, cell, used) or 0.0) - (self._part(aggregate, entry) or 0.0) for entry in touched)
            return float(known or 0) + sum(changes)
        if aggregate.kind in UNMOVED:
            return self.figures.terms[aggregate]
        mine = [entry for entry in self.entries if aggregate in entry.entered]
        told = (self._change(aggregate, entry, cell, used) if entry in touched else self._part(aggregate, entry) for entry in mine)
        parts = [part for part in told if part is not None]
        return pool(aggregate, [parts] if aggregate.kind in LISTED else parts, [1] * len(parts), ()).figure

    def _part(self, aggregate: Aggregate, entry: Entry) -> float | None:
        """What a row brings to an aggregate."""
        asked = (aggregate, id(entry))
        if asked not in self.parts:
            self.parts[asked] = self._work(aggregate, entry, entry.cells)
        return self.parts[asked]

    def _change(self, aggregate: Aggregate, entry: Entry, cell: NumberCell, used: float) -> float | None:
        """What the row brought, were there another number in one of its cells."""
        inner = aggregate.parts[0]
        if isinstance(inner, Field) and cell.field == f"{inner.table}.{inner.column}":
            return used
        return self._work(aggregate, entry, self._put(entry, cell, used))

    def _put(self, entry: Entry, cell: NumberCell, used: float) -> dict[str, Cell]:
        """The cells of a row with another number in one, and what is computed of it."""
        cells: dict[str, Cell] = {**entry.cells, cell.field: used}
        for column, expression in self.derived[cell.field.partition(".")[0]].items():
            cells[column] = evaluate_row(expression, cells, self.context)
        return cells

    def _work(self, aggregate: Aggregate, entry: Entry, cells: Mapping[str, Cell]) -> float | None:
        found = evaluate_row(RowExpression("", aggregate.parts[0], entry.source.table), cells, self.context)
        return None if found is None else float(found)  # type: ignore[arg-type]

    def _sum(self, aggregate: Aggregate, place: int, cell: NumberCell, used: float) -> dict[tuple[Any, ...], Any]:
        """One side of a statistic over two tables: the sums by key."""
        side, source, found = sides_of(aggregate)[place], sources_of(aggregate)[place], dict[tuple[Any, ...], Any]()
        for entry in self.entries:
            if entry.source == source and aggregate in entry.entered:
                cells = self._put(entry, cell, used) if entry in self.numbers[cell] else entry.cells
                key = tuple(cells.get(f"{source.table}.{column}") for column in keys_of(aggregate))
                told = cells.get(f"{side.table}.{side.column}")
                found[key] = found.get(key, 0) + Decimal(str(told))
        return found


@dataclass(frozen=True, slots=True)
class Behind:
    """The figures of the units of a level, to be taken apart where asked."""

    bench: Bench
    units: Mapping[str, Unit]
    coverings: Mapping[str, Mapping[str, Covering]]
    derived: Derived
    known: dict[tuple[str, str], Reading] = field(default_factory=dict)

    def read(self, unit: str, indicator: str) -> Reading | None:
        """A figure of a unit, taken apart; nothing where no formula tells it."""
        asked, covering = (unit, indicator), self.coverings.get(unit, {}).get(indicator)
        if asked not in self.known and covering:
            self.known[asked] = _read(self.bench, covering, self.units[unit], self.derived, lambda _: True)
        return self.known.get(asked)

    def find_readers(self, unit: str, cell: NumberCell) -> list[Reading]:
        """Every figure of the unit that counts a cell."""
        found = [self.read(unit, code) for code, covering in self.coverings[unit].items() if cell.field in _names(covering, self.derived)]
        return [reading for reading in found if reading and cell in reading.numbers]

    def list_slopes(self, doubted: Callable[[str], bool]) -> Iterator[tuple[str, str, NumberCell, float]]:
        """Of every unit and indicator the cells in columns that are `doubted`, and by how much the figure changes for one more in each."""
        for unit, told in self.coverings.items():
            for indicator, covering in told.items():
                if any(doubted(name) for name in _names(covering, self.derived)):
                    reading = _read(self.bench, covering, self.units[unit], self.derived, doubted)
                    yield from ((unit, indicator, cell, reading.slope(cell)) for cell in reading.numbers)


def look_behind(system: System, level: str, year: int, rows: Sequence[Rows], threads: int = 1) -> Behind:
    """The figures of a level's units in a round, to be taken apart; `rows` are of this round and those before."""
    units, frame = compute_units(system, level, year, rows), Frame(system, level, year)
    bench = set_up(frame, plan_jobs(frame, system.indicators_of(level), units), rows, threads)
    coverings: dict[str, dict[str, Covering]] = {unit.code: {} for unit in units}
    for covering in bench.coverings:
        for unit in covering.job.units:
            coverings[unit.code][covering.job.indicator] = covering
    return Behind(bench, {unit.code: unit for unit in units}, coverings, {table: dict(_derive(system, table)) for table in system.tables})


def _derive(system: System, table: str) -> Iterator[tuple[str, RowExpression]]:
    """The numbers that are computed row by row, as `table.column`, in order."""
    columns = system.tables[table].columns
    if any(column.derived and column.type in NUMBERS for column in columns.values()):
        yield from ((f"{table}.{code}", told) for code, told in derivations(system, table).items() if columns[code].type in NUMBERS)


def _names(covering: Covering, derived: Derived) -> set[str]:
    """The fields a formula counts outside conditions, as `table.column`; of computed numbers those they are computed of."""
    terms = (term.node for term in covering.job.terms)
    fields = (item for node in terms for item in ((node,) if isinstance(node, Field) else _fields(node)))
    return {f"{item.table}.{item.column}" for field in fields for item in _follow(field, derived)}


def _fields(aggregate: Aggregate) -> tuple[Field, ...]:
    return tuple(item for part in aggregate.parts for item in fields_in(part))


def _follow(item: Field, derived: Derived) -> Iterator[Field]:
    """A field, or those it is computed of, as far as people fill them in."""
    found = derived[item.table].get(f"{item.table}.{item.column}")
    if found is None:
        yield Field(item.table, item.column)
        return
    for inner in fields_in(found.root):
        yield from _follow(Field(item.table, inner.column), derived)


def _read(bench: Bench, covering: Covering, unit: Unit, derived: Derived, wanted: Callable[[str], bool]) -> Reading:
    cover = covering.cover(unit)
    entries = tuple(_enter(bench, covering, cover, derived, wanted))
    numbers: dict[NumberCell, tuple[Entry, ...]] = {}
    own = bench.row_of(unit)
    for node, _, _ in covering.job.terms:
        if isinstance(node, Field) and own and wanted(f"{node.table}.{node.column}") and (cell := _find_number(bench, own, node)):
            numbers[cell] = ()
    for entry in entries:
        for aggregate in entry.entered:
            for item in sides_of(aggregate) or _fields(aggregate):
                row = entry.rows.get(item.table)
                for told in _follow(item, derived):
                    if row and wanted(f"{told.table}.{told.column}") and (cell := _find_number(bench, row, told)):
                        numbers[cell] = tuple(dict.fromkeys((*numbers.get(cell, ()), entry)))
    context = bench.context(covering.job.window)
    return Reading(covering, context, replace(context, exact=False), figures_of(bench, covering, cover), entries, numbers, derived)


def _enter(bench: Bench, covering: Covering, cover: Cover, derived: Derived, wanted: Callable[[str], bool]) -> Iterator[Entry]:
    """The rows that enter, of the tables a wanted field of which is counted."""
    unit = cover.terms.unit
    for source, reading in covering.job.reads.items():
        named = [told for aggregate, _ in reading.takers for item in _fields(aggregate) for told in _follow(item, derived)]
        if not any(wanted(f"{item.table}.{item.column}") for item in named):
            continue
        for row in bench.rows_of(source, unit):
            if not covering.bar(source, cover.terms, row.member, row.year):
                entered = judge_row(bench, covering, source, row, unit).entered
                if entered:
                    yield Entry(source, join_rows(bench, covering, row, unit), cells_of(bench, covering, row, unit), entered)


def _find_number(bench: Bench, row: Told, item: Field) -> NumberCell | None:
    """The cell of a field in a row; nothing where it is blank or no number."""
    column = bench.frame.system.tables[item.table].columns[item.column]
    used = row.cells.get(item.column)
    if column.type not in NUMBERS or used is None:
        return None
    value, counted = float(row.rows.rows[row.index][row.rows.columns.index(item.column)]), float(used)  # type: ignore[arg-type]
    factor = counted / value if value else 1.0
    return NumberCell(row.rows.file, row.rows.sheet, row.address(item.column), f"{item.table}.{item.column}", value, factor)


def _slope(work: Callable[[float], float | None], about: float, step: float) -> float:
    """The slope of what is worked out, 0 where it cannot be."""
    above, below = work(about + step), work(about - step)
    return 0.0 if above is None or below is None else (above - below) / (2 * step)
