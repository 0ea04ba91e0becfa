"""How sure the ranks of evaluations are: the record of each assessment, and where its scenarios lie."""

from datetime import UTC, datetime
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from sqlalchemy import Connection, func, insert, select

from iecscore.robustness.assessment import Assessment
from iecscore.robustness.tally import Kept
from iecscore.store.packing import pack, unpack
from iecscore.store.remembering import Memory, address_of
from iecscore.store.schema import assessments

SCORE, RANK = "score:", "rank:"
OPENED: Final = Memory[Assessment](100_000, lambda found: len(found.units) + len(found.pairs))


def save_assessment(connection: Connection, found: Assessment, scenarios: str, by: str) -> None:
    """Keep an assessment beside those made before; `scenarios` is the file of its scores and ranks, empty where none were kept."""
    order = int(connection.execute(select(func.coalesce(func.max(assessments.c.order), 0))).scalar_one()) + 1
    told = insert(assessments).values(
        evaluation=found.evaluation,
        made_at=datetime.now(UTC),
        made_by=by,
        order=order,
        brief=not found.ways,
        scenarios=scenarios,
        record=pack(found),
    )
    connection.execute(told)


def load_assessment(connection: Connection, evaluation: str) -> Assessment | None:
    """The latest assessment of an evaluation, the whole ones before those of the data alone; nothing where there is none."""
    told = select(assessments.c.id, assessments.c.made_at).where(assessments.c.evaluation == evaluation)
    found = connection.execute(told.order_by(assessments.c.brief, assessments.c.order.desc()).limit(1)).first()
    return None if found is None else _load(connection, found.id, found.made_at)


def _load(connection: Connection, number: int, made: datetime) -> Assessment:
    record = select(assessments.c.record).where(assessments.c.id == number)
    return OPENED.recall(address_of(connection, number, made), lambda: unpack(Assessment, connection.execute(record).scalar_one()))


def find_scenarios(connection: Connection, evaluation: str) -> str:
    """The file of the scenarios of the assessment that `load_assessment` gives; empty where none were kept."""
    told = select(assessments.c.scenarios).where(assessments.c.evaluation == evaluation)
    return connection.execute(told.order_by(assessments.c.brief, assessments.c.order.desc()).limit(1)).scalar() or ""


def write_scenarios(kept: Kept, units: tuple[str, ...]) -> bytes:
    """Scores and ranks as Parquet: a row a scenario, `score:UNIT` and `rank:UNIT` a column each."""
    scores = {f"{SCORE}{unit}": pa.array(column) for unit, column in zip(units, kept.scores.T, strict=True)}
    ranks = {f"{RANK}{unit}": pa.array(column.astype(np.int32)) for unit, column in zip(units, kept.ranks.T, strict=True)}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(scores | ranks), sink, compression="zstd")
    written: bytes = sink.getvalue().to_pybytes()
    return written


def read_scenarios(data: bytes) -> tuple[tuple[str, ...], Kept]:
    """The units and what was kept of them."""
    table = pq.read_table(pa.BufferReader(data))
    units = tuple(name.removeprefix(SCORE) for name in table.column_names if name.startswith(SCORE))
    scores = np.column_stack([table[f"{SCORE}{unit}"].to_numpy() for unit in units])
    ranks = np.column_stack([table[f"{RANK}{unit}"].to_numpy() for unit in units])
    return units, Kept(scores, ranks)
