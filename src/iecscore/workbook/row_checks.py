"""Check rows: what must be filled in, years, owners, keys, and the relations between cells."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from iecscore.problems import NOWHERE, error, query
from iecscore.sheets import show
from iecscore.system.formula import Context, evaluate_row, fields_in
from iecscore.system.formula.tree import Node
from iecscore.system.tables import Time
from iecscore.system.telling import context_of
from iecscore.values import Cell
from iecscore.workbook.cells import Filled, Reader
from iecscore.workbook.checking_words import fold_cell, name_both, tell_cell
from iecscore.workbook.lining import Finding
from iecscore.workbook.wording import name_column

OTHER_OWNER: Final = "workbook.other_owner"


def check_rows(reader: Reader, filled: Filled) -> Iterator[Finding]:
    """Every fault of the rows of a sheet that its relations show, and of its keys, years and owners."""
    yield from _check_keys(filled)
    yield from _check_years(reader, filled)
    yield from _check_owners(reader, filled)
    for columns in _unique(filled):
        yield from _check_twice(filled, columns)
    yield from _check_relations(reader, filled)


def identifying(filled: Filled) -> tuple[str, ...]:
    """The columns without which a row cannot be told from others, or belongs to nobody."""
    table = filled.lined.plan.table
    return tuple(dict.fromkeys((*table.keys, *((table.owner,) if table.owner else ()))))


def _check_keys(filled: Filled) -> Iterator[Finding]:
    for code in (code for code in identifying(filled) if code in filled.lined.columns):
        words = name_column(filled.lined.plan.columns[code].column)
        for index in range(len(filled.rows)):
            if reason := filled.reasons.get((index, code)):
                yield filled.find(index, code, error("workbook.reason_for_key", NOWHERE, told=reason, **words))
            elif filled.is_open(index, code):
                yield filled.find(index, code, error("workbook.blank_key", NOWHERE, **words))


def _check_years(reader: Reader, filled: Filled) -> Iterator[Finding]:
    table, first = filled.lined.plan.table, reader.envelope.year
    last = first + table.years_ahead
    if table.time is not Time.YEAR:
        return
    for index, row in enumerate(filled.rows):
        year = row.get("year")
        if isinstance(year, int) and not first <= year <= last:
            years = f"{first}" if first == last else f"{first}–{last}"
            yield filled.find(index, "year", error("workbook.other_year", NOWHERE, told=year, years=years))


def _check_owners(reader: Reader, filled: Filled) -> Iterator[Finding]:
    owner, member = filled.lined.plan.table.owner, reader.envelope.member
    for index in range(len(filled.rows)) if owner and member else ():
        if filled.is_foreign(index, member):
            yield filled.find(index, str(owner), error(OTHER_OWNER, NOWHERE, told=filled.owner(index), member=member))


def _unique(filled: Filled) -> list[tuple[str, ...]]:
    table = filled.lined.plan.table
    single = [(code,) for code, plan in filled.lined.plan.columns.items() if plan.column.unique and (code,) != table.keys]
    return [columns for columns in (table.keys, *single) if set(columns) <= set(filled.lined.columns)]


def _check_twice(filled: Filled, columns: tuple[str, ...]) -> Iterator[Finding]:
    seen: dict[tuple[Cell, ...], int] = {}
    for index, row in enumerate(filled.rows):
        value = tuple(fold_cell(row[code]) for code in columns)
        first = seen.setdefault(value, index)
        if first != index and None not in value:
            yield _tell_twice(filled, columns, index, first)


def _tell_twice(filled: Filled, columns: tuple[str, ...], index: int, first: int) -> Finding:
    declared = [filled.lined.plan.columns[code].column for code in columns]
    names = {f"column_{language}": ", ".join(column.name.say(language) for column in declared) for language in ("en", "zh")}
    told = show(", ".join(str(filled.rows[index][code]) for code in columns))
    where = columns[-1] if len(columns) == 1 else next((code for code in columns if code != "year"), columns[0])
    problem = error("workbook.told_twice", NOWHERE, told=told, first=filled.address(first, where), **names)
    return filled.find(index, where, problem)


def _check_relations(reader: Reader, filled: Filled) -> Iterator[Finding]:
    plan, context = filled.lined.plan, context_of(reader.plan.system, reader.envelope.year)
    for index, row in enumerate(filled.rows) if plan.checks else ():
        cells = complete(filled, row, context)
        for check, expression in plan.checks:
            if evaluate_row(expression, cells, context) is False and not is_faulty(filled, index, expression.root):
                make = query if check.severity == "query" else error
                told = _list_cells(reader, filled, index, cells, expression.root)
                yield filled.find(index, check.cell, make("workbook.row_check", NOWHERE, **name_both("text", check.text), **told))


def complete(filled: Filled, row: dict[str, Cell], context: Context) -> Mapping[str, Cell]:
    """A row with the derived columns its conditions ask for."""
    derived = filled.lined.plan.derived
    if not derived:
        return row
    cells, year = dict(row), row.get("year")
    at = replace(context, year=year) if isinstance(year, int) else context
    for code, expression in derived.items():
        cells[code] = evaluate_row(expression, cells, at)
    return cells


def is_faulty(filled: Filled, index: int, root: Node) -> bool:
    """Whether an expression asks, itself or through a derived column, for a cell that could not be read."""
    derived = filled.lined.plan.derived
    return any(
        (index, field.column) in filled.faulty or (field.column in derived and is_faulty(filled, index, derived[field.column].root))
        for field in fields_in(root)
    )


def _list_cells(reader: Reader, filled: Filled, index: int, cells: Mapping[str, Cell], root: Node) -> dict[str, str]:
    """The cells a relation compares: where they stand, what they are called, what they hold."""
    told: dict[str, list[str]] = {"en": [], "zh": []}
    for code in dict.fromkeys(field.column for field in fields_in(root)):
        column = filled.lined.plan.table.columns[code]
        words = tell_cell("told", reader.plan.system, column, cells.get(code))
        told["en"].append(f"{filled.address(index, code)} {column.name.en}: {words['told_en']}".strip())
        told["zh"].append(f"{filled.address(index, code)} {column.name.zh}：{words['told_zh']}".strip())
    return {"cells_en": "; ".join(told["en"]), "cells_zh": "；".join(told["zh"])}
