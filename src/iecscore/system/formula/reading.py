"""Turn what sqlglot read into our own tree; every kind of node, and every argument of it, that is not named here is refused."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeAlias

from sqlglot import exp

from iecscore.problems import error
from iecscore.system.formula.refusal import Refused
from iecscore.system.formula.tree import ANY, FUNCTIONS, GUARD_FUNCTIONS, PLAIN, ROW_FUNCTIONS, STATISTICS, Aggregate, Call, Field, Literal, Node

Reader: TypeAlias = tuple[tuple[str, ...], Callable[[Any], Node]]

ALLOWED: Final = ", ".join((*PLAIN, *STATISTICS, *ROW_FUNCTIONS, *GUARD_FUNCTIONS, "case", "in", "between"))
DIGITS: Final = 15
PLACES: Final = 12
UNSAID: Final = frozenset({"big_int", "ignore_nulls", "typed", "safe"})


def read_node(node: Any) -> Node:  # noqa: ANN401 - sqlglot's nodes are untyped
    """Turn one node and all below it."""
    read, turn = READERS.get(type(node), ((), None))
    extra = [name for name, value in node.args.items() if value and name not in read and name not in UNSAID]
    if turn is None or extra:
        raise Refused(error("formula.not_allowed", written=_told(node), allowed=ALLOWED))
    return turn(node)


def _told(node: Any) -> str:  # noqa: ANN401
    return str(node.sql(dialect="duckdb"))[:80]


def _call(name: str, *arguments: str) -> Reader:
    """A reader that makes a call of a node's arguments, in this order."""

    def turn(node: Any) -> Node:  # noqa: ANN401
        return _checked(Call(name, tuple(read_node(part) for key in arguments for part in _each(node.args.get(key)))))

    return arguments, turn


def _each(found: Any) -> list[Any]:  # noqa: ANN401
    return found if isinstance(found, list) else [] if found is None else [found]


def _checked(call: Call) -> Call:
    least, most = FUNCTIONS.get(call.name, (0, ANY))
    if not least <= len(call.parts) <= most:
        number = f"{least}" if least == most else f"≥ {least}" if most == ANY else f"{least}–{most}"
        raise Refused(error("formula.arguments", name=call.name, number=number))
    return call


def _plain(kind: str) -> Reader:
    def turn(node: Any) -> Node:  # noqa: ANN401
        if isinstance(node.this, exp.Star) and kind == "count" and not any(node.this.args.values()):
            return Aggregate(kind, "", ())
        if isinstance(node.this, exp.Distinct) and kind == "count" and len(node.this.expressions) == 1:
            return Aggregate(kind, "", (read_node(node.this.expressions[0]),), distinct=True)
        return Aggregate(kind, "", (read_node(node.this),))

    return ("this",), turn


def _filter(node: Any) -> Node:  # noqa: ANN401
    aggregate = read_node(node.this)
    if not isinstance(aggregate, Aggregate):
        raise Refused(error("formula.filter_of_nothing", written=_told(node.this)))
    return Aggregate(aggregate.kind, "", aggregate.parts, read_node(node.expression.this), aggregate.distinct)


def _column(node: Any) -> Node:  # noqa: ANN401
    *before, table, column = ["", *(part.name for part in node.parts)]
    earlier = before[1:]
    if isinstance(node.this, exp.Star) or (earlier and [name.lower() for name in earlier] != ["previous"]):
        raise Refused(error("formula.field_form", written=_told(node)))
    return Field(table, column, previous=bool(earlier))


def _literal(node: Any) -> Node:  # noqa: ANN401
    if node.is_string:
        return Literal(node.this)
    number = Decimal(node.this)
    if number.adjusted() >= DIGITS or -int(number.as_tuple().exponent) > PLACES:
        raise Refused(error("formula.number", written=str(node.this)[:40], digits=DIGITS, places=PLACES))
    return Literal(int(number) if node.this.isdigit() else number)


def _case(node: Any) -> Node:  # noqa: ANN401
    pairs = [read_node(part) for item in node.args["ifs"] for part in (item.this, item.args["true"])]
    default = node.args.get("default")
    return Call("case", (*pairs, read_node(default) if default is not None else Literal(None)))


def _in(node: Any) -> Node:  # noqa: ANN401
    if not node.expressions:
        raise Refused(error("formula.not_allowed", written=_told(node), allowed="in ('a', 'b')"))
    return Call("in", tuple(read_node(item) for item in (node.this, *node.expressions)))


def _between(node: Any) -> Node:  # noqa: ANN401
    subject, low, high = (read_node(item) for item in (node.this, node.args["low"], node.args["high"]))
    return Call("and", (Call(">=", (subject, low)), Call("<=", (subject, high))))


def _is(node: Any) -> Node:  # noqa: ANN401
    if not isinstance(node.expression, exp.Null):
        raise Refused(error("formula.not_allowed", written=_told(node), allowed="is null, is not null"))
    return Call("is_null", (read_node(node.this),))


def _named(node: Any) -> Node:  # noqa: ANN401
    name = str(node.this).lower()
    if name not in FUNCTIONS:
        raise Refused(error("formula.unknown_function", name=name, allowed=ALLOWED))
    call = _checked(Call(name, tuple(read_node(item) for item in node.expressions)))
    return Aggregate(name, "", call.parts) if name in STATISTICS else call


READERS: Final[dict[type[Any], Reader]] = {
    **{kind: _call(name, "this", "expression") for kind, name in {
        exp.Add: "+", exp.Sub: "-", exp.Mul: "*", exp.Div: "/", exp.EQ: "=", exp.NEQ: "<>", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">=",
        exp.And: "and", exp.Or: "or", exp.Nullif: "nullif", exp.Left: "left",
    }.items()},
    **{kind: _call(name, "this", "expressions") for kind, name in {exp.Coalesce: "coalesce", exp.Least: "least", exp.Greatest: "greatest"}.items()},
    **{kind: _plain(name) for kind, name in {exp.Sum: "sum", exp.Count: "count", exp.Min: "min", exp.Max: "max", exp.Median: "median"}.items()},
    exp.Not: _call("not", "this"),
    exp.Neg: _call("neg", "this"),
    exp.Abs: _call("abs", "this"),
    exp.Round: _call("round", "this", "decimals"),
    exp.Filter: (("this", "expression"), _filter),
    exp.Column: (("this", "table", "db", "catalog"), _column),
    exp.Literal: (("this", "is_string"), _literal),
    exp.Case: (("ifs", "default"), _case),
    exp.In: (("this", "expressions"), _in),
    exp.Between: (("this", "low", "high"), _between),
    exp.Is: (("this", "expression"), _is),
    exp.Anonymous: (("this", "expressions"), _named),
    exp.Paren: (("this",), lambda node: read_node(node.this)),
    exp.Boolean: (("this",), lambda node: Literal(bool(node.this))),
    exp.Null: ((), lambda _: Literal(None)),
}  # fmt: skip
