"""Frozen objects as compressed bytes and back."""

import hashlib
import json
import zlib
from collections.abc import Sequence
from typing import Final, TypeVar

from iecscore.records import from_json, to_json
from iecscore.values import Rows

T = TypeVar("T")
LEVEL: Final = 6


def pack(value: object) -> bytes:
    """Compress a value's JSON."""
    return zlib.compress(json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":")).encode(), LEVEL)


def unpack(kind: type[T], data: bytes) -> T:
    """Read a value of a type back."""
    return from_json(kind, json.loads(zlib.decompress(data)))


def content_digest(tables: Sequence[Rows]) -> str:
    """sha256 of what tables tell, whatever the file is called and wherever in it the rows stand."""
    told = [
        [
            item.table,
            list(item.columns),
            sorted(json.dumps(to_json((row, _reasons(item, number))), ensure_ascii=False) for number, row in enumerate(item.rows)),
        ]
        for item in sorted(tables, key=lambda item: item.table)
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _reasons(rows: Rows, number: int) -> dict[str, str]:
    return {column: rows.reasons[number, column] for column in rows.columns if (number, column) in rows.reasons}
