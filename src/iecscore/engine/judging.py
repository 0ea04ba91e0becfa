"""Judge a single row as the scan judges all: which aggregates it enters, and what it lacks."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from iecscore.engine.bench import Bench
from iecscore.engine.coverage import Cover, Covering
from iecscore.engine.plan import Source
from iecscore.system import Told
from iecscore.system.formula import Aggregate, Context, Field, RowExpression, evaluate_row
from iecscore.values import Cell, Unit

INCOMPLETE, CONDITION = "incomplete", "condition"
BLANK: Final = "blank"


class Judged(NamedTuple):
    """The aggregates a row enters, and why it enters none."""

    entered: tuple[Aggregate, ...]
    left_out: str = ""


def judge_row(bench: Bench, covering: Covering, source: Source, row: Told, unit: Unit) -> Judged:
    """Whether a row that may enter does: it is complete, and a filter takes it."""
    cells, context = cells_of(bench, covering, row, unit), bench.context(covering.job.window)
    met = [(aggregate, _meets(conditions, cells, context)) for aggregate, conditions in covering.job.reads[source].takers]
    if _blanks(bench, covering, source, row, unit):
        return Judged((), INCOMPLETE if any(answer is not False for _, answer in met) else CONDITION)
    entered = tuple(aggregate for aggregate, answer in met if answer and _told_again(bench, covering, source, row, unit))
    return Judged(entered, "" if entered else INCOMPLETE if any(answer for _, answer in met) else CONDITION)


def _meets(conditions: Sequence[RowExpression], cells: dict[str, Cell], context: Context) -> bool | None:
    try:
        met = [evaluate_row(condition, cells, context) for condition in conditions]
    except ArithmeticError:
        return None
    return False if False in met else None if None in met else True


def _told_again(bench: Bench, covering: Covering, source: Source, row: Told, unit: Unit) -> bool:
    """Of a table compared with its earlier telling, whether the row was told completely by now."""
    now = Source(source.table)
    if not source.previous or now not in covering.job.reads:
        return True
    keys = bench.frame.system.tables[source.table].keys
    same = (other for other in bench.rows_of(now, unit) if all(other.cells.get(key) == row.cells.get(key) for key in keys))
    return any(not _blanks(bench, covering, now, other, unit) for other in same)


def cells_of(bench: Bench, covering: Covering, row: Told, unit: Unit) -> dict[str, Cell]:
    """The cells of a row, with those of the rows of its unit and member."""
    rows = join_rows(bench, covering, row, unit)
    return {f"{table}.{column}": cell for table, told in rows.items() for column, cell in told.cells.items()}


def join_rows(bench: Bench, covering: Covering, row: Told, unit: Unit) -> dict[str, Told]:
    """A row with those of its unit and member, by table."""
    carried = ((bench.frame.member_table, covering.roll.listed.get((row.unit, row.member))), (bench.frame.unit_table, bench.row_of(unit)))
    return {table: other for table, other in carried if other} | {row.rows.table: row}


def _blanks(bench: Bench, covering: Covering, source: Source, row: Told, unit: Unit) -> list[Field]:
    """The fields that a row lacks: needed ones that are blank, conditional ones that are withheld."""
    reading, rows = covering.job.reads[source], join_rows(bench, covering, row, unit)
    blank = [field for field in reading.needed if field.table not in rows or rows[field.table].cells.get(field.column) is None]
    return [*blank, *(field for field in reading.conditional if field.table in rows and rows[field.table].withholds(field.column))]


def find_reasons(bench: Bench, covering: Covering, cover: Cover) -> frozenset[str]:
    """The reasons told for what is not there in the round; what is not there without one is blank."""
    return frozenset(reason or BLANK for source in cover.shares for reason in _reasons(bench, covering, source, cover.terms.unit))


def _reasons(bench: Bench, covering: Covering, source: Source, unit: Unit) -> Iterator[str]:
    year, windowed = bench.frame.year, covering.natures[source].windowed
    yield from (BLANK for share in covering.told_by(source, unit, year).values() if share is None)
    for row in bench.rows_of(source, unit):
        if (row.year == year or not windowed) and judge_row(bench, covering, source, row, unit).left_out == INCOMPLETE:
            blanks = _blanks(bench, covering, source, row, unit)
            yield from (row.reason(field.column) if field.table == source.table else "" for field in blanks)
