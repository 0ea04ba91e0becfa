"""Answers as the bytes of a Parquet file, and back."""

import io
import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from iecscore.responses.answers import Answers, GroupAnswers

GROUP, ABOUT = "#group", b"iecscore"


@dataclass(frozen=True, slots=True)
class _About:
    survey: str
    unit: str
    year: int
    file: str
    groups: dict[str, dict[str, Any]]


def to_parquet(answers: Answers) -> bytes:
    """Write answers as Parquet: one table, the groups below one another; equal answers give equal bytes."""
    sorted_groups = sorted(answers.groups.items())
    groups = {key: {"sheet": group.sheet, "letters": dict(group.letters), "columns": group.table.column_names} for key, group in sorted_groups}
    about = _About(answers.survey, answers.unit, answers.year, answers.file, groups)
    tables = [group.table.append_column(GROUP, pa.array([key] * group.size, pa.string())) for key, group in sorted_groups]
    whole = pa.concat_tables(tables, promote_options="default")
    told = json.dumps(asdict(about), ensure_ascii=False, sort_keys=True).encode()
    stream = io.BytesIO()
    pq.write_table(
        whole.replace_schema_metadata({ABOUT: told}), stream, use_dictionary=False, write_statistics=False, use_compliant_nested_type=False
    )
    return stream.getvalue()


def from_parquet(data: bytes) -> Answers:
    """Read answers back as they were written."""
    whole = pq.ParquetFile(pa.BufferReader(data)).read(use_threads=False)
    about = _About(**json.loads(whole.schema.metadata[ABOUT]))
    plain, first = whole.replace_schema_metadata(None), 0
    groups: dict[str, GroupAnswers] = {}
    for key, size in Counter(whole[GROUP].to_pylist()).items():
        told = about.groups[key]
        groups[key] = GroupAnswers(told["sheet"], told["letters"], plain.slice(first, size).select(told["columns"]).combine_chunks())
        first += size
    return Answers(about.survey, about.unit, about.year, about.file, groups)
