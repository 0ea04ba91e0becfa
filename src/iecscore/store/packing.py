"""Frozen objects as compressed bytes and back."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple, TypeVar

from iecscore.records import Json, from_json, to_json
from iecscore.values import Rows

T = TypeVar("T")
LEVEL: Final = 6
NONE: Final = "{}"
PLAIN_CELLS: Final = frozenset({str, int, float, bool, type(None)})
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
    """Compress tables, and tell their content; the rows, by far the most of it, are written once for both."""
    written = [(item, [PLAIN.encode(row) for row in _encode_rows(item)]) for item in tables]
    told = [[item.table, list(item.columns), sorted(_tell_rows(item, rows))] for item, rows in sorted(written, key=lambda pair: pair[0].table)]
    payload = f"[{','.join(_join(item, rows) for item, rows in written)}]"
    return Packed(hashlib.sha256(PLAIN.encode(told).encode()).hexdigest(), zlib.compress(payload.encode(), LEVEL))


def _encode_rows(rows: Rows) -> Iterator[Json]:
    for row in rows.rows:
        yield [cell if type(cell) in PLAIN_CELLS else to_json(cell) for cell in row]


def _tell_rows(rows: Rows, written: Sequence[str]) -> Iterator[str]:
    for number, row in enumerate(written):
        reasons = {column: rows.reasons[number, column] for column in rows.columns if (number, column) in rows.reasons} if rows.reasons else {}
        yield f"[{row}, {PLAIN.encode(reasons) if reasons else NONE}]"


def _join(rows: Rows, written: Sequence[str]) -> str:
    """The table as JSON around the rows already written."""
    around = to_json(replace(rows, rows=()))
    del around["rows"]
    return f'{COMPACT.encode(around)[:-1]},"rows":[{",".join(written)}]}}'
