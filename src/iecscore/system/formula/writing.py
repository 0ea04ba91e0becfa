"""Write a formula back as people write it, perhaps with figures in place of its aggregates."""

from collections.abc import Mapping

from iecscore.system.formula.tree import Aggregate, Call, Field, Literal, Node

BINDING = {"or": 1, "and": 2, "not": 3, "=": 4, "<>": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "+": 5, "-": 5, "*": 6, "/": 6, "neg": 7}


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
    return {None: "null", True: "true", False: "false"}[node.value] if node.value is None or isinstance(node.value, bool) else str(node.value)


def _aggregate(node: Aggregate) -> str:
    inner = ", ".join(write_node(part) for part in node.parts) or "*"
    where = f" filter (where {write_node(node.where)})" if node.where else ""
    return f"{node.kind}({'distinct ' if node.distinct else ''}{inner}){where}"


def _call(node: Call, figures: Mapping[Node, str]) -> str:
    parts = [write_node(part, figures) for part in node.parts]
    if node.name in BINDING and len(parts) > 1:
        return f" {node.name} ".join(
            _held(node, part, text, last=place > 0) for place, (part, text) in enumerate(zip(node.parts, parts, strict=True))
        )
    if node.name in {"not", "neg"}:
        return ("-" if node.name == "neg" else "not ") + _held(node, node.parts[0], parts[0], last=True)
    if node.name == "is_null":
        return f"{parts[0]} is null"
    if node.name == "in":
        return f"{parts[0]} in ({', '.join(parts[1:])})"
    if node.name == "case":
        return _case(parts)
    return f"{node.name}({', '.join(parts)})"


def _case(parts: list[str]) -> str:
    branches = " ".join(f"when {when} then {then}" for when, then in zip(parts[:-1:2], parts[1:-1:2], strict=True))
    return f"case {branches}{'' if parts[-1] == 'null' else f' else {parts[-1]}'} end"


def _held(outer: Call, inner: Node, text: str, *, last: bool) -> str:
    if not isinstance(inner, Call) or inner.name not in BINDING:
        return text
    weaker = BINDING[inner.name] < BINDING[outer.name] or (last and BINDING[inner.name] == BINDING[outer.name] and outer.name in {"-", "/"})
    return f"({text})" if weaker else text
