"""Read formulas and row expressions; what is not allowed is a problem, never an exception."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from iecscore.problems import error
from iecscore.system.formula.kinds import Kind
from iecscore.system.formula.reading import read_node
from iecscore.system.formula.refusal import Refused
from iecscore.system.formula.resolving import Ground, resolve_formula, resolve_guard, resolve_row
from iecscore.system.formula.screening import parse_text
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
    """An expression over the cells of one row of a table; of a guard the table is empty."""

    text: str
    root: Node
    table: str = ""


def parse_formula(text: str, tables: Mapping[str, Table], unit_table: str, member_table: str = "") -> Read[Formula]:
    """Read an indicator's formula: fields must be declared, divisors guarded by nullif, kinds must fit."""
    return _attempt(lambda: _formula(text, Ground(tables, unit_table, member_table)))


def parse_row(text: str, table: Table, carried: Mapping[str, Table] | None = None, wanted: Kind | None = None) -> Read[RowExpression]:
    """Read an expression over one row of a table; `carried` are tables whose row comes along, `wanted` is what it must give."""
    return _attempt(lambda: RowExpression(text, resolve_row(_node(text), table, carried or {}, wanted), table.key))


def parse_scalar(text: str) -> Read[RowExpression]:
    """Read a condition without a table, as guards write them: `value = 0 and item_agreement('E14') > 40`."""
    return _attempt(lambda: RowExpression(text, resolve_guard(_node(text))))


def _formula(text: str, ground: Ground) -> Formula:
    root = resolve_formula(_node(text), ground)
    aggregates = aggregates_in(root)
    if not aggregates:
        raise Refused(error("formula.no_aggregate"))
    return Formula(text, root, aggregates, find_denominator(root))


def find_denominator(root: Node) -> Node | None:
    """What the first `nullif(..., 0)` under a division guards."""
    divisors = (item.parts[1] for item in walk(root) if isinstance(item, Call) and item.name == "/")
    return next((divisor.parts[0] for divisor in divisors if isinstance(divisor, Call)), None)


@lru_cache(maxsize=4096)
def _node(text: str) -> Node:
    return read_node(parse_text(text))


def _attempt(make: Callable[[], T]) -> Read[T]:
    try:
        return Read(make())
    except Refused as refused:
        return Read(None, refused.problems)
