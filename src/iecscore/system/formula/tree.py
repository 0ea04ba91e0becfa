"""What a formula is made of. Only what these classes can hold can be computed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeAlias

ANY: Final = 99
ROW_FUNCTIONS: Final[Mapping[str, tuple[int, int]]] = {
    "abs": (1, 1), "coalesce": (2, ANY), "nullif": (2, 2), "least": (2, ANY), "greatest": (2, ANY), "round": (1, 2), "left": (2, 2),
    "days_between": (2, 2), "in_window": (1, 1), "round_end": (0, 0), "lookup": (2, 2),
}  # fmt: skip
GUARD_FUNCTIONS: Final[Mapping[str, tuple[int, int]]] = {"item_mean": (1, 1), "item_agreement": (1, 1), "indicator": (1, 1)}
STATISTICS: Final[Mapping[str, tuple[int, int]]] = {
    "structure_overlap": (3, ANY), "weighted_error": (3, ANY), "evenness": (2, 3), "winsorised_mean": (2, 2),
}  # fmt: skip
FUNCTIONS: Final[Mapping[str, tuple[int, int]]] = {**ROW_FUNCTIONS, **GUARD_FUNCTIONS, **STATISTICS}
PLAIN: Final = ("sum", "count", "min", "max", "median")
PAIRED: Final = ("structure_overlap", "weighted_error")


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
    mark: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash once: figures are looked up by their aggregate, for every unit."""
        object.__setattr__(self, "mark", hash((self.kind, self.table, self.parts, self.where, self.distinct)))

    def __hash__(self) -> int:
        """The same for equal aggregates."""
        return self.mark


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


def terms_in(node: Node) -> tuple[Aggregate | Field, ...]:
    """The figures a formula computes with: its aggregates and the fields outside them, each once, in reading order."""
    if isinstance(node, Aggregate | Field):
        return (node,)
    parts = node.parts if isinstance(node, Call) else ()
    return tuple(dict.fromkeys(term for part in parts for term in terms_in(part)))


def sides_of(aggregate: Aggregate) -> tuple[Field, ...]:
    """The two columns that a statistic over two tables compares; none of any other aggregate."""
    return tuple(part for part in aggregate.parts[:2] if isinstance(part, Field)) if aggregate.kind in PAIRED else ()


def keys_of(aggregate: Aggregate) -> tuple[str, ...]:
    """The columns by which a statistic over two tables groups both; none of any other aggregate."""
    return tuple(part.column for part in aggregate.parts[2:] if isinstance(part, Field)) if aggregate.kind in PAIRED else ()


def conditions_on(aggregate: Aggregate, table: str) -> tuple[Node, ...]:
    """The conditions of an aggregate's filter that act on a table: all, or of two tables those that name fields of this one or of neither."""
    sides = {side.table for side in sides_of(aggregate)}
    parts = _joined(aggregate.where) if aggregate.where is not None else ()
    return tuple(part for part in parts if not (named := {field.table for field in fields_in(part)} & sides) or table in named)


def _joined(condition: Node) -> tuple[Node, ...]:
    if isinstance(condition, Call) and condition.name == "and":
        return tuple(part for half in condition.parts for part in _joined(half))
    return (condition,)
