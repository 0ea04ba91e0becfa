"""Compute expressions in Python: over one row, or over the figures of a formula's aggregates. DuckDB means the same by them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from decimal import Context as Arithmetic
from fractions import Fraction
from typing import Any, Final

from iecscore.system.formula.parsing import RowExpression
from iecscore.system.formula.tree import GUARD_FUNCTIONS, Aggregate, Call, Field, Literal, Node
from iecscore.values import Cell

EXACT: Final = Arithmetic(prec=80, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Context:
    """What row functions ask for: the round's year, the window, the lookups, and a guard's figures by function and code.

    In rows numbers are decimals of 12 places; only the last figure of a formula is not `exact`, it is divided out in full.
    """

    year: int = 0
    window: int = 1
    lookups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    figures: Mapping[tuple[str, ...], float | None] = field(default_factory=dict)
    exact: bool = True


def evaluate_row(expression: RowExpression, cells: Mapping[str, Cell], context: Context | None = None) -> Cell:
    """Compute an expression over a row; `cells` by column, or by `table.column`. What is blank stays unknown (`None`)."""

    def look(node: Node) -> Cell:
        assert isinstance(node, Field)  # noqa: S101 - aggregates are refused in rows
        full = f"{node.table}.{node.column}"
        return cells[full] if full in cells else cells.get(node.column) if node.table == expression.table else None

    return _evaluate(expression.root, look, context or Context())  # type: ignore[no-any-return]


def finish(root: Node, figures: Mapping[Node, Any], context: Context | None = None) -> float | None:
    """Compute a formula from the figures of its aggregates and unit fields; nothing where a figure is missing."""
    found = _evaluate(root, figures.get, context or Context(exact=False))
    return None if found is None else float(found)


def rounded(value: Any, digits: int = 12) -> Decimal:  # noqa: ANN401 - numbers of every type
    """A number to so many decimal places, halves away from zero."""
    return EXACT.quantize(Decimal(str(value)), Decimal(1).scaleb(-digits))


def exact_sum(values: Iterable[Any]) -> Any:  # noqa: ANN401
    """The sum without rounding, in whatever order the values come; 0 of none."""
    total: Any = 0
    for value in values:
        total = EXACT.add(total, value)
    return total


def _evaluate(node: Node, told: Callable[[Node], Any], context: Context) -> Any:  # noqa: ANN401 - cells of every type
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Field | Aggregate):
        return told(node)
    return LAZY[node.name](node, told, context) if node.name in LAZY else _call(node, told, context)


def _call(node: Call, told: Callable[[Node], Any], context: Context) -> Any:  # noqa: ANN401
    parts = [_evaluate(part, told, context) for part in node.parts]
    if node.name in GUARD_FUNCTIONS:
        return context.figures.get((node.name, *map(str, parts)))
    if node.name in ASKING:
        return ASKING[node.name](parts, context)
    if node.name == "/":
        return _divide(*parts, exact=context.exact)
    if any(isinstance(part, float) for part in parts):
        parts = [float(part) if isinstance(part, Decimal | int) else part for part in parts]
    if node.name in BLIND:
        return BLIND[node.name](parts)
    return None if any(part is None for part in parts) else STRICT[node.name](*parts)


def _both(node: Call, told: Callable[[Node], Any], context: Context) -> bool | None:
    parts = [_evaluate(part, told, context) for part in node.parts]
    return False if any(part is False for part in parts) else None if any(part is None for part in parts) else True


def _either(node: Call, told: Callable[[Node], Any], context: Context) -> bool | None:
    parts = [_evaluate(part, told, context) for part in node.parts]
    return True if any(part is True for part in parts) else None if any(part is None for part in parts) else False


def _case(node: Call, told: Callable[[Node], Any], context: Context) -> Any:  # noqa: ANN401
    for when, then in zip(node.parts[:-1:2], node.parts[1:-1:2], strict=True):
        if _evaluate(when, told, context) is True:
            return _evaluate(then, told, context)
    return _evaluate(node.parts[-1], told, context)


def _divide(left: Any, right: Any, *, exact: bool) -> Any:  # noqa: ANN401
    """A quotient: of a row as the database divides, to 12 places; at the end of a formula the float nearest to the true one."""
    if left is None or right is None or right == 0:
        return None
    return rounded(float(left) / float(right)) if exact else float(Fraction(left) / Fraction(right))


def _times(left: Any, right: Any) -> Any:  # noqa: ANN401
    if isinstance(left, float) or (isinstance(left, int) and isinstance(right, int)):
        return left * right
    return rounded(EXACT.multiply(left, right))


def _in(parts: list[Any]) -> bool | None:
    subject, *choices = parts
    if subject is None or subject in choices:
        return None if subject is None else True
    return None if None in choices else False


def _in_window(parts: list[Any], context: Context) -> bool | None:
    day = parts[0]
    return None if day is None else context.year - context.window < day.year <= context.year


def _exactly(work: Callable[[Decimal, Decimal], Decimal], plain: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda left, right: work(left, right) if isinstance(left, Decimal) or isinstance(right, Decimal) else plain(left, right)


LAZY: Final[dict[str, Callable[[Call, Callable[[Node], Any], Context], Any]]] = {"and": _both, "or": _either, "case": _case}
ASKING: Final[dict[str, Callable[[list[Any], Context], Any]]] = {
    "in_window": _in_window,
    "round_end": lambda _, context: date(context.year, 12, 31),
    "lookup": lambda parts, context: context.lookups.get(parts[0], {}).get(parts[1]) if parts[1] is not None else None,
}
BLIND: Final[dict[str, Callable[[list[Any]], Any]]] = {
    "is_null": lambda parts: parts[0] is None,
    "coalesce": lambda parts: next((part for part in parts if part is not None), None),
    "nullif": lambda parts: None if parts[0] is None or parts[0] == parts[1] else parts[0],
    "in": _in,
    "least": lambda parts: min((part for part in parts if part is not None), default=None),
    "greatest": lambda parts: max((part for part in parts if part is not None), default=None),
}
STRICT: Final[dict[str, Callable[..., Any]]] = {
    "+": _exactly(EXACT.add, lambda left, right: left + right),
    "-": _exactly(EXACT.subtract, lambda left, right: left - right),
    "*": _times,
    "=": lambda left, right: bool(left == right),
    "<>": lambda left, right: bool(left != right),
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "not": lambda part: not part,
    "neg": lambda part: -part,
    "abs": abs,
    "round": lambda value, digits=0: rounded(rounded(value), digits),
    "left": lambda text, length: text[:length],
    "days_between": lambda begin, end: (end - begin).days,
}
