"""Turn what sqlglot read into our own tree; every kind of node that is not named here is refused."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from sqlglot import exp, parse
from sqlglot.errors import SqlglotError

from iecscore.problems import Problem, error
from iecscore.system.formula.tree import NAMED, PLAIN, ROW_FUNCTIONS, Aggregate, Call, Field, Literal, Node

LONGEST: Final = 4000
BINARY: Final[dict[type[exp.Expression], str]] = {
    exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/", exp.EQ: "=", exp.NEQ: "<>",
    exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=", exp.And: "and", exp.Or: "or",
}  # fmt: skip
AGGREGATES: Final[dict[type[exp.Expression], str]] = {exp.Sum: "sum", exp.Count: "count", exp.Min: "min", exp.Max: "max", exp.Median: "median"}
MANY: Final[dict[type[exp.Expression], str]] = {exp.Coalesce: "coalesce", exp.Least: "least", exp.Greatest: "greatest"}
ALLOWED: Final = ", ".join((*PLAIN, *NAMED, *ROW_FUNCTIONS, "case", "in", "between"))


class Refused(Exception):  # noqa: N818 - carries what the reader is told
    """What is written is not in the language."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems."""
        super().__init__()
        self.problems = problems


def parse_text(text: str) -> Any:  # noqa: ANN401 - sqlglot's nodes are untyped
    """Let sqlglot read one expression."""
    if len(text) > LONGEST:
        raise Refused(error("formula.too_long", longest=LONGEST))
    try:
        found = parse(text, dialect="duckdb")
    except (SqlglotError, RecursionError) as fault:
        raise Refused(error("formula.unreadable", reason=str(fault).split("\n")[0][:200].rstrip("."))) from fault
    if len(found) != 1 or found[0] is None:
        raise Refused(error("formula.not_one"))
    return found[0]


def read_node(node: Any) -> Node:  # noqa: ANN401
    """Turn one node."""
    kind = type(node)
    if kind in BINARY:
        return Call(BINARY[kind], (read_node(node.this), read_node(node.expression)))
    if kind in AGGREGATES:
        return _plain(node, AGGREGATES[kind])
    if kind in MANY:
        return Call(MANY[kind], tuple(read_node(item) for item in (node.this, *node.expressions)))
    if kind in READERS:
        return READERS[kind](node)
    raise Refused(error("formula.not_allowed", written=node.sql(dialect="duckdb")[:80], allowed=ALLOWED))


def _plain(node: Any, kind: str) -> Node:  # noqa: ANN401 - sqlglot's nodes are untyped
    inner = node.this
    if isinstance(inner, exp.Distinct):
        return Aggregate(kind, "", tuple(read_node(item) for item in inner.expressions), distinct=True)
    if isinstance(inner, exp.Star):
        return Aggregate(kind, "", ())
    return Aggregate(kind, "", (read_node(inner),))


def _filter(node: Any) -> Node:  # noqa: ANN401
    aggregate = read_node(node.this)
    if not isinstance(aggregate, Aggregate):
        raise Refused(error("formula.filter_of_nothing", written=node.this.sql(dialect="duckdb")[:80]))
    return Aggregate(aggregate.kind, "", aggregate.parts, read_node(node.expression.this), aggregate.distinct)


def _column(node: Any) -> Node:  # noqa: ANN401
    parts = [part.name for part in node.parts]
    if len(parts) == 3 and parts[0].lower() == "previous":  # noqa: PLR2004 - previous.table.column
        return Field(parts[1], parts[2], previous=True)
    if len(parts) > 2 or any(part.args.get("quoted") for part in node.parts):  # noqa: PLR2004 - table.column
        raise Refused(error("formula.field_form", written=node.sql(dialect="duckdb")[:80]))
    return Field(parts[0] if len(parts) == 2 else "", parts[-1])  # noqa: PLR2004


def _literal(node: Any) -> Node:  # noqa: ANN401
    if node.is_string:
        return Literal(node.this)
    return Literal(int(node.this) if node.this.isdigit() else Decimal(node.this))


def _case(node: Any) -> Node:  # noqa: ANN401
    if node.this is not None:
        raise Refused(error("formula.not_allowed", written="case x when", allowed="case when ... then ... end"))
    pairs = [read_node(part) for item in node.args["ifs"] for part in (item.this, item.args["true"])]
    default = node.args.get("default")
    return Call("case", (*pairs, read_node(default) if default is not None else Literal(None)))


def _in(node: Any) -> Node:  # noqa: ANN401
    if node.args.get("query") or not node.expressions:
        raise Refused(error("formula.not_allowed", written=node.sql(dialect="duckdb")[:80], allowed=ALLOWED))
    return Call("in", tuple(read_node(item) for item in (node.this, *node.expressions)))


def _between(node: Any) -> Node:  # noqa: ANN401
    subject, low, high = (read_node(item) for item in (node.this, node.args["low"], node.args["high"]))
    return Call("and", (Call(">=", (subject, low)), Call("<=", (subject, high))))


def _is(node: Any) -> Node:  # noqa: ANN401
    if not isinstance(node.expression, exp.Null):
        raise Refused(error("formula.not_allowed", written=node.sql(dialect="duckdb")[:80], allowed="is null, is not null"))
    return Call("is_null", (read_node(node.this),))


def _round(node: Any) -> Node:  # noqa: ANN401
    digits = node.args.get("decimals")
    return Call("round", (read_node(node.this), read_node(digits) if digits is not None else Literal(0)))


def _named(node: Any) -> Node:  # noqa: ANN401
    name = str(node.this).lower()
    parts = tuple(read_node(item) for item in node.expressions)
    if name in NAMED:
        return Aggregate(name, "", parts)
    if name not in ROW_FUNCTIONS:
        raise Refused(error("formula.unknown_function", name=name, allowed=ALLOWED))
    if ROW_FUNCTIONS[name] not in {-1, len(parts)}:
        raise Refused(error("formula.arguments", name=name, number=ROW_FUNCTIONS[name]))
    return Call(name, parts)


READERS: Final[dict[type[exp.Expression], Callable[[Any], Node]]] = {
    exp.Filter: _filter,
    exp.Column: _column,
    exp.Literal: _literal,
    exp.Case: _case,
    exp.In: _in,
    exp.Between: _between,
    exp.Is: _is,
    exp.Round: _round,
    exp.Anonymous: _named,
    exp.Paren: lambda node: read_node(node.this),
    exp.Not: lambda node: Call("not", (read_node(node.this),)),
    exp.Neg: lambda node: Call("neg", (read_node(node.this),)),
    exp.Abs: lambda node: Call("abs", (read_node(node.this),)),
    exp.Nullif: lambda node: Call("nullif", (read_node(node.this), read_node(node.expression))),
    exp.Left: lambda node: Call("left", (read_node(node.this), read_node(node.expression))),
    exp.Boolean: lambda node: Literal(bool(node.this)),
    exp.Null: lambda _: Literal(None),
}
