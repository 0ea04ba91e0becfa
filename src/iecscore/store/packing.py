"""Frozen objects as compressed bytes and back."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from iecscore.records import Json, from_json, to_json
from iecscore.values import Rows

T = TypeVar("T")
LEVEL: Final = 6
COMPACT: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
PLAIN: Final = json.JSONEncoder(ensure_ascii=False)


class Packed(NamedTuple):
    """Tables as bytes, and the sha256 of what they tell, whatever the file is called and wherever in it the rows stand."""

    content: str
    payload: bytes


def pack(value: object) -> bytes:
    """Compress a value's JSON."""
    return _compress(to_json(value))


def _compress(data: Json) -> bytes:
    return zlib.compress(COMPACT.encode(data).encode(), LEVEL)


def unpack(kind: type[T], data: bytes) -> T:
    """Read a value of a type back."""
    return from_json(kind, json.loads(zlib.decompress(data)))


def pack_tables(tables: Sequence[Rows]) -> Packed:
    """Compress tables, and tell their content."""
    data = [(item, to_json(item)) for item in tables]
    told = [[item.table, list(item.columns), sorted(_write_rows(item, written))] for item, written in sorted(data, key=lambda pair: pair[0].table)]
    return Packed(hashlib.sha256(PLAIN.encode(told).encode()).hexdigest(), _compress([written for _, written in data]))


def _write_rows(rows: Rows, written: Json) -> Iterator[str]:
    for number, row in enumerate(written["rows"]):
        reasons = {column: rows.reasons[number, column] for column in rows.columns if (number, column) in rows.reasons} if rows.reasons else {}
        yield PLAIN.encode((row, reasons))
