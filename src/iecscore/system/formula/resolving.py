"""Tie fields to declared columns: each aggregate to its table, bare names to that table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Final

from iecscore.problems import Problem, error
from iecscore.system.formula.kinds import Kind, check_kind, kind_of, kind_of_column
from iecscore.system.formula.refusal import Refused
from iecscore.system.formula.tree import (
    GUARD_FUNCTIONS,
    ROW_FUNCTIONS,
    Aggregate,
    Call,
    Field,
    Literal,
    Node,
    conditions_on,
    fields_in,
    keys_of,
    sides_of,
    terms_in,
    walk,
)  # fmt: skip
from iecscore.system.tables import Table

VALUE: Final = "value"
ONLY_FIELDS: Final[Mapping[str, int]] = {"structure_overlap": 99, "weighted_error": 99, "evenness": 2}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a formula may name: the tables, and of them those whose row comes along with every row of a unit, or of its member."""

    tables: Mapping[str, Table]
    unit: str
    member: str

    def carried_to(self, home: str) -> set[str]:
        """The tables whose row comes along with the rows of a table."""
        return {self.unit, self.member} if self.tables[home].owner else {self.unit}

    def kind(self, field: Field) -> Kind:
        """What a column holds."""
        return kind_of_column(self.tables[field.table].columns[field.column].type)


def resolve_formula(node: Node, ground: Ground) -> Node:
    """Resolve a formula; fields outside aggregates must be of the row of the unit."""
    _refuse_functions(node, tuple(GUARD_FUNCTIONS))
    for field in (term for term in terms_in(node) if isinstance(term, Field)):
        if field.previous or field.table != ground.unit:
            raise Refused(error("formula.outside_aggregate", field=_told(field), unit_table=ground.unit))
        _refuse([_unknown(field, ground.tables, field.table)])
    bound = _resolve_aggregates(node, ground)
    _check_divisions(bound)
    check_kind(bound, ground.kind, Kind.NUMBER)
    return bound


def resolve_row(node: Node, table: Table, carried: Mapping[str, Table], wanted: Kind | None) -> Node:
    """Resolve an expression over one row; no aggregate and no earlier round may stand in it."""
    _refuse_functions(node, tuple(GUARD_FUNCTIONS))
    if any(isinstance(item, Aggregate) for item in walk(node)):
        raise Refused(error("formula.aggregate_in_row"))
    tables = {table.key: table, **carried}
    _refuse([error("formula.previous_in_row", field=_told(field)) for field in fields_in(node) if field.previous])
    _refuse([_unknown(field, tables, table.key) for field in fields_in(node)])
    bound = _bind(node, table.key)
    _check_divisions(bound)
    ground = Ground(tables, "", "")
    if wanted is None:
        kind_of(bound, ground.kind)
    else:
        check_kind(bound, ground.kind, wanted)
    return bound


def resolve_guard(node: Node) -> Node:
    """Check the condition of a guard: it reads `value`, survey items and other indicators, nothing else."""
    _refuse_functions(node, ("in_window", "round_end", "lookup", "days_between", "left"))
    if any(isinstance(item, Aggregate) for item in walk(node)):
        raise Refused(error("formula.aggregate_in_row"))
    _refuse([error("formula.guard_field", field=_told(field)) for field in fields_in(node) if field != Field("", VALUE)])
    _check_divisions(node)
    check_kind(node, lambda _: Kind.NUMBER, Kind.TRUTH)
    return node


def _refuse_functions(node: Node, names: Iterable[str]) -> None:
    """Refuse functions that are of the language but mean nothing here."""
    allowed = ", ".join(name for name in (*ROW_FUNCTIONS, *GUARD_FUNCTIONS) if name not in names)
    _refuse(error("formula.not_here", name=item.name, allowed=allowed) for item in walk(node) if isinstance(item, Call) and item.name in names)


def _check_divisions(root: Node) -> None:
    """Refuse a divisor that may be zero and is not guarded."""
    for item in walk(root):
        if isinstance(item, Call) and item.name == "/" and not _guarded(item.parts[1]):
            raise Refused(error("formula.division"))


def _guarded(divisor: Node) -> bool:
    if isinstance(divisor, Literal):
        return divisor.value not in {0, None}
    return isinstance(divisor, Call) and divisor.name == "nullif" and divisor.parts[1] == Literal(0)


def _resolve_aggregates(node: Node, ground: Ground) -> Node:
    if isinstance(node, Aggregate):
        return _aggregate(node, ground)
    if isinstance(node, Call):
        return Call(node.name, tuple(_resolve_aggregates(part, ground) for part in node.parts))
    return node


def _aggregate(node: Aggregate, ground: Ground) -> Aggregate:
    _check_shape(node)
    home = _home(node, ground)
    _refuse([_unknown(field, ground.tables, home) for field in fields_in(node)])
    bound = replace(node, table=home, parts=tuple(_bind(part, home) for part in node.parts), where=_bind(node.where, home) if node.where else None)
    if sides_of(bound):
        _check_two_tables(bound, ground)
    else:
        _check_one_table(bound, ground)
    return bound


def _check_shape(node: Aggregate) -> None:
    if any(isinstance(item, Aggregate) for part in (*node.parts, *([node.where] if node.where else [])) for item in walk(part)):
        raise Refused(error("formula.nested"))
    if any(not isinstance(part, Field) for part in node.parts[: ONLY_FIELDS.get(node.kind, 0)]):
        raise Refused(error("formula.needs_fields", name=node.kind))


def _home(node: Aggregate, ground: Ground) -> str:
    named = [field.table for field in fields_in(node) if field.table]
    own = [table for table in named if table not in {ground.unit, ground.member}]
    if own or named:
        return (own or named)[0]
    fields = fields_in(node)
    holders = [key for key, table in ground.tables.items() if all(field.column in table.columns for field in fields)]
    if len(holders) == 1 and fields:
        return holders[0]
    raise Refused(error("formula.which_table", fields=", ".join(field.column for field in fields) or "*"))


def _check_one_table(node: Aggregate, ground: Ground) -> None:
    known = {node.table, *ground.carried_to(node.table)}
    _refuse(error("formula.two_tables", field=_told(field), table=node.table) for field in fields_in(node) if field.table not in known)
    tellings = {field.previous for field in fields_in(node) if field.table == node.table}
    if len(tellings) > 1 or any(field.previous and field.table != node.table for field in fields_in(node)):
        raise Refused(error("formula.previous_mixed", table=node.table))
    declared = node.parts[1] if node.kind == "evenness" else None
    if isinstance(declared, Field) and declared.table != ground.unit:
        raise Refused(error("formula.declared_elsewhere", field=_told(declared), unit_table=ground.unit))


def _check_two_tables(node: Aggregate, ground: Ground) -> None:
    """Both tables hold the keys, of one kind; each condition of the filter names fields of one of them."""
    left, right = sides_of(node)
    for key in keys_of(node):
        _refuse([_unknown(Field(side.table, key), ground.tables, side.table) for side in (left, right)])
        check_kind(Field(right.table, key), ground.kind, ground.kind(Field(left.table, key)))
    named = [field for part in node.parts[2:] for field in fields_in(part)]
    _refuse(error("formula.two_tables", field=_told(field), table=left.table) for field in named if field.table not in {left.table, right.table})
    for side in (left, right):
        known = {side.table, *ground.carried_to(side.table)}
        asked = dict.fromkeys(field for condition in conditions_on(node, side.table) for field in fields_in(condition))
        _refuse(error("formula.two_tables", field=_told(field), table=side.table) for field in asked if field.table not in known)
    _refuse(error("formula.previous_mixed", table=field.table) for field in fields_in(node) if field.previous and field not in (left, right))


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


def _refuse(problems: Iterable[Problem | None]) -> None:
    found = tuple(problem for problem in problems if problem)
    if found:
        raise Refused(*found)


def _nearest(name: str, known: Iterable[str]) -> str:
    names = list(known)
    return (get_close_matches(name, names, n=1, cutoff=0) or names or [""])[0]


def _told(field: Field) -> str:
    return ("previous." if field.previous else "") + (f"{field.table}.{field.column}" if field.table else field.column)
