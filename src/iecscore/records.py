"""Frozen objects as plain JSON and back, without loss: what a store keeps and a script reads.

Each type is read once from its annotations. In JSON: a dataclass is an object by field name, a tuple a list, an array
nested lists with null for NaN, a mapping a list of pairs unless its keys are text, a Decimal or date an object that names it.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Final, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import numpy as np

from iecscore.values import Evaluation, Floats

T = TypeVar("T")
Json: TypeAlias = Any
Coder: TypeAlias = Callable[[Any], Any]
PLAIN: Final = frozenset({str, int, float, bool, type(None)})


def to_json(value: Any) -> Json:  # noqa: ANN401 - any frozen object
    """Write a value of the frozen objects' kinds as plain JSON."""
    return _encoder(cast("Any", type(value)))(value)


def from_json(kind: type[T], data: Json) -> T:
    """Read a value of a type back."""
    decode: Coder = _decoder(cast("Any", kind))
    read: T = decode(data)
    return read


def evaluation_to_json(evaluation: Evaluation) -> dict[str, Json]:
    """A finished evaluation as plain JSON."""
    written: dict[str, Json] = to_json(evaluation)
    return written


def evaluation_from_json(data: dict[str, Json]) -> Evaluation:
    """A finished evaluation from plain JSON."""
    return from_json(Evaluation, data)


def digest_of(value: object) -> str:
    """sha256 of a value's canonical JSON."""
    text = json.dumps(to_json(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _encoder(kind: type) -> Coder:
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda value: dict(zip(names, _encode_all(getattr(value, name) for name in names), strict=True))
    if issubclass(kind, Enum):
        return lambda value: value.value
    for family, coder in _ENCODERS:
        if issubclass(kind, family):
            return coder
    return _same


def _same(value: T) -> T:
    return value


def _encode_all(values: Iterable[Any]) -> list[Json]:
    return [item if type(item) in PLAIN else to_json(item) for item in values]


def _encode_mapping(value: Mapping[Any, Any]) -> Json:
    if all(isinstance(key, str) for key in value):
        return {key: to_json(item) for key, item in value.items()}
    return [[to_json(key), to_json(item)] for key, item in value.items()]


def _encode_array(value: Floats) -> Json:
    cells = value.astype(object)
    cells[np.isnan(value)] = None
    return cells.tolist()


_ENCODERS: tuple[tuple[type, Coder], ...] = (
    (tuple, _encode_all),
    (Mapping, _encode_mapping),
    (np.ndarray, _encode_array),
    (Decimal, lambda value: {"decimal": str(value)}),
    (date, lambda value: {"date": value.isoformat()}),
)


@cache
def _decoder(kind: Any) -> Coder:  # noqa: ANN401 - a type, or a form of typing
    origin, arguments = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _decode_dataclass(kind)
    if origin in {Union, UnionType}:
        return _decode_union(arguments)
    if origin is tuple:
        return _decode_tuple(arguments)
    if origin is np.ndarray:
        return lambda data: np.array(data, dtype=np.float64)
    if origin is not None and issubclass(origin, Mapping):
        return _decode_mapping(*arguments)
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _same


def _decode_dataclass(kind: Any) -> Coder:  # noqa: ANN401 - a dataclass
    hints = get_type_hints(kind)
    parts = tuple((field.name, _decoder(hints[field.name])) for field in fields(kind))
    return lambda data: kind(**{name: decode(data[name]) for name, decode in parts if name in data})


def _decode_tuple(arguments: tuple[Any, ...]) -> Coder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - `tuple[T, ...]`
        item = _decoder(arguments[0])
        return lambda data: tuple(map(item, data))
    decoders = tuple(map(_decoder, arguments))
    return lambda data: tuple(decode(item) for decode, item in zip(decoders, data, strict=True))


def _decode_mapping(key: Any, item: Any) -> Coder:  # noqa: ANN401 - types
    keys, items = _decoder(key), _decoder(item)
    return lambda data: {keys(name): items(value) for name, value in (data.items() if isinstance(data, dict) else data)}


def _decode_union(arguments: tuple[Any, ...]) -> Coder:
    kinds = [kind for kind in arguments if kind is not type(None)]
    if len(kinds) == 1:
        decode = _decoder(kinds[0])
        return lambda data: None if data is None else decode(data)
    return _decode_cell


def _decode_cell(data: Json) -> Any:  # noqa: ANN401 - any kind of cell
    if isinstance(data, list):
        return tuple(data)
    if isinstance(data, dict):
        return Decimal(data["decimal"]) if "decimal" in data else date.fromisoformat(data["date"])
    return data
