"""Write a formula back as people write it, perhaps with figures in place of its aggregates."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from iecscore.system.formula.tree import Aggregate, Call, Field, Literal, Node

BINDING: Final[Mapping[str, int]] = {
    "or": 1, "and": 2, "not": 3, "=": 4, "<>": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "is_null": 4, "in": 4, "+": 5, "-": 5, "*": 6, "/": 6, "neg": 7,
}  # fmt: skip
COMPARISON: Final = 4


def write_node(node: Node, figures: Mapping[Node, str] | None = None) -> str:
    """The text of a node; `figures` stand in place of the nodes they are given for."""
    if figures and node in figures:
        return figures[node]
    if isinstance(node, Literal):
        return _literal(node)
    if isinstance(node, Field):
        return ("previous." if node.previous else "") + (f"{node.table}.{node.column}" if node.table else node.column)
    if isinstance(node, Aggregate):
        return _aggregate(node)
    return _call(node, figures or {})


def _literal(node: Literal) -> str:
    if isinstance(node.value, str):
        return "'" + node.value.replace("'", "''") + "'"
    if isinstance(node.value, Decimal):
        return f"{node.value:f}"
    return "null" if node.value is None else str(node.value).lower()


def _aggregate(node: Aggregate) -> str:
    inner = ", ".join(write_node(part) for part in node.parts) or "*"
    where = f" filter (where {write_node(node.where)})" if node.where else ""
    return f"{node.kind}({'distinct ' if node.distinct else ''}{inner}){where}"


def _call(node: Call, figures: Mapping[Node, str]) -> str:
    parts = [write_node(part, figures) for part in node.parts]
    if node.name not in BINDING:
        return _case(parts) if node.name == "case" else f"{node.name}({', '.join(parts)})"
    first = _held(node, node.parts[0], parts[0], last=len(parts) == 1)
    if node.name == "is_null":
        return f"{first} is null"
    if node.name == "in":
        return f"{first} in ({', '.join(parts[1:])})"
    if len(parts) == 1:
        return ("-" if node.name == "neg" else "not ") + first
    return f"{first} {node.name} {_held(node, node.parts[1], parts[1], last=True)}"


def _case(parts: list[str]) -> str:
    branches = " ".join(f"when {when} then {then}" for when, then in zip(parts[:-1:2], parts[1:-1:2], strict=True))
    return f"case {branches}{'' if parts[-1] == 'null' else f' else {parts[-1]}'} end"


def _held(outer: Call, inner: Node, text: str, *, last: bool) -> str:
    """Brackets where the reader would otherwise take another part first."""
    if text.startswith("-") and outer.name == "neg":
        return f"({text})"
    if not isinstance(inner, Call) or inner.name not in BINDING:
        return text
    loose, tight = BINDING[inner.name], BINDING[outer.name]
    return f"({text})" if loose < tight or (loose == tight and (last or tight == COMPARISON)) else text
