"""Write expressions as DuckDB's SQL: `t` is the table read, `u` the unit's row, `m` the member's."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from iecscore.system.formula import Aggregate, Call, Field, Literal, Node, walk

OPERATORS = {"+", "-", "*", "=", "<>", "<", "<=", ">", ">=", "and", "or"}
FUNCTIONS = {"abs", "coalesce", "nullif", "least", "greatest", "round", "left"}


@dataclass(frozen=True, slots=True)
class Scope:
    """How the tables that a query reads are called, and the years of the window."""

    names: Mapping[str, str]
    year: int
    window: int

    @property
    def first(self) -> int:
        """The first year of the window."""
        return self.year - self.window + 1


def write_sql(node: Node, scope: Scope) -> str:
    """The SQL of an expression over one row."""
    if isinstance(node, Literal):
        return _literal(node)
    if isinstance(node, Field):
        return f'{scope.names[node.table]}."{node.column}"'
    if isinstance(node, Aggregate):
        raise TypeError(node)
    return _call(node, scope)


def write_exact(node: Node, scope: Scope) -> str:
    """As `write_sql`, in exact numbers, so that sums do not depend on their order."""
    inexact = any(isinstance(item, Call) and item.name == "/" for item in walk(node))
    return f"CAST({write_sql(node, scope)} AS DECIMAL(32, 12))" if inexact else write_sql(node, scope)


def _literal(node: Literal) -> str:
    if node.value is None:
        return "NULL"
    if isinstance(node.value, bool):
        return "TRUE" if node.value else "FALSE"
    if isinstance(node.value, int | Decimal):
        return str(node.value)
    return "'" + node.value.replace("'", "''") + "'"


def _call(node: Call, scope: Scope) -> str:
    parts = [write_sql(part, scope) for part in node.parts]
    if node.name in OPERATORS:
        return f"({parts[0]} {node.name} {parts[1]})"
    if node.name in FUNCTIONS:
        return f"{node.name}({', '.join(parts)})"
    return _special(node, parts, scope)


def _special(node: Call, parts: list[str], scope: Scope) -> str:
    match node.name:
        case "/":
            return f"(CAST({parts[0]} AS DOUBLE) / {parts[1]})"
        case "not":
            return f"(NOT {parts[0]})"
        case "neg":
            return f"(-{parts[0]})"
        case "is_null":
            return f"({parts[0]} IS NULL)"
        case "in":
            return f"({parts[0]} IN ({', '.join(parts[1:])}))"
        case "case":
            branches = " ".join(f"WHEN {when} THEN {then}" for when, then in zip(parts[:-1:2], parts[1:-1:2], strict=True))
            return f"(CASE {branches} ELSE {parts[-1]} END)"
        case "days_between":
            return f"date_diff('day', {parts[0]}, {parts[1]})"
        case "in_window":
            return f"({parts[0]} BETWEEN DATE '{scope.first}-01-01' AND DATE '{scope.year}-12-31')"
        case "round_end":
            return f"DATE '{scope.year}-12-31'"
        case _:
            return f'(SELECT value FROM "lookup_{parts[0].strip(chr(39))}" WHERE code = {parts[1]})'
