"""Tie fields to declared columns: each aggregate to its table, bare names to that table."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from iecscore.problems import Problem, error
from iecscore.system.formula.reading import Refused
from iecscore.system.formula.tree import Aggregate, Call, Field, Literal, Node, fields_in, walk
from iecscore.system.tables import Table, Time

TWO_TABLES = ("structure_overlap", "weighted_error")


def resolve_formula(node: Node, tables: Mapping[str, Table], unit_table: str) -> Node:
    """Resolve a formula; fields outside aggregates must be of the row of the unit or of its member."""
    if isinstance(node, Aggregate):
        return _aggregate(node, tables)
    if isinstance(node, Field):
        if node.previous or node.table not in _carried(tables):
            raise Refused(error("formula.outside_aggregate", field=_told(node), unit_table=unit_table))
        _demand(node, tables)
        return node
    if isinstance(node, Call):
        return Call(node.name, tuple(resolve_formula(part, tables, unit_table) for part in node.parts))
    return node


def _carried(tables: Mapping[str, Table]) -> set[str]:
    return {key for key, table in tables.items() if table.time is Time.STATE}


def resolve_row(node: Node, table: Table, carried: Mapping[str, Table]) -> Node:
    """Resolve an expression over one row; no aggregate may stand in it."""
    if any(isinstance(item, Aggregate) for item in walk(node)):
        raise Refused(error("formula.aggregate_in_row"))
    _refuse([_unknown(field, {table.key: table, **carried}, table.key) for field in fields_in(node)])
    return _bind(node, table.key)


def check_divisions(root: Node) -> None:
    """Refuse a divisor that may be zero and is not guarded."""
    for item in walk(root):
        if isinstance(item, Call) and item.name == "/" and not _guarded(item.parts[1]):
            raise Refused(error("formula.division"))


def _guarded(divisor: Node) -> bool:
    if isinstance(divisor, Literal):
        return divisor.value not in {0, None}
    return isinstance(divisor, Call) and divisor.name == "nullif"


def _aggregate(node: Aggregate, tables: Mapping[str, Table]) -> Aggregate:
    _check_shape(node)
    if any(isinstance(item, Aggregate) for part in node.parts for item in walk(part)):
        raise Refused(error("formula.nested"))
    home = _home(node, tables)
    known = {*_carried(tables), home}
    if node.kind in TWO_TABLES:
        known |= {field.table for field in fields_in(node) if field.table}
    _refuse([_unknown(field, tables, home) for field in fields_in(node)])
    strangers = [field for field in fields_in(node) if field.table and field.table not in known]
    _refuse([error("formula.two_tables", field=_told(field), table=home) for field in strangers])
    bound = tuple(_bind(part, home) for part in node.parts)
    return replace(node, table=home, parts=bound, where=_bind(node.where, home) if node.where else None)


def _check_shape(node: Aggregate) -> None:
    least = {"structure_overlap": 3, "weighted_error": 3, "evenness": 3, "winsorised_mean": 2}.get(node.kind)
    if least and (len(node.parts) < least or not isinstance(node.parts[0], Field | Call)):
        raise Refused(error("formula.arguments", name=node.kind, number=least))
    columns = {"structure_overlap": 3, "evenness": 2}.get(node.kind, len(node.parts) if node.kind == "weighted_error" else 0)
    if any(not isinstance(part, Field) for part in node.parts[:columns]):
        raise Refused(error("formula.needs_fields", name=node.kind))


def _home(node: Aggregate, tables: Mapping[str, Table]) -> str:
    named = [field.table for field in fields_in(node) if field.table]
    own = [table for table in named if table not in _carried(tables)]
    if own or named:
        return (own or named)[0]
    holders = [key for key, table in tables.items() if all(field.column in table.columns for field in fields_in(node))]
    if len(holders) == 1 and fields_in(node):
        return holders[0]
    raise Refused(error("formula.which_table", fields=", ".join(field.column for field in fields_in(node)) or "*"))


def _bind(node: Node, home: str) -> Node:
    if isinstance(node, Field):
        return node if node.table else replace(node, table=home)
    return Call(node.name, tuple(_bind(part, home) for part in node.parts)) if isinstance(node, Call) else node


def _unknown(field: Field, tables: Mapping[str, Table], home: str) -> Problem | None:
    table = field.table or home
    if table not in tables:
        return error("formula.unknown_table", name=table, nearest=_nearest(table, tables), known=", ".join(sorted(tables)))
    columns = tables[table].columns
    if field.column in columns:
        return None
    return error("formula.unknown_field", name=f"{table}.{field.column}", nearest=f"{table}.{_nearest(field.column, columns)}")


def _demand(field: Field, tables: Mapping[str, Table]) -> None:
    _refuse([_unknown(field, tables, field.table)])


def _refuse(problems: Iterable[Problem | None]) -> None:
    found = tuple(problem for problem in problems if problem)
    if found:
        raise Refused(*found)


def _nearest(name: str, known: Iterable[str]) -> str:
    names = list(known)
    return (get_close_matches(name, names, n=1, cutoff=0) or names or [""])[0]


def _told(field: Field) -> str:
    return f"{field.table}.{field.column}" if field.table else field.column
