"""Check that each column's role is true: a column is there because a formula, a key, a check or a reader needs it."""

from collections.abc import Iterator
from itertools import chain
from typing import Final, TypeAlias

from iecscore.problems import Problem, note
from iecscore.system.checking_formulas import formulas_of, units_table
from iecscore.system.formula import Aggregate, Field, Node, fields_in, parse_formula, parse_row, walk
from iecscore.system.loading_files import Sources
from iecscore.system.model import System
from iecscore.system.tables import Role

Used: TypeAlias = set[tuple[str, str]]
PAIRED: Final = ("structure_overlap", "weighted_error")


def check_roles(system: System, sources: Sources) -> Iterator[Problem]:
    """Tell of columns said to be used by a formula that are not, and of columns used that are not said to be."""
    used = used_columns(system)
    compared = used | _used_by_levels(system)
    for table in system.tables.values():
        for code, column in table.columns.items():
            place = sources.place("tables", table.key, "columns", code, "role")
            if column.role is Role.FORMULA and (table.key, code) not in compared:
                yield note("system.role_unused", place, column=f"{table.key}.{code}")
            if column.role in {Role.CHECK, Role.CONTEXT} and (table.key, code) in used:
                yield note("system.role_used", place, column=f"{table.key}.{code}", role=str(column.role))


def used_columns(system: System) -> Used:
    """The columns that formulas read, directly or through a derived column."""
    used = set(chain.from_iterable(_used_by(node) for node in _roots(system)))
    derived = {(table.key, code): column.derived for table in system.tables.values() for code, column in table.columns.items() if column.derived}
    waiting = [field for field in used if field in derived]
    while waiting:
        table, code = waiting.pop()
        read = parse_row(derived[table, code] or "", system.tables[table])
        found = _used_by(read.result.root) - used if read.result else set()
        used |= found
        waiting += [field for field in found if field in derived]
    return used


def _roots(system: System) -> Iterator[Node]:
    for indicator in system.indicators.values():
        for _, text in formulas_of(indicator):
            for unit in dict.fromkeys(units_table(system, system.levels[level]) for level in indicator.levels):
                if formula := parse_formula(text, system.tables, unit, system.members.table).result:
                    yield formula.root


def _used_by(root: Node) -> Used:
    plain = {(field.table, field.column) for field in fields_in(root)}
    paired = (node for node in walk(root) if isinstance(node, Aggregate) and node.kind in PAIRED)
    return plain | set(chain.from_iterable(_keys_of_both(node) for node in paired))


def _keys_of_both(node: Aggregate) -> Used:
    fields = [part for part in node.parts if isinstance(part, Field)]
    return {(side.table, key.column) for side in fields[:2] for key in fields[2:]}


def _used_by_levels(system: System) -> Used:
    told = {(table, column) for stage in system.stages for field in (*stage.inputs, *stage.outputs) for table, _, column in [field.partition(".")]}
    for level in system.levels.values():
        told |= {(table, column) for field in level.league for table, _, column in [field.partition(".")]}
        told |= {(level.units, code) for code in (level.unit, level.label, level.profile, level.identity) if code}
        told |= _used_by_row(system, level.where, level.units)
    for part in system.parts.values():
        told |= _used_by_row(system, part.members, system.members.table)
    return told


def _used_by_row(system: System, text: str | None, table: str) -> Used:
    read = parse_row(text, system.tables[table]).result if text else None
    return _used_by(read.root) if read else set()
