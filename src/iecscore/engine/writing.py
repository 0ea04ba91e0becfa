"""Write expressions as DuckDB's SQL: `t` is the table read, `u` the unit's row, `m` the member's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from iecscore.system.formula import Aggregate, Call, Field, Literal, Node, write_node

OPERATORS: Final = frozenset({"+", "-", "=", "<>", "<", "<=", ">", ">=", "and", "or"})
FUNCTIONS: Final = frozenset({"abs", "coalesce", "nullif", "least", "greatest", "left"})
EXACT: Final = "DECIMAL(32, 12)"
TEMPLATES: Final[Mapping[str, str]] = {
    "not": "(NOT {0})",
    "neg": "(-{0})",
    "is_null": "({0} IS NULL)",
    "in": "({0} IN ({rest}))",
    "days_between": "date_diff('day', {0}, {1})",
    "*": f"CAST(({{0}} * {{1}}) AS {EXACT})",
    "/": f"CAST(CAST(CAST(CAST({{0}} AS VARCHAR) AS DOUBLE) / CAST(CAST({{1}} AS VARCHAR) AS DOUBLE) AS VARCHAR) AS {EXACT})",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """How the tables that a query reads are called, the years of the window, and the lookups."""

    names: Mapping[str, str]
    year: int
    window: int
    lookups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The first year of the window."""
        return self.year - self.window + 1


def write_sql(node: Node, scope: Scope) -> str:
    """The SQL of an expression over one row. Numbers are decimals of 12 places throughout, so that sums do not depend on their order."""
    if isinstance(node, Literal):
        return f"{node.value}::BIGINT" if type(node.value) is int else write_node(node)
    if isinstance(node, Field):
        return f'{scope.names[node.table]}."{node.column}"'
    assert not isinstance(node, Aggregate)  # noqa: S101 - aggregates are written by the scan
    return _call(node, scope)


def quote(text: str) -> str:
    """A text in SQL's quotation marks."""
    return write_node(Literal(text))


def _call(node: Call, scope: Scope) -> str:
    parts = [write_sql(part, scope) for part in node.parts]
    if node.name in OPERATORS:
        return f"({parts[0]} {node.name} {parts[1]})"
    if node.name in FUNCTIONS:
        return f"{node.name}({', '.join(parts)})"
    return TEMPLATES[node.name].format(*parts, rest=", ".join(parts[1:])) if node.name in TEMPLATES else _special(node, parts, scope)


def _special(node: Call, parts: list[str], scope: Scope) -> str:
    match node.name:
        case "lookup":
            return _lookup(node, parts[1], scope)
        case "in_window":
            return f"({parts[0]} BETWEEN DATE '{scope.first}-01-01' AND DATE '{scope.year}-12-31')"
        case "round_end":
            return f"DATE '{scope.year}-12-31'"
        case "case":
            branches = " ".join(f"WHEN {when} THEN {then}" for when, then in zip(parts[:-1:2], parts[1:-1:2], strict=True))
            return f"(CASE {branches} ELSE {parts[-1]} END)"
        case _:
            digits = node.parts[1] if len(parts) > 1 else Literal(0)
            return f"CAST(round(CAST({parts[0]} AS {EXACT}), {write_node(digits)}) AS {EXACT})"


def _lookup(node: Call, code: str, scope: Scope) -> str:
    name = node.parts[0]
    assert isinstance(name, Literal)  # noqa: S101 - its kind was checked
    entries = scope.lookups.get(str(name.value), {})
    branches = " ".join(f"WHEN {quote(given)} THEN {quote(meant)}" for given, meant in entries.items())
    return f"(CASE {code} {branches} END)" if branches else "CAST(NULL AS VARCHAR)"
