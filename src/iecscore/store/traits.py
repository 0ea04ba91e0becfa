"""What units have in common beyond their league: the values of a column of the table that lists the topmost units."""

from sqlalchemy import Connection

from iecscore.store.batches import load_rows
from iecscore.values import Cell, Evaluation


def load_traits(connection: Connection, evaluation: Evaluation, place: str) -> dict[str, tuple[Cell, ...]]:
    """By unit the values told for the round, or last told before it; a unit within another has those of the other. `place` is `table.column`."""
    table, _, column = place.partition(".")
    told: dict[str, tuple[int, Cell]] = {}
    for item in load_rows(connection, int(evaluation.options.round), evaluation.id):
        if item.table == table and column in item.columns and item.rows and item.year >= told.get(item.unit, (0, None))[0]:
            told[item.unit] = (item.year, item.column(column)[0])
    tops = {unit.code: unit.parent or unit.code for unit in evaluation.units}
    return {code: _list_values(told[top][1]) for code, top in tops.items() if top in told}


def _list_values(cell: Cell) -> tuple[Cell, ...]:
    return cell if isinstance(cell, tuple) else () if cell is None else (cell,)
