"""Compute expressions in Python: over one row, or over the figures of a formula's aggregates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from iecscore.system.formula.parsing import RowExpression
from iecscore.system.formula.tree import Aggregate, Call, Field, Literal, Node
from iecscore.values import Cell


@dataclass(frozen=True, slots=True)
class Context:
    """What row functions ask for: the round's year, the window, the lookups, and a guard's figures by function and code."""

    year: int = 0
    window: int = 1
    lookups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    figures: Mapping[tuple[str, ...], float | None] = field(default_factory=dict)


def evaluate_row(expression: RowExpression, cells: Mapping[str, Cell], context: Context | None = None) -> Cell:
    """Compute an expression over a row; `cells` by column, or by `table.column`. What is blank stays unknown (`None`)."""
    return _evaluate(expression.root, lambda node: _cell(node, cells), context or Context())  # type: ignore[no-any-return]


def finish(root: Node, figures: Mapping[Node, Any]) -> float | None:
    """Compute a formula from the figures of its aggregates and unit fields; nothing where a figure is missing."""
    found = _evaluate(root, figures.get, Context())
    return None if found is None else float(found)


def _cell(node: Node, cells: Mapping[str, Cell]) -> Cell:
    if isinstance(node, Field):
        return cells[full] if (full := f"{node.table}.{node.column}") in cells else cells.get(node.column)
    return None


def _evaluate(node: Node, told: Callable[[Node], Any], context: Context) -> Any:  # noqa: ANN401 - cells of every type
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Field | Aggregate):
        return told(node)
    if node.name in LAZY:
        return LAZY[node.name](node, told, context)
    parts = [_evaluate(part, told, context) for part in node.parts]
    if node.name in GUARDING:
        return context.figures.get((node.name, *map(str, parts)))
    if node.name in ASKING:
        return ASKING[node.name](parts, context)
    return _plain(node.name, parts)


def _plain(name: str, parts: list[Any]) -> Any:  # noqa: ANN401
    if name in BLIND:
        return BLIND[name](parts)
    if any(part is None for part in parts):
        return None
    if any(isinstance(part, float) for part in parts):
        parts = [float(part) if isinstance(part, Decimal) else part for part in parts]
    return STRICT[name](*parts)


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


def _divide(left: Any, right: Any) -> float | None:  # noqa: ANN401
    return None if right == 0 else float(left) / float(right)


def _times(left: Any, right: Any) -> Any:  # noqa: ANN401
    return left * right


def _round(value: Any, digits: int) -> Decimal:  # noqa: ANN401
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def _in(parts: list[Any]) -> bool | None:
    subject, *choices = parts
    return None if subject is None else subject in choices


def _in_window(parts: list[Any], context: Context) -> bool | None:
    day = parts[0]
    return None if day is None else context.year - context.window < day.year <= context.year


def _same(left: Any, right: Any) -> bool:  # noqa: ANN401
    return bool(left == right)


GUARDING: Final = ("item_mean", "item_agreement", "item_share", "indicator")
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
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": _times,
    "/": _divide,
    "=": _same,
    "<>": lambda left, right: not _same(left, right),
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "not": lambda part: not part,
    "neg": lambda part: -part,
    "abs": abs,
    "round": _round,
    "left": lambda text, length: text[:length],
    "days_between": lambda begin, end: (end - begin).days,
}
