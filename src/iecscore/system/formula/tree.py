"""What a formula is made of. Only what these classes can hold can be computed."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

ROW_FUNCTIONS: Final = {
    "abs": 1, "coalesce": -1, "nullif": 2, "least": -1, "greatest": -1, "round": -1, "left": 2,
    "days_between": 2, "in_window": 1, "round_end": 0, "lookup": 2, "item_mean": 1, "item_agreement": 1, "item_share": 3, "indicator": 1,
}  # fmt: skip
PLAIN: Final = ("sum", "count", "min", "max", "median")
NAMED: Final = ("structure_overlap", "weighted_error", "evenness", "winsorised_mean")


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, text, truth value, or nothing."""

    value: Decimal | int | str | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column; `previous` is the table as told in earlier rounds. Outside tables the table is empty."""

    table: str
    column: str
    previous: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function and its parts: `+ - * / = <> < <= > >= and or not neg is_null in case` and the row functions."""

    name: str
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A figure over the rows of a table, perhaps of those that meet a condition."""

    kind: str
    table: str
    parts: tuple["Node", ...]
    where: "Node | None" = None
    distinct: bool = False


Node: TypeAlias = Literal | Field | Call | Aggregate


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    if isinstance(node, Call | Aggregate):
        for part in node.parts:
            yield from walk(part)
    if isinstance(node, Aggregate) and node.where is not None:
        yield from walk(node.where)


def aggregates_in(node: Node) -> tuple[Aggregate, ...]:
    """The aggregates, each once, in reading order."""
    return tuple(dict.fromkeys(item for item in walk(node) if isinstance(item, Aggregate)))


def fields_in(node: Node) -> tuple[Field, ...]:
    """The fields, each once, in reading order."""
    return tuple(dict.fromkeys(item for item in walk(node) if isinstance(item, Field)))
