"""Read formulas and row expressions; what is not allowed is a problem, never an exception."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from iecscore.problems import error
from iecscore.system.formula.reading import Refused, parse_text, read_node
from iecscore.system.formula.resolving import check_divisions, resolve_formula, resolve_row
from iecscore.system.formula.tree import Aggregate, Call, Node, aggregates_in, walk
from iecscore.system.tables import Table
from iecscore.values import Read

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of an indicator: a scalar expression over aggregates."""

    text: str
    root: Node
    aggregates: tuple[Aggregate, ...]
    denominator: Node | None


@dataclass(frozen=True, slots=True)
class RowExpression:
    """An expression over the cells of one row."""

    text: str
    root: Node


def parse_formula(text: str, tables: Mapping[str, Table], unit_table: str, member_table: str = "") -> Read[Formula]:  # noqa: ARG001 - told by callers
    """Read an indicator's formula: fields must be declared, divisors guarded by nullif."""
    return _attempt(lambda: _formula(text, tables, unit_table))


def parse_row(text: str, table: Table, carried: Mapping[str, Table] | None = None) -> Read[RowExpression]:
    """Read an expression over one row of a table; `carried` are tables whose row comes along."""
    return _attempt(lambda: RowExpression(text, resolve_row(_node(text), table, carried or {})))


def parse_scalar(text: str) -> Read[RowExpression]:
    """Read an expression without a table, as guards write them: `value = 0 and item_agreement('E14') > 40`."""
    return _attempt(lambda: RowExpression(text, _node(text)))


def _formula(text: str, tables: Mapping[str, Table], unit_table: str) -> Formula:
    root = resolve_formula(_node(text), tables, unit_table)
    check_divisions(root)
    aggregates = aggregates_in(root)
    if not aggregates:
        raise Refused(error("formula.no_aggregate"))
    return Formula(text, root, aggregates, find_denominator(root))


def find_denominator(root: Node) -> Node | None:
    """The first `nullif(..., 0)` that guards a divisor."""
    return next((item.parts[1].parts[0] for item in walk(root) if isinstance(item, Call) and item.name == "/" and _is_nullif(item.parts[1])), None)  # type: ignore[union-attr]


def _is_nullif(node: Node) -> bool:
    return isinstance(node, Call) and node.name == "nullif"


@lru_cache(maxsize=4096)
def _node(text: str) -> Node:
    return read_node(parse_text(text))


def _attempt(make: Callable[[], T]) -> Read[T]:
    try:
        return Read(make())
    except Refused as refused:
        return Read(None, refused.problems)
