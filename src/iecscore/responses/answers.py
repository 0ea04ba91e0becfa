"""Survey answers as they are kept: a column a question, a row a person, and where each of them stood."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa

from iecscore.survey import NOT_KNOWN, Group, Item, ItemType, Survey

ROW, SECONDS = "#row", "#seconds"
UNKNOWN: Final = 0
OUTSIDE: Final = "other:"
LISTS: Final = frozenset({ItemType.MULTI})
FIGURES: Final = frozenset({ItemType.SHARES, ItemType.NUMBER})


class _NoPandas:
    """Hides pandas from pyarrow, which imports it with its first array though nothing here uses it."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Find nothing under its name."""
        if name == "pandas":
            raise ModuleNotFoundError(name=name)


def _start_arrays() -> None:
    finder: Any = _NoPandas
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)


_start_arrays()


@dataclass(frozen=True, slots=True)
class GroupAnswers:
    """The answers of one group on one sheet.

    `table` has a column for each field and two of its own, `#row` (the row of the sheet) and `#seconds` (how long it took, where told).
    Ratings are whole numbers as answered, never turned round; 0 is “not applicable or not known”, a blank is null.
    """

    sheet: str
    letters: Mapping[str, str]
    table: pa.Table

    @property
    def size(self) -> int:
        """How many people answered."""
        return int(self.table.num_rows)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The row of each answer on the sheet."""
        return tuple(self.table[ROW].to_pylist())

    def column(self, field: str) -> tuple[Any, ...]:
        """The cells of a field, top to bottom."""
        return tuple(self.table[field].to_pylist())


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one unit and round, as one file told them: by group, where the group answered at all."""

    survey: str
    unit: str
    year: int
    file: str
    groups: Mapping[str, GroupAnswers]

    @property
    def size(self) -> int:
        """How many people answered, all groups together."""
        return sum(group.size for group in self.groups.values())


def schema_of(group: Group) -> pa.Schema:
    """The types of a group's columns."""
    typed = [(field.code, _type_of(group.items[field.item])) for field in group.fields]
    return pa.schema([(ROW, pa.int32()), (SECONDS, pa.float64()), *typed])


def _type_of(item: Item) -> pa.DataType:
    if item.rated:
        return pa.int8()
    if item.type in FIGURES:
        return pa.float64()
    return pa.list_(pa.string()) if item.type in LISTS or item.several else pa.string()


def build_table(group: Group, columns: Mapping[str, Sequence[object]], numbers: Sequence[int]) -> pa.Table:
    """The table of a group; a field that was not among the columns is blank."""
    schema = schema_of(group)
    blank = [None] * len(numbers)
    arrays = [pa.array(numbers if field.name == ROW else columns.get(field.name, blank), field.type) for field in schema]
    return pa.table(arrays, schema=schema)


def draw_answers(survey: Survey, unit: str, year: int, told: Mapping[str, Iterable[Mapping[str, object]]], file: str = "") -> Answers:
    """Answers written out by hand, by group and field code; `member` stands for the item that names the members an answer is about."""
    groups = {key: _draw_group(survey.groups[key], list(rows)) for key, rows in told.items()}
    return Answers(survey.key, unit, year, file, groups)


def _draw_group(group: Group, rows: Sequence[Mapping[str, object]]) -> GroupAnswers:
    schema = schema_of(group)
    columns = {field.code: [_draw_cell(schema.field(field.code).type, _written(group, row, field.code)) for row in rows] for field in group.fields}
    return GroupAnswers(group.short.zh, {}, build_table(group, columns, range(1, len(rows) + 1)))


def _written(group: Group, row: Mapping[str, object], code: str) -> object:
    return row.get(code, row.get("member") if code == group.member_item else None)


def _draw_cell(kind: pa.DataType, told: object) -> object:
    if told is None:
        return None
    if pa.types.is_list(kind):
        return [str(code) for code in told] if isinstance(told, list | tuple) else [str(told)]
    if pa.types.is_integer(kind):
        return UNKNOWN if told == NOT_KNOWN else told
    return str(told) if pa.types.is_string(kind) else told
