"""What kind of thing each part of an expression is; what does not fit is refused when the content is loaded, not when it is computed."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from iecscore.problems import error
from iecscore.system.formula.refusal import Refused
from iecscore.system.formula.tree import Aggregate, Call, Field, Literal, Node
from iecscore.system.formula.writing import write_node
from iecscore.system.tables import ColumnType


class Kind(StrEnum):
    """What an expression gives."""

    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    TRUTH = "truth"
    CODES = "codes"
    NULL = "null"


Columns: TypeAlias = Callable[[Field], Kind]

WORDS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.NUMBER: ("a number", "数值"),
    Kind.TEXT: ("a text", "文本"),
    Kind.DATE: ("a date", "日期"),
    Kind.TRUTH: ("yes or no", "是或否"),
    Kind.CODES: ("a list of codes", "多个代码"),
    Kind.NULL: ("null", "空值"),
}
OF_COLUMN: Final[Mapping[ColumnType, Kind]] = {
    ColumnType.INTEGER: Kind.NUMBER,
    ColumnType.NUMBER: Kind.NUMBER,
    ColumnType.MONEY: Kind.NUMBER,
    ColumnType.DATE: Kind.DATE,
    ColumnType.BOOLEAN: Kind.TRUTH,
    ColumnType.CODES: Kind.CODES,
}
PARTS: Final[Mapping[str, tuple[tuple[Kind, ...], Kind]]] = {
    **dict.fromkeys(("+", "-", "*", "/", "round"), ((Kind.NUMBER, Kind.NUMBER), Kind.NUMBER)),
    **dict.fromkeys(("neg", "abs"), ((Kind.NUMBER,), Kind.NUMBER)),
    **dict.fromkeys(("and", "or"), ((Kind.TRUTH, Kind.TRUTH), Kind.TRUTH)),
    **dict.fromkeys(("item_mean", "item_agreement", "indicator"), ((Kind.TEXT,), Kind.NUMBER)),
    "not": ((Kind.TRUTH,), Kind.TRUTH),
    "left": ((Kind.TEXT, Kind.NUMBER), Kind.TEXT),
    "days_between": ((Kind.DATE, Kind.DATE), Kind.NUMBER),
    "in_window": ((Kind.DATE,), Kind.TRUTH),
    "round_end": ((), Kind.DATE),
    "lookup": ((Kind.TEXT, Kind.TEXT), Kind.TEXT),
}
ORDERED: Final = frozenset({"<", "<=", ">", ">=", "least", "greatest"})
PLACES: Final = 12
COMPARING: Final = frozenset({"=", "<>", "<", "<=", ">", ">=", "in"})
WRITTEN: Final[Mapping[str, tuple[int, Callable[[object], bool]]]] = {
    "lookup": (0, lambda value: isinstance(value, str)),
    "item_mean": (0, lambda value: isinstance(value, str)),
    "item_agreement": (0, lambda value: isinstance(value, str)),
    "indicator": (0, lambda value: isinstance(value, str)),
    "left": (1, lambda value: type(value) is int),
    "round": (1, lambda value: type(value) is int and value <= PLACES),
    "evenness": (2, lambda value: type(value) is int and value > 1),
    "winsorised_mean": (1, lambda value: isinstance(value, int | Decimal) and 0 < value <= 1),
}


def kind_of_column(kind: ColumnType) -> Kind:
    """What the cells of a column give."""
    return OF_COLUMN.get(kind, Kind.TEXT)


def check_kind(node: Node, columns: Columns, wanted: Kind) -> None:
    """Refuse a node that is not of the kind wanted, or holds what does not fit."""
    _demand(node, kind_of(node, columns), wanted)


def kind_of(node: Node, columns: Columns) -> Kind:
    """What a node gives; refuses what does not fit inside it."""
    if isinstance(node, Literal):
        return _kind_of_value(node.value)
    if isinstance(node, Field):
        return columns(node)
    _check_written(node)
    kinds = [kind_of(part, columns) for part in node.parts]
    if isinstance(node, Aggregate):
        return _of_aggregate(node, kinds, columns)
    if node.name in PARTS:
        return _of_parts(node, kinds)
    if node.name == "is_null":
        return Kind.TRUTH
    return _of_case(node, kinds) if node.name == "case" else _of_alike(node, kinds)


def _kind_of_value(value: object) -> Kind:
    if isinstance(value, bool):
        return Kind.TRUTH
    return Kind.NULL if value is None else Kind.TEXT if isinstance(value, str) else Kind.NUMBER


def _check_written(node: Call | Aggregate) -> None:
    place, fits = WRITTEN.get(node.name if isinstance(node, Call) else node.kind, (len(node.parts), None))
    if fits and place < len(node.parts):
        part = node.parts[place]
        if not isinstance(part, Literal) or not fits(part.value):
            raise Refused(error("formula.needs_written", name=node.name if isinstance(node, Call) else node.kind, number=place + 1))


def _of_parts(node: Call, kinds: Sequence[Kind]) -> Kind:
    wanted, result = PARTS[node.name]
    for part, kind, needed in zip(node.parts, kinds, wanted, strict=False):
        _demand(part, kind, needed)
    return result


def _of_alike(node: Call, kinds: Sequence[Kind]) -> Kind:
    first = kinds[0]
    if Kind.NULL in kinds:
        raise Refused(error("formula.null", written=write_node(node)[:80]))
    if first is Kind.CODES or (first is Kind.TRUTH and node.name in ORDERED):
        _demand(node.parts[0], first, Kind.NUMBER)
    for part, kind in zip(node.parts, kinds, strict=True):
        _demand(part, kind, first)
    return Kind.TRUTH if node.name in COMPARING else first


def _of_case(node: Call, kinds: Sequence[Kind]) -> Kind:
    for when, kind in zip(node.parts[:-1:2], kinds[:-1:2], strict=True):
        _demand(when, kind, Kind.TRUTH)
    given = [
        (part, kind) for part, kind in zip([*node.parts[1:-1:2], node.parts[-1]], [*kinds[1:-1:2], kinds[-1]], strict=True) if kind is not Kind.NULL
    ]
    for part, kind in given:
        _demand(part, kind, given[0][1])
    return given[0][1] if given else Kind.NULL


def _of_aggregate(node: Aggregate, kinds: Sequence[Kind], columns: Columns) -> Kind:
    if node.where is not None:
        check_kind(node.where, columns, Kind.TRUTH)
    wanted = {"count": (), "evenness": (Kind.TEXT, Kind.CODES), "structure_overlap": 2 * (Kind.NUMBER,), "weighted_error": 2 * (Kind.NUMBER,)}
    for part, kind, needed in zip(node.parts, kinds, wanted.get(node.kind, (Kind.NUMBER,)), strict=False):
        _demand(part, kind, needed)
    for part, kind in zip(node.parts[2:], kinds[2:], strict=True):
        if kind in {Kind.CODES, Kind.NULL}:
            _demand(part, kind, Kind.TEXT)
    return Kind.NUMBER


def _demand(node: Node, found: Kind, wanted: Kind) -> None:
    if found is not wanted:
        (found_en, found_zh), (wanted_en, wanted_zh) = WORDS[found], WORDS[wanted]
        told = write_node(node)[:80]
        raise Refused(error("formula.kind", written=told, found_en=found_en, found_zh=found_zh, wanted_en=wanted_en, wanted_zh=wanted_zh))
